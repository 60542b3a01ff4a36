import pytest

from app.review.rules.advice import advises, is_advice, is_unsaid_referral


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("담배는 피우는 것이 좋음.", "하루에 반 갑 정도 이십 년 피웠어요."),
        ("청진을 해 보는 것이 좋습니다.", "청진해 보겠습니다."),
        ("약을 복용하는 것이 좋음.", ""),
    ],
)
def test_advice_from_what_is_none_is_unsaid(line: str, said: str) -> None:
    assert is_advice(line)
    assert not advises(said)


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("커피를 줄이는 것이 좋음.", "커피는 좀 줄이시는 게 좋겠어요."),
        ("물을 자주 마시는 것이 좋음.", "물을 자주 드세요."),
        ("무리하지 않는 것이 좋음.", "당분간 무리하시면 안 되고 쉬셔야 합니다."),
        ("상태가 좋음.", "오늘은 어떠세요?"),
        ("기침이 있음.", "기침이 나요."),
    ],
)
def test_advice_that_was_given_and_what_is_no_advice_may_stand(line: str, said: str) -> None:
    assert not is_advice(line) or advises(said)


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("The patient was referred to the bakery for further evaluation.", "I bought bread at the bakery."),
        ("이웃에게 의뢰함.", "이웃이 약을 줬어요."),
    ],
)
def test_a_referral_where_nobody_referred_is_unsaid(line: str, said: str) -> None:
    assert is_unsaid_referral(line, [said])


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("Refer to orthopaedics.", "I will have you see the orthopaedic surgeon."),
        ("Referral to physical therapy.", "Some physical therapy would help."),
        ("The patient was referred by the GP.", "My GP sent me here."),
        ("안과로 의뢰함.", "안과로 보내 드릴게요."),
        ("The patient bought bread at the bakery.", "I bought bread at the bakery."),
    ],
)
def test_a_referral_that_was_spoken_of_may_stand(line: str, said: str) -> None:
    assert not is_unsaid_referral(line, [said])
