"""The highest score of a scale is nobody's score."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.note import FlagKind
from app.review.reading.full_marks import names_full_marks
from tests.review.talk import index_of, kinds

SCORED = ("간호사: 통증은 십 점 만점에 육 점이라고 하세요.",)


@pytest.mark.parametrize("right", ["통증 6점.", "통증 NRS 6/10.", "통증 10점 만점에 6점."])
def test_a_score_may_be_written_with_its_scale(right: str) -> None:
    assert not kinds(right, index_of(*SCORED))


def test_the_scale_is_no_score() -> None:
    assert FlagKind.NUMBER_UNSUPPORTED in kinds("통증 10점.", index_of(*SCORED))


def test_a_score_of_ten_may_be_written() -> None:
    assert not kinds("통증 10점.", index_of("환자: 십 점 만점에 십 점이에요."))


@given(st.text(alphabet="0123456789점만 에", max_size=20), st.integers(0, 20))
def test_any_text(text: str, end: int) -> None:
    assert names_full_marks(text, end) is text[end:].removeprefix(" ").startswith("만점")
