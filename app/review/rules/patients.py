"""What cannot be true of this patient: a finding of the other sex, or of another age. Read from the note itself."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal

from app.domain.note import Flag, FlagKind, Severity
from app.resources import load_json

Sex = Literal["male", "female"]

_AGE = re.compile(
    r"(?<!\d)(?P<age>\d{1,3})"
    r"(?:[ -]?(?P<unit>year|yr|month|week|day)s?[ -]?old|[ ]?(?:y/?o|yo)\b|"
    r"[ ]?(?P<ko>세|살|개월(?![ ]?(?:째|간|전|후|뒤|동안|마다|정도|이상|이내))))",
    re.I,
)
"""Not the «2개월» of «2개월째 생리가 없음», nor of «3개월 전»."""
_MONTHS_A_YEAR, _WEEKS_A_YEAR, _DAYS_A_YEAR = 12, 52, 365
_CLEAR_MAJORITY = 3
_DENIED = re.compile(
    r"\b(?:no|not|denies|denied|without|negative|never|n/a|family)\b|없|아니|아님|아닌|아닙|않|부인|음성|가족",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Described:
    """The patient as the note describes them; None where it does not say, or not with one voice. Age in years."""

    sex: Sex | None
    age: float | None


def described_patient(texts: Sequence[str]) -> Described:
    whole = "\n".join(texts)
    counts: Counter[Sex] = Counter(
        {sex: sum(len(p.findall(whole)) for p in _patterns(sex)) for sex in ("male", "female")}
    )
    (first, most), (_, fewer) = counts.most_common(2)
    sex = first if most and most >= _CLEAR_MAJORITY * fewer else None
    return Described(sex, next((_years(match) for match in _AGE.finditer(whole)), None))


def patient_flags(text: str, patient: Described) -> Iterator[Flag]:
    if _other_people().search(text) or _DENIED.search(text):
        return
    table = load_json("terminology/patients.json")
    if patient.sex is not None:
        wrong = "only_female" if patient.sex == "male" else "only_male"
        yield from _found(text, tuple(table[wrong]), patient.sex)
    if patient.age is not None and patient.age <= table["too_young"]["highest_age"]:
        yield from _found(text, tuple(table["too_young"]["terms"]), f"{patient.age:g}")
    if patient.age is not None and patient.age >= table["too_old_for_pregnancy"]["lowest_age"]:
        yield from _found(text, tuple(table["too_old_for_pregnancy"]["terms"]), f"{patient.age:g}")


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
