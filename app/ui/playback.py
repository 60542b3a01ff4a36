"""Plays stretches of a recording: the words behind a segment or a statement."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QObject, QTimer, Signal

from app.domain.errors import SaegimError
from app.domain.outcome import Completed, Failed
from app.speech.stretching import stretched
from app.ui.settings import PLAYBACK_SPEED, chosen
from app.ui.tasks import run_task

if TYPE_CHECKING:
    from PySide6.QtMultimedia import QAudioSink

RECORDING_RATE_HZ = 16_000
BYTES_PER_SECOND = RECORDING_RATE_HZ * 2
_FOLLOW_INTERVAL_MS = 100


@dataclass(frozen=True, slots=True)
class Stretch:
    """A segment's place in the recording."""

    segment_id: str
    start_s: float
    end_s: float


class PlaybackError(SaegimError):
    """This machine cannot play sound."""


class Player(QObject):
    """One stretch after the other, in the order given. Reading happens beside the GUI thread.

    Signals: segment_reached(segment id, "" at the end), failed(Problem).
    """

    segment_reached = Signal(str)
    failed = Signal(object)

    def __init__(self, parent: QObject | None = None, speed: Callable[[], float] = lambda: 1.0) -> None:
        """`speed` is asked for whenever something begins to play."""
        super().__init__(parent)
        self._speed = speed
        self._speed_now = 1.0
        self._wanted = 0
        self._ends: list[tuple[float, str]] = []
        self._sink: QAudioSink | None = None
        self._buffer = QBuffer(self)
        self._follow = QTimer(self, interval=_FOLLOW_INTERVAL_MS)
        self._follow.timeout.connect(self._on_time_passed)

    @property
    def is_playing(self) -> bool:
        return self._sink is not None

    def play(self, audio: Callable[[], Iterable[bytes]], stretches: Sequence[Stretch]) -> None:
        """`audio` gives the whole recording as 16 kHz mono s16le blocks; only the stretches are kept."""
        self.stop()
        heard = [stretch for stretch in stretches if stretch.end_s > stretch.start_s]
        if not heard:
            return
        wanted, speed = self._wanted, self._speed()
        self._speed_now = speed
        run_task(
            lambda: stretched(cut(audio(), heard), speed),
            lambda outcome: self._on_read(outcome, heard) if wanted == self._wanted else None,
        )

    def stop(self) -> None:
        self._wanted += 1
        self._follow.stop()
        if self._sink is not None:
            self._sink.stop()
            self._sink.deleteLater()
            self._sink = None
            self._buffer.close()
            self.segment_reached.emit("")

    def _on_read(self, outcome: Completed[bytes] | Failed, stretches: Sequence[Stretch]) -> None:
        if isinstance(outcome, Failed):
            self.failed.emit(outcome.problem)
            return
        try:
            self._sink, sound = _open_sink(outcome.value)
        except PlaybackError as error:
            self.failed.emit(error.problem)
            return
        self._ends = list(_ends(stretches))
        self._buffer.setData(QByteArray(sound))
        self._buffer.open(QIODevice.OpenModeFlag.ReadOnly)
        self._sink.start(self._buffer)
        self._follow.start()
        self._on_time_passed()

    def _on_time_passed(self) -> None:
        if self._sink is None:
            return
        from PySide6.QtMultimedia import QtAudio

        # A device may count less than it has played.
        is_silent = self._sink.state() == QtAudio.State.IdleState
        played_s = self._speed_now * self._sink.processedUSecs() / 1_000_000
        reached = next((segment_id for end_s, segment_id in self._ends if played_s < end_s), "")
        if not reached or (self._buffer.atEnd() and (is_silent or played_s >= self._ends[-1][0])):
            self.stop()
        else:
            self.segment_reached.emit(reached)


def chosen_speed() -> float:
    """Of the settings."""
    return float(chosen()[PLAYBACK_SPEED])


def cut(blocks: Iterable[bytes], stretches: Sequence[Stretch]) -> bytes:
    """The stretches one after the other; reading ends where the last of them ends.

    Raises PlaybackError("recording_too_short") when the recording holds none of them.
    """
    last_byte = max(_byte(stretch.end_s) for stretch in stretches)
    recording = b"".join(_until(blocks, last_byte))
    pieces = b"".join(recording[_byte(stretch.start_s) : _byte(stretch.end_s)] for stretch in stretches)
    if not pieces:
        raise PlaybackError("recording_too_short")
    return pieces


def _until(blocks: Iterable[bytes], last_byte: int) -> Iterator[bytes]:
    seen = 0
    for block in blocks:
        yield block
        seen += len(block)
        if seen >= last_byte:
            return


def _byte(second: float) -> int:
    return int(second * RECORDING_RATE_HZ) * 2


def _ends(stretches: Sequence[Stretch]) -> Iterator[tuple[float, str]]:
    end_s = 0.0
    for stretch in stretches:
        end_s += stretch.end_s - stretch.start_s
        yield end_s, stretch.segment_id


def _open_sink(pcm: bytes) -> "tuple[QAudioSink, bytes]":
    """Raises PlaybackError where there is nothing to play on."""
    try:
        # Loads the system's sound libraries, which a machine without sound may lack.
        from PySide6.QtMultimedia import QAudioFormat, QAudioSink, QMediaDevices
    except ImportError as error:
        raise PlaybackError("playback_unavailable") from error
    device = QMediaDevices.defaultAudioOutput()
    if device.isNull():
        raise PlaybackError("audio_output_missing")
    wanted = QAudioFormat()
    wanted.setSampleRate(RECORDING_RATE_HZ)
    wanted.setChannelCount(1)
    wanted.setSampleFormat(QAudioFormat.SampleFormat.Int16)
    if device.isFormatSupported(wanted):
        return QAudioSink(device, wanted), pcm
    offered = device.preferredFormat()
    offered.setSampleFormat(QAudioFormat.SampleFormat.Int16)
    return QAudioSink(device, offered), fitted(pcm, offered.sampleRate(), offered.channelCount())


def fitted(pcm: bytes, rate_hz: int, channels: int) -> bytes:
    """The same sound at another rate, the same on every channel: for devices that play no 16 kHz."""
    samples = np.frombuffer(pcm, dtype="<i2")
    places = np.arange(int(len(samples) * rate_hz / RECORDING_RATE_HZ)) * (RECORDING_RATE_HZ / rate_hz)
    heard = np.interp(places, np.arange(len(samples)), samples).astype("<i2")
    return np.repeat(heard, channels).tobytes()
