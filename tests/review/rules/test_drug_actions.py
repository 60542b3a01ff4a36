"""Medications stopped, kept, increased and decreased, and the same turned round."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.note import FlagKind
from app.review.reading.medications import medications_in
from app.review.rules.drug_actions import drug_action_flags
from tests.review.talk import index_of

POTASSIUM = (
    "Doctor: I think it's the ramipril on top of the spironolactone. I want you to stop the spironolactone today.",
    "Patient: And the ramipril?",
    "Doctor: Keep that at five milligrams.",
)
DOSES = ("Doctor: Let's go up on the lisinopril to twenty. We'll cut the metformin down to once a day.",)
DOSES_KO = ("의사: 암로디핀은 10밀리그램으로 올리고 메트포르민은 줄일게요.",)
KEPT_KO = ("의사: 스피로노락톤은 오늘부터 끊으시고요, 라미프릴은 그대로 드세요.",)
ASPIRIN_KO = (
    "의사: 암로디핀은 끊고 텔미사르탄 40밀리그램으로 바꿔 볼게요.",
    "환자: 아스피린은요?",
    "의사: 그건 그대로 드세요.",
    "환자: 담배는 작년에 끊었어요.",
)


def flags(text: str, talk: tuple[str, ...]) -> list[tuple[FlagKind, str]]:
    found = drug_action_flags(text, medications_in(text), index_of(*talk))
    return [(flag.kind, flag.written) for flag in found]


@pytest.mark.parametrize(
    ("text", "talk", "written"),
    [
        ("Stop ramipril.", POTASSIUM, "Stop ramipril"),
        ("Ramipril was discontinued.", POTASSIUM, "Ramipril was discontinued"),
        ("Continue spironolactone.", POTASSIUM, "Continue spironolactone"),
        ("Decrease lisinopril to 20 mg.", DOSES, "Decrease lisinopril"),
        ("Increase metformin.", DOSES, "Increase metformin"),
        ("Lisinopril increased to 20 mg, metformin stopped.", DOSES, "metformin stopped"),
        ("Discontinue metformin.", DOSES, "Discontinue metformin"),
        ("Stop ramipril.", ("Patient: Should I stop the ramipril?", "Doctor: No, carry on with it."), "Stop ramipril"),
        ("라미프릴 중단.", KEPT_KO, "라미프릴 중단"),
        ("스피로노락톤 유지.", KEPT_KO, "스피로노락톤 유지"),
        ("아스피린 중단.", ASPIRIN_KO, "아스피린 중단"),
        ("텔미사르탄 중단.", ASPIRIN_KO, "텔미사르탄 중단"),
        ("메트포르민 증량.", DOSES_KO, "메트포르민 증량"),
        ("암로디핀 감량.", DOSES_KO, "암로디핀 감량"),
    ],
)
def test_what_was_said_of_another_or_the_other_way_is_asked_about(
    text: str, talk: tuple[str, ...], written: str
) -> None:
    assert flags(text, talk) == [(FlagKind.NEGATION_MISMATCH, written)]


@pytest.mark.parametrize(
    ("text", "talk"),
    [
        ("Stop spironolactone, continue ramipril 5 mg.", POTASSIUM),
        ("Spironolactone was stopped.", POTASSIUM),
        ("Increase lisinopril to 20 mg and reduce metformin to once a day.", DOSES),
        ("Continue lisinopril 20 mg.", DOSES),
        ("Stop metformin.", ("Doctor: You're on metformin, right?", "Patient: Yes.")),
        ("Continue amoxicillin.", ("Doctor: If you get a rash, stop the amoxicillin.",)),
        ("Continue lisinopril.", ("Doctor: Don't stop the lisinopril.",)),
        ("Stop metformin.", ("Patient: Should I keep taking the metformin?", "Doctor: No, stop it.")),
        ("Start apixaban and stop aspirin.", ("Doctor: We'll start apixaban, and you can stop the aspirin.",)),
        ("메트포르민 감량, 암로디핀 10 mg로 증량.", DOSES_KO),
        ("라미프릴 유지, 스피로노락톤 중단.", KEPT_KO),
        ("아스피린 유지.", ("의사: 아스피린은 끊지 마시고 드세요.",)),
    ],
)
def test_what_was_said_so_is_not(text: str, talk: tuple[str, ...]) -> None:
    assert flags(text, talk) == []


@given(st.text(alphabet="stop keep 끊유지면.?,;metformin 메트포르민", max_size=80))
def test_any_text_is_taken(text: str) -> None:
    index = index_of("Doctor: Stop metformin.")
    list(drug_action_flags(text, medications_in(text), index))
