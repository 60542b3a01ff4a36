"""The pieces of a text, words and signs, and the cues that begin at each. Cues are in resources/terminology."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from app.domain.hangul import is_hangul
from app.resources import load_json

_PIECE = re.compile(
    r"n't(?![a-z])|[a-z][a-z0-9]*(?=n't(?![a-z]))|r/o|s/p|h/o|[a-z][a-z0-9]*(?:'[a-z]+)?|[가-힣]+|\d+(?:[.,/:-]\d+)*|"
    r"\([ ]*[-−–][ ]*\)|\([ ]*\+[ ]*\)|\n|\S"
)
DENIED_SIGNS = re.compile(r"\([ ]*[-−–][ ]*\)")
FOUND_SIGNS = re.compile(r"\([ ]*\+[ ]*\)")
_NO_CUES: Mapping[str, int] = {}


@dataclass(frozen=True, slots=True)
class Piece:
    text: str
    start: int
    end: int
    cues: Mapping[str, int]
    """The lists of cues of which a phrase begins here, each with the number of its pieces."""

    @property
    def is_word(self) -> bool:
        return self.text[0].isalpha() and self.text != "n't"

    @property
    def is_korean(self) -> bool:
        return is_hangul(self.text)


def pieces_of(text: str) -> list[Piece]:
    matches = [(m.group(), m.start(), m.end()) for m in _PIECE.finditer(text.replace("’", "'").lower())]
    words = [word for word, _, _ in matches]
    return [Piece(*match, _cues_at(words, position)) for position, match in enumerate(matches)]


def _cues_at(words: Sequence[str], position: int) -> Mapping[str, int]:
    candidates = _phrases().get(words[position])
    if candidates is None:
        return _NO_CUES
    found: dict[str, int] = {}
    for phrase, name in candidates:
        if name not in found and tuple(words[position : position + len(phrase)]) == phrase:
            found[name] = len(phrase)
    return found


@cache
def _phrases() -> Mapping[str, tuple[tuple[tuple[str, ...], str], ...]]:
    """English cues by their first word, the longest first, each with the name of its list."""
    phrases: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for name, listed in load_json("terminology/stances.json")["english"].items():
        for phrase in listed:
            words = tuple(phrase.split())
            phrases.setdefault(words[0], []).append((words, name))
    return {first: tuple(sorted(found, key=lambda row: -len(row[0]))) for first, found in phrases.items()}


@cache
def cue_list(language: str, name: str) -> frozenset[str]:
    return frozenset(load_json("terminology/stances.json")[language][name])


@cache
def korean_cues(name: str) -> tuple[str, ...]:
    return tuple(sorted(cue_list("korean", name)))


def is_relative_ko(word: str) -> bool:
    """Whether a Korean word names a relative, with any particle but one of company, «남편이랑»; a lone syllable only
    whole."""
    if word.endswith(korean_cues("company")):
        return False
    return word.startswith(korean_cues("family")) or word in cue_list("korean", "family_words")
