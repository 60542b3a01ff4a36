import os
import signal
from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest
from named_models import make_model
from practice import Practice
from spoken_numbers import pcm_of

from app.domain.audit import SealedEvent
from app.domain.consent import Consent, ConsentGiver
from app.domain.encounter import Encounter, EncounterState
from app.domain.errors import InputError, Problem, VaultError
from app.domain.language import Language
from app.domain.outcome import Completed, Crashed, Failed
from app.domain.transcript import Transcript, TranscriptSegment, segment_id
from app.services.live import LiveRecording
from app.services.recorder import PAUSE_S, RecorderState
from app.speech.microphone import AudioBlock, MicrophoneListener
from app.storage.audit_log import AuditLog
from app.storage.frames import StreamEnd

pytestmark = pytest.mark.end_to_end

CONSENT = Consent(ConsentGiver.PATIENT, "recording/1")
BLOCK_BYTES = 1600


class Mouth:
    """A microphone that hears what it is told to."""

    def __init__(self, channels: int = 1, problem: InputError | None = None) -> None:
        self.channels = channels
        self._problem = problem
        self._listener: MicrophoneListener | None = None
        self._position = 0

    def start(self, listener: MicrophoneListener) -> None:
        if self._problem:
            raise self._problem
        self._listener = listener
        self._position = 0

    def stop(self) -> None:
        self._listener = None

    def say(self, pcm: bytes) -> None:
        for start in range(0, len(pcm), BLOCK_BYTES):
            block = AudioBlock(self._position, pcm[start : start + BLOCK_BYTES], self.channels)
            self._position += block.samples
            if self._listener:
                self._listener.block_arrived(block)

    def lose(self, samples: int) -> None:
        self._position += samples

    def unplug(self) -> None:
        assert self._listener is not None
        self._listener.microphone_ended(Problem("microphone_lost"))


class Listener:
    def __init__(self) -> None:
        self.by_id: dict[str, TranscriptSegment] = {}
        self.progress = (0.0, 0.0)

    @property
    def segments(self) -> list[TranscriptSegment]:
        return list(self.by_id.values())

    def language_found(self, language: Language, confidence: float) -> None: ...

    def segment_found(self, segment: TranscriptSegment) -> None:
        self.by_id[segment.id] = segment

    def being_said(self, text: str) -> None: ...

    def progressed(self, done_s: float, total_s: float) -> None:
        self.progress = (done_s, total_s)


@pytest.fixture
def mouth() -> Mouth:
    return Mouth()


@pytest.fixture
def listener() -> Listener:
    return Listener()


@pytest.fixture
def start(practice: Practice, encounter: Encounter, mouth: Mouth, listener: Listener) -> Callable[[], LiveRecording]:
    def start(language: Language | None = Language.EN) -> LiveRecording:
        return practice.live.start(encounter.id, mouth, language, CONSENT, listener, practice.outcomes.append)

    return start


def numbers(segments: "tuple[TranscriptSegment, ...] | list[TranscriptSegment]") -> list[int]:
    return [int(word) for segment in segments for word in segment.text.split()]


def words(count: int, first: int = 0) -> bytes:
    return pcm_of([(0.5, 1.5)] * count, first)


def recorded(practice: Practice, encounter: Encounter) -> bytes:
    return b"".join(practice.vault.journal.read_recording(encounter.id))


def transcript_of(outcome: object) -> Transcript:
    assert isinstance(outcome, Completed)
    transcript: Transcript = outcome.value
    return transcript


def test_what_is_said_is_recorded_heard_while_it_is_said_and_kept(practice, encounter, mouth, listener, start):
    recording = start(None)
    mouth.say(words(3))
    practice.run_until(lambda: len(listener.segments) == 3)
    assert recording.state is RecorderState.RECORDING
    live = practice.vault.live_transcripts.get(encounter.id)
    assert numbers([s for piece in live.pieces for s in piece.segments]) == [0, 1, 2]
    mouth.say(words(3, 3))
    recording.stop()

    transcript = transcript_of(practice.outcome())
    assert numbers(transcript.segments) == numbers(listener.segments) == [0, 1, 2, 3, 4, 5]
    assert transcript.segments == tuple(listener.segments)
    assert transcript.duration_s == pytest.approx(6 * 2.0)
    assert recorded(practice, encounter) == words(6)
    assert practice.recordings.transcript(encounter.id) == transcript
    assert practice.encounters.get(encounter.id).state is EncounterState.TRANSCRIBED
    assert practice.vault.live_transcripts.get(encounter.id) is None
    assert practice.live.unfinished() == ()
    assert practice.actions()[1:] == [
        "recording_consented", "recording_started", "recording_finished", "transcript_saved",
    ]  # fmt: skip
    [consent] = [e.event for e in practice.vault.audit_log.events() if e.event.action == "recording_consented"]
    assert consent.detail == "given_by=patient wording=recording/1"


def test_nothing_of_a_pause_or_off_the_record_is_stored_and_no_word_runs_across(practice, encounter, mouth, start):
    recording = start()
    mouth.say(pcm_of([(0.5, 0.0)]))
    recording.pause()
    mouth.say(words(1, 50))
    recording.resume()
    mouth.say(pcm_of([(0.5, 0.0)], 1))
    recording.go_off_the_record()
    assert recording.state is RecorderState.OFF_THE_RECORD
    mouth.say(words(1, 60))
    recording.resume()
    mouth.say(pcm_of([(0.5, 0.0)], 2))
    recording.stop()

    assert numbers(transcript_of(practice.outcome()).segments) == [0, 1, 2]
    silence = bytes(int(PAUSE_S * 32_000))
    said = [pcm_of([(0.5, 0.0)], number) for number in range(3)]
    assert recorded(practice, encounter) == silence.join(said)
    assert practice.actions()[3:7] == [
        "recording_paused", "recording_resumed", "off_the_record_started", "off_the_record_ended",
    ]  # fmt: skip


def test_a_recording_is_appended_and_its_words_follow(practice, encounter, mouth, listener, start):
    recording = start()
    mouth.say(words(2))
    recording.stop()
    transcript_of(practice.outcome())

    recording = start(None)
    mouth.say(words(2, 2))
    recording.stop()
    transcript = transcript_of(practice.outcome())

    assert numbers(transcript.segments) == [0, 1, 2, 3]
    assert [segment.id for segment in transcript.segments] == [segment_id(n) for n in range(4)]
    assert transcript.segments[2].start_s == pytest.approx(4.0, abs=0.05)
    assert recorded(practice, encounter) == words(4)
    assert practice.vault.transcripts.revision(encounter.id, 1).segments == transcript.segments[:2]


def test_an_unplugged_microphone_is_told_and_another_takes_over(practice, encounter, mouth, start):
    recording = start()
    mouth.say(words(1))
    mouth.unplug()
    assert [problem.code for problem in recording.warnings()] == ["microphone_lost"]
    assert recording.state is RecorderState.RECORDING

    other = Mouth(channels=2)
    recording.switch_microphone(other)
    assert recording.warnings() == ()
    mouth.say(words(1, 70))
    stereo = b"".join(sample * 2 for sample in _samples(words(1, 1)))
    other.say(stereo)
    recording.stop()

    assert numbers(transcript_of(practice.outcome()).segments) == [0, 1]


def test_two_channels_tell_who_speaks_while_it_is_recorded(practice, encounter, listener):
    mouth = Mouth(channels=2)
    recording = practice.live.start(encounter.id, mouth, Language.EN, CONSENT, listener, practice.outcomes.append)
    for number in range(8):
        mouth.say(_beside(words(1, number), channel=number % 2))
    recording.stop()

    heard = transcript_of(practice.outcome()).segments
    assert numbers(heard) == list(range(8))
    assert [segment.voice for segment in heard] == [1, 2] * 4
    assert practice.vault.journal.channels(encounter.id) == 2


def _beside(pcm: bytes, channel: int) -> bytes:
    """Louder in one channel, and as it was in the mix of both."""
    sound = np.frombuffer(pcm, "<i2")
    far = sound // 5
    sides = (2 * sound - far, far)
    return np.column_stack(sides if channel == 0 else sides[::-1]).astype("<i2").tobytes()


def _samples(pcm: bytes) -> list[bytes]:
    return [pcm[start : start + 2] for start in range(0, len(pcm), 2)]


def test_what_the_system_loses_is_silent_and_every_later_time_holds(practice, encounter, mouth, start):
    recording = start()
    mouth.say(words(1))
    mouth.lose(16_000)
    mouth.say(words(1, 1))
    recording.stop()

    transcript = transcript_of(practice.outcome())
    assert transcript.segments[1].start_s == pytest.approx(3.0, abs=0.05)
    assert transcript.duration_s == pytest.approx(5.0)


def test_a_microphone_that_does_not_start_leaves_nothing_behind(practice, encounter, listener):
    broken = Mouth(problem=InputError("microphone_missing"))
    with pytest.raises(InputError, match="microphone_missing"):
        practice.live.start(encounter.id, broken, None, CONSENT, listener, practice.outcomes.append)

    assert not practice.recordings.has_recording(encounter.id)
    assert practice.live.unfinished() == ()


def test_a_microphone_that_does_not_start_leaves_an_earlier_recording_finished(
    practice, encounter, mouth, listener, start
):
    recording = start()
    mouth.say(words(1))
    recording.stop()
    transcript_of(practice.outcome())
    broken = Mouth(problem=InputError("microphone_missing"))
    with pytest.raises(InputError, match="microphone_missing"):
        practice.live.start(encounter.id, broken, None, CONSENT, listener, practice.outcomes.append)

    assert practice.live.unfinished() == ()


def test_one_encounter_is_recorded_once_at_a_time(practice, encounter, mouth, start):
    recording = start()
    with pytest.raises(InputError, match="recording_in_progress"):
        start()
    recording.stop()
    assert isinstance(practice.outcome(), Failed)


def test_silence_is_no_transcript_and_the_recording_stays(practice, encounter, mouth, start):
    recording = start()
    mouth.say(bytes(32_000 * 2))
    recording.stop()

    assert practice.outcome() == Failed(Problem("no_speech_found"))
    assert practice.recordings.has_recording(encounter.id)
    assert practice.live.unfinished() == ()


@pytest.mark.logs_warnings
def test_the_speech_child_may_die_at_any_time(practice, encounter, mouth, listener, start):
    recording = start()
    for number in range(6):
        mouth.say(words(1, number))
        practice.run_until(lambda said=number: len(listener.segments) > said - 2)
        if number % 2:
            practice.run_until(lambda: practice.live._engine.child_pid is not None)
            os.kill(practice.live._engine.child_pid, signal.SIGKILL)
    recording.stop()

    assert numbers(transcript_of(practice.outcome()).segments) == list(range(6))
    assert numbers(listener.segments) == list(range(6))


@pytest.mark.logs_warnings
def test_a_child_that_dies_again_and_again_is_given_up_and_the_recording_goes_on(
    practice, encounter, mouth, listener, start, monkeypatch
):
    recording = start()
    mouth.say(words(1))
    practice.run_until(lambda: len(listener.segments) == 1)
    for _ in range(4):
        practice.run_until(lambda: practice.live._engine.child_pid is not None)
        killed = practice.live._engine.child_pid
        os.kill(killed, signal.SIGKILL)
        practice.run_until(lambda gone=killed: practice.live._engine.child_pid != gone)
    assert isinstance(practice.outcome(), Crashed)
    mouth.say(words(1, 1))
    recording.close()

    [unfinished] = practice.live.unfinished()
    assert unfinished.encounter_id == encounter.id
    assert unfinished.recorded_s == pytest.approx(4.0)
    practice.live.finish(encounter.id, listener, practice.outcomes.append)
    assert numbers(transcript_of(practice.outcome()).segments) == [0, 1]


def test_what_is_closed_in_mid_recording_is_offered_and_goes_on(practice, encounter, mouth, listener, start):
    start()
    mouth.say(words(4))
    practice.run_until(lambda: len(listener.segments) >= 1)
    practice.live._engine.close()
    mouth.say(words(1, 4))
    practice.live.close()
    later = practice.open_again()

    [unfinished] = later.live.unfinished()
    assert unfinished.recorded_s == pytest.approx(10.0)
    assert 0.5 < unfinished.heard_s < 8.0
    later.live.finish(encounter.id, listener, later.outcomes.append)

    assert numbers(transcript_of(later.outcome()).segments) == [0, 1, 2, 3, 4]
    assert later.live.unfinished() == ()
    assert later.vault.journal.states(encounter.id)[0].end is StreamEnd.COMPLETE


def test_a_full_disk_ends_the_recording_with_its_reason_and_keeps_what_found_room(
    practice, encounter, mouth, start, monkeypatch
):
    recording = start()
    mouth.say(words(2))

    def no_room(self: object) -> None:
        raise VaultError("disk_full")

    practice.run_until(lambda: recording.recorded_s > 3.4)
    monkeypatch.setattr("app.storage.recording_file.RecordingWriter._write_frame", no_room)
    mouth.say(words(2, 2))

    assert numbers(transcript_of(practice.outcome()).segments) == [0, 1]
    assert recording.state is RecorderState.ENDED
    assert recording.failure == Problem("disk_full")


@pytest.mark.logs_warnings
def test_whatever_stops_the_storing_ends_the_recording_and_is_told(practice, encounter, mouth, start, monkeypatch):
    recording = start()
    mouth.say(words(2))

    def bug(self: object) -> None:
        raise RuntimeError("nobody has thought of it")

    practice.run_until(lambda: recording.recorded_s > 3.4)
    monkeypatch.setattr("app.storage.recording_file.RecordingWriter._write_frame", bug)
    monkeypatch.setattr("app.storage.recording_file.RecordingWriter.flush", lambda self: None)
    mouth.say(words(2, 2))

    assert numbers(transcript_of(practice.outcome()).segments) == [0, 1]
    assert recording.state is RecorderState.ENDED
    assert recording.failure == Problem("unexpected_error", {"kind": "RuntimeError"})


@pytest.mark.logs_warnings
def test_a_disk_too_full_for_the_log_does_not_keep_the_transcript_waiting(
    practice, encounter, mouth, start, monkeypatch
):
    recording = start()
    mouth.say(words(2))
    practice.run_until(lambda: recording.recorded_s > 3.4)
    append = AuditLog.append

    def unless_finished(log: AuditLog, actor: str, action: str, subject: str, detail: str = "") -> SealedEvent:
        if action == "recording_finished":
            raise VaultError("disk_full")
        return append(log, actor, action, subject, detail)

    monkeypatch.setattr(AuditLog, "append", unless_finished)
    recording.stop()

    assert numbers(transcript_of(practice.outcome()).segments) == [0, 1]
    assert "recording_finished" not in practice.actions()


def test_little_room_is_told_before_and_meanwhile(practice, encounter, mouth, start, monkeypatch):
    assert practice.live.warning_before() is None
    monkeypatch.setattr("app.storage.journal.Journal.room_s", lambda self: 300.0)
    assert practice.live.warning_before() == Problem("recording_room_low", {"minutes": 5})
    recording = start()
    mouth.say(words(1))
    practice.run_until(lambda: bool(recording.warnings()))
    assert recording.warnings() == (Problem("recording_room_low", {"minutes": 5}),)
    recording.close()

    monkeypatch.setattr("app.storage.journal.Journal.room_s", lambda self: 30.0)
    other = practice.encounters.create()
    with pytest.raises(VaultError, match="disk_full"):
        practice.live.start(other.id, mouth, None, CONSENT, Listener(), practice.outcomes.append)


def test_a_signed_encounter_is_not_recorded_any_more(practice, encounter, mouth, listener, monkeypatch):
    for state in (EncounterState.TRANSCRIBED, EncounterState.DRAFTED, EncounterState.SIGNED):
        practice.vault.encounters.update(replace(practice.encounters.get(encounter.id), state=state))
    with pytest.raises(InputError, match="encounter_state"):
        practice.live.start(encounter.id, mouth, None, CONSENT, listener, practice.outcomes.append)
    assert "recording_consented" not in practice.actions()


def test_the_lag_is_what_is_recorded_and_not_yet_listened_to(practice, encounter, mouth, listener, start):
    recording = start()
    mouth.say(words(3))
    practice.run_until(lambda: len(listener.segments) == 3 and recording.lag_s < 0.6)
    recording.close()


def test_a_smaller_model_may_take_the_rest(practice, encounter, mouth, listener, start):
    make_model(practice.models_dir, "tiny", "speech", size=0)
    recording = start()
    mouth.say(words(2))
    practice.run_until(lambda: len(listener.segments) == 2)
    assert recording.smaller_model() == "tiny"
    recording.use_model("tiny")
    assert recording.smaller_model() is None
    mouth.say(words(2, 2))
    recording.stop()

    assert numbers(transcript_of(practice.outcome()).segments) == [0, 1, 2, 3]


def test_audio_waits_in_the_journal_when_the_recogniser_is_far_behind(practice, encounter, mouth, listener, start):
    recording = start()
    for block in range(50):
        mouth.say(words(4, 4 * block))
    recording.close()
    assert recording.recorded_s == pytest.approx(400.0)

    assert numbers(transcript_of(practice.outcome()).segments) == list(range(200))
