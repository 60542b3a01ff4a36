"""From a microphone into the vault's journal, on a thread of its own, so that neither waits for anybody."""

import logging
import queue
import threading
from collections.abc import Callable
from enum import StrEnum

import numpy as np

from app.domain.errors import Problem, SaegimError, VaultError
from app.speech.audio import SAMPLE_RATE_HZ
from app.speech.microphone import AudioBlock, Microphone
from app.speech.sound_watch import Level, SoundState, SoundWatch
from app.storage.journal import Journal, RecordingWriter

# What was said before a pause and after it never becomes one word.
PAUSE_S = 1.0
LITTLE_ROOM_S = 15 * 60
LEAST_ROOM_S = 60
_ROOM_CHECK_S = 5.0

OnStored = Callable[[], None]

log = logging.getLogger(__name__)


class RecorderState(StrEnum):
    RECORDING = "recording"
    PAUSED = "paused"
    OFF_THE_RECORD = "off_the_record"
    ENDED = "ended"


def require_room(journal: Journal) -> None:
    """Raises VaultError("disk_full" | "vault_unreachable") where not even a minute would fit."""
    if journal.room_s() < LEAST_ROOM_S:
        raise VaultError("disk_full")


class Recorder:
    """One recording: what is heard while it is RECORDING goes into the journal, in order, whatever else happens.

    Its methods return at once and may be called from any thread. `on_stored` is called on the recorder's own thread
    whenever more can be read from the journal, the last time when everything is (`is_complete`).
    """

    def __init__(self, journal: Journal, encounter_id: str, channels: int, on_stored: OnStored) -> None:
        self._journal = journal
        self._encounter_id = encounter_id
        self._on_stored = on_stored
        self._channels = channels
        self._state = RecorderState.RECORDING
        self._lock = threading.Lock()
        self._waiting: queue.SimpleQueue[bytes | None] = queue.SimpleQueue()
        self._microphone: Microphone | None = None
        self._ear: _Ear | None = None
        self._start_s: float | None = None
        self._written_bytes = 0
        self._has_heard = False
        self._room_problem: Problem | None = None
        self._failure: Problem | None = None
        self._is_complete = False
        self._thread = threading.Thread(target=self._store, name="recorder", daemon=True)
        self._thread.start()

    @property
    def state(self) -> RecorderState:
        return self._state

    @property
    def stored_s(self) -> float:
        """Of this recording, readable in the journal."""
        return self._written_bytes / (2 * self._channels * SAMPLE_RATE_HZ)

    @property
    def start_s(self) -> float | None:
        """Where in the encounter it begins; None until it does."""
        return self._start_s

    @property
    def is_complete(self) -> bool:
        """It has ended, and the journal holds everything that it ever will."""
        return self._is_complete

    @property
    def level(self) -> Level | None:
        """None while there is no microphone."""
        ear = self._ear
        return ear.watch.level if ear else None

    @property
    def failure(self) -> Problem | None:
        """Why the recording ended by itself. What was stored until then is kept."""
        return self._failure

    def warnings(self) -> tuple[Problem, ...]:
        """What the user should know now, most urgent first."""
        ear = self._ear
        return tuple(problem for problem in (ear.problem() if ear else None, self._room_problem) if problem)

    @property
    def quiet_s(self) -> float:
        """So long nobody has spoken, while it records and the microphone works."""
        ear = self._ear
        if ear is None or self._state is not RecorderState.RECORDING or ear.problem():
            return 0.0
        return ear.watch.quiet_s

    def count_quiet_anew(self) -> None:
        ear = self._ear
        if ear is not None:
            ear.watch.count_quiet_anew()

    def listen_to(self, microphone: Microphone) -> None:
        """Hear this microphone from now on, and no other. Raises as Microphone.start does."""
        self._leave_microphone()
        ear = _Ear(self)
        self._microphone, self._ear = microphone, ear
        if self._has_heard:
            self._waiting.put(self._silence(PAUSE_S))
        microphone.start(ear)

    def pause(self) -> None:
        self._leave(RecorderState.RECORDING, RecorderState.PAUSED)

    def go_off_the_record(self) -> None:
        """The microphone stays open, and nothing of what it hears is stored."""
        self._leave(RecorderState.RECORDING, RecorderState.OFF_THE_RECORD)

    def resume(self) -> None:
        with self._lock:
            if self._state in {RecorderState.PAUSED, RecorderState.OFF_THE_RECORD}:
                self._waiting.put(self._silence(PAUSE_S))
                self._state = RecorderState.RECORDING
                self.count_quiet_anew()

    def stop(self) -> None:
        """What was heard until now is stored soon; the last call of `on_stored` tells when."""
        self._leave_microphone()
        with self._lock:
            if self._state is not RecorderState.ENDED:
                self._state = RecorderState.ENDED
                self._waiting.put(None)

    def wait(self) -> None:
        """Until everything is stored, after `stop`."""
        self._thread.join()

    def take(self, block: AudioBlock, missed_samples: int) -> None:
        """From the microphone's thread. What the system lost on the way is silent in the recording."""
        with self._lock:
            if self._state is RecorderState.RECORDING:
                self._has_heard = True
                if missed_samples:
                    self._waiting.put(self._silence(missed_samples / SAMPLE_RATE_HZ))
                self._waiting.put(_with_channels(block, self._channels))

    def _leave(self, current: RecorderState, following: RecorderState) -> None:
        with self._lock:
            if self._state is current:
                self._state = following

    def _leave_microphone(self) -> None:
        microphone, self._microphone = self._microphone, None
        if microphone is not None:
            microphone.stop()

    def _silence(self, seconds: float) -> bytes:
        return bytes(2 * self._channels * round(seconds * SAMPLE_RATE_HZ))

    def _store(self) -> None:
        try:
            # Earlier recordings are read before there is anything that could be lost meanwhile. The file begins with
            # the first sound, so that a microphone that gives none leaves no recording.
            start_sample = self._journal.end_sample(self._encounter_id)
            first = self._waiting.get()
            if first is not None:
                with self._journal.start_recording(
                    self._encounter_id, self._channels, start_sample=start_sample
                ) as recording:
                    self._store_in(recording, first)
                self._written_bytes = recording.written_bytes
        except SaegimError as error:
            self._failure = error.problem
        except Exception as error:
            # Whatever it is, nobody may go on speaking to a recorder that is gone.
            log.exception("recording ended")
            self._failure = Problem("unexpected_error", {"kind": type(error).__name__})
        finally:
            self._state = RecorderState.ENDED
            self._is_complete = True
            self._on_stored()

    def _store_in(self, recording: RecordingWriter, first: bytes) -> None:
        self._start_s = recording.start_s
        room_checked_at_s = -_ROOM_CHECK_S
        pcm: bytes | None = first
        while pcm is not None:
            recording.append(pcm)
            if recording.written_bytes > self._written_bytes:
                self._written_bytes = recording.written_bytes
                self._on_stored()
            if self.stored_s - room_checked_at_s >= _ROOM_CHECK_S:
                room_checked_at_s = self.stored_s
                self._room_problem = room_problem(self._journal)
            pcm = self._waiting.get()


def room_problem(journal: Journal) -> Problem | None:
    """Whether the disk is nearly full. Raises VaultError("vault_unreachable")."""
    room_s = journal.room_s()
    return Problem("recording_room_low", {"minutes": round(room_s / 60)}) if room_s < LITTLE_ROOM_S else None


class _Ear:
    """Hears one microphone for the recorder."""

    def __init__(self, recorder: Recorder) -> None:
        self.watch = SoundWatch()
        self._recorder = recorder
        self._position = 0
        self._lost: Problem | None = None

    def block_arrived(self, block: AudioBlock) -> None:
        self.watch.add(block.pcm, block.channels)
        missed, self._position = block.position - self._position, block.position + block.samples
        self._recorder.take(block, max(0, missed))

    def microphone_ended(self, problem: Problem | None) -> None:
        self._lost = problem

    def problem(self) -> Problem | None:
        if self._lost:
            return self._lost
        if self.watch.state is SoundState.DEAD:
            return Problem("microphone_silent")
        if self.watch.state is SoundState.CLIPPED:
            return Problem("microphone_clipped")
        return None


def _with_channels(block: AudioBlock, channels: int) -> bytes:
    """The block for a recording of so many channels: a mix of all, or the same on each."""
    if block.channels == channels:
        return block.pcm
    samples = np.frombuffer(block.pcm, dtype="<i2").reshape(-1, block.channels)
    mono = samples.mean(axis=1).astype("<i2")
    return np.repeat(mono, channels).tobytes()
