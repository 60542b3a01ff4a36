"""A note that was written elsewhere, pasted beside what the checks say of it against the open talk. It is not kept."""

from dataclasses import replace

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QLabel, QPlainTextEdit, QSplitter, QVBoxLayout, QWidget

from app.domain.errors import Problem
from app.domain.note import DraftNote, Origin, Severity
from app.domain.transcript import Transcript
from app.ui.note.view import NoteView
from app.ui.parts.dialog_parts import close_button, detail_label, dialog_layout
from app.ui.parts.interface_language import interface_language
from app.ui.parts.style import SPACE_M, scaled_size
from app.wording import wording_of

_SIZE_PX = (1040, 640)
_REST_MS = 400


class PastedNoteDialog(QDialog):
    """Signals: check_requested(text) when the text has rested for a moment."""

    check_requested = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Check a note from elsewhere"))
        self.resize(scaled_size(*_SIZE_PX))
        self.text = QPlainTextEdit()
        self.text.setAccessibleName(self.tr("The note"))
        self.text.setPlaceholderText(self.tr("Paste the note here. Lines such as “Plan:” begin a section."))
        self.text.setTabChangesFocus(True)
        self._checked: DraftNote | None = None
        self.found = NoteView()
        self.found.copy_requested.connect(self._copy)
        self._about = QLabel(self.tr("What the checks say of it stands here."))
        self._about.setObjectName("muted")
        self._about.setWordWrap(True)
        self._about.setAlignment(Qt.AlignmentFlag.AlignTop)
        right = QWidget()
        column = QVBoxLayout(right)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_M)
        column.addWidget(self._about)
        column.addWidget(self.found, 1)
        halves = QSplitter(Qt.Orientation.Horizontal)
        halves.setChildrenCollapsible(False)
        halves.setHandleWidth(12)
        halves.addWidget(self.text)
        halves.addWidget(right)
        halves.setStretchFactor(0, 4)
        halves.setStretchFactor(1, 5)
        layout = dialog_layout(self)
        layout.addWidget(halves, 1)
        layout.addWidget(
            detail_label(self.tr("It is checked against the open transcript while you type, and it is not kept."))
        )
        layout.addWidget(close_button(self))
        self._rest = QTimer(self, interval=_REST_MS, singleShot=True)
        self._rest.timeout.connect(lambda: self.check_requested.emit(self.text.toPlainText()))
        self.text.textChanged.connect(self._rest.start)
        self.text.setFocus()

    def show_checked(self, text: str, note: DraftNote, transcript: Transcript | None) -> None:
        """Unless the text has been changed since."""
        if text != self.text.toPlainText():
            return
        counts = [flag.severity for _, flag in note.open_flags()]
        self._about.setText(
            self.tr("Does not stand: {blocks} · to look at: {warnings} · said and missing: {missing}").format(
                blocks=counts.count(Severity.BLOCK),
                warnings=counts.count(Severity.WARN),
                missing=sum(omission.severity is not Severity.INFO for omission in note.omissions),
            )
        )
        self._checked = note
        self.found.show_note(_as_written(note), transcript, is_open=False)

    def _copy(self, section_id: str) -> None:
        sections = self._checked.sections if self._checked is not None else ()
        lines = (each.text for section in sections if section.id == section_id for each in section.statements)
        QGuiApplication.clipboard().setText("\n".join(lines))

    def show_problem(self, problem: Problem) -> None:
        self.found.clear()
        self._about.setText(str(wording_of(problem, interface_language())))


def _as_written(note: DraftNote) -> DraftNote:
    """Without a word about who wrote it: all of it was written elsewhere."""
    sections = (
        replace(section, statements=tuple(replace(each, origin=Origin.MODEL) for each in section.statements))
        for section in note.sections
    )
    return replace(note, sections=tuple(sections))
