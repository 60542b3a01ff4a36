"""What a Korean note states and was said to be unlikely: «뇌종양» against «뇌종양일 가능성은 낮아요»."""

import re
from collections.abc import Sequence
from functools import cache

from app.domain.note import Flag, FlagKind, Severity
from app.resources import load_json
from app.review.evidence.claims import Claim, Match, quote
from app.review.evidence.sources import TranscriptIndex
from app.review.reading.stances import Polarity
from app.review.rules.certainty import findings_of

_LEAST_COVERAGE, _LEAST_SHARED = 0.62, 0.3
_BEHIND_CHARS = 10


def unlikely_flag(text: str, claim: Claim, matches: Sequence[Match], index: TranscriptIndex) -> Flag | None:
    """For a finding that is stated without doubt, was called unlikely, and that nobody stated."""
    if claim.polarity is not Polarity.AFFIRMED or any(m.is_hedged or m.is_of_family for m in claim.mentions):
        return None
    if not findings_of(text, claim):
        return None
    told = [m for m in matches if m.coverage >= _LEAST_COVERAGE and not m.was_asked]
    unlikely = [m for m in told if _is_called_unlikely(m, index)]
    others = [m for m in told if m.heard.polarity is Polarity.AFFIRMED and not m.heard.is_hedged and m not in unlikely]
    if not unlikely or others:
        return None
    said = quote(unlikely[0].position, index, unlikely[0].heard.start)
    return Flag(FlagKind.CERTAINTY_MISMATCH, Severity.WARN, text[claim.start : claim.end], said)


def is_unlikely_too(text: str, claim: Claim, matches: Sequence[Match], index: TranscriptIndex) -> bool:
    """Whether a note calls unlikely what the talk calls unlikely, after whatever doubt."""
    is_written = _unlikely().search(text, claim.start, claim.end + _BEHIND_CHARS) is not None
    return is_written and any(m.coverage >= _LEAST_SHARED and _is_called_unlikely(m, index) for m in matches)


def _is_called_unlikely(match: Match, index: TranscriptIndex) -> bool:
    """By what follows it up to the next comma or the next finding."""
    said = index.assertions.said[match.position]
    first = match.heard.end - said.start
    others = (m.start - said.start for m in said.mentions if m.is_clinical and m.start >= match.heard.end)
    return _unlikely().search(said.text[first : min(others, default=len(said.text))].split(",")[0]) is not None


@cache
def _unlikely() -> re.Pattern[str]:
    return re.compile("|".join(load_json("terminology/stances.json")["unlikely"]))
