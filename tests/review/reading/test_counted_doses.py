"""Doses told as so many tablets of so much."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.note import FlagKind
from app.review.reading.heard import heard_numbers_of
from tests.review.talk import index_of, kinds


def doses(text: str) -> set[float]:
    """In mg, of all that is read from the text."""
    return {reading.value for reading in heard_numbers_of([text]).all() if reading.unit == "mg"}


@pytest.mark.parametrize(
    ("text", "dose"),
    [
        ("I take two 200 milligram tablets.", 400),
        ("Two tablets of 500 mg each.", 1000),
        ("2 tablets of paracetamol 500 mg.", 1000),
        ("500밀리그램짜리 두 알씩 먹어요.", 1000),
    ],
)
def test_tablets_are_added_up(text: str, dose: float) -> None:
    assert dose in doses(text)


@pytest.mark.parametrize(
    "text",
    [
        "I take two 200 milligram doses.",
        "Take two. 200 mg tablets are the strongest.",
        "I take it twice, 200 milligrams, for two days.",
        "Seven 200 mg tablets.",
    ],
)
def test_what_does_not_count_tablets_is_not(text: str) -> None:
    assert doses(text).isdisjoint({400, 1400})


@given(st.integers(2, 6), st.sampled_from([5, 20, 75, 325, 500]))
def test_any_count_of_any_strength(count: int, strength: int) -> None:
    assert count * strength in doses(f"I take {count} tablets of {strength} mg.")


def test_a_note_may_say_the_dose_of_all_of_them() -> None:
    index = index_of("Patient: In the morning I take two 200 milligram tablets of ibuprofen.")
    assert kinds("Ibuprofen 400 mg in the morning.", index) == set()
    assert kinds("Ibuprofen 800 mg in the morning.", index) == {FlagKind.NUMBER_UNSUPPORTED}
