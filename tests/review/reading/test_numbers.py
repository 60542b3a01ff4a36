"""Numbers in both languages: what a note writes, strictly, and what a transcript may hold, leniently."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.review.reading.numbers import heard_in, months_named, quantities_in

_SMALL = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
)
_TENS = "- - twenty thirty forty fifty sixty seventy eighty ninety"
_SINO = "영일이삼사오육칠팔구"
_NATIVE_TENS = " 열 스물 서른 마흔 쉰 예순 일흔 여든 아흔"
_NATIVE_ONES = " 한 두 세 네 다섯 여섯 일곱 여덟 아홉"


_NUMBER_WORDS = ("one ", "hundred ", "point ", "and a half ", "십", "백 ", "점 ", "이", "5", "/", " 반 ", "도 ")


def in_english(number: int) -> str:
    if number < 20:
        return _SMALL.split()[number]
    if number < 100:
        ones = number % 10
        return _TENS.split()[number // 10] + (f" {_SMALL.split()[ones]}" if ones else "")
    if number < 1000:
        rest = f" and {in_english(number % 100)}" if number % 100 else ""
        return f"{in_english(number // 100)} hundred{rest}"
    rest = f" {in_english(number % 1000)}" if number % 1000 else ""
    return f"{in_english(number // 1000)} thousand{rest}"


def in_sino_korean(number: int) -> str:
    if number >= 10_000:
        head = "" if number // 10_000 == 1 else in_sino_korean(number // 10_000)
        return f"{head}만{in_sino_korean(number % 10_000) if number % 10_000 else ''}"
    text = ""
    for scale, name in ((1000, "천"), (100, "백"), (10, "십")):
        digit, number = divmod(number, scale)
        text += "" if not digit else name if digit == 1 else _SINO[digit] + name
    return text + (_SINO[number] if number else "")


def in_native_korean(number: int) -> str:
    if number == 20:
        return "스무"
    return _NATIVE_TENS.split(" ")[number // 10] + _NATIVE_ONES.split(" ")[number % 10]


def heard(text: str) -> set[float]:
    return {reading.value for reading in heard_in(text)}


def measured(text: str) -> list[tuple[float, str | None]]:
    return [(quantity.value, quantity.unit) for quantity in quantities_in(text)]


@given(st.integers(2, 100_000))
def test_an_integer_in_english_words_is_heard_and_read(number: int) -> None:
    words = in_english(number)
    assert number in heard(f"it was {words} milligrams")
    assert measured(f"it was {words} milligrams") == [(number, "mg")]


@given(st.integers(2, 100_000))
def test_an_integer_in_korean_words_is_heard_and_read(number: int) -> None:
    words = in_sino_korean(number)
    assert number in heard(f"수치는 {words} 밀리그램입니다")
    if number != 10_000:
        assert (number, "mg") in measured(f"수치는 {words} 밀리그램입니다")


@given(st.integers(2, 99))
def test_an_age_in_native_korean_words(number: int) -> None:
    assert (number, "year") in measured(f"{in_native_korean(number)} 살이에요")


@given(st.integers(0, 999), st.integers(0, 9))
def test_a_decimal_in_words(whole: int, tenth: int) -> None:
    value = float(f"{whole}.{tenth}")
    assert value in heard(f"{in_english(whole)} point {in_english(tenth)}")
    if whole:
        assert value in heard(f"{in_sino_korean(whole)} 점 {_SINO[tenth]} 도")


@given(st.integers(70, 250), st.integers(30, 69))
def test_a_blood_pressure_in_every_manner(systolic: int, diastolic: int) -> None:
    for said in (
        f"{systolic}/{diastolic}",
        f"{systolic} over {diastolic}",
        f"{in_english(systolic)} over {in_english(diastolic)}",
        f"{systolic}에 {diastolic}",
        f"혈압은 {in_sino_korean(systolic)}에 {in_sino_korean(diastolic)}입니다",
    ):
        readings = {(reading.value, reading.unit) for reading in heard_in(said)}
        assert {(systolic, "mmHg"), (diastolic, "mmHg")} <= readings, said


@given(st.integers(1, 9), st.integers(1, 99))
def test_hundreds_spoken_as_two_numbers(hundreds: int, rest: int) -> None:
    if rest >= 10:
        assert hundreds * 100 + rest in heard(f"{in_english(hundreds)} {in_english(rest)}")


@given(st.text(max_size=300))
@settings(max_examples=300)
def test_no_text_makes_it_fail(text: str) -> None:
    for quantity in quantities_in(text):
        assert 0 <= quantity.start <= quantity.end <= len(text)
    heard_in(text)
    months_named(text)


@given(
    st.lists(
        st.sampled_from(
            ["one ", "hundred ", "point ", "and a half ", "십", "백 ", "점 ", "이", "5", "/", " 반 ", "도 "]
        )
    )
)
def test_no_string_of_number_words_makes_it_fail(words: list[str]) -> None:
    quantities_in("".join(words))
    heard_in("".join(words))


@pytest.mark.parametrize(
    ("said", "values"),
    [
        ("one twenty over eighty", {1, 20, 120, 80}),
        ("one oh four over fifty eight", {104, 58}),
        ("nineteen fifty one", {1951}),
        ("twenty twenty one", {2021}),
        ("two fifty milligrams", {250}),
        ("point five", {0.5}),
        ("a . five centimeter stone", {0.5}),
        ("37 . 5", {37.5, 37, 5}),
        ("two and a half", {2.5}),
        ("a pack and a half", {1.5}),
        ("two to three hundred", {200, 300}),
        ("a couple of weeks", {2}),
        ("half past six", {6, 30}),
        ("in the one twenties", {120}),
        ("the fourth of march", {4}),
        ("일흔두 살", {72}),
        ("삼십칠도 오부", {37.5}),
        ("38 점 5도", {38.5}),
        ("사오 일", {4, 5}),
        ("두세 번", {2, 3}),
        ("육백이 호", {602}),
        ("한 알 반", {1.5}),
        ("혈압은 백삼십에 팔십이고", {130, 80}),
    ],
)
def test_what_may_have_been_said(said: str, values: set[float]) -> None:
    assert values <= heard(said)


@pytest.mark.parametrize(
    ("said", "values"),
    [("a . five centimeter stone", {0.5}), ("at that point five people came", {5}), ("point five", {0.5})],
)
def test_a_point_that_is_heard_leaves_no_other_number(said: str, values: set[float]) -> None:
    """A kidney stone of five centimetres stood in the note, ten times as large."""
    assert heard(said) == values


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("BP 120/80, T 38.5°C, SpO2 95%", [(120, "mmHg"), (80, "mmHg"), (38.5, "degC"), (95, "%")]),
        ("1. Hypertension: lisinopril 20 mg", [(20, "mg")]),
        ("A1c 7.2, L4-5 disc, COVID-19, vitamin B12", [(7.2, None)]),
        ("oxycodone 5 mg q4-6h", [(5, "mg"), (4, "hour"), (6, "hour")]),
        ("review in 2/52, 3/7 hx", [(2, "week"), (3, "day")]),
        ("8 to 10 weeks", [(8, "week"), (10, "week")]),
        ("1 1/2 tablets, 1/2 tab", [(1.5, "tablet"), (0.5, "tablet")]),
        ("1,000 mg twice a day", [(1000, "mg"), (2, "times")]),
        ("암로디핀 5mg 1일 1회, 사흘 전부터", [(5, "mg"), (1, "times"), (3, "day")]),
        ("37도 5부", [(37.5, "degree")]),
        ("백혈구 1만 2천", [(12_000, None)]),
        ("하루 두 알, 열흘간", [(2, "tablet"), (10, "day")]),
        ("세 살, 십사 킬로그램", [(3, "year"), (14, "kg")]),
        ("십 일간", [(10, "day")]),
        ("오 밀리 먹임", [(5, "milli")]),
        ("백이십 씨씨", [(120, "mL")]),
        ("만 육십오 세", [(65, "year")]),
        ("혈소판 만 오천", [(15_000, None)]),
        ("one of the first steps", []),
        ("a stone of point five centimeters", [(0.5, "cm")]),
        ("point two five mg", [(0.25, "mg")]),
        ("one point five mg", [(1.5, "mg")]),
        ("At that point two tablets were left", [(2, "tablet")]),
    ],
)
def test_what_a_note_writes(written: str, expected: list[tuple[float, str | None]]) -> None:
    assert measured(written) == expected


@pytest.mark.parametrize(
    "text",
    [
        "아침에 일어나서 이제 오늘 온 사람이 구토를 하면",
        "만약 공복이면 백내장 수술은 이번에 안 해요",
        "네 알겠습니다, 이분은 이 정도면 괜찮아요",
        "열이 나고 열은 쉰 목소리, 십이지장 궤양과 오십견",
        "오세요, 사회생활, 백일해 접종, 세포 검사",
    ],
)
def test_ordinary_words_are_no_numerals(text: str) -> None:
    assert quantities_in(text) == ()
    assert heard(text) == set()


def test_an_hour_of_the_afternoon_is_also_said_on_the_twelve_hour_clock() -> None:
    assert [q.also for q in quantities_in("at 18:00, 14시")] == [(6,), (2,)]


def test_a_date_may_name_its_month() -> None:
    assert months_named("on the second of November and 3월") == {11, 3}
    assert [(q.value, q.is_month) for q in quantities_in("04/25/1951")] == [(4, True), (25, False), (1951, False)]


@pytest.mark.parametrize(
    ("said", "whole", "parts"),
    [
        ("two hundred and fifty milligrams", 250, (200, 50, 2)),
        ("a hundred and forty over ninety", 140, (100,)),
        ("a hundred and sixty two pounds", 162, (100, 62, 60)),
        ("one thousand five hundred", 1500, (1000, 500)),
        ("zero point one two five milligrams", 0.125, (25, 5, 125)),
        ("six point two five", 6.25, (5, 25)),
        ("one and a half tablets", 1.5, (1,)),
        ("half a tablet", 0.5, (1,)),
        ("thirty eight five", 38.5, ()),
        ("영 점 오 밀리그램", 0.5, (5,)),
        ("이 점 오", 2.5, (5,)),
        ("천 오백 밀리그램", 1500, (500,)),
        ("이십 사 단위", 24, (4,)),
        ("백삼십에 팔십이에요", 80, (82,)),
        ("이백삼십이에요", 230, (232,)),
        ("열네 단위 맞으세요", 14, (4,)),
    ],
)
def test_a_part_of_a_number_was_not_said(said: str, whole: float, parts: tuple[float, ...]) -> None:
    values = {number.value for number in heard_in(said)}
    assert whole in values
    assert values.isdisjoint(parts)


def test_a_fortnight_is_two_weeks() -> None:
    assert [(number.value, number.unit) for number in heard_in("come back in a fortnight")] == [(2.0, "week")]
