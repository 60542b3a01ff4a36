"""The weight in a note beside the one that was recorded before: a digit too many shows in both."""

from collections.abc import Iterator
from datetime import date

from app.domain.note import DraftNote, Flag, FlagKind, Severity
from app.domain.patient_record import PatientRecord
from app.review.findings import findings_in, note_passages
from app.review.safety.patient import first_reading

_ADULT_YEARS = 18
_SHARE_OF_ADULT, _SHARE_OF_CHILD = 0.10, 0.15
_DAYS_OF_ADULT, _DAYS_OF_CHILD, _DAYS_OF_INFANT = 366, 92, 31
_INFANT_YEARS = 2
"""Limits of Saegim's own: beyond these days another weight is to be expected."""


def weight_flags(note: DraftNote, record: PatientRecord, age: float | None, day: date) -> Iterator[tuple[str, Flag]]:
    """The id of the statement with another weight than the recorded one, which must be from an earlier day and not too
    long ago; the age in years is taken for an adult's where it is not known."""
    days = record.weight_age_days_on(day)
    if record.weight_kg is None or not days or days > _days_within(age):
        return
    share = _SHARE_OF_CHILD if age is not None and age < _ADULT_YEARS else _SHARE_OF_ADULT
    stated = first_reading("bsa", "weight", findings_in(note_passages(note)))
    if stated is not None and abs(stated.value - record.weight_kg) > share * record.weight_kg:
        said = f"{record.weight_kg:g} kg, {record.weighed_on}"
        source = f"Saegim: ±{share:.0%} within {_days_within(age)} days"
        yield stated.source, Flag(FlagKind.WEIGHT_CHANGED, Severity.WARN, stated.text, said, source)


def _days_within(age: float | None) -> int:
    if age is None or age >= _ADULT_YEARS:
        return _DAYS_OF_ADULT
    return _DAYS_OF_INFANT if age < _INFANT_YEARS else _DAYS_OF_CHILD
