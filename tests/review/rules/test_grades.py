"""A grade is no number of anything else that was said."""

import pytest

from app.domain.note import FlagKind
from app.review.checks import flags_of
from app.review.line_guard import LineGuard
from tests.review.talk import index_of, transcript_of

STAGE = (
    "Doctor: At this stage what we recommend is conservative management.",
    "Doctor: In the first days, twice a day.",
)
DIABETES = ("Doctor: Is it type one or type two?", "Patient: It's type two diabetes.", "Patient: And I have one child.")
KIND = ("Doctor: 2형 당뇨가 있으시죠?", "Patient: 네, 2형 당뇨예요. 아이가 한 명 있어요.")


def written(line: str, *talk: str) -> list[tuple[str, str]]:
    flags = flags_of(line, index_of(*talk))
    return [(flag.written, flag.said) for flag in flags if flag.kind is FlagKind.NUMBER_UNSUPPORTED]


def test_a_number_of_something_else_is_no_grade() -> None:
    assert written("Stage 1, conservative management.", *STAGE) == [("Stage 1", "")]
    assert LineGuard(transcript_of(*STAGE)).flags("Stage 1, conservative management.")


def test_the_same_scale_with_another_number_is_shown() -> None:
    assert written("Type 1 diabetes.", "Patient: I have type two diabetes and one child.") == [("Type 1", "type two")]
    assert written("1형 당뇨.", *KIND) == [("1형", "2형")]


@pytest.mark.parametrize(
    ("line", "talk"),
    [
        ("Type 2 diabetes.", DIABETES),
        ("2형 당뇨.", KIND),
        ("Grade 3 murmur.", ("Doctor: There is a three out of six murmur.",)),
        ("Take it for 2 days.", ("Doctor: Take it two days.", "Patient: It is type one.")),
    ],
)
def test_a_grade_that_was_said_is_none_to_ask_about(line: str, talk: tuple[str, ...]) -> None:
    assert not written(line, *talk)
