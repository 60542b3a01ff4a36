import pytest

from app.drafting.likeness import goes_round, is_repetition, says_nothing


@pytest.mark.parametrize(
    "line",
    ["No plan mentioned.", "No illnesses in the family mentioned.", "복용약 언급 없음.", "기침의 증상을 확인함."],
)
def test_a_line_that_tells_of_the_talk_says_nothing(line: str) -> None:
    assert says_nothing(line, talk="What is the plan?")


@pytest.mark.parametrize(
    "line",
    [
        "The risks were discussed.",
        "No surgery since the one he mentioned to us.",
        "언급한 약은 없음.",
        "폐렴을 확인함.",
    ],
)
def test_a_line_that_tells_of_the_patient_does_not(line: str) -> None:
    assert not says_nothing(line, talk="What is the plan?")


@pytest.mark.parametrize(
    "line",
    [
        "None.",
        "none",
        "Not stated.",
        "No stated symptoms.",
        "No findings.",
        "Other medications.",
        "없음",
        "언급 없음.",
        "",
        " - ",
    ],
)
def test_empty_lines(line: str) -> None:
    assert says_nothing(line, talk="Any fever?")


@pytest.mark.parametrize("line", ["No fever.", "통증 없음.", "Denies cough."])
def test_a_negative_that_names_something_says_something(line: str) -> None:
    assert not says_nothing(line, talk="Any fever?")


def test_the_same_words_in_another_order_are_a_repetition() -> None:
    assert is_repetition("Cough for 3 days.", ["For 3 days cough"])


def test_another_number_is_not_a_repetition() -> None:
    assert not is_repetition("Take metformin 500 mg twice a day.", ["Take metformin 850 mg twice a day."])


def test_an_empty_negative_counts_only_when_it_was_said() -> None:
    assert says_nothing("No known drug allergies.", talk="Do you smoke?")
    assert not says_nothing("No known drug allergies.", talk="There are no known drug allergies.")


@pytest.mark.parametrize(
    "line",
    [
        "약용 중의 복용 중의 복용 중의 복용 중의 복용 중의 복용",
        "Pain, pain, pain, pain",
        "The patient has pain and the patient has pain and the patient has pain and the patient has pain and",
        "기침기침기침기침",
    ],
)
def test_a_line_that_goes_round(line: str) -> None:
    assert goes_round(line)


@pytest.mark.parametrize(
    "line",
    ["", "No, no, no pain.", "아침 점심 저녁 자기 전", "Blood pressure 120/80, 120/80, 118/80.", "010-0000-0000"],
)
def test_a_line_that_only_repeats_a_word_or_digits_does_not_go_round(line: str) -> None:
    assert not goes_round(line)
