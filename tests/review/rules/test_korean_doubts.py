"""What was called unlikely."""

import pytest

from app.domain.note import FlagKind
from tests.review.talk import index_of, kinds


@pytest.mark.parametrize(
    ("talk", "right", "wrong"),
    [
        (("의사: 폐색전증 가능성은 거의 없어요.",), "폐색전증 가능성 낮음.", "폐색전증."),
        (("의사: 대장암일 수도 있지만 아닐 가능성이 더 커요.",), "대장암 가능성 낮음.", "대장암."),
        (("의사: 백혈병 가능성은 희박합니다.",), "백혈병 가능성 희박.", "백혈병."),
    ],
)
def test_the_unlikely_is_not_stated(talk: tuple[str, ...], right: str, wrong: str) -> None:
    index = index_of(*talk)
    assert not kinds(right, index)
    assert FlagKind.CERTAINTY_MISMATCH in kinds(wrong, index)


def test_only_what_was_called_unlikely_is_unlikely() -> None:
    index = index_of("의사: 긴장성 두통으로 보이고, 뇌수막염 가능성은 낮아요.")
    assert not kinds("긴장성 두통.", index)


def test_what_somebody_also_states_is_not_unlikely() -> None:
    index = index_of("의사: 폐렴 가능성은 낮다고 봤는데요.", "의사: 사진을 보니 폐렴입니다.")
    assert FlagKind.CERTAINTY_MISMATCH not in kinds("폐렴.", index)


def test_a_doubt_of_now_leaves_the_past_certain() -> None:
    index = index_of("의사: 방광염 앓은 적 있으세요?", "환자: 네, 재작년에요.", "의사: 이번에도 방광염인 것 같네요.")
    assert not kinds("과거 방광염 병력.", index)
