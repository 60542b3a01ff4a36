import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.dialogue import parse_dialogue
from app.review.line_guard import LineGuard


def told(said: str, *lines: str) -> list[str]:
    return [text for text, _ in LineGuard(parse_dialogue(f"Nurse: {said}")).told_whole(lines)]


@pytest.mark.parametrize(
    ("said", "lines"),
    [
        ("At seven this evening his pulse was eighty eight.", ["At 19:00 pulse 88."]),
        ("She has asthma and gout. Allergic to codeine.", ["Asthma, gout.", "Allergic to codeine."]),
        ("The left drain gave fifty millilitres.", ["Left drain output 50 mL."]),
        ("Dressing changed at nine tomorrow morning.", ["Dressing changed at 09:00 tomorrow."]),
        ("Please check the blood sugar at nine.", ["Check blood sugar at 9."]),
        ("천식이 있고 코데인 알레르기가 있습니다.", ["천식.", "코데인 알레르기."]),
    ],
)
def test_lines_that_tell_all_of_a_sentence_stand(said: str, lines: list[str]) -> None:
    assert told(said, *lines) == lines


@pytest.mark.parametrize(
    ("said", "line"),
    [
        ("Pulse eighty eight, temperature thirty nine point one.", "Pulse 88."),
        ("He had his left knee replaced yesterday.", "Knee replacement yesterday."),
        ("Ask the surgeon about the drain.", "Ask about the drain."),
        ("She had morphine and ondansetron at noon.", "Morphine at noon."),
        ("The next dose of cefazolin is due at nine tomorrow morning.", "Cefazolin 9 PM."),
        ("Dressing changed at nine tomorrow morning.", "Dressing changed at 9 PM tomorrow."),
        ("어제 왼쪽 고관절 수술을 받으셨습니다.", "고관절 수술 후 1시간."),
        ("혈압 백이십에 칠십, 맥박 구십입니다.", "맥박 90."),
    ],
)
def test_a_sentence_that_is_told_in_part_stands_in_its_own_words(said: str, line: str) -> None:
    assert told(said, line) == [said]


def test_what_no_line_tells_stands_in_its_place() -> None:
    said = "He has gout. His urine output was sixty millilitres. Please weigh him tomorrow."
    assert told(said, "Gout.", "Weigh tomorrow.")[1] == "His urine output was sixty millilitres."


def test_the_sentence_has_the_place_of_the_line_that_told_it_in_part() -> None:
    guard = LineGuard(parse_dialogue("Nurse: Pulse eighty eight, temperature thirty nine point one. He has gout."))
    assert guard.told_whole(("Pulse 88.",)) == (
        ("Pulse eighty eight, temperature thirty nine point one.", "Pulse 88."),
        ("He has gout.", ""),
    )


@pytest.mark.parametrize(
    ("said", "line"),
    [
        ("I have called the on call doctor about the fever.", "Call the on call doctor about the fever."),
        ("혈색소 결과를 확인해 주시고, 팔 아래면 당직의에게 알려 주세요.", "8 아래면 혈색소 당직의에게 알림."),
        ("통풍이 있습니다.", "통풍(맥박, 혈압, 체온, 호흡수)."),
    ],
)
def test_a_line_that_tells_it_otherwise_is_left_out(said: str, line: str) -> None:
    assert told(said, line) == [said]


def test_a_line_that_tells_what_another_tells_is_left_out() -> None:
    assert told("Allergic to codeine, which gave a rash.", "Allergic to codeine, rash.", "Rash from codeine.") == [
        "Allergic to codeine, rash."
    ]


@pytest.mark.parametrize("said", ["DNACPR is in place.", "Full code.", "심폐소생술 거부하셨습니다.", "Nil by mouth."])
def test_what_no_clinical_word_names_is_told_all_the_same(said: str) -> None:
    assert told(f"Good evening. {said}") == [said]


def test_a_greeting_and_a_question_are_not_told() -> None:
    assert told("Good morning. Is everybody here? He has gout.") == ["He has gout."]


SENTENCES = ("Pulse eighty eight.", "He has gout.", "Please check the drain at nine.", "맥박 구십입니다.", "Okay.")
LINES = ("Pulse 88.", "Gout.", "Check drain at 9.", "Check the drain.", "맥박 90.", "Weight 70 kg.")


@given(st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=4), st.lists(st.sampled_from(LINES), max_size=4))
def test_every_text_was_said_or_written_and_no_number_is_lost(said: list[str], lines: list[str]) -> None:
    texts = told(" ".join(said), *lines)
    assert set(texts) <= {*said, *lines}
    assert any("88" in text or "eighty eight" in text for text in texts) or "Pulse eighty eight." not in said
    assert any("9" in text or "nine" in text for text in texts) or "Please check the drain at nine." not in said
