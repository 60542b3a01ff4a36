"""Lines that cannot be what their section is for."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.dialogue import parse_dialogue
from app.domain.language import Language
from app.domain.note import DraftNote, FlagKind, NoteSection, Origin, SectionState, Severity, Statement
from app.domain.pasted_note import PASTED_TEMPLATE
from app.review.checks import review_note
from app.review.rules.misplaced import misplaced_flag, with_misplaced_flags


def note_of(title: str, text: str, origin: Origin = Origin.MODEL) -> DraftNote:
    section = NoteSection("s1", title, SectionState.STATED, (Statement("n001", text, origin=origin),))
    return DraftNote("soap", Language.EN, (section,))


@pytest.mark.parametrize(
    ("section_id", "title", "text"),
    [
        ("medications", "Medications", "Gastroenteritis."),
        ("medications", "복용약", "위장염."),
        ("discharge_medications", "퇴원약", "당뇨병 있음."),
        ("part3", "Current medications:", "Cough and a cold."),
        ("allergies", "Allergies", "Hypertension."),
        ("allergies", "알레르기", "고혈압."),
        ("vitals", "Vital signs", "Cough."),
        ("vitals", "활력징후", "기침."),
    ],
)
def test_a_finding_under_another_heading_is_flagged(section_id: str, title: str, text: str) -> None:
    flag = misplaced_flag(section_id, title, text)
    assert flag is not None
    assert (flag.kind, flag.severity) == (FlagKind.SECTION_MISMATCH, Severity.WARN)
    assert (flag.written, flag.said) == (text, title)


@pytest.mark.parametrize(
    ("section_id", "title", "text"),
    [
        ("medications", "Medications", "Metformin."),
        ("medications", "Medications", "Blood pressure tablet, name unknown."),
        ("medications", "Medications", "Something for hypertension."),
        ("medications", "복용약", "혈압약 복용 중."),
        ("medications", "Medications", "Not stated"),
        ("allergies", "Allergies", "Rash."),
        ("allergies", "Allergies", "Asthma with aspirin."),
        ("allergies", "알레르기", "언급 없음"),
        ("vitals", "Vital signs", "BP 120/80."),
        ("vitals", "Vital signs", "Afebrile."),
        ("plan", "Plan", "Hypertension."),
        ("past_history", "과거력", "고혈압."),
    ],
)
def test_what_belongs_or_may_belong_passes(section_id: str, title: str, text: str) -> None:
    assert misplaced_flag(section_id, title, text) is None


def test_review_flags_the_statement_once_and_spares_fixed_wording() -> None:
    talk = parse_dialogue("Doctor: It is gastroenteritis.")
    twice = review_note(review_note(note_of("Medications", "Gastroenteritis."), talk), talk)
    (statement,) = twice.statements()
    assert [flag.kind for flag in statement.flags] == [FlagKind.SECTION_MISMATCH]
    fixed = note_of("Medications", "Gastroenteritis.", Origin.TEMPLATE)
    assert with_misplaced_flags(fixed) == fixed


def test_the_sections_of_a_pasted_note_are_not_looked_at() -> None:
    note = replace(note_of("Medications", "Gastroenteritis."), template=PASTED_TEMPLATE)
    assert with_misplaced_flags(note) == note


@given(st.sampled_from(["medications", "allergies", "vitals"]), st.text(max_size=60), st.text(max_size=200))
def test_no_text_makes_it_fail(section_id: str, title: str, text: str) -> None:
    flag = misplaced_flag(section_id, title, text)
    assert flag is None or flag.written in text
