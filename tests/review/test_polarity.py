"""Yes and no exchanged between a note and the talk."""

import pytest

from app.domain.note import FlagKind
from tests.review.talk import index_of, kinds

TALK = index_of(
    "Doctor: Any chest pain or shortness of breath?",
    "Patient: No, none.",
    "Doctor: Have you had a fever?",
    "Patient: Yes, since Monday. I have been taking metformin every day.",
    "Doctor: Do you smoke?",
    "Patient: My father smokes, I never did.",
    "Doctor: There is no swelling of the ankles. Your lungs sound clear.",
)
KOREAN = index_of(
    "의사: 콧물이나 기침은 있나요?",
    "보호자: 콧물은 있는데 기침은 안 해요.",
    "의사: 열은 없으세요?",
    "보호자: 네.",
    "의사: 설사는요?",
    "보호자: 아니요, 설사는 없었어요.",
)


@pytest.mark.parametrize(
    "text",
    [
        "Reports chest pain.",
        "Has shortness of breath.",
        "Denies fever.",
        "Has not been taking metformin.",
        "Swelling of the ankles.",
    ],
)
def test_the_opposite_of_what_was_said_is_flagged(text: str) -> None:
    assert kinds(text, TALK) == {FlagKind.NEGATION_MISMATCH}


@pytest.mark.parametrize(
    "text",
    [
        "Denies chest pain or shortness of breath.",
        "Fever since Monday.",
        "Takes metformin.",
        "No ankle swelling.",
        "Return if chest pain develops.",
        "Lungs clear.",
    ],
)
def test_what_was_said_is_not(text: str) -> None:
    assert kinds(text, TALK) == set()


@pytest.mark.parametrize("text", ["콧물 없음.", "기침 있음.", "발열 있음.", "설사 있음."])
def test_the_opposite_is_flagged_in_korean(text: str) -> None:
    assert kinds(text, KOREAN) == {FlagKind.NEGATION_MISMATCH}


@pytest.mark.parametrize(
    "text", ["콧물 있음.", "기침 없음.", "발열 없음.", "설사 없음.", "콧물 있으나 기침, 설사 없음."]
)
def test_korean_answers_settle_what_was_asked(text: str) -> None:
    assert kinds(text, KOREAN) == set()


@pytest.mark.parametrize("text", ["This has no been controlled.", "There are has fractures.", "기침 있음 없음."])
def test_a_sentence_that_is_neither_yes_nor_no_is_flagged(text: str) -> None:
    assert FlagKind.NEGATION_UNCLEAR in kinds(text, TALK)


def test_a_condition_is_no_contradiction() -> None:
    assert FlagKind.NEGATION_UNCLEAR not in kinds("Call if she has any pain.", TALK)
