from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from app.domain.encounter import Clinician, Role
from app.domain.language import Language
from app.domain.note import Origin
from app.domain.style import Habit, StyleRule
from app.review.learning.style import with_style
from app.ui.main_window import MainWindow
from app.ui.note.compare import CompareDialog, LineRow
from tests.ui.conftest import Answer
from tests.ui.waiting import settle
from tests.ui.workplace import Workplace


def open_note(workplace: Workplace, window: MainWindow, name: str, language: Language = Language.EN) -> str:
    encounter = workplace.add_drafted(name, language)
    window.open_encounter(encounter.id)
    return encounter.id


def plan(window: MainWindow) -> list[str]:
    assert window.page.open is not None
    assert window.page.open.note is not None
    return [s.text for section in window.page.open.note.sections if section.id == "plan" for s in section.statements]


def rows(dialog: CompareDialog) -> list[str]:
    return [row.findChildren(QLabel)[0].text() for row in dialog.findChildren(LineRow)]


def test_what_changed_is_told_by_sign_and_in_words(
    workplace: Workplace, window: MainWindow, answer: Answer, qtbot: QtBot
) -> None:
    encounter_id = open_note(workplace, window, "Comparing")
    lines = ("Drink plenty, rehydration sachets twice.", "Rest at home.")
    workplace.services.review.edit_section(encounter_id, "soap", "plan", lines)
    window.page.reload()
    seen: dict[str, list[str]] = {}

    def look(dialog: CompareDialog) -> None:
        dialog._only_changes.setChecked(True)
        seen["signs"] = rows(dialog)
        seen["spoken"] = [row.layout().itemAt(1).widget().accessibleName() for row in dialog.findChildren(LineRow)]
        dialog.reject()

    answer(look)
    window.actions_.compare_versions.trigger()
    assert sorted(seen["signs"]) == sorted("±+−−")
    assert "Added: Rest at home." in seen["spoken"]
    assert "Removed: Loperamide after each loose stool." in seen["spoken"]


def test_a_sentence_of_the_draft_is_taken_back_and_that_undone(
    workplace: Workplace, window: MainWindow, answer: Answer, qtbot: QtBot
) -> None:
    encounter_id = open_note(workplace, window, "Taking back")
    before = plan(window)
    workplace.services.review.edit_section(encounter_id, "soap", "plan", tuple(before[1:]))
    window.page.reload()

    def take_back(dialog: CompareDialog) -> None:
        [button] = [each for each in dialog.findChildren(QPushButton) if each.text() == "Put back"]
        button.click()
        settle(window, qtbot)
        assert not [each for each in dialog.findChildren(QPushButton) if each.text() == "Put back" and each.isVisible()]
        dialog.reject()

    answer(take_back)
    window.actions_.compare_versions.trigger()
    assert plan(window) == before
    note = workplace.services.review.note(encounter_id, "soap")
    assert note is not None
    assert all(statement.origin is Origin.MODEL for statement in note.statements())
    window.actions_.undo.trigger()
    settle(window, qtbot)
    assert plan(window) == before[1:]


def test_a_signed_note_is_compared_and_nothing_can_be_put_back(
    workplace: Workplace, window: MainWindow, answer: Answer
) -> None:
    encounter = workplace.add_drafted("Signed", Language.KO)
    review = workplace.services.review
    review.edit_section(encounter.id, "soap", "plan", ("흉부 엑스레이, 혈액검사.",))
    note = review.note(encounter.id, "soap")
    assert note is not None
    for statement, flag in note.open_blocks():
        review.confirm(encounter.id, "soap", statement.id, flag, "Seen in the chart")
    workplace.services.documents.sign(encounter.id, "soap", Clinician("Dr Lee", Role.DOCTOR), "I have read it.")
    window.open_encounter(encounter.id)

    def look(dialog: CompareDialog) -> None:
        assert dialog._which.count() == 1
        assert "version 1" in dialog._which.currentText()
        assert not [each for each in dialog.findChildren(QPushButton) if each.objectName() == "small"]
        dialog.reject()

    answer(look)
    window.actions_.compare_versions.trigger()


def test_without_a_note_there_is_nothing_to_compare(workplace: Workplace, window: MainWindow) -> None:
    window.open_encounter(workplace.services.encounters.create("New").id)
    assert not window.actions_.compare_versions.isEnabled()
    assert QApplication.activeModalWidget() is None


def test_a_section_that_the_style_left_out_is_named_and_put_back(
    workplace: Workplace, window: MainWindow, answer: Answer, qtbot: QtBot
) -> None:
    encounter = workplace.add_drafted("Left out", Language.EN)
    documents = workplace.vault.documents
    written = documents.draft(encounter.id, "soap")
    assert written is not None
    rule = StyleRule(Habit.SECTION_LEFT_OUT, Language.EN, "soap", "vitals")
    documents.save_draft(encounter.id, with_style(written, (rule,)), ai=True, as_written=written)
    window.open_encounter(encounter.id)
    assert "left out by this clinic's style: Vital signs" in window.page.note_panel.about.text()

    def put_back(dialog: CompareDialog) -> None:
        [button] = [each for each in dialog.findChildren(QPushButton) if each.text() == "Put the section back"]
        button.click()
        settle(window, qtbot)
        dialog.reject()

    answer(put_back)
    window.actions_.compare_versions.trigger()
    after = documents.draft(encounter.id, "soap")
    assert after is not None
    assert [section.id for section in after.sections] == [section.id for section in written.sections]
    assert "left out" not in window.page.note_panel.about.text()
    window.actions_.undo.trigger()
    settle(window, qtbot)
    undone = documents.draft(encounter.id, "soap")
    assert undone is not None
    assert "vitals" not in [section.id for section in undone.sections]
