"""What the handover board asks: which shift, who lies in which bed."""

from collections.abc import Callable, Sequence
from datetime import date, datetime, timedelta

from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QLineEdit,
    QPushButton,
    QSizePolicy,
    QWidget,
)

from app.domain.errors import SaegimError
from app.domain.handover import Shift, ShiftKind
from app.domain.language import Language
from app.domain.template import NoteTemplate
from app.ui.handover.names import shift_kind_name
from app.ui.parts.dialog_parts import detail_label, dialog_buttons, dialog_form, dialog_layout
from app.ui.parts.interface_language import interface_language
from app.ui.parts.names import date_label, own_name_of
from app.ui.parts.style import scaled_width
from app.wording import wording_of

# The hour from which a shift of three is the one at work: day, evening, night.
_BEGINS_AT = ((7, ShiftKind.DAY), (15, ShiftKind.EVENING), (23, ShiftKind.NIGHT))


class ShiftDialog(QDialog):
    """A shift to be made, or to be opened where the ward has it already. What is likely stands there."""

    def __init__(self, known: Sequence[Shift], templates: Sequence[NoteTemplate], parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Shift"))
        self.setMinimumWidth(scaled_width(440))
        self._ward = QComboBox()
        self._ward.setEditable(True)
        self._ward.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._ward.addItems(list(dict.fromkeys(shift.ward for shift in known)))
        likely_day, likely_kind = shift_at(datetime.now())
        self._day = QComboBox()
        for distance in (-1, 0, 1):
            day = likely_day + timedelta(days=distance)
            self._day.addItem(date_label(day), day.isoformat())
        self._day.setCurrentIndex(1)
        self._kind = QComboBox()
        for kind in ShiftKind:
            self._kind.addItem(shift_kind_name(kind), kind.value)
        self._kind.setCurrentIndex(self._kind.findData(likely_kind.value))
        self._template = QComboBox()
        for template in templates:
            self._template.addItem(template.titles[interface_language()], template.id)
        self._language = QComboBox()
        for language in Language:
            self._language.addItem(own_name_of(language), language.value)
        self._language.setCurrentIndex(self._language.findData(interface_language().value))
        if known:
            self._template.setCurrentIndex(max(0, self._template.findData(known[0].template_id)))
            self._language.setCurrentIndex(self._language.findData(known[0].language.value))
        self._with_patients = QCheckBox(self.tr("&Take over the patients of the shift before"))
        self._with_patients.setChecked(True)
        form = dialog_form()
        form.addRow(self.tr("&Ward"), self._ward)
        form.addRow(self.tr("&Date"), self._day)
        form.addRow(self.tr("&Shift"), self._kind)
        form.addRow(self.tr("D&ocument"), self._template)
        form.addRow(self.tr("&Language"), self._language)
        buttons = dialog_buttons(self, self.tr("&Open"))
        self._open: QPushButton = buttons.button(QDialogButtonBox.StandardButton.Ok)
        self._ward.editTextChanged.connect(lambda: self._open.setEnabled(bool(self.ward)))
        self._open.setEnabled(bool(self.ward))
        layout = dialog_layout(self)
        layout.addLayout(form)
        layout.addWidget(self._with_patients)
        layout.addWidget(detail_label(self.tr("A shift that the ward has already is opened as it is.")))
        layout.addWidget(buttons)

    @property
    def ward(self) -> str:
        return self._ward.currentText().strip()

    @property
    def day(self) -> str:
        """ISO 8601."""
        return str(self._day.currentData())

    @property
    def kind(self) -> ShiftKind:
        return ShiftKind(self._kind.currentData())

    @property
    def template_id(self) -> str:
        return str(self._template.currentData())

    @property
    def language(self) -> Language:
        return Language(self._language.currentData())

    @property
    def with_patients(self) -> bool:
        return self._with_patients.isChecked()


class AdmitDialog(QDialog):
    """Patients who are new on the board, one after the other: `admit` is called with bed, name and number of each."""

    def __init__(self, admit: Callable[[str, str, str], object], parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Add patients"))
        self.setMinimumWidth(scaled_width(420))
        self._admit = admit
        self._bed, self._name, self._number = QLineEdit(), QLineEdit(), QLineEdit()
        self._bed.setPlaceholderText("501-2")
        form = dialog_form()
        form.addRow(self.tr("&Bed"), self._bed)
        form.addRow(self.tr("&Name"), self._name)
        form.addRow(self.tr("N&umber"), self._number)
        self._told = detail_label(self.tr("Name and number never reach the language model."))
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Close)
        add: QPushButton = buttons.button(QDialogButtonBox.StandardButton.Ok)
        add.setText(self.tr("&Add"))
        add.setProperty("primary", True)
        buttons.accepted.connect(self._on_adding)
        buttons.rejected.connect(self.reject)
        layout = dialog_layout(self)
        layout.addLayout(form)
        layout.addWidget(self._told)
        layout.addWidget(buttons)

    def _on_adding(self) -> None:
        bed = self._bed.text().strip()
        try:
            self._admit(bed, self._name.text(), self._number.text())
        except SaegimError as error:
            self._tell(str(wording_of(error.problem, interface_language())), "flagBlock")
        else:
            for field in (self._bed, self._name, self._number):
                field.clear()
            self._tell(self.tr("Added: bed {bed}").format(bed=bed), "detail")
        self._bed.setFocus()

    def _tell(self, words: str, manner: str) -> None:
        self._told.setText(words)
        self._told.setObjectName(manner)
        self._told.style().polish(self._told)


class BedDialog(QDialog):
    def __init__(self, bed: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Change bed"))
        self._bed = QLineEdit(bed)
        self._bed.selectAll()
        form = dialog_form()
        form.addRow(self.tr("&Bed"), self._bed)
        layout = dialog_layout(self)
        layout.addLayout(form)
        layout.addWidget(dialog_buttons(self, self.tr("&Move")))

    @property
    def bed(self) -> str:
        return self._bed.text().strip()


def shift_at(moment: datetime) -> tuple[date, ShiftKind]:
    """The shift that is at work, and the day on which it began: a night goes on into the next."""
    begun = [kind for hour, kind in _BEGINS_AT if moment.hour >= hour]
    return (moment.date(), begun[-1]) if begun else (moment.date() - timedelta(days=1), ShiftKind.NIGHT)
