"""Now and then in Korean notes."""

import pytest

from app.domain.note import FlagKind
from tests.review.talk import index_of, kinds


@pytest.mark.parametrize(
    ("talk", "wrong"),
    [
        (("환자: 작년에 폐렴으로 입원했었어요.",), "최근 폐렴."),
        (("환자: 어릴 때 천식을 앓았대요.",), "금일 천식."),
    ],
)
def test_the_past_is_not_now(talk: tuple[str, ...], wrong: str) -> None:
    assert FlagKind.TIME_MISMATCH in kinds(wrong, index_of(*talk))


@pytest.mark.parametrize(
    ("talk", "right"),
    [
        (("환자: 작년에 폐렴으로 입원했었어요.",), "작년 폐렴으로 입원."),
        (("환자: 어제 메스꺼웠는데 그 뒤로는 괜찮아요.",), "이후 오심 없음."),
        (("환자: 어지러움이 반나절은 가요.",), "어지럼 반나절 지속됨."),
        (("환자: 삼 주 전부터 기침을 해요.",), "3주 전부터 기침 지속됨."),
    ],
)
def test_a_time_that_was_told_gives_no_alarm(talk: tuple[str, ...], right: str) -> None:
    assert not kinds(right, index_of(*talk))


def test_what_is_over_does_not_bear_out_what_is_denied_of_now() -> None:
    index = index_of("의사: 낙상은요?", "보호자: 이번 주엔 없었어요. 작년에 한 번 넘어지셨고요.")
    assert FlagKind.NEGATION_MISMATCH in kinds("이번 주 낙상 있음.", index)
    assert not kinds("이번 주 낙상 없음.", index)
