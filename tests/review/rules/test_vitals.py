"""Values that no living patient has."""

import pytest

from app.domain.note import FlagKind
from app.review.reading.numbers import quantities_in
from app.review.rules.vitals import is_a_rate, vital_flags, vital_names


def flagged(text: str) -> list[str]:
    flags = list(vital_flags(text, quantities_in(text)))
    assert {flag.kind for flag in flags} <= {FlagKind.VITAL_IMPOSSIBLE}
    return [flag.written for flag in flags]


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("Heart rate 700", "700"),
        ("SpO2 109%", "109%"),
        ("Temperature 58 °C", "58 °C"),
        ("BP 80/120", "80/120"),
        ("blood pressure 500/90", "500/90"),
        ("체온 48.5도", "48.5도"),
        ("맥박 5회", "5회"),
    ],
)
def test_impossible_values_are_flagged(text: str, written: str) -> None:
    assert flagged(text) == [written]


@pytest.mark.parametrize(
    "text",
    [
        "Heart rate 72, SpO2 98%, BP 120/80.",
        "Temperature 98.6",
        "체온 38.5도, 맥박 96회, 혈압 130/80",
        "Lives at 500/90 Main Street",
        "Weight 80 kg, height 180 cm",
    ],
)
def test_possible_ones_are_not(text: str) -> None:
    assert flagged(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("맥박 88회, 호흡수 20회.", [True, True]),
        ("흡입제 하루 3회.", [False]),
        ("맥박 확인은 하루 3회.", [False]),
    ],
)
def test_a_count_behind_a_vital_sign_is_a_rate(text: str, expected: list[bool]) -> None:
    assert [is_a_rate(text, quantity) for quantity in quantities_in(text) if quantity.unit == "times"] == expected


def test_a_name_inside_another_word_is_none() -> None:
    assert list(vital_names("고혈압이 있어요")) == []
    assert [name for name, _ in vital_names("혈압은 백이십이에요")] == ["blood_pressure"]


def test_the_longest_name_tells_which_vital_sign_is_meant() -> None:
    assert [name for name, _ in vital_names("pulse ox was 98, pulse 72")] == ["oxygen_saturation", "heart_rate"]
    assert [name for name, _ in vital_names("temp 38.5, 키우는 고양이, 키 170")] == ["temperature", "height_cm"]
