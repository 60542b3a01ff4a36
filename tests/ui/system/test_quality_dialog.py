from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication, QLabel, QMessageBox, QPushButton

from app.domain.language import Language
from app.domain.note import FlagKind
from app.domain.style import Habit, StyleRule
from app.domain.tuning import ClinicTuning
from app.ui.main_window import MainWindow
from app.ui.system.quality_dialog import QualityDialog
from tests.ui.conftest import Answer
from tests.ui.figures import edits_in
from tests.ui.workplace import Workplace


@pytest.fixture
def clinic(workplace: Workplace) -> Iterator[Workplace]:
    """A clinic of ten signed notes; the next test finds it as shipped."""
    with workplace.vault.database.transaction() as tables:
        tables.execute("DELETE FROM draft_edits")
    for _ in range(10):
        workplace.vault.edits.add(edits_in(Language.EN))
    yield workplace
    workplace.vault.tuning.save(ClinicTuning())


def dialog_of(workplace: Workplace, window: MainWindow) -> QualityDialog:
    dialog = QualityDialog(workplace.services.quality, workplace.services.templates, window)
    dialog.show()
    return dialog


def words(dialog: QualityDialog) -> str:
    return "\n".join(label.text() for label in dialog.findChildren(QLabel))


def press(dialog: QualityDialog, name: str) -> None:
    [button] = [each for each in dialog.findChildren(QPushButton) if each.accessibleName() == name]
    button.click()


def test_what_became_of_the_drafts_is_told_by_section(clinic: Workplace, window: MainWindow) -> None:
    shown = words(dialog_of(clinic, window))
    assert "Kept most: Plan. Rewritten most: Results." in shown
    assert "90 %" in shown
    assert "lines: 30 kept, 10 changed, 0 removed, 0 added" in shown


def test_a_few_notes_say_nothing(clinic: Workplace, window: MainWindow) -> None:
    with clinic.vault.database.transaction() as tables:
        tables.execute("DELETE FROM draft_edits WHERE number % 4 > 0")
    shown = words(dialog_of(clinic, window))
    assert "Too few notes to say anything" in shown
    assert " %" not in shown


def test_a_rule_is_lowered_after_a_question_with_the_figures_and_put_back(
    clinic: Workplace, window: MainWindow, answer: Answer
) -> None:
    dialog = dialog_of(clinic, window)
    asked: list[str] = []

    def agree(question: QMessageBox) -> None:
        asked.append(question.informativeText())
        next(each for each in question.buttons() if each.text() == "&Lower").click()

    assert not [each for each in dialog.findChildren(QPushButton) if "Number" in each.accessibleName()]
    answer(agree)
    changes: list[None] = []
    dialog.rules_changed.connect(lambda: changes.append(None))
    press(dialog, "Lower: Different time · Please check")
    assert asked[0].startswith("It was raised 30 times, and 30 times the line was signed as it stood.")
    assert clinic.vault.tuning.get().lowered == (FlagKind.TIME_MISMATCH,)
    QApplication.processEvents()
    press(dialog, "Put back: Different time")
    assert clinic.vault.tuning.get().lowered == ()
    assert len(changes) == 2


def test_style_is_used_and_turned_off(clinic: Workplace, window: MainWindow) -> None:
    dialog = dialog_of(clinic, window)
    press(dialog, "Use: Lines without a full stop · English")
    assert clinic.vault.tuning.get().style == (StyleRule(Habit.WITHOUT_FULL_STOP, Language.EN),)
    press(dialog, "Turn off: Lines without a full stop · English")
    assert clinic.vault.tuning.get().style == ()


def test_a_section_that_is_always_emptied_is_offered_to_be_left_out(clinic: Workplace, window: MainWindow) -> None:
    dialog = dialog_of(clinic, window)
    press(dialog, "Use: Outpatient note (SOAP) without “Results” · English")
    assert clinic.vault.tuning.get().style == (StyleRule(Habit.SECTION_LEFT_OUT, Language.EN, "soap", "results"),)
