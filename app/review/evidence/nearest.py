"""The nearest thing heard to what a note states wrongly, to show beside it."""

from collections.abc import Iterable, Sequence

from rapidfuzz.distance import Levenshtein

from app.domain.sounds import sounds_of
from app.review.evidence.sources import TranscriptIndex
from app.review.reading.heard import HeardMedication
from app.review.reading.medications import MedicationMention, medication, names_of, parts_of, single_names
from app.review.reading.numbers import HeardNumber, Quantity
from app.review.reading.spelling import may_be_misheard

_SPELLING_LIMIT = 4
_POWERS_OF_TEN = (0.001, 0.01, 0.1, 10.0, 100.0, 1000.0)


def nearest_number(quantity: Quantity, index: TranscriptIndex, segments: Sequence[int]) -> str:
    """A number said in the statement's sources with the same unit, or one that a slip turns into it; "" for none."""
    nearby = [reading for segment in segments for reading in index.numbers.by_segment.get(segment, ())]
    for candidates in (nearby, _everywhere(index)):
        slipped = [reading for reading in candidates if _is_slip(quantity, reading)]
        if slipped:
            return min(slipped, key=lambda reading: _unlikeness(quantity, reading)).text
    of_same_unit = [reading for reading in nearby if quantity.unit is not None and reading.unit == quantity.unit]
    if of_same_unit:
        return min(of_same_unit, key=lambda reading: _unlikeness(quantity, reading)).text
    return ""


def nearest_medication(mention: MedicationMention, index: TranscriptIndex, segments: Sequence[int]) -> str:
    """A medication said that is spelled alike, or of the same class, or the one in the sources; "" for none."""
    heard = index.medications.mentions
    nearby = [candidate for candidate in heard if candidate.segment in segments]
    for candidates in (nearby, heard):
        alike = _most_alike(mention, candidates) or _of_same_class(mention, candidates)
        if alike:
            return alike.surface
    return nearby[0].surface if len({candidate.ingredient for candidate in nearby}) == 1 else ""


def as_near_to(word: str, ingredient: str) -> str:
    """Another medication's name that a misheard word is as near to as to this one's; "" when there is none."""
    sound = sounds_of(word)
    limit = min(Levenshtein.distance(sound, sounds_of(name)) for name in names_of(ingredient))
    for other, name in single_names():
        is_another = not parts_of(other) & parts_of(ingredient)
        if is_another and may_be_misheard(name, word) and Levenshtein.distance(sound, sounds_of(name)) <= limit:
            return name
    return ""


def _everywhere(index: TranscriptIndex) -> Iterable[HeardNumber]:
    return index.numbers.all()


def _is_slip(quantity: Quantity, reading: HeardNumber) -> bool:
    """Ten times more or less, or the same digits in another order, in the same unit."""
    if reading.unit != quantity.unit or reading.value == quantity.value or not reading.value:
        return False
    if any(abs(reading.value * power - quantity.value) < 1e-6 * quantity.value for power in _POWERS_OF_TEN):
        return True
    written, said = f"{quantity.value:g}", f"{reading.value:g}"
    return len(written) > 1 and sorted(written) == sorted(said)


def _unlikeness(quantity: Quantity, reading: HeardNumber) -> tuple[int, float]:
    return Levenshtein.distance(f"{quantity.value:g}", f"{reading.value:g}"), abs(quantity.value - reading.value)


def _most_alike(mention: MedicationMention, candidates: Sequence[HeardMedication]) -> HeardMedication | None:
    sound = sounds_of(mention.surface)
    limit = min(_SPELLING_LIMIT, len(sound) // 2)
    near = {
        c: Levenshtein.distance(sound, sounds_of(c.surface), score_cutoff=limit)
        for c in candidates
        if not parts_of(c.ingredient) & parts_of(mention.ingredient)
    }
    return min((c for c in near if near[c] <= limit), key=lambda c: near[c], default=None)


def _of_same_class(mention: MedicationMention, candidates: Sequence[HeardMedication]) -> HeardMedication | None:
    listed = medication(mention.ingredient)
    if listed is None:
        return None
    for candidate in candidates:
        other = medication(candidate.ingredient)
        if other is not None and other.drug_class == listed.drug_class:
            return candidate
    return None
