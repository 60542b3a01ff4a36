import pytest

from app.domain.dialogue import parse_dialogue
from app.domain.note import FlagKind
from app.review.line_guard import LineGuard
from app.review.rules.asides import is_aside

ASIDES = (
    "Take a deep breath.",
    "Patient was asked to take a few deep breaths.",
    "Rest the arm on the table.",
    "Please open your mouth and say ah.",
    "Follow my finger.",
    "Push against my hand.",
    "Raise the hand by bending at the wrist and apply resistance against it.",
    "Flex the knee and extend it.",
    "Perform a focused exam on the right elbow.",
    "Take a physical exam.",
    "I'm going to press on your belly.",
    "Finalize the report.",
    "The patient agrees to finalize the note.",
    "The note has been finalized.",
    "Listen to the heart and lungs.",
    "The patient was instructed to listen to the heart and lungs and check the back.",
    "The patient was asked to look at some of the results.",
    "The patient was instructed to take a look at the x-rays.",
    "The patient was asked to have their knee examined.",
    "Print the after-visit summary.",
    "Hey Dragon, show me the blood pressure.",
    "The sound quality of the call is not great.",
    "Congratulations on the new baby.",
    "The patient was asked to have a good day and appreciate the visit.",
    "Celebrate the baby's birth.",
    "No plan for the patient's diarrhea.",
    "The patient can hear the doctor.",
    "The patient was asked about their holiday.",
    "The patient was told about the recording.",
    "The patient was asked to describe the pain.",
    "The patient was instructed to go ahead and look at some of the results.",
    "The patient was instructed to bend their finger for examination and to show the x-rays to the doctor.",
    "The patient was thanked for the visit.",
    "The patient is satisfied with the treatment plan and has no further questions.",
    "The patient has no questions.",
    "And just the last couple of questions with, regarding your smoking and alcohol.",
    "The patient was informed that the treatment plan is clear.",
    "The patient acknowledges the nurse's information.",
    "The patient has been a patient for a long time.",
    "The patient wishes the doctor all the best.",
    "Order medications and procedures discussed.",
    "The patient was ordered the medication and procedures discussed.",
    "통화 품질이 좋지 않음.",
    "Nice to meet you.",
    "Thank you so much, doctor.",
    "“How are you doing today?”",
    "숨을 크게 들이쉬기.",
    "입을 크게 벌려 보세요.",
    "옷을 좀 올려 주세요.",
    "안녕하세요.",
    "네, 감사합니다.",
    "기록을 저장함.",
)
OF_THE_NOTE = (
    "Raise the head of the bed.",
    "Perform a physical exam in 4 weeks.",
    "Bend the knee ten times a day.",
    "The voice is hoarse.",
    "The patient was told about the risks of surgery.",
    "The patient was asked to come back in two weeks.",
    "The patient was instructed to show up for an examination on Monday.",
    "The patient was told to come back for a physical exam.",
    "The patient cannot hear a whispered voice on the left.",
    "Take deep breaths ten times every hour.",
    "Rest the arm in a sling.",
    "Elevate the leg above the heart.",
    "Open wound on the left shin.",
    "Follow up in two weeks.",
    "Print of the foot shows flat arches.",
    "Good appetite.",
    "Great toe pain.",
    "Close monitoring of blood pressure.",
    "Start lisinopril; check labs in a week.",
    "Stop smoking.",
    "Check the wound daily.",
    "Check her eyes once a year.",
    "The patient agrees to stop smoking.",
    "The report of the X-ray was normal.",
    "Turn the patient every two hours.",
    "Look for redness around the wound.",
    "Take care of the wound.",
    "Pushing against resistance is painful.",
    "숨이 참.",
    "숨을 쉴 때 통증이 있음.",
    "아침에 두통.",
    "아이가 열이 남.",
    "아 이틀 전부터 열이 남.",
    "팔을 들어 올릴 때 통증.",
    "눈이 충혈됨.",
    "운동을 하루 두 번 하기.",
)


@pytest.mark.parametrize("line", ASIDES)
def test_what_only_directs_or_greets_is_an_aside(line: str) -> None:
    assert is_aside(line)


@pytest.mark.parametrize("line", OF_THE_NOTE)
def test_findings_and_care_are_none(line: str) -> None:
    assert not is_aside(line)


def test_an_aside_enters_no_draft_though_it_was_said() -> None:
    guard = LineGuard(parse_dialogue("Doctor: Rest your arm on the table, please. Take a deep breath.\nPatient: Okay."))
    assert {flag.kind for flag in guard.flags("Take a deep breath.")} == {FlagKind.STATEMENT_UNSUPPORTED}
    assert {flag.kind for flag in guard.flags("Rest the arm on the table.")} == {FlagKind.STATEMENT_UNSUPPORTED}


def test_an_aside_stands_in_for_no_line() -> None:
    guard = LineGuard(parse_dialogue("Doctor: Hey Dragon, show me the blood pressure.\nPatient: Okay."))
    assert guard.sentence_behind("The blood pressure is shown.") == ""
