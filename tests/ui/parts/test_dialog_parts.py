"""The buttons of a dialog and of a page stand in one order, whatever the system's is."""

import pytest
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QDialog, QPushButton, QWidget

from app.domain.clinic_settings import ClinicSettings
from app.domain.language import Language
from app.ui.encounter.calculators import CalculatorDialog
from app.ui.encounter.patient_dialog import PatientDialog
from app.ui.encounter.record_dialog import MedicationTablesDialog
from app.ui.handover.dialogs import AdmitDialog
from app.ui.handover.shift import ShiftHead
from app.ui.note.writing import SectionWriting
from app.ui.parts.actions import key_words
from app.ui.parts.dialog_parts import is_sure
from app.ui.parts.start import start_application
from app.ui.parts.style import apply_style
from app.ui.templates.dialog import TemplatesDialog
from app.ui.transcript.vocabulary_dialog import VocabularyDialog
from app.ui.vault.lock import PassphraseDialog


@pytest.fixture
def styled():
    apply_style(start_application())


def writing(_services, window) -> QWidget:
    made = SectionWriting(("Rest.",), window)
    made.resize(500, 300)
    return made


MADE = {
    "new encounter": lambda services, window: PatientDialog(services.patients.seen, "New", "Create", window),
    "medication tables": lambda _, window: MedicationTablesDialog(ClinicSettings(), window),
    "patients of a board": lambda _, window: AdmitDialog(lambda *_: None, window),
    "calculators": lambda _, window: CalculatorDialog(lambda _: (), [("plan", "Plan")], Language.EN, window),
    "templates": lambda services, window: TemplatesDialog(services.library, window),
    "lock": lambda _, window: PassphraseDialog(lambda _: None, window),
    "section": writing,
}


def in_the_row_of(button: QPushButton) -> list[QPushButton]:
    """From the left to the right."""
    place = button.mapTo(button.window(), button.rect().center())
    row = [
        each
        for each in button.window().findChildren(QPushButton)
        if each.isVisible() and abs(each.mapTo(each.window(), each.rect().center()).y() - place.y()) < 5
    ]
    return sorted(row, key=lambda each: each.mapTo(each.window(), each.rect().center()).x())


@pytest.mark.parametrize("name", list(MADE))
def test_the_primary_button_stands_at_the_right_end(styled, workplace, window, qtbot, name):
    shown = MADE[name](workplace.services, window)
    qtbot.addWidget(shown)
    shown.show()
    primary = next(each for each in shown.findChildren(QPushButton) if each.isVisible() and _is_last(each))
    assert in_the_row_of(primary)[-1] is primary


def _is_last(button: QPushButton) -> bool:
    return bool(button.property("primary")) or button.text() == "Save"


def test_a_question_has_its_buttons_in_the_same_order(styled, window, answer):
    seen = []

    def look(question: QDialog) -> None:
        seen.extend(each.text() for each in in_the_row_of(question.findChildren(QPushButton)[0]))
        question.reject()

    answer(look)
    assert not is_sure(window, "Really?", "All of it is lost.", go_on="&Lose it", stay="&Stay")
    assert seen == ["&Stay", "&Lose it"]


def test_every_undo_tells_its_key_in_the_systems_words(workplace, window, qtbot):
    key = key_words(QKeySequence.StandardKey.Undo)
    assert key == QKeySequence(QKeySequence.StandardKey.Undo).toString(QKeySequence.SequenceFormat.NativeText)
    for made in (
        ShiftHead(),
        VocabularyDialog(workplace.services.vocabulary, window),
        TemplatesDialog(workplace.services.library, window),
    ):
        qtbot.addWidget(made)
        assert made._undo.toolTip() == key
