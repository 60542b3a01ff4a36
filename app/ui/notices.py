"""The one door for what is told to the user: a sentence, the next step, and a history of both."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import TypeVar

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from app.domain.errors import Problem, SaegimError
from app.domain.outcome import Crashed, Failed, Outcome
from app.ui.action_buttons import quiet_button
from app.ui.interface_language import interface_language
from app.ui.style import icon, pixmap
from app.wording import wording_of

T = TypeVar("T")

_CALM_NOTICE_MS = 8000


class Level(StrEnum):
    INFO = "info"
    DONE = "done"
    PROBLEM = "problem"


@dataclass(frozen=True, slots=True)
class Notice:
    sentence: str
    next_step: str
    level: Level
    at: datetime


class Notices(QObject):
    """Works before there is a window: what is told then waits in `history` for the bar.

    Signals: told(Notice).
    """

    told = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.history: list[Notice] = []

    def tell(self, sentence: str, next_step: str = "", level: Level = Level.INFO) -> None:
        notice = Notice(sentence, next_step, level, datetime.now().astimezone())
        self.history.append(notice)
        self.told.emit(notice)

    def tell_problem(self, problem: Problem) -> None:
        wording = wording_of(problem, interface_language())
        self.tell(wording.reason, wording.what_to_do, Level.PROBLEM)

    def attempt(self, call: Callable[[], T]) -> T | None:
        """The call's value; None after a failure, which is told."""
        try:
            return call()
        except SaegimError as error:
            self.tell_problem(error.problem)
            return None

    def tell_outcome(self, outcome: Outcome[object]) -> None:
        """A failure or a crash is told; success speaks for itself and a cancelled job needs no words."""
        if isinstance(outcome, Failed | Crashed):
            self.tell_problem(outcome.problem)


class NoticeBar(QFrame):
    """Shows the latest notice below the work, never over it. Problems stay until they are closed."""

    def __init__(self, notices: Notices) -> None:
        super().__init__()
        self._notices = notices
        self.setObjectName("notice")
        self.setAccessibleName(self.tr("Notice"))
        self._mark = QLabel()
        self._sentence = QLabel()
        self._sentence.setObjectName("noticeSentence")
        self._next_step = QLabel()
        for label in (self._sentence, self._next_step):
            label.setWordWrap(True)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self._sentence)
        words.addWidget(self._next_step)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(16, 8, 16, 8)
        layout.setSpacing(12)
        layout.addWidget(self._mark)
        layout.addLayout(words, 1)
        for icon_name, name, act in (
            ("history", self.tr("All notices"), self.show_history),
            ("close", self.tr("Close notice"), self.hide),
        ):
            button = quiet_button(icon_name, name)
            button.clicked.connect(lambda _checked=False, act=act: act())
            layout.addWidget(button)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.hide)
        self.hide()
        notices.told.connect(self._on_told)
        if notices.history:
            self._on_told(notices.history[-1])

    def show_history(self) -> None:
        NoticeHistory(self._notices, self.window()).exec()

    def _on_told(self, notice: Notice) -> None:
        name, token = {
            Level.INFO: ("info", "info"),
            Level.DONE: ("done", "done"),
            Level.PROBLEM: ("block", "block"),
        }[notice.level]
        self._mark.setPixmap(pixmap(name, token, 20))
        self._sentence.setText(notice.sentence)
        self._next_step.setText(notice.next_step)
        self._next_step.setVisible(bool(notice.next_step))
        self.setProperty("level", notice.level.value)
        self.style().polish(self)
        self.show()
        self._timer.stop()
        if notice.level is not Level.PROBLEM:
            self._timer.start(_CALM_NOTICE_MS)
        words = f"{notice.sentence} {notice.next_step}".strip()
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, words))


class NoticeHistory(QDialog):
    """What was told since the start, newest first."""

    def __init__(self, notices: Notices, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Notices"))
        self.resize(560, 360)
        told = QListWidget()
        told.setWordWrap(True)
        told.setSpacing(4)
        told.setAccessibleName(self.tr("Notices"))
        for notice in reversed(notices.history):
            words = f"{notice.at:%H:%M}  {notice.sentence} {notice.next_step}".strip()
            QListWidgetItem(icon("block" if notice.level is Level.PROBLEM else "info"), words, told)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 16, 16, 16)
        layout.addWidget(told if notices.history else QLabel(self.tr("Nothing to report.")))
        layout.addWidget(buttons)
