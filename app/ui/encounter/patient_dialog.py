"""Who the patient is, when an encounter begins or later: typed, or chosen among those who were here before."""

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QLineEdit, QListWidget, QListWidgetItem, QStackedWidget, QVBoxLayout, QWidget

from app.domain.encounter import Patient, SeenPatient
from app.domain.outcome import Completed, Failed
from app.ui.parts.dialog_parts import detail_label, dialog_buttons, dialog_form, dialog_layout
from app.ui.parts.names import date_label, patient_details, patient_label
from app.ui.parts.style import scaled, scaled_width
from app.ui.parts.tasks import LatestRead

_WIDTH_PX, _ROOM_PX = 480, 180
_Seen = Callable[[str], tuple[SeenPatient, ...]]


class PatientDialog(QDialog):
    """Both fields may stay empty. `seen` is the patient who was chosen among those of earlier visits, until a field is
    typed in again.
    """

    def __init__(self, find_seen: _Seen, title: str, accept_text: str, parent: QWidget, patient: Patient | None = None):
        super().__init__(parent)
        self.seen: Patient | None = None
        self._find_seen = find_seen
        self._latest = LatestRead()
        self.setWindowTitle(title)
        self.setMinimumWidth(scaled_width(_WIDTH_PX))
        self._name = QLineEdit(patient.name if patient else "")
        self._number = QLineEdit(patient.number if patient else "")
        self._list = QListWidget()
        self._list.setObjectName("pages")
        self._list.setAccessibleName(self.tr("Patients seen before"))
        self._below = QStackedWidget()
        self._below.addWidget(
            _at_top(detail_label(self.tr("Both may stay empty. They never reach the language model.")))
        )
        self._below.addWidget(self._list)
        self._below.setFixedHeight(scaled(_ROOM_PX))
        form = dialog_form()
        form.addRow(self.tr("Patient &name"), self._name)
        form.addRow(self.tr("Patient n&umber"), self._number)
        layout = dialog_layout(self)
        layout.addLayout(form)
        layout.addWidget(self._below)
        layout.addWidget(dialog_buttons(self, accept_text))
        for field in (self._name, self._number):
            field.textEdited.connect(self._on_edited)
            field.installEventFilter(self)
        self._list.itemClicked.connect(self._take)
        self._list.itemActivated.connect(self._on_activated)

    @property
    def patient_name(self) -> str:
        return self._name.text().strip()

    @property
    def patient_number(self) -> str:
        return self._number.text().strip()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The down arrow goes from a field into the list."""
        is_down = (
            isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress and event.key() == Qt.Key.Key_Down
        )
        if is_down and self._list.count() and self._below.currentWidget() is self._list:
            self._list.setFocus()
            self._list.setCurrentRow(0)
            return True
        return super().eventFilter(watched, event)

    def _on_edited(self, text: str) -> None:
        self.seen = None
        self._latest.read(lambda: self._find_seen(text), self._on_found)

    def _on_found(self, outcome: Completed[tuple[SeenPatient, ...]] | Failed) -> None:
        """Without a list it goes on as before: to be told who was here is a help, no condition."""
        found = outcome.value if isinstance(outcome, Completed) else ()
        self._list.clear()
        for each in found:
            item = QListWidgetItem(self._words(each))
            item.setData(Qt.ItemDataRole.UserRole, each.patient)
            self._list.addItem(item)
        self._below.setCurrentIndex(1 if found else 0)

    def _words(self, seen: SeenPatient) -> str:
        last = self.tr("last seen {day}").format(day=date_label(datetime.fromisoformat(seen.last_seen).date()))
        return "\n".join((patient_label(seen.patient), " · ".join((*patient_details(seen.patient), last))))

    def _take(self, item: QListWidgetItem) -> None:
        patient: Patient = item.data(Qt.ItemDataRole.UserRole)
        self.seen = patient
        self._name.setText(patient.name)
        self._number.setText(patient.number)

    def _on_activated(self, item: QListWidgetItem) -> None:
        self._take(item)
        self.accept()


def _at_top(widget: QWidget) -> QWidget:
    holder = QWidget()
    layout = QVBoxLayout(holder)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.addWidget(widget)
    layout.addStretch(1)
    return holder
