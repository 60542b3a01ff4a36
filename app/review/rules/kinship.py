"""Relatives exchanged: «her mother had melanoma» for «my father had melanoma».

Who is called what is in resources/terminology/relatives.json.
"""

import re
from collections.abc import Mapping, Sequence
from functools import cache

from app.domain.note import Flag, FlagKind, Severity
from app.domain.transcript import Speaker
from app.resources import load_json
from app.review.evidence.claims import Claim, Match, is_the_same_word, matches_of, quote
from app.review.evidence.sources import TranscriptIndex
from app.review.reading.cues import is_relative_ko
from app.review.reading.stances import Polarity
from app.review.rules.certainty import findings_of

_LEAST_COVERAGE = 0.8
_LABEL_CHARS = 40
_SENTENCES_BEFORE = 2
_SENTENCES_BEHIND = 2
_KOREAN = re.compile(r"[가-힣]")
_DENIED_KO = re.compile(r"없|아니|않|(?<![가-힣])안 ")
_OF_A_RELATIVE = re.compile(
    r"\b(?:her|his|their|\w+ ?['’]s) (?:\w+ )?(?:side|sister|brother|mother|father|mom|dad)", re.IGNORECASE
)
_DID = re.compile(
    r"^\W*(?:(?:no|well|um|uh|actually|oh|it was)\W+)*(?:my |his |her )?\w+(?: \w+)? "
    r"(?:did|does|has|had (?:it|that)|was|is)\W*$",
    re.IGNORECASE,
)
_WORD = re.compile(r"[a-z]+(?=['’]s)|[a-z]+|[가-힣]+", re.IGNORECASE)


def kinship_flag(text: str, claim: Claim, matches: Sequence[Match], index: TranscriptIndex) -> Flag | None:
    """For what a note tells of one relative and the talk only of another. A group, «parents», is each of it."""
    if not claim.mentions[0].is_of_family or claim.polarity is not Polarity.AFFIRMED:
        return None
    written = _named_in(text[claim.start : claim.end]) or _nearest_before(text, claim.start)
    told = findings_of(text, claim)
    if not written or not told:
        return None
    finding = Claim(told, told)
    heard = [
        m
        for m in matches_of(finding, index)
        if m.coverage >= _LEAST_COVERAGE
        and is_the_same_word(m, finding)
        and m.heard.is_of_family
        and m.heard.polarity is not Polarity.NEGATED
    ]
    named = [_of_whom(m, index) for m in heard]
    if not heard or not all(named) or any(written & each for each in named):
        return None
    said = quote(heard[0].position, index, heard[0].heard.start)
    return Flag(FlagKind.EXPERIENCER_MISMATCH, Severity.WARN, text[claim.start : claim.end], said)


def _of_whom(match: Match, index: TranscriptIndex) -> frozenset[str]:
    """The relatives named in the sentence of a match, or in those before it: «my father died young. He had …». Nobody
    where a relative is told of by another, «my mom and her sister»: that may be an aunt."""
    if _KOREAN.search(index.assertions.said[match.position].text):
        return _of_whom_in_korean(match, index)
    if answered := _who_did(match, index):
        return answered
    for position in range(match.position, max(-1, match.position - _SENTENCES_BEFORE - 1), -1):
        said = index.assertions.said[position].text
        if named := _named_in(said):
            speaker = index.assertions.said[match.position].speaker
            return frozenset() if _OF_A_RELATIVE.search(said) else _of_the_child(named, (speaker,))
    return frozenset()


def _of_the_child(named: frozenset[str], speakers: Sequence[Speaker]) -> frozenset[str]:
    """Where a parent speaks, a husband is the child's father, too."""
    if Speaker.GUARDIAN not in speakers:
        return named
    table = load_json("terminology/relatives.json")["of_a_parent"]
    return named | {other for each in named for other in table.get(each, ())}


def _who_did(match: Match, index: TranscriptIndex) -> frozenset[str]:
    """«Your dad had stomach cancer?» «My uncle did»: of whom the answer says so."""
    asked, *replies = index.assertions.said[match.position : match.position + 2]
    answers = (each.text for each in replies if each.speaker is not asked.speaker and _DID.match(each.text))
    return frozenset(who for answer in answers for who in _named_in(answer))


def _of_whom_in_korean(match: Match, index: TranscriptIndex) -> frozenset[str]:
    """The relative last named before a finding in its sentence, else the first behind it: «언니 말고 이모가 천식»,
    «천식은 이모가요». For a question those whom the answers do not deny: «결핵 앓은 분은요?» «형이요. 누나는 아니고»"""
    said = index.assertions.said[match.position]
    words = [(word.start(), _who(word.group())) for word in _WORD.finditer(said.text)]
    named = [(start, who) for start, who in words if who]
    before = [who for start, who in named if start < match.heard.start - said.start]
    who = before[-1] if before else named[0][1] if named else frozenset[str]()
    if not who and match.was_asked:
        replies = index.assertions.said[match.position + 1 : match.position + 1 + _SENTENCES_BEHIND]
        told = (each for each in replies if each.speaker is not said.speaker and not _DENIED_KO.search(each.text))
        who = frozenset(each for reply in told for each in _named_in(reply.text))
    if not who:
        who = frozenset(
            each
            for before_it in index.assertions.said[max(0, match.position - _SENTENCES_BEFORE) : match.position]
            for each in _named_in(before_it.text)
        )
    return _of_the_child(who, (said.speaker, *_speakers_behind(match, index)))


def _speakers_behind(match: Match, index: TranscriptIndex) -> tuple[Speaker, ...]:
    """Who answers, where the match is a question."""
    behind = index.assertions.said[match.position + 1 : match.position + 2]
    return tuple(said.speaker for said in behind if match.was_asked)


def _nearest_before(text: str, end: int) -> frozenset[str]:
    """«Mother - diabetes, asthma»: the relative last named before the claim in its line."""
    line = re.split(r"[.;\n]", text[max(0, end - _LABEL_CHARS) : end])[-1]
    found = [named for word in _WORD.finditer(line) if (named := _named_in(word.group()))]
    return found[-1] if found else frozenset()


def _named_in(text: str) -> frozenset[str]:
    return frozenset(who for word in _WORD.finditer(text) for who in _who(word.group().lower()))


def _who(word: str) -> frozenset[str]:
    if not is_relative_ko(word):
        return _called().get(word, frozenset())
    beginnings = [called for called in _called() if word.startswith(called)]
    return _called()[max(beginnings, key=len)] if beginnings else frozenset()


@cache
def _called() -> Mapping[str, frozenset[str]]:
    table = load_json("terminology/relatives.json")
    one = {called: frozenset({who}) for who, names in table["relatives"].items() for called in names}
    return {**one, **{called: frozenset(each) for called, each in table["groups"].items()}}
