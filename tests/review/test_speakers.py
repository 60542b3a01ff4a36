"""What was only asked about, and what only the patient wished for."""

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
