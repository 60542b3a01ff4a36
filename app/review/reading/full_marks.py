"""The highest score of a Korean scale, «십 점 만점에 육 점»: nobody scored it."""

import re
from dataclasses import replace

from app.review.reading.numbers import HeardNumber

_FULL_MARKS = "만점"
_BEHIND = re.compile(rf"[ ]?{_FULL_MARKS}")


def of_full_marks(reading: HeardNumber, text: str) -> HeardNumber:
    """The reading, with the word for full marks in its own text where that stands behind it in the text."""
    behind = _BEHIND.match(text, reading.start + len(reading.text))
    return replace(reading, text=reading.text + behind.group()) if behind else reading


def is_full_marks(reading: HeardNumber) -> bool:
    return reading.text.endswith(_FULL_MARKS)


def names_full_marks(text: str, end: int) -> bool:
    """Whether the score that ends at text[:end] is the highest of its scale: «10점 만점»."""
    return _BEHIND.match(text, end) is not None
