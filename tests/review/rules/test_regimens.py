"""How often, how long and by which route, slot by slot."""

import pytest

from app.domain.note import FlagKind
from app.review.reading.schedules import durations_in, frequencies_in, routes_in
from tests.review.talk import index_of, kinds

TALK = index_of(
    "Doctor: Take metformin 500 milligrams twice a day.",
    "Doctor: And amoxicillin 250 milligrams by mouth every eight hours for ten days.",
    "의사: 레보플록사신 칠백오십 밀리그램을 하루 한 번 오 일간 드릴게요.",
)


@pytest.mark.parametrize(
    ("text", "a_day"),
    [
        ("twice daily", [2]),
        ("once a day", [1]),
        ("daily", [1]),
        ("three times a day", [3]),
        ("every 6 hours", [4]),
        ("q8h", [3]),
        ("bid", [2]),
        ("every other day", [0.5]),
        ("1일 3회", [3]),
        ("하루 두 번", [2]),
        ("8시간마다", [3]),
        ("every 0 hours", [24]),
        ("with food", []),
    ],
)
def test_frequencies_are_read_as_times_a_day(text: str, a_day: list[float]) -> None:
    assert [slot.value for slot in frequencies_in(text)] == a_day


@pytest.mark.parametrize(
    ("text", "days"),
    [("for 5 days", [5]), ("for two weeks", [14]), ("7일간", [7]), ("열흘간", [10]), ("이틀 뒤", []), ("for pain", [])],
)
def test_durations_are_read_in_days(text: str, days: list[float]) -> None:
    assert [slot.value for slot in durations_in(text)] == days


def test_a_form_tells_the_route() -> None:
    assert {slot.value for slot in routes_in("two puffs, and a cream")} == {"inhaled", "topical"}


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Metformin 500 mg daily.", FlagKind.FREQUENCY_MISMATCH),
        ("Amoxicillin 250 mg every 6 hours.", FlagKind.FREQUENCY_MISMATCH),
        ("Amoxicillin 250 mg every 8 hours for 2 weeks.", FlagKind.DURATION_MISMATCH),
        ("Amoxicillin 250 mg iv.", FlagKind.ROUTE_MISMATCH),
        ("레보플록사신 750 mg 1일 3회", FlagKind.FREQUENCY_MISMATCH),
        ("레보플록사신 750 mg 1일 1회 10일간", FlagKind.DURATION_MISMATCH),
    ],
)
def test_each_slot_is_held_against_what_was_said_of_the_medication(text: str, kind: FlagKind) -> None:
    assert kind in kinds(text, TALK)


@pytest.mark.parametrize(
    "text",
    [
        "Metformin 500 mg bid.",
        "Amoxicillin 250 mg po q8h for 10 days.",
        "Amoxicillin 250 mg three times daily.",
        "레보플록사신 750 mg 1일 1회 5일간 처방.",
        "Metformin 500 mg.",
    ],
)
def test_other_words_for_the_same_pass(text: str) -> None:
    assert kinds(text, TALK) == set()


@pytest.mark.parametrize(
    ("said", "as_said", "exchanged"),
    [
        ("Doctor: Take the insulin in the morning.", "Insulin every morning.", "Insulin at bedtime."),
        ("Doctor: Take methotrexate on the first of the month.", "Methotrexate as told.", "Methotrexate weekly."),
        ("Doctor: Use zolpidem only when you need it.", "Zolpidem nightly as needed.", "Zolpidem nightly."),
        (
            "Doctor: Take prednisone in the morning and at night.",
            "Prednisone in the morning and at night.",
            "Prednisone three times a day.",
        ),
    ],
)
def test_when_it_is_taken_is_compared(said: str, as_said: str, exchanged: str) -> None:
    index = index_of(said)
    assert FlagKind.FREQUENCY_MISMATCH in kinds(exchanged, index)
    assert FlagKind.FREQUENCY_MISMATCH not in kinds(as_said, index)
