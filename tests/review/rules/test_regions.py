"""A part of the body is not in a note when nobody spoke of its region."""

import pytest

from app.domain.note import FlagKind
from app.review.checks import flags_of
from app.review.line_guard import LineGuard
from tests.review.talk import index_of, transcript_of

FINGER = ("Doctor: Does it hurt when I press here?", "Patient: Yes, right here, at the tip of my finger.")


def written(line: str, *talk: str) -> list[str]:
    return [flag.written for flag in flags_of(line, index_of(*talk)) if flag.kind is FlagKind.FINDING_UNSUPPORTED]


def test_a_part_of_a_region_that_nobody_named_is_flagged_and_kept_out_of_drafts() -> None:
    assert written("Pain in the right side of the head is present.", *FINGER) == ["head"]
    assert LineGuard(transcript_of(*FINGER)).flags("Pain in the right side of the head is present.")


def test_what_is_felt_in_the_chest_is_so_where_somebody_spoke_of_it() -> None:
    line = "The pain has spread to the right upper quadrant of the chest."
    kept_out = LineGuard(transcript_of("Patient: It burns, right there, and it is getting worse, the pain.")).flags(
        line
    )
    assert [flag.written for flag in kept_out if flag.kind is FlagKind.FINDING_UNSUPPORTED] == ["of the chest"]
    assert not LineGuard(transcript_of("Patient: The pain has spread to the right upper part of my breast.")).flags(
        line
    )


@pytest.mark.parametrize(
    ("line", "talk"),
    [
        ("Tenderness of the finger.", FINGER),
        ("The right hand hurts; wrist not tender.", FINGER),
        ("Neck is supple.", ("Patient: I have such a headache.",)),
        ("No swelling of the legs.", ("Doctor: There is no edema of your extremities.",)),
        ("Head of the bed is raised.", FINGER),
        ("Knee pain.", ("Patient: 무릎이 아파요.",)),
        ("Findings on the other hand are normal.", FINGER),
    ],
)
def test_a_part_of_a_region_that_was_named_is_not(line: str, talk: tuple[str, ...]) -> None:
    assert written(line, *talk) == []
