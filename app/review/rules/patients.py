"""What cannot be true of this patient: a finding of the other sex, or of another age; and another patient's sex or age.

The record tells who the patient is; what it does not know is read from the note itself.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from typing import Any

from app.domain.note import Flag, FlagKind, Severity
from app.domain.patient_record import PatientRecord, Sex
from app.resources import load_json

_AGE = re.compile(
    r"(?<!\d)(?P<age>\d{1,3})"
    r"(?:[ -]?(?P<unit>year|yr|month|week|day)s?[ -]?old|[ ]?(?:y/?o|yo)\b|"
    r"[ ]?(?P<ko>세|살|개월(?![ ]?(?:째|간|전|후|뒤|동안|마다|정도|이상|이내))))",
    re.I,
)
"""Not the «2개월» of «2개월째 생리가 없음», nor of «3개월 전»."""
_PERSON = re.compile(
    r"(?<!\d)(?P<age>\d{1,3})(?:[ -]?(?:years?|yrs?)[ -]?old|[ ]?y/?o\b|[ ]?(?:세|살))[ -]*(?:[a-z-]+ ){0,2}?"
    r"(?:(?P<male>man|male|gentleman|boy|남성|남자|남아|남환|M\b)|(?P<female>woman|female|lady|girl|여성|여자|여아|여환|F\b)|"
    r"patient\b|환자|환아)",
    re.IGNORECASE,
)
_MOST_YEARS_APART = 1
_MONTHS_A_YEAR, _WEEKS_A_YEAR, _DAYS_A_YEAR = 12, 52, 365
_CLEAR_MAJORITY = 3
_DENIED = re.compile(
    r"\b(?:no|not|denies|denied|without|negative|never|n/a|family)\b|없|아니|아님|아닌|아닙|않|부인|음성|가족",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Described:
    """The patient as the record or the note describes them; None where neither does, or not with one voice. Age in
    years. What is recorded is kept apart too: a note that says otherwise may be another patient's.
    """

    sex: Sex | None
    age: float | None
    recorded_sex: Sex | None = None
    recorded_age: float | None = None


UNDESCRIBED = Described(None, None)


def recorded_patient(record: PatientRecord, day: date) -> Described:
    age = record.age_on(day)
    return Described(record.sex, age, record.sex, age)


def described_patient(texts: Sequence[str], recorded: Described = UNDESCRIBED) -> Described:
    if recorded.sex is not None and recorded.age is not None:
        return recorded
    whole = "\n".join(texts)
    counts: Counter[Sex] = Counter(
        {sex: sum(len(p.findall(whole)) for p in _patterns(sex)) for sex in ("male", "female")}
    )
    (first, most), (_, fewer) = counts.most_common(2)
    sex = first if most and most >= _CLEAR_MAJORITY * fewer else None
    age = next((_years(match) for match in _AGE.finditer(whole)), None)
    return replace(recorded, sex=recorded.sex or sex, age=age if recorded.age is None else recorded.age)


def patient_flags(text: str, patient: Described) -> Iterator[Flag]:
    if _other_people().search(text):
        return
    yield from _of_somebody_else(text, patient)
    if _DENIED.search(text):
        return
    table = load_json("terminology/patients.json")
    if patient.sex is not None:
        wrong = "only_female" if patient.sex == "male" else "only_male"
        yield from _found(text, tuple(table[wrong]), patient.sex)
    if patient.age is not None and patient.age <= table["too_young"]["highest_age"]:
        yield from _found(text, tuple(table["too_young"]["terms"]), f"{patient.age:g}")
    if patient.age is not None and patient.age >= table["too_old_for_pregnancy"]["lowest_age"]:
        yield from _found(text, tuple(table["too_old_for_pregnancy"]["terms"]), f"{patient.age:g}")


def _of_somebody_else(text: str, patient: Described) -> Iterator[Flag]:
    """«A 45-year-old man» where the record has a woman, or another age by more than a year."""
    for match in _PERSON.finditer(text):
        sex, age = patient.recorded_sex, patient.recorded_age
        if sex is not None and match["female" if sex == "male" else "male"]:
            yield Flag(FlagKind.PATIENT_IMPOSSIBLE, Severity.WARN, match.group(), sex)
        elif age is not None and abs(int(match["age"]) - int(age)) > _MOST_YEARS_APART:
            yield Flag(FlagKind.PATIENT_IMPOSSIBLE, Severity.WARN, match.group(), f"{int(age)}")


def _found(text: str, terms: tuple[str, ...], described: str) -> Iterator[Flag]:
    match = _terms_pattern(terms).search(text)
    if match is not None:
        yield Flag(FlagKind.PATIENT_IMPOSSIBLE, Severity.BLOCK, match.group(), described)


def _years(match: re.Match[str]) -> float:
    age = float(match["age"])
    unit = (match["unit"] or match["ko"] or "year").lower()
    return age / {"month": _MONTHS_A_YEAR, "개월": _MONTHS_A_YEAR, "week": _WEEKS_A_YEAR, "day": _DAYS_A_YEAR}.get(
        unit, 1
    )


@cache
def _patterns(sex: Sex) -> tuple[re.Pattern[str], ...]:
    patterns: list[Any] = load_json("terminology/patients.json")[sex]
    return tuple(re.compile(pattern, re.IGNORECASE) for pattern in patterns)


@cache
def _other_people() -> re.Pattern[str]:
    return _terms_pattern(tuple(load_json("terminology/patients.json")["other_people"]))


@cache
def _terms_pattern(terms: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(
        "|".join(rf"\b{re.escape(term)}s?\b" if term.isascii() else re.escape(term) for term in terms), re.IGNORECASE
    )
