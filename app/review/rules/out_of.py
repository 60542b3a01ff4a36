"""«3/6» of a murmur, «4/5» of strength, «7/10» of pain: the first number is one that was said out of the second."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from app.domain.note import Flag, FlagKind, Severity
from app.review.evidence.sources import TranscriptIndex, once_per_index
from app.review.reading.numbers import HeardNumber, Quantity

_BETWEEN_WRITTEN = re.compile(r" ?(?:/|out of) ?")
_BETWEEN_SAID = re.compile(r"\s*(?:/|out\s+of(?:\s+a)?|over|on\s+a\s+scale\s+of)\s*(?:possible\s+)?", re.IGNORECASE)
_OF_PAIN = 10
_SCALES = (4, 5, 6, _OF_PAIN)
_NEAR_CHARS, _NEAR_SEGMENTS = 200, 3


def out_of_flags(text: str, quantities: Sequence[Quantity], index: TranscriptIndex) -> Iterator[Flag]:
    """For a number out of four, five, six or ten, where others were said out of it and this one neither so nor near:
    «out of ten it's a nine at night, a six now»."""
    for first, second in pairwise(quantities):
        if second.value not in _SCALES or first.unit is not None or second.unit is not None:
            continue
        if _BETWEEN_WRITTEN.fullmatch(text, first.end, second.start) is None:
            continue
        said = [pair for pair in _pairs_said(index) if pair[1].value == second.value]
        if said and not any(pair[0].value == first.value or _is_near(first.value, pair, index) for pair in said):
            numerator, denominator = said[0]
            end = denominator.start + len(denominator.text)
            words = index.texts[numerator.segment][numerator.start : end]
            yield Flag(FlagKind.NUMBER_UNSUPPORTED, Severity.WARN, text[first.start : second.end], words)


def _is_near(value: float, pair: tuple[HeardNumber, HeardNumber], index: TranscriptIndex) -> bool:
    """Whether the number was said bare near the pair, other than as a part of it; of pain people speak all along."""
    segment, start = pair[0].segment, pair[0].start
    return any(
        reading.segment != segment or (reading.start != pair[1].start and abs(reading.start - start) <= _NEAR_CHARS)
        for reading in index.numbers.readings(value)
        if reading.unit is None and (pair[1].value == _OF_PAIN or abs(reading.segment - segment) <= _NEAR_SEGMENTS)
    )


@once_per_index
def _pairs_said(index: TranscriptIndex) -> tuple[tuple[HeardNumber, HeardNumber], ...]:
    return tuple(_all_pairs(index))


def _all_pairs(index: TranscriptIndex) -> Iterator[tuple[HeardNumber, HeardNumber]]:
    for segment, readings in index.numbers.by_segment.items():
        ordered = sorted(readings, key=lambda reading: reading.start)
        for one, other in pairwise(ordered):
            if _BETWEEN_SAID.fullmatch(index.texts[segment], one.start + len(one.text), other.start):
                yield one, other
