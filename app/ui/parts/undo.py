"""Taking back what was changed in an encounter or on a board, step by step, and making it again."""

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QObject
from PySide6.QtGui import QUndoCommand, QUndoGroup, QUndoStack

from app.ui.parts.notices import Notices

State = TypeVar("State")


class UndoStep(QUndoCommand):
    """A change that has been made already: the first call of redo, which is Qt's own, does nothing."""

    def __init__(self, words: str, take_back: Callable[[], None], make_again: Callable[[], None]) -> None:
        super().__init__(words)
        self._take_back = take_back
        self._make_again = make_again
        self._is_made = True

    def undo(self) -> None:
        self._is_made = False
        self._take_back()

    def redo(self) -> None:
        if not self._is_made:
            self._is_made = True
            self._make_again()


class UndoHistory(QObject):
    """One history for each encounter or shift, as long as its window lives; that of the open one is the active one."""

    def __init__(self, parent: QObject, notices: Notices) -> None:
        super().__init__(parent)
        self.group = QUndoGroup(self)
        self._notices = notices
        self._stacks: dict[str, QUndoStack] = {}

    def activate(self, of: str) -> None:
        """ "" means that none is open."""
        self.group.setActiveStack(self._stack(of))

    def forget(self, of: str) -> None:
        """What came before a new transcript or draft cannot be put back into it."""
        self._stack(of).clear()

    def add(self, of: str, words: str, before: State, after: State, put_back: Callable[[State], None]) -> None:
        self._stack(of).push(UndoStep(words, lambda: put_back(before), lambda: put_back(after)))

    def take_back(self) -> None:
        """What it was is told: not all of it can be seen in the window."""
        if step := self.group.undoText():
            self.group.undo()
            self._notices.tell(self.tr("Taken back: {step}.").format(step=step))

    def make_again(self) -> None:
        if step := self.group.redoText():
            self.group.redo()
            self._notices.tell(self.tr("Made again: {step}.").format(step=step))

    def _stack(self, of: str) -> QUndoStack:
        if of not in self._stacks:
            self._stacks[of] = QUndoStack(self.group)
        return self._stacks[of]
