"""Words that were each said, and make no sense or were never said together."""

import pytest

from app.domain.note import FlagKind
from app.review.checks import flags_of
from app.review.line_guard import LineGuard
from app.review.rules.combinations import impossible_flags
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
        ("위장염을 더 많이 먹을 것임.", KOREAN, "위장염을 더 많이 먹"),
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


@pytest.mark.parametrize(
    ("line", "written"),
    [
        ("X-rays of the lumbar spine demonstrate some pain.", "X-rays of the lumbar spine demonstrate some pain"),
        (
            "EKG shows a slight two out of six systolic ejection murmur.",
            "EKG shows a slight two out of six systolic ejection murmur",
        ),
        ("X-ray shows no tenderness over the knee.", "X-ray shows no tenderness"),
        ("흉부 엑스레이에서 경미한 압통.", "엑스레이에서 경미한 압통"),
    ],
)
def test_an_image_does_not_show_what_only_touch_tells(line: str, written: str) -> None:
    talk = (
        "Doctor: 엑스레이 x-ray ekg lumbar spine knee pain tenderness murmur two out of six systolic ejection 압통.",
    )
    assert written in unsupported(line, *talk)
    assert LineGuard(transcript_of(*talk)).flags(line)


@pytest.mark.parametrize(
    "line",
    [
        "X-ray shows a fracture which explains the pain.",
        "Tenderness over the knee; X-ray shows no fracture.",
        "Echocardiogram for the murmur.",
        "X-ray of the painful knee shows no effusion.",
        "엑스레이에서 골절 없음, 압통 있음.",
    ],
)
def test_what_an_image_shows_beside_a_sign_is_no_such_thing(line: str) -> None:
    talk = ("Doctor: x-ray fracture pain tenderness knee echocardiogram murmur painful effusion 엑스레이 골절 압통.",)
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


@pytest.mark.parametrize(
    ("line", "written"),
    [
        ("The patient has a history of allergies to kidneys and bowels.", ["allergies to kidneys"]),
        ("X-rays demonstrate some pain.", ["X-rays demonstrate some pain"]),
        ("Allergic to penicillin.", []),
        ("X-rays demonstrate a fracture.", []),
    ],
)
def test_what_cannot_be_is_put_together_from_two_things(line: str, written: list[str]) -> None:
    assert [flag.written for flag in impossible_flags(line)] == written
