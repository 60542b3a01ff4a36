"""An allergy in a note that nobody told of: «allergic to penicillin» against «no allergies», against a brother's
allergy, or where the patient reacted to another drug.

The wording is in resources/terminology/told_allergies.json.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import takewhile
from typing import Any

from app.domain.hangul import is_hangul
from app.domain.note import Flag, FlagKind, Severity
from app.domain.transcript import Speaker
from app.resources import load_json
from app.review.evidence.claims import quote
from app.review.evidence.sources import TranscriptIndex
from app.review.reading.assertions import Key, Mention
from app.review.reading.heard import HeardMedication
from app.review.reading.medications import MedicationMention, medications_in, parts_of
from app.review.reading.stances import Polarity

_CARED_FOR = (Speaker.PATIENT, Speaker.GUARDIAN)
_ALLERGY: Key = ("concept", "allergy")
_SENTENCE = re.compile(r"[^.;\n]+")
_LEAST_OF_A_WORD = 3
_SEGMENTS_BEFORE, _SEGMENTS_BEHIND = 2, 2
_IN_A_ROW_CHARS = 12
_LONGEST_QUOTE = 120


def allergy_flags(text: str, medications: Sequence[MedicationMention], index: TranscriptIndex) -> Iterator[Flag]:
    """For each sentence that states an allergy to a medication: where allergies were denied and none was told; where it
    was told of a relative alone; and where the medication was named, and no reaction near it. For one that denies all
    of them, where the patient tells of a reaction to a medication."""
    yield from _unsaid_allergens(text, index)
    if (all_denied := _pattern("all_denied").search(text)) and (reaction := _own_reaction(index)) is not None:
        yield Flag(FlagKind.NEGATION_MISMATCH, Severity.WARN, all_denied.group(), quote(reaction, index))
    for sentence in _SENTENCE.finditer(text):
        named = [m for m in medications if sentence.start() <= m.start < sentence.end()]
        if not named or not _pattern("stated").search(sentence.group()) or _pattern("denied").search(sentence.group()):
            continue
        parts = {("medication", part) for each in named for part in parts_of(each.ingredient)}
        denied = _where_all_are_denied(parts, index)
        written = text[sentence.start() : sentence.end()].strip()
        if denied is not None:
            yield Flag(FlagKind.NEGATION_MISMATCH, Severity.WARN, written, quote(denied, index))
        elif not _pattern("of_a_relative").search(written):
            allergens = (m for m in named if _is_allergen(text, sentence.start(), m))
            yield from (flag for each in allergens for flag in _told_of_other(each, written, index))


def _own_reaction(index: TranscriptIndex) -> int | None:
    """Where the patient, or who came along, tells of a reaction to a medication that is named beside it."""
    for position, said in enumerate(index.assertions.said):
        if said.speaker in _CARED_FOR and not said.was_asked and _pattern("reacted_badly").search(said.text):
            named = [m for m in said.mentions if any(kind == "medication" for kind, _ in m.keys)]
            is_own = any(not m.is_of_family and m.polarity is not Polarity.NEGATED for m in named)
            if is_own or (_pattern("allergic_to").search(said.text) and not any(m.is_of_family for m in said.mentions)):
                return position
    return None


def _unsaid_allergens(text: str, index: TranscriptIndex) -> Iterator[Flag]:
    """«Peanut allergy» where nobody named peanuts, in the language of the talk.

    Medications that nobody named are asked about as such.
    """
    talk = " ".join(index.texts).casefold()
    for match in _pattern("allergen").finditer(text):
        word = next(group for group in match.groups() if group).casefold()
        if word.isascii() is any(map(is_hangul, talk)):
            continue
        is_named = word[: max(_LEAST_OF_A_WORD, len(word) - 2)] in talk
        if not is_named and word not in _table()["kinds"] and not medications_in(word):
            yield Flag(FlagKind.FINDING_UNSUPPORTED, Severity.WARN, match.group())


def _is_allergen(text: str, start: int, medication: MedicationMention) -> bool:
    is_before = _pattern("allergy_behind").match(text, medication.end) is not None
    return is_before or _pattern("allergic_before").search(text[start : medication.start]) is not None


def _told_of_other(allergen: MedicationMention, written: str, index: TranscriptIndex) -> Iterator[Flag]:
    parts = parts_of(allergen.ingredient)
    heard = [each for each in index.medications.mentions if parts & parts_of(each.ingredient)]
    near = {each.segment for each in heard if _is_reacted_to(each, index)}
    if heard and not near:
        said = index.texts[heard[0].segment][:_LONGEST_QUOTE]
        yield Flag(FlagKind.FINDING_UNSUPPORTED, Severity.WARN, written, said)
        return
    keys = [("medication", part) for part in parts]
    told = [(at, each) for at, each in index.assertions.mentions(keys) if index.assertions.said[at].segment in near]
    if told and all(mention.is_of_family for _, mention in told):
        yield Flag(FlagKind.EXPERIENCER_MISMATCH, Severity.WARN, written, quote(told[0][0], index))


def _is_reacted_to(heard: HeardMedication, index: TranscriptIndex) -> bool:
    """Whether a reaction is told of it in its segment, or beside it with no other medication between."""
    naming = {each.segment for each in index.medications.mentions}
    before = range(heard.segment - 1, max(0, heard.segment - _SEGMENTS_BEFORE) - 1, -1)
    behind = range(heard.segment + 1, min(len(index.texts), heard.segment + _SEGMENTS_BEHIND + 1))
    beside = (index.texts[at] for way in (before, behind) for at in takewhile(lambda at: at not in naming, way))
    return any(map(_pattern("reacted").search, beside)) or _is_nearest_to_a_reaction(heard, index)


def _is_nearest_to_a_reaction(heard: HeardMedication, index: TranscriptIndex) -> bool:
    """«Penicillin and codeine make me sick» tells of both, «nitrofurantoin, for you react to trimethoprim» of one."""
    text = index.texts[heard.segment]
    rows: list[list[HeardMedication]] = []
    for each in index.medications.mentions:
        if each.segment == heard.segment:
            between = text[rows[-1][-1].end : each.start] if rows else ""
            if not rows or len(between) > _IN_A_ROW_CHARS or _pattern("reacted").search(between):
                rows.append([])
            rows[-1].append(each)
    reactions = [each.start() for each in _pattern("reacted").finditer(text)]
    return any(heard in min(rows, key=lambda row: _distance(at, row)) for at in reactions)


def _distance(at: int, row: Sequence[HeardMedication]) -> int:
    return max(row[0].start - at, at - row[-1].end)


def _where_all_are_denied(parts: set[Key], index: TranscriptIndex) -> int | None:
    """The position where allergies to all, or to what the note names, were denied; None where one was told."""
    told = [(position, mention) for position, mention in index.assertions.mentions([_ALLERGY]) if _is_own(mention)]
    if any(_may_be_told(position, mention, index) for position, mention in told):
        return None
    denied = (position for position, mention in told if mention.polarity is Polarity.NEGATED)
    return next((position for position in denied if _denies_all_or(parts, position, index)), None)


def _may_be_told(position: int, mention: Mention, index: TranscriptIndex) -> bool:
    is_left_open = mention.polarity is Polarity.OPEN and not index.assertions.said[position].was_asked
    return mention.polarity is Polarity.AFFIRMED or is_left_open


def _is_own(mention: Mention) -> bool:
    return not mention.is_of_family


def _denies_all_or(parts: set[Key], position: int, index: TranscriptIndex) -> bool:
    """Not the «no allergy to latex» of somebody who names one thing."""
    named = {key for mention in index.assertions.said[position].mentions for key in mention.keys}
    of_medications = {key for key in named if key[0] == "medication"}
    return not of_medications or bool(of_medications & parts)


@cache
def _pattern(name: str) -> re.Pattern[str]:
    return re.compile(_table()[name], re.IGNORECASE)


def _table() -> Any:
    return load_json("terminology/told_allergies.json")
