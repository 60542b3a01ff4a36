"""Wrong speaker: what was only asked about, and what only the patient wished for. Unknown speakers say nothing here."""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from app.domain.note import Flag, FlagKind, Severity
from app.domain.transcript import Speaker
from app.resources import load_json
from app.review.evidence.claims import Claim, Match, quote
from app.review.evidence.sources import TranscriptIndex
from app.review.reading.assertions import ADDRESSES, Key
from app.review.reading.concepts import concepts_of
from app.review.reading.stances import Polarity, opening_answer

_LEAST_COVERAGE = 0.62
_AGREEMENT_SHARE = 0.6
_CARED_FOR = (Speaker.PATIENT, Speaker.GUARDIAN)
PLANNED = re.compile(
    r"\b(?:start|begin|prescrib|order|refer|continu|initiat|obtain|schedul|increas|decreas|switch|add|arrang|will|plan|recommend|"
    r"advis|refill|trial)|처방|시작|의뢰|예정|증량|감량|추가|권유|권고|하기로|시행",
    re.IGNORECASE,
)
_SEGMENTS_TO_AN_AGREEMENT = 3
OPEN_QUESTION = re.compile(r"\b(?:how|what|when|where|which|why|tell me)\b|얼마나|어떻게|언제|어디|무슨|무엇|뭐|몇")


def only_asked_flag(text: str, claim: Claim, matches: Sequence[Match], index: TranscriptIndex) -> Flag | None:
    """For a finding that somebody asked about and nobody affirmed."""
    if claim.polarity is not Polarity.AFFIRMED or not claim.is_clinical or any(m.is_past for m in claim.mentions):
        return None
    asked = max(
        (m for m in matches if m.was_asked and m.heard.polarity is Polarity.OPEN and m.speaker not in _CARED_FOR),
        key=lambda match: (match.coverage, match.context),
        default=None,
    )
    if asked is None or asked.coverage < _LEAST_COVERAGE:
        return None
    if OPEN_QUESTION.search(index.assertions.said[asked.position].text.lower()):
        return None
    told = max((m.coverage for m in matches if m.heard.polarity is Polarity.AFFIRMED), default=0.0)
    if told >= _AGREEMENT_SHARE * asked.coverage or _is_answered(asked, matches, index):
        return None
    return Flag(
        FlagKind.SPEAKER_MISMATCH,
        Severity.WARN,
        text[claim.start : claim.end],
        quote(asked.position, index, asked.heard.start),
    )


def only_wished_flag(text: str, claim: Claim, matches: Sequence[Match], index: TranscriptIndex) -> Flag | None:
    """For a medication, test or procedure that a plan holds, that only the patient spoke of, and nobody agreed to."""
    named = {key for mention in claim.mentions for key in mention.keys if key[0] == "medication" or key in _orders()}
    if not named or not PLANNED.search(text):
        return None
    said = [m for m in matches if named & m.heard.keys]
    if not said or any(m.speaker not in _CARED_FOR for m in said):
        return None
    if any(_is_agreed(m, index) for m in said):
        return None
    return Flag(
        FlagKind.SPEAKER_MISMATCH,
        Severity.WARN,
        text[claim.start : claim.end],
        quote(said[0].position, index, said[0].heard.start),
    )


def told_flags(text: str, sources: Sequence[str], index: TranscriptIndex) -> Iterator[Flag]:
    """For what a note says that the patient was told, when it rests most on what the patient said.

    Words to a «you» count for the clinician, whoever is taken for their speaker.
    """
    strongest = index.positions(sources[:1])
    if not strongest or index.speakers[strongest[0]] not in _CARED_FOR or not _told().search(text):
        return
    if not ADDRESSES.search(index.texts[strongest[0]]):
        said = next(position for position, said in enumerate(index.assertions.said) if said.segment == strongest[0])
        yield Flag(FlagKind.SPEAKER_MISMATCH, Severity.WARN, text.strip(), quote(said, index))


def _is_answered(asked: Match, matches: Sequence[Match], index: TranscriptIndex) -> bool:
    """Whether the patient behind the question affirmed something, or spoke of most of what was asked: then it is not
    known what was meant."""
    spoken_of = {match.position for match in matches if match.coverage >= _LEAST_COVERAGE}
    following = enumerate(index.assertions.said[asked.position + 1 : asked.position + 3], asked.position + 1)
    return any(
        said.speaker in (*_CARED_FOR, Speaker.UNKNOWN)
        and said.mentions
        and opening_answer(said.text) is not Polarity.NEGATED
        and (opening_answer(said.text) is not None or position in spoken_of)
        for position, said in following
    )


def _is_agreed(match: Match, index: TranscriptIndex) -> bool:
    """Whether the clinician took up the wish right after it, «sure»; what the patient takes already needs none."""
    if match.heard.polarity is Polarity.AFFIRMED and not match.was_asked:
        return True
    following = index.assertions.said[match.position + 1 : match.position + 1 + _SEGMENTS_TO_AN_AGREEMENT]
    return any(said.speaker not in _CARED_FOR and opening_answer(said.text) is Polarity.AFFIRMED for said in following)


@cache
def _orders() -> frozenset[Key]:
    procedures = load_json("terminology/stances.json")["doubtful_procedures"]
    tests = concepts_of("test") - {"test", "result"}
    return frozenset(("concept", name) for name in (*tests, *procedures))


@cache
def _told() -> re.Pattern[str]:
    return re.compile(load_json("terminology/combinations.json")["told"], re.IGNORECASE)
