"""Relatives exchanged."""

import pytest

from app.domain.note import FlagKind
from tests.review.talk import index_of, kinds

TALK = index_of(
    "Doctor: Does anything run in the family?",
    "Patient: My father had melanoma. My mom has diabetes.",
    "Doctor: And the two of them, any high blood pressure?",
    "Patient: Both my parents have asthma.",
)


@pytest.mark.parametrize("text", ["Mother had melanoma.", "FH: Mother - melanoma", "Her sister has diabetes."])
def test_what_one_relative_had_is_not_told_of_another(text: str) -> None:
    assert FlagKind.EXPERIENCER_MISMATCH in kinds(text, TALK)


@pytest.mark.parametrize(
    "text",
    ["Father had melanoma.", "FH: Mother - diabetes", "Mother has asthma.", "Family history of melanoma and diabetes."],
)
def test_as_it_was_told_it_may_be_written(text: str) -> None:
    assert kinds(text, TALK) == set()


def test_a_relative_of_a_relative_may_be_called_otherwise() -> None:
    talk = index_of("Patient: My mom and her sister, I think they both had melanoma.")
    assert kinds("Maternal aunt: melanoma.", talk) == set()


def test_relatives_in_korean() -> None:
    talk = index_of("환자: 아버지가 위암이셨어요.", "환자: 어머니는 당뇨가 있으세요.")
    assert FlagKind.EXPERIENCER_MISMATCH in kinds("어머니 위암.", talk)
    assert FlagKind.EXPERIENCER_MISMATCH not in kinds("아버지 위암.", talk)


def test_an_operation_of_ones_own_is_not_a_relatives() -> None:
    talk = index_of("Patient: I had a hysterectomy in 1996.")
    assert FlagKind.EXPERIENCER_MISMATCH in kinds("Her mother had a hysterectomy.", talk)
    assert FlagKind.EXPERIENCER_MISMATCH not in kinds("She had a hysterectomy.", talk)


def test_what_we_all_have_is_the_familys_too() -> None:
    talk = index_of("Doctor: What runs in your family?", "Patient: We have high blood pressure.")
    assert FlagKind.EXPERIENCER_MISMATCH not in kinds("Family history of hypertension.", talk)


def test_in_a_list_each_has_his_own() -> None:
    talk = index_of("Patient: My dad has asthma, and my mum has hayfever.")
    assert FlagKind.EXPERIENCER_MISMATCH in kinds("PMH: Asthma. FH: Patient has asthma, mother - hayfever", talk)
    assert FlagKind.EXPERIENCER_MISMATCH not in kinds("FH: Father - asthma, mother - hayfever", talk)


def test_the_cause_goes_on_with_whose_it_is() -> None:
    talk = index_of("Patient: My mom had stomach cancer and she died at fifty nine. My father died at ninety one.")
    assert kinds("Mother died at the age of 59 due to stomach cancer and father died at the age of 91.", talk) == set()


def test_the_answer_may_name_another_relative() -> None:
    index = index_of("Doctor: Your dad had stomach cancer, is that right?", "Patient: My uncle did. Dad had a stroke.")
    assert FlagKind.EXPERIENCER_MISMATCH in kinds("Father had stomach cancer.", index)
    assert FlagKind.EXPERIENCER_MISMATCH not in kinds("Uncle had stomach cancer.", index)


def test_a_parents_husband_is_the_childs_father() -> None:
    index = index_of("Guardian: My husband has asthma.")
    assert FlagKind.EXPERIENCER_MISMATCH not in kinds("Father has asthma.", index)
    assert FlagKind.EXPERIENCER_MISMATCH in kinds("Mother has asthma.", index)
