"""Conditions left out: «we will proceed with surgery» for «if it gets worse, we could do surgery», and «palpitations»
for «if you get palpitations, come back».

The wording is in resources/terminology/conditions.json.
"""

import re
from collections.abc import Sequence
from functools import cache

from app.domain.note import Flag, FlagKind, Severity
from app.domain.transcript import Speaker
from app.resources import load_json
from app.review.evidence.claims import Claim, Match, quote
from app.review.evidence.sources import TranscriptIndex
from app.review.reading.assertions import Mention
from app.review.reading.concepts import is_procedure_name
from app.review.reading.stances import Polarity
from app.review.rules.speakers import PLANNED, orders

_LEAST_COVERAGE, _LEAST_COVERAGE_OF_THE_OUTRIGHT = 0.62, 0.6
_BEFORE_CHARS, _BEHIND_CHARS, _NEAR_CHARS = 100, 40, 20
_DOUBTERS = (Speaker.CLINICIAN, Speaker.UNKNOWN)
_CARED_FOR = (Speaker.PATIENT, Speaker.GUARDIAN)
_SENTENCE = re.compile(r"[^.;\n]+")


def condition_flag(text: str, claim: Claim, matches: Sequence[Match], index: TranscriptIndex) -> Flag | None:
    """For a step that a note plans outright, and that nobody spoke of but under a condition or as one of several."""
    if claim.polarity is not Polarity.AFFIRMED or claim.is_clinical or not _plans(text, claim):
        return None
    told = [m for m in matches if not m.was_asked and m.heard.polarity is not Polarity.NEGATED]
    supposed = [m for m in told if m.speaker in _DOUBTERS and m.coverage >= _LEAST_COVERAGE and _is_supposed(m, index)]
    if not supposed:
        return None
    positions = {m.position for m in supposed}
    outright = (m for m in told if m.position not in positions and not _is_supposed(m, index))
    if any(m.coverage >= _LEAST_COVERAGE_OF_THE_OUTRIGHT for m in outright):
        return None
    said = quote(supposed[0].position, index, supposed[0].heard.start)
    return Flag(FlagKind.CERTAINTY_MISMATCH, Severity.WARN, text[claim.start : claim.end], said)


def only_warned_of_flag(text: str, claim: Claim, matches: Sequence[Match], index: TranscriptIndex) -> Flag | None:
    """For a finding that a note tells of and the talk names only as what might come: «if you feel faint, call us»."""
    if claim.polarity is not Polarity.AFFIRMED or not claim.is_clinical or claim.mentions[0].is_of_family:
        return None
    is_left_open = any(mention.is_hedged or mention.is_past for mention in claim.mentions)
    is_given = any(kind == "medication" for mention in claim.mentions for kind, _ in mention.keys)
    if is_left_open or is_given:
        return None
    told = [m for m in matches if m.heard.is_clinical and m.heard.polarity is not Polarity.NEGATED]
    warned = [m for m in told if m.speaker not in _CARED_FOR and m.coverage >= _LEAST_COVERAGE]
    if not warned or any(m.was_asked or not _is_supposed(m, index, "if") for m in told):
        return None
    if any(_pattern(name).search(text) for name in ("written", "under", "warns")):
        return None
    said = quote(warned[0].position, index, warned[0].heard.start)
    return Flag(FlagKind.CERTAINTY_MISMATCH, Severity.WARN, text[claim.start : claim.end], said)


def _plans(text: str, claim: Claim) -> bool:
    """Whether the claim's sentence orders something by name, or does something to come, and both without a doubt."""
    overlapping = (s.group() for s in _SENTENCE.finditer(text) if s.start() < claim.end and claim.start < s.end())
    sentence = " ".join(overlapping)
    if _pattern("written").search(sentence):
        return False
    is_ordered = any(_is_procedure(text, mention) for mention in claim.mentions)
    return is_ordered or (len(claim.mentions) > 1 and PLANNED.search(sentence) is not None)


def _is_procedure(text: str, mention: Mention) -> bool:
    return is_procedure_name(text[mention.start : mention.end].lower()) or not mention.keys.isdisjoint(orders())


def _is_supposed(match: Match, index: TranscriptIndex, under: str = "under") -> bool:
    said = index.assertions.said[match.position]
    start, end = match.heard.start - said.start, match.heard.end - said.start
    before, behind = said.text[max(0, start - _BEFORE_CHARS) : start], said.text[end : end + _BEHIND_CHARS]
    before = _pattern("ends").split(before)[-1]
    behind = _pattern("ends").split(behind)[0]
    is_open = match.heard.polarity is Polarity.OPEN
    is_near_behind = is_open and _pattern("near_behind").search(said.text, start, end + _NEAR_CHARS) is not None
    return is_near_behind or bool(_pattern(under).search(before) or _pattern("behind").search(behind))


@cache
def _pattern(name: str) -> re.Pattern[str]:
    return re.compile(load_json("terminology/conditions.json")[name], re.IGNORECASE)
