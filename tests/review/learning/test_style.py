import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from app.domain.language import Language
from app.domain.note import DraftNote, Flag, FlagKind, NoteSection, Origin, SectionState, Severity, Statement
from app.domain.style import Habit, StyleRule
from app.review.learning.style import WRITING_HABITS, with_style, written_in
from app.review.reading.medications import medications_in
from app.review.reading.numbers import quantities_in
from tests.ui import consultations

EN, KO = Language.EN, Language.KO


@pytest.mark.parametrize(
    ("line", "written"),
    [
        ("No fever.", "No fever"),
        ("폐렴 의심.", "폐렴 의심"),
        ("No fever. No cough.", "No fever. No cough."),
        ("Aspirin 81 mg p.o.", "Aspirin 81 mg p.o."),
        ("And then...", "And then..."),
        ("Any fever?", "Any fever?"),
        ("«I am fine.»", "«I am fine.»"),
        (".", "."),
    ],
)
def test_a_line_of_one_sentence_loses_its_stop(line: str, written: str) -> None:
    assert written_in(Habit.WITHOUT_FULL_STOP, line, EN) == written


@pytest.mark.parametrize(
    ("line", "written"),
    [
        ("3일 전부터 기침이 있습니다. 호흡곤란은 없습니다.", "3일 전부터 기침이 있음. 호흡곤란은 없음."),
        ("암로디핀을 복용합니다", "암로디핀을 복용함"),
        ("폐렴이 의심됩니다.", "폐렴이 의심됨."),
        ("열은 나지 않았습니다.", "열은 나지 않았음."),
        ("어지럽습니다.", "어지럽습니다."),
        ("많이 힘듭니다.", "많이 힘듭니다."),
        ("발이 붓습니다.", "발이 붓습니다."),
        ("열이 있습니까?", "열이 있습니까?"),
        ("«숨이 찹니다»라고 말했습니다.", "«숨이 찹니다»라고 말했습니다."),
    ],
)
def test_korean_sentences_end_in_a_noun_where_the_stem_is_plain(line: str, written: str) -> None:
    assert written_in(Habit.NOUN_ENDINGS, line, KO) == written


def test_an_ending_stays_where_it_could_be_understood_otherwise() -> None:
    """The checks read «아닙니다» as a denial."""
    line = "알레르기는 아닙니다."
    rewritten = written_in(Habit.NOUN_ENDINGS, line, KO)
    assert rewritten in (line, "알레르기는 아님.")


@pytest.mark.parametrize(
    ("language", "line", "written"),
    [
        (EN, "Blood pressure was 130 over 80, heart rate 92.", "BP 130/80, HR 92."),
        (EN, "Oxygen saturation: 95%.", "SpO2 95%."),
        (EN, "High blood pressure for 10 years.", "High blood pressure for 10 years."),
        (EN, "High blood pressure 160/90.", "High blood pressure 160/90."),
        (KO, "혈압은 130에 80, 맥박 92회, 체온 38.5도.", "BP 130/80, PR 92회, 체온 38.5도."),
        (KO, "고혈압 10년, 혈압약 5 mg 복용.", "고혈압 10년, 혈압약 5 mg 복용."),
    ],
)
def test_vital_signs_are_short_before_their_value(language: Language, line: str, written: str) -> None:
    assert written_in(Habit.SHORT_VITALS, line, language) == written


@pytest.mark.parametrize("language", Language)
def test_numbers_and_medications_are_what_they_were(language: Language) -> None:
    for line in (statement.text for statement in consultations.note(language).statements()):
        for habit in WRITING_HABITS:
            written = written_in(habit, line, language)
            assert [(q.value, q.unit) for q in quantities_in(written)] == [
                (q.value, q.unit) for q in quantities_in(line)
            ]
            assert [m.ingredient for m in medications_in(written)] == [m.ingredient for m in medications_in(line)]


@given(st.text(), st.sampled_from(WRITING_HABITS), st.sampled_from(Language))
@example(":0.\n", Habit.WITHOUT_FULL_STOP, Language.EN)
def test_any_line_can_be_written_and_once_is_enough(line: str, habit: Habit, language: Language) -> None:
    once = written_in(habit, line, language)
    assert written_in(habit, once, language) == once


def note(*sections: tuple[str, tuple[Statement, ...]]) -> DraftNote:
    return DraftNote("soap", EN, tuple(NoteSection(i, i, SectionState.STATED, lines) for i, lines in sections))


def test_only_the_models_lines_change_and_the_note_names_the_rule() -> None:
    drafted = note(
        ("plan", (Statement("n001", "Rest."), Statement("n002", "Return.", origin=Origin.TEMPLATE))), ("results", ())
    )
    rule = StyleRule(Habit.WITHOUT_FULL_STOP, EN)
    styled = with_style(drafted, (rule, StyleRule(Habit.NOUN_ENDINGS, KO), StyleRule(Habit.SHORT_VITALS, EN)))
    assert [(each.id, each.text) for each in styled.statements()] == [("n001", "Rest"), ("n002", "Return.")]
    assert styled.style == (rule,)


def test_a_flagged_line_stays_as_the_model_wrote_it() -> None:
    flag = Flag(FlagKind.NEGATION_MISMATCH, Severity.WARN, "fever")
    drafted = note(("plan", (Statement("n001", "No fever.", flags=(flag,)), Statement("n002", "Rest."))))
    styled = with_style(drafted, (StyleRule(Habit.WITHOUT_FULL_STOP, EN),))
    assert [each.text for each in styled.statements()] == ["No fever.", "Rest"]


def test_a_section_is_left_out_of_its_own_template_only() -> None:
    drafted = note(("vitals", (Statement("n002", "BP 120/80."),)), ("results", (Statement("n001", "Film clear."),)))
    here = StyleRule(Habit.SECTION_LEFT_OUT, EN, "soap", "results")
    elsewhere = StyleRule(Habit.SECTION_LEFT_OUT, EN, "discharge", "vitals")
    styled = with_style(drafted, (here, elsewhere))
    assert [section.id for section in styled.sections] == ["vitals"]
    assert styled.style == (here,)


def test_without_a_rule_a_draft_stays_as_it_is() -> None:
    drafted = consultations.note(KO)
    assert with_style(drafted, ()) == drafted


@pytest.mark.parametrize("section", ["medications", "allergies", "assessment", "plan", "follow_up", "anything"])
def test_what_the_next_reader_must_know_is_never_left_out(section: str) -> None:
    drafted = note((section, (Statement("n001", "Penicillin."),)))
    assert with_style(drafted, (StyleRule(Habit.SECTION_LEFT_OUT, EN, "soap", section),)) == drafted
