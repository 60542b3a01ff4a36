"""What would settle a flag is made of what the flag holds, in the place of what is in question, or not at all."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.dialogue import parse_dialogue
from app.domain.note import Flag, FlagKind, Severity
from app.domain.pasted_note import note_from_text
from app.review.checks import review_note
from app.review.suggestions import TAKEN_OUT, Suggestion, suggestions_for


def flag(kind: FlagKind, written: str, said: str = "") -> Flag:
    return Flag(kind, Severity.BLOCK, written, said)


def suggested(statement: str, of: Flag) -> list[str]:
    return [each.statement for each in suggestions_for(statement, of)]


@pytest.mark.parametrize(
    ("kind", "statement", "written", "said", "expected"),
    [
        ("dose_mismatch", "Lisinopril 40 mg daily.", "40 mg", "twenty milligrams", "Lisinopril 20 mg daily."),
        ("unit_mismatch", "Lisinopril 20 mcg daily.", "20 mcg", "twenty milligrams", "Lisinopril 20 mg daily."),
        ("number_unsupported", "Temperature 83.5 °C.", "83.5 °C", "38.5 degrees", "Temperature 38.5 °C."),
        ("dose_mismatch", "암로디핀 10 mg 복용.", "10 mg", "오 밀리그램", "암로디핀 5 mg 복용."),
        ("frequency_mismatch", "Take it twice daily.", "twice daily", "once a day", "Take it once a day."),
        ("frequency_mismatch", "암로디핀 5 mg 1일 3회.", "1일 3회", "하루 한 번", "암로디핀 5 mg 1일 1회."),
        ("duration_mismatch", "세레콕시브 3일간 처방.", "3일간", "일주일", "세레콕시브 7일간 처방."),
        ("route_mismatch", "Fluconazole by injection.", "by injection", "by mouth", "Fluconazole by mouth."),
        ("laterality_mismatch", "Left knee pain.", "Left", "my right knee hurts", "Right knee pain."),
        ("laterality_mismatch", "왼쪽 무릎 통증.", "왼쪽 무릎", "오른쪽 무릎이 아파요", "오른쪽 무릎 통증."),
        ("medication_confusable", "Started Zyrtec.", "Zyrtec", "zantac", "Started Zantac."),
        ("notation_error_prone", "Aspirin QD.", "QD", "daily", "Aspirin daily."),
        ("negation_mismatch", "No fever.", "fever", "I had a fever", "Fever."),
        ("negation_mismatch", "• Cardiovascular: Denies chest pain.", "chest pain", "", None),
        ("negation_mismatch", "발열 없음.", "발열", "열이 났어요", "발열 있음."),
    ],
)
def test_what_was_said_takes_the_place_of_what_is_written(kind, statement, written, said, expected):
    expected = expected or "• Cardiovascular: Reports chest pain."
    assert suggested(statement, flag(FlagKind(kind), written, said)) == [expected]


def test_an_ambiguous_unit_has_two_ways_out():
    found = suggestions_for("덱시부프로펜 5밀리 투여.", flag(FlagKind.UNIT_AMBIGUOUS, "5밀리"))
    assert found == (Suggestion("5 mg", "덱시부프로펜 5 mg 투여."), Suggestion("5 mL", "덱시부프로펜 5 mL 투여."))


def test_a_line_that_rests_on_nothing_may_go_and_a_part_of_one_may_not():
    whole = flag(FlagKind.STATEMENT_UNSUPPORTED, "Regular exercise")
    assert suggestions_for("Regular exercise.", whole) == (TAKEN_OUT,)
    assert suggestions_for("Fever, chills.", flag(FlagKind.FINDING_UNSUPPORTED, "chills")) == ()


@pytest.mark.parametrize(
    ("kind", "statement", "written", "said"),
    [
        ("dose_mismatch", "5 mg in the morning, 5 mg at night.", "5 mg", "ten milligrams"),  # Which of the two?
        ("number_unsupported", "Pain 7/10 for 3 days.", "3 days", "a day"),  # That is how often.
        ("unit_mismatch", "아목시실린 5 mL 5일간 처방.", "5일간", "오 씨씨"),  # A volume is no duration.
        ("laterality_mismatch", "Left knee pain.", "Left", "both my left and my right knee"),
        ("negation_mismatch", "No fever or chills.", "fever", "I had a fever"),  # Of which nothing is known.
        ("negation_mismatch", "기침과 열이 없음.", "기침과", "기침이 나요"),
        ("frequency_mismatch", "Take it twice daily.", "twice daily", "하루 한 번"),  # In another language.
        ("frequency_mismatch", "Weigh yourself twice daily.", "twice", "two"),
        ("experiencer_mismatch", "History of stroke.", "stroke", "my father had a stroke"),
        ("dose_mismatch", "Take 25 mg.", "5 mg", "ten milligrams"),  # Those digits are of another number.
    ],
)
def test_where_only_the_clinician_knows_nothing_is_suggested(kind, statement, written, said):
    assert suggestions_for(statement, flag(FlagKind(kind), written, said)) == ()


def test_what_is_suggested_holds_no_flag_of_that_kind():
    talk = parse_dialogue("Doctor: Take amlodipine five milligrams once a day.\nPatient: My right knee hurts.")
    note = review_note(note_from_text("Amlodipine 10 mg once a day.\nLeft knee pain."), talk)
    for statement, of in note.open_flags():
        (suggestion,) = suggestions_for(statement.text, of)
        again = review_note(note_from_text(suggestion.statement), talk)
        assert not again.open_flags(), suggestion
    assert len(note.open_flags()) == 2


@given(
    st.sampled_from(list(FlagKind)),
    st.text(max_size=40),
    st.text(max_size=12),
    st.sampled_from(["", "five", "오 밀리", "right", "QD", "3 times a day", "𝟓", "½"]) | st.text(max_size=12),
)
def test_no_text_fails_and_nothing_else_is_put_in(kind, statement, written, said):
    for suggestion in suggestions_for(statement, flag(kind, written, said)):
        assert suggestion.statement != statement
        assert suggestion.words in suggestion.statement
