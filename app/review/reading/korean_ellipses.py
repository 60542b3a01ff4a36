"""What Korean talk leaves out, and takes from what was said before: «새끼손가락은 안 그래요», «저는 아니고 아내가요».

The words are in resources/terminology/stances.json and relatives.json.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING, TypeAlias

from app.domain.transcript import Speaker, TranscriptSegment
from app.resources import load_json
from app.review.reading.concepts import concepts_of
from app.review.reading.cues import is_relative_ko
from app.review.reading.stances import Polarity, Sentence

if TYPE_CHECKING:
    from app.review.reading.assertions import Mention, Said

_CARED_FOR = (Speaker.PATIENT, Speaker.GUARDIAN)
_FARTHEST_BACK, _NEAR = 6, 3
_Turn: TypeAlias = tuple[int, TranscriptSegment, Sentence]
_WORD = re.compile(r"[가-힣]+")
_REPLY_CHARS = 50
_SIDES = ("left", "right")


def with_hesitant_answers(flat: Iterable[_Turn]) -> Iterator[_Turn]:
    """The sentences, where an answer of the patient or a guardian that only sounds like a question is none."""
    asked = False
    for index, segment, sentence in flat:
        text = segment.text[sentence.start : sentence.end]
        if sentence.is_question and is_hesitant_answer(text, segment.speaker, asked):
            sentence = replace(sentence, is_question=False)
        asked = sentence.is_question and segment.speaker not in _CARED_FOR
        yield index, segment, sentence


def told_of_a_relative(
    text: str, speaker: Speaker, mentions: "Sequence[Mention]", before: "Sequence[Said]", called: str
) -> "Iterator[Mention]":
    """What was asked right before, as told of the relative of whom the answer tells it: «집사람이 맞아요»."""
    place = next((m for m in mentions if m.is_of_family), None)
    is_answer = bool(before) and before[-1].was_asked and not any(m.is_clinical for m in mentions)
    if place is not None and is_answer and is_answered_of_a_relative(text, speaker, called):
        for m in before[-1].mentions:
            yield replace(m, start=place.start, end=place.end, is_of_family=True, polarity=Polarity.AFFIRMED)


def findings_taken_up(text: str, mentions: "Sequence[Mention]", before: "Sequence[Said]") -> "Iterator[Mention]":
    """The findings told last before a sentence that says of another part that it is so too, or that it is not; before
    one that denies of the patient what was told of a relative, «저는 없어요»; and those asked about of which a relative
    is said to be free, «엄마는 깨끗하세요»."""
    yield from _denied_of_self(text, mentions, before)
    yield from _denied_of_a_relative(text, mentions, before)
    is_so, is_not_so = _stance("is_so_too").search(text), _stance("is_not_so").search(text)
    place = next((m for m in mentions if _is_a_place(m)), None)
    if place is None or not (is_so or is_not_so) or any(m.is_clinical for m in mentions):
        return
    told = next(filter(None, map(_findings_told, reversed(before[-_FARTHEST_BACK:]))), ())
    polarity = Polarity.NEGATED if is_not_so else Polarity.AFFIRMED
    for finding in told:
        yield replace(finding, start=place.start, end=place.end, unit=place.unit, polarity=polarity)


def _denied_of_self(text: str, mentions: "Sequence[Mention]", before: "Sequence[Said]") -> "Iterator[Mention]":
    if before and not any(m.is_clinical for m in mentions) and _relatives("denied_of_self_ko").match(text):
        told = (m for m in before[-1].mentions if m.is_clinical and m.is_of_family and m.polarity is Polarity.AFFIRMED)
        yield from (replace(m, is_of_family=False, polarity=Polarity.NEGATED) for m in told)


def _denied_of_a_relative(text: str, mentions: "Sequence[Mention]", before: "Sequence[Said]") -> "Iterator[Mention]":
    free = _relatives("free_of_it_ko").search(text)
    if free is None or not is_relative_ko(free["who"]) or any(m.is_clinical for m in mentions):
        return
    place = next((m for m in mentions if m.is_of_family), None)
    asked = next((said for said in reversed(before[-_NEAR:]) if said.was_asked and _names_a_finding(said)), None)
    if place is not None and asked is not None:
        for m in asked.mentions:
            if m.is_clinical:
                yield replace(m, start=place.start, end=place.end, polarity=Polarity.NEGATED, is_of_family=True)


def _names_a_finding(said: "Said") -> bool:
    return any(m.is_clinical for m in said.mentions)


def _findings_told(said: "Said") -> "tuple[Mention, ...]":
    return tuple(m for m in said.mentions if m.is_clinical and m.polarity is Polarity.AFFIRMED and not m.is_of_family)


def _is_a_place(mention: "Mention") -> bool:
    return any(kind == "concept" and (name in concepts_of("body") or name in _SIDES) for kind, name in mention.keys)


def is_answered_of_a_relative(reply: str, speaker: Speaker, called: str) -> bool:
    """Whether a reply tells of a relative what it was asked, and names nothing of its own: «골다공증 주사 맞으세요?»
    «집사람이 맞아요». `called`: what a guardian calls the patient."""
    if speaker not in _CARED_FOR:
        return False
    opening = re.split(r"[.?!]", reply[:_REPLY_CHARS])[0]
    for word in _WORD.finditer(opening):
        if is_relative_ko(word.group()) and not (called and word.group().startswith(called)):
            behind = opening[word.start() :]
            is_subject = _relatives("subject_ko").fullmatch(word.group()) is not None
            return is_subject and _relatives("tells_only_that_ko").fullmatch(behind) is not None
    return False


def is_hesitant_answer(text: str, speaker: Speaker, has_asked_before: bool) -> bool:
    """«아프진 않으세요?» «누르면 조금?»: an answer, though it sounds like a question."""
    is_short = len(text.split()) <= 4
    return is_short and speaker in _CARED_FOR and has_asked_before and not _stance("asks_back").search(text)


@cache
def _stance(name: str) -> re.Pattern[str]:
    return re.compile(load_json("terminology/stances.json")[name])


@cache
def _relatives(name: str) -> re.Pattern[str]:
    return re.compile(load_json("terminology/relatives.json")[name])
