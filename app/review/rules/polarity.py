"""Yes and no exchanged: what a note affirms and the conversation denied, or the other way round."""

import re
from collections.abc import Sequence
from functools import cache

from app.domain.hangul import is_hangul
from app.domain.note import Flag, FlagKind, Severity
from app.domain.transcript import Speaker
from app.resources import load_json
from app.review.evidence.claims import Claim, Match, coverage_alike, is_the_same_word, quote
from app.review.evidence.sources import TranscriptIndex
from app.review.reading.assertions import Key
from app.review.reading.concepts import concepts_of
from app.review.reading.stances import Polarity
from app.review.rules.korean_times import is_of_another_time
from app.review.rules.troubles import names_a_trouble

_LEAST_COVERAGE, _LEAST_COVERAGE_OF_WORDS = 0.65, 0.8
_LEAST_COVERAGE_OF_DENIAL, _LEAST_COVERAGE_OF_DENIAL_IN_WORDS = 0.62, 0.7
_LEAST_COVERAGE_OF_A_HEADING = 0.95
_CONTEXT_OF_A_LONE_WORD = 0.75
_LEAST_COVERAGE_OF_EMPHASIS, _LEAST_COVERAGE_OF_THE_UNAFFIRMED = 0.5, 0.5
_EMPHASIS, _EMPHASIS_CHARS = re.compile(r"\b(?:does|did|do) $", re.IGNORECASE), 8
_TIME_CHARS = 25
_CARED_FOR, _STAFF = (Speaker.PATIENT, Speaker.GUARDIAN), (Speaker.CLINICIAN, Speaker.NURSE)
_REPORTS = re.compile(
    r"\b(?:reports?|reported|reporting|endorses?|endorsed|complains?|complained|admits?|states?|stated)\b[^.;]*$|호소",
    re.IGNORECASE,
)
"""What a note says the patient told: a clinician's words bear it out only as a question that was answered."""
_IMPOSSIBLE = 2.0
_PLAIN, _PLAIN_CONTEXT = 0.95, 0.75
_LEAST_AGREEMENT_WITH_ALL = 0.75
_TOLD_OFTEN = 3
_SENTENCES_TO_AN_ANSWER = 3
_LEAST_CONTEXT, _CONTEXT_SHARE = 0.5, 0.6
_AGREEMENT_SHARE = 0.6


def negation_flag(text: str, claim: Claim, matches: Sequence[Match], index: TranscriptIndex) -> Flag | None:
    """For a claim whose like was said with the opposite polarity, and hardly with its own.

    A denial bears the burden of proof, silence being no negative: it takes less to speak against it, and a question
    that was left open speaks for it.
    """
    if claim.polarity is Polarity.OPEN:
        return None
    matches = [m for m in matches if not (m.is_of_another or is_of_another_time(text, claim, m, index))]
    opposite = claim.polarity.denied
    of_family = claim.mentions[0].is_of_family
    is_stated = any(mention.is_asserted for mention in claim.mentions) or names_a_trouble(text, claim)
    against = [
        m
        for m in matches
        if m.heard.polarity is opposite and m.heard.is_of_family is of_family and _is_comparable(m, claim, is_stated)
    ]
    contrary = max(against, key=lambda match: (match.coverage, match.context), default=None)
    if contrary is None and (denied := _denied_of_the_family_alone(claim, matches)) is not None:
        said = quote(denied.position, index, denied.heard.start)
        return Flag(FlagKind.NEGATION_MISMATCH, Severity.WARN, text[claim.start : claim.end], said)
    if contrary is None or contrary.coverage < _least_coverage(text, claim, contrary, matches):
        return None
    if _is_only_what_failed(claim, contrary):
        return None
    agreeing = _agreeing(claim, contrary, matches, against, index)
    if (contrary.speaker in _CARED_FOR or contrary.was_asked) and _REPORTS.search(text, 0, claim.start):
        agreeing = [m for m in agreeing if m.speaker not in _STAFF or m.was_asked]
    agreement = max((m.coverage for m in agreeing), default=0.0)
    if _is_denied_in_its_own_words(claim, contrary):
        agreeing = [m for m in agreeing if is_the_same_word(m, claim)]
    if max((m.coverage for m in agreeing), default=0.0) >= _AGREEMENT_SHARE * contrary.coverage:
        return None
    is_plain = _is_plain(claim, contrary) and not _denies_for_a_time(text, claim)
    severity = Severity.BLOCK if is_plain and not agreement else Severity.WARN
    return Flag(
        FlagKind.NEGATION_MISMATCH,
        severity,
        text[claim.start : claim.end],
        quote(contrary.position, index, contrary.heard.start),
    )


def _denied_of_the_family_alone(claim: Claim, matches: Sequence[Match]) -> Match | None:
    """«A history of kidney failure» where all that was said is that nobody in the family has any."""
    if claim.polarity is not Polarity.AFFIRMED or not claim.is_clinical or claim.mentions[0].is_of_family:
        return None
    if not all(m.heard.is_of_family and m.heard.polarity is Polarity.NEGATED for m in matches):
        return None
    return max((m for m in matches if m.coverage >= _LEAST_COVERAGE), key=lambda m: m.coverage, default=None)


def _is_only_what_failed(claim: Claim, contrary: Match) -> bool:
    """«Ibuprofen did not help» for a question answered by a no: the medication itself is not denied."""
    is_medication = all(kind == "medication" for mention in claim.mentions for kind, _ in mention.own if kind != "word")
    is_of_a_denial = any(mention.polarity is Polarity.NEGATED for mention in claim.sentence)
    return claim.polarity is Polarity.AFFIRMED and is_medication and is_of_a_denial and contrary.was_asked


def _agreeing(
    claim: Claim, contrary: Match, matches: Sequence[Match], against: Sequence[Match], index: TranscriptIndex
) -> Sequence[Match]:
    """What was said of a claim with its own polarity, in a place as like it as the contrary is."""
    is_told = claim.is_clinical and len(_positions(against)) >= _TOLD_OFTEN
    comparable = [m for m in matches if m.heard.is_clinical >= claim.is_clinical]
    agreeing = [m for m in comparable if m.heard.polarity is claim.polarity]
    agreeing = [m for m in agreeing if not _is_of_a_relative_set_against(m, claim, contrary)]
    if is_the_same_word(contrary, claim):
        agreeing = [m for m in agreeing if not _is_of_a_relative_in_other_words(m, claim)]
    if contrary.is_of_its_side:
        agreeing = [m for m in agreeing if m.is_of_its_side]
    if very_parts := _parts_by_name(claim) & _said_at(contrary, index):
        agreeing = [m for m in agreeing if not very_parts.isdisjoint(_said_at(m, index))]
    if claim.polarity is Polarity.NEGATED and not is_told:
        left_open = (m for m in comparable if m.heard.polarity is Polarity.OPEN and m.was_asked)
        agreeing += [m for m in left_open if not (m.is_taken_as_told or _is_answered_by(m, against))]
    if contrary.context >= _LEAST_CONTEXT:
        agreeing = [m for m in agreeing if m.context > _CONTEXT_SHARE * contrary.context]
    if _is_said_in_full(claim, contrary):
        agreeing = [m for m in agreeing if min(m.coverage, m.context) >= _LEAST_AGREEMENT_WITH_ALL]
        agreeing = [m for m in agreeing if not _borrows_from(contrary, m, claim, index)]
    if is_told and _names_a("disease", claim) and len(_positions(against)) >= _TOLD_OFTEN * len(_positions(agreeing)):
        return ()
    return agreeing


def _parts_by_name(claim: Claim) -> frozenset[Key]:
    """The Korean words of a claim for parts of the body: of the fingers «새끼손가락» says more than «손가락»."""
    parts = (m for m in claim.mentions if any(("concept", part) in m.keys for part in concepts_of("body")))
    return frozenset(key for m in parts for key in m.keys if key[0] == "word" and is_hangul(key[1]))


def _said_at(match: Match, index: TranscriptIndex) -> frozenset[Key]:
    return frozenset(key for mention in index.assertions.said[match.position].mentions for key in mention.keys)


def _borrows_from(contrary: Match, match: Match, claim: Claim, index: TranscriptIndex) -> bool:
    """«Tender over the tuberosity but not tender at the joint»: the denial beside it has the tuberosity from the
    contrary, which names it all itself."""
    if match.position != contrary.position or coverage_alike(contrary, claim, index) < _PLAIN:
        return False
    return coverage_alike(match, claim, index) < _AGREEMENT_SHARE


def _is_of_a_relative_set_against(match: Match, claim: Claim, contrary: Match) -> bool:
    """«당뇨는 없고, 우리 영감이 당뇨가 있제»: what one breath tells of a relative is no agreement on the patient."""
    is_of_another = match.heard.is_of_family and not claim.mentions[0].is_of_family
    return is_of_another and 0 <= match.position - contrary.position <= 1 + contrary.was_asked


def _is_of_a_relative_in_other_words(match: Match, claim: Claim) -> bool:
    """The mother's cancer is no melanoma of one who was asked about melanoma and said no."""
    is_of_another = match.heard.is_of_family and not claim.mentions[0].is_of_family
    return is_of_another and not is_the_same_word(match, claim)


def _positions(matches: Sequence[Match]) -> set[int]:
    return {match.position for match in matches}


def _is_plain(claim: Claim, contrary: Match) -> bool:
    """Whether a finding was said just so with the opposite sign: «no fever» against «he has a fever»."""
    is_whole = contrary.coverage >= _PLAIN and contrary.context >= _PLAIN_CONTEXT
    return claim.is_clinical and is_whole and is_the_same_word(contrary, claim)


def _denies_for_a_time(text: str, claim: Claim) -> bool:
    """«Denies tingling today» and «no kidney stones before» may both be true of one who tells of them."""
    first, last = max(0, claim.start - _TIME_CHARS), claim.end + _TIME_CHARS
    return claim.polarity is Polarity.NEGATED and _for_a_time().search(text, first, last) is not None


@cache
def _for_a_time() -> re.Pattern[str]:
    return re.compile("|".join(load_json("terminology/stances.json")["for_a_time"]), re.IGNORECASE)


def _is_said_in_full(claim: Claim, contrary: Match) -> bool:
    """Whether several words stand together in the talk with the opposite sign: then one of them elsewhere is no
    agreement."""
    return len(claim.mentions) > 1 and min(contrary.coverage, contrary.context) >= _PLAIN


def _is_denied_in_its_own_words(claim: Claim, contrary: Match) -> bool:
    """«I don't remember an injury»: that something hit somebody else is no agreement."""
    is_whole = min(contrary.coverage, contrary.context) >= _PLAIN
    return claim.polarity is Polarity.AFFIRMED and is_whole and is_the_same_word(contrary, claim)


def _is_comparable(match: Match, claim: Claim, is_stated: bool) -> bool:
    """A finding is held against findings, and a bare heading only against its own words."""
    if not claim.is_clinical:
        return is_stated or is_the_same_word(match, claim)
    return match.heard.is_clinical


def _is_answered_by(question: Match, told: Sequence[Match]) -> bool:
    """«Any cough or fever?» «I have a cough»: the question was open, the answer is not."""
    return any(0 < match.position - question.position <= _SENTENCES_TO_AN_ANSWER for match in told)


def _names_a(concept_kind: str, claim: Claim) -> bool:
    keys = {key for mention in claim.mentions for key in mention.keys}
    return any(kind == "concept" and name in concepts_of(concept_kind) for kind, name in keys)


def _least_coverage(text: str, claim: Claim, contrary: Match, matches: Sequence[Match]) -> float:
    """A lone word denies too little unless its whole sentence was said, and a heading affirms nothing unless it names a
    finding. «He does drink» speaks against what was said, or has lost its «not»: little is enough. So it is for a
    finding of which nobody affirmed a word."""
    if claim.polarity is Polarity.NEGATED:
        if claim.is_clinical:
            return _LEAST_COVERAGE_OF_DENIAL
        is_enough = len(claim.mentions) > 1 or (
            contrary.context >= _CONTEXT_OF_A_LONE_WORD and not _names_a("body", claim)
        )
        return _LEAST_COVERAGE_OF_DENIAL_IN_WORDS if is_enough else _IMPOSSIBLE
    if _EMPHASIS.search(text, max(0, claim.start - _EMPHASIS_CHARS), claim.start):
        return _LEAST_COVERAGE_OF_EMPHASIS
    if claim.is_clinical:
        is_affirmed = any(m.heard.is_clinical and m.heard.polarity is not Polarity.NEGATED for m in matches)
        is_affirmed = is_affirmed or any(mention.is_past for mention in claim.mentions)
        return _LEAST_COVERAGE if is_affirmed else _LEAST_COVERAGE_OF_THE_UNAFFIRMED
    is_asserted = any(mention.is_asserted for mention in claim.mentions)
    return _LEAST_COVERAGE_OF_WORDS if is_asserted else _LEAST_COVERAGE_OF_A_HEADING
