"""The head of an open encounter: which patient, when, how far; record more, export and sign."""

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenu, QPushButton, QVBoxLayout, QWidget

from app.domain.encounter import Encounter
from app.ui.day.encounter_list import state_of, state_of_work
from app.ui.parts.action_buttons import ActionButton, QuietButton
from app.ui.parts.actions import Actions
from app.ui.parts.names import patient_details, patient_label, started_label
from app.ui.parts.style import icon, is_screen_narrow, pixmap
from app.ui.parts.work import Work


class EncounterHead(QWidget):
    def __init__(self, actions: Actions) -> None:
        super().__init__()
        self._patient = QLabel()
        self._patient.setObjectName("title")
        self._mark = QLabel()
        self._details = QLabel()
        self._details.setObjectName("muted")
        self._sign = ActionButton(actions.sign, "sign")
        self._record = ActionButton(actions.record, "record")
        self._record.hide()
        below = QHBoxLayout()
        below.setSpacing(6)
        below.addWidget(self._mark)
        below.addWidget(self._details, 1)
        words = QVBoxLayout()
        words.setSpacing(2)
        above = QHBoxLayout()
        above.setSpacing(4)
        above.addWidget(self._patient)
        above.addWidget(QuietButton(actions.name_patient, "edit"))
        above.addStretch(1)
        words.addLayout(above)
        words.addLayout(below)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(4, 0, 0, 0)
        layout.setSpacing(8)
        if is_screen_narrow():
            layout.addWidget(QuietButton(actions.find_encounter, "list"))
        layout.addLayout(words, 1)
        layout.addWidget(self._record)
        copies = [actions.export_docx, actions.export_pdf, actions.export_text, actions.export_fhir, actions.print_note]
        layout.addWidget(self._export_button(copies))
        layout.addWidget(self._sign)

    def show_encounter(self, encounter: Encounter, work: Work | None) -> None:
        """What goes on with it stands in the place of its state, as in the list."""
        patient, state = encounter.patient, state_of_work(work) if work else state_of(encounter)
        self._patient.setText(patient_label(patient))
        self._details.setText(" · ".join((state.name, *patient_details(patient), started_label(encounter))))
        self._mark.setPixmap(pixmap(state.icon_name, state.ink, 16))

    def clear(self) -> None:
        for label in (self._patient, self._details, self._mark):
            label.clear()

    def offer(self, *, is_next_step: bool) -> None:
        self._sign.emphasise(is_next_step)

    def offer_recording(self, is_offered: bool) -> None:
        """A further recording; the first one is offered in a place of its own."""
        self._record.setVisible(is_offered)

    def _export_button(self, exports: list[QAction]) -> QPushButton:
        button = QPushButton(self.tr("E&xport"))
        button.setIcon(icon("export"))
        menu = QMenu(button)
        menu.addActions(exports)
        button.setMenu(menu)
        # The first is there for every note, the FHIR document only for a signed one.
        exports[0].enabledChanged.connect(button.setEnabled)
        button.setEnabled(False)
        return button
