"""Tells what Whisper invents from what was said: loops, words over no voice, and the stock phrases of its training."""

import re
import unicodedata
import zlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

from app.domain import loops
from app.domain.language import Language
from app.domain.transcript import DropReason, Word
from app.resources import load_json
from app.speech.vocabulary import opening_talk

# Whisper's own limits for a failed piece: how well its text compresses, how unsure it is, how likely nothing is said.
COMPRESSION_LIMIT = 2.4
LOG_PROBABILITY_LIMIT = -1.0
NO_SPEECH_LIMIT = 0.6

_LEAST_VOICE_SHARE = 0.1
_DOUBTFUL_VOICE_SHARE = 0.5
_DOUBTFUL_CONFIDENCE = 0.5
_SENSELESS_CONFIDENCE = 0.15
# People do say «no, no, no, no»; nobody says a phrase of several words five times over.
_REPEATS_OF_A_WORD = 8
_REPEATS_OF_A_PHRASE = 5
_SHORTEST_COMPRESSIBLE = 60
# Nobody says so many words again, word for word, or letters so fast; a breath holds a few more than its time would.
_REPEATED_WORDS = 5
_WORDS_OF_A_SENTENCE = 3
_MOST_LETTERS_A_S = 28
_LETTERS_IN_A_BREATH = 12
_NOT_SPOKEN = re.compile(r"[\W_]+")
_LOST_LETTER = "\ufffd"
_LOST_LETTERS = re.compile(f"{_LOST_LETTER}+")
_SENTENCE_END = re.compile(r"(?<=[.?!])\s+")


@dataclass(frozen=True, slots=True)
class Evidence:
    """What speaks for a piece of text: the decoder's certainty of its chunk, and the share of its time with a voice."""

    log_probability: float
    no_speech_probability: float
    voice_share: float


@dataclass(frozen=True, slots=True)
class StockPhrases:
    """`broadcast` phrases no consultation contains; `polite` ones it may well. Both as bare letters and digits."""

    broadcast: tuple[str, ...]
    polite: frozenset[str]


@cache
def stock_phrases() -> StockPhrases:
    """Both languages at once: the recogniser invents them in either, whatever is spoken."""
    tables = load_json("vocabulary/stock_phrases.json")["phrases"].values()
    polite = [phrase for table in tables for phrase in table["polite"]]
    # People say what the recogniser was given to go on from; so does a recogniser that hears nothing.
    opening = [
        sentence for language in Language for sentence in _SENTENCE_END.split(opening_talk(language)) if sentence
    ]
    return StockPhrases(
        tuple(_bare(phrase) for table in tables for phrase in table["broadcast"]),
        frozenset(_bare(phrase) for phrase in (*polite, *opening)),
    )


def invention_in(words: Sequence[Word], evidence: Evidence) -> DropReason | None:
    """Why a sentence is held to be invented; None when it is held to be speech."""
    text = " ".join(word.text for word in words)
    if is_loop(text):
        return DropReason.LOOP
    if evidence.voice_share < _LEAST_VOICE_SHARE:
        return DropReason.NON_SPEECH
    said_nothing = evidence.no_speech_probability > NO_SPEECH_LIMIT
    if said_nothing and evidence.log_probability < LOG_PROBABILITY_LIMIT:
        return DropReason.NON_SPEECH
    confidence = mean_confidence(words)
    if _is_broadcast(text):
        return DropReason.STOCK_PHRASE
    doubtful = said_nothing or evidence.voice_share < _DOUBTFUL_VOICE_SHARE
    if doubtful and confidence < _DOUBTFUL_CONFIDENCE and _bare(text) in stock_phrases().polite:
        return DropReason.STOCK_PHRASE
    return DropReason.LOW_CONFIDENCE if confidence < _SENSELESS_CONFIDENCE else None


def is_loop(text: str) -> bool:
    """Whether the text turns in a circle: it compresses far better than speech does."""
    content = text.encode("utf-8")
    if len(content) < _SHORTEST_COMPRESSIBLE:
        return False
    return len(content) / len(zlib.compress(content)) > COMPRESSION_LIMIT


def first_loop(words: Sequence[Word]) -> tuple[int, int] | None:
    """Where words begin to go round, as app.domain.loops has it, and oftener than people say them."""
    return loops.first_loop(
        [_bare(word.text) for word in words],
        lambda length: _REPEATS_OF_A_WORD if length == 1 else _REPEATS_OF_A_PHRASE,
    )


def is_told_again(words: Sequence[Word], before: str) -> bool:
    """Whether words come again that were said just before, in place of what was said: a few in a row, or a sentence.

    Among the words themselves a few in a row count. People do say a sentence again; so what is told again is a reason
    to listen once more, not to leave it out.
    """
    heard = " ".join(word.text for word in words)
    runs = _runs(heard)
    is_twice_in_it = len(set(runs)) < len(runs)
    is_from_before = not set(runs).isdisjoint(_runs(before)) or not _sentences(heard).isdisjoint(_sentences(before))
    return is_twice_in_it or is_from_before


def is_too_fast(words: Sequence[Word], voice_s: float) -> bool:
    """Whether there are more words than anybody says in so many seconds; of a Hangul syllable every letter counts."""
    letters = unicodedata.normalize("NFD", "".join(_bare(word.text) for word in words))
    return len(letters) > _LETTERS_IN_A_BREATH + _MOST_LETTERS_A_S * voice_s


def has_lost_letters(words: Sequence[Word]) -> bool:
    """Whether the recogniser wrote parts of letters that make none."""
    return any(_LOST_LETTER in word.text for word in words)


def without_lost_letters(words: Sequence[Word]) -> tuple[Word, ...]:
    """With three dots where letters are lost; a word that lost some is not certain at all."""
    return tuple(
        replace(word, text=_LOST_LETTERS.sub("…", word.text), confidence=0.0) if _LOST_LETTER in word.text else word
        for word in words
    )


def mean_confidence(words: Sequence[Word]) -> float:
    """Over the time spoken, so that a syllable does not weigh as much as a drug name."""
    weights = [max(word.end_s - word.start_s, 0.05) for word in words]
    return sum(word.confidence * weight for word, weight in zip(words, weights, strict=True)) / sum(weights)


def _runs(text: str) -> list[tuple[str, ...]]:
    words = _bare_words(text)
    return [words[start : start + _REPEATED_WORDS] for start in range(len(words) - _REPEATED_WORDS + 1)]


def _sentences(text: str) -> set[tuple[str, ...]]:
    sentences = (_bare_words(sentence) for sentence in _SENTENCE_END.split(text))
    return {words for words in sentences if len(words) >= _WORDS_OF_A_SENTENCE}


def _bare_words(text: str) -> tuple[str, ...]:
    return tuple(_bare(word) for word in text.split())


def _is_broadcast(text: str) -> bool:
    bare = _bare(text)
    return any(phrase in bare for phrase in stock_phrases().broadcast)


def _bare(text: str) -> str:
    return _NOT_SPOKEN.sub("", text.lower())
