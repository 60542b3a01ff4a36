"""What was said and is not in the note: medications, allergies, doses, vitals, results, red flags, plans, follow-up.

A clinician decides what belongs in a note. Only what should rarely be missing is named here, each with its place in the
transcript. The lists are in resources/terminology/omissions.json.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from typing import TypeAlias

from app.domain.note import DraftNote, Omission, Severity
from app.domain.transcript import Speaker
from app.resources import load_json
from app.review.evidence.claims import claims_in
from app.review.evidence.sources import TranscriptIndex
from app.review.reading.answers import opening_answer
from app.review.reading.assertions import Mention, Said
from app.review.reading.concepts import concepts_in
from app.review.reading.medications import medications_in, parts_of
from app.review.reading.numbers import HeardNumber, Quantity, quantities_in
from app.review.reading.stances import Polarity
from app.review.reading.units import TIME_DIMENSIONS, same_measure, unit
from app.review.reading.words import tokens_of
from app.review.rules.doses import doses_of
from app.review.rules.speakers import OPEN_QUESTION
from app.review.rules.vitals import vital_names

FactKey: TypeAlias = tuple[str, str]
"""The kind of a fact, and what it is about: ("medication", "metformin"), ("vital", "heart_rate")."""

_CARED_FOR = (Speaker.PATIENT, Speaker.GUARDIAN)
_VALUE_CHARS = 70
_TEMPERATURES = (("degC", 34.0, 43.0), ("degree", 34.0, 43.0), ("degF", 93.0, 110.0))
_PRESSURE_UNIT = "mmHg"
_LONGEST_LINE = 160
_DENIED_BEFORE = re.compile(r"(?:\b(?:not?|never|but)|n['’]t)(?: \w+){0,3} $", re.IGNORECASE)
_COPULA = "이"


@dataclass(frozen=True, slots=True)
class Fact:
    """Something that was said at a segment, in these words."""

    key: FactKey
    text: str
    segment: int
    severity: Severity = Severity.WARN


class Held:
    """What the statements of a note hold, ready to be asked for."""

    def __init__(self, texts: Sequence[str]) -> None:
        self._texts = texts
        self._text = "\n".join(texts)
        self.quantities: tuple[Quantity, ...] = quantities_in(self._text)
        self._told: dict[str, bool] = {}
        self._values = {value for quantity in self.quantities for value in (quantity.value, *quantity.also)}

    @cached_property
    def ingredients(self) -> frozenset[str]:
        return frozenset(part for mention in medications_in(self._text) for part in parts_of(mention.ingredient))

    @cached_property
    def concepts(self) -> frozenset[str]:
        return frozenset(mention.concept for mention in concepts_in(tokens_of(self._text)))

    def tells_of(self, concept: str) -> bool:
        """Of the patient, whether it is there or not: not of a relative, and not only of what may come, «return if»."""
        if concept not in self.concepts:
            return False
        if concept not in self._told:
            naming = (text for text in self._texts if any(m.concept == concept for m in concepts_in(tokens_of(text))))
            self._told[concept] = any(_is_told(concept, text) for text in naming)
        return self._told[concept]

    def has_any_value(self, readings: Iterable[HeardNumber]) -> bool:
        return any(reading.value in self._values or self._has_measure(reading) for reading in readings)

    @cached_property
    def of_follow_up(self) -> "Held":
        """The part of the note that says when the patient is seen again."""
        patterns = _patterns("follow_up_written")
        return Held([text for text in self._texts if any(pattern.search(text.lower()) for pattern in patterns)])

    @property
    def is_empty(self) -> bool:
        return not self._texts

    def has_vital(self, name: str, readings: Sequence[HeardNumber]) -> bool:
        """Behind its name, a pressure by its systolic value, or, where the note does not name it, the fullest reading
        anywhere: «120/80». A temperature needs no name, «최고 39.2도»."""
        if name == "temperature" and any(self._has_measure(reading) for reading in readings):
            return True
        ends = [end for named, end in vital_names(self._text.lower()) if named == name]
        if ends:
            near = [q for q in self.quantities if any(0 <= q.start - end <= _VALUE_CHARS for end in ends)]
            pressures = [reading for reading in readings if reading.unit == _PRESSURE_UNIT]
            telling = [max(pressures, key=lambda reading: reading.value)] if pressures else readings
            return any(reading.value in (q.value, *q.also) for reading in telling for q in near)
        fullest = max(len(reading.text) for reading in readings)
        return self.has_any_value(reading for reading in readings if len(reading.text) == fullest)

    def has_wording(self, name: str) -> bool:
        return any(pattern.search(self._text.lower()) for pattern in _patterns(name))

    def has_any_of(self, forms: str) -> bool:
        return re.search(forms, self._text, re.IGNORECASE) is not None

    def _has_measure(self, reading: HeardNumber) -> bool:
        return reading.unit is not None and any(
            quantity.unit is not None
            and same_measure(quantity.value, unit(quantity.unit), reading.value, unit(reading.unit))
            for quantity in self.quantities
        )


def _is_told(concept: str, text: str) -> bool:
    return any(
        ("concept", concept) in mention.keys and not mention.is_of_family
        for claim in claims_in(text, medications_in(text))
        if claim.polarity is not Polarity.OPEN
        for mention in claim.mentions
    )


def omissions_of(note: DraftNote, index: TranscriptIndex) -> tuple[Omission, ...]:
    """In the order in which the things were said."""
    facts = missing_facts(list(_written(note)), index)
    omissions = (Omission(f.key[0], f.text, index.segment_ids[f.segment], f.severity) for f in facts)
    return tuple(dict.fromkeys(omissions))


def _written(note: DraftNote) -> Iterator[str]:
    """The statements; «penicillin: rash» is an allergy because it stands under Allergies."""
    for section in note.sections:
        heading = f"{section.title}: " if section.id == "allergies" else ""
        for statement in section.statements:
            yield f"{heading}{statement.text}"


def missing_facts(texts: Sequence[str], index: TranscriptIndex) -> tuple[Fact, ...]:
    """One fact a key: the first time that it was said."""
    held = Held(texts)
    found: dict[FactKey, Fact] = {}
    for position, said in enumerate(index.assertions.said):
        for fact in (
            *_medications(said, held, index),
            *_allergies(said, held),
            *_values(said, held, index),
            *_red_flags(said, held),
            *_described_red_flags(position, held, index),
            *_actions(said, held),
            *_follow_up(said, held, index),
        ):
            found.setdefault(fact.key, fact)
    return tuple(found.values())


def _medications(said: Said, held: Held, index: TranscriptIndex) -> Iterator[Fact]:
    for mention in said.mentions:
        parts = {name for kind, name in mention.own if kind == "medication"}
        is_only_asked = said.was_asked and mention.polarity is Polarity.OPEN
        if not parts or mention.polarity is Polarity.NEGATED or is_only_asked or mention.is_of_family:
            continue
        if _is_an_example(mention, said):
            continue
        name = "/".join(sorted(parts))
        if not parts & held.ingredients:
            yield _fact(("medication", name), said)
        elif (doses := list(doses_of(frozenset(parts), index))) and not held.has_any_value(doses):
            yield _fact(("dose", name), said, Severity.INFO)


def _is_an_example(mention: Mention, said: Said) -> bool:
    """«Things like loratadine»: of several that might do, none was chosen."""
    before = said.text.lower()[: mention.start - said.start]
    named = {key for each in said.mentions for key in each.own if key[0] == "medication"}
    return len(named) > 1 and any(pattern.search(before) for pattern in _patterns("examples_before"))


def _allergies(said: Said, held: Held) -> Iterator[Fact]:
    is_told = not said.was_asked or any(mention.polarity is not Polarity.OPEN for mention in said.mentions)
    is_named = any(pattern.search(said.text.lower()) for pattern in _patterns("allergy"))
    if not (is_told and is_named):
        return
    if not held.has_wording("allergy"):
        yield _fact(("allergy", "allergy"), said)
        return
    if said.was_asked or any(mention.is_of_family or mention.polarity is Polarity.NEGATED for mention in said.mentions):
        return
    for allergen, forms in load_json("terminology/omissions.json")["allergens"].items():
        named = _allergic_to(forms).search(said.text)
        if named is None or held.has_any_of(forms):
            continue
        if not _DENIED_BEFORE.search(said.text[: named.start(named.lastgroup or 0)]):
            yield _fact(("allergy", allergen), said)


def _values(said: Said, held: Held, index: TranscriptIndex) -> Iterator[Fact]:
    """Vital signs and test results, by the number behind their name."""
    if said.was_asked:
        return
    text = said.text.lower()
    readings = [
        r for r in index.numbers.by_segment.get(said.segment, ()) if said.start <= r.start < said.start + len(text)
    ]
    if not readings:
        return
    for name, values in _vital_values(text, [(r.start - said.start, r) for r in readings]):
        if values and not held.has_vital(name, values):
            yield _fact(("vital", name), said)
    tests = frozenset(load_json("terminology/omissions.json")["measured_tests"])
    for mention in said.mentions:
        for name in _concepts(mention) & tests:
            end = mention.end - said.start
            values = [r for r in readings if end <= r.start - said.start <= end + _VALUE_CHARS]
            if values and not held.has_any_value(_fullest(values)):
                yield _fact(("result", name), said)


def _fullest(readings: Sequence[HeardNumber]) -> list[HeardNumber]:
    """Without those that are a part of others: of «one twenty two» neither «one» nor «twenty two». What a closing «이»
    may add, «일 점 삼이에요», makes no part of the rest."""
    spans = [(reading.start, reading.start + len(reading.text.removesuffix(_COPULA))) for reading in readings]
    return [
        reading
        for reading, (start, end) in zip(readings, spans, strict=True)
        if not any(first <= start and end <= last and end - start < last - first for first, last in spans)
    ]


def _vital_values(text: str, readings: Sequence[tuple[int, HeardNumber]]) -> Iterator[tuple[str, list[HeardNumber]]]:
    """The readings between the name of a vital sign and the next name; a temperature and a pressure need none."""
    named = sorted(vital_names(text), key=lambda each: each[1])
    for position, (name, end) in enumerate(named):
        last = named[position + 1][1] if position + 1 < len(named) else end + _VALUE_CHARS
        yield name, [reading for start, reading in readings if end <= start < min(last, end + _VALUE_CHARS)]
    if not any(name == "temperature" for name, _ in named):
        yield "temperature", [reading for _, reading in readings if _is_temperature(reading)]
    yield "blood_pressure", [reading for _, reading in readings if reading.unit == _PRESSURE_UNIT]


def _is_temperature(reading: HeardNumber) -> bool:
    return any(reading.unit == name and low <= reading.value <= high for name, low, high in _TEMPERATURES)


def _red_flags(said: Said, held: Held) -> Iterator[Fact]:
    flags = frozenset(load_json("terminology/omissions.json")["red_flags"])
    for mention in said.mentions:
        is_of_now = not (mention.is_of_family or mention.is_past or _is_loose(mention, said))
        if mention.polarity is Polarity.AFFIRMED and is_of_now:
            for name in _concepts(mention) & flags:
                if not held.tells_of(name):
                    yield _fact(("red_flag", name), said)


def _described_red_flags(position: int, held: Held, index: TranscriptIndex) -> Iterator[Fact]:
    """«Any chest pain?» «Slight cramps. They go away after an hour»: no yes, and yet told."""
    asked = index.assertions.said[position]
    if not asked.was_asked or OPEN_QUESTION.search(asked.text.lower()):
        return
    flags = frozenset(load_json("terminology/omissions.json")["red_flags"])
    answers = index.assertions.said[position + 1 : position + 3]
    denied = {
        name for said in answers for m in said.mentions if m.polarity is Polarity.NEGATED for name in _concepts(m)
    }
    named = (m for m in asked.mentions if m.polarity is Polarity.OPEN and not m.is_of_family)
    asked_about = (name for mention in named for name in (_concepts(mention) & flags) - denied)
    missing = [name for name in asked_about if not held.tells_of(name)]
    if missing and _describe(answers):
        yield from (_fact(("red_flag", name), asked) for name in missing)


def _describe(answers: Sequence[Said]) -> bool:
    """Whether both answers tell of something, and neither begins with a yes or a no."""
    return len(answers) == 2 and all(
        answer.speaker in _CARED_FOR and answer.mentions and opening_answer(answer.text) is None for answer in answers
    )


def _actions(said: Said, held: Held) -> Iterator[Fact]:
    if not _is_planned(said):
        return
    actions = frozenset(load_json("terminology/omissions.json")["actions"])
    for mention in said.mentions:
        if mention.polarity is not Polarity.NEGATED and not (mention.is_past or _is_loose(mention, said)):
            for name in (_concepts(mention) & actions) - held.concepts:
                yield _fact(("action", name), said)


def _follow_up(said: Said, held: Held, index: TranscriptIndex) -> Iterator[Fact]:
    if said.was_asked or said.speaker in _CARED_FOR:
        return
    text = said.text.lower()
    for pattern in _patterns("follow_up"):
        match = pattern.search(text)
        if match is None:
            continue
        near = [
            r
            for r in index.numbers.by_segment.get(said.segment, ())
            if abs(r.start - said.start - match.start()) <= _VALUE_CHARS
            and r.unit is not None
            and unit(r.unit).dimension in TIME_DIMENSIONS
            and not any(vague.fullmatch(r.text.lower()) for vague in _patterns("vague_times"))
        ]
        is_vague = not near and any(vague.search(text) for vague in _patterns("vague_times"))
        if (near and not held.of_follow_up.has_any_value(near)) or (is_vague and held.of_follow_up.is_empty):
            yield _fact(("follow_up", "follow_up"), said)
            return


def _is_planned(said: Said) -> bool:
    is_by_patient = said.speaker in _CARED_FOR
    return not (said.was_asked or is_by_patient) and any(p.search(said.text.lower()) for p in _patterns("planning"))


def _is_loose(mention: Mention, said: Said) -> bool:
    """Whether the word is oftener used for something else: «fit and well», «passing urine»."""
    text = said.text.lower()
    return any(pattern.match(text, mention.start - said.start) for pattern in _patterns("too_loose"))


def _concepts(mention: Mention) -> frozenset[str]:
    return frozenset(name for kind, name in mention.keys if kind == "concept")


def _fact(key: FactKey, said: Said, severity: Severity = Severity.WARN) -> Fact:
    line = re.sub(r"\s+", " ", said.text).strip()
    if len(line) > _LONGEST_LINE:
        line = line[: _LONGEST_LINE - 1].rsplit(" ", 1)[0] + "…"
    return Fact(key, line, said.segment, severity)


@cache
def _allergic_to(forms: str) -> re.Pattern[str]:
    """One of the allergens, named as what somebody is allergic to."""
    before, behind = load_json("terminology/omissions.json")["allergic_to"]
    return re.compile(rf"{before}(?P<before>{forms})|(?P<behind>{forms}){behind}", re.IGNORECASE)


@cache
def _patterns(name: str) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(pattern) for pattern in load_json("terminology/omissions.json")[name])
