"""A course of illness foretold for certain, where the talk left it in doubt: «will improve» for «should improve»."""

import re
from collections.abc import Iterator
from functools import cache

from app.domain.note import Flag, FlagKind, Severity
from app.domain.transcript import Speaker
from app.resources import load_json
from app.review.evidence.claims import quote
from app.review.evidence.sources import TranscriptIndex, once_per_index

_BEFORE_CHARS = 70
_SENTENCE = re.compile(r"[^.;\n]+")


def prognosis_flags(text: str, index: TranscriptIndex) -> Iterator[Flag]:
    """For an outcome that a note says will come about, and that was spoken of, but never without a word of doubt."""
    for sentence in _SENTENCE.findall(text):
        foretold = _pattern("certain", "outcome").search(sentence)
        if foretold is None or _pattern("doubt").search(sentence) or _pattern("supposed").search(sentence):
            continue
        doubted, certain = _foretold(index)
        if doubted and not certain:
            yield Flag(FlagKind.CERTAINTY_MISMATCH, Severity.WARN, foretold.group(), quote(doubted[0], index))


@once_per_index
def _foretold(index: TranscriptIndex) -> tuple[list[int], list[int]]:
    """Where somebody but the patient foretold an outcome, with doubt and for certain."""
    doubted: list[int] = []
    certain: list[int] = []
    for position, said in enumerate(index.assertions.said):
        if said.speaker is Speaker.PATIENT or said.was_asked:
            continue
        for match in _pattern("outcome").finditer(said.text):
            before = said.text[max(0, match.start() - _BEFORE_CHARS) : match.start()]
            if _pattern("doubt").search(before):
                doubted.append(position)
            elif _pattern("said_for_certain").search(before) and not _pattern("supposed").search(before):
                certain.append(position)
    return doubted, certain


@cache
def _pattern(*names: str) -> re.Pattern[str]:
    table = load_json("terminology/prognoses.json")
    return re.compile("".join(table[name] for name in names), re.IGNORECASE)
