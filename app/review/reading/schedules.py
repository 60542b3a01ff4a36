"""How often, for how long, by which route, before or after meals: read from a note or from talk. The wording is in
resources."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, cast

from app.resources import load_json

_HOURS_A_DAY = 24


@dataclass(frozen=True, slots=True)
class Slot:
    """What fills a slot: times a day, days, or the name of a route, and the words for it."""

    value: float | str
    text: str


@dataclass(frozen=True, slots=True)
class _Frequency:
    """`times` a day, or None where the pattern's count tells it; `is_interval`: the count is of hours between doses."""

    pattern: re.Pattern[str]
    times: float | None
    is_interval: bool

    def per_day(self, match: re.Match[str]) -> float:
        if self.times is not None:
            return self.times
        return _HOURS_A_DAY / _count(match["n"]) if self.is_interval else _count(match["n"])


def frequencies_in(text: str) -> Sequence[Slot]:
    """Times a day, in the order of the text, which is in lower case. «Twice daily» is not also «daily»."""
    found: list[tuple[int, Slot]] = []
    rest = text
    for frequency in _frequencies():
        matches = list(frequency.pattern.finditer(rest))
        found.extend((match.start(), Slot(frequency.per_day(match), match.group().strip())) for match in matches)
        if matches:
            rest = frequency.pattern.sub(lambda match: "\x00" * len(match.group()), rest)
    return [slot for _, slot in sorted(found, key=lambda each: each[0])]


def durations_in(text: str) -> Sequence[Slot]:
    """In days, in the order of the text, which is in lower case."""
    found: list[tuple[int, Slot]] = []
    for pattern in _durations():
        for match in pattern.finditer(text):
            days = _count(match["n"]) * _regimens()["days_by_unit"][match["unit"]]
            found.append((match.start(), Slot(days, match.group().strip())))
    for match in _durations_in_words().finditer(text):
        days = float(_regimens()["durations_in_words"][match["word"]])
        found.append((match.start(), Slot(days, match.group())))
    return [slot for _, slot in sorted(found, key=lambda each: each[0])]


def routes_in(text: str) -> Sequence[Slot]:
    """Of a text in lower case."""
    return [Slot(route, match.group()) for route, pattern in _routes() for match in pattern.finditer(text)]


def meal_times_in(text: str) -> Sequence[Slot]:
    """Before or after meals, of a text in lower case."""
    return [Slot(time, match.group()) for time, pattern in _meal_times() for match in pattern.finditer(text)]


def day_times_in(text: str) -> Sequence[Slot]:
    """In the morning or at night, of a text in lower case."""
    return [Slot(time, match.group()) for time, pattern in _day_times() for match in pattern.finditer(text)]


def when_needed_in(text: str) -> Sequence[Slot]:
    """The words for «only when it is needed», of a text in lower case."""
    return [Slot("when needed", match.group()) for match in _when_needed().finditer(text)]


def _count(word: str) -> float:
    """Never zero, so that «every 0 hours» divides nothing."""
    counts: dict[str, float] = _regimens()["counts"]
    return float(counts[word]) if word in counts else float(word) or 1.0


def _regimens() -> dict[str, Any]:
    return cast(dict[str, Any], load_json("terminology/regimens.json"))


@cache
def _frequencies() -> tuple[_Frequency, ...]:
    return tuple(
        _Frequency(
            _compiled(row["pattern"]),
            None if "count" in (row.get("times"), row.get("hours")) else float(row["times"]),
            "hours" in row,
        )
        for row in _regimens()["frequencies"]
    )


@cache
def _durations() -> tuple[re.Pattern[str], ...]:
    return tuple(_compiled(pattern) for pattern in _regimens()["durations"])


@cache
def _durations_in_words() -> re.Pattern[str]:
    words = "|".join(_regimens()["durations_in_words"])
    return re.compile(rf"(?P<word>{words})(?!{_regimens()['not_a_duration_before']})")


@cache
def _routes() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple(_any_of("routes"))


@cache
def _meal_times() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple(_any_of("meal_times"))


@cache
def _day_times() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple(_any_of("day_times"))


@cache
def _when_needed() -> re.Pattern[str]:
    return re.compile(_regimens()["when_needed"])


def _any_of(name: str) -> Iterator[tuple[str, re.Pattern[str]]]:
    """What fills a slot, each with its words."""
    rows: dict[str, list[str]] = _regimens()[name]
    return ((filler, re.compile("|".join(_as_word(form) for form in forms))) for filler, forms in rows.items())


def _as_word(form: str) -> str:
    return rf"\b{re.escape(form)}\b" if form.isascii() else re.escape(form)


def _compiled(pattern: str) -> re.Pattern[str]:
    counts = sorted(_regimens()["counts"], key=len, reverse=True)
    count = "|".join([r"\d+(?:\.\d+)?", *counts])
    return re.compile(pattern.replace("COUNT", count).replace("PER_DAY", _regimens()["per_day"]))
