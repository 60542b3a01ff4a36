"""What is known of the patient apart from the talk, and which tables the clinic has turned on for checking it."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date

from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QWidget,
)

from app.domain.clinic_settings import ClinicSettings
from app.domain.errors import InputError
from app.domain.patient_record import PatientRecord
from app.review.calculators.definition import calculator
from app.review.calculators.inputs import expected, read_input
from app.ui.parts.dialog_parts import detail_label, dialog_buttons, dialog_form, dialog_layout
from app.ui.parts.scrolling import Scrolling
from app.ui.parts.style import scaled, scaled_size, scaled_width

_LIST_HEIGHT_PX = 72
_NUMBERS = {
    "weight_kg": ("bsa", "weight"),
    "height_cm": ("bsa", "height"),
    "creatinine_mg_dl": ("egfr", "creatinine"),
}
"""Fields of the record, each with the calculator's input whose limits and units hold for it as well."""


class RecordDialog(QDialog):
    """`record` holds what was entered once the dialog was accepted. What is left empty is not known.

    `carried_from` is the day of the earlier visit at which it was entered, "" where it was at this one.
    """

    def __init__(self, record: PatientRecord, parent: QWidget, carried_from: str = "") -> None:
        super().__init__(parent)
        self._carried_from = carried_from
        self.setWindowTitle(self.tr("Patient's record"))
        self.resize(scaled_size(560, 620))
        self._before = record
        self.sex = _choice((("—", None), (self.tr("Female"), "female"), (self.tr("Male"), "male")), record.sex)
        self.birth_date = _line(record.birth_date, self.tr("year-month-day"))
        self.weight = _line(_words(record.weight_kg), "kg")
        self.weighed_on = _line(record.weighed_on, self.tr("year-month-day"))
        self.height_ = _line(_words(record.height_cm), "cm")
        self.creatinine = _line(_words(record.creatinine_mg_dl), "mg/dL")
        self.egfr = _line(_words(record.egfr), "mL/min/1.73 m²")
        self.pregnancy = _choice((("—", None), (self.tr("No"), False), (self.tr("Yes"), True)), record.is_pregnant)
        self.allergies = _list(record.allergies)
        self.medications = _list(record.medications)
        self._problem = QLabel()
        self._problem.setObjectName("flagBlock")
        self._problem.setWordWrap(True)
        self._buttons = dialog_buttons(self, self.tr("Sa&ve"))
        self._lay_out()
        self._choices = (self.sex, self.pregnancy)
        self._fields = (self.birth_date, self.weight, self.weighed_on, self.height_, self.creatinine, self.egfr)
        self._lists = (self.allergies, self.medications)
        for field in self._fields:
            field.textChanged.connect(lambda: self._show_problem())
        self._show_problem()

    @property
    def record(self) -> PatientRecord:
        """Raises InputError or ValueError while a field cannot be read."""
        return replace(
            self._before,
            sex=self.sex.currentData(),
            birth_date=_date(self.birth_date),
            weight_kg=_number(self.weight, "weight_kg"),
            weighed_on=_date(self.weighed_on),
            height_cm=_number(self.height_, "height_cm"),
            creatinine_mg_dl=_number(self.creatinine, "creatinine_mg_dl"),
            egfr=_egfr(self.egfr),
            is_pregnant=self.pregnancy.currentData(),
            allergies=_lines(self.allergies),
            medications=_lines(self.medications),
        )

    @property
    def typed(self) -> tuple[str, ...]:
        """Every field as it stands, also one that cannot be read; for `type_again`."""
        return (
            *(str(choice.currentIndex()) for choice in self._choices),
            *(line.text() for line in self._fields),
            *(lines.toPlainText() for lines in self._lists),
        )

    def type_again(self, typed: Sequence[str]) -> None:
        words = iter(typed)
        for choice, text in zip(self._choices, words, strict=False):
            choice.setCurrentIndex(int(text))
        for field, text in zip(self._fields, words, strict=False):
            field.setText(text)
        for lines, text in zip(self._lists, words, strict=False):
            lines.setPlainText(text)

    def _lay_out(self) -> None:
        form = dialog_form()
        form.setVerticalSpacing(8)
        form.addRow(self.tr("Se&x"), self.sex)
        form.addRow(self.tr("&Birth date"), self.birth_date)
        form.addRow(self.tr("&Weight (kg)"), self.weight)
        form.addRow(self.tr("Weighe&d on"), self.weighed_on)
        form.addRow(self.tr("&Height (cm)"), self.height_)
        form.addRow(self.tr("&Creatinine (mg/dL)"), self.creatinine)
        form.addRow(self.tr("e&GFR"), self.egfr)
        form.addRow(self.tr("&Pregnancy"), self.pregnancy)
        form.addRow(self.tr("&Allergies"), self.allergies)
        form.addRow(self.tr("Current &medications"), self.medications)
        layout = dialog_layout(self)
        if self._carried_from:
            words = self.tr("Known from the visit of {day}. Ask whether it still holds; Save keeps it for this visit.")
            layout.addWidget(detail_label(words.format(day=self._carried_from)))
        layout.addWidget(Scrolling(form), 1)
        layout.addWidget(
            detail_label(
                self.tr(
                    "One allergy or medication a line. The note is checked against this; it never reaches the "
                    "language model."
                )
            )
        )
        layout.addWidget(self._problem)
        layout.addWidget(self._buttons)

    def _show_problem(self) -> None:
        words = ""
        checks: tuple[tuple[QLineEdit, Callable[[], object], str], ...] = (
            (self.birth_date, lambda: _date(self.birth_date), "2019-03-02"),
            (self.weight, lambda: _number(self.weight, "weight_kg"), _range("weight_kg")),
            (self.weighed_on, lambda: _date(self.weighed_on), "2026-03-02"),
            (self.height_, lambda: _number(self.height_, "height_cm"), _range("height_cm")),
            (self.creatinine, lambda: _number(self.creatinine, "creatinine_mg_dl"), _range("creatinine_mg_dl")),
            (self.egfr, lambda: _egfr(self.egfr), "1–250"),
        )
        for line, read, shown in checks:
            try:
                read()
            except (InputError, ValueError):
                words = self.tr("“{text}” cannot be read. Expected: {range}").format(text=line.text(), range=shown)
        self._problem.setText(words)
        self._buttons.button(QDialogButtonBox.StandardButton.Ok).setEnabled(not words)


class MedicationTablesDialog(QDialog):
    """`settings` holds the clinic's decision once the dialog was accepted."""

    def __init__(self, settings: ClinicSettings, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Medication tables"))
        self.setMinimumWidth(scaled_width(520))
        self.interactions = QCheckBox(self.tr("Ask about listed &interactions"))
        self.interactions.setChecked(settings.checks_interactions)
        self.paediatric_doses = QCheckBox(self.tr("Ask about children's &doses by weight"))
        self.paediatric_doses.setChecked(settings.checks_paediatric_doses)
        layout = dialog_layout(self)
        layout.addWidget(
            detail_label(
                self.tr(
                    "Both tables are short and need a pharmacist's review before they are used. What a table does "
                    "not hold is not asked about."
                )
            )
        )
        layout.addWidget(self.interactions)
        layout.addWidget(self.paediatric_doses)
        layout.addWidget(detail_label(self.tr("The decision holds for the whole clinic and is kept in the audit log.")))
        layout.addWidget(dialog_buttons(self, self.tr("Sa&ve")))

    @property
    def settings(self) -> ClinicSettings:
        return ClinicSettings(self.interactions.isChecked(), self.paediatric_doses.isChecked())


def _line(text: str, placeholder: str) -> QLineEdit:
    line = QLineEdit(text)
    line.setPlaceholderText(placeholder)
    return line


def _list(lines: tuple[str, ...]) -> QPlainTextEdit:
    edit = QPlainTextEdit("\n".join(lines))
    edit.setTabChangesFocus(True)
    edit.setFixedHeight(scaled(_LIST_HEIGHT_PX))
    return edit


def _choice(items: tuple[tuple[str, object], ...], chosen: object) -> QComboBox:
    box = QComboBox()
    for words, value in items:
        box.addItem(words, value)
    box.setCurrentIndex(next(place for place, (_, value) in enumerate(items) if value == chosen))
    return box


def _words(number: float | None) -> str:
    return "" if number is None else f"{number:g}"


def _date(line: QLineEdit) -> str:
    """Raises ValueError."""
    text = line.text().strip()
    return date.fromisoformat(text).isoformat() if text else ""


def _number(line: QLineEdit, field: str) -> float | None:
    """Raises InputError."""
    text = line.text().strip()
    name, asked = _NUMBERS[field]
    return float(read_input(calculator(name).input(asked), text)) if text else None


def _egfr(line: QLineEdit) -> float | None:
    """Raises ValueError."""
    text = line.text().strip()
    if not text:
        return None
    value = float(text)
    if not 1 <= value <= 250:
        raise ValueError("no such filtration rate")
    return value


def _range(field: str) -> str:
    name, asked = _NUMBERS[field]
    return expected(calculator(name).input(asked))


def _lines(edit: QPlainTextEdit) -> tuple[str, ...]:
    return tuple(line.strip() for line in edit.toPlainText().splitlines() if line.strip())
