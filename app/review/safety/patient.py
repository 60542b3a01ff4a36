"""What is known of the patient for checking medications: from the record, else from the note itself."""

from dataclasses import dataclass
from datetime import date

from app.domain.errors import InputError
from app.domain.note import DraftNote
from app.domain.patient_record import PatientRecord
from app.review.calculators.definition import Value, calculator
from app.review.calculators.inputs import read_input
from app.review.calculators.results import calculate
from app.review.findings import Finding, findings_in, note_passages

_DAYS_A_YEAR = 365.25


@dataclass(frozen=True, slots=True)
class Known:
    """None is not known. Age in years, weight in kg and how many days old it is, eGFR in mL/min/1.73 m².

    `egfr_words` say where the eGFR is from.
    """

    age: float | None
    weight_kg: float | None
    weight_days: int | None
    egfr: float | None
    egfr_words: str
    is_pregnant: bool


def known_of(note: DraftNote, record: PatientRecord, day: date) -> Known:
    """A weight that the note states was taken on its day. The eGFR is the recorded or stated one, else calculated."""
    findings = findings_in(note_passages(note))
    age = record.age_on(day)
    if age is None:
        age = _stated_age(findings)
    weight, weight_days = record.weight_kg, record.weight_age_days_on(day)
    if weight is None:
        weight, weight_days = _measured("bsa", "weight", findings), 0
    egfr, words = _egfr(record, findings, age)
    return Known(age, weight, weight_days, egfr, words, bool(record.is_pregnant))


def _stated_age(findings: tuple[Finding, ...]) -> float | None:
    days = _measured("growth_weight", "age_days", findings)
    if days is not None:
        return days / _DAYS_A_YEAR
    return next((float(each.text) for each in findings if each.kind == "age"), None)


def _egfr(record: PatientRecord, findings: tuple[Finding, ...], age: float | None) -> tuple[float | None, str]:
    stated = record.egfr
    if stated is None:
        stated = next((float(each.text) for each in findings if each.kind == "egfr"), None)
    if stated is not None:
        return stated, f"eGFR {stated:g}"
    creatinine = record.creatinine_mg_dl or _measured("egfr", "creatinine", findings)
    sex: str | None = record.sex or next((each.text for each in findings if each.kind == "sex"), None)
    if creatinine is None or sex is None or age is None:
        return None, ""
    given: dict[str, Value] = {"creatinine": creatinine, "sex": sex, "age": float(int(age))}
    try:
        computed = calculate("egfr", given).value
    except InputError:
        return None, ""
    return computed, f"eGFR {computed:g} (CKD-EPI 2021, creatinine {creatinine:g} mg/dL)"


@dataclass(frozen=True, slots=True)
class Reading:
    """A value in the unit of a calculator's input, as it was `text` in the passage `source`."""

    value: float
    text: str
    source: str


def first_reading(calculator_name: str, input_name: str, findings: tuple[Finding, ...]) -> Reading | None:
    """The first finding that the calculator's input would take."""
    asked = calculator(calculator_name).input(input_name)
    for finding in findings:
        if finding.kind == asked.finding:
            try:
                return Reading(float(read_input(asked, finding.text)), finding.text, finding.source)
            except InputError:
                continue
    return None


def _measured(calculator_name: str, input_name: str, findings: tuple[Finding, ...]) -> float | None:
    reading = first_reading(calculator_name, input_name, findings)
    return reading.value if reading else None
