import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.language import Language
from app.domain.transcript import Correction, Word
from app.resources import load_text
from app.speech.misheard import put_right


def said(text: str) -> list[Word]:
    return [Word(float(n), n + 1.0, word, 0.5) for n, word in enumerate(text.split())]


def righted(text: str, language: Language = Language.KO) -> str:
    return " ".join(word.text for word in put_right(said(text), language)[0])


@pytest.mark.parametrize(
    ("heard", "meant"),
    [
        ("메트폴민 오백 밀리그램을 드세요.", "메트포르민 오백 밀리그램을 드세요."),
        ("로사르 탄을 하루 한 번 먹어요.", "로사르탄을 하루 한 번 먹어요."),
        ("아토르바 스타친은 저녁에 드시고요.", "아토르바스타틴은 저녁에 드시고요."),
        ("매일 클로피도 그래를 복용합니다.", "매일 클로피도그렐을 복용합니다."),
        ("페니씰린 알레르기가 있어요.", "페니실린 알레르기가 있어요."),
        ("약을 클로피도 그래로 바꿔 드릴게요.", "약을 클로피도그렐로 바꿔 드릴게요."),
    ],
)
def test_a_korean_name_spelled_as_other_words(heard: str, meant: str) -> None:
    assert righted(heard) == meant


def test_an_english_name_spelled_as_other_words() -> None:
    heard = "He had level floccicin 500 milligrams at 8 this morning."
    assert righted(heard, Language.EN) == "He had levofloxacin 500 milligrams at 8 this morning."


@pytest.mark.parametrize(
    "text",
    [
        "약은 하루 세 번 드시고 물을 많이 마시세요.",
        "혈압약을 먹고 있어요.",
        "알레르기는 없어요.",
        "암로디핀 오 밀리그램을 하루 한 번 먹고 있어요.",
        "어제부터 열이 나서 약을 먹었어요.",
    ],
)
def test_what_was_said_stays(text: str) -> None:
    assert righted(text) == text


@pytest.mark.parametrize("text", ["And in the meantime take two tablets.", "Take the next dose at eight."])
def test_common_english_words_stay(text: str) -> None:
    assert righted(text, Language.EN) == text


def test_nothing_is_put_right_where_nobody_speaks_of_medicines() -> None:
    assert righted("메트폴민") == "메트폴민"


def test_a_name_between_two_medications_is_left_to_the_clinician() -> None:
    # As near to 아지트로마이신 as it is to 클래리트로마이신.
    assert righted("라트로마이신을 하루 두 번 드세요.") == "라트로마이신을 하루 두 번 드세요."


@pytest.mark.parametrize("sample", ["consultation_ko.txt", "consultation_en.txt"])
def test_a_correct_transcript_is_left_as_it_is(sample: str) -> None:
    language = Language.KO if "_ko" in sample else Language.EN
    for line in load_text(f"samples/{sample}").splitlines():
        assert put_right(said(line), language)[1] == ()


def test_the_new_word_has_the_times_of_what_it_stands_for() -> None:
    words, corrections = put_right(said("저는 로사르 탄을 먹어요."), Language.KO)
    assert words[1] == Word(1.0, 3.0, "로사르탄을", 0.5)
    assert corrections == (Correction("로사르 탄을", "로사르탄을"),)


@given(st.text(alphabet="가나로사르탄을약 페니실린먹.", max_size=60), st.sampled_from(Language))
def test_only_what_is_told_is_changed(text: str, language: Language) -> None:
    words, corrections = put_right(said(text), language)
    restored = " ".join(word.text for word in words)
    for correction in corrections:
        assert correction.written in restored
        restored = restored.replace(correction.written, correction.heard, 1)
    assert restored.split() == text.split()
