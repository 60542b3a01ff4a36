"""Findings of the other sex or another age."""

import pytest

from app.domain.note import FlagKind
from app.review.rules.patients import Described, described_patient, patient_flags


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
