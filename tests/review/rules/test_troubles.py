"""Troubles that are named by the part that they trouble."""

import pytest

from app.domain.note import FlagKind
from tests.review.talk import index_of, kinds

TALK = index_of(
    "Doctor: Are your bowels working OK?",
    "Patient: Yeah, they're fine.",
    "Doctor: Any problems with your waterworks?",
    "Patient: No.",
    "Patient: I've got problems with my skin, it itches.",
)


@pytest.mark.parametrize("text", ["Has bowel symptoms.", "Has urinary symptoms.", "No skin problems."])
def test_the_opposite_is_flagged(text: str) -> None:
    assert kinds(text, TALK) & {FlagKind.NEGATION_MISMATCH, FlagKind.NEGATION_UNSUPPORTED}


@pytest.mark.parametrize("text", ["No bowel symptoms.", "Nil urinary sx.", "Has skin problems."])
def test_a_part_that_is_well_has_no_trouble(text: str) -> None:
    assert not kinds(text, TALK) & {FlagKind.NEGATION_MISMATCH, FlagKind.NEGATION_UNSUPPORTED}
