"""What Korean talk leaves out or says otherwise than a note: right lines are let pass, their contraries are flagged."""

import pytest

from app.domain.note import FlagKind
from app.review.checks import flags_of
from tests.review.talk import index_of, kinds

SAID_AND_CONTRARY = [
    # «It is not so» stands for what was told last.
    (("환자: 손꾸락이 저려유.", "환자: 새끼손꾸락은 안 그려유."), "새끼손가락 저림 없음.", "새끼손가락 저림 있음."),
    (("환자: 오른쪽 무릎이 아파요.", "환자: 어깨는 안 그래요."), "어깨 통증 없음.", "어깨 통증 있음."),
    # A part or its disease that is called well.
    (("의사: 콩팥은요?", "환자: 콩팥은 아직 괜찮대요."), "신장 질환 없음.", "신장 질환 있음."),
    (("의사: 왼발은요?", "보호자: 왼발은 멀쩡해요."), "좌측 발 이상 없음.", "좌측 발 이상 있음."),
    (("의사: 삼킬 때 아프고 그런 건?", "환자: 삼키는 것도 괜찮고요."), "연하통 없음.", "연하통 있음."),
    (("의사: 입은 잘 벌어지세요?", "환자: 입은 다 벌어져요."), "개구장애 없음.", "개구장애 있음."),
    (("환자: 기침은 싹 가셨어요.",), "기침 없음.", "기침 있음."),
    (("환자: 발진은 그닥요.",), "발진 없음.", "발진 있음."),
    # One denial of two things.
    (("보호자: 떨거나 그러시진 않고요.",), "오한 없음.", "오한 있음."),
    (("의사: 숨차거나 가슴 두근거리진 않으시죠?", "환자: 네."), "호흡곤란 없음.", "호흡곤란 있음."),
    (("의사: 변에 피 섞여 나온 적은?", "환자: 아뇨, 한 번도."), "혈변 없음.", "혈변 있음."),
    # A denial does not reach over a cause.
    (("환자: 철분제 먹다가 변비 때문에 지난주부터 안 먹어요.",), "변비 있음.", "변비 없음."),
    # Regions.
    (("의사: 기침은요?", "환자: 기침은 읎어유."), "기침 없음.", "기침 있음."),
    (("의사: 당뇨는요?", "환자: 당뇨는 읎는디 혈압이 좀 있당께요."), "당뇨 없음. 고혈압 있음.", "당뇨 있음."),
    (("의사: 무릎은요?", "환자: 무릎은 안 아퍼."), "무릎 통증 없음.", "무릎 통증 있음."),
    (("의사: 열은요?", "환자: 열은 안 나더라고예."), "발열 없음.", "발열 있음."),
    # Now and then.
    (("환자: 작년까지 혈압약을 먹다가 지금은 안 먹어요.",), "혈압약 복용하지 않음.", "혈압약 복용 중."),
    (("환자: 와파린은 예전에 먹다가 지금은 아스피린만 먹어요.",), "과거 와파린 복용.", "와파린 복용 중."),
    (("간호사: 산소는 어제까지 하다가 오늘 아침에 뗐어요.",), "산소 중단.", "산소 투여 중."),
    (("간호사: 소변줄은 어제저녁에 제거했고 소변 잘 보세요.",), "도뇨관 제거함.", "도뇨관 유지 중."),
    # Doubt.
    (("의사: 혈관이 막혔을 수도 있어서 씨티를 찍을게요.",), "혈관 폐색 가능성.", "혈관 폐색 확인됨."),
    (("의사: 돌이 내려온 게 아닌가 싶어요.",), "요로결석 의심.", "요로결석 확진."),
    # Whose.
    (("의사: 당뇨는요?", "환자: 저는 없고 남편이 당뇨예요."), "당뇨 없음. 배우자 당뇨.", "환자 당뇨 있음."),
    (("의사: 지난달에 폐렴 앓으셨죠?", "간병인: 그건 옆 침대 할머니고요."), "폐렴 과거력 없음.", "폐렴 과거력 있음."),
    (
        ("의사: 집안에 유방암 있으세요?", "환자: 이모가 유방암이요. 엄마는 깨끗하시고요."),
        "이모 유방암. 어머니 유방암 없음.",
        "어머니 유방암 있음.",
    ),
    # Sides.
    (("의사: 왼팔은 힘이 떨어지고 오른팔은 정상이에요. 감각은 양쪽 같고요.",), "좌측 상지 위약.", "우측 상지 위약."),
    (
        ("의사: 오른쪽 발등 맥은 안 잡히고 왼쪽은 잡히네요.",),
        "우측 족배동맥 촉지되지 않음. 좌측 족배동맥 촉지됨.",
        "우측 족배동맥 촉지됨.",
    ),
    (
        ("환자: 왼쪽 가슴에 멍울이 만져져요.", "의사: 오른쪽은 만져지는 거 없고요?", "환자: 네, 오른쪽은 없어요."),
        "우측 유방 종괴 없음.",
        "우측 유방 종괴 있음.",
    ),
]


@pytest.mark.parametrize(("talk", "right", "wrong"), SAID_AND_CONTRARY)
def test_what_was_said_is_told_from_its_contrary(talk: tuple[str, ...], right: str, wrong: str) -> None:
    index = index_of(*talk)
    assert not kinds(right, index)
    assert kinds(wrong, index)


def test_what_does_not_help_is_taken() -> None:
    index = index_of("환자: 타이레놀은 먹어도 안 들어요.")
    assert not kinds("타이레놀 복용함.", index)
    assert not kinds("타이레놀 복용하나 효과 없음.", index)


@pytest.mark.parametrize(
    ("said", "written"),
    [("압통 있나 볼게요.", "압통 있음."), ("부었나 한번 볼게요.", "부종 있음."), ("잡음이 있는지.", "심잡음 있음.")],
)
def test_what_is_about_to_be_looked_for_is_not_found(said: str, written: str) -> None:
    assert FlagKind.SPEAKER_MISMATCH in kinds(written, index_of(f"의사: {said}"))


def test_what_was_asked_of_the_patient_and_answered_of_a_relative_is_the_relative_s() -> None:
    index = index_of("의사: 골다공증 있으세요?", "환자: 저는 아니고 집사람이요.")
    assert FlagKind.EXPERIENCER_MISMATCH in kinds("골다공증 있음.", index)
    assert not kinds("아내 골다공증.", index)
    own = index_of("의사: 골다공증 있으세요?", "환자: 네, 집사람이 검사받으라고 해서 알았어요.")
    assert FlagKind.EXPERIENCER_MISMATCH not in kinds("골다공증 있음.", own)


def test_a_denial_ends_where_another_is_named_instead() -> None:
    assert not kinds("아내 수술력.", index_of("환자: 제가 아니라 아내가 수술했어요."))


def test_company_is_no_experiencer() -> None:
    index = index_of("환자: 남편이랑 밥 먹다가 배가 아팠어요.")
    assert not kinds("복통 있음.", index)


def test_no_change_denies_only_the_change() -> None:
    assert not kinds("크기 변화 없음.", index_of("환자: 크기는 비슷한 것 같아요."))


def test_a_test_for_a_disease_is_not_the_disease() -> None:
    index = index_of("의사: 당뇨 검사는 하셨어요?", "환자: 네, 친정엄마가 당뇨라 했어요.")
    assert FlagKind.EXPERIENCER_MISMATCH in kinds("환자 당뇨 있음.", index)


@pytest.mark.parametrize(
    ("said", "written"),
    [
        ("나프록센 이백오십 밀리그램 아침저녁으로 이 주 드릴게요.", "나프록센 250mg 1일 2회 2주 처방."),
        ("레보플록사신 오백 밀리그램 하루 한 번 이레 써 보죠.", "레보플록사신 500mg 1일 1회 7일 투여."),
        ("모레 다시 올게요.", "2일 후 재방문."),
    ],
)
def test_times_in_words_are_counted(said: str, written: str) -> None:
    assert not flags_of(written, index_of(f"의사: {said}"))
