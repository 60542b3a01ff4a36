"""Orders in Korean notes: given, not given, stopped."""

import pytest

from app.domain.note import FlagKind
from tests.review.talk import index_of, kinds

SAID_AND_CONTRARY = [
    (("의사: 스테로이드는 이번엔 안 쓸게요.",), "스테로이드 사용하지 않음.", "스테로이드 투여함."),
    (("의사: 수액은 맞지 않으셔도 돼요.",), "수액 투여하지 않음.", "수액 투여함."),
    (("의사: 조직검사까지는 필요 없겠어요.",), "조직검사 시행하지 않음.", "조직검사 시행함."),
    (("의사: 항생제 안 드릴게요.",), "항생제 처방하지 않음.", "항생제 처방함."),
    # The verb stands far behind, and a reason between.
    (("의사: 졸피뎀은 낮에 멍하시다니까 안 드릴게요.",), "졸피뎀 처방하지 않음.", "졸피뎀 처방함."),
    (("의사: 혈압약 드세요?", "환자: 아직은 안 먹고 있어요."), "혈압약 복용하지 않음.", "혈압약 복용 중."),
    (("간호사: 인슐린은 아침에 안 들어갔고요.",), "인슐린 투여하지 않음.", "인슐린 투여함."),
]


@pytest.mark.parametrize(("talk", "right", "wrong"), SAID_AND_CONTRARY)
def test_what_is_not_given_is_no_order(talk: tuple[str, ...], right: str, wrong: str) -> None:
    index = index_of(*talk)
    assert not kinds(right, index)
    assert FlagKind.NEGATION_MISMATCH in kinds(wrong, index)


@pytest.mark.parametrize(
    ("talk", "right", "wrong"),
    [
        (("환자: 철분제는 속이 안 좋아서 한 달 전에 끊었어요.",), "철분제 중단함.", "철분제 복용 중."),
        (("의사: 가바펜틴은 졸리시다니까 이제 빼죠.",), "가바펜틴 중단.", "가바펜틴 유지."),
        # What was decided last counts for what goes on.
        (
            ("환자: 피록시캄을 먹어요.", "의사: 피록시캄은 속에 나쁘니까 그만 드세요."),
            "피록시캄 중단.",
            "피록시캄 유지.",
        ),
    ],
)
def test_what_was_stopped_is_not_taken_now(talk: tuple[str, ...], right: str, wrong: str) -> None:
    index = index_of(*talk)
    assert not kinds(right, index)
    assert FlagKind.TIME_MISMATCH in kinds(wrong, index)


@pytest.mark.parametrize(
    ("talk", "right"),
    [
        (("의사: CT는 찍어 봅시다.",), "CT 시행 예정."),
        (("환자: 메트포르민은 끊고 자누비아를 먹어요.",), "자누비아 복용 중."),
        (("간호사: 소변줄은 아침에 빼기로 했는데 아직 못 뺐어요.",), "소변줄 유지 중."),
        (("환자: 아스피린은 끊지 않고 먹어요.",), "아스피린 복용 중."),
        (("환자: 글리메피리드는 빼먹지 않고 먹어요.",), "글리메피리드 복용 중."),
        (("환자: 와파린은 한 번 걸렀는데 계속 먹고 있어요.",), "와파린 복용 중."),
        (("환자: 혈압약은 먹고 있고 아스피린은 안 먹어요.",), "혈압약 복용 중."),
        (("의사: 수술은 필요 없고 물리치료만 합시다.",), "물리치료 시행."),
    ],
)
def test_an_order_that_stands_gives_no_alarm(talk: tuple[str, ...], right: str) -> None:
    assert kinds(right, index_of(*talk)).isdisjoint({FlagKind.NEGATION_MISMATCH, FlagKind.TIME_MISMATCH})


def test_an_order_denied_in_the_note_and_given_in_the_talk_is_asked_about() -> None:
    index = index_of("의사: 이뇨제는 하루 한 번 드세요.")
    assert kinds("이뇨제 처방하지 않음.", index) & {FlagKind.NEGATION_MISMATCH, FlagKind.NEGATION_UNSUPPORTED}
