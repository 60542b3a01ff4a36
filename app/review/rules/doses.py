"""Doses by medication: whether the dose that a note gives a medication is one that was said of it."""

import re
from collections.abc import Callable, Iterator, Sequence
from typing import TypeAlias

from app.domain.hangul import is_hangul
from app.review.evidence.sources import TranscriptIndex
from app.review.reading.heard import HeardMedication
from app.review.reading.medications import MedicationMention, parts_of
from app.review.reading.numbers import HeardNumber, Quantity
from app.review.reading.units import DOSE_DIMENSIONS, same_measure, unit

_FARTHEST_CHARS_AFTER = 160
_FARTHEST_CHARS_BEFORE = 30
_FARTHEST_CHARS_BEFORE_KO = 6
_FARTHEST_SEGMENTS = 3
_OF = " of "
_SENTENCE_END = re.compile(r"[.?!]\s")
_LARGEST_COUNT = 24
_COUNTED = ("tablet", "puff", "drop", "packet", "spoon")
_PACKS = re.compile(r"\bpacks?\b(?![ -]?years?)|갑(?!년)", re.IGNORECASE)
_ONE = re.compile(r"\b(?:one|each)\b|\ban? (?:tab|pill|cap|puff|spray|drop|sachet|spoon)|하나", re.IGNORECASE)

IsMeant: TypeAlias = Callable[[HeardNumber], bool]


def dose_conflict(
    quantity: Quantity, mentions: Sequence[MedicationMention], index: TranscriptIndex
) -> HeardNumber | None:
    """A dose said of the medication, when the written one was said only of something else; None when all is well.

    None also when no dose was said near the medication, with a unit or right behind its name: then nothing is known.
    """
    if not _is_dose(quantity):
        return None
    mention = _medication_of(quantity, mentions)
    if mention is None:
        return None
    parts = parts_of(mention.ingredient)
    doses, bare = list(doses_of(parts, index)), list(_bare_behind(parts, index))
    if any(_is_same(quantity, dose) for dose in doses) or any(each.value == quantity.value for each in bare):
        return None
    if not doses:
        return next(iter(bare), None)
    if any(each.value == quantity.value for each in _bare_after(parts, index)):
        return None
    return min(doses, key=lambda dose: abs(dose.value - quantity.value))


def _bare_behind(ingredients: frozenset[str], index: TranscriptIndex) -> Iterator[HeardNumber]:
    """«Bisoprolol two point five»."""
    for mention in index.medications.mentions:
        for reading in (
            index.numbers.by_segment.get(mention.segment, ()) if ingredients & parts_of(mention.ingredient) else ()
        ):
            if reading.unit is None and 0 <= reading.start - mention.end <= 1:
                yield reading


def _bare_after(ingredients: frozenset[str], index: TranscriptIndex) -> Iterator[HeardNumber]:
    """«Two hundred milligrams today and then a hundred». What is smaller counts tablets, times or days."""
    return _readings_of(ingredients, index, lambda each: each.unit is None and each.value > _LARGEST_COUNT)


def count_conflict(
    quantity: Quantity, mentions: Sequence[MedicationMention], index: TranscriptIndex
) -> HeardNumber | None:
    """How many tablets, puffs or drops were said of the medication, when the note has as many of something else.

    None when all is well, when none were counted, and when as many were said without the word: «and one at night».
    """
    mention = _medication_of(quantity, mentions) if quantity.unit in _COUNTED else None
    if mention is None:
        return None
    parts = parts_of(mention.ingredient)
    said = list(_readings_of(parts, index, lambda reading: reading.unit in (quantity.unit, None)))
    counts = [reading for reading in said if reading.unit is not None]
    if not counts or any(reading.value == quantity.value for reading in said):
        return None
    return None if quantity.value == 1 and _is_one_said(parts, index) else counts[0]


def packs_conflict(quantity: Quantity, index: TranscriptIndex) -> HeardNumber | None:
    """How many packs are smoked, when none as many were said; None where cigarettes were counted instead."""
    if not _PACKS.search(quantity.text):
        return None
    said = [reading for reading in index.numbers.all() if _PACKS.search(reading.text)]
    return None if any(reading.value == quantity.value for reading in said) else next(iter(said), None)


def _is_one_said(ingredients: frozenset[str], index: TranscriptIndex) -> bool:
    """«One» alone is a word as well as a number."""
    segments = {each.segment for each in index.medications.mentions if ingredients & parts_of(each.ingredient)}
    near = {at for segment in segments for at in range(segment, min(len(index.texts), segment + _FARTHEST_SEGMENTS))}
    return any(_ONE.search(index.texts[at]) for at in near)


def _medication_of(quantity: Quantity, mentions: Sequence[MedicationMention]) -> MedicationMention | None:
    """The one directly behind the dose, «40 mg of furosemide», else the last one named before it, else the next."""
    before = [mention for mention in mentions if mention.end <= quantity.start]
    behind = [m for m in mentions if 0 <= m.start - quantity.end <= _FARTHEST_CHARS_BEFORE]
    if behind and (not before or behind[0].start - quantity.end <= len(_OF)):
        return behind[0]
    return before[-1] if before else None


def doses_of(ingredients: frozenset[str], index: TranscriptIndex) -> Iterator[HeardNumber]:
    return _readings_of(ingredients, index, _is_dose)


def _readings_of(ingredients: frozenset[str], index: TranscriptIndex, is_meant: IsMeant) -> Iterator[HeardNumber]:
    heard = index.medications.mentions
    for position, mention in enumerate(heard):
        if ingredients & parts_of(mention.ingredient):
            before = heard[position - 1] if position else None
            following = heard[position + 1] if position + 1 < len(heard) else None
            yield from _readings_after(mention, following, index, is_meant)
            yield from _readings_before(mention, before, index, is_meant)


def _readings_after(
    mention: HeardMedication, following: HeardMedication | None, index: TranscriptIndex, is_meant: IsMeant
) -> Iterator[HeardNumber]:
    """Up to the next medication, over a few short segments: the answer to «which dose?» comes in one of its own."""
    passed = -mention.end
    last = min(len(index.texts), mention.segment + _FARTHEST_SEGMENTS)
    for segment in range(mention.segment, last):
        for reading in index.numbers.by_segment.get(segment, ()):
            if (segment, reading.start) < (mention.segment, mention.end) or not is_meant(reading):
                continue
            if not _is_of_the_next(reading, following) and passed + reading.start <= _FARTHEST_CHARS_AFTER:
                yield reading
        passed += len(index.texts[segment])


def _is_of_the_next(reading: HeardNumber, following: HeardMedication | None) -> bool:
    if following is None or following.segment > reading.segment:
        return False
    gap = following.start - (reading.start + len(reading.text))
    return following.segment < reading.segment or gap < 0 or gap == len(_OF)


def _readings_before(
    mention: HeardMedication, before: HeardMedication | None, index: TranscriptIndex, is_meant: IsMeant
) -> Iterator[HeardNumber]:
    """«20 milligrams of lisinopril». In Korean a dose follows its medication, but for «500밀리그램짜리 타이레놀»."""
    is_korean = is_hangul(mention.surface)
    earliest = mention.start - (_FARTHEST_CHARS_BEFORE_KO if is_korean else _FARTHEST_CHARS_BEFORE)
    if before is not None and before.segment == mention.segment:
        earliest = max(earliest, before.end)
    said = index.texts[mention.segment]
    ends = [match.end() for match in _SENTENCE_END.finditer(said, 0, mention.start)]
    earliest = max(earliest, ends[-1] if ends else earliest)
    for reading in index.numbers.by_segment.get(mention.segment, ()):
        is_near = earliest <= (reading.start + len(reading.text) if is_korean else reading.start) < mention.start
        if is_near and is_meant(reading):
            yield reading


def _is_dose(quantity: Quantity | HeardNumber) -> bool:
    """Kilograms are somebody's weight: «14 kg, acetaminophen 5 mL»."""
    return quantity.unit not in (None, "kg") and unit(quantity.unit).dimension in DOSE_DIMENSIONS


def _is_same(quantity: Quantity, dose: HeardNumber) -> bool:
    written, said = quantity.unit, dose.unit
    if written is None or said is None:
        return False
    is_vague = unit(said).dimension == "ambiguous" and quantity.value == dose.value
    return is_vague or same_measure(quantity.value, unit(written), dose.value, unit(said))
