"""Asks for consent before the first sound is recorded."""

from PySide6.QtWidgets import QComboBox, QDialog, QLabel, QWidget

from app.domain.consent import Consent, ConsentGiver
from app.ui.parts.dialog_parts import detail_label, dialog_buttons, dialog_form, dialog_layout
from app.ui.parts.interface_language import interface_language
from app.ui.parts.style import scaled_width
from app.wording import consent_wording


class ConsentDialog(QDialog):
    """The words to say, and who agreed to them."""

    def __init__(self, parent: QWidget, likely: ConsentGiver = ConsentGiver.PATIENT) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Consent to the recording"))
        self.setMinimumWidth(scaled_width(520))
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
        form = dialog_form()
        form.addRow(self.tr("Agreed &by"), self._giver)
        layout = dialog_layout(self)
        layout.addWidget(words)
        layout.addLayout(form)
        layout.addWidget(detail_label(self.tr("Who agreed, when, and to which words is kept with the recording.")))
        layout.addWidget(dialog_buttons(self, self.tr("They agree: &record")))

    @property
    def consent(self) -> Consent:
        return Consent(ConsentGiver(self._giver.currentData()), self._wording.version)
