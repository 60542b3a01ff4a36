"""Children's doses beside their weight, from a table that is asked only where the clinic has turned it on."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, cast

from app.domain.note import Flag, FlagKind, Severity
from app.resources import load_json
from app.review.safety.patient import Known
from app.review.safety.uses import Use
from app.review.safety.written_doses import WrittenDose, written_doses

_INFANT_YEARS = 1


@dataclass(frozen=True, slots=True)
class _Rule:
    """mg/kg: `dose` of one dose, `daily` of a day, `day` the most of a day; `steps` are mg for a weight from, to."""

    dose: tuple[float, float] | None
    daily: tuple[float, float] | None
    day: float | None
    steps: tuple[tuple[float, float, float], ...]
    most_a_dose: float | None
    most_a_day: float | None
    source: str


def weight_dose_flags(uses: Sequence[Use], known: Known) -> Iterator[tuple[str, Flag]]:
    """The ids of statements, each with a flag: a dose outside of the table, or why it could not be checked.

    A weight that is too old for the child's age counts as none. Limits and sources are in
    resources/safety/paediatric_doses.json.
    """
    if known.age is None or known.age >= _table()["below_age_years"]:
        return
    for use, written in written_doses(uses):
        rule = _rules().get(use.ingredient)
        if rule is not None:
            flag = _checked(use, written, rule, known)
            if flag is not None:
                yield use.place, flag


def _checked(use: Use, written: WrittenDose, rule: _Rule, known: Known) -> Flag | None:
    if known.weight_kg is None or not _is_recent(known):
        return _unchecked(use, "kg", rule)
    if written.dose_mg is None:
        return _unchecked(use, "mg/mL", rule)
    ranges = list(_ranges(written, rule, known.weight_kg))
    if not ranges:
        return _unchecked(use, "/day", rule)
    flags = [
        Flag(
            FlagKind.WEIGHT_DOSE,
            severity,
            written.words,
            f"{low:g}–{high:g} {words} / {known.weight_kg:g} kg",
            rule.source,
        )
        for value, low, high, most, words in ranges
        if (severity := _severity(value, low, high, most)) is not None
    ]
    return min(flags, key=lambda flag: flag.severity is not Severity.BLOCK, default=None)


def _ranges(written: WrittenDose, rule: _Rule, weight_kg: float) -> Iterator[tuple[float, float, float, float, str]]:
    """What is written beside lowest, highest and the most for anybody, in mg at once or mg a day."""
    most_a_dose = rule.most_a_dose or float("inf")
    most_a_day = rule.most_a_day or float("inf")
    dose, day = written.dose_mg, written.day_mg
    if dose is not None and rule.dose is not None:
        low, high = (min(each * weight_kg, most_a_dose) for each in rule.dose)
        yield dose, low, high, most_a_dose, "mg"
    step = next((fixed for start, end, fixed in rule.steps if start <= weight_kg <= end), None)
    if dose is not None and step is not None:
        yield dose, step, step, most_a_dose, "mg"
    if day is not None and rule.day is not None:
        yield day, 0.0, min(rule.day * weight_kg, most_a_day), most_a_day, "mg/day"
    if day is not None and rule.daily is not None:
        low, high = (min(each * weight_kg, most_a_day) for each in rule.daily)
        yield day, low, high, most_a_day, "mg/day"


def _severity(value: float, low: float, high: float, most: float) -> Severity | None:
    table = _table()
    if value > table["block_factor"] * high or value > most:
        return Severity.BLOCK
    is_inside = table["lowest_factor"] * low <= value <= table["highest_factor"] * high
    return None if is_inside else Severity.WARN


def _unchecked(use: Use, missing: str, rule: _Rule) -> Flag:
    return Flag(FlagKind.DOSE_UNCHECKED, Severity.INFO, use.surface, missing, rule.source)


def _is_recent(known: Known) -> bool:
    days = _table()["weight_days"]
    is_infant = known.age is not None and known.age < _INFANT_YEARS
    return known.weight_days is not None and known.weight_days <= days["infant" if is_infant else "child"]


@cache
def _rules() -> Mapping[str, _Rule]:
    return {
        row["ingredient"]: _Rule(
            _pair(row.get("dose_mg_kg")),
            _pair(row.get("daily_mg_kg")),
            row.get("day_mg_kg"),
            tuple((start, end, fixed) for start, end, fixed in row.get("dose_mg_by_weight", ())),
            row.get("most_mg_a_dose"),
            row.get("most_mg_a_day"),
            row["source"],
        )
        for row in _table()["doses"]
    }


def _pair(values: Sequence[float] | None) -> tuple[float, float] | None:
    return (float(values[0]), float(values[1])) if values else None


def _table() -> Mapping[str, Any]:
    return cast(Mapping[str, Any], load_json("safety/paediatric_doses.json"))
