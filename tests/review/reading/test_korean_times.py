"""Korean lengths of time without a numeral, halves of tablets, and what stands behind a number."""

import pytest

from app.review.reading.counted_doses import counted_doses
from app.review.reading.numbers import heard_in, quantities_in


def heard(text: str) -> set[tuple[float, str | None]]:
    return {(reading.value, reading.unit) for reading in heard_in(text)}


@pytest.mark.parametrize(
    ("said", "value", "unit"),
    [
        ("다음 주에 다시 봐요", 1, "week"),
        ("지난달에 왔었어요", 1, "month"),
        ("그저께부터요", 2, "day"),
        ("재작년에 수술했어요", 2, "year"),
    ],
)
def test_a_word_may_name_a_length_of_time(said: str, value: float, unit: str) -> None:
    assert (value, unit) in heard(said)
    assert quantities_in(said) == ()


@pytest.mark.parametrize("ending", ["이었거든요", "이었으니까 좋아졌죠", "이더라고요", "이잖아요", "이었지만"])
def test_a_copula_is_no_digit(ending: str) -> None:
    assert (7.1, None) in heard(f"지난번엔 칠 점 일{ending}")


def test_half_a_tablet_is_half_its_dose() -> None:
    text = "이십오 밀리그램 반 알을 드세요"
    found = heard(text)
    assert (0.5, "tablet") in found
    assert (25.5, "mg") not in found
    assert [(dose.value, dose.unit) for dose in counted_doses(text, heard_in(text))] == [(12.5, "mg")]


def test_half_a_year_is_six_months() -> None:
    assert {(6, "month"), (0.5, "year")} <= heard("반년 됐어요")


def test_a_half_behind_a_counter_still_adds() -> None:
    assert (1.5, "tablet") in heard("한 알 반씩 드세요")
    assert (1.5, "month") in heard("한 달 반 전부터요")


def test_a_number_of_minutes_counts_no_people() -> None:
    assert [(q.value, q.unit) for q in quantities_in("30분 정도 지속")] == [(30, "minute")]
    assert (30, "minute") in heard("한 삼십 분쯤요")
