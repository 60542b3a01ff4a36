"""The recorder's strip and its desk: consent first, then every state of a recording, and what a crash left behind."""

from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtWidgets import QComboBox, QDialog, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from app.domain.errors import InputError, Problem
from app.domain.language import Language
from app.domain.note import NoteSection, SectionState, Statement
from app.domain.transcript import Speaker, Transcript, TranscriptSegment
from app.engines.protocol import BeingSaid, DraftAhead, DraftJob, LanguageFound
from app.services.recorder import RecorderState
from app.ui.main_window import MainWindow
from app.ui.parts.notices import Notices
from app.ui.parts.text_layout import TextBlock
from app.ui.parts.work import Drafting
from app.ui.recording.consent_dialog import ConsentDialog
from app.ui.transcript.rows import RowRole
from tests.services.named_models import make_model
from tests.ui.mouth import SECOND, Mouth


@pytest.fixture
def mouth(window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> Mouth:
    found = Mouth()
    monkeypatch.setattr(window.recording_desk.microphones, "all", lambda: [found])
    monkeypatch.setattr(window.recording_desk.microphones, "chosen", lambda microphone_id: found)
    window.recording_desk.microphones.changed.emit()
    return found


@pytest.fixture
def opened(workplace, window, qtbot):
    encounter = workplace.services.encounters.create("녹음 환자")
    window.open_encounter(encounter.id)
    qtbot.waitUntil(lambda: window.page.open is not None and window.page.open.encounter.id == encounter.id)
    return encounter


@pytest.fixture
def recording(workplace, window, opened, mouth, answer):
    answer(QDialog.accept)
    window.actions_.record.trigger()
    assert window.recording_desk.recording is not None
    workplace.speech.begin()
    yield window.recording_desk.recording
    if window.recording_desk.recording is not None:
        window.recording_desk.recording.cancel()


def piece(end_s: float) -> Transcript:
    return Transcript(Language.KO, end_s, (TranscriptSegment("s0001", 0.2, end_s, Speaker.UNKNOWN, "기침이 나요"),))


def shown_words(window: MainWindow) -> str:
    return window.recording_desk.strip._state.text()


def button(window: MainWindow, words: str) -> QPushButton:
    buttons = window.recording_desk.strip.findChildren(QPushButton)
    [found] = [each for each in buttons if each.text() == words and each.isVisible()]
    return found


def actions_since(workplace, encounter) -> list[str]:
    events = [sealed.event for sealed in workplace.vault.audit_log.events()]
    return [event.action for event in events if event.subject == encounter.id]


def test_nothing_is_recorded_without_consent(workplace, window, opened, mouth, answer):
    answer(QDialog.reject)
    window.actions_.record.trigger()
    assert window.recording_desk.recording is None
    assert mouth.listener is None
    assert actions_since(workplace, opened) == ["encounter_created"]


def test_who_agreed_and_to_which_words_is_kept_before_the_first_sound(workplace, window, opened, mouth, answer):
    def agree(dialog: QDialog) -> None:
        assert isinstance(dialog, ConsentDialog)
        dialog.findChildren(QComboBox)[0].setCurrentIndex(1)
        dialog.accept()

    answer(agree)
    window.actions_.record.trigger()
    [consent] = [e.event for e in workplace.vault.audit_log.events() if e.event.action == "recording_consented"][-1:]
    assert consent.detail == "given_by=guardian wording=recording/1"
    assert not workplace.vault.journal.has_recording(opened.id)
    window.recording_desk.recording.cancel()


def test_a_recording_is_shown_with_its_time_its_level_and_its_words(
    workplace, window, opened, mouth, recording, qtbot: QtBot
):
    for number in range(4):
        mouth.say((b"\x00\x20" if number else b"\x00\x00") * 16_000)
    qtbot.waitUntil(lambda: shown_words(window) == "Recording 0:04")
    assert window.recording_desk.strip._level.value() == pytest.approx(-12, abs=1)
    workplace.speech.keep(piece(2.0))
    assert [segment.text for segment in window.page.work.segments] == ["기침이 나요"]
    assert not window.actions_.open_audio.isEnabled()


def test_pause_and_off_the_record_store_nothing_and_say_so(window, mouth, recording, qtbot: QtBot):
    mouth.say(SECOND)
    window.actions_.pause_recording.trigger()
    assert recording.state is RecorderState.PAUSED
    assert button(window, "Resume").isEnabled()
    mouth.say(SECOND * 5)
    qtbot.waitUntil(lambda: shown_words(window) == "Paused at 0:01")
    window.actions_.pause_recording.trigger()
    window.actions_.off_the_record.trigger()
    assert recording.state is RecorderState.OFF_THE_RECORD
    mouth.say(SECOND * 5)
    qtbot.waitUntil(lambda: "nothing is stored" in shown_words(window))
    assert button(window, "Back on the record").isEnabled()
    window.actions_.off_the_record.trigger()
    assert recording.state is RecorderState.RECORDING
    qtbot.waitUntil(lambda: recording.recorded_s == pytest.approx(3.0))


def test_stop_leaves_the_rest_to_be_transcribed_and_then_shows_the_transcript(
    workplace, window, opened, mouth, recording, qtbot: QtBot
):
    mouth.say(SECOND * 3)
    workplace.speech.keep(piece(2.0))
    button(window, "Stop").click()
    assert window.recording_desk.recording is None
    assert window.page.work is not None
    assert not window.recording_desk.strip.isVisible()
    qtbot.waitUntil(recording.is_complete)
    workplace.speech.complete(3.0)
    assert isinstance(window.page.work, Drafting)
    assert window.page.open.transcript.text == "기침이 나요"
    assert workplace.vault.journal.duration_s(opened.id) == 3.0
    workplace.drafting.jobs[-1].cancel()
    assert not window.recording_desk.strip.isVisible()
    assert window.page.head._record.isVisible()
    assert window.page.head._record.isEnabled()


def test_the_head_of_the_encounter_says_what_goes_on_with_it(workplace, window, opened, mouth, recording, qtbot: QtBot):
    def told() -> str:
        return window.page.head._details.text().partition(" · ")[0]

    mouth.say(SECOND * 3)
    assert told() == "Recording"
    workplace.speech.keep(piece(2.0))
    button(window, "Stop").click()
    qtbot.waitUntil(lambda: told() == "Being transcribed")
    qtbot.waitUntil(recording.is_complete)
    workplace.speech.complete(3.0)
    assert told() == "Being written"
    workplace.drafting.jobs[-1].cancel()
    qtbot.waitUntil(lambda: told() == "Transcribed")


def test_what_is_wrong_with_the_microphone_is_told_while_it_is_wrong(window, mouth, recording, qtbot: QtBot):
    warning = window.recording_desk.strip._warning
    mouth.say(SECOND * 6)
    qtbot.waitUntil(warning.isVisible)
    assert "no sound" in warning.text()
    mouth.listener.microphone_ended(Problem("microphone_lost"))
    qtbot.waitUntil(lambda: "disconnected" in warning.text())
    window.recording_desk.strip.microphone_chosen.emit("mouth")
    qtbot.waitUntil(lambda: not warning.isVisible())


def test_a_long_quiet_asks_whether_to_pause_and_records_on(window, mouth, recording, qtbot: QtBot):
    strip = window.recording_desk.strip
    room = noise(60.0)
    for _ in range(3):
        mouth.say(room)
    qtbot.waitUntil(strip._question.isVisible)
    assert "3 min" in strip._question.text()
    assert recording.state is RecorderState.RECORDING
    button(window, "Go on recording").click()
    assert not strip._question.isVisible()
    mouth.say(room)
    qtbot.waitUntil(lambda: recording.recorded_s == pytest.approx(240.0))
    assert not strip._question.isVisible()
    mouth.say(room)
    mouth.say(room)
    qtbot.waitUntil(strip._question.isVisible)
    strip._pause_now.click()
    assert recording.state is RecorderState.PAUSED
    qtbot.waitUntil(lambda: not strip._question.isVisible())
    mouth.say(room)
    window.actions_.pause_recording.trigger()
    assert recording.long_quiet() is None, "the time of the pause does not count"


def test_a_transcript_that_falls_behind_offers_a_smaller_model_beside_the_lag(
    workplace, window, opened, mouth, answer, qtbot: QtBot
):
    make_model(workplace.services.live._models_dir, "large", "speech", size=10)
    answer(QDialog.accept)
    window.actions_.record.trigger()
    recording, strip = window.recording_desk.recording, window.recording_desk.strip
    workplace.speech.begin()
    mouth.say(noise(20.0))
    qtbot.waitUntil(lambda: shown_words(window) == "Recording 0:20 · transcript 20 s behind")
    assert not strip._smaller_model.isVisible()
    mouth.say(noise(20.0))
    qtbot.waitUntil(strip._smaller_model.isVisible)
    assert "40 s behind" in strip._warning.text()
    strip._smaller_model.click()
    assert workplace.speech.begin().model.id == "test-speech"
    assert not window.actions_.use_smaller_model.isEnabled()
    qtbot.waitUntil(lambda: not strip._smaller_model.isVisible())
    recording.cancel()


def noise(seconds: float) -> bytes:
    """What a quiet room gives."""
    return np.random.default_rng(1).integers(-33, 33, round(16_000 * seconds), dtype=np.int16).tobytes()


def test_a_recording_goes_on_while_another_encounter_is_open(workplace, window, mouth, recording, qtbot: QtBot):
    other = workplace.services.encounters.create("다른 환자")
    window.open_encounter(other.id)
    qtbot.waitUntil(lambda: window.page.open.encounter.id == other.id)
    mouth.say(SECOND * 2)
    qtbot.waitUntil(lambda: "0:02" in shown_words(window))
    assert window.recording_desk.strip.isVisible()
    assert not window.actions_.record.isEnabled()
    assert "녹음 환자" in window.recording_desk.strip._patient.text()


def test_without_a_microphone_the_reason_is_told(workplace, window, opened, answer, monkeypatch):
    def none(microphone_id: str) -> None:
        raise InputError("microphone_missing")

    monkeypatch.setattr(window.recording_desk.microphones, "chosen", none)
    answer(QDialog.accept)
    window.actions_.record.trigger()
    assert window.page._notices.history[-1].sentence == "There is no microphone."
    assert window.page.work is None
    assert window.recording_desk.recording is None


def test_what_a_crash_left_is_offered_at_the_next_start_and_finished(workplace, qtbot: QtBot):
    encounter = workplace.services.encounters.create("중단된 녹음")
    workplace.vault.live_transcripts.begin(encounter.id, Language.KO)
    cut_off = workplace.vault.journal.start_recording(encounter.id)
    cut_off.append(SECOND * 8)
    cut_off.close()
    workplace.vault.live_transcripts.add_piece(encounter.id, piece(2.0))
    window = MainWindow(workplace.services, Notices())
    qtbot.addWidget(window, before_close_func=lambda _: window.page.running.cancel_all())
    window.show()
    assert window.recording_desk.unfinished_encounter == encounter.id
    window.open_encounter(encounter.id)
    qtbot.waitUntil(lambda: window.page.open is not None)
    assert shown_words(window) == "A recording of 0:08 was cut off; 0:02 of it is transcribed."
    assert not window.actions_.record.isEnabled()

    button(window, "Transcribe the rest").click()
    assert workplace.speech.begin().start_s == 2.0
    workplace.speech.complete(8.0)
    assert window.page.open.transcript.duration_s == 8.0
    assert window.recording_desk.unfinished_encounter != encounter.id
    assert window.actions_.record.isEnabled()


def test_the_note_is_written_ahead_while_people_talk(workplace, recording, mouth):
    before = len(workplace.drafting.jobs)
    mouth.say(SECOND)
    workplace.speech.keep(piece(1.0))
    assert len(workplace.drafting.jobs) == before, "nobody knows the language yet"
    workplace.speech.report(LanguageFound(Language.KO, 0.98))
    workplace.speech.keep(piece_after(1.0, 2.0))
    [job] = workplace.drafting.jobs[before:]
    assert isinstance(job.task, DraftAhead)
    assert [segment.id for segment in job.task.transcript.segments] == ["s0001", "s0002"]


def test_what_is_written_ahead_is_shown_and_settled_by_a_draft_at_the_end(workplace, window, opened, recording, mouth):
    mouth.say(SECOND)
    workplace.speech.report(LanguageFound(Language.KO, 0.98))
    workplace.speech.keep(piece(1.0))
    statement = Statement("n001", "기침이 있다고 함.")
    workplace.drafting.complete((NoteSection("hpi", "현병력", SectionState.STATED, (statement,)),))
    assert "기침이 있다고 함." in texts_in(window.page.note_panel.view)
    assert workplace.drafting.jobs[-1].task.to_the_end

    window.actions_.stop_recording.trigger()
    workplace.speech.complete(1.0)
    task = workplace.drafting.jobs[-1].task
    assert isinstance(task, DraftJob)
    assert task.transcript.text == "기침이 나요"


def test_who_speaks_is_shown_as_soon_as_it_is_better_known(workplace, window, recording, mouth):
    mouth.say(SECOND)
    workplace.speech.keep(piece(1.0))
    better = replace(piece(1.0).segments[0], speaker=Speaker.PATIENT)
    workplace.speech.keep(replace(piece_after(1.0, 2.0), segments=(better, *piece_after(1.0, 2.0).segments)))
    assert [segment.speaker for segment in window.page.work.segments] == [Speaker.PATIENT, Speaker.UNKNOWN]
    rows = window.page.transcript_panel.view.segments
    assert [rows.index(n).data(RowRole).speaker for n in range(rows.rowCount())] == [Speaker.PATIENT, Speaker.UNKNOWN]


def test_the_sentence_that_is_being_said_stands_in_grey_under_the_others(workplace, window, recording, mouth):
    preview = window.page.transcript_panel._being_said
    assert not preview.isVisible()
    mouth.say(SECOND)
    workplace.speech.report(BeingSaid("기침이"))
    assert preview.isVisible()
    assert preview.text() == "기침이 …"
    workplace.speech.report(BeingSaid(""))
    assert not preview.isVisible()


def test_what_is_being_said_stands_next_to_the_last_line_and_the_last_line_stays_in_view(
    workplace, window, recording, mouth, qtbot
):
    panel = window.page.transcript_panel
    mouth.say(SECOND)
    for number in range(30):
        said = tuple(
            TranscriptSegment(f"s{each:04}", each, each + 1.0, Speaker.UNKNOWN, "열도 나요")
            for each in range(number + 1)
        )
        workplace.speech.keep(Transcript(Language.KO, number + 1.0, said))
        workplace.speech.report(BeingSaid("기침이"))
        qtbot.waitUntil(lambda row=number: is_beside(panel, row))
    assert panel.view.verticalScrollBar().maximum() > 0
    workplace.speech.report(BeingSaid(""))
    assert panel.stack.maximumHeight() > panel.height()


def is_beside(panel, row: int) -> bool:
    """The words that come begin where the last line ends, and the line is whole."""
    view = panel.view
    bottom = view.viewport().mapTo(panel, view.visualRect(view.segments.index(row)).bottomLeft()).y()
    return abs(panel._being_said.y() - bottom) <= 2


def texts_in(view: QWidget) -> str:
    return " ".join(block._text for block in view.findChildren(TextBlock))


def piece_after(start_s: float, end_s: float) -> Transcript:
    return Transcript(Language.KO, end_s, (TranscriptSegment("s0002", start_s, end_s, Speaker.UNKNOWN, "열도 나요"),))


def test_what_the_strip_tells_takes_no_room_from_the_lists(window, recording, monkeypatch):
    strip = window.recording_desk.strip
    strip._state.setText("Recording 0:04")
    width = strip.minimumSizeHint().width()
    strip._state.setText("Recording 1:02:04 · transcript 1234 s behind, and a good deal more to tell besides")
    assert strip.minimumSizeHint().width() == width
    strip._choice.setItemText(0, "A microphone whose maker gave it a very, very long name indeed (USB, rear left)")
    assert strip.minimumSizeHint().width() == width


def test_before_its_first_line_a_note_says_when_it_will_begin(window, recording):
    assert "when about a minute was said" in window.page.note_panel._empty.text()
