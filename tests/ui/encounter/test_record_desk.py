"""Calculators, the patient's record and the clinic's medication tables, beside the note."""

from dataclasses import replace

import pytest
from PySide6.QtWidgets import QComboBox, QDialogButtonBox, QLabel, QLineEdit

from app.domain.clinic_settings import ClinicSettings
from app.domain.errors import VaultError
from app.domain.language import Language
from app.domain.note import FlagKind, Origin
from app.domain.patient_record import PatientRecord
from app.review.calculators.definition import calculator
from app.ui.encounter.calculators import CalculatorDialog, InputLabel, InputRow
from app.ui.encounter.record_dialog import MedicationTablesDialog, RecordDialog
from app.ui.parts import settings
from app.ui.parts.settings import TEXT_SIZE
from app.ui.parts.start import start_application
from app.ui.parts.style import apply_style
from tests.ui.waiting import settle


def row(dialog: CalculatorDialog, name: str) -> InputRow:
    return next(row for row in dialog.rows if row.asked.name == name)


def choose(dialog: CalculatorDialog, name: str) -> None:
    dialog.chooser.setCurrentIndex(dialog.chooser.findData(name))


def type_in(dialog: CalculatorDialog, name: str, text: str) -> None:
    editor = row(dialog, name).editor
    if isinstance(editor, QComboBox):
        editor.setCurrentIndex(editor.findData(text))
    else:
        assert isinstance(editor, QLineEdit)
        editor.setText(text)
        editor.textEdited.emit(text)


@pytest.fixture
def opened(workplace, window, qtbot):
    encounter = workplace.add_drafted("김계산", Language.KO)
    window.open_encounter(encounter.id)
    qtbot.waitUntil(lambda: window.page.open is not None and window.page.open.note is not None)
    return encounter


def note_of(window):
    note = window.page.open.note
    assert note is not None
    return note


def test_inputs_come_from_the_note_and_show_where_they_stand(window, opened, answer):
    seen = {}

    def look(dialog):
        choose(dialog, "news2")
        seen["texts"] = {each.asked.name: each.text for each in dialog.rows if each.text}
        words = [label.text() for label in row(dialog, "systolic").findChildren(QLabel)]
        seen["words"] = " ".join(words)
        seen["can_insert"] = dialog.insert.isEnabled()
        seen["band"] = dialog.result_card.band.text()
        dialog.reject()

    answer(look)
    window.actions_.calculate.trigger()
    assert seen["texts"] == {"spo2": "95", "systolic": "130"}
    assert "혈압 130/80" in seen["words"]
    assert not seen["can_insert"]
    assert "Respiratory rate" in seen["band"]
    assert not any(each.origin is Origin.CLINICIAN for each in note_of(window).statements())


def test_a_result_becomes_a_line_of_the_clinician_that_does_not_stand_in_the_way(window, opened, answer, qtbot):
    before = len(note_of(window).open_blocks())

    def calculate(dialog):
        choose(dialog, "egfr")
        type_in(dialog, "sex", "male")
        type_in(dialog, "age", "55")
        type_in(dialog, "creatinine", "106 umol/L")
        assert dialog.result_card.value.text() == "71 mL/min/1.73 m²"
        assert "Inker" in dialog.result_card.source.text()
        assert dialog.section_id == "assessment"
        dialog.insert.click()

    answer(calculate)
    window.actions_.calculate.trigger()
    qtbot.waitUntil(lambda: any(each.origin is Origin.CLINICIAN for each in note_of(window).statements()))
    added = next(each for each in note_of(window).statements() if each.origin is Origin.CLINICIAN)
    assert added.text.startswith("추정 사구체여과율 (CKD-EPI 2021, 크레아티닌): 71 mL/min/1.73 m² (G2")
    assert "나이 55 세" in added.text
    assert len(note_of(window).open_blocks()) == before
    assert {each.confirmed_by for each in note_of(window).confirmations} == {"test"}
    assert all("Inker" in each.reason for each in note_of(window).confirmations)


def test_what_cannot_be_is_told_at_its_input_and_gives_no_result(window, opened, answer):
    def try_out(dialog):
        choose(dialog, "bmi")
        type_in(dialog, "weight", "70")
        type_in(dialog, "height", "700")
        assert dialog.result_of_inputs is None
        assert any("20–250 cm" in label.text() for label in row(dialog, "height").findChildren(QLabel))
        type_in(dialog, "height", "175")
        assert dialog.result_of_inputs is not None
        assert dialog.result_card.value.text() == "22.9 kg/m²"
        choose(dialog, "growth_weight_for_length")
        for name, text in (("sex", "male"), ("position", "lying"), ("length", "118"), ("weight", "20")):
            type_in(dialog, name, text)
        assert dialog.result_of_inputs is None
        assert not dialog.insert.isEnabled()
        dialog.reject()

    answer(try_out)
    window.actions_.calculate.trigger()


def test_the_record_is_kept_and_the_note_checked_against_it(workplace, window, opened, answer, qtbot):
    def enter(dialog):
        assert isinstance(dialog, RecordDialog)
        dialog.sex.setCurrentIndex(1)
        dialog.birth_date.setText("1961-02-30")
        ok = dialog.findChild(QDialogButtonBox).button(QDialogButtonBox.StandardButton.Ok)
        assert not ok.isEnabled()
        dialog.birth_date.setText("1961-02-03")
        dialog.weight.setText("154.3 lb")
        dialog.allergies.setPlainText("레보플록사신\n\n땅콩")
        assert ok.isEnabled()
        ok.click()

    answer(enter)
    window.actions_.show_record.trigger()
    qtbot.waitUntil(
        lambda: any(f.kind is FlagKind.ALLERGY_CONFLICT for s in note_of(window).statements() for f in s.flags)
    )
    record = workplace.services.records.get(opened.id)
    assert record.weight_kg == pytest.approx(69.99, abs=0.01)
    assert replace(record, weight_kg=None) == PatientRecord(
        sex="female", birth_date="1961-02-03", allergies=("레보플록사신", "땅콩")
    )


def has_conflict(window) -> bool:
    return any(flag.kind is FlagKind.ALLERGY_CONFLICT for each in note_of(window).statements() for flag in each.flags)


def add_allergy(dialog) -> None:
    dialog.allergies.setPlainText("이부프로펜")
    dialog.accept()


def test_a_change_of_the_record_is_taken_back_and_made_again(workplace, window, answer, qtbot):
    encounter = workplace.add_drafted("김기록", Language.KO)
    window.open_encounter(encounter.id)
    answer(add_allergy)
    window.actions_.show_record.trigger()
    qtbot.waitUntil(lambda: has_conflict(window))
    window.actions_.undo.trigger()
    settle(window, qtbot)
    assert workplace.services.records.get(encounter.id).allergies == ()
    assert not has_conflict(window)
    assert window._notices.history[-1].sentence == "Taken back: change of the patient's record."
    window.actions_.redo.trigger()
    settle(window, qtbot)
    assert workplace.services.records.get(encounter.id).allergies == ("이부프로펜",)
    assert has_conflict(window)


def test_a_record_that_was_left_as_it_was_is_no_step(window, opened, answer):
    answer(lambda dialog: dialog.accept())
    window.actions_.show_record.trigger()
    assert window.page.changes.are_settled
    assert not window.actions_.undo.isEnabled()


def test_a_record_that_cannot_be_kept_is_proposed_again(workplace, window, opened, answer, monkeypatch, qtbot):
    def refuse(*_: object) -> None:
        raise VaultError("disk_full")

    monkeypatch.setattr(workplace.services.records, "save", refuse)
    proposed = []

    def enter(dialog) -> None:
        answer(look)
        add_allergy(dialog)

    def look(dialog) -> None:
        proposed.append(dialog.allergies.toPlainText())
        dialog.reject()

    answer(enter)
    window.actions_.show_record.trigger()
    qtbot.waitUntil(lambda: bool(proposed))
    assert proposed == ["이부프로펜"]
    assert not window.actions_.undo.isEnabled()


def test_the_clinic_turns_its_tables_on(workplace, window, opened, answer, qtbot):
    assert workplace.services.records.settings() == ClinicSettings()

    def decide(dialog):
        assert isinstance(dialog, MedicationTablesDialog)
        assert any("pharmacist" in label.text() for label in dialog.findChildren(QLabel))
        dialog.interactions.setChecked(True)
        dialog.findChild(QDialogButtonBox).button(QDialogButtonBox.StandardButton.Ok).click()

    answer(decide)
    window.actions_.medication_tables.trigger()
    qtbot.waitUntil(lambda: window.page.is_all_kept)
    assert workplace.services.records.settings() == ClinicSettings(checks_interactions=True)
    window.actions_.undo.trigger()
    settle(window, qtbot)
    assert workplace.services.records.settings() == ClinicSettings()
    assert window._notices.history[-1].sentence == "Taken back: change of the medication tables."
    window.actions_.redo.trigger()
    settle(window, qtbot)
    assert workplace.services.records.settings() == ClinicSettings(checks_interactions=True)
    workplace.services.records.decide(ClinicSettings())


def test_every_calculator_can_be_shown(qtbot, window):
    dialog = CalculatorDialog(lambda _: (), [], Language.EN, window)
    qtbot.addWidget(dialog)
    for place in range(dialog.chooser.count()):
        dialog.chooser.setCurrentIndex(place)
        assert len(dialog.rows) == len(calculator(dialog.chooser.currentData()).inputs)
        assert not dialog.insert.isEnabled()


@pytest.mark.parametrize("size", ["100", "200"])
@pytest.mark.parametrize("language", list(Language))
def test_each_label_of_a_calculator_stands_on_one_line_or_above_its_field(qtbot, window, monkeypatch, language, size):
    monkeypatch.setenv("SAEGIM_LANG", language)
    settings.chosen().choose(TEXT_SIZE, size)
    apply_style(start_application())
    dialog = CalculatorDialog(lambda _: (), [], language, window)
    qtbot.addWidget(dialog)
    dialog.show()
    for place in range(dialog.chooser.count()):
        dialog.chooser.setCurrentIndex(place)
        qtbot.wait(1)
        for each in dialog._form_area.widget().findChildren(InputLabel):
            field = each.buddy().parentWidget()
            is_above = each.geometry().bottom() < field.geometry().top()
            room = dialog._form_area.widget().width() - 8 if is_above else each.width()
            assert each.width() == room, each.text()
            assert is_above or room >= each.fontMetrics().horizontalAdvance(each.text()), each.text()
            assert each.height() >= each.heightForWidth(each.width()), each.text()
            assert dialog._form_area.widget().width() <= dialog._form_area.viewport().width()
    settings.chosen().choose(TEXT_SIZE, "100")
    monkeypatch.undo()
    apply_style(start_application())
