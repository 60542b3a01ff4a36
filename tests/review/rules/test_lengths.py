"""A length of time belongs to what it was said of."""

import pytest

from app.domain.note import FlagKind
from app.review.checks import flags_of
from tests.review.talk import index_of

TALK = (
    "Patient: I've had this cough for two days.",
    "Doctor: And the rash?",
    "Patient: The rash came 3 weeks ago.",
    "Doctor: Come back in two weeks, and stop the cream in 3 days.",
)
KOREAN = ("Patient: 기침은 이틀 됐고 발진은 3주 전에 생겼어요.", "Doctor: 2주 뒤에 오시고 연고는 3일 뒤에 끊으세요.")


def mismatches(line: str, *talk: str) -> list[tuple[str, str]]:
    flags = flags_of(line, index_of(*talk))
    return [(flag.written, flag.said) for flag in flags if flag.kind is FlagKind.UNIT_MISMATCH]


@pytest.mark.parametrize(
    ("line", "talk", "expected"),
    [
        ("Cough for 2 weeks.", TALK, ("2 weeks", "two days")),
        ("Rash for 3 days.", TALK, ("3 days", "3 weeks")),
        ("발진 3일 전 발생.", KOREAN, ("3일", "3주")),
    ],
)
def test_the_length_of_something_else_is_asked_about(
    line: str, talk: tuple[str, ...], expected: tuple[str, str]
) -> None:
    assert mismatches(line, *talk) == [expected]


@pytest.mark.parametrize(
    ("line", "talk"),
    [
        ("Cough for 2 days.", TALK),
        ("Review in 2 weeks.", TALK),
        ("Stop the cream in 3 days.", TALK),
        ("발진 3주 전 발생.", KOREAN),
        ("2주 뒤 재진.", KOREAN),
    ],
)
def test_its_own_is_not(line: str, talk: tuple[str, ...]) -> None:
    assert mismatches(line, *talk) == []


@pytest.mark.parametrize(
    ("line", "talk", "expected"),
    [
        (
            "Return in 5 weeks.",
            ("Doctor: Strength is five out of five.", "Doctor: Come back soon."),
            ("5 weeks", "five"),
        ),
        (
            "Brace for 9 months.",
            ("Doctor: You wear the brace for a while, and call extension nine.",),
            ("9 months", "nine"),
        ),
    ],
)
def test_a_bare_number_far_from_its_unit_is_no_length(
    line: str, talk: tuple[str, ...], expected: tuple[str, str]
) -> None:
    assert mismatches(line, *talk) == [expected]


@pytest.mark.parametrize(
    ("line", "talk"),
    [
        ("Return in 5 weeks.", ("Doctor: Come back in five or so weeks.",)),
        ("Cough for 4 days.", ("Doctor: How many days have you had the cough?", "Patient: Four.")),
        ("Brace for 6 weeks.", ("Doctor: Wear the brace for six weeks, call me on five.",)),
    ],
)
def test_a_number_that_stands_near_its_unit_may_be_a_length(line: str, talk: tuple[str, ...]) -> None:
    assert not mismatches(line, *talk)
