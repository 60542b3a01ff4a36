"""Doses told as so many tablets of so much: «two 200 milligram tablets» are 400 mg, «25밀리그램 반 알» 12.5 mg, as a
note may add up."""

import re
from collections.abc import Iterator, Sequence

from app.review.reading.numbers import HeardNumber
from app.review.reading.units import unit

_FEWEST, _MOST = 2, 6
_HALF_A_TABLET = 0.5
_NEAR_CHARS, _NEAR_READINGS = 30, 8
_FORM = re.compile(r"[ -]?(?:tab(?:let)?s|pills|cap(?:sule|let)s)\b", re.IGNORECASE)
_SENTENCE_END = re.compile(r"[.?!](?!\d)")


def counted_doses(text: str, heard: Sequence[HeardNumber]) -> Iterator[HeardNumber]:
    """For each dose in mg or the like whose tablets were counted right beside it: the dose of all of them.

    `heard` are the readings of the text, in order.
    """
    for position, dose in enumerate(heard):
        if dose.unit is None or unit(dose.unit).dimension != "mass":
            continue
        for count in heard[max(0, position - _NEAR_READINGS) : position + _NEAR_READINGS + 1]:
            if _is_a_count(count) and _counts(count, dose, text):
                first, last = min(count.start, dose.start), max(_end(count), _end(dose))
                yield HeardNumber(count.value * dose.value, dose.unit, text[first:last], dose.segment, first)


def _is_a_count(number: HeardNumber) -> bool:
    is_several = _FEWEST <= number.value <= _MOST and number.value.is_integer()
    return is_several or (number.value == _HALF_A_TABLET and number.unit == "tablet")


def _counts(count: HeardNumber, dose: HeardNumber, text: str) -> bool:
    if count.unit == "tablet":
        between = text[_end(count) : dose.start] if count.start < dose.start else text[_end(dose) : count.start]
        return len(between) <= _NEAR_CHARS and not _SENTENCE_END.search(between)
    is_right_before = count.unit is None and 0 <= dose.start - _end(count) <= 1
    return is_right_before and _FORM.match(text, _end(dose)) is not None


def _end(number: HeardNumber) -> int:
    return number.start + len(number.text)
