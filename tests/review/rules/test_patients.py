"""Findings of the other sex or another age."""

from datetime import date

import pytest

from app.domain.dialogue import parse_dialogue
from app.domain.note import FlagKind
from app.domain.pasted_note import note_from_text
from app.domain.patient_record import PatientRecord
from app.review.checks import review_note
from app.review.rules.patients import Described, described_patient, patient_flags, recorded_patient
from app.review.safety.flags import Chart


def test_the_note_tells_who_the_patient_is() -> None:
    assert described_patient(["Mr Park is a 62-year-old man.", "He takes metformin."]) == Described("male", 62)
    assert described_patient(["18개월 여아."]) == Described("female", 1.5)
    assert described_patient(["She came with her husband. He and his son wait."]).sex is None


@pytest.mark.parametrize(
    ("text", "patient", "written"),
    [
        ("Pregnancy confirmed.", Described("male", 40), "Pregnancy"),
        ("Prostate enlarged.", Described("female", 40), "Prostate"),
        ("임신 12주.", Described("male", 30), "임신"),
        ("Pregnant.", Described("female", 70), "Pregnant"),
        ("Smoker, 10 pack years.", Described("male", 4), "Smoker"),
    ],
)
def test_what_cannot_be_is_flagged(text: str, patient: Described, written: str) -> None:
    assert [(flag.kind, flag.written) for flag in patient_flags(text, patient)] == [
        (FlagKind.PATIENT_IMPOSSIBLE, written)
    ]


@pytest.mark.parametrize("text", ["Wife is pregnant.", "Denies pregnancy.", "전립선 질환 없음."])
def test_other_people_and_denials_pass(text: str) -> None:
    assert list(patient_flags(text, Described("male", 40))) == []
    assert list(patient_flags(text, Described("female", 40))) == []


def test_nothing_is_said_of_an_undescribed_patient() -> None:
    assert list(patient_flags("Pregnancy confirmed.", Described(None, None))) == []


@pytest.mark.parametrize("text", ["2개월째 무월경, 임신 중.", "3개월 전부터 임신 시도.", "6개월간 금연."])
def test_a_length_of_time_is_no_age(text: str) -> None:
    assert described_patient([text]).age is None


def test_months_of_age_are_an_age() -> None:
    assert described_patient(["8개월 남아."]).age == pytest.approx(8 / 12)
    assert not list(patient_flags("임신 아님.", Described(None, 0.5)))


DAY = date(2026, 3, 2)
RECORDED = recorded_patient(PatientRecord(sex="female", birth_date="1950-05-01"), DAY)


@pytest.mark.parametrize(
    ("text", "written", "said"),
    [
        ("A 45-year-old woman with cough.", "45-year-old woman", "75"),
        ("75-year-old man with cough.", "75-year-old man", "male"),
        ("45세 여성, 기침.", "45세 여성", "75"),
        ("75세 남자 환자.", "75세 남자", "male"),
        ("45 yo F with cough.", "45 yo F", "75"),
    ],
)
def test_another_sex_or_age_than_the_recorded_one_may_be_another_patients(text: str, written: str, said: str) -> None:
    [flag] = patient_flags(text, RECORDED)
    assert (flag.written, flag.said) == (written, "female" if said == "male" else said)


@pytest.mark.parametrize(
    "text",
    [
        "A 76-year-old woman with cough.",
        "Appendectomy when she was 45 years old.",
        "Her 45-year-old son brought her.",
        "75세 여자 환자.",
        "45세에 폐경.",
    ],
)
def test_what_fits_the_record_passes(text: str) -> None:
    assert not list(patient_flags(text, RECORDED))


def test_the_record_tells_more_than_the_note() -> None:
    note, talk = note_from_text("Last menstrual period two weeks ago."), parse_dialogue("Patient: Two weeks ago.")
    chart = Chart(PatientRecord(sex="male"), day=DAY)
    flagged = [flag.kind for _, flag in review_note(note, talk, chart).open_flags()]
    assert FlagKind.PATIENT_IMPOSSIBLE in flagged
    assert FlagKind.PATIENT_IMPOSSIBLE not in [flag.kind for _, flag in review_note(note, talk).open_flags()]
