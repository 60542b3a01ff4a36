"""A small strip over other programs' windows: that it records, how loud, how long; pause, mark, and the way back."""

from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtGui import QCloseEvent, QGuiApplication, QMouseEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QWidget

from app.services.live import LiveRecording
from app.services.recorder import RecorderState
from app.ui.parts.action_buttons import QuietButton, quiet_button
from app.ui.parts.actions import Actions
from app.ui.parts.level_meter import LevelMeter
from app.ui.parts.names import clock
from app.ui.parts.settings import NEVER, SMALL_RECORDER, chosen
from app.ui.parts.style import SPACE_L, SPACE_M, SPACE_S, pixmap

_TICK_MS = 100
_TOLD_FOR_MS = 1500
_LEVEL_WIDTH_PX = 80
_FROM_THE_EDGE_PX = 24
_ABOVE_ALL = (
    Qt.WindowType.Tool
    | Qt.WindowType.FramelessWindowHint
    | Qt.WindowType.WindowStaysOnTopHint
    | Qt.WindowType.WindowDoesNotAcceptFocus
)


class SmallRecorder(QFrame):
    """There while something is recorded and another program is in front. It takes the keyboard from nobody, tells no
    name, and can be dragged anywhere.
    """

    def __init__(self, actions: Actions, page: QWidget) -> None:
        # Without a parent: it stays when the page's window is minimised.
        super().__init__(None, _ABOVE_ALL)
        self.setObjectName("smallRecorder")
        self.setWindowTitle(self.tr("Recorder"))
        self.setAccessibleName(self.tr("Recorder"))
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self.setAttribute(Qt.WidgetAttribute.WA_MacAlwaysShowToolWindow)
        self._page = page
        self._recording: LiveRecording | None = None
        self._is_placed = False
        self._mark = QLabel()
        self._words = QLabel()
        self._words.setObjectName("noticeSentence")
        self._level = LevelMeter()
        self._level.setFixedWidth(_LEVEL_WIDTH_PX)
        self._pause = QuietButton(actions.pause_recording, "pause")
        back = quiet_button("open_window", self.tr("Back to Saegim"))
        back.clicked.connect(self._go_back)
        row = QHBoxLayout(self)
        row.setContentsMargins(SPACE_L, SPACE_M, SPACE_M, SPACE_M)
        row.setSpacing(SPACE_M)
        for part in (self._mark, self._words, self._level):
            row.addWidget(part)
        row.addSpacing(SPACE_S)
        for button in (self._pause, QuietButton(actions.mark_moment, "mark"), back):
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            row.addWidget(button)
        self._tick = QTimer(self, interval=_TICK_MS)
        self._tick.timeout.connect(self._show_now)
        self._told = QTimer(self, interval=_TOLD_FOR_MS, singleShot=True)
        application = QGuiApplication.instance()
        assert isinstance(application, QGuiApplication)
        application.applicationStateChanged.connect(self.show_or_hide)

    def follow(self, recording: LiveRecording | None) -> None:
        """None when nothing is recorded any more."""
        self._recording = recording
        self.show_or_hide(QGuiApplication.applicationState())

    def show_or_hide(self, state: Qt.ApplicationState) -> None:
        is_in_front = state is Qt.ApplicationState.ApplicationActive
        is_wanted = self._recording is not None and not is_in_front and chosen()[SMALL_RECORDER] != NEVER
        if is_wanted and self.isHidden():
            self._show_now()
            self._tick.start()
            self.adjustSize()
            self._place()
            self.show()
        elif not is_wanted:
            self._tick.stop()
            self.hide()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton:
            self.windowHandle().startSystemMove()

    def closeEvent(self, event: QCloseEvent) -> None:
        """What is being recorded must not go on unseen."""
        event.ignore()

    def _place(self) -> None:
        """Where it was dragged to, at first in the lower right corner of the screen."""
        if not self._is_placed:
            self._is_placed = True
            edge = QPoint(_FROM_THE_EDGE_PX, _FROM_THE_EDGE_PX)
            self.move(self._page.screen().availableGeometry().bottomRight() - self.rect().bottomRight() - edge)

    def _show_now(self) -> None:
        recording = self._recording
        if recording is None or self._told.isActive():
            return
        icon_name, words = {
            RecorderState.PAUSED: ("pause", self.tr("Paused {time}")),
            RecorderState.OFF_THE_RECORD: ("off_the_record", self.tr("Off the record {time}")),
        }.get(recording.state, ("record", self.tr("Recording {time}")))
        self._tell(icon_name, words.format(time=clock(recording.recorded_s)))
        self._level.show_level(recording.level)
        self._pause.show_icon("record" if recording.state is RecorderState.PAUSED else "pause")

    def tell_marked(self, at_s: float) -> None:
        self._tell("mark", self.tr("Marked {time}").format(time=clock(at_s)))
        self._told.start()

    def _tell(self, icon_name: str, words: str) -> None:
        is_recording = icon_name == "record"
        self._mark.setPixmap(pixmap(icon_name, "block" if is_recording else "text_muted", 16))
        self._words.setText(words)

    def _go_back(self) -> None:
        window = self._page.window()
        window.setWindowState(window.windowState() & ~Qt.WindowState.WindowMinimized)
        window.raise_()
        window.activateWindow()
