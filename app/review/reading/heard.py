"""What a transcript holds of numbers and medications, ready to be asked for."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TypeVar

from app.domain.sounds import initial_sound, is_korean
from app.review.reading.counted_doses import counted_doses
from app.review.reading.full_marks import of_full_marks
from app.review.reading.medications import ingredient_named, medication, medications_in, names_of, parts_of
from app.review.reading.numbers import HeardNumber, heard_in, months_named
from app.review.reading.spelling import may_be_misheard
from app.review.reading.units import unit
from app.review.reading.words import Token, tokens_of, without_particle

K = TypeVar("K")

_TAIL_CHARS = 48
_SHORTEST_KOREAN_NAME = 3
_LENGTH_MARGIN = 2
_MOST_SEGMENTS = 7


@dataclass(frozen=True, slots=True)
class HeardMedication:
    ingredient: str
    surface: str
    segment: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class HeardNumbers:
    """Readings by value, by segment and, where a unit that converts was said, by its dimension.

    `months` are those named, so that a date in figures may rest on them.
    """

    by_value: Mapping[float, tuple[HeardNumber, ...]]
    by_segment: Mapping[int, tuple[HeardNumber, ...]]
    measured: Mapping[str, tuple[HeardNumber, ...]]
    months: frozenset[int]

    def readings(self, value: float) -> tuple[HeardNumber, ...]:
        return self.by_value.get(round(value, 4), ())

    def all(self) -> Iterator[HeardNumber]:
        for readings in self.by_value.values():
            yield from readings


@dataclass(slots=True)
class HeardMedications:
    """Mentions in the order of speech, and the words among which a misheard name may hide."""

    mentions: tuple[HeardMedication, ...]
    _said_parts: frozenset[str]
    _words: Mapping[tuple[str, int], Mapping[str, tuple[int, ...]]]
    _near: dict[tuple[str, str], tuple[str, tuple[int, ...]]] = field(default_factory=dict)

    def is_said(self, ingredient: str, surface: str) -> bool:
        """By the same ingredient, another name for it, a combination that holds it, or a near spelling of it."""
        return self._said_parts.issuperset(ingredient.split("/")) or bool(self.misheard_in(ingredient, surface))

    def misheard_in(self, ingredient: str, surface: str) -> tuple[int, ...]:
        """The segments with a word that may be the name. A word that is itself another medication is not."""
        return self._nearest(ingredient, surface)[1]

    def misheard_as(self, ingredient: str, surface: str) -> str:
        """The word that stands for a medication which was not said by any of its names; "" when one was."""
        if self._said_parts.issuperset(ingredient.split("/")):
            return ""
        return self._nearest(ingredient, surface)[0]

    def _nearest(self, ingredient: str, surface: str) -> tuple[str, tuple[int, ...]]:
        key = (ingredient, surface.lower())
        if key not in self._near:
            self._near[key] = next(self._near_spellings(ingredient, surface), ("", ()))
        return self._near[key]

    def _near_spellings(self, ingredient: str, surface: str) -> Iterator[tuple[str, tuple[int, ...]]]:
        for name in dict.fromkeys((surface.lower(), *_distinctive_names(ingredient))):
            for length in range(len(name) - _LENGTH_MARGIN, len(name) + _LENGTH_MARGIN + 1):
                for word, segments in self._words.get((initial_sound(name), length), {}).items():
                    if may_be_misheard(name, word) and ingredient_named(word) in (None, ingredient):
                        yield word, segments


def heard_numbers_of(texts: list[str]) -> HeardNumbers:
    """All readings in the segments' texts, and over the seam between neighbours, where a number may be cut in two."""
    readings = [reading for index, text in enumerate(texts) for reading in _heard_and_counted(text, index)]
    for index in range(1, len(texts)):
        before, after = texts[index - 1].rstrip()[-_TAIL_CHARS:], texts[index].lstrip()[:_TAIL_CHARS]
        if before and after and before[-1].isalnum():
            readings.extend(_over_the_seam(before, after, index))
    convertible = ((unit(reading.unit), reading) for reading in readings if reading.unit is not None)
    return HeardNumbers(
        _grouped((round(reading.value, 4), reading) for reading in readings),
        _grouped((reading.segment, reading) for reading in readings),
        _grouped((said.dimension, reading) for said, reading in convertible if said.factor is not None),
        months_named("\n".join(texts)),
    )


def _heard_and_counted(text: str, index: int) -> Iterator[HeardNumber]:
    heard = tuple(of_full_marks(reading, text) for reading in heard_in(text, index))
    yield from heard
    yield from counted_doses(text, heard)


def _grouped(pairs: Iterable[tuple[K, HeardNumber]]) -> dict[K, tuple[HeardNumber, ...]]:
    groups: dict[K, dict[HeardNumber, None]] = {}
    for key, reading in pairs:
        groups.setdefault(key, {})[reading] = None
    return {key: tuple(group) for key, group in groups.items()}


def _over_the_seam(before: str, after: str, index: int) -> Iterator[HeardNumber]:
    apart = {(r.value, r.unit) for r in (*heard_in(before), *heard_in(after))}
    for reading in heard_in(f"{before} {after}", index):
        if (reading.value, reading.unit) not in apart:
            yield reading


def heard_medications_of(texts: list[str]) -> HeardMedications:
    mentions = tuple(
        HeardMedication(mention.ingredient, mention.surface, index, mention.start, mention.end)
        for index, text in enumerate(texts)
        for mention in medications_in(text)
    )
    said_parts = frozenset(part for mention in mentions for part in parts_of(mention.ingredient))
    return HeardMedications(mentions, said_parts, _by_sound_and_length(_words_and_pairs(texts)))


def _words_and_pairs(texts: list[str]) -> Iterator[tuple[str, int]]:
    """With their segments: words, two neighbours joined («met forman»), Korean words also without particle."""
    for segment, text in enumerate(texts):
        tokens = tokens_of(text)
        words = [token.word for token in tokens]
        for position, word in enumerate(words):
            yield word, segment
            if is_korean(word):
                yield without_particle(word), segment
                yield from ((word[:length], segment) for length in range(_SHORTEST_KOREAN_NAME, len(word)))
            if position + 1 < len(words) and _may_be_one(tokens[position], tokens[position + 1]):
                yield word + words[position + 1], segment


def _may_be_one(token: Token, following: Token) -> bool:
    """Whether two words may be a name that was cut in two; not «to take», but «a moxicillin»."""
    is_filler = any(each.is_stop_word and len(each.word) > 1 for each in (token, following))
    return token.is_korean == following.is_korean and not (is_filler and not token.is_korean)


def _by_sound_and_length(
    words: Iterable[tuple[str, int]],
) -> dict[tuple[str, int], dict[str, tuple[int, ...]]]:
    """The words that begin with a sound and have a length, each with the segments that hold it."""
    grouped: dict[tuple[str, int], dict[str, tuple[int, ...]]] = {}
    for word, segment in words:
        if len(word) >= _SHORTEST_KOREAN_NAME:
            alike = grouped.setdefault((initial_sound(word), len(word)), {})
            alike[word] = (*alike.get(word, ())[:_MOST_SEGMENTS], segment)
    return grouped


def _distinctive_names(ingredient: str) -> Iterator[str]:
    """The ingredient's own name, and other single-word names long enough not to be met by chance."""
    yield ingredient.lower()
    if medication(ingredient) is None:
        return
    for name in names_of(ingredient):
        if " " not in name and len(name) >= (4 if is_korean(name) else 7):
            yield name.lower()
