"""What an encounter knows of its patient apart from the talk. Never part of a prompt or of a log."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

Sex = Literal["male", "female"]
_DAYS_A_YEAR = 365.25


@dataclass(frozen=True, slots=True)
class PatientRecord:
    """None, "" or empty is what is not known: an empty list of allergies does not say that there are none.

    Dates are ISO 8601. Weight in kg, height in cm, creatinine in mg/dL, eGFR in mL/min/1.73 m².
    """

    sex: Sex | None = None
    birth_date: str = ""
    age_years: float | None = None
    weight_kg: float | None = None
    weighed_on: str = ""
    height_cm: float | None = None
    creatinine_mg_dl: float | None = None
    egfr: float | None = None
    is_pregnant: bool | None = None
    allergies: tuple[str, ...] = ()
    medications: tuple[str, ...] = ()

    def age_days_on(self, day: date) -> int | None:
        """Completed days of life; None without a birth date, or before it."""
        born = _date(self.birth_date)
        if born is None or born > day:
            return None
        return (day - born).days

    def age_on(self, day: date) -> float | None:
        """In years, by the birth date where it is known, else as it was stated."""
        days = self.age_days_on(day)
        return self.age_years if days is None else days / _DAYS_A_YEAR

    def lasting(self) -> "PatientRecord":
        """What still counts at a later visit, until somebody says otherwise: what changes unseen is left out, a weight
        has its date."""
        return PatientRecord(
            weight_kg=self.weight_kg if self.weighed_on else None,
            weighed_on=self.weighed_on,
            allergies=self.allergies,
            medications=self.medications,
        )

    def weight_age_days_on(self, day: date) -> int | None:
        """How long ago the weight was taken; None where that is not known."""
        weighed = _date(self.weighed_on)
        return None if weighed is None or weighed > day else (day - weighed).days


def _date(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
