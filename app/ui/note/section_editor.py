"""The words of a section as text, one statement a line, with what the checks say of them underlined."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import (
    QFontMetricsF,
    QInputMethodEvent,
    QKeyEvent,
    QKeySequence,
    QTextCharFormat,
    QTextCursor,
)
from PySide6.QtWidgets import QPlainTextEdit, QTextEdit, QWidget

from app.domain.note import Severity, Statement
from app.ui.parts.style import colour

_HEIGHT_PX = 320
_CHECK_AFTER_MS = 500
_INKS = {Severity.BLOCK: "block", Severity.WARN: "warn"}


class SectionEditor(QPlainTextEdit):
    """Ctrl+Enter saves, Escape gives up; both only outside an input method's composition. `proposed` are all lines that
    the model has put here.

    Signals: save_requested(), cancel_requested(), check_requested() when the typing rests.
    """

    save_requested = Signal()
    cancel_requested = Signal()
    check_requested = Signal()

    def __init__(self, lines: Sequence[str], parent: QWidget) -> None:
        super().__init__("\n".join(lines), parent)
        self.proposed: set[str] = set()
        self.setTabChangesFocus(True)
        self._rest = QTimer(self, interval=_CHECK_AFTER_MS, singleShot=True)
        self._rest.timeout.connect(self.check_requested)
        self.textChanged.connect(self._on_text_changed)
        self._fit()

    def lines(self) -> tuple[str, ...]:
        return tuple(line for line in self.toPlainText().splitlines() if line.strip())

    def propose(self, lines: Sequence[str]) -> None:
        """Put the model's lines in the place of all that stands here, as one step that can be taken back."""
        self.proposed |= set(lines)
        cursor = self.textCursor()
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.insertText("\n".join(lines))

    def show_flags(self, statements: Sequence[Statement]) -> None:
        """Underlined beside the text, which is not touched: a composition goes on."""
        marked = []
        for statement in statements:
            for flag in statement.flags:
                if flag.severity in _INKS:
                    marked += self._marked(statement.text, flag.written, _INKS[flag.severity])
        self.setExtraSelections(marked)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        with_ctrl = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if with_ctrl and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.save_requested.emit()
        elif event.matches(QKeySequence.StandardKey.Cancel):
            self.cancel_requested.emit()
        else:
            super().keyPressEvent(event)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """No check in the middle of a syllable."""
        super().inputMethodEvent(event)
        if event.preeditString():
            self._rest.stop()
        else:
            self._rest.start()

    def _on_text_changed(self) -> None:
        self._fit()
        self._rest.start()

    def _marked(self, line: str, written: str, ink: str) -> list[QTextEdit.ExtraSelection]:
        block = self.document().firstBlock()
        while block.isValid():
            start = block.text().find(written)
            if block.text().strip() == line and written and start >= 0:
                cursor = QTextCursor(block)
                cursor.setPosition(block.position() + start)
                cursor.setPosition(block.position() + start + len(written), QTextCursor.MoveMode.KeepAnchor)
                return [_underlined(cursor, ink)]
            block = block.next()
        return []

    def _fit(self) -> None:
        self.ensurePolished()
        lines = max(4.0, self.document().size().height() + 1)
        self.setFixedHeight(min(_HEIGHT_PX, round(QFontMetricsF(self.font()).lineSpacing() * lines) + 24))


def _underlined(cursor: QTextCursor, ink: str) -> QTextEdit.ExtraSelection:
    look = QTextCharFormat()
    look.setUnderlineStyle(QTextCharFormat.UnderlineStyle.WaveUnderline)
    look.setUnderlineColor(colour(ink))
    look.setForeground(colour(ink))
    selection = QTextEdit.ExtraSelection()
    selection.cursor = cursor
    selection.format = look
    return selection
