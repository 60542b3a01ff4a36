"""Numbers in words, both languages: what is said is read back, and no text takes long or breaks the reading."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.review.numbers import heard_in, quantities_in

SMALL = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
).split()
TENS = "zero ten twenty thirty forty fifty sixty seventy eighty ninety".split()
SINO = "영일이삼사오육칠팔구"
NATIVE_TENS = ("", "열", "스물", "서른", "마흔", "쉰", "예순", "일흔", "여든", "아흔")
NATIVE_ONES = ("", "한", "두", "세", "네", "다섯", "여섯", "일곱", "여덟", "아홉")


def english(number: int) -> str:
    if number < 20:
        return SMALL[number]
    if number < 100:
        return TENS[number // 10] + (f"-{SMALL[number % 10]}" if number % 10 else "")
    if number < 1000:
        rest = f" and {english(number % 100)}" if number % 100 else ""
        return f"{SMALL[number // 100]} hundred{rest}"
    rest = f" {english(number % 1000)}" if number % 1000 else ""
    return f"{english(number // 1000)} thousand{rest}"


def sino_korean(number: int) -> str:
    if number >= 10_000:
        head = "" if number // 10_000 == 1 else sino_korean(number // 10_000)
        return f"{head}만" + (sino_korean(number % 10_000) if number % 10_000 else "")
    if number == 0:
        return "영"
    said = ""
    for scale, name in ((1000, "천"), (100, "백"), (10, "십"), (1, "")):
        digit = number // scale % 10
        if digit:
            said += ("" if digit == 1 and name else SINO[digit]) + name
    return said


def heard(text: str) -> set[float]:
    return {reading.value for reading in heard_in(text)}


def written(text: str) -> list[float]:
    return [quantity.value for quantity in quantities_in(text)]


@pytest.mark.parametrize("first", range(0, 100_001, 10_000))
def test_every_integer_said_in_english_is_heard(first: int) -> None:
    missing = [n for n in range(first, min(first + 10_000, 100_001)) if float(n) not in heard(f"about {english(n)} mg")]
    assert missing == []


@pytest.mark.parametrize("first", range(0, 100_001, 10_000))
def test_every_integer_said_in_korean_is_heard(first: int) -> None:
    missing = [n for n in range(first, min(first + 10_000, 100_001)) if float(n) not in heard(f"{sino_korean(n)} 밀리그램")]
    assert missing == []


@given(st.integers(2, 100_000))
def test_an_integer_in_words_is_written_as_itself(number: int) -> None:
    assert written(f"took {english(number)} units") == [number]
    assert written(f"인슐린 {sino_korean(number)} 단위") == [number]


@given(st.integers(1, 99))
def test_native_korean_counts(number: int) -> None:
    said = "스무" if number == 20 else NATIVE_TENS[number // 10] + NATIVE_ONES[number % 10]
    assert float(number) in heard(f"{said} 살이에요")


@given(st.integers(0, 999), st.integers(0, 9))
def test_decimals(whole: int, tenth: int) -> None:
    value = float(f"{whole}.{tenth}")
    assert value in heard(f"it was {english(whole)} point {SMALL[tenth]}")
    assert value in heard(f"{sino_korean(whole)} 점 {SINO[tenth]} 도예요")
    assert written(f"T {value:.1f} C") == [value]


@given(st.integers(70, 250), st.integers(40, 130))
def test_blood_pressures(systolic: int, diastolic: int) -> None:
    assert {float(systolic), float(diastolic)} <= heard(f"blood pressure {english(systolic)} over {english(diastolic)}")
    assert {float(systolic), float(diastolic)} <= heard(f"혈압은 {sino_korean(systolic)}에 {sino_korean(diastolic)}이에요")
    assert written(f"BP {systolic}/{diastolic}") == [systolic, diastolic]


@given(st.integers(1, 12), st.integers(1, 59))
def test_times_of_day(hour: int, minute: int) -> None:
    assert [float(hour), float(minute)] == written(f"at {hour}:{minute:02d}")
    said = NATIVE_TENS[hour // 10] + NATIVE_ONES[hour % 10]
    assert {float(hour), float(minute)} <= heard(f"{said} 시 {sino_korean(minute)} 분에")


@given(st.dates())
def test_dates(date) -> None:  # type: ignore[no-untyped-def]
    assert {float(date.year), float(date.month), float(date.day)} >= set(written(date.isoformat()))
    assert float(date.day) in written(f"{date.month}/{date.day}/{date.year:04d}")


@given(st.text(max_size=300))
def test_any_text_can_be_read(text: str) -> None:
    for quantity in quantities_in(text):
        assert 0 <= quantity.start < quantity.end <= len(text) + 1
    heard_in(text)


@pytest.mark.parametrize(
    "piece", ["one ", "twenty ", "hundred ", "point ", "12 ", "1.", "1/", "일", "십 ", "만", "한 알 반 ", "삼십팔 점 오 ", "mg "]
)
def test_ten_times_the_text_takes_about_ten_times_as_long(piece: str) -> None:
    def seconds(times: int) -> float:
        started = time.process_time()
        heard_in(piece * times)
        quantities_in(piece * times)
        return time.process_time() - started

    seconds(50)
    assert seconds(3000) < 40 * max(seconds(300), 0.01)
