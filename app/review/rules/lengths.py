"""Lengths of time of the wrong thing: «cough for 2 weeks», where the cough was said to last two days and the visit to
be in two weeks."""

from collections.abc import Iterator, Sequence

from app.domain.note import Flag, FlagKind, Severity
from app.review.evidence.claims import Claim
from app.review.evidence.likeness import likeness
from app.review.evidence.sources import TranscriptIndex
from app.review.reading.assertions import Key, Mention
from app.review.reading.numbers import HeardNumber, Quantity
from app.review.reading.units import TIME_DIMENSIONS, is_named_in, same_measure, unit

_NEAR_CHARS = 60
_NAMED_CHARS = 100
_LENGTHS = ("day", "week", "month")
_LEAST_LIKENESS, _AGREEMENT_SHARE = 0.6, 0.5


def length_flags(quantities: Sequence[Quantity], claims: Sequence[Claim], index: TranscriptIndex) -> Iterator[Flag]:
    """For a length of time whose number was said of the same thing with another unit, and with its own of others; and
    for one whose number was only said bare and far from any word for its unit, «five out of five»."""
    sentences = dict.fromkeys(claim.sentence for claim in claims)
    for quantity in quantities:
        readings = index.numbers.readings(quantity.value) if _is_a_length(quantity) else ()
        if readings and all(_is_bare_of(quantity, reading, index) for reading in readings):
            yield Flag(FlagKind.UNIT_MISMATCH, Severity.WARN, quantity.text, readings[0].text)
            continue
        others = [reading for reading in readings if _is_another(quantity, reading)]
        if not others or len(others) == len(readings):
            continue
        around = [keys for sentence in sentences for keys in _around(sentence, quantity.start, quantity.end)]
        rated = [(_likeness_at(around, reading, index), reading) for reading in readings]
        best_other, nearest = max(((rate, r) for rate, r in rated if r in others), key=lambda each: each[0])
        best_own = max(rate for rate, reading in rated if reading not in others)
        if best_other >= _LEAST_LIKENESS and best_own <= _AGREEMENT_SHARE * best_other:
            yield Flag(FlagKind.UNIT_MISMATCH, Severity.WARN, quantity.text, nearest.text)


def _is_bare_of(quantity: Quantity, reading: HeardNumber, index: TranscriptIndex) -> bool:
    """Whether a number was said without a unit, where the unit of an English length is not named: «how many weeks?»
    may stand before it or behind. People leave out the unit of ages, and of hours, «six hundred milligrams q. six»."""
    if quantity.unit not in _LENGTHS or not quantity.text.isascii() or reading.unit is not None:
        return False
    here, start, end = index.texts[reading.segment], reading.start, reading.start + len(reading.text)
    before = index.texts[reading.segment - 1] if reading.segment else ""
    behind = index.texts[reading.segment + 1] if reading.segment + 1 < len(index.texts) else ""
    near = (before[-_NAMED_CHARS:], here[max(0, start - _NAMED_CHARS) : end + _NAMED_CHARS], behind[:_NAMED_CHARS])
    return not is_named_in(" ".join(near), unit(quantity.unit))


def _is_a_length(quantity: Quantity | HeardNumber) -> bool:
    return quantity.unit is not None and unit(quantity.unit).dimension in TIME_DIMENSIONS


def _is_another(written: Quantity, said: HeardNumber) -> bool:
    if not _is_a_length(said) or written.unit is None or said.unit is None:
        return False
    return not same_measure(written.value, unit(written.unit), said.value, unit(said.unit))


def _likeness_at(around: Sequence[frozenset[Key]], reading: HeardNumber, index: TranscriptIndex) -> float:
    mentions = [mention for said in index.assertions.said_in(reading.segment) for mention in said.mentions]
    heard = _around(mentions, reading.start, reading.start + len(reading.text))
    return likeness(around, frozenset[Key]().union(*heard), index)


def _around(mentions: Sequence[Mention], start: int, end: int) -> list[frozenset[Key]]:
    """The keys of each thing named near text[start:end], but not within it."""
    return [
        mention.keys
        for mention in mentions
        if start - _NEAR_CHARS <= mention.end <= start or end <= mention.start <= end + _NEAR_CHARS
    ]
