"""Slips of writers and of small models that leave a sentence neither a yes nor a no, or without its doubt: «is has»."""

import re
from collections.abc import Iterator
from functools import cache
from typing import cast

from app.domain.note import Flag, FlagKind, Severity
from app.resources import load_json

_CONDITION_CHARS = 200
_SENTENCE = re.compile(r"[^.;\n]+")
_CONDITION = re.compile(r"\b(?:if|whether|should|unless|when|in case)\b", re.IGNORECASE)
_MAIN_CLAUSE = re.compile(r", (?:then )?(?:s?he|i|we|they|it|you|which|who|the (?:patient|pt))\b", re.IGNORECASE)


def unclear_negations(text: str) -> Iterator[Flag]:
    """One flag for each place. The patterns are in resources/terminology/slips.json."""
    for sentence in _SENTENCE.finditer(text):
        found = [match.group().strip() for match in (*_slips_in(sentence.group()), *_escalations_in(sentence.group()))]
        yield from (Flag(FlagKind.NEGATION_UNCLEAR, Severity.WARN, written) for written in dict.fromkeys(found))


def doubts_left_out(text: str) -> Iterator[Flag]:
    """One flag for each wording from which a word of doubt is missing: «as soon as to start», «most due to»."""
    found = (match.group().strip() for pattern in _patterns("doubt_left_out") for match in pattern.finditer(text))
    yield from (Flag(FlagKind.CERTAINTY_MISMATCH, Severity.WARN, written) for written in dict.fromkeys(found))


def _slips_in(sentence: str) -> Iterator[re.Match[str]]:
    is_denied = any(pattern.search(sentence) for pattern in _patterns("denials"))
    for name in ("contradictory",) if is_denied else ("contradictory", "only_in_denials"):
        for pattern in _patterns(name):
            for match in pattern.finditer(sentence):
                if not _is_supposed(sentence, match):
                    yield match


def _is_supposed(sentence: str, match: re.Match[str]) -> bool:
    """Behind «if», unless the main clause has begun: «if she does not improve, she will …»."""
    condition = _CONDITION.search(sentence, max(0, match.start() - _CONDITION_CHARS), match.start())
    return condition is not None and _MAIN_CLAUSE.search(sentence, condition.end(), match.start()) is None


def _escalations_in(sentence: str) -> Iterator[re.Match[str]]:
    """«If she is better, we will obtain an MRI»: more is done where less is the matter."""
    return (match for pattern in _patterns("escalation_when_better") for match in pattern.finditer(sentence))


@cache
def _patterns(name: str) -> tuple[re.Pattern[str], ...]:
    listed = cast(list[str], load_json("terminology/slips.json")[name])
    return tuple(re.compile(pattern, re.IGNORECASE) for pattern in listed)
