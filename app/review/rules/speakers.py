"""Wrong speaker: what was only asked about, and what only the patient wished for. Unknown speakers say nothing here."""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from app.domain.note import Flag, FlagKind, Severity
from app.domain.transcript import Speaker
from app.resources import load_json
from app.review.evidence.claims import Claim, Match, quote
from app.review.evidence.sources import TranscriptIndex
from app.review.reading.answers import opening_answer
from app.review.reading.assertions import ADDRESSES, Key, Said
from app.review.reading.concepts import concepts_of
from app.review.reading.stances import Polarity

_LEAST_COVERAGE = 0.62
_AGREEMENT_SHARE = 0.6
_LEAST_COVERAGE_OF_A_WISH = 0.7
_CARED_FOR = (Speaker.PATIENT, Speaker.GUARDIAN)
PLANNED = re.compile(
    r"\b(?:start|begin|prescrib|order|refer|continu|initiat|obtain|schedul|increas|decreas|switch|add|arrang|will|plan|recommend|"
    r"advis|refill|trial)|처방|시작|의뢰|예정|증량|감량|추가|권유|권고|하기로|시행",
    re.IGNORECASE,
)
_SEGMENTS_TO_AN_AGREEMENT = 3
OPEN_QUESTION = re.compile(
    r"\b(?:(?:how|what)(?! about)|when|where|which|why|tell me)\b|얼마나|어떻게|언제|어디|어느|무슨|무엇|뭐|몇"
)


def only_asked_flag(text: str, claim: Claim, matches: Sequence[Match], index: TranscriptIndex) -> Flag | None:
    """For a finding that somebody asked about and nobody affirmed."""
    if claim.polarity is not Polarity.AFFIRMED or any(m.is_past for m in claim.mentions):
        return None
    if not claim.is_clinical and all(m.was_asked or not _is_asked(m, index) for m in matches):
        return None
    asked = max(
        (
            m
            for m in matches
            if _is_asked(m, index) and m.heard.polarity is Polarity.OPEN and m.speaker not in _CARED_FOR
        ),
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


def _is_asked(match: Match, index: TranscriptIndex) -> bool:
    """Asked of the patient, or of what an examination is about to find: «압통 있나 볼게요»."""
    said = index.assertions.said[match.position]
    behind = said.text[match.heard.start - said.start :]
    return match.was_asked or _pattern("looks_whether").match(behind) is not None


def unanswered_flag(text: str, claim: Claim, matches: Sequence[Match], index: TranscriptIndex) -> Flag | None:
    """The same, only where nobody but who asked says another word: an answer may lie in many."""
    flag = only_asked_flag(text, claim, matches, index)
    if flag is None or any(match.heard.polarity is Polarity.AFFIRMED for match in matches):
        return None
    said = index.assertions.said
    return None if any(_is_replied_to(match.position, said) for match in matches) else flag


def _is_replied_to(position: int, said: Sequence[Said]) -> bool:
    asked = said[position]
    return any(other.segment > asked.segment and other.speaker is not asked.speaker for other in said[position + 1 :])


def only_wished_flag(text: str, claim: Claim, matches: Sequence[Match], index: TranscriptIndex) -> Flag | None:
    """For a medication, test or procedure that a plan holds, that only the patient spoke of, and nobody agreed to; and
    for anything else that a note orders and the patient only asked for."""
    if claim.polarity is Polarity.NEGATED:
        return None
    named = {key for mention in claim.mentions for key in mention.keys if key[0] == "medication" or key in orders()}
    said = [m for m in matches if named & m.heard.keys]
    if said and not PLANNED.search(text):
        return None
    near = [] if named else [m for m in matches if m.coverage >= _LEAST_COVERAGE_OF_A_WISH]
    if near and _pattern("ordered").search(text):
        is_instructed = any(_pattern("instructs").search(index.assertions.said[m.position].text) for m in near)
        said = near if not is_instructed and any(_is_wish(m, index) for m in near) else []
    if not said or any(m.speaker not in _CARED_FOR for m in said) or any(_is_agreed(m, index) for m in said):
        return None
    return Flag(
        FlagKind.SPEAKER_MISMATCH,
        Severity.WARN,
        text[claim.start : claim.end],
        quote(said[0].position, index, said[0].heard.start),
    )


def told_flags(text: str, sources: Sequence[str], index: TranscriptIndex) -> Iterator[Flag]:
    """For what a note says that the patient was told, when it rests most on what the patient said.

    Words to a «you» count for the clinician, whoever is taken for their speaker; and who tells what another doctor
    advised was told it.
    """
    strongest = index.positions(sources[:1])
    if not strongest or index.speakers[strongest[0]] not in _CARED_FOR or not _told("told").search(text):
        return
    heard = index.texts[strongest[0]]
    if not (ADDRESSES.search(heard) or _told("told_elsewhere").search(heard)):
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
        and (opening_answer(said.text) is not None or position in spoken_of or _takes_something(said))
        for position, said in following
    )


def _takes_something(said: Said) -> bool:
    """«당뇨약은요?» «메트포르민을 아침저녁으로 먹어요»."""
    return any(
        mention.polarity is Polarity.AFFIRMED and any(kind == "medication" for kind, _ in mention.own)
        for mention in said.mentions
    )


def _is_agreed(match: Match, index: TranscriptIndex) -> bool:
    """Whether the clinician took up the wish right after it, «sure»; what the patient takes already needs none."""
    if match.heard.polarity is Polarity.AFFIRMED and not match.was_asked and not _is_wish(match, index):
        return True
    following = index.assertions.said[match.position + 1 : match.position + 1 + _SEGMENTS_TO_AN_AGREEMENT]
    replies = [said.text for said in following if said.speaker not in _CARED_FOR]
    is_taken_up = bool(replies) and opening_answer(replies[0]) is None and _pattern("agreed").search(replies[0])
    return bool(is_taken_up) or any(opening_answer(reply) is Polarity.AFFIRMED for reply in replies)


def _is_wish(match: Match, index: TranscriptIndex) -> bool:
    """Whether the patient asks for something, or has only heard of it: «my sister told me to ask for tramadol»."""
    return (
        match.speaker in _CARED_FOR and _pattern("wish").search(index.assertions.said[match.position].text) is not None
    )


@cache
def _pattern(name: str) -> re.Pattern[str]:
    return re.compile(load_json("terminology/wishes.json")[name], re.IGNORECASE)


@cache
def orders() -> frozenset[Key]:
    """What is ordered by name: tests and procedures."""
    procedures = load_json("terminology/stances.json")["doubtful_procedures"]
    tests = concepts_of("test") - {"test", "result"}
    return frozenset(("concept", name) for name in (*tests, *procedures))


@cache
def _told(name: str) -> re.Pattern[str]:
    return re.compile(load_json("terminology/combinations.json")[name], re.IGNORECASE)
