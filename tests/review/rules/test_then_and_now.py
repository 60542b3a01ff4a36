"""Former values and those of today exchanged."""

import pytest

from app.domain.note import FlagKind
from app.review.reading.numbers import quantities_in
from app.review.rules.then_and_now import then_and_now_flags
from tests.review.talk import index_of

FLOW = ("Doctor: Your peak flow is three eighty today, it was three ten last time.",)
PAIN_KO = ("간호사: 통증은 밤에 7점이어서 트라마돌 맞으셨고 지금은 3점이에요.",)
PRESSURE_KO = ("의사: 오늘 혈압이 152에 94네요. 지난번엔 138에 86이었고요.",)


def written(line: str, talk: tuple[str, ...]) -> list[str]:
    flags = list(then_and_now_flags(line, quantities_in(line), index_of(*talk)))
    assert {flag.kind for flag in flags} <= {FlagKind.TIME_MISMATCH}
    return [flag.written for flag in flags]


@pytest.mark.parametrize(
    ("line", "talk", "values"),
    [
        ("Peak flow 310, previously 380.", FLOW, ["380"]),
        ("Peak flow from 380 to 310.", FLOW, ["380", "310"]),
        ("통증 NRS 3점에서 7점.", PAIN_KO, ["3점", "7점"]),
        ("현재 통증 7점.", PAIN_KO, ["7점"]),
        ("산소 2 L에서 3 L로 증량.", ("간호사: 산소는 3리터에서 2리터로 줄였습니다.",), ["2 L", "3 L"]),
        ("오늘 혈압 138/86.", PRESSURE_KO, ["138", "86"]),
    ],
)
def test_exchanged_times_are_asked_about(line: str, talk: tuple[str, ...], values: list[str]) -> None:
    assert written(line, talk) == values


@pytest.mark.parametrize(
    ("line", "talk"),
    [
        ("Peak flow 380, previously 310.", FLOW),
        ("Peak flow improved from 310 to 380.", FLOW),
        ("통증 7점에서 3점.", PAIN_KO),
        ("혈압 152/94, 지난번 138/86.", PRESSURE_KO),
        ("Hemoglobin today 10.2.", ("Doctor: Your hemoglobin was 10.2.",)),
        ("Lisinopril from 10 to 20 mg.", ("Doctor: Go up on the lisinopril from 10 to 20.",)),
    ],
)
def test_as_it_was_told_or_where_no_time_was_is_not(line: str, talk: tuple[str, ...]) -> None:
    assert written(line, talk) == []
