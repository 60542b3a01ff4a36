"""What is never done, not done or done, in a note: «never smoked» of one who quit, «does not drink» of one who tells
of wine, «takes no medication» of one who names a tablet, and «warfarin» of one who was on it years ago.

The words are in resources/terminology/habits.json.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any

from app.domain.note import Flag, FlagKind, Severity
from app.domain.transcript import Speaker
from app.resources import load_json
from app.review.evidence.claims import quote
from app.review.evidence.sources import TranscriptIndex
from app.review.reading.assertions import Said
from app.review.reading.medications import MedicationMention, parts_of
from app.review.reading.stances import Polarity

_CARED_FOR = (Speaker.PATIENT, Speaker.GUARDIAN)
_SENTENCES_BEFORE = 2
_QUOTED_BEFORE = 60


def habit_flags(text: str, medications: Sequence[MedicationMention], index: TranscriptIndex) -> Iterator[Flag]:
    """For each habit that a note says never was, where the talk tells that it was given up; that it says is not, where
    the patient tells how much; for a note without medication, where the patient names one that is taken; and for a
    medication that is taken, where the talk has only that it was."""
    for habit in _table()["given_up"]:
        written = re.search(habit["never"], text, re.IGNORECASE)
        told = _where_given_up(habit, index) if written else None
        if written is not None and told is not None:
            yield Flag(FlagKind.TIME_MISMATCH, Severity.WARN, written.group(), quote(told, index))
    for habit in _table()["told_of"]:
        written = re.search(habit["denied"], text, re.IGNORECASE)
        amount = _where_told(habit["told"], index) if written else None
        if written is not None and amount is not None:
            yield Flag(FlagKind.NEGATION_MISMATCH, Severity.WARN, written.group(), quote(amount, index))
    if not re.search(_table()["not_now"], text, re.IGNORECASE):
        yield from _taken_before(medications, index)
    none_taken = re.search(_table()["no_medication"], text, re.IGNORECASE)
    taken = _where_taken(index) if none_taken else None
    if none_taken is not None and taken is not None:
        yield Flag(FlagKind.NEGATION_MISMATCH, Severity.WARN, none_taken.group(), quote(taken, index))


def _where_given_up(habit: dict[str, str], index: TranscriptIndex) -> int | None:
    """The first place where somebody says of it, or right after it was spoken of, that it is over."""
    said = index.assertions.said
    for position, each in enumerate(said):
        if each.was_asked or not re.search(_table()["over"], each.text, re.IGNORECASE):
            continue
        near = said[max(0, position - _SENTENCES_BEFORE) : position + 1]
        if any(re.search(habit["named"], other.text, re.IGNORECASE) for other in near) and not _is_of_family(each):
            return position
    return None


def _where_told(told: str, index: TranscriptIndex) -> int | None:
    for position, each in enumerate(index.assertions.said):
        is_told = each.speaker in _CARED_FOR and not each.was_asked and not _is_of_family(each)
        if is_told and re.search(told, each.text, re.I) and not re.search(_table()["not_told"], each.text, re.I):
            return position
    return None


def _taken_before(medications: Sequence[MedicationMention], index: TranscriptIndex) -> Iterator[Flag]:
    for medication in medications:
        parts = parts_of(medication.ingredient)
        heard = [each for each in index.medications.mentions if parts & parts_of(each.ingredient)]
        before = [index.texts[each.segment][: each.start] for each in heard]
        if heard and all(re.search(_table()["was_taken"], each, re.IGNORECASE) for each in before):
            said = f"{before[0][-_QUOTED_BEFORE:]}{heard[0].surface}".strip()
            yield Flag(FlagKind.TIME_MISMATCH, Severity.WARN, medication.surface, said)


def _where_taken(index: TranscriptIndex) -> int | None:
    """Where the patient, or who came along, names a medication as one that is taken."""
    for position, each in enumerate(index.assertions.said):
        if each.speaker not in _CARED_FOR or each.was_asked:
            continue
        named = [m for m in each.mentions if any(kind == "medication" for kind, _ in m.keys)]
        is_own = any(m.polarity is Polarity.AFFIRMED and not (m.is_past or m.is_of_family) for m in named)
        if is_own and re.search(_table()["takes"], each.text, re.IGNORECASE):
            return position
    return None


def _is_of_family(said: Said) -> bool:
    return any(mention.is_of_family for mention in said.mentions)


@cache
def _table() -> Any:
    return load_json("terminology/habits.json")
