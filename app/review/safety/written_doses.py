"""The dose that a note gives behind the name of a medication, in milligrams, by the day, and for how many days."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from app.review.reading.numbers import Quantity, quantities_in
from app.review.reading.schedules import durations_in, frequencies_in
from app.review.reading.units import unit
from app.review.safety.uses import RECORD, Use
from app.review.safety.volumes import concentration_in

_MG_A_GRAM = 1000
_STATEMENT_END = re.compile(r"[.;\n](?!\d)")


@dataclass(frozen=True, slots=True)
class WrittenDose:
    """As the note gives it: mg at once and, where it says how often, mg a day. None is not stated."""

    words: str
    dose_mg: float | None
    day_mg: float | None


def written_doses(uses: Sequence[Use]) -> Iterator[tuple[Use, WrittenDose]]:
    """Of each use in the note that has a dose behind it. What is put on the skin, in the eye or the nose is left out;
    volumes need a concentration."""
    for use, words in words_behind(uses):
        written = _written(words)
        if written is not None:
            yield use, written


def written_days(uses: Sequence[Use]) -> Iterator[tuple[Use, str, float]]:
    """Of each use in the note that has a length of time behind it: the words, and days."""
    for use, words in words_behind(uses):
        for slot in durations_in(words.lower()):
            yield use, slot.text, float(slot.value)


def words_behind(uses: Sequence[Use]) -> Iterator[tuple[Use, str]]:
    """What stands behind the name of a medication up to the next one, or to the end of the sentence."""
    for position, use in enumerate(uses):
        if use.place == RECORD or use.is_topical:
            continue
        following = next((each.start for each in uses[position + 1 :] if each.place == use.place), len(use.text))
        end = _STATEMENT_END.search(use.text, use.end, following)
        yield use, use.text[use.end : end.start() if end else following]


def _written(words: str) -> WrittenDose | None:
    concentration = concentration_in(words)
    rest = words if concentration is None else words.replace(concentration.words, " " * len(concentration.words))
    quantities = [each for each in quantities_in(rest) if each.unit in ("mg", "g", "mL")]
    if not quantities:
        return None
    first = next((each for each in quantities if each.unit != "mL"), quantities[0])
    dose = _milligrams(first, concentration.mg_per_ml if concentration else None)
    times = next((slot.value for slot in frequencies_in(words.lower())), None)
    return WrittenDose(first.text, dose, dose * float(times) if dose is not None and times is not None else None)


def _milligrams(quantity: Quantity, mg_per_ml: float | None) -> float | None:
    if quantity.unit == "mL":
        return None if mg_per_ml is None else quantity.value * mg_per_ml
    factor = unit(str(quantity.unit)).factor or 0.0
    return quantity.value * factor * _MG_A_GRAM
