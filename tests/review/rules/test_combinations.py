"""Words that were each said, and make no sense or were never said together."""

import pytest

from app.domain.note import FlagKind
from app.review.checks import LineGuard, flags_of
from tests.review.talk import index_of, transcript_of

NOISY = (
    "Doctor: It seems like you may have something.",
    "Doctor: Call gastroenteritis, which essentially is a tummy bug.",
    "Doctor: You can take paracetamol for the fever, and call the gastroenteritis clinic.",
)
LONG = (
    "Doctor: Your knee is swollen, so keep it up and put ice on it.",
    "Patient: Okay.",
    "Patient: I work at the airport.",
    "Doctor: I see.",
    "Doctor: I will send a referral to the eye clinic.",
    "Patient: Thank you.",
    "Doctor: And how is your son doing?",
    "Patient: He had physical therapy for his shoulder last year.",
)
KOREAN = ("Doctor: 위장염인 것 같아요. 물을 자주 드시고 약을 복용하세요.",)


def unsupported(line: str, *talk: str) -> list[str]:
    return [flag.written for flag in flags_of(line, index_of(*talk)) if flag.kind is FlagKind.STATEMENT_UNSUPPORTED]


@pytest.mark.parametrize(
    ("line", "talk", "expected"),
    [
        ("Call gastroenteritis.", NOISY, "Call gastroenteritis"),
        ("The patient was instructed to call gastroenteritis.", NOISY, "call gastroenteritis"),
        ("Take the gastroenteritis twice a day.", NOISY, "Take the gastroenteritis"),
        ("위장염을 복용하도록 함.", KOREAN, "위장염을 복용"),
    ],
)
def test_a_disease_is_neither_taken_nor_called(line: str, talk: tuple[str, ...], expected: str) -> None:
    assert unsupported(line, *talk) == [expected]
    assert LineGuard(transcript_of(*talk)).flags(line)


@pytest.mark.parametrize(
    ("line", "talk"),
    [
        ("Call the gastroenteritis clinic.", NOISY),
        ("Take paracetamol for the fever.", NOISY),
        ("A tummy bug called gastroenteritis.", NOISY),
        ("위장염으로 약을 복용하도록 함.", KOREAN),
        ("Take swelling medication and ice.", LONG),
        ("Takes drugs, drinks alcohol.", ("Patient: I take drugs sometimes and drink alcohol.",)),
    ],
)
def test_what_is_done_for_a_disease_is_no_such_thing(line: str, talk: tuple[str, ...]) -> None:
    assert not unsupported(line, *talk)


def test_an_action_and_what_was_never_said_near_it_is_asked_about() -> None:
    assert unsupported("Referral for the shoulder.", *LONG) == ["Referral for the shoulder."]


@pytest.mark.parametrize(
    "line",
    [
        "Referral to the eye clinic.",
        "Put ice on the knee.",
        "The knee is swollen.",
        "The airport keeps ice.",
        "Knee swollen, works at the airport.",
        "PMH: physical therapy of the shoulder.",
    ],
)
def test_what_one_place_says_or_a_line_lists_is_not(line: str) -> None:
    assert not unsupported(line, *LONG)
