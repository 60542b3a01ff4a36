"""Signing: what will be signed, what still stands in the way, and who vouches for it in which words."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Protocol

from PySide6.QtCore import Signal
from PySide6.QtGui import QFont, QTextBlockFormat, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QSizePolicy,
    QTextEdit,
    QVBoxLayout,
    QWidget,
)

from app.domain.encounter import Clinician, Encounter, Role
from app.domain.note import DraftNote, Flag, Omission, SectionState, Severity, Statement
from app.domain.transcript import Transcript
from app.review.suggestions import Suggestion
from app.ui.encounter.dialogs import SettlingDialog
from app.ui.note.flag_row import flag_words
from app.ui.note.omission import omission_words, omissions_by_section
from app.ui.parts.dialog_parts import dialog_buttons, dialog_layout
from app.ui.parts.names import patient_label, role_name, started_label
from app.ui.parts.scrolling import Scrolling
from app.ui.parts.style import SPACE_M, SPACE_S, colour, pixmap, scaled, scaled_size

_LEAST_PREVIEW_PX = 120

OnSettled = Callable[[DraftNote | None], None]


class Settling(Protocol):
    """Keeps how a flag was settled; `on_done` hears the note after it, None after a failure."""

    def confirm(self, statement: Statement, flag: Flag, reason: str, on_done: OnSettled) -> None: ...

    def accept(self, statement: Statement, flag: Flag, suggestion: Suggestion, on_done: OnSettled) -> None: ...


class ClinicianForm(QFormLayout):
    """Name, role and licence; `known` is who signed last in this sitting."""

    def __init__(self, known: Clinician | None, on_changed: Callable[[], None]) -> None:
        super().__init__()
        self.setHorizontalSpacing(16)
        self.setVerticalSpacing(8)
        known = known or Clinician("", Role.DOCTOR)
        self._name = QLineEdit(known.name)
        self._role = QComboBox()
        for role in Role:
            self._role.addItem(role_name(role), role.value)
        self._role.setCurrentIndex(list(Role).index(known.role))
        self._licence = QLineEdit(known.licence)
        self.addRow(self.tr("&Name"), self._name)
        self.addRow(self.tr("&Role"), self._role)
        self.addRow(self.tr("&Licence number"), self._licence)
        self._name.textChanged.connect(lambda: on_changed())

    def clinician(self) -> Clinician | None:
        """None until there is a name."""
        name = self._name.text().strip()
        return Clinician(name, Role(self._role.currentData()), self._licence.text().strip()) if name else None

    def focus(self) -> None:
        self._name.setFocus()


class BlockCard(QFrame):
    """One statement that stands in the way: to be corrected in the note, or confirmed with a reason."""

    correction_requested = Signal()
    confirmation_requested = Signal()

    def __init__(self, statement: Statement, flag: Flag) -> None:
        super().__init__()
        self.setObjectName("blockCard")
        mark = QLabel()
        mark.setPixmap(pixmap("block", "block", 16))
        question = QLabel(flag_words(flag))
        question.setObjectName("flagBlock")
        question.setWordWrap(True)
        words = QLabel(statement.text)
        words.setWordWrap(True)
        correct = QPushButton(self.tr("Correct in the note"))
        correct.setAccessibleName(self.tr("Correct in the note: {text}").format(text=statement.text))
        correct.clicked.connect(self.correction_requested)
        confirm = QPushButton(self.tr("Confirm…"))
        confirm.setAccessibleName(self.tr("Confirm: {text}").format(text=statement.text))
        confirm.clicked.connect(self.confirmation_requested)
        self.setFocusProxy(confirm)
        for button in (correct, confirm):
            button.setObjectName("small")
            button.setAutoDefault(False)
        head = QHBoxLayout()
        head.setSpacing(6)
        head.addWidget(mark)
        head.addWidget(question, 1)
        choices = QHBoxLayout()
        choices.addWidget(words, 1)
        choices.addWidget(correct)
        choices.addWidget(confirm)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 8, 12, 8)
        layout.setSpacing(4)
        layout.addLayout(head)
        layout.addLayout(choices)


class SignDialog(QDialog):
    """`clinician` and `statement` hold the signature once the dialog was accepted; `to_correct` a statement id when the
    user went back to correct one.
    """

    def __init__(
        self,
        encounter: Encounter,
        title: str,
        note: DraftNote,
        settling: Settling,
        known: Clinician | None,
        parent: QWidget,
        transcript: Transcript | None = None,
    ) -> None:
        super().__init__(parent)
        self.clinician: Clinician | None = None
        self.to_correct: str | None = None
        self._note = note
        self._transcript = transcript
        self._settling = settling
        self.setWindowTitle(self.tr("Sign"))
        self.resize(scaled_size(680, 720))
        heading = QLabel(title)
        heading.setObjectName("title")
        about = QLabel(f"{patient_label(encounter.patient)} · {started_label(encounter)}")
        about.setObjectName("muted")
        self._blocks = QVBoxLayout()
        self._blocks.setContentsMargins(0, 0, 0, 0)
        self._cards: list[BlockCard] = []
        self._block_area = QWidget()
        self._block_area.setLayout(self._blocks)
        self._form = ClinicianForm(known, self._on_changed)
        self._agreed = QCheckBox(self.tr("I &agree to this statement"))
        self._agreed.toggled.connect(self._on_changed)
        words = QLabel(self.statement)
        words.setWordWrap(True)
        words.setAccessibleName(self.tr("Attestation"))
        attestation = QFrame()
        attestation.setObjectName("banner")
        inside = QVBoxLayout(attestation)
        inside.setContentsMargins(16, 12, 16, 12)
        inside.addWidget(words)
        inside.addWidget(self._agreed)
        buttons = dialog_buttons(self, self.tr("&Sign"))
        self._sign = buttons.button(QDialogButtonBox.StandardButton.Ok)
        content = QVBoxLayout()
        content.setSpacing(12)
        content.addWidget(self._block_area)
        self._preview = NotePreview(self.tr("What will be signed"), self.tr("Not stated"))
        content.addWidget(self._preview, 1)
        content.addLayout(self._form)
        content.addWidget(attestation)
        layout = dialog_layout(self)
        layout.addWidget(heading)
        layout.addWidget(about)
        layout.addWidget(Scrolling(content), 1)
        layout.addWidget(buttons)
        self._show_preview()
        self._show_blocks()
        self._go_to_next()

    @property
    def statement(self) -> str:
        """The sentence agreed to, in the words shown."""
        return self.tr(
            "I have read this document, checked what Saegim drafted against what was said and what I found, "
            "and take responsibility for its content."
        )

    def accept(self) -> None:
        self.clinician = self._form.clinician()
        super().accept()

    def _show_preview(self) -> None:
        self._preview.show_note(self._note, omissions_by_section(self._note, self._transcript))

    def _show_blocks(self) -> None:
        while (item := self._blocks.takeAt(0)) is not None:
            if widget := item.widget():
                widget.hide()
                widget.deleteLater()
        self._cards = []
        blocks = self._note.open_blocks()
        if blocks:
            waiting = self._block_list(blocks)
            self._blocks.addWidget(waiting)
            waiting.show()
        self._block_area.setVisible(bool(blocks))
        self._block_area.setEnabled(True)
        self._on_changed()

    def _block_list(self, blocks: tuple[tuple[Statement, Flag], ...]) -> QWidget:
        explanation = QLabel(
            self.tr("Before signing: correct or confirm each of these. Open: {count}").format(count=len(blocks))
        )
        explanation.setObjectName("flagBlock")
        column = QWidget()
        inside = QVBoxLayout(column)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(8)
        inside.addWidget(explanation)
        for statement, flag in blocks:
            card = BlockCard(statement, flag)
            card.correction_requested.connect(lambda chosen=statement: self._on_correction_requested(chosen))
            card.confirmation_requested.connect(lambda s=statement, f=flag: self._on_confirmation_requested(s, f))
            inside.addWidget(card)
            self._cards.append(card)
        return column

    def _on_correction_requested(self, statement: Statement) -> None:
        self.to_correct = statement.id
        self.reject()

    def _on_confirmation_requested(self, statement: Statement, flag: Flag) -> None:
        question = SettlingDialog(statement, flag, self)
        if not question.exec():
            return
        self._block_area.setEnabled(False)
        if question.suggestion is not None:
            self._settling.accept(statement, flag, question.suggestion, self._on_settled)
        else:
            self._settling.confirm(statement, flag, question.reason, self._on_settled)

    def _on_settled(self, note: DraftNote | None) -> None:
        self._note = note or self._note
        self._show_preview()
        self._show_blocks()
        self._go_to_next()

    def _go_to_next(self) -> None:
        """From what blocks to who signs to the agreement: the hand stays on the keys."""
        if self._cards:
            self._cards[0].setFocus()
        elif self._form.clinician() is None:
            self._form.focus()
        else:
            self._agreed.setFocus()

    def _on_changed(self) -> None:
        ready = not self._note.open_blocks() and self._form.clinician() is not None and self._agreed.isChecked()
        self._sign.setEnabled(ready)


class AddendumDialog(QDialog):
    """What was learnt after signing. The signed document stays as it is."""

    def __init__(self, known: Clinician | None, parent: QWidget, proposed: str = "") -> None:
        super().__init__(parent)
        self.clinician: Clinician | None = None
        self.setWindowTitle(self.tr("Addendum"))
        self.resize(scaled_size(560, 360))
        self._text = QPlainTextEdit(proposed)
        self._text.setAccessibleName(self.tr("Text of the addendum"))
        self._text.setPlaceholderText(self.tr("What was learnt after signing. The signed document stays as it is."))
        self._text.setTabChangesFocus(True)
        self._text.textChanged.connect(self._on_changed)
        self._form = ClinicianForm(known, self._on_changed)
        buttons = dialog_buttons(self, self.tr("&Sign addendum"))
        self._sign = buttons.button(QDialogButtonBox.StandardButton.Ok)
        layout = dialog_layout(self)
        layout.addWidget(self._text, 1)
        layout.addLayout(self._form)
        layout.addWidget(buttons)
        self._on_changed()

    @property
    def text(self) -> str:
        return self._text.toPlainText().strip()

    def accept(self) -> None:
        self.clinician = self._form.clinician()
        super().accept()

    def _on_changed(self) -> None:
        self._sign.setEnabled(bool(self.text) and self._form.clinician() is not None)


class NotePreview(QTextEdit):
    """As it will be signed; below a line what is in question there and may stand, below a section what it lacks."""

    def __init__(self, name: str, not_stated: str) -> None:
        super().__init__()
        self._not_stated = not_stated
        self.setReadOnly(True)
        self.setTabChangesFocus(True)
        self.setAccessibleName(name)
        self.setMinimumHeight(scaled(_LEAST_PREVIEW_PX))
        # It takes the room that the rest leaves.
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)

    def show_note(self, note: DraftNote, missing: Mapping[str, Sequence[Omission]]) -> None:
        self.clear()
        cursor = self.textCursor()
        of_title, of_lines = QTextBlockFormat(), QTextBlockFormat()
        of_title.setTopMargin(SPACE_M)
        of_lines.setBottomMargin(SPACE_S)
        bold, plain, quiet, in_question = QTextCharFormat(), QTextCharFormat(), QTextCharFormat(), QTextCharFormat()
        bold.setFontWeight(QFont.Weight.Bold)
        quiet.setForeground(colour("text_muted"))
        in_question.setForeground(colour("warn"))
        for number, section in enumerate(note.sections):
            lines: list[tuple[str, QTextCharFormat]] = []
            for statement in section.statements:
                in_doubt = ((f"⚠ {words}", in_question) for words in _warnings(note, statement))
                lines += [(statement.text, plain), *in_doubt]
            if section.state is SectionState.NOT_STATED:
                lines = [(self._not_stated, quiet)]
            lacking = (each for each in missing.get(section.id, ()) if each.severity is not Severity.INFO)
            lines += [(f"⚠ {omission_words(omission)}", in_question) for omission in lacking]
            if number:
                cursor.insertBlock(of_title)
            cursor.insertText(section.title, bold)
            for line, words in lines:
                cursor.insertBlock(of_lines)
                cursor.insertText(line, words)
        self.moveCursor(QTextCursor.MoveOperation.Start)


def _warnings(note: DraftNote, statement: Statement) -> Iterator[str]:
    asked = (flag for flag in statement.flags if flag.severity is Severity.WARN)
    return (flag_words(flag) for flag in asked if not note.is_confirmed(statement, flag))
