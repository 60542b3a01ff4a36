"""Only times that a line is certain of: an hour that may be morning or evening is left to the reader."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.review.reading.clock_times import clock_times_in, minutes_after


@pytest.mark.parametrize(
    ("line", "times"),
    [
        ("Check blood sugar at 18:00.", ("18:00",)),
        ("Next vancomycin 9:30 pm, level at 6 am.", ("21:30", "06:00")),
        ("Turn at 12 pm and at 12 a.m.", ("12:00", "00:00")),
        ("Antibiotic at 2200h", ("22:00",)),
        ("Nil by mouth from midnight; theatre at noon.", ("00:00", "12:00")),
        ("18시에 혈당 확인.", ("18:00",)),
        ("저녁 6시 30분 항생제, 밤 10시 혈압 확인", ("18:30", "22:00")),
        ("오전 7시 반 채혈", ("07:30",)),
        ("밤 12시부터 금식, 새벽 2시 V/S", ("00:00", "02:00")),
        ("오후 12시 검사, 낮 1시 보호자 면담", ("12:00", "13:00")),
        ("자정부터 금식", ("00:00",)),
        ("Check at 18:00, again at 18:00", ("18:00",)),
    ],
)
def test_times_are_found_in_the_order_of_the_line(line: str, times: tuple[str, ...]) -> None:
    assert clock_times_in(line) == times


@pytest.mark.parametrize(
    "line",
    [
        "Check blood sugar at 6.",
        "6시에 혈당 확인",
        "Every 6 hours",
        "6시간마다 체위 변경",
        "BP 130/80, 37.5, ratio 1:2",
        "Dilute 1:1000",
        "25:30 and 99시",
        "Paracetamol 1 g",
    ],
)
def test_what_may_mean_another_hour_or_no_hour_is_no_time(line: str) -> None:
    assert clock_times_in(line) == ()


def test_a_night_goes_on_past_midnight() -> None:
    assert minutes_after("06:00", "23:00") == 420
    assert minutes_after("22:30", "23:00") == 1410
    assert minutes_after("23:00", "23:00") == 0


@given(st.text(alphabet=st.sampled_from("0123456789:. apm시분반오전후저녁밤noon"), max_size=40))
def test_any_text_gives_times_of_a_real_day(text: str) -> None:
    for time in clock_times_in(text):
        hour, minute = map(int, time.split(":"))
        assert 0 <= hour < 24
        assert 0 <= minute < 60
