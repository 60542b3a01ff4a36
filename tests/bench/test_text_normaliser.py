import pytest
from hypothesis import given
from hypothesis import strategies as st
from text_normaliser import normalise_english, normalise_korean


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("One hundred and four over fifty-eight.", "104/58"),
        ("temperature thirty eight point two", "Temperature 38.2"),
        ("nineteen fifty one", "1951"),
        ("twenty twenty-five", "2025"),
        ("the fourth of March", "the 4th of march"),
        ("the twenty first", "the 21st"),
        ("five hundred milligrams", "500mg"),
        ("ninety percent", "90%"),
        ("one thousand two hundred", "1,200"),
        ("He has C O P D.", "he has COPD"),
        ("I V access", "IV access"),
        ("Um, I've had, uh, diarrhoea", "I have had diarrhea"),
        ("Mister Hayes can't walk", "Mr. Hayes cannot walk"),
        ("okay, y’know", "OK you know"),
        ("two litres", "2 liters"),
    ],
)
def test_two_spellings_of_the_same_english_words(one: str, other: str) -> None:
    assert normalise_english(one) == normalise_english(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("six, seven times", "67 times"),
        ("fifteen milligrams", "fifty milligrams"),
        ("hypothyroidism", "hyperthyroidism"),
        ("I have a fever", "I have no fever"),
        ("two point five", "25"),
        ("a G P", "a GP i"),
    ],
)
def test_different_english_words_stay_different(one: str, other: str) -> None:
    assert normalise_english(one) != normalise_english(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("삼십팔 점 오 도까지 올랐어요.", "38.5도까지 올랐어요"),
        ("혈압은 백삼십에 팔십이고", "혈압은 130/80이고"),
        ("칠백오십 밀리그램을 하루 한 번", "750mg을 하루 1번"),
        ("여섯 시에", "6시에"),
        ("여덟 시간 동안", "8시간 동안"),
        ("일흔두 살", "72살"),
        ("이십 년", "20년"),
        ("유월 십 일", "6월 10일"),
        ("구십오 퍼센트", "95%"),
        ("천이백 밀리리터", "1,200ml"),
        ("만 오천 원", "15000원"),
        ("음, 네.", "네"),
        ("삼 개월", "3개월"),
    ],
)
def test_two_spellings_of_the_same_korean_words(one: str, other: str) -> None:
    assert normalise_korean(one) == normalise_korean(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [("열이 나요", "열이 안 나요"), ("백십", "110.5"), ("검사業골", "검사골"), ("음식", "식"), ("어머니", "머니")],
)
def test_different_korean_words_stay_different(one: str, other: str) -> None:
    assert normalise_korean(one) != normalise_korean(other)


@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=80))
def test_any_text_can_be_normalised(text: str) -> None:
    assert normalise_english(text) == normalise_english(text.upper().lower()) or text.lower() != text.upper().lower()
    assert not any(character.isspace() for character in normalise_korean(text))


@given(st.integers(min_value=1, max_value=99_999_999))
def test_korean_digits_are_read_without_digits(number: int) -> None:
    assert not any(character.isdigit() for character in normalise_korean(f"{number}원"))
