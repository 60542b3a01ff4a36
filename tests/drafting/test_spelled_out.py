import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.drafting.spelled_out import with_abbreviations


@pytest.mark.parametrize(
    ("said", "written"),
    [
        ("He has C O P D.", "He has COPD."),
        ("The E C G shows S T depression.", "The ECG shows ST depression."),
        ("Moved to the I C U, C R P is 12.", "Moved to the ICU, CRP is 12."),
        ("환자는 C T 촬영 예정입니다.", "환자는 CT 촬영 예정입니다."),
    ],
)
def test_what_was_said_letter_by_letter_is_one_word(said: str, written: str) -> None:
    assert with_abbreviations(said) == written


@pytest.mark.parametrize(
    "said", ["Vitamin D I gave at noon.", "Plan B is rest.", "Group A strep.", "I am fine.", "COPD"]
)
def test_a_letter_beside_a_word_stays(said: str) -> None:
    assert with_abbreviations(said) == said


@given(st.text(alphabet="ABI c.d ", max_size=30))
def test_only_spaces_are_left_out(said: str) -> None:
    assert with_abbreviations(said).replace(" ", "") == said.replace(" ", "")
