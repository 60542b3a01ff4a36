import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.drafting.run_on import with_sentence_marks


@pytest.mark.parametrize(
    ("talk", "marked"),
    [
        (
            "i'd like to see that knee okay so does it hurt when i press here",
            "i'd like to see that knee. okay so does it hurt when i press here?",
        ),
        (
            "your lungs are clear i do n't hear any wheezes so let's talk about it and i'm gon na order a sling",
            "your lungs are clear i do n't hear any wheezes. so let's talk about it. and i'm gon na order a sling.",
        ),
        (
            "you take that twice a day for your blood pressure i'll keep you on the same tablets",
            "you take that twice a day. for your blood pressure. i'll keep you on the same tablets.",
        ),
        (
            "we'll have you back in a week if you get worse call me",
            "we'll have you back in a week. if you get worse call me.",
        ),
        ("it shows a . five centimeter stone", "it shows a point five centimeter stone."),
        ("a four . four centimeter nodule was seen", "a four point four centimeter nodule was seen."),
    ],
)
def test_talk_without_marks_is_given_them(talk: str, marked: str) -> None:
    assert with_sentence_marks(talk) == marked


@pytest.mark.parametrize(
    "talk",
    [
        "no",
        "yes i have",
        "okay . so i took one at five . two days later i was well .",
        "So, have you had this before? And how long has it been going on?",
        "네 어제부터 열이 나고 기침도 하고 그래서 약을 먹었어요",
        "",
    ],
)
def test_short_answers_and_talk_with_marks_stay_as_they_are(talk: str) -> None:
    assert with_sentence_marks(talk) == talk


_WORDS = "so okay and i have you do any pain what 5 is that for your knee if"


@given(st.lists(st.sampled_from(_WORDS.split()), max_size=40))
def test_marks_are_added_and_no_word_is_lost(words: list[str]) -> None:
    talk = " ".join(words)
    marked = with_sentence_marks(talk)
    assert marked.replace(".", "").replace("?", "") == talk
    assert with_sentence_marks(marked) == marked


def test_long_talk_takes_no_time_of_its_own() -> None:
    words = "so i have some pain and it is for your knee okay " * 2000
    assert with_sentence_marks(words).count(".") > 1000
