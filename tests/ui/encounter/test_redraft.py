"""Drafting again never takes a clinician's work away unasked, and what it replaces can be brought back."""

import pytest
from PySide6.QtWidgets import QDialog, QMessageBox

from app.domain.language import Language
from app.ui.note.statement import StatementRow
from tests.ui import consultations
from tests.ui.waiting import settle


@pytest.fixture
def drafted(workplace, window):
    encounter = workplace.add_drafted("Drafted again", Language.EN)
    window.open_encounter(encounter.id)
    return encounter


def press(text: str, asked: list[str]):
    def act(dialog: QDialog) -> None:
        assert isinstance(dialog, QMessageBox)
        asked.append(dialog.informativeText())
        next(button for button in dialog.buttons() if button.text() == text).click()

    return act


def edit(workplace, encounter, *lines: str) -> None:
    workplace.services.review.edit_section(encounter.id, "soap", "plan", lines)


def plan(window) -> list[str]:
    rows = window.page.note_panel.view._panels["plan"].findChildren(StatementRow)
    return [row.statement.text for row in rows if row.isVisible()]


def test_a_draft_as_the_model_left_it_is_replaced_unasked(workplace, window, drafted):
    window.work_desk.draft()
    assert window.page.work is not None


def test_what_a_clinician_wrote_stays_unless_they_say_so(workplace, window, drafted, answer):
    edit(workplace, drafted, "Rest.")
    statement, flag = workplace.services.review.note(drafted.id, "soap").open_blocks()[0]
    workplace.services.review.confirm(drafted.id, "soap", statement.id, flag, "Seen in the chart")
    before = workplace.services.review.note(drafted.id, "soap")
    window.page.reload()
    asked = []
    answer(press("&Keep my draft", asked))
    window.work_desk.draft()
    assert window.page.work is None
    assert workplace.services.review.note(drafted.id, "soap") == before
    assert "Lines in your words: 1. Confirmed flags: 1." in asked[0]


def test_lines_taken_out_are_a_clinicians_work_too(workplace, window, drafted, answer):
    edit(workplace, drafted)
    window.page.reload()
    asked = []
    answer(press("&Keep my draft", asked))
    window.work_desk.draft()
    assert "You have taken lines out of it." in asked[0]


def test_the_replaced_draft_is_brought_back_and_exchanged_again(workplace, window, drafted, answer, qtbot):
    edit(workplace, drafted, "Rest.")
    window.page.reload()
    assert not window.actions_.bring_back.isEnabled()
    answer(press("Draft &anew", []))
    window.work_desk.draft()
    workplace.drafting.complete(consultations.note(Language.EN))
    drafted_anew = plan(window)
    assert "Rest." not in drafted_anew
    assert "brought back" in window.page._notices.history[-1].next_step
    window.actions_.bring_back.trigger()
    settle(window, qtbot)
    assert plan(window) == ["Rest."]
    assert workplace.vault.audit_log.events()[-1].event.action == "draft_brought_back"
    window.actions_.bring_back.trigger()
    settle(window, qtbot)
    assert plan(window) == drafted_anew


def test_what_is_being_written_counts_as_work(workplace, window, drafted, answer, qtbot):
    view = window.page.note_panel.view
    view.edit_section("plan")
    view._panels["plan"].editor.setPlainText("Rest.")
    asked = []
    answer(press("&Keep my draft", asked))
    window.work_desk.draft()
    qtbot.waitUntil(lambda: bool(asked), timeout=20_000)
    assert window.page.work is None
    assert plan(window) == ["Rest."]
