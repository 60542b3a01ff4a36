"""Asks for consent before the first sound is recorded."""

from PySide6.QtWidgets import QComboBox, QDialog, QDialogButtonBox, QFormLayout, QLabel, QVBoxLayout, QWidget

from app.domain.consent import Consent, ConsentGiver
from app.ui.interface_language import interface_language
from app.wording import consent_wording


class ConsentDialog(QDialog):
    """The words to say, and who agreed to them."""

    def __init__(self, parent: QWidget, likely: ConsentGiver = ConsentGiver.PATIENT) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Consent to the recording"))
        self.setMinimumWidth(520)
        self._wording = consent_wording(interface_language())
        words = QLabel(self._wording.text)
        words.setWordWrap(True)
        self._giver = QComboBox()
        for giver, name in (
            (ConsentGiver.PATIENT, self.tr("The patient")),
            (ConsentGiver.GUARDIAN, self.tr("A guardian, for the patient")),
            (ConsentGiver.SPEAKER, self.tr("Nobody else is heard: I dictate")),
        ):
            self._giver.addItem(name, giver.value)
        self._giver.setCurrentIndex(self._giver.findData(likely.value))
        form = QFormLayout()
        form.setHorizontalSpacing(16)
        form.addRow(self.tr("Agreed &by"), self._giver)
        kept = QLabel(self.tr("Who agreed, when, and to which words is kept with the recording."))
        kept.setObjectName("detail")
        kept.setWordWrap(True)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel)
        record = buttons.button(QDialogButtonBox.StandardButton.Ok)
        record.setText(self.tr("They agree: &record"))
        record.setProperty("primary", True)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 16)
        layout.setSpacing(12)
        layout.addWidget(words)
        layout.addLayout(form)
        layout.addWidget(kept)
        layout.addWidget(buttons)

    @property
    def consent(self) -> Consent:
        return Consent(ConsentGiver(self._giver.currentData()), self._wording.version)
