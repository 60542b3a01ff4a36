"""The segments on which a statement rests, in and across both languages."""

import gc
import weakref

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.language import Language
from app.domain.transcript import Speaker, Transcript, TranscriptSegment, segment_id
from app.resources import load_json
from app.review.evidence.sources import TranscriptIndex, find_sources, once_per_index
from tests.review.talk import index_of


def transcript_of(*texts: str) -> Transcript:
    segments = tuple(
        TranscriptSegment(segment_id(i), float(i), i + 1.0, Speaker.UNKNOWN, text) for i, text in enumerate(texts)
    )
    return Transcript(Language.KO, float(len(texts)), segments)


KOREAN = TranscriptIndex(
    transcript_of(
        "어디가 불편해서 오셨어요?",
        "사흘 전부터 기침이 나고 열이 났어요.",
        "가래도 나오나요?",
        "네.",
        "숨은 안 차는데 숨을 깊이 쉬면 오른쪽 가슴이 아파요.",
        "고혈압이 있어서 암로디핀 오 밀리그램을 먹고 있어요.",
        "담배는 피우세요?",
        "아니요, 없어요.",
        "오늘 가슴 엑스레이를 찍고 이틀 뒤에 다시 오세요.",
    )
)
ENGLISH = TranscriptIndex(
    transcript_of(
        "what brings you in today",
        "i have had a bad headache since tuesday",
        "any fever or chills?",
        "no",
        "do you take any medication?",
        "just some tylenol",
        "your blood pressure is one forty over ninety",
        "i want you to get some blood work and come back in two weeks",
    )
)


@pytest.mark.parametrize(
    ("statement", "strongest"),
    [
        ("3일 전부터 기침과 발열", "s0002"),
        ("객담 있음", "s0003"),
        ("우측 흉통", "s0005"),
        ("암로디핀 5 mg 복용", "s0006"),
        ("Cough and fever for 3 days", "s0002"),
        ("Amlodipine 5 mg for hypertension", "s0006"),
        ("Chest X-ray, follow up in 2 days", "s0009"),
    ],
)
def test_a_korean_transcript_supports_a_note_in_either_language(statement: str, strongest: str) -> None:
    assert find_sources(statement, KOREAN)[0] == strongest


@pytest.mark.parametrize(
    ("statement", "strongest"),
    [
        ("Headache since Tuesday.", "s0002"),
        ("Takes acetaminophen.", "s0006"),
        ("BP 140/90", "s0007"),
        ("두통", "s0002"),
        ("혈압 140/90", "s0007"),
        ("혈액검사, 2주 후 재진", "s0008"),
    ],
)
def test_an_english_transcript_supports_a_note_in_either_language(statement: str, strongest: str) -> None:
    assert find_sources(statement, ENGLISH)[0] == strongest


def test_a_short_answer_counts_together_with_its_question() -> None:
    assert find_sources("가래가 있다고 함", KOREAN)[:2] == ("s0003", "s0004")
    assert find_sources("Denies fever or chills.", ENGLISH)[:2] == ("s0003", "s0004")


@pytest.mark.parametrize(
    "statement", ["Left knee arthroscopy performed in childhood", "최근 해외여행을 다녀옴", "백내장 수술 예정"]
)
def test_what_nobody_said_has_no_sources(statement: str) -> None:
    assert find_sources(statement, KOREAN) == ()
    assert find_sources(statement, ENGLISH) == ()


def test_few_sources_are_named() -> None:
    statement = (
        "Cough, fever, sputum, right chest pain, hypertension, amlodipine 5 mg, chest X-ray, follow up in 2 days"
    )
    assert 1 < len(find_sources(statement, KOREAN)) <= 5


def test_an_empty_transcript_supports_nothing() -> None:
    assert find_sources("Cough", TranscriptIndex(transcript_of())) == ()


@given(st.text(max_size=200))
@settings(max_examples=100)
def test_no_text_makes_it_fail(text: str) -> None:
    assert set(find_sources(text, KOREAN)) <= set(KOREAN.segment_ids)
    TranscriptIndex(transcript_of(text, text[::-1]))


def test_the_list_of_terms_holds_both_languages() -> None:
    rows = load_json("terminology/terms.json")["concepts"]
    assert len(rows) >= 400
    assert len({row["concept"] for row in rows}) == len(rows)
    assert all(row["en"] and row["ko"] for row in rows)


def test_what_is_worked_out_from_a_transcript_is_worked_out_once_and_forgotten_with_it() -> None:
    worked: list[weakref.ref[frozenset[str]]] = []

    @once_per_index
    def work(index: TranscriptIndex) -> frozenset[str]:
        result = frozenset(index.texts)
        worked.append(weakref.ref(result))
        return result

    index = TranscriptIndex(transcript_of("기침이 나요."))
    assert work(index) is work(index)
    assert len(worked) == 1
    del index
    gc.collect()
    assert worked[0]() is None


def test_what_was_said_comes_in_the_same_order_whatever_the_order_of_the_keys() -> None:
    index = index_of("Patient: My chest hurts and I cough.", "Patient: The cough is worse and my chest is tight.")
    keys = [("word", "chest"), ("word", "cough"), ("concept", "cough"), ("concept", "chest")]
    assert list(index.assertions.mentions(keys)) == list(index.assertions.mentions(reversed(keys)))
