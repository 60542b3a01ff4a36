"""Whether a number of a note was said, and with which unit."""

from collections.abc import Sequence

from app.review.evidence.sources import TranscriptIndex
from app.review.reading.full_marks import is_full_marks, names_full_marks
from app.review.reading.heard import HeardNumbers
from app.review.reading.medications import MedicationMention, parts_of
from app.review.reading.numbers import HeardNumber, Quantity
from app.review.reading.units import (
    DOSE_DIMENSIONS,
    TIME_DIMENSIONS,
    Unit,
    is_named_in,
    may_be_same_unit,
    same_measure,
    unit,
)

_HOURS_A_DAY = 24
_UNIT_CHARS = 40


def is_said_as_written(quantity: Quantity, heard: HeardNumbers) -> bool:
    """Whether some reading of what was said gives the number itself, whatever its unit."""
    return bool(_readings(quantity, heard)) or (quantity.is_month and int(quantity.value) in heard.months)


def is_said(quantity: Quantity, heard: HeardNumbers) -> bool:
    """The same, or the same measure in another unit: 14 days for «two weeks», three times a day for «every 8 hours»."""
    return (
        is_said_as_written(quantity, heard) or bool(_converted(quantity, heard)) or _is_interval_said(quantity, heard)
    )


def is_only_full_marks(text: str, quantity: Quantity, heard: HeardNumbers) -> bool:
    """Whether a score that a text gives was said only as the highest there is, «십 점 만점에 육 점» for «통증 10점»."""
    readings = _readings(quantity, heard)
    is_score = quantity.unit == "point" and not names_full_marks(text, quantity.end)
    return is_score and bool(readings) and all(is_full_marks(reading) for reading in readings)


def unit_conflict(
    quantity: Quantity, mentions: Sequence[MedicationMention], index: TranscriptIndex
) -> HeardNumber | None:
    """What was said instead, when the number was said but with another unit than the one written; else None.

    A number said without a unit fits any, except that a dose is not taken from a bare number while the same number
    was said with another dose unit, unless the bare one was said of the same medication, and a length of time only
    from one that stands before its unit, «two or three weeks». «밀리» alone fits neither mg nor mL (spoken Korean uses
    it for both).
    """
    if quantity.unit is None or unit(quantity.unit).dimension == "count":
        return None
    written, readings = unit(quantity.unit), _readings(quantity, index.numbers)
    others = [reading for reading in readings if reading.unit is not None]
    if not others or _converted(quantity, index.numbers):
        return None
    if any(may_be_same_unit(written, _unit_of(other)) for other in others):
        return None
    has_bare = len(others) < len(readings)
    of_times = [other for other in others if _unit_of(other).dimension in TIME_DIMENSIONS]
    if written.dimension in TIME_DIMENSIONS and of_times and not _bare_before(written, readings, index):
        return of_times[0]
    of_doses = [other for other in others if _unit_of(other).dimension in DOSE_DIMENSIONS]
    if not has_bare:
        return (of_doses or others)[0]
    if (
        written.dimension not in DOSE_DIMENSIONS
        or not of_doses
        or (not _is_ambiguous(of_doses) and _bare_beside_medication(readings, mentions, index))
    ):
        return None
    return of_doses[0]


def frequency_conflict(quantity: Quantity, index: TranscriptIndex) -> HeardNumber | None:
    """What was said with the number of a «three times a day» that was never said of times; else None.

    «Every eight hours» says three times a day as well.
    """
    if quantity.unit != "times" or not 1 < quantity.value <= _HOURS_A_DAY:
        return None
    readings = _readings(quantity, index.numbers)
    if any(reading.unit == "times" for reading in readings) or _is_interval_said(quantity, index.numbers):
        return None
    return readings[0] if readings else None


def _is_interval_said(quantity: Quantity, heard: HeardNumbers) -> bool:
    if quantity.unit != "times" or quantity.value <= 1:
        return False
    return any(reading.unit == "hour" for reading in heard.readings(_HOURS_A_DAY / quantity.value))


def _readings(quantity: Quantity, heard: HeardNumbers) -> list[HeardNumber]:
    return [reading for value in (quantity.value, *quantity.also) for reading in heard.readings(value)]


def _converted(quantity: Quantity, heard: HeardNumbers) -> list[HeardNumber]:
    if quantity.unit is None:
        return []
    written = unit(quantity.unit)
    return [
        reading
        for reading in heard.measured.get(written.dimension, ())
        if same_measure(quantity.value, written, reading.value, _unit_of(reading))
    ]


def _unit_of(reading: HeardNumber) -> Unit:
    """Only for a reading with a unit."""
    assert reading.unit is not None
    return unit(reading.unit)


def _is_ambiguous(readings: Sequence[HeardNumber]) -> bool:
    return any(_unit_of(reading).dimension == "ambiguous" for reading in readings)


def _bare_before(written: Unit, readings: Sequence[HeardNumber], index: TranscriptIndex) -> bool:
    """Whether a number without a unit stands before the unit's name: «two, three weeks», «two or so months»."""
    return any(
        reading.unit is None and is_named_in(index.texts[reading.segment][reading.start :][:_UNIT_CHARS], written)
        for reading in readings
    )


def _bare_beside_medication(
    readings: Sequence[HeardNumber], mentions: Sequence[MedicationMention], index: TranscriptIndex
) -> bool:
    wanted = {part for mention in mentions for part in parts_of(mention.ingredient)}
    segments = {
        heard.segment + step
        for heard in index.medications.mentions
        if wanted & parts_of(heard.ingredient)
        for step in (-1, 0, 1)
    }
    return any(reading.unit is None and reading.segment in segments for reading in readings)
