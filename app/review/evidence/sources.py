"""Finds the transcript segments on which a statement rests: by words, concepts, numbers and medications."""

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import wraps
from typing import TypeAlias, TypeVar
from weakref import WeakKeyDictionary

from app.domain.transcript import Correction, Speaker, Transcript
from app.review.reading.assertions import Assertions
from app.review.reading.concepts import concepts_in
from app.review.reading.heard import HeardMedications, HeardNumbers, heard_medications_of, heard_numbers_of
from app.review.reading.korean_dialects import in_standard_korean, segments_in_standard_korean
from app.review.reading.medications import medications_in, parts_of
from app.review.reading.numbers import quantities_in
from app.review.reading.words import (
    Token,
    is_formula_word,
    is_reporting_word,
    is_short_answer,
    keys_of,
    starts_as_answer,
    tokens_of,
)

Key: TypeAlias = tuple[str, str | float]
T = TypeVar("T")

_MOST_SOURCES = 4
_LEAST_SUPPORT = 0.35
_LEAST_GAIN = 0.12
_CONCEPT_SHARE = 0.85
_UNHEARD_WORD_SHARE = 0.6
_MEDICATION_WEIGHT = 1.6
_NUMBER_WEIGHT = 1.2
_FORMULA_WEIGHT = 0.4
_LENGTH_PENALTY = 0.08
_LEAST_HEARD, _LEAST_TOGETHER = 0.75, 0.6
_FEWEST_ITEMS, _MOST_ITEMS = 2, 6


@dataclass(frozen=True, slots=True)
class Item:
    """Something a statement says. `strong` keys are its own words, `weak` ones other words for the same."""

    strong: frozenset[Key]
    weak: frozenset[Key]
    factor: float = 1.0


@dataclass(frozen=True, slots=True)
class _Passage:
    """Segments that mean something only together: one segment, or a question with its short answer."""

    segments: tuple[int, ...]
    keys: frozenset[Key]
    words: int


class TranscriptIndex:
    """A transcript made ready to be searched; build it once for all statements of a note."""

    def __init__(self, transcript: Transcript) -> None:
        texts = [segment.text for segment in transcript.segments]
        self.texts: tuple[str, ...] = tuple(texts)
        self.speakers: tuple[Speaker, ...] = tuple(segment.speaker for segment in transcript.segments)
        self.segment_ids: tuple[str, ...] = tuple(segment.id for segment in transcript.segments)
        self.corrections: tuple[tuple[Correction, ...], ...] = tuple(each.corrections for each in transcript.segments)
        self.hardly_heard: tuple[bool, ...] = tuple(segment.is_hardly_heard for segment in transcript.segments)
        self.numbers: HeardNumbers = heard_numbers_of(texts)
        self.medications: HeardMedications = heard_medications_of(texts)
        self.assertions: Assertions = Assertions(
            segments_in_standard_korean(transcript.segments), self.medications.mentions
        )
        self._passages = _passages(texts, [self._keys_of(index, text) for index, text in enumerate(texts)])
        self._by_key: dict[Key, list[int]] = {}
        for position, passage in enumerate(self._passages):
            for key in passage.keys:
                self._by_key.setdefault(key, []).append(position)

    def positions(self, segment_ids: Iterable[str]) -> tuple[int, ...]:
        """Indices of the segments with these ids; unknown ids are left out."""
        wanted = set(segment_ids)
        return tuple(index for index, segment_id in enumerate(self.segment_ids) if segment_id in wanted)

    def passages_with(self, keys: Iterable[Key]) -> set[int]:
        return {position for key in keys for position in self._by_key.get(key, ())}

    def passage(self, position: int) -> _Passage:
        return self._passages[position]

    def rarity(self, keys: Iterable[Key]) -> float:
        """How telling the rarest of the keys is: high when few passages hold it."""
        counts = [len(self._by_key[key]) for key in keys if key in self._by_key]
        total = len(self._passages) + 1
        if not counts:
            return math.log(1 + total) * _UNHEARD_WORD_SHARE
        return math.log(1 + total / min(counts))

    def _keys_of(self, index: int, text: str) -> frozenset[Key]:
        tokens = tokens_of(in_standard_korean(text))
        keys: set[Key] = {("word", key) for token in tokens if not token.is_stop_word for key in keys_of(token)}
        keys.update(("concept", mention.concept) for mention in concepts_in(tokens))
        keys.update(("number", reading.value) for reading in self.numbers.by_segment.get(index, ()))
        keys.update(
            ("medication", part)
            for mention in self.medications.mentions
            if mention.segment == index
            for part in parts_of(mention.ingredient)
        )
        keys.add(("segment", index))
        return frozenset(keys)


def once_per_index(work: Callable[[TranscriptIndex], T]) -> Callable[[TranscriptIndex], T]:
    """What is worked out from an index is remembered as long as the index is, and no longer: it holds what was said."""
    known: WeakKeyDictionary[TranscriptIndex, T] = WeakKeyDictionary()

    @wraps(work)
    def remembered(index: TranscriptIndex) -> T:
        if index not in known:
            known[index] = work(index)
        return known[index]

    return remembered


def find_sources(text: str, index: TranscriptIndex) -> tuple[str, ...]:
    """Ids of the segments on which the text rests, strongest first, at most about four; () when support is too weak."""
    items = items_of(text, index.medications)
    weights = [index.rarity(item.strong | item.weak) * item.factor for item in items]
    total = sum(weights)
    if not total:
        return ()
    gains = _gains(items, weights, index)
    chosen, covered = _cover(gains, weights, index)
    strongest = max((sum(gain) for gain in gains.values()), default=0.0)
    if (sum(covered) + strongest) / 2 < _LEAST_SUPPORT * total:
        return ()
    segments = dict.fromkeys(segment for position in chosen for segment in index.passage(position).segments)
    return tuple(index.segment_ids[segment] for segment in list(segments)[: _MOST_SOURCES + 1])


def is_scattered(text: str, index: TranscriptIndex) -> bool:
    """Whether most of a short text was said, but no three neighbouring passages hold much of it together."""
    items = items_of(text, index.medications)
    if not _FEWEST_ITEMS <= len(items) <= _MOST_ITEMS:
        return False
    weights = [index.rarity(item.strong | item.weak) * item.factor for item in items]
    places = [index.passages_with(item.strong | item.weak) for item in items]
    heard = sum(weight for weight, at in zip(weights, places, strict=True) if at)
    if heard < _LEAST_HEARD * sum(weights):
        return False
    together = max(
        sum(weight for weight, at in zip(weights, places, strict=True) if not at.isdisjoint((here - 1, here, here + 1)))
        for here in set().union(*places)
    )
    return together < _LEAST_TOGETHER * heard


def has_content(text: str) -> bool:
    """Whether a text says anything that could be looked up; a set phrase, «all questions were answered», does not."""
    return not all(is_formula_word(token) for token in tokens_of(text)) or bool(quantities_in(text))


def items_of(text: str, heard: HeardMedications | None = None) -> tuple[Item, ...]:
    """What the text says. With what was heard of medications, a misheard name counts as other words for it."""
    tokens = tokens_of(text)
    concepts: dict[int, set[Key]] = {}
    for mention in concepts_in(tokens):
        for position in mention.tokens:
            concepts.setdefault(position, set()).add(("concept", mention.concept))
    items = [
        Item(
            frozenset(("word", key) for key in keys_of(token)),
            frozenset(concepts.get(position, ())),
            _FORMULA_WEIGHT if is_formula_word(token) else 1.0,
        )
        for position, token in enumerate(tokens)
        if _says_something(token)
    ]
    for named in medications_in(text):
        parts: frozenset[Key] = frozenset(("medication", part) for part in parts_of(named.ingredient))
        segments = heard.misheard_in(named.ingredient, named.surface) if heard else ()
        misheard: frozenset[Key] = frozenset(("segment", segment) for segment in segments)
        items.append(Item(parts, misheard, _MEDICATION_WEIGHT))
    items.extend(
        Item(frozenset({("number", quantity.value)}), frozenset(), _NUMBER_WEIGHT) for quantity in quantities_in(text)
    )
    return tuple(items)


def _says_something(token: Token) -> bool:
    return not token.is_stop_word and not is_reporting_word(token)


def _gains(items: Sequence[Item], weights: Sequence[float], index: TranscriptIndex) -> Mapping[int, list[float]]:
    """For each passage that holds any item: how much of each item's weight it carries."""
    gains: dict[int, list[float]] = {}
    for number, (item, weight) in enumerate(zip(items, weights, strict=True)):
        for keys, share in ((item.weak, _CONCEPT_SHARE), (item.strong, 1.0)):
            for position in index.passages_with(keys):
                gains.setdefault(position, [0.0] * len(items))[number] = weight * share
    return gains


def _cover(
    gains: Mapping[int, list[float]], weights: Sequence[float], index: TranscriptIndex
) -> tuple[list[int], list[float]]:
    """Chooses passages one by one, each for what it adds; returns them and the weight covered of each item."""
    covered = [0.0] * len(weights)
    chosen: list[int] = []
    while gains and len(chosen) < _MOST_SOURCES:
        best = max(gains, key=lambda position: _merit(gains[position], covered, index.passage(position)))
        gain = sum(max(0.0, new - old) for new, old in zip(gains[best], covered, strict=True))
        if best in chosen or gain < _LEAST_GAIN * sum(weights):
            break
        chosen.append(best)
        covered = [max(pair) for pair in zip(gains[best], covered, strict=True)]
    return chosen, covered


def _merit(gain: Sequence[float], covered: Sequence[float], passage: _Passage) -> float:
    """What a passage adds, a little for saying again what is covered, less for being long."""
    added = sum(max(0.0, new - old) for new, old in zip(gain, covered, strict=True))
    return (added + 0.1 * sum(gain)) / (1 + _LENGTH_PENALTY * math.log(1 + passage.words))


def _passages(texts: Sequence[str], keys: Sequence[frozenset[Key]]) -> list[_Passage]:
    """One passage a segment; an answer, and its question, are found by the words of both."""
    passages: list[_Passage] = []
    for index, text in enumerate(texts):
        words = len(text.split())
        previous = index - 1
        if index and is_short_answer(text) and not is_short_answer(texts[previous]):
            both = keys[index] | keys[previous]
            passages[-1] = _Passage((previous, index), both, words + len(texts[previous].split()))
        elif index and starts_as_answer(text) and texts[previous].rstrip().endswith("?"):
            both = keys[index] | keys[previous]
            passages.append(_Passage((index, previous), both, words + len(texts[previous].split())))
        else:
            passages.append(_Passage((index,), keys[index], words))
    return passages
