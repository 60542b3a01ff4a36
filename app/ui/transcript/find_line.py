"""The find line above the transcript: marks what is typed in it wherever it was said, and goes from place to place."""

from bisect import bisect_left
from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QAction, QInputMethodEvent, QKeyEvent
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QLabel, QLineEdit, QWidget
from shiboken6 import isValid

from app.domain.found_words import FoundWords, find_words
from app.ui.parts.action_buttons import QuietButton, quiet_button
from app.ui.parts.style import SPACE_L, SPACE_M, SPACE_S, icon
from app.ui.transcript.view import TranscriptView


class FindField(QLineEdit):
    """Signals: words_changed(), also in the middle of a syllable; step_requested(+1 or -1), close_requested()."""

    words_changed = Signal()
    step_requested = Signal(int)
    close_requested = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._composed = ""
        self.textChanged.connect(self.words_changed)

    @property
    def words(self) -> str:
        """With the syllable that an input method still holds."""
        place = self.cursorPosition()
        return self.text()[:place] + self._composed + self.text()[place:]

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        self._composed = event.preeditString()
        super().inputMethodEvent(event)
        self.words_changed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            is_back = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self.step_requested.emit(-1 if is_back else 1)
        elif event.key() == Qt.Key.Key_Escape:
            self.close_requested.emit()
        else:
            super().keyPressEvent(event)


class FindLine(QFrame):
    """Enter goes to the next place, with Shift to the one before, round and round; Escape closes the line, and the
    focus is where it was. What is said or corrected meanwhile is searched too, and moves nobody.
    """

    def __init__(self, view: TranscriptView, find_next: QAction, find_previous: QAction) -> None:
        super().__init__()
        self._view = view
        self._found: Sequence[FoundWords] = ()
        self._current: FoundWords | None = None
        self._came_from: QWidget | None = None
        self.setObjectName("findLine")
        self.field = FindField()
        self.field.setPlaceholderText(self.tr("Find in the transcript"))
        self.field.setAccessibleName(self.tr("Find in the transcript"))
        self.field.addAction(icon("search", "text_muted"), QLineEdit.ActionPosition.LeadingPosition)
        self.field.words_changed.connect(self._on_words_changed)
        self.field.step_requested.connect(self.step)
        self.field.close_requested.connect(self.end)
        self.count = QLabel()
        self.count.setObjectName("detail")
        close = quiet_button("close", self.tr("Close the search"))
        close.clicked.connect(self.end)
        row = QHBoxLayout(self)
        row.setContentsMargins(SPACE_L, SPACE_S, SPACE_M, SPACE_S)
        row.setSpacing(SPACE_S)
        row.addWidget(self.field, 1)
        row.addWidget(self.count)
        row.addWidget(QuietButton(find_previous, "previous"))
        row.addWidget(QuietButton(find_next, "next"))
        row.addWidget(close)
        for change in (view.segments.modelReset, view.segments.rowsInserted):
            change.connect(lambda *_: self._search_again())
        view.segments.dataChanged.connect(lambda _first, _last, roles: None if roles else self._search_again())
        self.hide()

    def begin(self) -> None:
        """With the words of the last search, which the next ones replace."""
        if self.isHidden():
            self._came_from = QApplication.focusWidget()
            self.show()
            self._search_again()
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.field.selectAll()

    def end(self) -> None:
        if self.isHidden():
            return
        had_focus = self.isAncestorOf(QApplication.focusWidget() or self)
        self.hide()
        self._show_found((), None)
        if had_focus:
            before = self._came_from
            if before is None or not isValid(before) or not before.isVisible():
                before = self._view
            before.setFocus()

    def forget(self) -> None:
        """The transcript of somebody else comes."""
        self.end()
        self.field.clear()

    def step(self, step: int) -> None:
        """To the next place, or with -1 to the one before."""
        if self.isHidden():
            self.begin()
        elif self._current is not None:
            self._go_to(self._found[(self._found.index(self._current) + step) % len(self._found)])

    def _on_words_changed(self) -> None:
        """Go to the first place from the reader's line on."""
        self._search_again()
        if self._current is not None:
            self._go_to(self._current)

    def _search_again(self) -> None:
        if self.isHidden():
            return
        found = find_words(self.field.words, self._view.segments.lines())
        line, start = (self._current.line, self._current.start) if self._current else (self._view.reader_row(), 0)
        at = bisect_left(found, FoundWords(line, start, 0))
        self._show_found(found, found[at % len(found)] if found else None)

    def _go_to(self, place: FoundWords) -> None:
        self._show_found(self._found, place)
        self._view.go_to(place)
        spoken = str(self._view.currentIndex().data(Qt.ItemDataRole.AccessibleTextRole))
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, f"{self.count.text()}. {spoken}"))

    def _show_found(self, found: Sequence[FoundWords], current: FoundWords | None) -> None:
        self._found, self._current = found, current
        self._view.segments.mark_found(found, current)
        if current is not None:
            place = self.tr("{n} of {all}").format(n=found.index(current) + 1, all=len(found))
        else:
            place = self.tr("Not found") if self.field.words.strip() else ""
        self.count.setText(place)
        self.field.setAccessibleDescription(place)
