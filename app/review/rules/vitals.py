"""Vital signs that no living patient has: slips of the ear or of the pen. Limits are in resources/terminology."""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Any

from app.domain.note import Flag, FlagKind, Severity
from app.resources import load_json
from app.review.reading.numbers import Quantity

_FARTHEST_CHARS = 14
_RATE_CHARS = 3
_LIKELY_FAHRENHEIT = 86
_PRESSURE = re.compile(r"(?<![\d/.])(?P<systolic>\d{2,3})[ ]?(?:/|over)[ ]?(?P<diastolic>\d{2,3})(?![\d/])")
_NAMED_PRESSURE = re.compile(r"(?:\bbp\b|blood pressure|pressure|혈압)[^\d]{0,20}$|^[^\d]{0,6}mm ?hg", re.IGNORECASE)


def vital_flags(text: str, quantities: Sequence[Quantity]) -> Iterator[Flag]:
    low = text.lower()
    for quantity in quantities:
        named = low[max(0, quantity.start - _FARTHEST_CHARS - 20) : quantity.start]
        for row in _vitals():
            if quantity.unit in row["units"] and _name_before(row, named) and _is_impossible(row, quantity.value):
                yield Flag(FlagKind.VITAL_IMPOSSIBLE, Severity.BLOCK, quantity.text)
                break
    for match in _PRESSURE.finditer(text):
        if _NAMED_PRESSURE.search(low[: match.start()]) or _NAMED_PRESSURE.search(low[match.end() :]):
            yield from _pressure_flags(match)


def vital_names(text: str) -> Iterator[tuple[str, int]]:
    """The vital signs named in a text in lower case, each with where its name ends."""
    for match in re.finditer(pattern_of_names(), text):
        yield vitals_by_name()[match.group()], match.end()


def is_a_rate(text: str, quantity: Quantity) -> bool:
    """Whether a number of times stands right behind a vital sign's name: «호흡수 20회» is no «20 times a day»."""
    before = text[max(0, quantity.start - _FARTHEST_CHARS) : quantity.start].lower()
    return quantity.unit == "times" and any(len(before) - end <= _RATE_CHARS for _, end in vital_names(before))


def _pressure_flags(match: re.Match[str]) -> Iterator[Flag]:
    systolic, diastolic = int(match["systolic"]), int(match["diastolic"])
    limits: Mapping[str, Any] = load_json("terminology/vitals.json")
    is_possible = (
        limits["systolic"]["lowest"] <= systolic <= limits["systolic"]["highest"]
        and limits["diastolic"]["lowest"] <= diastolic <= limits["diastolic"]["highest"]
        and diastolic < systolic
    )
    if not is_possible:
        yield Flag(FlagKind.VITAL_IMPOSSIBLE, Severity.BLOCK, match.group())


def _is_impossible(row: Mapping[str, Any], value: float) -> bool:
    if row["vital"] == "temperature" and value >= _LIKELY_FAHRENHEIT:
        return value > row["highest"] and not value <= 110
    return not row["lowest"] <= value <= row["highest"]


def _name_before(row: Mapping[str, Any], before: str) -> bool:
    return _name_patterns()[row["vital"]].search(before) is not None


@cache
def vitals_by_name() -> Mapping[str, str]:
    """The vital sign that a name in lower case stands for, the longest names first: «pulse ox» is no «pulse»."""
    named = {name: row["vital"] for row in reversed(_vitals()) for name in row["names"]}
    named |= dict.fromkeys(("blood pressure", "bp", "혈압"), "blood_pressure")
    return {name: named[name] for name in sorted(named, key=len, reverse=True)}


@cache
def pattern_of_names() -> str:
    """A regular expression, for text in lower case, of all names of vital signs."""
    return "|".join(_as_word(name) for name in vitals_by_name())


@cache
def _vitals() -> tuple[Mapping[str, Any], ...]:
    return tuple(load_json("terminology/vitals.json")["vitals"])


@cache
def _name_patterns() -> dict[str, re.Pattern[str]]:
    """The name, and behind it nothing that could be another number's."""
    return {
        row["vital"]: re.compile(
            "(?:"
            + "|".join(_as_word(name) for name in row["names"])
            + r")(?:[ ]*(?:is|was|of|at|:|=|,|은|는|이|가|\(|normal|elevated|[a-z]{1,8}){1,2}){0,2}[ ]*$"
        )
        for row in _vitals()
    }


def _as_word(name: str) -> str:
    """Not inside another word: «혈압» is not named by «고혈압», «키» not by «키우는»."""
    if name.isascii():
        return rf"\b{re.escape(name)}\b"
    return rf"(?<![가-힣]){re.escape(name)}" + (r"(?![가-힣]{2})" if len(name) == 1 else "")
