import pytest

from app.drafting.unsaid_age import is_age, without_age


@pytest.mark.parametrize(
    ("line", "shorter"),
    [
        (
            "The patient is a 60-year-old woman with a past medical history of anemia, and she is tired.",
            "The patient has a past medical history of anemia, and she is tired.",
        ),
        ("The patient is an 80-year-old male who presents with a cough.", "The patient presents with a cough."),
        ("The patient is a 45-year-old man presenting with a cough.", "The patient is presenting with a cough."),
        ("The patient is a 61-year-old accountant.", "The patient is an accountant."),
        ("The mother is an 81 year old teacher.", "The mother is a teacher."),
        ("Cough for 3 days.", "Cough for 3 days."),
    ],
)
def test_what_follows_an_age_stands_without_it(line: str, shorter: str) -> None:
    assert without_age(line) == shorter


def test_an_age_is_told_from_other_numbers() -> None:
    assert is_age("61-year-old")
    assert is_age("61 year old")
    assert not is_age("61")
    assert not is_age("10 mg")
