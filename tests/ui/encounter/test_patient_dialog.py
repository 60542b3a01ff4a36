"""Who the patient is: chosen among those of earlier visits, or named when an encounter is open already."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit, QListWidget, QPlainTextEdit

from app.domain.language import Language
from app.domain.note import FlagKind
from app.domain.patient_record import PatientRecord
from app.ui.encounter.patient_dialog import PatientDialog
from app.ui.encounter.record_dialog import RecordDialog


def visible_words(widget) -> str:
    return "\n".join(label.text() for label in widget.findChildren(QLabel) if label.isVisible())


@pytest.fixture
def earlier(workplace):
    """Of a patient with an allergy, some time ago."""
    encounter = workplace.services.encounters.create("이서연", "00123-4")
    long_ago = replace(encounter, started_at="2026-03-02T09:30:00+09:00")
    workplace.vault.encounters.update(long_ago)
    workplace.services.records.save(encounter.id, PatientRecord(allergies=("레보플록사신",)), ())
    return long_ago


def type_into(dialog: PatientDialog, place: int, words: str) -> QListWidget:
    field = dialog.findChildren(QLineEdit)[place]
    field.setFocus()
    field.setText(words)
    # Qt's own test of typing knows no Hangul.
    field.textEdited.emit(words)
    return dialog.findChild(QListWidget)


def test_who_was_here_before_is_chosen_by_keys(window, earlier, answer, qtbot):
    def choose(dialog):
        shown = type_into(dialog, 0, "이서")
        assert shown.isVisible()
        assert [shown.item(row).text() for row in range(shown.count())] == ["이서연\n00123-4 · last seen 2 Mar 2026"]
        QTest.keyClick(dialog.findChildren(QLineEdit)[0], Qt.Key.Key_Down)
        QTest.keyClick(shown, Qt.Key.Key_Return)
        if dialog.isVisible():
            dialog.accept()

    answer(choose)
    window.actions_.new_encounter.trigger()
    qtbot.waitUntil(lambda: window.page.open is not None)
    assert window.page.open.encounter.patient == earlier.patient
    assert window.page.open.encounter.id != earlier.id
    window.actions_.last_visit.trigger()
    qtbot.waitUntil(lambda: window.page.open is not None and window.page.open.encounter.id == earlier.id)
    assert not window.actions_.last_visit.isEnabled()


def test_a_click_fills_the_fields_and_typing_on_means_somebody_else(window, earlier, qtbot):
    dialog = PatientDialog(window._services.patients.seen, "New", "Create", window)
    qtbot.addWidget(dialog)
    dialog.show()
    shown = type_into(dialog, 1, "123")
    shown.itemClicked.emit(shown.item(0))
    assert (dialog.patient_name, dialog.patient_number, dialog.seen) == ("이서연", "00123-4", earlier.patient)
    type_into(dialog, 1, "123-9")
    assert dialog.seen is None
    assert not shown.isVisible()


def test_an_encounter_is_named_later_and_checked_against_what_is_known(
    workplace, window, earlier, answer, qtbot, caplog
):
    nameless = workplace.add_drafted("", Language.KO)
    window.open_encounter(nameless.id)
    qtbot.waitUntil(lambda: window.page.open is not None and window.page.open.note is not None)
    assert "Patient not named yet" in visible_words(window)

    def name(dialog):
        assert isinstance(dialog, PatientDialog)
        type_into(dialog, 1, "00123-4")
        dialog.accept()

    def kinds() -> set[FlagKind]:
        return {flag.kind for each in window.page.open.note.statements() for flag in each.flags}

    answer(name)
    window.actions_.name_patient.trigger()
    qtbot.waitUntil(lambda: window.page.open.encounter.patient == earlier.patient)
    qtbot.waitUntil(lambda: FlagKind.ALLERGY_CONFLICT in kinds())
    assert "이서연" in visible_words(window.page.head)

    known = {}

    def look(dialog):
        assert isinstance(dialog, RecordDialog)
        known["words"], known["allergies"] = visible_words(dialog), dialog.findChildren(QPlainTextEdit)[0].toPlainText()
        dialog.accept()

    answer(look)
    window.actions_.show_record.trigger()
    assert "Known from the visit of 2 Mar 2026" in known["words"]
    assert known["allergies"] == "레보플록사신"
    qtbot.waitUntil(lambda: not workplace.services.records.known(nameless.id).carried_from)
    window.actions_.undo.trigger()
    window.actions_.undo.trigger()
    qtbot.waitUntil(lambda: "Patient not named yet" in visible_words(window.page.head))
