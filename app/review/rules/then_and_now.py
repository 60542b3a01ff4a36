"""Values of two times exchanged: «peak flow 310, previously 380» for «it's 380 today, it was 310 last time»."""

import re
from collections.abc import Iterator, Sequence
from enum import Enum

from app.domain.note import Flag, FlagKind, Severity
from app.review.evidence.sources import TranscriptIndex
from app.review.reading.numbers import HeardNumber, Quantity


class When(Enum):
    THEN = "then"
    NOW = "now"


_THEN = (
    r"\b(?:previous(?:ly)?|prior|last (?:time|visit|week|month|year)|used to be)\b|"
    r"지난|이전|작년|어제|밤에|(?:일|주|달|년|개월) ?전"
)
_NOW = r"\b(?:today|now|currently|at present|this (?:time|visit|morning))\b|오늘|지금|현재|이번"
_WORDS = re.compile(rf"(?P<then>{_THEN})|(?P<now>{_NOW})", re.IGNORECASE)
_PIECE_END = re.compile(r"[,.;?!\n](?!\d)|[()]|\b(?:and|but)\b|(?<=고) |(?<=는데) |(?<=서) ")
_FROM_BEFORE = re.compile(r"\bfrom (?:\w+ ){0,2}$", re.IGNORECASE)
_TO_BEFORE = re.compile(r"\bfrom\b[^,.;]{1,25}\bto (?:\w+ )?$|에서 $", re.IGNORECASE)
_FROM_BEHIND = "에서"
_FROM_CHARS = 45
_PIECE_CHARS = 200
_LONGEST_QUOTE = 120


def then_and_now_flags(text: str, quantities: Sequence[Quantity], index: TranscriptIndex) -> Iterator[Flag]:
    """For a value that a note gives as the former one and the talk only as today's, or the other way round.

    A value whose time the talk does not tell by a word beside it may be of any.
    """
    for quantity in quantities:
        written = _when(text, quantity.start, quantity.end)
        readings = index.numbers.readings(quantity.value) if written else ()
        told = [(_when_said(reading, index), reading) for reading in readings]
        if told and all(when is not None and when is not written for when, _ in told):
            reading = told[0][1]
            said = index.texts[reading.segment][max(0, reading.start - _LONGEST_QUOTE // 2) :][:_LONGEST_QUOTE]
            yield Flag(FlagKind.TIME_MISMATCH, Severity.WARN, quantity.text, said.strip())


def _when(text: str, start: int, end: int) -> When | None:
    """By «from 7 to 3», or by a word beside the value."""
    before = text[max(0, start - _FROM_CHARS) : start]
    if _TO_BEFORE.search(before):
        return When.NOW
    is_from = text.startswith(_FROM_BEHIND, end) or _FROM_BEFORE.search(before)
    return When.THEN if is_from else _when_beside(text, start, end)


def _when_said(reading: HeardNumber, index: TranscriptIndex) -> When | None:
    return _when(index.texts[reading.segment], reading.start, reading.start + len(reading.text))


def _when_beside(text: str, start: int, end: int) -> When | None:
    """By the only words of time in the piece of the sentence that holds the value, as far as a listener remembers."""
    near = max(0, start - _PIECE_CHARS)
    first = max((match.end() for match in _PIECE_END.finditer(text, near, start)), default=near)
    behind = _PIECE_END.search(text, end, end + _PIECE_CHARS)
    last = behind.end() if behind else end + _PIECE_CHARS
    found = {match.lastgroup for match in _WORDS.finditer(text, first, last)}
    return When(found.pop()) if len(found) == 1 else None
