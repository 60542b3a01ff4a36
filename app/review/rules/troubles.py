"""Troubles named by the part that they trouble: «no bowel symptoms» is what «your bowels are working fine» means."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from app.resources import load_json
from app.review.evidence.claims import Claim, Match
from app.review.evidence.sources import TranscriptIndex

_NEAR_CHARS = 40


@dataclass(frozen=True, slots=True)
class _Wording:
    """How a note names a trouble, behind and before its part; a trouble in talk, and a part that is well."""

    behind: re.Pattern[str]
    before: re.Pattern[str]
    troubled: re.Pattern[str]
    well: re.Pattern[str]


def as_troubles(text: str, claim: Claim, matches: Sequence[Match], index: TranscriptIndex) -> tuple[Match, ...]:
    """The matches of a claim; for a trouble of a part, what was said of the part itself as said of its trouble."""
    return tuple(_troubles_in(matches, index)) if names_a_trouble(text, claim) else tuple(matches)


def names_a_trouble(text: str, claim: Claim) -> bool:
    """«Urinary symptoms», «trouble with his bladder»."""
    wording, first = _wording(), max(0, claim.start - _NEAR_CHARS)
    return bool(wording.behind.match(text, claim.end) or wording.before.search(text, first, claim.start))


def _troubles_in(matches: Sequence[Match], index: TranscriptIndex) -> Iterator[Match]:
    """A part that is well has no trouble; one that is only named tells nothing of any."""
    for match in matches:
        said = index.assertions.said[match.position]
        start, end = match.heard.start - said.start, match.heard.end - said.start
        is_named = _wording().troubled.search(said.text, max(0, start - _NEAR_CHARS), end + _NEAR_CHARS) is not None
        if is_named or match.heard.is_clinical:
            yield match
        elif _wording().well.search(said.text, end, end + _NEAR_CHARS):
            yield replace(match, heard=replace(match.heard, polarity=match.heard.polarity.denied))


@cache
def _wording() -> _Wording:
    table = load_json("terminology/troubles.json")
    trouble, well = (f"(?:{'|'.join(table[name])})" for name in ("troubles", "well"))
    return _Wording(
        re.compile(rf"(?:\W+(?:and|or|related|tract)\b)?\W+{trouble}(?!\w)", re.IGNORECASE),
        re.compile(rf"\b{trouble} (?:with|of|in|passing|about) (?:\w+ ){{0,3}}$", re.IGNORECASE),
        re.compile(rf"(?<!\w){trouble}", re.IGNORECASE),
        re.compile(rf"(?<!\w){well}", re.IGNORECASE),
    )
