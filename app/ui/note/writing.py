"""A section while somebody writes it: its lines as text, a wish to the model below them, and the two buttons."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from app.domain.note import Flag, NoteSection, Severity
from app.domain.revision import RevisedSection
from app.ui.note.flag_row import flag_words
from app.ui.note.section_editor import SectionEditor
from app.ui.note.wish import WishBar
from app.ui.parts.actions import key_words
from app.ui.parts.dialog_parts import button_row, primary_button


class SectionWriting(QWidget):
    """Signals: save_requested(), cancel_requested()."""

    save_requested = Signal()
    cancel_requested = Signal()

    def __init__(self, lines: Sequence[str], parent: QWidget) -> None:
        """From the outside in: what is made in its place gets its looks once."""
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        self.editor = SectionEditor(lines, self)
        self.editor.setAccessibleName(self.tr("Text of this section, one statement a line"))
        self.editor.save_requested.connect(self.save_requested)
        self.editor.cancel_requested.connect(self.cancel_requested)
        self.wish = WishBar(self.editor, self)
        self._found = QLabel(self.tr("One statement a line. Unchanged lines keep their sources."), self)
        self._found.setObjectName("detail")
        self._found.setWordWrap(True)
        save = primary_button(self.tr("Sa&ve"), self)
        save.setToolTip(key_words("Ctrl+Enter"))
        save.clicked.connect(self.save_requested)
        cancel = QPushButton(self.tr("Cance&l"), self)
        cancel.setToolTip(key_words(QKeySequence.StandardKey.Cancel))
        cancel.clicked.connect(self.cancel_requested)
        column.addWidget(self.editor)
        column.addWidget(self.wish)
        column.addLayout(button_row(cancel, save, beside=self._found, above_px=4))

    def show_found_before(self, section: NoteSection) -> None:
        """What is to be corrected is marked from the beginning, not only once something was typed."""
        if _loud_flag(section) is not None:
            self.show_checked(section)

    def show_checked(self, checked: NoteSection) -> None:
        """What the checks say of the lines as they stand."""
        self.editor.show_flags(checked.statements)
        told, nothing = _loud_flag(checked), self.tr("Nothing here stands against what was said.")
        self._found.setText(flag_words(told) if told is not None else nothing)

    def show_revising(self) -> None:
        self.editor.setReadOnly(True)
        self.wish.show_writing()

    def show_revised(self, revised: RevisedSection | None) -> None:
        """The model's lines in the place of those that are edited; None: it was given up, or failed."""
        self.editor.setReadOnly(False)
        if revised is None:
            self.wish.show_rest()
            return
        if revised.lines:
            self.editor.propose(revised.lines)
        self.wish.show_revised(revised)
        self.editor.setFocus()


def _loud_flag(section: NoteSection) -> Flag | None:
    """The first that asks to be corrected or read."""
    flags = (flag for statement in section.statements for flag in statement.flags)
    return next((flag for flag in flags if flag.severity is not Severity.INFO), None)
