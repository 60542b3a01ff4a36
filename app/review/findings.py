"""Measurements that a note or a talk holds, each with its place, for a calculator or a check to take over."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, cast

from app.domain.note import DraftNote, NoteSection
from app.domain.transcript import Transcript
from app.resources import load_json
from app.review.reading.digits import with_digits
from app.review.reading.numbers import Quantity, quantities_in
from app.review.rules.patients import described_patient
from app.review.rules.vitals import vital_names

_FARTHEST_CHARS = 24
_LEAST_FAHRENHEIT = 90
_PRESSURE = re.compile(r"(?<![\d/.])(?P<systolic>\d{2,3})[ ]?(?:/|over|에|-)[ ]?(?P<diastolic>\d{2,3})(?![\d/.])")
_PRESSURE_UNIT = re.compile(r"[ ]?mm ?hg", re.IGNORECASE)
_IN_MONTHS = re.compile(r"month|개월", re.IGNORECASE)
_MONTHS_A_YEAR = 12
_MICROMOLES = re.compile(r"[ ]?[µμu]mol", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Passage:
    """A statement or a segment."""

    id: str
    text: str


@dataclass(frozen=True, slots=True)
class Finding:
    """`text` is the value as a calculator reads it: «38.5», «101 °F», «female». `quote` is where it was found."""

    kind: str
    text: str
    source: str
    quote: str


def note_passages(note: DraftNote) -> tuple[Passage, ...]:
    """What the note says of the patient now, measurements first; what is planned, and the family, is left out."""
    sections = [section for section in note.sections if not _is_among(section, "never")]
    ordered = sorted(sections, key=lambda section: not _is_among(section, "first"))
    return tuple(Passage(statement.id, statement.text) for section in ordered for statement in section.statements)


def transcript_passages(transcript: Transcript) -> tuple[Passage, ...]:
    return tuple(Passage(segment.id, segment.text) for segment in transcript.segments)


def findings_in(passages: Sequence[Passage]) -> tuple[Finding, ...]:
    """In the order of the passages. What is only supposed, «if the fever is over 39», is left out."""
    found: list[Finding] = []
    for passage in passages:
        text = with_digits(passage.text)
        if not any(pattern.search(text.lower()) for pattern in _supposed()):
            found.extend(Finding(kind, value, passage.id, passage.text) for kind, value in _values_in(text))
    return (*found, *_who_in(passages))


def _values_in(text: str) -> Iterator[tuple[str, str]]:
    yield from _pressures_in(text)
    named = sorted(_names_in(text.lower()), key=lambda each: each[1])
    quantities = quantities_in(text)
    for position, (kind, end) in enumerate(named):
        last = named[position + 1][1] if position + 1 < len(named) else len(text)
        behind = [q for q in quantities if end <= q.start < min(last, end + _FARTHEST_CHARS)]
        value = next((value for q in behind if (value := _value(kind, q, text))), "")
        if value:
            yield kind, value


def _names_in(low: str) -> Iterator[tuple[str, int]]:
    kinds = {vital: kind for kind, vital in _table()["vitals"].items()}
    for vital, end in vital_names(low):
        yield kinds.get(vital, ""), end
    for kind, pattern in _tests().items():
        for match in pattern.finditer(low):
            yield kind, match.end()


def _value(kind: str, quantity: Quantity, text: str) -> str:
    """As a calculator reads it; "" when the unit is of something else."""
    units: Mapping[str, str] = _table()["units"].get(kind, {})
    if kind == "creatinine" and _MICROMOLES.match(text, quantity.start + len(f"{quantity.value:g}")):
        return f"{quantity.value:g} µmol/L"
    if (quantity.unit or "") not in units:
        return ""
    unit = units[quantity.unit or ""]
    if kind == "temperature" and not unit and quantity.value >= _LEAST_FAHRENHEIT:
        unit = "°F"
    return f"{quantity.value:g} {unit}".rstrip()


def _pressures_in(text: str) -> Iterator[tuple[str, str]]:
    ends = [end for vital, end in vital_names(text.lower()) if vital == "blood_pressure"]
    for match in _PRESSURE.finditer(text):
        is_named = any(0 <= match.start() - end <= _FARTHEST_CHARS for end in ends)
        if (is_named or _PRESSURE_UNIT.match(text, match.end())) and int(match["diastolic"]) < int(match["systolic"]):
            yield "systolic", match["systolic"]
            yield "diastolic", match["diastolic"]


def _who_in(passages: Sequence[Passage]) -> Iterator[Finding]:
    """Age and sex as all of the text has them, each with the first passage that says so."""
    whole = described_patient([passage.text for passage in passages])
    for passage in passages:
        own = described_patient([passage.text])
        if whole.age is not None and own.age == whole.age:
            yield Finding("age", f"{int(whole.age)}", passage.id, passage.text)
            if _IN_MONTHS.search(passage.text):
                yield Finding("age_days", f"{round(whole.age * _MONTHS_A_YEAR)} months", passage.id, passage.text)
            break
    for passage in passages:
        if whole.sex is not None and described_patient([passage.text]).sex == whole.sex:
            yield Finding("sex", whole.sex, passage.id, passage.text)
            break


def _is_among(section: NoteSection, place: str) -> bool:
    title = section.title.lower()
    return section.id in _table()[f"sections_{place}"] or any(word in title for word in _table()[f"titles_{place}"])


@cache
def _tests() -> Mapping[str, re.Pattern[str]]:
    return {kind: re.compile("|".join(_as_word(name) for name in names)) for kind, names in _table()["tests"].items()}


@cache
def _supposed() -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(pattern) for pattern in _table()["supposed"])


def _as_word(name: str) -> str:
    return rf"\b{re.escape(name)}\b" if name.isascii() else rf"(?<![가-힣]){re.escape(name)}"


def _table() -> Mapping[str, Any]:
    return cast(Mapping[str, Any], load_json("calculators/findings.json"))
