"""Doubt, time and person exchanged: the supposed becomes certain, the past present, the family's the patient's."""

import re
from collections.abc import Sequence
from functools import cache
from typing import cast

from app.domain.note import Flag, FlagKind, Severity
from app.domain.transcript import Speaker
from app.resources import load_json
from app.review.claims import Claim, Match, quote
from app.review.evidence import TranscriptIndex
from app.review.stances import Polarity

_LEAST_COVERAGE = 0.62
_AGREEMENT_SHARE = 0.7
_REPEATED, _LONG_CLAIM = 0.95, 3
_WORD_CURRENT = ("word", "current")
_CAUSE = re.compile(
    r"(?:due to|caused by|secondary to|because of|(?:a |the )?results? of|related to|trigger(?:ed by)?)(?: \w+){0,3}",
    re.IGNORECASE,
)
_CURRENT = re.compile(
    r"\b(?:current|presently|active)\b[ ,]+(?!(?:\w+ )?(?:medic|meds|symptom|regimen|dos|treatment|therap|"
    r"manag|complain|concern|problem|issue|weight|visit|job|smoker|user|pregnan|age|level|plan|use\b|condition|stat|episode|illness|"
    r"care|provider|employ|situation|guideline|range|motion|lifestyle|life|labor|bleeding|listening|ingredient))[a-z]",
    re.IGNORECASE,
)
_CURRENT_KO = re.compile(r"(?:현재|지금) (?!복용|치료|투약|증상|사용|체중|혈압|흡연|임신|상태)[가-힣]")
_SAID_OF_NOW = re.compile(r"\b(?:current|currently|right now|at the moment|these days|ongoing)\b|현재|지금|요즘")
_NEARBY_CHARS = 60
_LEAST_CONTEXT, _CONTEXT_SHARE = 0.45, 0.75


def certainty_flag(text: str, claim: Claim, matches: Sequence[Match], index: TranscriptIndex) -> Flag | None:
    """For a diagnosis, a cause or a procedure without doubt whose like was said only with doubt, not by the patient."""
    if claim.polarity is not Polarity.AFFIRMED or any(mention.is_hedged for mention in claim.mentions):
        return None
    told = [m for m in matches if m.heard.polarity is not Polarity.NEGATED and not m.was_asked]
    doubted = [m for m in told if m.heard.is_hedged and m.speaker in (Speaker.CLINICIAN, Speaker.UNKNOWN)]
    is_repeated = len(claim.mentions) >= _LONG_CLAIM and any(m.coverage >= _REPEATED for m in doubted)
    if not (is_repeated or _names_a(claim, _doubtful_concepts()) or _states_a_cause(text, claim)):
        return None
    nearest = max((m.context for m in doubted), default=0.0)
    told = [m for m in told if m.heard.is_hedged or not _is_beside(m, doubted)]
    if nearest >= _LEAST_CONTEXT:
        told = [m for m in told if m.context > _CONTEXT_SHARE * nearest or m.heard.is_hedged]
    return _flag_unless_also(FlagKind.CERTAINTY_MISMATCH, text, claim, doubted, told, index)


def time_flag(text: str, claim: Claim, matches: Sequence[Match], index: TranscriptIndex) -> Flag | None:
    """For what is stated of now and was said only of the past; «current» must itself have been said."""
    current = _CURRENT.search(text, claim.start, claim.end) or _CURRENT_KO.search(text, claim.start, claim.end)
    if current is not None:
        near = [_around(m, index) for m in matches if _WORD_CURRENT not in m.heard.keys]
        if not any(_SAID_OF_NOW.search(said) for said in near):
            return Flag(FlagKind.TIME_MISMATCH, Severity.WARN, text[current.start() : claim.end])
    if claim.polarity is not Polarity.AFFIRMED or not _names_a(claim, _diseases()):
        return None
    if any(mention.is_past for mention in claim.mentions):
        return None
    told = [m for m in matches if m.heard.polarity is Polarity.AFFIRMED]
    return _flag_unless_also(FlagKind.TIME_MISMATCH, text, claim, [m for m in told if m.heard.is_past], told, index)


def experiencer_flag(text: str, claim: Claim, matches: Sequence[Match], index: TranscriptIndex) -> Flag | None:
    """For what is stated of the patient and was said only of the family."""
    if claim.polarity is not Polarity.AFFIRMED or not claim.is_clinical or claim.mentions[0].is_of_family:
        return None
    told = [m for m in matches if m.heard.polarity is not Polarity.NEGATED]
    others = [m for m in told if m.heard.is_of_family]
    return _flag_unless_also(FlagKind.EXPERIENCER_MISMATCH, text, claim, others, told, index)


def _flag_unless_also(
    kind: FlagKind,
    text: str,
    claim: Claim,
    against: Sequence[Match],
    told: Sequence[Match],
    index: TranscriptIndex,
) -> Flag | None:
    """A flag when the claim is well covered by what speaks against it, and hardly by the rest of what was told."""
    strongest = max(against, key=lambda match: match.coverage, default=None)
    if strongest is None or strongest.coverage < _LEAST_COVERAGE:
        return None
    others = {id(match) for match in against}
    agreement = max((match.coverage for match in told if id(match) not in others), default=0.0)
    if agreement >= _AGREEMENT_SHARE * strongest.coverage:
        return None
    return Flag(kind, Severity.WARN, text[claim.start : claim.end], quote(strongest.position, index))


def _is_beside(match: Match, others: Sequence[Match]) -> bool:
    return any(
        match.position == other.position and abs(match.heard.start - other.heard.start) <= _NEARBY_CHARS
        for other in others
    )


def _states_a_cause(text: str, claim: Claim) -> bool:
    return any(cause.start() <= claim.end and claim.start <= cause.end() for cause in _CAUSE.finditer(text))


def _around(match: Match, index: TranscriptIndex) -> str:
    said = index.assertions.said[match.position]
    text = index.texts[said.segment].lower()
    return text[max(0, match.heard.start - _NEARBY_CHARS) : match.heard.end + _NEARBY_CHARS]


def _names_a(claim: Claim, concepts: frozenset[str]) -> bool:
    return any(kind == "concept" and name in concepts for m in claim.mentions for kind, name in m.keys)


@cache
def _diseases() -> frozenset[str]:
    return _concepts_of("disease")


@cache
def _doubtful_concepts() -> frozenset[str]:
    """Diagnoses, and what is done only perhaps."""
    return _diseases() | frozenset(load_json("terminology/stances.json")["doubtful_procedures"])


def _concepts_of(kind: str) -> frozenset[str]:
    rows = cast(list[dict[str, object]], load_json("terminology/terms.json")["concepts"])
    return frozenset(str(row["concept"]) for row in rows if row["kind"] == kind)
