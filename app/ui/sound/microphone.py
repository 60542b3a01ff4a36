"""This computer's microphones, through Qt."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QCoreApplication, QIODevice, QMicrophonePermission, QObject, Qt, Signal
from shiboken6 import isValid

from app.domain.errors import InputError, Problem
from app.speech.audio import SAMPLE_RATE_HZ
from app.speech.microphone import AudioBlock, Microphone, MicrophoneListener
from app.speech.resampling import Resampler
from app.ui.parts.settings import MICROPHONE, chosen

if TYPE_CHECKING:
    from PySide6.QtMultimedia import QAudioDevice, QAudioFormat, QAudioSource

# So long may the window's thread be busy before the system has to drop sound.
_BUFFER_S = 4
_BYTES_PER_SAMPLE = 2


class NamedMicrophone(Microphone, Protocol):
    """One that can be chosen from a list."""

    id: str
    name: str


class QtMicrophone(QObject):
    """One microphone; to be used on the window's thread. Two channels, where it has them, stay apart."""

    def __init__(self, device: "QAudioDevice") -> None:
        super().__init__()
        self.id = bytes(device.id().data()).decode(errors="replace")
        self.name = device.description()
        self.channels = 2 if device.preferredFormat().channelCount() == 2 else 1
        self._device = device
        self._listener: MicrophoneListener | None = None
        self._source: QAudioSource | None = None
        self._stream: QIODevice | None = None
        self._rest = b""
        self._position = 0

    def start(self, listener: MicrophoneListener) -> None:
        """Raises InputError("microphone_denied" | "microphone_unusable")."""
        # Loads the system's sound libraries, which a machine without sound may lack.
        from PySide6.QtMultimedia import QAudioSource

        self.stop()
        _require_permission()
        heard = _format_for(self._device, self.channels)
        self._resampler = Resampler(heard.sampleRate(), heard.channelCount())
        self._position, self._rest = 0, b""
        source = QAudioSource(self._device, heard)
        source.setBufferSize(_BUFFER_S * heard.bytesForDuration(1_000_000))
        stream = source.start()
        if stream is None:
            raise InputError("microphone_unusable")
        self._listener, self._source, self._stream = listener, source, stream
        source.stateChanged.connect(self._on_state_changed)
        stream.readyRead.connect(self._on_ready_read)

    def stop(self) -> None:
        self._on_ready_read()
        source, self._source, self._stream, self._listener = self._source, None, None, None
        if source is not None:
            source.stateChanged.disconnect(self._on_state_changed)
            source.stop()
            source.deleteLater()

    def lose(self) -> None:
        """The system has it no more."""
        listener = self._listener
        self.stop()
        if listener is not None:
            listener.microphone_ended(Problem("microphone_lost"))

    def _on_ready_read(self) -> None:
        if self._stream is None or self._listener is None:
            return
        pcm = self._rest + bytes(self._stream.readAll().data())
        whole = len(pcm) - len(pcm) % (_BYTES_PER_SAMPLE * self.channels)
        self._rest = pcm[whole:]
        block = AudioBlock(self._position, self._resampler.add(pcm[:whole]), self.channels)
        if block.samples:
            self._position += block.samples
            self._listener.block_arrived(block)

    def _on_state_changed(self) -> None:
        from PySide6.QtMultimedia import QtAudio

        if self._source is None or not isValid(self._source):
            return
        has_failed = self._source.error() in {QtAudio.Error.IOError, QtAudio.Error.FatalError}
        if has_failed or self._source.state() == QtAudio.State.StoppedState:
            self.lose()


class Microphones(QObject):
    """Those that are plugged in now. Signals: changed()."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._all: dict[str, QtMicrophone] = {}
        self._default = ""
        try:
            from PySide6.QtMultimedia import QMediaDevices
        except ImportError:
            return
        self._devices = QMediaDevices(self)
        self._devices.audioInputsChanged.connect(self._on_inputs_changed, Qt.ConnectionType.QueuedConnection)
        self._on_inputs_changed()

    def all(self) -> Sequence[NamedMicrophone]:
        return list(self._all.values())

    @property
    def preferred_id(self) -> str:
        """Of the settings' choice where it is plugged in, else of the system's."""
        wanted = chosen()[MICROPHONE]
        return wanted if wanted in self._all else self._default

    def chosen(self, microphone_id: str) -> NamedMicrophone:
        """That one, or the system's own choice where it is not there. Raises InputError("microphone_missing")."""
        found = self._all.get(microphone_id) or self._all.get(self._default) or next(iter(self._all.values()), None)
        if found is None:
            raise InputError("microphone_missing")
        return found

    def _on_inputs_changed(self) -> None:
        from PySide6.QtMultimedia import QMediaDevices

        present = [QtMicrophone(device) for device in QMediaDevices.audioInputs()]
        for gone in self._all.keys() - {each.id for each in present}:
            self._all.pop(gone).lose()
        for each in present:
            self._all.setdefault(each.id, each)
        self._default = bytes(QMediaDevices.defaultAudioInput().id().data()).decode(errors="replace")
        self.changed.emit()


def _require_permission() -> None:
    application = QCoreApplication.instance()
    permission = QMicrophonePermission()
    if application is not None and application.checkPermission(permission) == Qt.PermissionStatus.Denied:
        raise InputError("microphone_denied")


def _format_for(device: "QAudioDevice", channels: int) -> "QAudioFormat":
    """16 kHz where the device gives it, else what it likes best, in the same kind of samples."""
    from PySide6.QtMultimedia import QAudioFormat

    wanted = QAudioFormat()
    wanted.setSampleRate(SAMPLE_RATE_HZ)
    wanted.setChannelCount(channels)
    wanted.setSampleFormat(QAudioFormat.SampleFormat.Int16)
    if not device.isFormatSupported(wanted):
        wanted.setSampleRate(device.preferredFormat().sampleRate())
    return wanted
