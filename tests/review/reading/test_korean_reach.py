"""How far a Korean denial or condition reaches in a list."""

import pytest

from app.review.reading.stances import Polarity, sentences_in


def _polarities(text: str) -> dict[str, Polarity]:
    return {word.token.word: word.polarity for each in sentences_in(text, is_spoken=False) for word in each.words}


@pytest.mark.parametrize(
    ("text", "denied", "told"),
    [
        ("기침, 가래 없음.", ("기침", "가래"), ()),
        ("3일간 발열, 오한 없음.", ("발열", "오한"), ()),
        ("체온 38도 발열, 오한 없음.", ("오한",), ("발열",)),
        ("배뇨 400mL, 혈뇨 없음.", ("혈뇨",), ("배뇨",)),
        ("죽 섭취, 구토 없음.", ("구토",), ("죽",)),
        ("주사 후 어지럼, 두드러기는 없음.", ("두드러기는",), ("어지럼",)),
        ("두드러기로 페니실린 복용하지 못함.", ("페니실린",), ()),
    ],
)
def test_a_denial_reaches_over_what_is_not_told_itself(
    text: str, denied: tuple[str, ...], told: tuple[str, ...]
) -> None:
    found = _polarities(text)
    assert {found[word] for word in denied} == {Polarity.NEGATED}
    assert all(found[word] is Polarity.AFFIRMED for word in told)


def test_a_condition_leaves_what_was_ordered_before_it() -> None:
    found = _polarities("이부프로펜 중단, 통증 시 트라마돌 복용.")
    assert found["이부프로펜"] is Polarity.AFFIRMED
    assert found["통증"] is Polarity.OPEN
    both = _polarities("발열, 호흡곤란 시 내원.")
    assert both["발열"] is both["호흡곤란"] is Polarity.OPEN
