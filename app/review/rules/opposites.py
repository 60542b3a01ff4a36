"""Opposites exchanged: «the x-ray was abnormal» against «your x-ray looked normal», «not improved» against «better»."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import pairwise
from typing import Any, cast

from app.domain.note import Flag, FlagKind, Severity
from app.resources import load_json
from app.review.evidence.claims import Claim, quote
from app.review.evidence.likeness import likeness
from app.review.evidence.sources import TranscriptIndex, once_per_index
from app.review.reading.assertions import Key, Mention
from app.review.reading.stances import Polarity, sentences_in

_NEAR_CHARS = 60
_LEAST_LIKENESS, _LEAST_LIKENESS_TO_THE_UNSAID, _AGREEMENT_SHARE = 0.7, 0.4, 0.6
_DENIAL_CHARS, _BOTH_CHARS, _BESIDE = 40, 20, 3
_SUPPOSED = re.compile(
    r"\b(?:if|whether|unless|should|once|until|when|can|could|may|might|would|"
    r"(?<!we )(?<!i )will|(?<!want you )(?<!need you )(?<!like you )to)\b|면 ",
    re.I,
)


@dataclass(frozen=True, slots=True)
class _Pole:
    """A word of one side of a pair at text[start:end], with the keys of each thing that stands around it.

    `side` is None for what is asked or supposed: it speaks for both.
    """

    pair: int
    side: int | None
    start: int
    end: int
    around: tuple[frozenset[Key], ...]
    position: int


def opposite_flags(text: str, claims: Sequence[Claim], index: TranscriptIndex) -> Iterator[Flag]:
    """For a word whose opposite was said of the same thing, while the word itself hardly was."""
    for sentence in dict.fromkeys(claim.sentence for claim in claims):
        for written in _poles_written(text, sentence):
            contrary = _contrary(written, index)
            if contrary is not None:
                named = text[written.start : written.end]
                said = quote(contrary.position, index, contrary.start)
                yield Flag(_kind_of(written.pair), Severity.WARN, named, said)


def _contrary(written: _Pole, index: TranscriptIndex) -> _Pole | None:
    """What says the opposite; where nobody said the word of anything, less need be alike."""
    heard = [
        (likeness(written.around, frozenset().union(*pole.around), index), pole)
        for pole in _poles_heard(index)
        if pole.pair == written.pair
    ]
    against = [each for each in heard if each[1].side is not None and each[1].side != written.side]
    likest, nearest = max(against, key=lambda each: each[0], default=(0.0, None))
    is_unsaid = len(against) == len(heard)
    if likest < (_LEAST_LIKENESS_TO_THE_UNSAID if is_unsaid else _LEAST_LIKENESS):
        return None
    agreement = max((other for other, pole in heard if pole.side in (None, written.side)), default=0.0)
    return nearest if agreement < _AGREEMENT_SHARE * likest else None


def _poles_written(text: str, sentence: Sequence[Mention]) -> Iterator[_Pole]:
    first, last = min(m.start for m in sentence), max(m.end for m in sentence)
    for pair, side, start, end in _poles_in(text, "written", max(0, first - _NEAR_CHARS), last + _NEAR_CHARS):
        is_open = side is None or start in _left_open(text)
        around = _around(sentence, start, end)
        if around and not is_open:
            yield _Pole(pair, side, start, end, around, -1)


@lru_cache(maxsize=8)
def _left_open(text: str) -> frozenset[int]:
    """Where the words of a note's statement start that are left open by one before them: «stopped» itself is not."""
    return frozenset(
        word.start
        for sentence in sentences_in(text, is_spoken=False)
        for before, word in pairwise(sentence.words)
        if before.polarity is word.polarity is Polarity.OPEN
    )


@once_per_index
def _poles_heard(index: TranscriptIndex) -> tuple[_Pole, ...]:
    return tuple(_all_poles_heard(index))


def _all_poles_heard(index: TranscriptIndex) -> Iterator[_Pole]:
    for position, said in enumerate(index.assertions.said):
        for pair, side, start, end in _poles_in(said.text, "talk", 0, len(said.text)):
            is_open = said.was_asked or _SUPPOSED.search(said.text, max(0, start - _DENIAL_CHARS), start)
            around = _around(said.mentions, said.start + start, said.start + end)
            yield _Pole(pair, None if is_open else side, said.start + start, said.start + end, around, position)


def _poles_in(text: str, where: str, first: int, last: int) -> Iterator[tuple[int, int | None, int, int]]:
    """Pair, side, start and end of those in text[first:last]; both in a breath, «better or worse», are of no side."""
    for pair, sides in enumerate(_pairs(where)):
        matches = [(side, match) for side, pattern in enumerate(sides) for match in pattern.finditer(text, first, last)]
        matches.sort(key=lambda each: each[1].start())
        for number, (side, match) in enumerate(matches):
            beside = matches[max(0, number - _BESIDE) : number + _BESIDE + 1]
            has_both = any(other != side and abs(each.start() - match.start()) <= _BOTH_CHARS for other, each in beside)
            if not any(_holds(each, match) for _, each in beside):
                turned = 1 - side if _is_denied(text, match) else side
                yield pair, None if has_both else turned, match.start(), match.end()


def _holds(longer: re.Match[str], match: re.Match[str]) -> bool:
    """«Poorly controlled» holds «controlled»."""
    return longer.start() <= match.start() and match.end() <= longer.end() and longer.span() != match.span()


def _is_denied(text: str, match: re.Match[str]) -> bool:
    before, behind = _denied()
    first, last = max(0, match.start() - _DENIAL_CHARS), match.end() + _DENIAL_CHARS
    return bool(before.search(text[first : match.start()]) or behind.search(text[match.end() : last]))


def _around(mentions: Sequence[Mention], start: int, end: int) -> tuple[frozenset[Key], ...]:
    """What is named near, but for the word itself."""
    return tuple(
        mention.keys
        for mention in mentions
        if mention.end <= start <= mention.end + _NEAR_CHARS or end <= mention.start <= end + _NEAR_CHARS
    )


@cache
def _pairs(where: str) -> tuple[tuple[re.Pattern[str], re.Pattern[str]], ...]:
    """The patterns of both sides of each pair, `where`: «written» or «talk»."""
    pairs = (*_table()["pairs"], *_table()["pairs_of_time"])
    return tuple((_pattern(one, where), _pattern(other, where)) for one, other in pairs)


def _kind_of(pair: int) -> FlagKind:
    return FlagKind.NEGATION_MISMATCH if pair < len(_table()["pairs"]) else FlagKind.TIME_MISMATCH


def _pattern(words: Mapping[str, list[str]], where: str) -> re.Pattern[str]:
    listed = words["written"] if where == "written" else [*words["written"], *words["talk_only"]]
    return re.compile("|".join(rf"(?<![\w-]){word}(?![a-z])" for word in listed), re.IGNORECASE)


@cache
def _denied() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Before a word and behind it."""
    table = _table()
    return re.compile(table["denied"], re.IGNORECASE), re.compile(table["denied_behind"])


def _table() -> Mapping[str, Any]:
    return cast(Mapping[str, Any], load_json("terminology/opposites.json"))
