"""What a model adds to the talk as a matter of course."""

import pytest

from app.domain.note import FlagKind
from app.review.reading.medications import medications_in
from app.review.rules.unsaid import (
    declined_flags,
    is_result_of_an_order,
    is_unsaid_emergency,
    ordinal_flags,
    others_flags,
)
from tests.review.talk import index_of


@pytest.mark.parametrize(
    ("line", "said", "is_unsaid"),
    [
        ("Go to the emergency department for an MRI.", "If it is not better we'll get an MRI.", True),
        ("Go to the emergency room if it gets worse.", "Ring an ambulance if it gets worse.", False),
        ("Go to A&E if it gets worse.", "Go straight to A and E.", False),
        ("Come back if it gets worse.", "Come back if it gets worse.", False),
        ("Referred to the ER for further evaluation.", "I had to go to the emergency room, nothing helped.", True),
        ("Referred to the emergency department.", "You had your echocardiogram when you were in the ER.", True),
        ("The patient went to the ER.", "I had to go to the emergency room, nothing helped.", False),
        ("Go to the ER if it gets worse.", "You were in the ER last week. Go to the ER again if it is worse.", False),
        ("열이 나면 응급실로 오도록 설명함.", "열이 나면 다시 오세요.", True),
        ("열이 나면 응급실로 오도록 설명함.", "열이 나면 큰 병원으로 바로 가세요.", False),
    ],
)
def test_an_emergency_department_that_nobody_named(line: str, said: str, is_unsaid: bool) -> None:
    assert is_unsaid_emergency(line, ["Hello.", said]) is is_unsaid


@pytest.mark.parametrize(
    ("line", "said", "is_invented"),
    [
        ("Echocardiogram shows no signs of heart disease.", "I want to order an echocardiogram for that murmur.", True),
        ("Chest x-ray is normal.", "Let's get a chest x-ray.", True),
        ("흉부 엑스레이에서 정상 소견.", "엑스레이를 찍어 보겠습니다.", True),
        ("Order an echocardiogram.", "I want to order an echocardiogram.", False),
        (
            "Echocardiogram shows a leaky valve.",
            "Let's order it again. Your echocardiogram shows a leaky valve.",
            False,
        ),
        ("X-ray shows no fracture.", "Let's look at your x-ray. There is no fracture.", False),
        ("MRI shows a tear.", "I want to order an echocardiogram.", False),
        ("엑스레이에서 폐렴 소견.", "엑스레이 결과를 보니 폐렴이네요.", False),
    ],
)
def test_a_test_that_is_only_ordered_has_no_result(line: str, said: str, is_invented: bool) -> None:
    assert is_result_of_an_order(line, [said]) is is_invented


@pytest.mark.parametrize(
    ("line", "said", "flagged"),
    [
        ("The patient is not taking any medications.", "Apart from the inhalers, do you take any medications?", True),
        ("No medications.", "Uh, no, no other medications.", True),
        ("The patient is not taking any other medications.", "Uh, no, no other medications.", False),
        ("The patient is not taking any medications.", "Do you take any medications? No.", False),
        ("The patient does take other medications.", "Uh, no, no other medications.", True),
        ("The patient does take other medications.", "Do you take other medications? Yes.", False),
        ("Ibuprofen, not effective.", "Do you take any other medications?", False),
        ("복용 중인 약 없음.", "혈압약 말고 드시는 약 있으세요?", True),
        ("혈압약 외 복용 중인 약 없음.", "혈압약 말고 드시는 약 있으세요?", False),
        ("No allergies.", "Besides penicillin, any allergies?", True),
        ("No other allergies.", "Besides penicillin, any allergies?", False),
    ],
)
def test_all_are_not_denied_where_only_others_were(line: str, said: str, flagged: bool) -> None:
    flags = list(others_flags(line, ["Hello.", said]))
    assert [flag.kind for flag in flags] == [FlagKind.NEGATION_MISMATCH] * flagged


@pytest.mark.parametrize(
    ("line", "said", "written"),
    [
        ("Third pregnancy.", "He was my fourth pregnancy.", ["Third"]),
        ("Third pregnancy.", "He was my fourth, and he was in an incubator for three weeks.", ["Third"]),
        ("Fourth pregnancy.", "He was my fourth pregnancy.", []),
        ("Third child of three.", "I have three children.", []),
        ("Third digit fracture.", "It is the 3rd finger, not the 4th.", []),
        ("세 번째 임신.", "네 번째 임신이에요.", ["세 번째"]),
        ("세 번째 임신.", "셋째예요.", []),
    ],
)
def test_a_place_in_a_row_was_said(line: str, said: str, written: list[str]) -> None:
    assert [flag.written for flag in ordinal_flags(line, [said])] == written


@pytest.mark.parametrize(
    ("line", "talk", "declined"),
    [
        ("Loratadine and paracetamol.", "Doctor: Try loratadine. Paracetamol wouldn't be helpful.", ["paracetamol"]),
        ("No paracetamol.", "Doctor: Paracetamol wouldn't be helpful.", []),
        ("Paracetamol twice.", "Doctor: Take paracetamol. You don't need more paracetamol at night.", []),
        ("Takes paracetamol.", "Patient: I don't need paracetamol every day.", []),
        ("아목시실린 복용.", "Doctor: 아목시실린은 필요 없습니다.", ["아목시실린"]),
        ("아목시실린 복용.", "Doctor: 아목시실린 드세요.", []),
    ],
)
def test_a_drug_that_was_decided_against_is_not_given(line: str, talk: str, declined: list[str]) -> None:
    flags = declined_flags(line, medications_in(line), index_of(*talk.splitlines()))
    assert [flag.written for flag in flags] == declined
