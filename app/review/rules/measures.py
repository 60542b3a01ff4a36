"""Measured values under another measure's name: «혈당 110», when what was said to be 110 is the blood pressure."""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from app.domain.note import Flag, FlagKind, Severity
from app.resources import load_json
from app.review.evidence.sources import TranscriptIndex
from app.review.reading.numbers import HeardNumber, Quantity
from app.review.rules.vitals import pattern_of_names, vitals_by_name

_FARTHEST_CHARS = 20
_LONGEST_NAME = 20
_VITAL = "vital"
_ANOTHER_BEGINS = re.compile(r"[\d.,;?!]")


def measure_flags(text: str, quantities: Sequence[Quantity], index: TranscriptIndex) -> Iterator[Flag]:
    """For a number that stands behind a measure's name, and was never said but right behind the names of others.

    A number that was once said without such a name may belong to any of them. The names are in
    resources/terminology/measures.json and vitals.json.
    """
    for quantity in quantities:
        measure = _measure_before(text, quantity.start)
        readings = index.numbers.readings(quantity.value) if measure else ()
        said = {_measure_before(index.texts[reading.segment], reading.start) for reading in readings}
        if said and "" not in said and measure not in said:
            yield Flag(
                FlagKind.NUMBER_UNSUPPORTED,
                Severity.WARN,
                _with_name(text, quantity.start, quantity.end),
                _as_said(readings[0], index),
            )


def _as_said(reading: HeardNumber, index: TranscriptIndex) -> str:
    return _with_name(index.texts[reading.segment], reading.start, reading.start + len(reading.text))


def _with_name(text: str, start: int, end: int) -> str:
    name = _last_name(text, start)
    return text[name.start() if name else start : end].strip()


def _measure_before(text: str, start: int) -> str:
    """Of what the number at `start` is said to be a value; "" when no name stands close before it."""
    name = _last_name(text, start)
    if name is None:
        return ""
    return vitals_by_name()[name.group().lower()] if name.lastgroup == _VITAL else name.lastgroup or ""


def _last_name(text: str, start: int) -> re.Match[str] | None:
    """The name with nothing but a few words between it and the number."""
    if start <= 0:
        return None
    names = list(_names().finditer(text, max(0, start - _FARTHEST_CHARS - _LONGEST_NAME), start))
    if not names or start - names[-1].end() > _FARTHEST_CHARS:
        return None
    return None if _ANOTHER_BEGINS.search(text, names[-1].end(), start) else names[-1]


@cache
def _names() -> re.Pattern[str]:
    measures = {**load_json("terminology/measures.json")["measures"], _VITAL: pattern_of_names()}
    return re.compile("|".join(f"(?P<{name}>{pattern})" for name, pattern in measures.items()), re.IGNORECASE)
