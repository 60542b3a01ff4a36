"""Why a patient came, and what the clinician took it for."""

import pytest

from app.review.rules.diagnoses import is_only_diagnosed, own_complaint
from tests.review.talk import index_of


@pytest.mark.parametrize(
    ("line", "talk"),
    [
        ("Gastroenteritis.", ("Doctor: It seems like you may have gastroenteritis.", "Patient: Okay.")),
        ("폐렴.", ("Doctor: 폐렴인 것 같습니다.", "Patient: 네.")),
    ],
)
def test_what_only_the_clinician_names_is_a_diagnosis(line: str, talk: tuple[str, ...]) -> None:
    assert is_only_diagnosed(line, index_of(*talk))


@pytest.mark.parametrize(
    ("line", "talk"),
    [
        ("Asthma.", ("Patient: It is my asthma again.", "Doctor: So your asthma is worse.")),
        ("Pneumonia.", ("Doctor: You are here for follow-up of pneumonia.", "Patient: Yes.")),
        ("Diarrhea.", ("Doctor: So you have diarrhea.", "Patient: Yes.")),
        ("Cough and pneumonia.", ("Doctor: The cough is pneumonia.", "Patient: Okay.")),
        ("Pneumonia.", ("Doctor: Hello.", "Patient: Hello.")),
        ("당뇨.", ("Doctor: 당뇨 때문에 오셨죠?", "Patient: 네.")),
    ],
)
def test_what_the_patient_names_or_came_for_is_a_complaint(line: str, talk: tuple[str, ...]) -> None:
    assert not is_only_diagnosed(line, index_of(*talk))


@pytest.mark.parametrize(
    ("talk", "complaint"),
    [
        (("Doctor: Do you cough?", "Patient: Hello. I have diarrhea. And fever."), "I have diarrhea."),
        (("Doctor: 어디가 아파요?", "Guardian: 애가 열이 나요."), "애가 열이 나요."),
        (("Doctor: You cough.", "Patient: No cough."), ""),
    ],
)
def test_the_complaint_is_the_first_symptom_that_the_patient_tells_of(talk: tuple[str, ...], complaint: str) -> None:
    assert own_complaint(index_of(*talk)).rstrip(".") == complaint.rstrip(".")
