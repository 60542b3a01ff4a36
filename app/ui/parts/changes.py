"""Changes to what is stored: kept one after the other beside the GUI thread, and what has to wait for them."""

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QObject, Signal

from app.domain.outcome import Completed, Failed
from app.ui.parts.notices import Notices
from app.ui.parts.tasks import run_in_turn

T = TypeVar("T")


class Changes(QObject):
    """Signals: settled() when every change so far is kept, or has failed and was told."""

    settled = Signal()

    def __init__(self, notices: Notices) -> None:
        super().__init__()
        self._notices = notices
        self._open = 0
        self._waiting: list[Callable[[], None]] = []

    @property
    def are_settled(self) -> bool:
        return self._open == 0

    def keep(
        self,
        change: Callable[[], T],
        on_kept: Callable[[T], None] = lambda _: None,
        on_failed: Callable[[], None] = lambda: None,
    ) -> None:
        """Make a change after all that came before it. `on_kept` and `on_failed` are called after `settled`, if it was
        the last.
        """
        self._open += 1
        run_in_turn(change, lambda outcome: self._on_done(outcome, on_kept, on_failed))

    def then(self, act: Callable[[], None]) -> None:
        """Go on when all changes so far are kept: at once when they are, never when one of them fails."""
        if self.are_settled:
            act()
        else:
            self._waiting.append(act)

    def _on_done(
        self, outcome: Completed[T] | Failed, on_kept: Callable[[T], None], on_failed: Callable[[], None]
    ) -> None:
        self._open -= 1
        if isinstance(outcome, Failed):
            self._waiting.clear()
            self._notices.tell_problem(outcome.problem)
        if self.are_settled:
            self.settled.emit()
        if isinstance(outcome, Failed):
            on_failed()
        else:
            on_kept(outcome.value)
        while self._waiting and self.are_settled:
            self._waiting.pop(0)()
