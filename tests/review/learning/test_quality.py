from dataclasses import replace

import pytest

from app.domain.edits import DraftEdits, FlagCounts, HabitCounts, SectionEdits
from app.domain.language import Language
from app.domain.note import DraftNote, Flag, FlagKind, NoteSection, SectionState, Severity, Statement
from app.domain.style import Habit, StyleRule
from app.domain.tuning import ClinicTuning
from app.review.learning.quality import (
    FEWEST_NOTES,
    LOWERABLE,
    change_share,
    flags_in,
    proposed_lowerings,
    proposed_style,
    quality_by_template,
)
from app.review.learning.tuning import with_lowered_flags

AS_SHIPPED = ClinicTuning()
UNCHANGED = SectionEdits("plan", kept=2, words_drafted=10, words_kept=10, words_signed=10)
LITTLE = SectionEdits("plan", kept=1, changed=1, words_drafted=10, words_kept=9, words_signed=10)
REWRITTEN = SectionEdits("plan", removed=2, added=2, words_drafted=10, words_kept=0, words_signed=10)
EMPTIED = SectionEdits("results", removed=1, words_drafted=4)


def edits(*sections: SectionEdits, template: str = "soap", **counts: tuple[object, ...]) -> DraftEdits:
    return DraftEdits(template, Language.EN, sections, **counts)  # type: ignore[arg-type]


def raised(kind: FlagKind, raised: int, dismissed: int, severity: Severity = Severity.WARN) -> DraftEdits:
    return edits(flags=(FlagCounts(kind, severity, raised, dismissed),))


def test_how_much_of_a_note_was_changed() -> None:
    assert change_share(edits(UNCHANGED)) == 0
    assert change_share(edits(LITTLE)) == pytest.approx(0.1)
    assert change_share(edits(REWRITTEN)) == 1
    assert change_share(edits()) == 0


def test_notes_are_counted_by_how_much_was_changed() -> None:
    (quality,) = quality_by_template([edits(UNCHANGED), edits(LITTLE), edits(REWRITTEN)])
    assert (quality.notes, quality.unchanged, quality.little_changed) == (3, 1, 1)
    assert quality.sections == (
        SectionEdits("plan", kept=3, changed=1, removed=2, added=2, words_drafted=30, words_kept=19, words_signed=30),
    )


def test_a_few_notes_say_nothing() -> None:
    few = [edits(UNCHANGED)] * (FEWEST_NOTES - 1)
    assert not quality_by_template(few)[0].says_something
    assert quality_by_template([*few, edits(UNCHANGED)])[0].says_something


def test_the_sections_most_and_least_kept_are_named_where_there_are_lines_enough() -> None:
    rewritten = replace(REWRITTEN, section="assessment")
    few = [edits(UNCHANGED, rewritten)] * 4
    assert quality_by_template(few)[0].most_and_least_kept is None
    assert quality_by_template([*few, *few])[0].most_and_least_kept == ("plan", "assessment")


def test_templates_are_apart() -> None:
    found = quality_by_template([edits(UNCHANGED), edits(UNCHANGED, template="discharge"), edits(UNCHANGED)])
    assert [(each.template, each.notes) for each in found] == [("soap", 2), ("discharge", 1)]


def test_a_warning_that_is_nearly_always_let_stand_may_be_lowered() -> None:
    (proposed,) = proposed_lowerings([raised(FlagKind.TIME_MISMATCH, 11, 10)] * 2, AS_SHIPPED)
    assert (proposed.kind, proposed.raised, proposed.dismissed) == (FlagKind.TIME_MISMATCH, 22, 20)


@pytest.mark.parametrize(
    ("counts", "lowered"),
    [
        (raised(FlagKind.TIME_MISMATCH, 19, 19), ()),
        (raised(FlagKind.TIME_MISMATCH, 40, 35), ()),
        (raised(FlagKind.TIME_MISMATCH, 40, 40, Severity.BLOCK), ()),
        (raised(FlagKind.TIME_MISMATCH, 40, 40), (FlagKind.TIME_MISMATCH,)),
    ],
)
def test_too_few_too_often_heeded_blocking_or_lowered_already(
    counts: DraftEdits, lowered: tuple[FlagKind, ...]
) -> None:
    assert proposed_lowerings([counts], ClinicTuning(lowered)) == ()


@pytest.mark.parametrize("kind", sorted(set(FlagKind) - LOWERABLE))
def test_what_may_not_be_lowered_is_never_proposed_nor_lowered(kind: FlagKind) -> None:
    assert proposed_lowerings([raised(kind, 100, 100)], AS_SHIPPED) == ()
    flagged = note(Flag(kind, Severity.WARN, "x"))
    assert with_lowered_flags(flagged, (kind,)) == flagged


def test_numbers_doses_medications_allergies_sides_and_negations_may_not_be_lowered() -> None:
    for word in (
        "number",
        "unit",
        "dose",
        "medication",
        "frequency",
        "allergy",
        "laterality",
        "negation",
        "unsupported",
    ):
        assert not [kind for kind in LOWERABLE if word in kind]


def note(*flags: Flag) -> DraftNote:
    statement = Statement("n001", "Fever last week.", flags=flags)
    return DraftNote("soap", Language.EN, (NoteSection("plan", "Plan", SectionState.STATED, (statement,)),))


def test_a_lowered_warning_stays_as_information_that_says_so_and_a_block_stays_one() -> None:
    warning = Flag(FlagKind.TIME_MISMATCH, Severity.WARN, "last week")
    block = replace(warning, severity=Severity.BLOCK)
    other = Flag(FlagKind.CERTAINTY_MISMATCH, Severity.WARN, "Fever")
    lowered = with_lowered_flags(note(warning, block, other), (FlagKind.TIME_MISMATCH,))
    assert lowered == note(replace(warning, severity=Severity.INFO, is_lowered=True), block, other)


def test_flags_are_summed_up_the_most_frequent_first() -> None:
    counts = [raised(FlagKind.TIME_MISMATCH, 2, 1), raised(FlagKind.NUMBER_UNSUPPORTED, 5, 0, Severity.BLOCK)]
    assert [(flag.kind, flag.raised, flag.dismissed) for flag in flags_in([*counts, counts[0]])] == [
        (FlagKind.NUMBER_UNSUPPORTED, 5, 0),
        (FlagKind.TIME_MISMATCH, 4, 2),
    ]


def test_a_habit_of_nearly_all_lines_is_proposed_as_a_rule() -> None:
    habit = edits(habits=(HabitCounts(Habit.WITHOUT_FULL_STOP, 10, 9),))
    (proposed,) = proposed_style([habit] * 2, AS_SHIPPED)
    assert (proposed.rule, proposed.chances, proposed.taken) == (
        StyleRule(Habit.WITHOUT_FULL_STOP, Language.EN),
        20,
        18,
    )
    assert proposed_style([habit] * 2, ClinicTuning(style=(proposed.rule,))) == ()
    assert proposed_style([habit], AS_SHIPPED) == ()


def test_a_section_that_is_always_emptied_is_proposed_to_be_left_out() -> None:
    rule = StyleRule(Habit.SECTION_LEFT_OUT, Language.EN, "soap", "results")
    assert [each.rule for each in proposed_style([edits(EMPTIED, UNCHANGED)] * 10, AS_SHIPPED)] == [rule]
    assert proposed_style([edits(EMPTIED)] * 9, AS_SHIPPED) == ()
    kept = replace(EMPTIED, removed=0, kept=1)
    assert proposed_style([edits(EMPTIED)] * 8 + [edits(kept)] * 2, AS_SHIPPED) == ()
