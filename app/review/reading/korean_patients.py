"""Whom a guardian means: «아버지가 넘어지셨어요», from one who came with a parent, tells of the patient.

The words are in resources/terminology/relatives.json.
"""

import re
from collections.abc import Sequence
from functools import cache

from app.domain.transcript import Speaker, TranscriptSegment
from app.resources import load_json
from app.review.reading.cues import is_relative_ko

_WORD = re.compile(r"[가-힣]+")


def patient_called(segments: Sequence[TranscriptSegment]) -> str:
    """The word by which a guardian calls a patient who is an elder of theirs, «엄마»; empty where there is none.

    It is the first relative of whom a guardian tells, as of somebody respected, unprompted by a question for the
    family. In a visit for a child there is none.
    """
    if any(_pattern("children_ko").search(each.text) for each in segments):
        return ""
    before = ""
    for segment in segments:
        if segment.speaker is Speaker.GUARDIAN and (found := _pattern("elders_ko").search(segment.text)):
            is_respected = _pattern("respect_ko").search(segment.text, found.end()) is not None
            return found["who"] if is_respected and not _pattern("asks_for_family_ko").search(before) else ""
        before = segment.text
    return ""


def denies_of_the_patient(reply: str, called: str) -> bool:
    """«엄마는 아니고요, 이모가 그래요»."""
    return bool(called) and re.match(rf"\W*(?:아니요|아뇨|아니)?\W*{called}[은는] ?(?:아니|없|안 )", reply) is not None


def told_of_the_patient(text: str, called: str) -> frozenset[int]:
    """The starts of the words of a guardian's sentence that are told of the patient, though a relative is named."""
    if not called:
        return frozenset()
    words = list(_WORD.finditer(text))
    named = [word for word in words if is_relative_ko(word.group())]
    told = (word for word in words if (who := _whose(word, named)) and who.startswith(called))
    return frozenset(word.start() for word in told)


def _whose(word: re.Match[str], named: Sequence[re.Match[str]]) -> str:
    """The relative last named before a word, else the first one behind it."""
    before = [each for each in named if each.start() <= word.start()]
    return (before[-1] if before else named[0]).group() if named else ""


@cache
def _pattern(name: str) -> re.Pattern[str]:
    return re.compile(load_json("terminology/relatives.json")[name])
