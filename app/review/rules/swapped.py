"""Two values exchanged: «vomited twice, four loose stools» for «threw up four times and had diarrhoea twice»."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import TypeAlias

from app.domain.note import Flag, FlagKind, Severity
from app.review.evidence.claims import Claim
from app.review.evidence.sources import TranscriptIndex, once_per_index
from app.review.reading.assertions import Key
from app.review.reading.numbers import HeardNumber, Quantity

_PIECE_END = re.compile(r"[,.;:?!·\n](?!\d)|\b(?:and|then)\b|(?<=고) |(?<=는데) |및")
_LONGEST_QUOTE = 120
_Value: TypeAlias = tuple[int, int, float]
"""Where a number stands, from and to, and what it is."""


@dataclass(frozen=True, slots=True)
class _Pair:
    """What one piece of a sentence names, and the only value in it."""

    things: frozenset[Key]
    value: float
    text: str


def swapped_flags(
    text: str, quantities: Sequence[Quantity], claims: Sequence[Claim], index: TranscriptIndex
) -> Iterator[Flag]:
    """For two values of one statement, each of which was said of what the note gives the other, and nowhere so."""
    if len(quantities) < 2:
        return
    things = [(m.start, key) for claim in claims for m in claim.mentions for key in m.keys]
    written = _pairs(text, [(each.start, each.end, each.value) for each in quantities], things)
    for one, other in combinations(written, 2):
        if one.value == other.value or one.things & other.things:
            continue
        said = _pairs_said(index)
        crossed = (_saying(one.things, other.value, said), _saying(other.things, one.value, said))
        if all(crossed) and not (_saying(one.things, one.value, said) or _saying(other.things, other.value, said)):
            for pair, heard in zip((one, other), crossed, strict=True):
                yield Flag(FlagKind.NUMBER_UNSUPPORTED, Severity.WARN, pair.text, heard[0].text[:_LONGEST_QUOTE])


def _saying(things: frozenset[Key], value: float, said: Sequence[_Pair]) -> list[_Pair]:
    return [pair for pair in said if pair.value == value and not things.isdisjoint(pair.things)]


@once_per_index
def _pairs_said(index: TranscriptIndex) -> tuple[_Pair, ...]:
    things: dict[int, list[tuple[int, Key]]] = {}
    for said in index.assertions.said:
        things.setdefault(said.segment, []).extend((m.start, key) for m in said.mentions for key in m.keys)
    return tuple(
        pair
        for segment, readings in index.numbers.by_segment.items()
        for pair in _pairs(index.texts[segment], [_placed(each) for each in readings], things.get(segment, []))
    )


def _placed(reading: HeardNumber) -> _Value:
    return reading.start, reading.start + len(reading.text), reading.value


def _pairs(text: str, values: Sequence[_Value], things: Sequence[tuple[int, Key]]) -> list[_Pair]:
    ends = [*(match.end() for match in _PIECE_END.finditer(text)), len(text)]
    inside: dict[int, list[_Value]] = {}
    for value in values:
        inside.setdefault(bisect_right(ends, value[0]), []).append(value)
    named: dict[int, set[Key]] = {}
    for at, key in things:
        piece = bisect_right(ends, at)
        if not any(first <= at < last for first, last, _ in inside.get(piece, ())):
            named.setdefault(piece, set()).add(key)
    return [
        _Pair(frozenset(named[piece]), placed[0][2], text[ends[piece - 1] if piece else 0 : ends[piece]].strip(" ,.;"))
        for piece, placed in sorted(inside.items())
        if piece in named and len({value for *_, value in placed}) == 1
    ]
