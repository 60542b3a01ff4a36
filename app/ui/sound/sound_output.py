"""The loudspeaker: takes a piece of sound, plays it once, and tells how far it is."""

from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QBuffer, QByteArray, QIODevice

from app.domain.errors import SaegimError

if TYPE_CHECKING:
    from PySide6.QtMultimedia import QAudioDevice, QAudioFormat

RECORDING_RATE_HZ = 16_000


class PlaybackError(SaegimError):
    """This machine cannot play sound."""


class SoundOutput:
    """One device from `open_output` on. `fitted` may be called from any thread, the rest from the GUI thread."""

    def __init__(self, device: "QAudioDevice", sound_format: "QAudioFormat") -> None:
        from PySide6.QtMultimedia import QAudioSink

        self._sink = QAudioSink(device, sound_format)
        self._rate_hz, self._channels = sound_format.sampleRate(), sound_format.channelCount()
        self._buffer = QBuffer()

    def fitted(self, pcm: bytes) -> bytes:
        """16 kHz mono s16le as this device wants it."""
        return fitted(pcm, self._rate_hz, self._channels)

    def start(self, sound: bytes) -> None:
        """From the beginning of `sound`, whatever played before."""
        self.stop()
        self._buffer.setData(QByteArray(sound))
        self._buffer.open(QIODevice.OpenModeFlag.ReadOnly)
        self._sink.start(self._buffer)

    def stop(self) -> None:
        self._sink.stop()
        self._buffer.close()

    @property
    def played_s(self) -> float:
        """Of what was started last."""
        return self._sink.processedUSecs() / 1_000_000

    @property
    def has_fallen_silent(self) -> bool:
        """Everything was taken and nothing sounds any more."""
        from PySide6.QtMultimedia import QtAudio

        return self._buffer.atEnd() and self._sink.state() == QtAudio.State.IdleState

    def close(self) -> None:
        self.stop()
        self._sink.deleteLater()


def open_output() -> SoundOutput:
    """Raises PlaybackError where there is nothing to play on."""
    try:
        # Loads the system's sound libraries, which a machine without sound may lack.
        from PySide6.QtMultimedia import QAudioFormat, QMediaDevices
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
        return SoundOutput(device, wanted)
    offered = device.preferredFormat()
    offered.setSampleFormat(QAudioFormat.SampleFormat.Int16)
    return SoundOutput(device, offered)


def fitted(pcm: bytes, rate_hz: int, channels: int) -> bytes:
    """The same sound at another rate, the same on every channel: for devices that play no 16 kHz."""
    if (rate_hz, channels) == (RECORDING_RATE_HZ, 1):
        return pcm
    samples = np.frombuffer(pcm, dtype="<i2")
    places = np.arange(int(len(samples) * rate_hz / RECORDING_RATE_HZ)) * (RECORDING_RATE_HZ / rate_hz)
    heard = np.interp(places, np.arange(len(samples)), samples).astype("<i2")
    return np.repeat(heard, channels).tobytes()
