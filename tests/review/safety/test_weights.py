"""The weight in a note beside the recorded one."""

from datetime import date

import pytest

from app.domain.note import FlagKind
from app.domain.pasted_note import note_from_text
from app.domain.patient_record import PatientRecord
from app.review.safety.flags import Chart, safety_flags

DAY = date(2026, 5, 2)


def said(line: str, weight_kg: float, weighed_on: str, birth_date: str = "1961-02-03") -> list[str]:
    record = PatientRecord(birth_date=birth_date, weight_kg=weight_kg, weighed_on=weighed_on)
    flags = safety_flags(note_from_text(line), Chart(record, day=DAY))
    return [flag.said for found in flags.values() for flag in found if flag.kind is FlagKind.WEIGHT_CHANGED]


def test_a_weight_that_differs_by_more_than_a_tenth_is_asked_about() -> None:
    assert said("Weight 85 kg.", 70, "2026-03-02") == ["70 kg, 2026-03-02"]
    assert said("체중 7 kg", 70, "2026-03-02") == ["70 kg, 2026-03-02"]
    assert said("Weight 76 kg.", 70, "2026-03-02") == []


@pytest.mark.parametrize(
    ("weighed_on", "birth_date", "is_asked"),
    [
        ("2026-04-20", "2018-05-02", True),
        ("2025-12-01", "2018-05-02", False),
        ("2026-04-20", "2025-05-02", True),
        ("2026-03-20", "2025-05-02", False),
    ],
)
def test_a_child_s_weight_is_held_against_a_recent_one_only(weighed_on: str, birth_date: str, is_asked: bool) -> None:
    assert bool(said("Weight 12 kg.", 10, weighed_on, birth_date)) is is_asked
    assert said("Weight 11 kg.", 10, weighed_on, birth_date) == []


def test_without_a_day_or_on_the_same_day_nothing_is_asked() -> None:
    assert said("Weight 85 kg.", 70, "") == []
    assert said("Weight 85 kg.", 70, "2026-05-02") == []
    assert said("No weight.", 70, "2026-03-02") == []
