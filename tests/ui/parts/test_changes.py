"""Changes are kept in their order, beside the GUI thread; nothing typed is lost, whatever goes wrong."""

import threading

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog

from app.domain.errors import VaultError
from app.domain.language import Language
from app.domain.notice import Level
from app.ui.encounter.dialogs import CorrectionDialog
from app.ui.parts.changes import Changes
from app.ui.parts.notices import Notices
from tests.ui.waiting import settle


@pytest.fixture
def open_note(workplace, window):
    encounter = workplace.add_drafted("Changing", Language.EN)
    window.open_encounter(encounter.id)
    return encounter


@pytest.fixture
def held(workplace, monkeypatch):
    """The next edit waits in the services until the test lets it go on."""
    gate, edit = threading.Event(), workplace.services.review.edit_section

    def wait_and_edit(*arguments: object) -> object:
        assert gate.wait(20)
        return edit(*arguments)

    monkeypatch.setattr(workplace.services.review, "edit_section", wait_and_edit)
    yield gate
    gate.set()


def refuse(*_: object) -> None:
    raise VaultError("disk_full")


def type_into(window, section_id: str, text: str, qtbot) -> None:
    view = window.page.note_panel.view
    view.edit_section(section_id)
    editor = view._panels[section_id].editor
    editor.setPlainText(text)
    qtbot.keyClick(editor, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)


def lines_of(workplace, encounter, section_id: str) -> list[str]:
    note = workplace.services.review.note(encounter.id, "soap")
    section = next(each for each in note.sections if each.id == section_id)
    return [statement.text for statement in section.statements]


def shown_lines(window, section_id: str) -> list[str]:
    panel = window.page.note_panel.view._panels[section_id]
    return [row.statement.text for row in panel.rows]


def test_changes_are_made_one_after_another_off_the_gui_thread(qtbot):
    changes, made, told = Changes(Notices()), [], []
    for number in range(20):
        changes.keep(lambda n=number: made.append((n, threading.current_thread())), lambda _, n=number: told.append(n))
    assert not changes.are_settled
    qtbot.waitUntil(lambda: changes.are_settled)
    assert [number for number, _ in made] == told == list(range(20))
    assert threading.main_thread() not in {thread for _, thread in made}


def test_what_waits_goes_on_after_the_last_change_and_not_after_a_failure(qtbot):
    notices = Notices()
    changes, done = Changes(notices), []
    changes.then(lambda: done.append("at once"))
    changes.keep(lambda: None)
    changes.then(lambda: done.append("after"))
    assert done == ["at once"]
    qtbot.waitUntil(lambda: changes.are_settled)
    assert done == ["at once", "after"]
    changes.keep(refuse, on_failed=lambda: done.append("failed"))
    changes.then(lambda: done.append("never"))
    qtbot.waitUntil(lambda: changes.are_settled)
    assert done == ["at once", "after", "failed"]
    assert notices.history[-1].level is Level.PROBLEM


def test_an_edit_is_shown_before_it_is_kept_and_a_second_one_builds_on_it(workplace, window, open_note, held, qtbot):
    type_into(window, "plan", "Rest.", qtbot)
    assert shown_lines(window, "plan") == ["Rest."]
    view = window.page.note_panel.view
    view.edit_section("plan")
    editor = view._panels["plan"].editor
    assert editor.toPlainText() == "Rest."
    editor.setPlainText("Rest.\nFluids.")
    qtbot.keyClick(editor, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    type_into(window, "assessment", "Gastroenteritis.", qtbot)
    held.set()
    settle(window, qtbot)
    assert lines_of(workplace, open_note, "plan") == shown_lines(window, "plan") == ["Rest.", "Fluids."]
    assert lines_of(workplace, open_note, "assessment") == ["Gastroenteritis."]


def test_typing_goes_on_while_an_edit_is_kept(workplace, window, open_note, held, qtbot):
    type_into(window, "plan", "Rest.", qtbot)
    view = window.page.note_panel.view
    view.edit_section("assessment")
    editor = view._panels["assessment"].editor
    editor.setPlainText("Half a sen")
    held.set()
    settle(window, qtbot)
    assert view._panels["assessment"].editor is editor
    assert editor.toPlainText() == "Half a sen"


def test_an_edit_that_cannot_be_kept_is_told_and_open_again(workplace, window, open_note, monkeypatch, qtbot):
    before = lines_of(workplace, open_note, "plan")
    monkeypatch.setattr(workplace.services.review, "edit_section", refuse)
    type_into(window, "plan", "Rest.\nFluids.", qtbot)
    settle(window, qtbot)
    panel = window.page.note_panel.view._panels["plan"]
    assert panel.editor is not None
    assert panel.editor.lines() == ("Rest.", "Fluids.")
    assert window.page._notices.history[-1].level is Level.PROBLEM
    assert lines_of(workplace, open_note, "plan") == before


def test_the_encounter_is_not_left_while_its_edit_cannot_be_kept(workplace, window, open_note, monkeypatch, qtbot):
    other = workplace.services.encounters.create("Other")
    monkeypatch.setattr(workplace.services.review, "edit_section", refuse)
    view = window.page.note_panel.view
    view.edit_section("plan")
    view._panels["plan"].editor.setPlainText("Rest.")
    window.open_encounter(other.id)
    settle(window, qtbot)
    assert window.page.open.encounter.id == open_note.id
    assert window.day.chosen_id == open_note.id
    assert view._panels["plan"].editor.toPlainText() == "Rest."


def test_closing_keeps_what_is_being_written_first(workplace, window, open_note, held, qtbot):
    view = window.page.note_panel.view
    view.edit_section("plan")
    view._panels["plan"].editor.setPlainText("Rest.")
    assert not window.close()
    assert window.isVisible()
    held.set()
    qtbot.waitUntil(lambda: not window.isVisible(), timeout=20_000)
    assert lines_of(workplace, open_note, "plan") == ["Rest."]


def test_an_editor_left_as_it_was_changes_nothing(workplace, window, open_note, qtbot):
    before = workplace.services.review.note(open_note.id, "soap")
    type_into(window, "plan", "\n".join(lines_of(workplace, open_note, "plan")), qtbot)
    assert window.page.changes.are_settled
    assert workplace.services.review.note(open_note.id, "soap") == before
    assert workplace.services.review.work_in(open_note.id, "soap") is None


def test_a_correction_that_cannot_be_kept_is_proposed_again(workplace, window, open_note, monkeypatch, qtbot, answer):
    segment = window.page.open.transcript.segments[0]
    monkeypatch.setattr(workplace.services.recordings, "correct_segment", refuse)
    window.page.transcript_panel.view.select(segment.id)
    proposed = []

    def correct(dialog: QDialog) -> None:
        assert isinstance(dialog, CorrectionDialog)
        dialog._text.setPlainText("What was really said.")
        answer(propose)
        dialog.accept()

    def propose(dialog: QDialog) -> None:
        proposed.append(dialog.text)
        dialog.reject()

    answer(correct)
    window.actions_.correct_segment.trigger()
    qtbot.waitUntil(lambda: bool(proposed), timeout=20_000)
    assert proposed == ["What was really said."]
    assert window.page.open.transcript.segments[0] == segment
