"""Sentence marks for English talk that was written down without any.

Whoever types a talk, and many a recogniser, leaves them out. A small model then sees one sentence of four hundred
words, of which it tells a few, and no rule can tell a question from a finding.
"""

import re
from collections.abc import Iterator
from functools import cache
from itertools import accumulate

from app.resources import load_json

_MARK = re.compile(r"[.?!](?:\s|$)")
_MOST_WORDS_TO_A_MARK = 40
_LEAST_WORDS = 3
_LEAST_WORDS_OF_A_TALK = 5


def with_sentence_marks(text: str) -> str:
    """The talk with a full stop or a question mark at the end of what looks like a sentence; talk that has such marks
    stays as it is."""
    talk = _point().sub(" point ", text)
    words = talk.split()
    if len(words) < _LEAST_WORDS_OF_A_TALK or not text.isascii():
        return text
    if len(words) <= _MOST_WORDS_TO_A_MARK * len(_MARK.findall(talk)):
        return text
    return " ".join(f"{sentence}{_mark_of(sentence)}" for sentence in _sentences(words))


def _sentences(words: list[str]) -> Iterator[str]:
    """A few words alone stay with what follows."""
    sentence: list[str] = []
    for word, begins in zip(words, _beginnings(words), strict=True):
        if begins and len(sentence) >= _LEAST_WORDS:
            yield " ".join(sentence)
            sentence = []
        sentence.append(word)
    yield " ".join(sentence)


def _beginnings(words: list[str]) -> list[bool]:
    """For each word, whether a sentence begins with it."""
    text = " ".join(words)
    starts: set[int] = set()
    for first, not_after in _begins():
        for match in first.finditer(text):
            end = match.start() - 1
            before = text[text.rfind(" ", 0, max(end, 0)) + 1 : max(end, 0)]
            if before and before.casefold() not in not_after:
                starts.add(match.start())
    positions = accumulate((len(word) + 1 for word in words), initial=0)
    return [position in starts for position in positions][: len(words)]


def _mark_of(sentence: str) -> str:
    if _MARK.search(sentence[-1:]):
        return ""
    return "?" if _asks().match(sentence) else "."


@cache
def _begins() -> tuple[tuple[re.Pattern[str], frozenset[str]], ...]:
    rows = load_json("prompts/run_on.json")["begins"]
    return tuple(
        (re.compile(rf"(?<!\S){row['first']}", re.IGNORECASE), frozenset(row["not_after"].split())) for row in rows
    )


@cache
def _point() -> re.Pattern[str]:
    """«four . four», «a . five centimeter»: how a recogniser writes a point that it has heard."""
    number = load_json("prompts/run_on.json")["number"]
    return re.compile(rf"(?:(?<=\w)|^) \. (?={number}\b)", re.IGNORECASE)


@cache
def _asks() -> re.Pattern[str]:
    table = load_json("prompts/run_on.json")
    return re.compile(table["opens"] + table["asks"], re.IGNORECASE)
