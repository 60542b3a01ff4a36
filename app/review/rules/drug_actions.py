"""What is done with a medication, turned round: «stop ramipril» where it was the spironolactone, and ramipril was kept.

The words are in resources/terminology/drug_actions.json.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Protocol

from app.domain.hangul import is_hangul
from app.domain.note import Flag, FlagKind, Severity
from app.resources import load_json
from app.review.evidence.sources import TranscriptIndex
from app.review.reading.medications import MedicationMention, parts_of

_SENTENCE_END = re.compile(r"[.?!;\n](?!\d)")
_FARTHEST_CHARS = 45
_WORDS_BETWEEN = re.compile(r"\s+(?:[\w'’-]+\s+){0,3}")
_LONGEST_NOT_SO_CHARS = 40
_SEGMENTS_BEFORE = 2
_LONGEST_QUOTE = 120


class Named(Protocol):
    """A medication named at text[start:end]."""

    @property
    def ingredient(self) -> str: ...
    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...


@dataclass(frozen=True, slots=True)
class _Action:
    """What is done, in the words text[start:end]; `medication` is None where it stands in an earlier sentence."""

    name: str
    start: int
    end: int
    medication: Named | None


@dataclass(frozen=True, slots=True)
class _Told:
    name: str
    said: str


def drug_action_flags(text: str, medications: Sequence[MedicationMention], index: TranscriptIndex) -> Iterator[Flag]:
    """For each action on a medication that the talk speaks against and nowhere for.

    Where the talk tells nothing of what is done with it, nothing is known.
    """
    if not medications:
        return
    against: Mapping[str, list[str]] = load_json("terminology/drug_actions.json")["against"]
    for action in _actions_in(text, medications):
        if action.medication is None:
            continue
        told = list(_told_of(parts_of(action.medication.ingredient), index))
        contrary = [each for each in told if each.name in against[action.name]]
        if contrary and not any(each.name == action.name for each in told):
            first, last = min(action.start, action.medication.start), max(action.end, action.medication.end)
            yield Flag(FlagKind.NEGATION_MISMATCH, Severity.WARN, text[first:last], contrary[0].said)


def _told_of(parts: frozenset[str], index: TranscriptIndex) -> Iterator[_Told]:
    heard = index.medications.mentions
    for segment, text in enumerate(index.texts):
        here = [each for each in heard if each.segment == segment]
        for action in _actions_in(text, here):
            said = _sentence_at(text, action.start)
            if said.endswith("?"):
                continue
            medication = action.medication or _last_before(segment, action.start, index)
            if medication is not None and parts & parts_of(medication.ingredient):
                yield _Told(action.name, said[:_LONGEST_QUOTE])


def _last_before(segment: int, start: int, index: TranscriptIndex) -> Named | None:
    """«And the ramipril?» «Keep that»: what was named last, not long ago."""
    before = [
        each
        for each in index.medications.mentions
        if segment - _SEGMENTS_BEFORE <= each.segment and (each.segment, each.start) < (segment, start)
    ]
    return before[-1] if before else None


def _actions_in(text: str, medications: Sequence[Named]) -> Iterator[_Action]:
    start = 0
    for end in (*(match.end() for match in _SENTENCE_END.finditer(text)), len(text)):
        inside = [each for each in medications if start <= each.start < end]
        if inside or start < end:
            yield from _actions_of_sentence(text, start, end, inside)
        start = end


def _actions_of_sentence(text: str, start: int, end: int, medications: Sequence[Named]) -> Iterator[_Action]:
    found = sorted(
        (match.start(), match.end(), name)
        for name, pattern in _patterns().items()
        for match in pattern.finditer(text, start, end)
    )
    for position, (first, last, name) in enumerate(found):
        not_so = _pattern("not_so").search(text, max(start, first - _LONGEST_NOT_SO_CHARS), first)
        if not_so or _pattern("not_so_behind").match(text, last, end):
            continue
        following = found[position + 1][0] if position + 1 < len(found) else end
        previous = found[position - 1][1] if position else start
        if is_hangul(text[first]):
            before = [each for each in medications if previous <= each.start and each.end <= first]
            is_named_before = not medications and _pattern("pronouns_ko").search(text, start, end) is not None
            if before or is_named_before:
                yield _Action(name, first, last, before[-1] if before else None)
            continue
        yield from _english_action(text, (name, first, last), (start, following), medications)


def _english_action(
    text: str, action: tuple[str, int, int], limits: tuple[int, int], medications: Sequence[Named]
) -> Iterator[_Action]:
    """«Stop the metformin», «metformin was stopped», and «keep that» of what an earlier sentence names."""
    name, first, last = action
    before = next((each for each in reversed(medications) if limits[0] <= each.start and each.end <= first), None)
    behind = next((each for each in medications if last <= each.start < limits[1]), None)
    is_done = _pattern("done").search(text, first, last) is not None
    if before and is_done and _WORDS_BETWEEN.fullmatch(text, before.end, first):
        yield _Action(name, first, last, before)
    elif behind and behind.start - last <= _FARTHEST_CHARS:
        yield _Action(name, first, last, behind)
    elif _pattern("pronouns").match(text, last):
        yield _Action(name, first, last, before)


def _sentence_at(text: str, at: int) -> str:
    ends = [match.end() for match in _SENTENCE_END.finditer(text)]
    start = max((end for end in ends if end <= at), default=0)
    end = min((end for end in ends if end > at), default=len(text))
    return text[start:end].strip()


@cache
def _patterns() -> Mapping[str, re.Pattern[str]]:
    actions = load_json("terminology/drug_actions.json")["actions"]
    return {name: re.compile(rf"\b(?:{words['en']})\b|{words['ko']}", re.IGNORECASE) for name, words in actions.items()}


@cache
def _pattern(name: str) -> re.Pattern[str]:
    return re.compile(load_json("terminology/drug_actions.json")[name], re.IGNORECASE)
