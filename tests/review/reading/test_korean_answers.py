"""Korean answers that mean something only behind their question."""

import pytest

from app.domain.note import FlagKind
from tests.review.talk import index_of, kinds

DENIED = [
    (("의사: 가슴이 두근거리지는 않으세요?", "환자: 그런 증상은 없었어요."), "두근거림"),
    (("의사: 소변에 피가 섞여 나온 적은요?", "환자: 아뇨, 그런 적은."), "혈뇨"),
    (("의사: 기침하세요?", "환자: 안 해요."), "기침"),
    (("의사: 기침은요?", "환자: 그건 별로요."), "기침"),
    (("의사: 콧물은요?", "환자: 콧물은 딱히."), "콧물"),
    (("의사: 메스꺼움은요?", "환자: 그 정도는 아니고요."), "오심"),
    (("의사: 밤에 땀 흘리세요?", "보호자: 그런 건 못 느꼈어요."), "야간 발한"),
    (("의사: 삼키기 힘드세요?", "환자: 그렇지는 않아요."), "연하곤란"),
    (("의사: 기침은 어때요?", "환자: 기침은 멈췄어요."), "기침"),
    (("의사: 허리는 어떠세요?", "환자: 허리야 뭐 멀쩡하죠."), "요통"),
    (("의사: 잠은요?", "환자: 잠은 잘 자요."), "불면"),
    (("의사: 변은 잘 보세요?", "환자: 네, 매일 봐요."), "변비"),
    (("의사: 천식은요?", "환자: 천식은 동생만 있어요."), "천식"),
    (("의사: 빛이나 소리에 예민하세요?", "환자: 빛은 싫은데 소리는 상관없어요."), "소리공포"),
]


@pytest.mark.parametrize(("talk", "finding"), DENIED)
def test_a_short_denial_answers_the_question(talk: tuple[str, ...], finding: str) -> None:
    index = index_of(*talk)
    assert not kinds(f"{finding} 없음.", index)
    assert kinds(f"{finding} 있음.", index) & {FlagKind.NEGATION_MISMATCH, FlagKind.EXPERIENCER_MISMATCH}


AFFIRMED = [
    (("의사: 가려우세요?", "환자: 좀 그래요."), "가려움"),
    (("의사: 설사는요?", "환자: 그건 있어요."), "설사"),
    (("의사: 코피 난 적 있으세요?", "환자: 한두 번 났죠."), "코피"),
    (("환자: 메스껍기만 하고 토하진 않아요.",), "오심"),
]


@pytest.mark.parametrize(("talk", "finding"), AFFIRMED)
def test_a_short_yes_answers_the_question(talk: tuple[str, ...], finding: str) -> None:
    index = index_of(*talk)
    assert not kinds(f"{finding} 있음.", index)
    assert kinds(f"{finding} 없음.", index) & {FlagKind.NEGATION_MISMATCH, FlagKind.NEGATION_UNSUPPORTED}


def test_what_is_tolerated_is_no_allergy() -> None:
    index = index_of("의사: 약 알레르기 있으세요?", "환자: 설파제요. 페니실린은 괜찮아요.")
    assert not kinds("페니실린 알레르기 없음.", index)
    assert FlagKind.NEGATION_MISMATCH in kinds("페니실린 알레르기 있음.", index)


def test_what_is_called_well_without_such_a_question_stays_as_it_is() -> None:
    index = index_of("환자: 트라마돌은 괜찮던데요.")
    assert FlagKind.NEGATION_MISMATCH not in kinds("트라마돌 복용 중.", index)
