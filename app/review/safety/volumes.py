"""Milligrams and millilitres of one dose beside the concentration that is stated with them; without one, no word."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from app.domain.note import DraftNote, Flag, FlagKind, Origin, Severity
from app.review.reading.numbers import Quantity, quantities_in
from app.review.safety.uses import Use

_CONCENTRATION = re.compile(
    r"(?P<mg>\d+(?:\.\d+)?)[ ]?(?:mg|밀리그램)[ ]?(?:/|per|in)[ ]?"
    r"(?P<ml>\d+(?:\.\d+)?)?[ ]?(?:mL|cc|밀리리터)(?![A-Za-z/])",
    re.IGNORECASE,
)
_ROUNDING = 0.05


@dataclass(frozen=True, slots=True)
class Concentration:
    words: str
    mg_per_ml: float


def concentration_in(text: str) -> Concentration | None:
    """«160 mg/5 mL», «100 mg per mL». The first one; None where none is stated."""
    for match in _CONCENTRATION.finditer(text):
        volume = float(match["ml"] or 1)
        if volume:
            return Concentration(match.group(), float(match["mg"]) / volume)
    return None


def volume_flags(note: DraftNote, uses: tuple[Use, ...]) -> Iterator[tuple[str, Flag]]:
    """For statements about one medication, with a concentration, one dose in mg and one in mL."""
    for statement in note.statements():
        named = {use.ingredient for use in uses if use.place == statement.id}
        concentration = concentration_in(statement.text)
        if statement.origin is Origin.TEMPLATE or len(named) != 1 or concentration is None:
            continue
        rest = statement.text.replace(concentration.words, " " * len(concentration.words))
        quantities = quantities_in(rest)
        mass = [each for each in quantities if each.unit == "mg"]
        volume = [each for each in quantities if each.unit == "mL"]
        if len(mass) == len(volume) == 1 and not _agree(mass[0], volume[0], concentration):
            millilitres = mass[0].value / concentration.mg_per_ml if concentration.mg_per_ml else 0.0
            said = f"{mass[0].text} = {millilitres:.3g} mL"
            yield (
                statement.id,
                Flag(FlagKind.VOLUME_MISMATCH, Severity.BLOCK, volume[0].text, said, concentration.words),
            )


def _agree(mass: Quantity, volume: Quantity, concentration: Concentration) -> bool:
    by_volume = volume.value * concentration.mg_per_ml
    return abs(by_volume - mass.value) <= _ROUNDING * max(mass.value, by_volume)
