from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.language import Language
from app.domain.note import (
    Confirmation,
    DraftNote,
    Flag,
    FlagKind,
    Generation,
    NoteSection,
    Origin,
    SectionState,
    Severity,
    Statement,
    statement_id,
)

BLOCK = Flag(FlagKind.NUMBER_UNSUPPORTED, Severity.BLOCK, "50 mg", "5 mg")
WARN = Flag(FlagKind.STATEMENT_UNSUPPORTED, Severity.WARN, "Sleeps well.")
FEVER = Statement("n001", "Fever for 3 days.", ("s0002",))
DOSE = Statement("n002", "Amlodipine 50 mg.", ("s0004",), flags=(BLOCK, WARN))
NOTE = DraftNote(
    "soap",
    Language.EN,
    (
        NoteSection("subjective", "Subjective", SectionState.STATED, (FEVER,)),
        NoteSection("plan", "Plan", SectionState.STATED, (DOSE,)),
        NoteSection("allergies", "Allergies", SectionState.NOT_STATED),
    ),
)


def section(note: DraftNote, section_id: str) -> NoteSection:
    return next(section for section in note.sections if section.id == section_id)


def confirmation_of(statement: Statement, flag: Flag) -> Confirmation:
    return Confirmation(
        statement.id, statement.text, flag.kind, flag.written, "seen on the packet", "Kim", "2026-01-05T09:30:00+09:00"
    )


def test_statements_are_found_by_id() -> None:
    assert NOTE.statement("n002") is DOSE
    with pytest.raises(KeyError):
        NOTE.statement("n009")


def test_statement_ids_count_from_one() -> None:
    assert [statement_id(number) for number in (1, 42, 1000)] == ["n001", "n042", "n1000"]


class TestEditing:
    def test_an_unchanged_line_keeps_its_statement(self) -> None:
        assert NOTE.with_section_lines("plan", ("Amlodipine 50 mg.",)) == NOTE

    def test_a_changed_line_is_the_clinicians_without_sources_or_flags(self) -> None:
        edited = NOTE.with_section_lines("plan", ("Amlodipine 5 mg.",))
        assert section(edited, "plan").statements == (
            Statement("n003", "Amlodipine 5 mg.", sources=(), origin=Origin.CLINICIAN, flags=()),
        )

    def test_lines_may_move_and_new_ones_come_between(self) -> None:
        note = NOTE.with_section_lines("plan", ("Amlodipine 50 mg.", "Rest.", "Fluids."))
        edited = note.with_section_lines("plan", ("Fluids.", "Review.", "Amlodipine 50 mg."))
        assert [(s.id, s.text) for s in section(edited, "plan").statements] == [
            ("n004", "Fluids."),
            ("n005", "Review."),
            ("n002", "Amlodipine 50 mg."),
        ]

    def test_spaces_around_a_line_and_empty_lines_change_nothing(self) -> None:
        assert NOTE.with_section_lines("plan", ("", "  Amlodipine 50 mg. ", "  ")) == NOTE

    def test_equal_lines_keep_their_own_statements(self) -> None:
        twice = (replace(FEVER, id="n001"), replace(FEVER, id="n007"))
        note = replace(NOTE, sections=(NoteSection("s", "S", SectionState.STATED, twice),))
        three = note.with_section_lines("s", (FEVER.text,) * 3)
        assert [s.id for s in section(three, "s").statements] == ["n001", "n007", "n008"]
        assert section(three, "s").statements[2].origin is Origin.CLINICIAN

    @pytest.mark.parametrize("lines", [(), ("", " ")])
    def test_no_line_left_means_not_stated(self, lines: tuple[str, ...]) -> None:
        emptied = section(NOTE.with_section_lines("plan", lines), "plan")
        assert emptied.state is SectionState.NOT_STATED
        assert emptied.statements == ()

    def test_a_line_in_an_empty_section_states_it(self) -> None:
        stated = section(NOTE.with_section_lines("allergies", ("Penicillin: rash.",)), "allergies")
        assert stated.state is SectionState.STATED
        assert stated.title == "Allergies"

    def test_other_sections_are_left_alone(self) -> None:
        edited = NOTE.with_section_lines("plan", ("Rest.",))
        assert section(edited, "subjective") is section(NOTE, "subjective")

    def test_a_section_that_is_not_there_cannot_be_edited(self) -> None:
        with pytest.raises(KeyError):
            NOTE.with_section_lines("diagnosis", ("Influenza.",))

    def test_ids_of_another_kind_do_not_disturb_the_count(self) -> None:
        odd = NoteSection(
            "s", "S", SectionState.STATED, (Statement("n²", "a"), Statement("x", "b"), Statement("", "c"))
        )
        edited = replace(NOTE, sections=(odd,)).with_section_lines("s", ("a", "new"))
        assert [s.id for s in section(edited, "s").statements] == ["n²", "n001"]

    @given(st.lists(st.lists(st.text(alphabet="ab \t가", max_size=4), max_size=5), max_size=5))
    def test_a_note_shows_exactly_the_lines_written_under_ids_of_their_own(self, edits: list[list[str]]) -> None:
        note = NOTE
        for lines in edits:
            note = note.with_section_lines("plan", tuple(lines))
            assert [s.text for s in section(note, "plan").statements] == [
                line.strip() for line in lines if line.strip()
            ]
            ids = [s.id for s in note.statements()]
            assert len(ids) == len(set(ids))

    def test_a_drafted_line_that_was_taken_out_is_itself_again_when_it_is_put_back(self) -> None:
        drafted = tuple(NOTE.statements())
        without = NOTE.with_section_lines("plan", ("Rest.",), drafted)
        again = without.with_section_lines("plan", ("Rest.", "Amlodipine 50 mg."), drafted)
        assert section(again, "plan").statements == (
            Statement("n003", "Rest.", origin=Origin.CLINICIAN),
            DOSE,
        )

    def test_a_drafted_line_that_still_stands_is_not_there_twice(self) -> None:
        copied = NOTE.with_section_lines("allergies", ("Amlodipine 50 mg.",), tuple(NOTE.statements()))
        (copy,) = section(copied, "allergies").statements
        assert (copy.id, copy.origin) == ("n003", Origin.CLINICIAN)

    def test_a_section_that_was_left_out_returns_to_its_place(self) -> None:
        without = replace(NOTE, sections=NOTE.sections[1:]).with_section_lines("plan", ("Rest.",))
        whole = without.with_section_of(NOTE, "subjective")
        assert [each.id for each in whole.sections] == ["subjective", "plan", "allergies"]
        assert section(whole, "plan") == section(without, "plan")


class TestSigning:
    def test_a_block_is_open_until_confirmed(self) -> None:
        assert NOTE.open_blocks() == ((DOSE, BLOCK),)
        assert NOTE.with_confirmation(confirmation_of(DOSE, BLOCK)).open_blocks() == ()

    def test_a_warning_does_not_stand_in_the_way(self) -> None:
        only_warned = replace(NOTE, sections=(replace(NOTE.sections[1], statements=(replace(DOSE, flags=(WARN,)),)),))
        assert only_warned.open_blocks() == ()

    def test_a_confirmation_is_for_one_flag_of_one_statement(self) -> None:
        other_flag = replace(BLOCK, kind=FlagKind.UNIT_MISMATCH)
        for wrong in (
            confirmation_of(FEVER, BLOCK),
            confirmation_of(DOSE, other_flag),
            confirmation_of(DOSE, replace(BLOCK, written="5 mg")),
            confirmation_of(replace(DOSE, text="Amlodipine 5 mg."), BLOCK),
        ):
            assert NOTE.with_confirmation(wrong).open_blocks() == ((DOSE, BLOCK),)

    def test_editing_a_confirmed_statement_asks_again(self) -> None:
        confirmed = NOTE.with_confirmation(confirmation_of(DOSE, BLOCK))
        plan = confirmed.with_section_lines("plan", ("Amlodipine 50 mg daily.",)).sections[1]
        flagged = replace(plan, statements=(replace(plan.statements[0], id=DOSE.id, flags=(BLOCK,)),))
        assert replace(confirmed, sections=(flagged,)).open_blocks()

    def test_a_confirmation_keeps_the_flag(self) -> None:
        confirmed = NOTE.with_confirmation(confirmation_of(DOSE, BLOCK))
        assert confirmed.statement("n002").flags == (BLOCK, WARN)
        assert confirmed.is_confirmed(DOSE, BLOCK)
        assert not confirmed.is_confirmed(DOSE, WARN)


def test_a_flags_detail_names_what_is_written_and_what_was_said() -> None:
    assert BLOCK.detail == "«50 mg» ≠ «5 mg»"
    assert WARN.detail == "«Sleeps well.»"


def test_a_note_is_ai_assisted_when_a_model_drafted_it_or_wrote_a_line_of_it() -> None:
    by_hand = replace(FEVER, origin=Origin.CLINICIAN)
    note = replace(NOTE, sections=(replace(NOTE.sections[0], statements=(by_hand,)),))
    assert not note.is_ai_assisted
    assert NOTE.is_ai_assisted
    assert replace(note, generation=Generation("m", "a", "b")).is_ai_assisted
