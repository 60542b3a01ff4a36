"""Sides across turns of Korean talk."""

import pytest

from app.domain.note import FlagKind
from tests.review.talk import index_of, kinds

ELLIPTIC = [
    (
        ("환자: 왼쪽 무릎이 쑤셔요.", "의사: 오른쪽은 어떠세요?", "환자: 오른쪽은 이상 없어요."),
        "좌측 무릎 통증.",
        "우측 무릎 통증.",
    ),
    # A word between names another part.
    (
        ("환자: 오른쪽 발목이 아파요. 허리까지 쑤셔요.", "의사: 왼쪽은요?", "환자: 왼쪽은 멀쩡해요."),
        "좌측 발목 통증 없음.",
        "좌측 발목 통증.",
    ),
    (("환자: 오른쪽 어깨가 안 올라가요. 왼쪽은 괜찮고요.",), "우측 어깨 운동 제한.", "좌측 어깨 운동 제한."),
    (("의사: 손이 저린 게 어느 쪽이에요?", "환자: 오른손이요. 왼손은 아니고."), "우측 손 저림.", "좌측 손 저림."),
    (("의사: 어느 쪽 귀가 아파요?", "환자: 왼쪽이요."), "좌측 이통.", "우측 이통."),
    (
        ("환자: 머리가 지끈거려요. 거의 왼쪽이요.", "의사: 오른쪽은 안 아프세요?", "환자: 오른쪽은 안 아파요."),
        "좌측 두통.",
        "우측 두통.",
    ),
    (("환자: 왼손에 힘이 없어요. 오른쪽은 괜찮아요.",), "좌측 손 근력 저하.", "우측 손 근력 저하."),
]


@pytest.mark.parametrize(("talk", "right", "wrong"), ELLIPTIC)
def test_a_side_goes_on_with_the_part_of_the_other(talk: tuple[str, ...], right: str, wrong: str) -> None:
    index = index_of(*talk)
    assert FlagKind.LATERALITY_MISMATCH not in kinds(right, index)
    assert FlagKind.LATERALITY_MISMATCH in kinds(wrong, index)


def test_the_side_that_is_well_may_be_written_to_be_well() -> None:
    index = index_of("의사: 왼쪽 각막에 상처가 있네요.", "환자: 오른쪽은요?", "의사: 오른쪽은 깨끗해요.")
    assert not kinds("우측 각막 정상.", index)
    assert not kinds("우측 각막 상처 없음.", index)
