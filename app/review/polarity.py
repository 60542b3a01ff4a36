"""Yes and no exchanged: what a note affirms and the conversation denied, or the other way round."""

import re
from collections.abc import Iterator, Sequence

from app.domain.note import Flag, FlagKind, Severity
from app.review.claims import Claim, Match, quote
from app.review.evidence import TranscriptIndex
from app.review.stances import Polarity

_CONTRADICTORY = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"\bno (?:been|not|no|has|have|had|is|are|was|were|be|being|some)\b",
        r"\b(?:is|are|was|were|shows?|showed|reveals?|revealed|been) (?:has|have|had|reports|denies)\b",
        r"\b(?:without|denie[sd]|not) (?:some|no|nil|without)\b",
        r"\b(?:reports|endorses|admits|has) any\b",
        r"(?:있음|있다) ?(?:없음|없다)|(?:없음|없다) ?(?:있음|있다)|안 없|없지 않|부인하지 않",
    )
)
_CONDITION = re.compile(r"\b(?:if|whether|should|unless|when|in case)\b", re.IGNORECASE)
_LEAST_COVERAGE, _LEAST_COVERAGE_OF_WORDS = 0.62, 0.8
_LEAST_COVERAGE_OF_DENIAL, _LEAST_COVERAGE_OF_DENIAL_IN_WORDS = 0.55, 0.7
_IMPOSSIBLE = 2.0
_TOLD_OFTEN = 3
_SENTENCES_TO_AN_ANSWER = 3
_LEAST_CONTEXT, _CONTEXT_SHARE = 0.5, 0.6
_AGREEMENT_SHARE = 0.7
_OPPOSITE = {Polarity.AFFIRMED: Polarity.NEGATED, Polarity.NEGATED: Polarity.AFFIRMED}


def unclear_negations(text: str) -> Iterator[Flag]:
    """Slips of editing and of small models that leave a sentence neither a yes nor a no: «has no been», «are has»."""
    for pattern in _CONTRADICTORY:
        for match in pattern.finditer(text):
            if not _CONDITION.search(text, 0, match.start()):
                yield Flag(FlagKind.NEGATION_UNCLEAR, Severity.WARN, match.group())


def negation_flag(text: str, claim: Claim, matches: Sequence[Match], index: TranscriptIndex) -> Flag | None:
    """For a claim whose like was said with the opposite polarity, and hardly with its own.

    A denial bears the burden of proof, silence being no negative: it takes less to speak against it, and a question
    that was left open speaks for it.
    """
    if claim.polarity is Polarity.OPEN:
        return None
    opposite = _OPPOSITE[claim.polarity]
    of_family = claim.mentions[0].is_of_family
    against = [
        m
        for m in matches
        if m.heard.polarity is opposite
        and m.heard.is_of_family is of_family
        and m.heard.is_clinical >= claim.is_clinical
    ]
    contrary = max(against, key=lambda match: (match.coverage, match.context), default=None)
    if contrary is None or contrary.coverage < _least_coverage(claim):
        return None
    is_told = claim.is_clinical and len({match.position for match in against}) >= _TOLD_OFTEN
    agreeing = [m for m in matches if m.heard.polarity is claim.polarity]
    if claim.polarity is Polarity.NEGATED and not is_told:
        agreeing += [m for m in matches if m.heard.polarity is Polarity.OPEN and not _is_answered_by(m, against)]
    if contrary.context >= _LEAST_CONTEXT:
        agreeing = [m for m in agreeing if m.context > _CONTEXT_SHARE * contrary.context]
    if max((m.coverage for m in agreeing), default=0.0) >= _AGREEMENT_SHARE * contrary.coverage:
        return None
    return Flag(
        FlagKind.NEGATION_MISMATCH, Severity.WARN, text[claim.start : claim.end], quote(contrary.position, index)
    )


def _is_answered_by(question: Match, told: Sequence[Match]) -> bool:
    """«Any cough or fever?» «I have a cough»: the question was open, the answer is not."""
    return any(0 < match.position - question.position <= _SENTENCES_TO_AN_ANSWER for match in told)


def _least_coverage(claim: Claim) -> float:
    """A lone word denies too little, and a heading affirms nothing, unless it names a finding."""
    if claim.polarity is Polarity.NEGATED:
        if claim.is_clinical:
            return _LEAST_COVERAGE_OF_DENIAL
        return _LEAST_COVERAGE_OF_DENIAL_IN_WORDS if len(claim.mentions) > 1 else _IMPOSSIBLE
    if claim.is_clinical:
        return _LEAST_COVERAGE
    is_asserted = any(mention.is_asserted for mention in claim.mentions)
    return _LEAST_COVERAGE_OF_WORDS if is_asserted else _IMPOSSIBLE
