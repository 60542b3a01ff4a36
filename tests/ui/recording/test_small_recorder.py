"""The strip over other programs: there while something is recorded and Saegim is not in front; it pauses and marks."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QLabel, QToolButton

from app.domain.errors import VaultError
from app.services.recorder import RecorderState
from app.ui.parts.settings import NEVER, SMALL_RECORDER, chosen
from app.ui.recording.small_recorder import SmallRecorder
from tests.ui.mouth import SECOND, Mouth

IN_FRONT, BEHIND = Qt.ApplicationState.ApplicationActive, Qt.ApplicationState.ApplicationInactive


@pytest.fixture
def small(workplace, window, answer, monkeypatch) -> SmallRecorder:
    """With a recording under way."""
    mouth = Mouth()
    monkeypatch.setattr(window.recording_desk.microphones, "chosen", lambda _: mouth)
    window.open_encounter(workplace.services.encounters.create("김민지").id)
    answer(QDialog.accept)
    window.actions_.record.trigger()
    mouth.say(SECOND)
    small = window.recording_desk._small_recorder
    small.show_or_hide(IN_FRONT)
    yield small
    if window.recording_desk.recording is not None:
        window.recording_desk.recording.cancel()


def words(small: SmallRecorder) -> str:
    return " ".join(label.text() for label in small.findChildren(QLabel))


def button(small: SmallRecorder, name: str) -> QToolButton:
    [found] = [each for each in small.findChildren(QToolButton) if each.accessibleName() == name]
    return found


def test_it_is_there_only_while_another_program_is_in_front(window, small):
    assert not small.isVisible()
    small.show_or_hide(BEHIND)
    assert small.isVisible()
    assert small.windowFlags() & Qt.WindowType.WindowStaysOnTopHint
    small.close()
    assert small.isVisible()
    small.show_or_hide(IN_FRONT)
    assert not small.isVisible()
    small.show_or_hide(BEHIND)
    window.actions_.stop_recording.trigger()
    assert not small.isVisible()


def test_it_stays_away_from_who_does_not_want_it(small):
    chosen().choose(SMALL_RECORDER, NEVER)
    small.show_or_hide(BEHIND)
    assert not small.isVisible()


def test_it_pauses_and_goes_on_and_tells_no_name(window, small, qtbot):
    small.show_or_hide(BEHIND)
    assert words(small).strip().startswith("Recording 0:0")
    button(small, "Pause").click()
    assert window.recording_desk.recording.state is RecorderState.PAUSED
    qtbot.waitUntil(lambda: "Paused" in words(small))
    button(small, "Resume").click()
    assert window.recording_desk.recording.state is RecorderState.RECORDING
    assert "김민지" not in words(small)


def test_a_moment_is_marked_and_told(workplace, window, small):
    small.show_or_hide(BEHIND)
    button(small, "Mark this moment").click()
    assert "Marked 0:0" in words(small)
    assert window._notices.history[-1].sentence.startswith("Marked at 0:0")
    encounter_id = window.page.open.encounter.id
    actions = [sealed.event.action for sealed in workplace.vault.audit_log.events_of(encounter_id)]
    assert actions.count("moment_marked") == 1
    window.actions_.pause_recording.trigger()
    assert not window.actions_.mark_moment.isEnabled()


def test_a_mark_that_could_not_be_kept_is_not_told_as_one(workplace, window, small, monkeypatch):
    def fail(*_: object) -> None:
        raise VaultError("vault_unreachable", reason="unplugged")

    small.show_or_hide(BEHIND)
    with monkeypatch.context() as broken:
        broken.setattr(workplace.vault.audit_log, "append", fail)
        button(small, "Mark this moment").click()
    assert "Marked" not in words(small)
    assert "Marked" not in window._notices.history[-1].sentence


def test_it_leads_back_to_the_window(window, small, qtbot):
    window.showMinimized()
    small.show_or_hide(BEHIND)
    button(small, "Back to Saegim").click()
    assert not window.isMinimized()
