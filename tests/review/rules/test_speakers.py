"""What was only asked about, and what only the patient wished for."""

import pytest

from app.domain.note import FlagKind
from tests.review.talk import index_of, kinds

TALK = index_of(
    "Doctor: Have you noticed any palpitations?",
    "Patient: The cough is worse at night.",
    "Patient: Could I get an MRI of my back?",
    "Doctor: The back will settle. We will do a blood test.",
    "Patient: Can I have some omeprazole for my stomach?",
    "Doctor: Sure, I can do that.",
)


def test_a_finding_that_was_only_asked_about_is_flagged() -> None:
    silent = index_of("Doctor: Have you noticed any palpitations?", "Doctor: Let me listen to your heart.")
    assert FlagKind.SPEAKER_MISMATCH in kinds("Has palpitations.", silent)


def test_a_plan_that_only_the_patient_spoke_of_is_flagged_until_it_is_agreed_to() -> None:
    assert FlagKind.SPEAKER_MISMATCH in kinds("Will order an MRI.", TALK)
    assert FlagKind.SPEAKER_MISMATCH not in kinds("Will order a blood test.", TALK)
    assert FlagKind.SPEAKER_MISMATCH not in kinds("Start omeprazole.", TALK)


def test_nothing_is_said_where_the_speakers_are_unknown() -> None:
    unknown = index_of("Could I get an MRI of my back?", "The back will settle.")
    assert FlagKind.SPEAKER_MISMATCH not in kinds("Will order an MRI.", unknown)


def test_talk_of_something_else_is_no_answer() -> None:
    evaded = index_of("Doctor: Have you noticed any palpitations?", "Patient: My eyes are quite red.")
    described = index_of("Doctor: Have you noticed any palpitations?", "Patient: My heart races, palpitations or so.")
    assert FlagKind.SPEAKER_MISMATCH in kinds("Has palpitations.", evaded)
    assert FlagKind.SPEAKER_MISMATCH not in kinds("Has palpitations.", described)


def test_what_the_patient_told_is_nothing_that_the_patient_was_told() -> None:
    talk = index_of(
        "Patient: I have been putting ice on my knee.",
        "Doctor: Keep it elevated and take two weeks off the treadmill.",
    )
    assert FlagKind.SPEAKER_MISMATCH in kinds("The patient was told to put ice on the knee.", talk)
    assert FlagKind.SPEAKER_MISMATCH not in kinds("The patient was advised to keep it elevated.", talk)
    assert FlagKind.SPEAKER_MISMATCH not in kinds("The patient has been putting ice on the knee.", talk)
    korean = index_of("Patient: 무릎에 얼음찜질을 하고 있어요.", "Doctor: 다리를 높이 올려 두세요.")
    assert FlagKind.SPEAKER_MISMATCH in kinds("무릎에 얼음찜질을 하도록 안내함.", korean)
    assert FlagKind.SPEAKER_MISMATCH not in kinds("다리를 높이 올려 두도록 안내함.", korean)


def test_what_another_told_the_patient_was_told() -> None:
    talk = index_of("Patient: My physio told me to put ice on the knee.", "Doctor: And does it help?")
    assert FlagKind.SPEAKER_MISMATCH not in kinds("The patient was told to put ice on the knee.", talk)
    korean = index_of("Patient: 약국에서 무릎에 얼음찜질을 하라고 했어요.", "Doctor: 그래서 좀 나아졌어요?")
    assert FlagKind.SPEAKER_MISMATCH not in kinds("무릎에 얼음찜질을 하도록 안내함.", korean)


def test_half_of_what_was_asked_is_no_answer() -> None:
    index = index_of(
        "Doctor: Have you noticed any cracked skin?",
        "Patient: So my skin is quite pale, and I rub coconut butter on my elbows each morning.",
    )
    assert FlagKind.SPEAKER_MISMATCH in kinds("Has cracked skin.", index)


WISHES = index_of(
    "Patient: My sister told me to ask for tramadol.",
    "Doctor: Let's see how you do first.",
    "Patient: I was wondering if I should get a hearing test.",
    "Doctor: I don't think we need that.",
    "Patient: I would really like a sleep study.",
    "Doctor: We can do that, good idea.",
    "Patient: I take metformin in the morning.",
)


@pytest.mark.parametrize("text", ["Plan: start tramadol.", "Will order a hearing test.", "I recommend a hearing test."])
def test_what_was_asked_for_and_not_agreed_to_is_no_plan(text: str) -> None:
    assert FlagKind.SPEAKER_MISMATCH in kinds(text, WISHES)


@pytest.mark.parametrize("text", ["Will order a sleep study.", "Continue metformin.", "Wants a hearing test."])
def test_what_was_agreed_to_is_one(text: str) -> None:
    assert FlagKind.SPEAKER_MISMATCH not in kinds(text, WISHES)


def test_orders_under_the_wrong_name_are_no_wish() -> None:
    talk = index_of("Patient: Could you bend it? I'm gonna go ahead and send a hearing test for you.")
    assert FlagKind.SPEAKER_MISMATCH not in kinds("Will order a hearing test.", talk)


def test_a_wish_in_korean() -> None:
    talk = index_of("환자: 청력 검사를 받고 싶어요.", "의사: 지금은 필요 없습니다.")
    assert FlagKind.SPEAKER_MISMATCH in kinds("청력 검사 시행 예정.", talk)
