"""Words of a text made comparable: stems in English, words without particles in Korean."""

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import cast

from app.domain.hangul import is_hangul
from app.resources import load_json

_TOKEN = re.compile(r"[a-z][a-z0-9]*(?:'[a-z]+)?|[가-힣]+")
_VOWEL = re.compile(r"[aeiouy]")
_LONGEST_WORD = 40


@dataclass(frozen=True, slots=True)
class Token:
    """A word of a text. `stem` is its comparable form; a stop word carries no meaning of its own."""

    word: str
    stem: str
    is_korean: bool
    is_stop_word: bool


def tokens_of(text: str) -> tuple[Token, ...]:
    """The words of a text in order, without figures and punctuation."""
    words = _TOKEN.findall(text.replace("’", "'").lower().replace("n't", " "))
    return tuple(token_of(word[:_LONGEST_WORD]) for word in words)


def keys_of(token: Token) -> frozenset[str]:
    """What a token may be found by. Korean words also by their first two syllables, which endings leave alone."""
    if not token.is_korean:
        return frozenset({token.stem})
    keys = {token.word, token.stem}
    if len(token.stem) >= 2:
        keys.add(token.stem[:2])
    return frozenset(keys)


def is_short_answer(text: str) -> bool:
    """Whether a segment says no more than yes, no or the like, so that it means nothing without its question."""
    words = _TOKEN.findall(text.replace("’", "'").lower())
    answers = _word_set("english_answers") | _word_set("korean_answers")
    return 0 < len(words) <= 6 and all(word in answers for word in words)


def starts_as_answer(text: str) -> bool:
    words = _TOKEN.findall(text.replace("’", "'").lower())
    return bool(words) and words[0] in _word_set("answer_openings")


def is_reporting_word(token: Token) -> bool:
    """Whether a word belongs to how notes are written rather than to what was said: «reports», «denies»."""
    return token.word in _word_set("reporting_words") or token.word in _word_set("korean_stop_words")


def is_formula_word(token: Token) -> bool:
    """Whether a word belongs to the set phrases that close a note: «risks and benefits were discussed»."""
    return is_reporting_word(token) or token.is_stop_word or token.stem in _formula_stems()


def is_light_word(token: Token) -> bool:
    """Whether a word alone tells nothing to agree or disagree about: «problems», «specific»."""
    return is_reporting_word(token) or token.word in _word_set("light_words")


@lru_cache(maxsize=20_000)
def token_of(word: str) -> Token:
    """The token of one word in lower case."""
    if is_hangul(word):
        stem = without_particle(word)
        stop_words = _word_set("korean_stop_words")
        return Token(word, stem, True, word in stop_words or stem in stop_words)
    plain = word.removesuffix("'s").replace("'", "")
    return Token(plain, stem_of(plain), False, plain in _word_set("english_stop_words"))


@lru_cache(maxsize=20_000)
def stem_of(word: str) -> str:
    """A light English stem: plural, -ing, -ed, -ly and a final e or y; irregular forms by list."""
    word = _irregular_forms().get(word, word)
    if len(word) <= 3:
        return word
    if word.endswith("ies") and len(word) > 4:
        word = word[:-3] + "y"
    elif word.endswith("sses"):
        word = word[:-2]
    elif word.endswith("s") and not word.endswith(("ss", "us", "is")):
        word = word[:-1]
    word = _irregular_forms().get(word, word)
    for ending in ("ing", "ed", "ly"):
        root = word.removesuffix(ending)
        if root != word and len(root) >= 3 and _VOWEL.search(root):
            word = root[:-1] if ending != "ly" and root[-1] == root[-2] and root[-1] not in "lszeo" else root
            break
    if len(word) > 3 and word[-1] in "ey":
        word = word[:-1]
    return word


@lru_cache(maxsize=20_000)
def without_particle(word: str) -> str:
    """A Korean word without the particle or ending behind it; the word itself when nothing would be left."""
    for length in range(min(4, len(word) - 1), 0, -1):
        if word[-length:] in _word_set("korean_particles"):
            return word[:-length]
    return word


@cache
def _word_set(name: str) -> frozenset[str]:
    return frozenset(load_json("terminology/words.json")[name])


@cache
def _formula_stems() -> frozenset[str]:
    return frozenset(stem_of(word) for word in _word_set("formula_words"))


@cache
def _irregular_forms() -> dict[str, str]:
    return cast(dict[str, str], load_json("terminology/words.json")["irregular_forms"])


def is_filler(token: Token) -> bool:
    """A Korean adverb that may stand inside a phrase: «숨이 좀 차요»."""
    return token.word in _word_set("korean_fillers")
