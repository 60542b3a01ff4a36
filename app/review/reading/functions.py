"""What a body does well or badly, as talk puts it: «my sleep has been good» denies insomnia."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, cast

from app.resources import load_json
from app.review.reading.stances import Polarity

_NEAR_CHARS = 32
_ASKS_HOW = re.compile(
    r"\bhow(?:'s|’s| is| are| was| has| have| about)?\b|\bwhat about\b|어떠|어떻|어때|는요|은요", re.IGNORECASE
)
_ASKS_OF_TROUBLE = re.compile(
    r"(?<!\bno )\b(?:problems?|troubles?|issues?|difficult(?:y|ies))\b (?:with|in) (?:your|the)\b", re.IGNORECASE
)
_DENIED = re.compile(r"\bnot\b|n['’]t\b", re.IGNORECASE)
_CLAUSE_END = re.compile(r"[,.;?!]|\b(?:but|because|when|if|except|then)\b|(?<=[가-힣])(?:데|고|지만)(?=[ ])")
_CONTRAST_KO = re.compile(r"(?<=[가-힣])(?:데|지만)(?=[ ])")


@dataclass(frozen=True, slots=True)
class Function:
    """The troubles, as concepts, that text[start:end] speaks of, and whether it says that there are any."""

    troubles: tuple[str, ...]
    start: int
    end: int
    polarity: Polarity


def functions_in(text: str) -> Iterator[Function]:
    """The functions that a sentence of talk calls well or bad; those that it only names are OPEN."""
    for pattern, troubles in _functions():
        for match in pattern.finditer(text):
            yield Function(troubles, match.start(), match.end(), _called(text, match))


def answered(function: Function, question: str, answer: Polarity | None, reply: str) -> Polarity:
    """How a function that a question names is meant: «are you sleeping well?» by a yes or a no, as «any problems with
    your sleep?», and «how is your sleep?» by a reply that calls it well or bad."""
    if answer is not None and _ASKS_OF_TROUBLE.search(question):
        return answer
    if function.polarity is Polarity.OPEN or _ASKS_HOW.search(question):
        return _opening(reply)
    if answer is None or answer is Polarity.OPEN:
        return Polarity.OPEN
    return function.polarity if answer is Polarity.AFFIRMED else function.polarity.denied


def _called(text: str, match: re.Match[str]) -> Polarity:
    before, behind = _clause_before(text, match.start()), _clause_behind(text, match.end())
    is_bad = any(_words("badly").search(part) for part in (before, behind))
    is_well = any(_words("well").search(part) for part in (before, behind))
    if is_bad or (is_well and _DENIED.search(before)):
        return Polarity.AFFIRMED
    return Polarity.NEGATED if is_well else Polarity.OPEN


def _clause_before(text: str, end: int) -> str:
    return _CLAUSE_END.split(text[max(0, end - _NEAR_CHARS) : end])[-1]


def _clause_behind(text: str, start: int) -> str:
    return _CLAUSE_END.split(text[start : start + _NEAR_CHARS])[0]


def _opening(reply: str) -> Polarity:
    """What the first clause of a reply calls what was asked about."""
    first = _CONTRAST_KO.split(reply[:_NEAR_CHARS])[0]
    if _words("badly").search(first):
        return Polarity.AFFIRMED
    return Polarity.NEGATED if _words("well").search(first) else Polarity.OPEN


@cache
def _functions() -> Sequence[tuple[re.Pattern[str], tuple[str, ...]]]:
    rows = _table()["functions"]
    return tuple((_pattern(row["names"]), tuple(row["troubles"])) for row in rows)


@cache
def _words(name: str) -> re.Pattern[str]:
    return _pattern(_table()[name])


def _pattern(words: Sequence[str]) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-])(?:{'|'.join(words)})(?![a-z])", re.IGNORECASE)


def _table() -> Mapping[str, Any]:
    return cast(Mapping[str, Any], load_json("terminology/functions.json"))
