"""Steps that were only spoken of under a condition."""

import pytest

from app.domain.note import FlagKind
from tests.review.talk import index_of, kinds

TALK = index_of(
    "Doctor: If the pain does not improve, we can consider a steroid injection for your shoulder.",
    "Doctor: We could also do a ureteroscopy.",
    "Doctor: I am going to order an ultrasound of the kidneys.",
    "Doctor: I will call you with the results. We will determine the next steps if there are any.",
    "Doctor: We might get a colonoscopy. Actually, let us get the colonoscopy this week.",
)


@pytest.mark.parametrize(
    "text",
    [
        "We will proceed with a steroid injection of the shoulder.",
        "Ureteroscopy.",
        "I will call with the results and the next steps.",
    ],
)
def test_a_condition_is_not_left_out(text: str) -> None:
    assert FlagKind.CERTAINTY_MISMATCH in kinds(text, TALK)


@pytest.mark.parametrize(
    "text",
    [
        "If the pain does not improve, we will proceed with a steroid injection of the shoulder.",
        "Consider ureteroscopy.",
        "Ultrasound of the kidneys.",
        "We will get a colonoscopy.",
        "I will call with the results and possible next steps.",
    ],
)
def test_as_it_was_said_it_may_be_planned(text: str) -> None:
    assert FlagKind.CERTAINTY_MISMATCH not in kinds(text, TALK)


def test_what_is_told_for_certain_behind_a_condition_ends_it() -> None:
    talk = index_of("Doctor: If you feel worse call me, but I'm going to do an arthroscopy on Monday.")
    assert FlagKind.CERTAINTY_MISMATCH not in kinds("Arthroscopy on Monday.", talk)


def test_a_condition_in_korean() -> None:
    talk = index_of("의사: 통증이 계속되면 내시경을 해 볼 수 있습니다.", "의사: 피검사는 오늘 하겠습니다.")
    assert FlagKind.CERTAINTY_MISMATCH in kinds("내시경 시행 예정.", talk)
    assert FlagKind.CERTAINTY_MISMATCH not in kinds("통증 지속 시 내시경 고려.", talk)
    assert FlagKind.CERTAINTY_MISMATCH not in kinds("혈액검사 시행 예정.", talk)


WARNED = index_of(
    "Patient: I get short of breath on the stairs.",
    "Doctor: If you get palpitations or feel faint, go straight to the emergency department.",
    "Patient: I've not had any of that.",
)


@pytest.mark.parametrize("text", ["Palpitations.", "The patient has palpitations.", "Feels faint."])
def test_what_was_only_warned_of_is_not_told(text: str) -> None:
    assert FlagKind.CERTAINTY_MISMATCH in kinds(text, WARNED)


@pytest.mark.parametrize(
    "text", ["No palpitations.", "Go to the emergency department if palpitations.", "Short of breath on the stairs."]
)
def test_a_warning_and_what_was_told_are(text: str) -> None:
    assert FlagKind.CERTAINTY_MISMATCH not in kinds(text, WARNED)


def test_what_was_only_warned_of_in_korean() -> None:
    talk = index_of("환자: 기침이 나요.", "의사: 열이 나거나 숨이 차면 바로 오세요.")
    assert FlagKind.CERTAINTY_MISMATCH in kinds("발열.", talk)
    assert FlagKind.CERTAINTY_MISMATCH in kinds("호흡곤란 있음.", talk)
    assert FlagKind.CERTAINTY_MISMATCH not in kinds("발열, 호흡곤란 시 내원.", talk)
    assert FlagKind.CERTAINTY_MISMATCH not in kinds("기침.", talk)
