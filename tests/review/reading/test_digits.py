import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.review.reading.digits import with_digits


@pytest.mark.parametrize(
    ("said", "written"),
    [
        ("열이 삼십팔 점 오 도까지 올랐어요.", "열이 38.5도까지 올랐어요."),
        ("사흘 전부터 기침이 나요.", "3일 전부터 기침이 나요."),
        ("암로디핀 오 밀리그램을 하루 한 번 먹어요.", "암로디핀 5 mg을 하루 한 번 먹어요."),
        ("담배를 이십 년 피웠어요.", "담배를 20년 피웠어요."),
        ("시럽을 오 씨씨 먹였어요.", "시럽을 5 mL 먹였어요."),
        ("통증은 십 점 만점에 사 점입니다.", "통증은 10점 만점에 4점입니다."),
        ("이 점은 조심하세요.", "이 점은 조심하세요."),
        ("약을 한 달 반 정도 먹었어요.", "약을 한 달 반 정도 먹었어요."),
        ("이제 오늘은 괜찮아요.", "이제 오늘은 괜찮아요."),
        ("one thirty over eighty", "one thirty over eighty"),
        ("혈압은 130에 80입니다.", "혈압은 130에 80입니다."),
    ],
)
def test_korean_numerals_become_digits_and_all_else_stays(said: str, written: str) -> None:
    assert with_digits(said) == written


@given(st.text())
def test_no_text_breaks_it_and_doing_it_twice_changes_nothing(text: str) -> None:
    once = with_digits(text)
    assert with_digits(once) == once
