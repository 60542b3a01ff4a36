"""After a crash of the window one finds again what one was at, words that were not saved included."""

import pytest

from app.domain.language import Language
from app.domain.work_at_hand import WorkAtHand
from app.ui.application import _Desktop
from app.ui.note import NoteView
from app.ui.notices import Notices
from app.ui.start import start_application
from app.ui.tasks import finish_tasks

TYPED = ("Rest at home.", "다시 열이 나면 오시기")


@pytest.fixture
def start(workplace, qtbot):
    """The window as a start of the program shows it."""
    started = []

    def start():
        desktop = _Desktop(start_application(), workplace.services, Notices())
        desktop.show()
        started.append(desktop.window)
        desktop.open_encounter(None)
        return desktop.window

    yield start
    for window in started:
        window.hide()
        window.deleteLater()
    qtbot.wait(10)
    finish_tasks()


def crash(window) -> None:
    """Nothing is closed: what was kept until now is all there is."""
    window.resuming._timer.stop()
    finish_tasks()


def view(window) -> NoteView:
    return window.page.note_panel.view


def test_what_was_being_written_is_there_again_after_a_crash(workplace, start, qtbot):
    encounter = workplace.add_drafted("Crashed", Language.EN)
    window = start()
    window.open_encounter(encounter.id)
    view(window).edit_section("plan", TYPED)
    window.resuming.keep()
    crash(window)
    again = start()
    qtbot.waitUntil(lambda: view(again).is_being_edited)
    assert again.page.open.encounter.id == encounter.id
    assert view(again).being_edited() == ("plan", TYPED)
    assert "not saved yet" in again._notices.history[-1].next_step
    again.page.after_editing(lambda: None)
    qtbot.waitUntil(lambda: again.page.is_all_kept)
    plan = next(section for section in again.page.open.note.sections if section.id == "plan")
    assert [statement.text for statement in plan.statements] == list(TYPED)


def test_a_window_that_was_closed_begins_with_nothing(workplace, start, qtbot):
    window = start()
    window.open_encounter(workplace.add_drafted("Closed", Language.EN).id)
    window.resuming.keep()
    window.close()
    finish_tasks()
    assert workplace.services.encounters.work_left() is None
    again = start()
    assert again.page.open is None
    assert again._notices.history == []


def test_an_open_encounter_is_opened_again_with_its_document(workplace, start, qtbot):
    encounter = workplace.add_drafted("Reading", Language.KO)
    workplace.services.encounters.keep_work(WorkAtHand(encounter.id, "a template that is gone", "plan", TYPED))
    window = start()
    qtbot.waitUntil(lambda: bool(window._notices.history))
    assert window.page.open.encounter.id == encounter.id
    assert not view(window).is_being_edited
    assert window._notices.history[-1].next_step == ""


def test_a_disk_that_keeps_nothing_is_told_once(workplace, start, qtbot, monkeypatch):
    from app.domain.errors import VaultError

    def fail(work):
        raise VaultError("disk_full")

    monkeypatch.setattr(workplace.services.encounters, "keep_work", fail)
    window = start()
    for name in ("One", "Another"):
        window.open_encounter(workplace.add_drafted(name, Language.EN).id)
        window.resuming.keep()
    qtbot.waitUntil(lambda: bool(window._notices.history))
    qtbot.wait(50)
    assert len(window._notices.history) == 1
