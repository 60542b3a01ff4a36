"""The small questions: who the patient is, what a segment really says, why a flagged statement stands."""

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

from app.domain.note import Flag, Statement
from app.domain.transcript import Speaker, TranscriptSegment
from app.ui.note.statement import flag_words
from app.ui.parts.dialog_parts import detail_label, dialog_buttons, dialog_form, dialog_layout
from app.ui.parts.names import speaker_name
from app.ui.parts.style import scaled_size, scaled_width


class NewEncounterDialog(QDialog):
    """Both fields may stay empty: the patient can be named later."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("New encounter"))
        self.setMinimumWidth(scaled_width(400))
        self._name = QLineEdit()
        self._number = QLineEdit()
        form = dialog_form()
        form.addRow(self.tr("Patient &name"), self._name)
        form.addRow(self.tr("Patient n&umber"), self._number)
        layout = dialog_layout(self)
        layout.addLayout(form)
        layout.addWidget(detail_label(self.tr("Both may stay empty. They never reach the language model.")))
        layout.addWidget(dialog_buttons(self, self.tr("&Create")))

    @property
    def patient_name(self) -> str:
        return self._name.text().strip()

    @property
    def patient_number(self) -> str:
        return self._number.text().strip()


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


class ReasonDialog(QDialog):
    """A clinician stands by a flagged statement, with a reason that is kept."""

    def __init__(self, statement: Statement, flag: Flag, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Confirm a flagged statement"))
        self.setMinimumWidth(scaled_width(600))
        words = QLabel(statement.text)
        words.setWordWrap(True)
        question = QLabel(flag_words(flag))
        question.setObjectName("flagBlock")
        question.setWordWrap(True)
        self._reason = QLineEdit()
        self._reason.setPlaceholderText(self.tr("For example: seen in the chart, measured after the recording"))
        form = dialog_form()
        form.addRow(self.tr("&Reason"), self._reason)
        buttons = dialog_buttons(self, self.tr("&Confirm"))
        self._confirm: QPushButton = buttons.button(QDialogButtonBox.StandardButton.Ok)
        self._confirm.setEnabled(False)
        self._reason.textChanged.connect(lambda: self._confirm.setEnabled(bool(self.reason)))
        layout = dialog_layout(self)
        layout.addWidget(words)
        layout.addWidget(question)
        layout.addLayout(form)
        layout.addWidget(detail_label(self.tr("The reason is kept with the note.")))
        layout.addWidget(buttons)

    @property
    def reason(self) -> str:
        return self._reason.text().strip()
