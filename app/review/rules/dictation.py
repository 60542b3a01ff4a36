"""A dictation's sentences against the lines that were written from it: what the lines tell in part, they do not tell.

Who dictates a handover says it once and in order, and what is missing from it is missing at the bedside. So a sentence
of which a number, a drug, a side or much else is in none of the lines stands there in its own words, in their place.
The wording is in resources/terminology/dictation.json.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from app.domain.transcript import Transcript
from app.resources import load_json
from app.review.evidence.sources import Item, TranscriptIndex, find_sources, items_of
from app.review.reading.assertions import SIDES
from app.review.reading.clock_times import clock_times_in
from app.review.reading.concepts import concepts_in
from app.review.reading.medications import medications_in
from app.review.reading.numbers import Quantity, quantities_in
from app.review.reading.words import tokens_of
from app.review.rules.asides import is_aside

_LEAST_TOLD = 0.6
_FEWEST_WORDS = 2
_NOON = 12


def told_whole(lines: Iterable[str], said: Transcript) -> tuple[tuple[str, str], ...]:
    """What tells the dictation, in its order: each text with the line whose place it has, "" for none.

    A text is one of the lines, its own place, or a sentence of `said`, whose segments are the dictation's sentences.
    A line that tells nothing but what others of its sentence do is left out, and so is one that tells it otherwise.
    """
    index = TranscriptIndex(said)
    touches = {
        line: tuple(dict.fromkeys(index.positions([each])[0] for each in find_sources(line, index))) for line in lines
    }
    kept = [line for line, at in touches.items() if at and _is_true_to(index.texts[at[0]], line)]
    own: dict[int, str] = {}
    while untold := [
        position
        for position, sentence in enumerate(index.texts)
        if position not in own
        and _matters(sentence)
        and not _is_told(sentence, [line for line in kept if position in touches[line]])
    ]:
        for position in untold:
            own[position] = next((line for line, at in touches.items() if position in at[:1]), "")
        kept = [line for line in kept if touches[line][0] not in own]
    for line in reversed(tuple(kept)):
        others = [other for other in kept if other != line]
        if all(_tell_as_much(index.texts[at], others, kept) for at in touches[line]):
            kept = others
    placed = [(touches[line][0], line, line) for line in kept]
    placed += [(position, index.texts[position], line) for position, line in own.items()]
    return tuple((text, line) for _, text, line in sorted(placed, key=lambda each: each[0]))


def _matters(sentence: str) -> bool:
    """Whether a sentence says anything for a document."""
    if is_aside(sentence) or len(sentence.split()) < _FEWEST_WORDS:
        return False
    named = quantities_in(sentence) or medications_in(sentence) or concepts_in(tokens_of(sentence))
    return bool(named) or _pattern("matters").search(sentence) is not None


def _is_true_to(sentence: str, line: str) -> bool:
    """Not what mixes in other sentences, calls for what was done, or gives a number without saying of what."""
    if _pattern("to_do").search(line) and _pattern("done").search(sentence) and not _pattern("to_do").search(sentence):
        return False
    if any(quantity.unit is None and not line[: quantity.start].strip() for quantity in quantities_in(line)):
        return False
    items, told = _told(line, [sentence])
    return len(told) >= _LEAST_TOLD * len(items)


def _is_told(sentence: str, lines: Sequence[str]) -> bool:
    written = [quantity for line in lines for quantity in quantities_in(line)]
    if not all(_is_among(quantity, written) for quantity in quantities_in(sentence)):
        return False
    if not all(_is_same_half(clock, half, lines) for clock, half in _half_days(sentence)):
        return False
    items, told = _told(sentence, lines)
    if any(_is_medication(item) for item in items if item not in told):
        return False
    named = {name for line in lines for name in (*_sides(line), *_people(line))}
    return {*_sides(sentence), *_people(sentence)} <= named and len(told) >= _LEAST_TOLD * len(items)


def _tell_as_much(sentence: str, fewer: Sequence[str], lines: Sequence[str]) -> bool:
    written = [quantity for line in fewer for quantity in quantities_in(line)]
    of_all = [quantity for line in lines for quantity in quantities_in(line)]
    lost = [q for q in quantities_in(sentence) if _is_among(q, of_all) and not _is_among(q, written)]
    return not lost and _told(sentence, fewer)[1] == _told(sentence, lines)[1]


def _told(text: str, others: Iterable[str]) -> tuple[list[Item], list[Item]]:
    """What a text says but for its numbers and hours, and what of it any of the others says."""
    keys = {key for other in others for item in items_of(other) for key in (*item.strong, *item.weak)}
    items = list(items_of(_without_numbers(text)))
    return items, [item for item in items if not keys.isdisjoint((*item.strong, *item.weak))]


def _without_numbers(text: str) -> str:
    """And without the half of the day that is said with an hour."""
    for quantity in sorted(quantities_in(text), key=lambda each: each.start, reverse=True):
        half = _pattern("half_day").match(text, quantity.end)
        text = f"{text[: quantity.start]} {text[half.end() if half else quantity.end :]}"
    return text


def _half_days(sentence: str) -> Iterator[tuple[float, str]]:
    """Each hour that is said with its half of the day: «eight tomorrow morning»."""
    for quantity in quantities_in(sentence):
        if half := _pattern("half_day").match(sentence, quantity.end):
            yield quantity.value, half["half"].casefold()


def _is_same_half(hour: float, half: str, lines: Sequence[str]) -> bool:
    """Whether a line has the hour in that half of the day, by the clock or in the same word."""
    is_morning = half in load_json("terminology/dictation.json")["mornings"]
    for line in lines:
        hours = [int(time[:2]) for time in clock_times_in(line)]
        if half in line.casefold() or any(h % _NOON == hour % _NOON and (h < _NOON) == is_morning for h in hours):
            return True
    return False


def _is_medication(item: Item) -> bool:
    return any(kind == "medication" for kind, _ in item.strong)


def _sides(text: str) -> set[str]:
    """The sides that a text names. In English «right» is much else besides, but in a dictation hardly ever."""
    tokens = tokens_of(text)
    concepts = {mention.concept for mention in concepts_in(tokens)} | {token.word for token in tokens}
    return concepts & {str(side) for _, side in SIDES}


def _people(text: str) -> set[str]:
    """Those of whom something is asked."""
    return {found.group().casefold() for found in _pattern("people").finditer(text)}


def _is_among(quantity: Quantity, written: Sequence[Quantity]) -> bool:
    """«Six this evening» is among «18:00»."""
    values = {quantity.value, *quantity.also}
    return any(not values.isdisjoint((other.value, *other.also)) for other in written)


@cache
def _pattern(name: str) -> re.Pattern[str]:
    return re.compile(load_json("terminology/dictation.json")[name], re.IGNORECASE)
