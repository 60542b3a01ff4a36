"""How a medication is taken, slot by slot, as written and as said of the same medication."""

import re
from collections.abc import Callable, Iterator, Sequence

from app.domain.note import Flag, FlagKind, Severity
from app.review.evidence.sources import TranscriptIndex
from app.review.reading.medications import MedicationMention, parts_of
from app.review.reading.schedules import (
    Slot,
    day_times_in,
    durations_in,
    frequencies_in,
    meal_times_in,
    routes_in,
    when_needed_in,
)

_FARTHEST_CHARS = 170
_FARTHEST_SEGMENTS = 3
_STATEMENT_END = re.compile(r"[.;\n](?!\d)")
_SAME = 1e-4
_SLOTS: tuple[tuple[FlagKind, Callable[[str], Sequence[Slot]]], ...] = (
    (FlagKind.FREQUENCY_MISMATCH, frequencies_in),
    (FlagKind.DURATION_MISMATCH, durations_in),
    (FlagKind.ROUTE_MISMATCH, routes_in),
)


def regimen_flags(text: str, mentions: Sequence[MedicationMention], index: TranscriptIndex) -> Iterator[Flag]:
    """For each medication. A slot that was never filled in talk is not compared, except for «several times a day»."""
    low = text.lower()
    for position, mention in enumerate(mentions):
        following = mentions[position + 1].start if position + 1 < len(mentions) else len(text)
        end = _STATEMENT_END.search(low, mention.end, following)
        written = low[mention.end : end.start() if end else following]
        said = " … ".join(_said_of(parts_of(mention.ingredient), index))
        for kind, slots_in in _SLOTS:
            yield from _conflicts(kind, slots_in(written), slots_in(said))
        for times_in in (meal_times_in, day_times_in):
            yield from _other_time(times_in(written), times_in(said))
        if not frequencies_in(said):
            yield from _taken_when_needed(written, said)
            yield from _unsaid_frequency(frequencies_in(written), index)


def _conflicts(kind: FlagKind, written: Sequence[Slot], said: Sequence[Slot]) -> Iterator[Flag]:
    """By the slot next to the medication: what stands farther off may be of something else."""
    if said and written and not any(_is_same(written[0].value, other.value) for other in said):
        severity = Severity.BLOCK if kind is FlagKind.FREQUENCY_MISMATCH else Severity.WARN
        yield Flag(kind, severity, written[0].text, said[0].text)


def _other_time(written: Sequence[Slot], said: Sequence[Slot]) -> Iterator[Flag]:
    """«식후» for «식전», «at bedtime» for «in the morning»."""
    if said and written and written[0].value not in {other.value for other in said}:
        yield Flag(FlagKind.FREQUENCY_MISMATCH, Severity.WARN, written[0].text, said[0].text)


def _taken_when_needed(written: str, said: str) -> Iterator[Flag]:
    """Every day for what was said to be taken only when it is needed."""
    every_day, needed = frequencies_in(written), when_needed_in(said)
    if every_day and needed and not when_needed_in(written):
        yield Flag(FlagKind.FREQUENCY_MISMATCH, Severity.WARN, every_day[0].text, needed[0].text)


def _unsaid_frequency(written: Sequence[Slot], index: TranscriptIndex) -> Iterator[Flag]:
    """Several times a day, or not every day, where that was said of nothing at all. «Daily» is often meant and not
    said."""
    if written and isinstance(written[0].value, float) and written[0].value != 1:
        heard = frequencies_in(" \n ".join(index.texts).lower())
        if not any(_is_same(written[0].value, other.value) for other in heard):
            yield Flag(FlagKind.FREQUENCY_MISMATCH, Severity.WARN, written[0].text)


def _is_same(left: float | str, right: float | str) -> bool:
    if isinstance(left, str) or isinstance(right, str):
        return left == right
    return abs(left - right) <= _SAME * max(left, right)


def _said_of(parts: frozenset[str], index: TranscriptIndex) -> Iterator[str]:
    """The words behind each mention of the medication, up to the next one, over a few short segments."""
    heard = index.medications.mentions
    for position, mention in enumerate(heard):
        if not parts & parts_of(mention.ingredient):
            continue
        following = next((m for m in heard[position + 1 :] if not parts & parts_of(m.ingredient)), None)
        pieces: list[str] = []
        for segment in range(mention.segment, min(len(index.texts), mention.segment + _FARTHEST_SEGMENTS)):
            start = mention.end if segment == mention.segment else 0
            end = following.start if following is not None and following.segment == segment else None
            pieces.append(index.texts[segment][start:end].lower())
            if end is not None:
                break
        yield " ".join(pieces)[:_FARTHEST_CHARS]
