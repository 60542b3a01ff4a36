"""What a body does well or badly, and the troubles that it denies or affirms."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.note import FlagKind
from app.review.reading.functions import functions_in
from tests.review.talk import index_of, kinds


@pytest.mark.parametrize(
    ("talk", "as_said", "exchanged"),
    [
        ("Patient: My appetite is fine.", "No loss of appetite.", "Has loss of appetite."),
        ("Doctor: How's your appetite?|Patient: Good.", "No loss of appetite.", "Has loss of appetite."),
        ("Doctor: How's your appetite been?|Patient: Not great.", "Loss of appetite.", "Denies loss of appetite."),
        ("Doctor: Are you sleeping okay?|Patient: Yes.", "Denies insomnia.", "Reports insomnia."),
        ("Doctor: Are you sleeping okay?|Patient: No, I wake up.", "Reports insomnia.", "Denies insomnia."),
        ("Patient: I haven't been sleeping well.", "Reports insomnia.", "Denies insomnia."),
        ("Doctor: Are your bowels working OK?|Patient: Yeah, fine.", "No diarrhoea.", "Has diarrhoea."),
        ("Doctor: How's your breathing?|Patient: It's okay.", "Denies SOB.", "Reports SOB."),
        ("의사: 잠은 잘 주무세요?|환자: 네, 잘 자요.", "불면 없음.", "불면 있음."),
        ("의사: 식사는 잘 하세요?|환자: 네, 잘 먹어요.", "식욕부진 없음.", "식욕부진 있음."),
    ],
)
def test_a_function_speaks_of_its_trouble(talk: str, as_said: str, exchanged: str) -> None:
    index = index_of(*talk.split("|"))
    assert FlagKind.NEGATION_MISMATCH in kinds(exchanged, index)
    assert kinds(as_said, index) == set()


def test_what_the_clinician_only_supposes_of_the_patient_settles_nothing() -> None:
    index = index_of("Doctor: You're eating OK otherwise.", "Patient: Maybe a bit less than usual.")
    assert FlagKind.NEGATION_MISMATCH not in kinds("Reduced appetite.", index)


@given(st.text(max_size=200))
def test_any_text_can_be_read(text: str) -> None:
    assert all(0 <= each.start < each.end <= len(text) for each in functions_in(text))
