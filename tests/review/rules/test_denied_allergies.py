"""An allergy where the talk denies all of them."""

import pytest

from app.domain.note import FlagKind
from tests.review.talk import index_of, kinds

TAKEN = ("Doctor: You're taking penicillin?", "Patient: Yes.")


@pytest.mark.parametrize("line", ["Allergic to penicillin.", "Penicillin allergy.", "Allergies: penicillin."])
def test_a_stated_allergy_is_flagged_where_allergies_were_denied(line: str) -> None:
    index = index_of(*TAKEN, "Doctor: Any allergies?", "Patient: No allergies.")
    assert FlagKind.NEGATION_MISMATCH in kinds(line, index)


@pytest.mark.parametrize(
    "told",
    [
        ("Doctor: Any allergies?", "Patient: Yes, to penicillin."),
        ("Doctor: Any allergies?", "Patient: Penicillin gives me hives."),
        ("Doctor: Any food allergies?", "Patient: No, but I am allergic to penicillin."),
    ],
)
def test_an_allergy_that_was_told_is_not(told: tuple[str, ...]) -> None:
    assert FlagKind.NEGATION_MISMATCH not in kinds("Allergic to penicillin.", index_of(*told))


def test_korean_allergies_too() -> None:
    denied = index_of("의사: 페니실린 맞으셨죠? 알레르기는요?", "환자: 알레르기는 없어요.")
    assert FlagKind.NEGATION_MISMATCH in kinds("페니실린 알레르기.", denied)
    told = index_of("의사: 음식 알레르기는요?", "환자: 없어요. 페니실린은 맞고 두드러기가 났어요.")
    assert not kinds("페니실린 알레르기 있음.", told)
