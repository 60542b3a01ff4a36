"""Denials that nobody was heard to make."""

from collections.abc import Sequence

import pytest

from app.domain.language import Language
from app.domain.note import DraftNote, FlagKind, NoteSection, Origin, SectionState, Statement
from app.review.checks import flags_of, review_note
from app.review.evidence.claims import claims_in, matches_of
from app.review.rules.denials import invented_disease_flags, invented_finding_flags
from tests.review.talk import index_of, kinds, transcript_of

TALK = index_of(
    "Doctor: How do you manage at home?",
    "Patient: I live with my wife, and I walk with a cane. I swim at the pool every morning.",
    "Doctor: Any rash?",
    "Patient: I did not look.",
    "Doctor: I would go on with the compression stockings. There is no swelling.",
)


@pytest.mark.parametrize(
    "text",
    [
        "Walks without a cane.",
        "Lives without wife.",
        "He denies that he swims at the pool.",
        "If the leg does not improve without the compression stockings, call us.",
    ],
)
def test_what_was_told_and_never_denied_is_not_denied_in_silence(text: str) -> None:
    assert kinds(text, TALK) & {FlagKind.NEGATION_UNSUPPORTED, FlagKind.NEGATION_MISMATCH}


@pytest.mark.parametrize("text", ["Walks with a cane.", "No swelling.", "Legs without swelling.", "Denies rash."])
def test_what_was_denied_or_asked_may_be_denied(text: str) -> None:
    assert FlagKind.NEGATION_UNSUPPORTED not in kinds(text, TALK)


def test_a_prefix_denies_nothing() -> None:
    index = index_of("Doctor: The small cell count is off, it is non-small cell cancer.")
    assert FlagKind.NEGATION_UNSUPPORTED not in kinds("Non-small cell cancer.", index)


def test_a_question_that_takes_a_finding_for_granted_does_not_support_its_denial() -> None:
    index = index_of("Doctor: Tell me about this shortness of breath.", "Patient: I get short of breath on the stairs.")
    assert kinds("Denies shortness of breath on exertion.", index) & {
        FlagKind.NEGATION_UNSUPPORTED,
        FlagKind.NEGATION_MISMATCH,
    }


@pytest.mark.parametrize("text", ["Reports hematuria.", "Has a rash and hives.", "혈뇨 있음."])
def test_a_finding_that_nobody_named_is_not_stated_in_silence(text: str) -> None:
    assert FlagKind.FINDING_UNSUPPORTED in kinds(text, TALK)


@pytest.mark.parametrize("text", ["No gallops.", "Denies hematuria.", "혈뇨 없음."])
def test_nor_is_it_denied(text: str) -> None:
    assert kinds(text, TALK) == {FlagKind.NEGATION_UNSUPPORTED}


@pytest.mark.parametrize(
    "text", ["Possible hematuria.", "History of hematuria.", "Mother had hematuria.", "The diagnosis was discussed."]
)
def test_what_is_supposed_past_or_of_another_is_left_to_other_checks(text: str) -> None:
    assert FlagKind.FINDING_UNSUPPORTED not in kinds(text, TALK)


def test_a_finding_that_was_not_heard_is_flagged_once() -> None:
    index = index_of("Doctor: How do you do?", "Patient: I live by the sea.")
    assert [flag.kind for flag in flags_of("Reports hematuria.", index)] == [FlagKind.FINDING_UNSUPPORTED]


def test_denials_in_a_row_that_nobody_named_are_asked_about_together() -> None:
    flags = flags_of("No gallops or hematuria.", TALK)
    assert [(flag.kind, flag.written) for flag in flags] == [(FlagKind.NEGATION_UNSUPPORTED, "gallops or hematuria")]


def test_a_trouble_of_a_part_that_nobody_named_is_not_heard() -> None:
    index = index_of("Doctor: How is the cough?", "Patient: It is better.")
    assert FlagKind.FINDING_UNSUPPORTED in kinds("Has bladder symptoms.", index)
    assert FlagKind.FINDING_UNSUPPORTED not in kinds("Discussed his current symptoms.", index)


@pytest.mark.parametrize("text", ["아이가 복통을 호소함.", "아이의 복통.", "아이가 복통으로 내원함."])
def test_that_a_child_was_spoken_of_supports_no_finding_in_it(text: str) -> None:
    index = index_of("Doctor: 아이가 어디가 아파서 왔어요?", "Guardian: 어제부터 열이 나고 귀가 아프다고 해요.")
    assert FlagKind.FINDING_UNSUPPORTED in kinds(text, index)
    assert FlagKind.FINDING_UNSUPPORTED not in kinds("아이가 열이 남.", index)


STOMACH = (
    "Doctor: How long have you had the diarrhoea?",
    "Patient: For three days now, and I feel weak and shaky.",
    "Doctor: Is anybody in the family ill?",
    "Patient: My son was vomiting.",
)


@pytest.mark.parametrize(
    ("origin", "expected"), [(Origin.MODEL, ["dizziness"]), (Origin.CLINICIAN, [])], ids=["drafted", "typed"]
)
def test_a_finding_that_a_model_adds_to_what_was_said_is_asked_about(origin: Origin, expected: list[str]) -> None:
    line = Statement("n001", "The patient has been experiencing dizziness spells for three days.", origin=origin)
    note = DraftNote("soap", Language.EN, (NoteSection("plan", "Plan", SectionState.STATED, (line,)),))
    [reviewed] = review_note(note, transcript_of(*STOMACH)).statements()
    assert [flag.written for flag in reviewed.flags if flag.kind is FlagKind.FINDING_UNSUPPORTED] == expected


@pytest.mark.parametrize("text", ["Weakness for three days.", "Diarrhea; possible dizziness.", "Son with vomiting."])
def test_what_was_named_or_is_only_supposed_is_not_invented(text: str) -> None:
    assert not invented(text, STOMACH)


def invented(text: str, talk: Sequence[str]) -> list[str]:
    index = index_of(*talk)
    matched = [(claim, matches_of(claim, index)) for claim in claims_in(text, ())]
    return [flag.written for flag in invented_finding_flags(text, matched, index)]


@pytest.mark.parametrize(
    ("said", "written"),
    [
        ("I have had some pain in my, like, lower stomach.", "Abdominal pain for three days."),
        ("My tummy is really sore.", "Abdominal pain."),
        ("My guts ache after lunch.", "Abdominal pain after lunch."),
        ("There is pain at the top of my belly.", "Epigastric pain."),
        ("It hurts right behind my knee cap, in the knee.", "Knee pain."),
        ("배 아래쪽이 콕콕 쑤셔요.", "하복부 복통."),
    ],
)
def test_a_finding_named_by_its_part_and_its_trouble_apart_is_not_invented(said: str, written: str) -> None:
    assert not invented(written, [f"Patient: {said}"])


@pytest.mark.parametrize("said", ["My knee hurts.", "My stomach is fine.", "My stomach is fine. My knee hurts."])
def test_a_part_or_a_trouble_alone_names_no_finding(said: str) -> None:
    assert "Abdominal" in invented("Abdominal pain.", [f"Patient: {said}"])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The patient has a past medical history of asthma and high blood pressure.", ["asthma"]),
        ("History of gout.", []),
        ("The patient has had gallbladder surgery several years ago.", []),
        ("고혈압과 천식 병력이 있음.", ["천식"]),
        ("Asthma.", ["Asthma"]),
        ("Short of breath, possibly related to asthma or high blood pressure.", ["asthma"]),
        ("고혈압 또는 천식 의심.", ["천식"]),
        ("No asthma.", []),
        ("Her mother has asthma.", []),
    ],
)
def test_a_disease_that_nobody_named_is_invented(text: str, expected: list[str]) -> None:
    talk = ["Patient: I have high blood pressure and I had gout once. They took my gall bladder out. 고혈압이 있어요."]
    index = index_of(*talk)
    matched = [(claim, matches_of(claim, index)) for claim in claims_in(text, ())]
    assert [flag.written for flag in invented_disease_flags(text, matched, index)] == expected
