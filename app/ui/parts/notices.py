"""The one door for what is told to the user: a sentence, the next step, and a history of both."""

from collections.abc import Callable
from datetime import datetime
from typing import TypeVar

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from app.domain.errors import Problem, SaegimError
from app.domain.notice import Level, Notice
from app.domain.outcome import Crashed, Failed, Outcome
from app.services.window_memory import WindowMemory
from app.ui.parts.action_buttons import quiet_button
from app.ui.parts.dialog_parts import close_button
from app.ui.parts.interface_language import interface_language
from app.ui.parts.names import moment_label
from app.ui.parts.style import icon, pixmap, scaled_size
from app.ui.parts.tasks import run_in_turn
from app.ui.parts.two_lines import show_in_two_lines
from app.wording import wording_of

T = TypeVar("T")

_CALM_NOTICE_MS = 8000
_MARKS = {Level.INFO: ("info", "info"), Level.DONE: ("done", "done"), Level.PROBLEM: ("block", "block")}


class Notices(QObject):
    """Works before there is a window: what is told then waits in `history` for the bar.

    Signals: told(Notice).
    """

    told = Signal(object)

    def __init__(self, memory: WindowMemory | None = None) -> None:
        """With a `memory` what is told outlives the program."""
        super().__init__()
        self.history: list[Notice] = []
        self._memory = memory
        self._began_at = datetime.now().astimezone()

    def tell(self, sentence: str, next_step: str = "", level: Level = Level.INFO) -> None:
        notice, memory = Notice(sentence, next_step, level, datetime.now().astimezone()), self._memory
        self.history.append(notice)
        self.told.emit(notice)
        if memory is not None:
            # That one could not be kept is told by nobody: that notice could not be kept either.
            run_in_turn(lambda: memory.add_notice(notice), lambda _: None)

    def with_earlier(self) -> tuple[Notice, ...]:
        """Those of earlier starts too, the oldest first."""
        kept = self.attempt(self._memory.notices) if self._memory is not None else ()
        return (*(notice for notice in kept or () if notice.at < self._began_at), *self.history)

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
        self._mark.setPixmap(pixmap(*_MARKS[notice.level], 20))
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
    """What was told, newest first."""

    def __init__(self, notices: Notices, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Notices"))
        self.resize(scaled_size(560, 360))
        told = QListWidget()
        show_in_two_lines(told)
        told.setObjectName("notices")
        told.setAccessibleName(self.tr("Notices"))
        history = notices.with_earlier()
        for notice in reversed(history):
            words = (notice.sentence, notice.next_step, moment_label(notice.at))
            QListWidgetItem(icon(*_MARKS[notice.level]), "\n".join(filter(None, words)), told)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 16, 16, 16)
        layout.addWidget(told if history else QLabel(self.tr("Nothing to report.")))
        layout.addWidget(close_button(self))
