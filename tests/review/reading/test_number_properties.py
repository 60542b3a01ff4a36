"""Numbers said and written, further: sweeps, times of day, dates, and no text that takes long to read."""

import datetime
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.review.reading.numbers import heard_in, quantities_in
from tests.review.reading.test_numbers import in_english, in_sino_korean

NATIVE_TENS = ("", "열", "스물", "서른", "마흔", "쉰", "예순", "일흔", "여든", "아흔")
NATIVE_ONES = ("", "한", "두", "세", "네", "다섯", "여섯", "일곱", "여덟", "아홉")
SWEEP = range(2, 100_001, 97)


def heard(text: str) -> set[float]:
    return {reading.value for reading in heard_in(text)}


def written(text: str) -> list[float]:
    return [quantity.value for quantity in quantities_in(text)]


def test_a_sweep_of_integers_is_heard_in_both_languages() -> None:
    assert [n for n in SWEEP if n not in heard(f"about {in_english(n)} units")] == []
    assert [n for n in SWEEP if n not in heard(f"{in_sino_korean(n)} 밀리그램")] == []


@given(st.integers(1, 12), st.integers(1, 59))
def test_times_of_day(hour: int, minute: int) -> None:
    assert written(f"at {hour}:{minute:02d}") == [hour, minute]
    said = NATIVE_TENS[hour // 10] + NATIVE_ONES[hour % 10]
    assert {hour, minute} <= heard(f"{said} 시 {in_sino_korean(minute)} 분에")


@given(st.dates(min_value=datetime.date(1900, 1, 1), max_value=datetime.date(2099, 12, 31)))
def test_dates(date: datetime.date) -> None:
    assert sorted(written(date.isoformat())) == sorted([date.year, date.month, date.day])
    assert written(f"{date.month}/{date.day}/{date.year}") == [date.month, date.day, date.year]
    said = f"{in_sino_korean(date.year)} 년 {in_sino_korean(date.day)} 일"
    assert {date.year, date.day} <= heard(said)


@pytest.mark.parametrize(
    "piece",
    [
        "one ",
        "twenty ",
        "hundred ",
        "point ",
        "12 ",
        "1.",
        "1/",
        "일",
        "십 ",
        "만",
        "한 알 반 ",
        "삼십팔 점 오 ",
        "mg ",
    ],
)
def test_ten_times_the_text_takes_about_ten_times_as_long(piece: str) -> None:
    def seconds(times: int) -> float:
        started = time.process_time()
        heard_in(piece * times)
        quantities_in(piece * times)
        return time.process_time() - started

    seconds(30)
    assert seconds(1000) < 40 * max(seconds(100), 0.01)
