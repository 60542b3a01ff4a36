"""Grades of a disease, «stage 1», «type 2», «2형»: such a number is no number of anything else that was said."""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from app.domain.note import Flag, FlagKind, Severity
from app.resources import load_json
from app.review.evidence.sources import TranscriptIndex
from app.review.reading.numbers import HeardNumber, Quantity

_NEAR_CHARS = 12


def grade_flags(text: str, quantities: Sequence[Quantity], index: TranscriptIndex) -> Iterator[Flag]:
    """For a grade when the same scale was said with another number only, or the number only as «first» or «a day».

    A number that stood alone may be meant: «a three out of six murmur» is one of grade 3.
    """
    for quantity in quantities:
        scale = _scale(text, quantity.start, quantity.end)
        readings = index.numbers.readings(quantity.value) if scale else ()
        if not readings or any(_scale_said(reading, index) == scale for reading in readings):
            continue
        others = [reading for reading in index.numbers.all() if _scale_said(reading, index) == scale]
        if others or not any(_may_stand_alone(reading) for reading in readings):
            written = _with_scale(text, quantity.start, quantity.end)
            said = _as_said(others[0], index) if others else ""
            yield Flag(FlagKind.NUMBER_UNSUPPORTED, Severity.BLOCK, written, said)


def _may_stand_alone(reading: HeardNumber) -> bool:
    return reading.unit is None and not _pattern("ordinal").search(reading.text)


def _scale_said(reading: HeardNumber, index: TranscriptIndex) -> str:
    return _scale(index.texts[reading.segment], reading.start, reading.start + len(reading.text))


def _scale(text: str, start: int, end: int) -> str:
    """The scale on which the number at text[start:end] stands; "" for none."""
    match = _scale_before(text, start) or _scale_behind(text, end)
    return match["scale"].lower() if match else ""


def _as_said(reading: HeardNumber, index: TranscriptIndex) -> str:
    return _with_scale(index.texts[reading.segment], reading.start, reading.start + len(reading.text))


def _with_scale(text: str, start: int, end: int) -> str:
    before, behind = _scale_before(text, start), _scale_behind(text, end)
    first = start - len(before.group()) if before else start
    return text[first : end + len(behind.group()) if behind else end]


def _scale_before(text: str, start: int) -> re.Match[str] | None:
    return _pattern("before").search(text[max(0, start - _NEAR_CHARS) : start]) if start > 0 else None


def _scale_behind(text: str, end: int) -> re.Match[str] | None:
    return _pattern("behind").search(text[end : end + _NEAR_CHARS])


@cache
def _pattern(name: str) -> re.Pattern[str]:
    return re.compile(load_json("terminology/grades.json")[name], re.IGNORECASE)
