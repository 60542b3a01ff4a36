"""The small questions: what a segment really says, how a flag is settled."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QWidget,
)

from app.domain.note import Flag, Severity, Statement
from app.domain.transcript import Speaker, TranscriptSegment
from app.review.suggestions import Suggestion, suggestions_for
from app.ui.note.flag_row import flag_words, suggestion_button
from app.ui.parts.dialog_parts import detail_label, dialog_buttons, dialog_form, dialog_layout
from app.ui.parts.names import speaker_name
from app.ui.parts.style import scaled_size, scaled_width


class CorrectionDialog(QDialog):
    """What was really said, and who said it."""

    def __init__(self, segment: TranscriptSegment, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Correct the transcript"))
        self.resize(scaled_size(560, 280))
        self._speaker = QComboBox()
        for speaker in Speaker:
            self._speaker.addItem(speaker_name(speaker), speaker.value)
        self._speaker.setCurrentIndex(list(Speaker).index(segment.speaker))
        self._text = QPlainTextEdit(segment.text)
        self._text.setTabChangesFocus(True)
        form = dialog_form()
        form.addRow(self.tr("&Speaker"), self._speaker)
        form.addRow(self.tr("&Words"), self._text)
        layout = dialog_layout(self)
        layout.addLayout(form)
        layout.addWidget(detail_label(self.tr("The first version is kept. The note's evidence is found anew.")))
        layout.addWidget(dialog_buttons(self, self.tr("Sa&ve")))
        self._text.setFocus()

    @property
    def text(self) -> str:
        return " ".join(self._text.toPlainText().split())

    @property
    def speaker(self) -> Speaker:
        return Speaker(self._speaker.currentData())


class SettlingDialog(QDialog):
    """How a flag is settled: by other words that are suggested, or by standing by those that are there. Only what
    stands in the way of signing needs a reason.

    `suggestion` is the one that was chosen; None: the statement stands, for the `reason`.
    """

    def __init__(self, statement: Statement, flag: Flag, parent: QWidget) -> None:
        super().__init__(parent)
        self.suggestion: Suggestion | None = None
        self.setWindowTitle(self.tr("Settle a flag"))
        self.setMinimumWidth(scaled_width(600))
        words = QLabel(statement.text)
        question = QLabel(flag_words(flag))
        question.setObjectName("flagBlock" if flag.severity is Severity.BLOCK else "flagWarn")
        for label in (words, question):
            label.setWordWrap(True)
        self._is_reason_needed = flag.severity is Severity.BLOCK
        self._reason = QLineEdit()
        self._reason.setPlaceholderText(self.tr("For example: seen in the chart, measured after the recording"))
        form = dialog_form()
        form.addRow(self.tr("&Reason") if self._is_reason_needed else self.tr("&Reason, if you like"), self._reason)
        buttons = dialog_buttons(self, self.tr("&Confirm"))
        self._confirm: QPushButton = buttons.button(QDialogButtonBox.StandardButton.Ok)
        self._confirm.setEnabled(not self._is_reason_needed)
        self._reason.textChanged.connect(self._on_changed)
        layout = dialog_layout(self)
        layout.addWidget(words)
        layout.addWidget(question)
        for number, suggestion in enumerate(suggestions_for(statement.text, flag), start=1):
            layout.addWidget(self._suggestion_button(number, suggestion), alignment=Qt.AlignmentFlag.AlignLeft)
        layout.addLayout(form)
        layout.addWidget(detail_label(self.tr("The reason is kept with the note.")))
        layout.addWidget(buttons)
        self._reason.setFocus()

    @property
    def reason(self) -> str:
        return self._reason.text().strip()

    def _on_changed(self) -> None:
        self._confirm.setEnabled(bool(self.reason) or not self._is_reason_needed)

    def _suggestion_button(self, number: int, suggestion: Suggestion) -> QPushButton:
        """By its number from the keys: Alt+1."""
        button = suggestion_button(suggestion)
        button.setText(f"&{number}  {button.text()}")
        button.setAutoDefault(False)
        button.clicked.connect(lambda: self._choose(suggestion))
        return button

    def _choose(self, suggestion: Suggestion) -> None:
        self.suggestion = suggestion
        self.accept()
