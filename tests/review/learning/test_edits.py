from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from app.domain.edits import FlagCounts, HabitCounts
from app.domain.language import Language
from app.domain.note import DraftNote, Flag, FlagKind, NoteSection, Origin, SectionState, Severity, Statement
from app.domain.style import Habit
from app.review.learning.edits import edits_between

FLAG = Flag(FlagKind.TIME_MISMATCH, Severity.WARN, "fever")
TEXT = st.lists(st.sampled_from(["fever", "no", "cough", "20", "mg", "통증", "없음"]), min_size=1, max_size=8).map(
    " ".join
)


def note(
    *texts: str, origin: Origin = Origin.MODEL, flags: tuple[Flag, ...] = (), language: Language = Language.EN
) -> DraftNote:
    statements = tuple(Statement(f"n{i}", text, origin=origin, flags=flags) for i, text in enumerate(texts))
    return DraftNote("soap", language, (NoteSection("plan", "Plan", SectionState.STATED, statements),))


def test_lines_and_words_are_counted() -> None:
    (plan,) = edits_between(
        note("Start lisinopril 20 mg daily.", "No fever.", "Rest."),
        note("Start lisinopril 10 mg daily.", "No fever.", "Recheck potassium in May."),
    ).sections
    assert (plan.section, plan.kept, plan.changed, plan.removed, plan.added) == ("plan", 1, 1, 1, 1)
    assert (plan.lines_drafted, plan.lines_signed) == (3, 3)
    assert (plan.words_drafted, plan.words_kept, plan.words_signed) == (8, 6, 11)


def test_template_wording_is_nobodys_work() -> None:
    assert edits_between(note("Return if worse.", origin=Origin.TEMPLATE), note()).sections == ()


def test_a_section_of_only_one_of_them_counts() -> None:
    drafted = note("Rest.")
    signed = replace(drafted, sections=(replace(drafted.sections[0], id="advice"),))
    assert [(each.section, each.removed, each.added) for each in edits_between(drafted, signed).sections] == [
        ("plan", 1, 0),
        ("advice", 0, 1),
    ]


@given(st.lists(TEXT, max_size=5), st.lists(TEXT, min_size=1, max_size=5))
def test_every_line_and_word_is_counted_once(before: list[str], after: list[str]) -> None:
    (plan,) = edits_between(note(*before), note(*after)).sections
    assert (plan.lines_drafted, plan.lines_signed) == (len(before), len(after))
    assert plan.words_drafted == sum(len(line.split()) for line in before)
    assert plan.words_signed == sum(len(line.split()) for line in after)
    assert plan.words_kept <= min(plan.words_drafted, plan.words_signed)


def test_a_flag_is_dismissed_when_its_line_is_signed_as_it_stood_and_still_flagged() -> None:
    drafted = note("No fever.", "No cough.", "Rest.", flags=(FLAG,))
    settled = replace(drafted.sections[0].statements[2], flags=())
    signed = replace(
        drafted,
        sections=(
            replace(
                drafted.sections[0],
                statements=(drafted.statement("n0"), replace(drafted.statement("n1"), text="Cough."), settled),
            ),
        ),
    )
    assert edits_between(drafted, signed).flags == (FlagCounts(FlagKind.TIME_MISMATCH, Severity.WARN, 3, 1),)


def test_a_block_and_a_warning_of_one_rule_are_counted_apart() -> None:
    block = replace(FLAG, severity=Severity.BLOCK)
    flags = edits_between(note("No fever.", flags=(FLAG, block)), note()).flags
    assert [(each.severity, each.raised, each.dismissed) for each in flags] == [
        (Severity.BLOCK, 1, 0),
        (Severity.WARN, 1, 0),
    ]


def test_a_habit_is_taken_where_the_signed_line_is_as_it_would_be_written() -> None:
    edits = edits_between(
        note("기침이 있습니다.", "열은 없습니다.", "폐렴 의심됩니다.", language=Language.KO),
        note("기침이 있음.", "열은 없습니다.", language=Language.KO),
    )
    assert HabitCounts(Habit.NOUN_ENDINGS, 2, 1) in edits.habits


def test_nothing_of_what_was_written_is_in_the_counts() -> None:
    edits = edits_between(note("Secret lisinopril 20 mg.", flags=(FLAG,)), note("Secret lisinopril 10 mg."))
    assert not {"Secret", "lisinopril", "fever"} & set(repr(edits).replace("'", " ").split())


def test_a_habit_is_not_taken_where_its_words_were_only_taken_out() -> None:
    drafted = note("Afebrile, comfortable, blood pressure 130/80.")
    (short,) = edits_between(drafted, note("Afebrile, comfortable, BP 130/80.")).habits[-1:]
    (gone,) = edits_between(drafted, note("Afebrile, comfortable.")).habits[-1:]
    assert (short, gone) == (HabitCounts(Habit.SHORT_VITALS, 1, 1), HabitCounts(Habit.SHORT_VITALS, 1, 0))
