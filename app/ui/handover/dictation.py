"""The large button that dictates: it begins with the chosen patient, and goes on with the next one."""

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout

from app.services.live import LiveRecording
from app.services.recorder import RecorderState
from app.ui.parts.dialog_parts import emphasise
from app.ui.parts.interface_language import interface_language
from app.ui.parts.level_meter import LevelMeter
from app.ui.parts.names import clock
from app.ui.parts.style import icon, is_room_short, scaled
from app.wording import wording_of

_TICK_MS = 200
_LEAST_WIDTH_PX = 160
_AROUND_WORDS_PX = 40
_UNBOUNDED_PX = 100_000


class PatientButton(QPushButton):
    """Says of whom it is, at its end: a name that has no room is cut short there, and is whole for who asks."""

    def __init__(self) -> None:
        super().__init__()
        self._words = ""

    def show_words(self, words: str) -> None:
        self._words = words
        self.setAccessibleName(words)
        self._fit()

    def minimumSizeHint(self) -> QSize:
        return QSize(min(scaled(_LEAST_WIDTH_PX), super().sizeHint().width()), super().minimumSizeHint().height())

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Before it is shown its width means nothing."""
        around = self.iconSize().width() + scaled(_AROUND_WORDS_PX)
        room = self.width() - around if self.isVisible() else _UNBOUNDED_PX
        self.setText(self.fontMetrics().elidedText(self._words, Qt.TextElideMode.ElideRight, room))


class DictationBar(QFrame):
    """Signals: dictation_requested() to begin or to go on with the next, pause_requested()."""

    dictation_requested = Signal()
    pause_requested = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("progressStrip")
        self.setAccessibleName(self.tr("Dictation"))
        self._recording: LiveRecording | None = None
        self._words = QLabel()
        self._words.setObjectName("noticeSentence")
        self._words.setWordWrap(True)
        self._warning = QLabel()
        self._warning.setObjectName("flagBlock")
        self._warning.setWordWrap(True)
        self._level = LevelMeter()
        self._dictate = PatientButton()
        self._make_large(self._dictate, "record")
        self._dictate.setToolTip(self.tr("F5, or Enter in the list"))
        self._dictate.clicked.connect(self.dictation_requested)
        self._pause = QPushButton()
        self._make_large(self._pause, "pause")
        self._offer_pause(False)
        self._pause.setToolTip("F6")
        self._pause.clicked.connect(self.pause_requested)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self._dictate, 1)
        row.addWidget(self._pause)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 10, 12, 12)
        column.setSpacing(6)
        for part in (self._words, self._level, self._warning):
            column.addWidget(part)
        column.addLayout(row)
        self._tick = QTimer(self, interval=_TICK_MS)
        self._tick.timeout.connect(self._show_now)

    def show_idle(self, offer: str, why_not: str = "", *, is_next_step: bool = True) -> None:
        """`offer` is what the button would do, `is_next_step` whether that is due now, `why_not` why it cannot."""
        self._recording = None
        self._tick.stop()
        self._dictate.show_words(offer)
        emphasise(self._dictate, is_next_step)
        self._dictate.setIcon(icon("record", "text_muted" if why_not else "on_accent" if is_next_step else "text"))
        self._dictate.setEnabled(not why_not)
        self._words.setText(why_not)
        self._words.setVisible(bool(why_not))
        for part in (self._level, self._warning, self._pause):
            part.hide()

    def show_recording(self, recording: LiveRecording, patient: str, offer: str) -> None:
        self._recording = recording
        self._patient = patient
        self._dictate.show_words(offer)
        emphasise(self._dictate, True)
        self._dictate.setIcon(icon("stop", "on_accent"))
        self._dictate.setEnabled(True)
        for part in (self._words, self._level, self._pause):
            part.show()
        self._tick.start()
        self._show_now()

    def _show_now(self) -> None:
        recording = self._recording
        if recording is None:
            return
        is_paused = recording.state is RecorderState.PAUSED
        doing = self.tr("Paused at {time} · {patient}") if is_paused else self.tr("Recording {time} · {patient}")
        self._words.setText(doing.format(time=clock(recording.recorded_s), patient=self._patient))
        self._offer_pause(is_paused)
        self._level.show_level(recording.level)
        warnings = recording.warnings()
        self._warning.setText(str(wording_of(warnings[0], interface_language())) if warnings else "")
        self._warning.setVisible(bool(warnings))

    def _offer_pause(self, is_paused: bool) -> None:
        """With large text by its icon alone: the room is for who is next."""
        words = self.tr("Resume") if is_paused else self.tr("Pause")
        self._pause.setAccessibleName(words)
        self._pause.setText("" if is_room_short() else words)
        self._pause.setIcon(icon("record" if is_paused else "pause"))

    def _make_large(self, button: QPushButton, icon_name: str) -> None:
        button.setIcon(icon(icon_name))
        button.setObjectName("large")
        button.setAutoDefault(False)
