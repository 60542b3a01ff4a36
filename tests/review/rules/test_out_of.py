"""A number out of six or ten is one that was said out of it."""

import pytest

from app.domain.note import FlagKind
from app.review.checks import flags_of
from tests.review.talk import index_of

MURMUR = "Doctor: I hear a three out of six systolic murmur."
PAIN = ("Patient: It is a nine out of ten at night.", "Doctor: And now?", "Patient: A six.")


def written(line: str, *talk: str) -> list[tuple[str, str]]:
    flags = flags_of(line, index_of(*talk))
    return [(flag.written, flag.said) for flag in flags if flag.kind is FlagKind.NUMBER_UNSUPPORTED]


def test_the_number_of_the_scale_is_no_number_on_it() -> None:
    assert written("6/6 systolic murmur.", MURMUR) == [("6/6", "three out of six")]


def test_a_number_of_something_else_is_none_on_the_scale() -> None:
    said = "Patient: The pain is seven out of ten and I took it for four days."
    assert written("Pain 4/10.", said) == [("4/10", "seven out of ten")]


@pytest.mark.parametrize(
    ("line", "talk"),
    [
        ("3/6 systolic murmur.", (MURMUR,)),
        ("Pain 9/10 at night, 6/10 now.", PAIN),
        ("Strength 5/5 on the right.", ("Doctor: Strength is 4/5 on the left and 5 out of 5 on the right.",)),
        ("Strength 5/5.", ("Doctor: Five over five strength.",)),
    ],
)
def test_what_was_said_out_of_it_or_near_is_none_to_ask_about(line: str, talk: tuple[str, ...]) -> None:
    assert not written(line, *talk)
