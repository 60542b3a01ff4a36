"""Vital signs as values: what is stated beyond doubt, and nothing that is not."""

from dataclasses import replace

import pytest

from app.domain.language import Language
from app.domain.note import (
    Confirmation,
    DraftNote,
    Flag,
    FlagKind,
    NoteSection,
    SectionState,
    Severity,
    Statement,
)
from app.domain.vital_sign import VitalSign
from app.drafting.templates import load_template
from app.review.vital_readings import vital_readings

SOAP = load_template("soap")


def note_with(*texts: str, section: str = "vitals", flags: tuple[Flag, ...] = ()) -> DraftNote:
    statements = tuple(Statement(f"n{number:03d}", text, flags=flags) for number, text in enumerate(texts, start=1))
    return DraftNote("soap", Language.EN, (NoteSection(section, section, SectionState.STATED, statements),))


def read(*texts: str) -> dict[str, tuple[float, ...]]:
    return {each.kind: each.values for each in vital_readings(note_with(*texts), SOAP)}


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("BP 130/80, HR 72", {"blood_pressure": (130, 80), "heart_rate": (72,)}),
        ("His blood pressure is 150 over 95 mmHg and pulse 72.", {"blood_pressure": (150, 95), "heart_rate": (72,)}),
        ("Vital signs: temp 38.5 °C, RR 18/min.", {"temperature": (38.5,), "respiratory_rate": (18,)}),
        ("Temperature 101 °F", {"temperature_f": (101,)}),
        ("SpO2 97% on room air", {"oxygen_saturation": (97,)}),
        ("Weight 82 kg; height 175 cm", {"weight_kg": (82,), "height_cm": (175,)}),
        ("혈압 130/80 mmHg, 맥박 72회/분", {"blood_pressure": (130, 80), "heart_rate": (72,)}),
        ("활력징후: 체온은 38.5도, 산소포화도 95%", {"temperature": (38.5,), "oxygen_saturation": (95,)}),
        ("키 170cm 및 체중 70kg", {"height_cm": (170,), "weight_kg": (70,)}),
    ],
)
def test_vital_signs_and_not_a_word_more_are_read(text: str, values: dict[str, tuple[float, ...]]) -> None:
    assert read(text) == values


@pytest.mark.parametrize(
    "text",
    [
        "BP 130/80 last week",
        "At home BP 130/80",
        "BP 130/80, alert and oriented",
        "BP 130/80-140/90",
        "BP 130/80/70",
        "HR 72-80",
        "HR 72 to 80",
        "Weight 5 kg loss",
        "체중 5kg 감소",
        "체온 38.5도까지 오름",
        "SpO2 97% on 2 L oxygen",
        "Temperature 101",
        "Temp 38,5",
        "Heart rate 72 kg",
        "Weight 82",
        "BP 80/120",
        "BP 130/800",
        "HR 700",
        "체온 48.5도",
        "Pulse regular",
        "130/80",
        "",
    ],
)
def test_nothing_is_read_where_anything_is_in_doubt(text: str) -> None:
    assert read(text) == {}


def test_one_doubtful_statement_does_not_hide_another() -> None:
    assert read("BP 130/80 last week", "HR 72") == {"heart_rate": (72,)}


def test_of_two_values_neither_is_read_and_of_the_same_twice_the_first_is() -> None:
    assert read("BP 130/80", "BP 120/70", "HR 72") == {"heart_rate": (72,)}
    assert vital_readings(note_with("HR 72", "HR 72"), SOAP) == (VitalSign("heart_rate", (72,), "n001"),)


@pytest.mark.parametrize(("section", "is_read"), [("examination", True), ("past_history", False), ("plan", False)])
def test_only_what_was_measured_in_this_encounter_is_read(section: str, is_read: bool) -> None:
    assert section in {each.id for each in SOAP.sections}
    assert bool(vital_readings(note_with("HR 72", section=section), SOAP)) is is_read


def test_a_flagged_statement_is_read_when_a_clinician_has_confirmed_it() -> None:
    flag = Flag(FlagKind.NUMBER_UNSUPPORTED, Severity.BLOCK, "72")
    note = note_with("HR 72", flags=(flag,))
    assert vital_readings(note, SOAP) == ()
    confirmation = Confirmation(
        "n001", "HR 72", flag.kind, flag.written, "measured", "nurse", "2026-01-05T09:50:00+09:00"
    )
    assert vital_readings(note.with_confirmation(confirmation), SOAP)
    told = note_with("HR 72", flags=(replace(flag, severity=Severity.INFO),))
    assert vital_readings(told, SOAP)
