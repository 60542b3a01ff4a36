"""Whom a guardian means."""

import pytest

from app.domain.note import FlagKind
from app.review.reading.korean_patients import denies_of_the_patient, patient_called
from tests.review.talk import index_of, kinds, transcript_of

FELL = ("보호자: 장모님이 욕실에서 넘어지셨어요.", "의사: 당뇨는요?", "보호자: 당뇨는 장인어른이 있으세요.")


@pytest.mark.parametrize(
    ("talk", "called"),
    [
        (FELL, "장모님"),
        (("의사: 어떻게 오셨어요?", "보호자: 할머니가 어제부터 통 못 드세요."), "할머니"),
        (("의사: 가족 중에 편찮으신 분은요?", "보호자: 아버지가 당뇨세요."), ""),
        (("보호자: 애가 열이 나요. 할머니가 봐 주시는데요.",), ""),
        (("보호자: 아버지가 의사라서요.",), ""),
        (("환자: 어머니가 위암이셨어요.",), ""),
    ],
)
def test_an_elder_of_whom_a_guardian_tells_is_the_patient(talk: tuple[str, ...], called: str) -> None:
    assert patient_called(transcript_of(*talk).segments) == called


def test_what_is_told_of_that_elder_is_the_patients() -> None:
    index = index_of(*FELL)
    assert not kinds("욕실에서 낙상.", index)
    assert FlagKind.EXPERIENCER_MISMATCH in kinds("당뇨 있음.", index)


def test_another_elder_is_a_relative() -> None:
    index = index_of(
        "보호자: 엄마가 어지럽다고 하세요.", "의사: 녹내장은요?", "보호자: 엄마는 아니고 외삼촌이 녹내장이세요."
    )
    assert not kinds("녹내장 없음.", index)
    assert kinds("녹내장 있음.", index)


def test_a_guardians_other_parent_may_be_the_patients_spouse() -> None:
    index = index_of("보호자: 아버지가 쓰러지셨어요.", "의사: 고혈압은요?", "보호자: 어머니만 고혈압이세요.")
    assert FlagKind.EXPERIENCER_MISMATCH not in kinds("아내 고혈압.", index)
    assert FlagKind.EXPERIENCER_MISMATCH in kinds("누나 고혈압.", index)


def test_nobody_is_denied_who_is_not_named() -> None:
    assert denies_of_the_patient("아니요, 할머니는 없으세요.", "할머니")
    assert not denies_of_the_patient("할머니는 있으세요.", "할머니")
    assert not denies_of_the_patient("아니요.", "")
