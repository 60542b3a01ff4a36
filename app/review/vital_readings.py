"""Vital signs that a note states beyond doubt, for programs that take over values and not words."""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from app.domain.note import DraftNote, Severity, Statement
from app.domain.template import NoteTemplate
from app.domain.vital_sign import VitalSign
from app.resources import load_json
from app.review.reading.numbers import quantities_in
from app.review.reading.units import unit_after
from app.review.rules.vitals import vital_flags

BLOOD_PRESSURE = "blood_pressure"


def vital_readings(note: DraftNote, template: NoteTemplate) -> tuple[VitalSign, ...]:
    """In the order of the note, from statements that hold vital signs and not a word more.

    «BP 130/80, pulse 72» is read; «BP 130/80 last week» is not, nor what is flagged and not confirmed, nor a value that
    no living patient has. Of a vital sign with several values none is read: which of them holds now is not said. The
    wording and the sections are in resources/terminology/vital_readings.json.
    """
    readings = [reading for statement in _of_measurements(note, template) for reading in _read(note, statement)]
    several = {
        one.kind for one in readings for other in readings if one.kind == other.kind and one.values != other.values
    }
    first: dict[str, VitalSign] = {}
    for reading in readings:
        first.setdefault(reading.kind, reading)
    return tuple(reading for reading in first.values() if reading.kind not in several)


def _of_measurements(note: DraftNote, template: NoteTemplate) -> Iterator[Statement]:
    codes = load_json("terminology/vital_readings.json")["sections"]
    wanted = {section.id for section in template.sections if section.loinc in codes}
    for section in note.sections:
        if section.id in wanted:
            yield from section.statements


def _read(note: DraftNote, statement: Statement) -> tuple[VitalSign, ...]:
    in_doubt = [flag for flag in statement.flags if flag.severity is not Severity.INFO]
    if not all(note.is_confirmed(statement, flag) for flag in in_doubt):
        return ()
    if any(vital_flags(statement.text, quantities_in(statement.text))):
        return ()
    return tuple(VitalSign(kind, values, statement.id) for kind, values in _readings_in(statement.text))


def _readings_in(text: str) -> Sequence[tuple[str, tuple[float, ...]]]:
    """Every vital sign of the text; none where anything else stands in it."""
    found = []
    head = _head().match(text)
    position = head.end() if head else 0
    while position < len(text):
        opening = _name().match(text, position)
        if opening is None:
            return ()
        reading = _pressure_at(text, opening) or _value_at(text, opening)
        if reading is None:
            return ()
        kind, values, end = reading
        found.append((kind, values))
        boundary = _boundary().match(text, end)
        if boundary is None:
            return ()
        position = boundary.end()
    return found


def _pressure_at(text: str, opening: re.Match[str]) -> tuple[str, tuple[float, ...], int] | None:
    match = _pressure().match(text, opening.end())
    if match is None or opening["name"].lower() not in load_json("terminology/vital_readings.json")["pressure_names"]:
        return None
    unit = unit_after(text, match.end())
    if unit is not None and unit.unit.id != "mmHg":
        return None
    end = unit.end if unit else match.end()
    return BLOOD_PRESSURE, (float(match["systolic"]), float(match["diastolic"])), end


def _value_at(text: str, opening: re.Match[str]) -> tuple[str, tuple[float, ...], int] | None:
    match = _NUMBER.match(text, opening.end())
    if match is None:
        return None
    value, unit = float(match.group()), unit_after(text, match.end())
    unit_id, end = (unit.unit.id, unit.end) if unit else (None, match.end())
    for row in load_json("terminology/vitals.json")["vitals"]:
        is_it = opening["name"].lower() in row["names"] and unit_id in row["units"]
        if is_it and row["lowest"] <= value <= row["highest"]:
            return row["vital"], (value,), end
    return None


_NUMBER = re.compile(r"\d+(?:\.\d+)?")


@cache
def _head() -> re.Pattern[str]:
    return re.compile(rf"\s*(?:{_any_of(_words('heads'))})?[\s:]*", re.IGNORECASE)


@cache
def _name() -> re.Pattern[str]:
    names = {name for row in load_json("terminology/vitals.json")["vitals"] for name in row["names"]}
    opening, links = _any_of(_words("openings")), _any_of(_words("links"))
    name = _any_of(names.union(_words("pressure_names")))
    return re.compile(rf"(?:(?:{opening})\s+)?(?P<name>{name})\s*(?:{links})?\s*(?=\d)", re.IGNORECASE)


@cache
def _pressure() -> re.Pattern[str]:
    between = _any_of(_words("between_pressures"))
    return re.compile(rf"(?P<systolic>\d{{2,3}})\s?(?:{between})\s?(?P<diastolic>\d{{2,3}})", re.IGNORECASE)


@cache
def _boundary() -> re.Pattern[str]:
    """Between one vital sign and the next, and at the end: no number or word may go on behind a value."""
    supplement, conjunction = _any_of(_words("supplements")), _any_of(_words("conjunctions"))
    between = rf"\s*[,;.·]\s*(?:(?:{conjunction})\s+)?|\s+(?:{conjunction})\s+|\s*\n\s*"
    return re.compile(rf"(?:\s*(?:{supplement}))?(?:\s*\.?\s*$|(?:{between})(?!\d))", re.IGNORECASE)


def _words(name: str) -> list[str]:
    return list(load_json("terminology/vital_readings.json")[name])


def _any_of(forms: Iterable[str]) -> str:
    return "|".join(re.escape(form) for form in sorted(forms, key=len, reverse=True))
