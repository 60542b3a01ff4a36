"""Notes that were written elsewhere."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.errors import InputError
from app.domain.language import Language
from app.domain.note import Origin
from app.domain.pasted_note import note_from_text, sentences_of

NOTE = """CHIEF COMPLAINT

Cough.

Past Surgical History
Appendectomy in 1996.

PLAN
• Medical Treatment: Start amoxicillin 500 mg. Referred to Dr. Lee for follow-up.
1. Fluids
"""


def test_headings_become_sections_and_sentences_statements() -> None:
    note = note_from_text(NOTE)
    assert [(section.title, len(section.statements)) for section in note.sections] == [
        ("CHIEF COMPLAINT", 1),
        ("Past Surgical History", 1),
        ("PLAN", 3),
    ]
    assert {statement.origin for statement in note.statements()} == {Origin.CLINICIAN}
    assert note.statement("n004").text == "Referred to Dr. Lee for follow-up."
    assert not note.is_ai_assisted


def test_korean_headings_and_markdown() -> None:
    note = note_from_text("# 현병력\n기침 있음. 열 없음.\n계획:\n수액 500 mL 투여.")
    assert note.language is Language.KO
    assert [(section.title, len(section.statements)) for section in note.sections] == [("현병력", 2), ("계획", 1)]


def test_hangul_may_come_in_its_parts() -> None:
    note = note_from_text(unicodedata.normalize("NFD", "현병력:\n기침 있음."))
    assert (note.language, note.sections[0].title, note.statement("n001").text) == (Language.KO, "현병력", "기침 있음.")


def test_a_line_with_a_decimal_stays_whole() -> None:
    assert list(sentences_of("Temperature 38.5 degrees. Pulse 90.")) == ["Temperature 38.5 degrees.", "Pulse 90."]


@pytest.mark.parametrize("text", ["", "  \n \n", "PLAN:\n"])
def test_a_note_without_a_sentence_is_refused(text: str) -> None:
    with pytest.raises(InputError) as refused:
        note_from_text(text)
    assert refused.value.problem.code == "note_empty"


@given(st.text(max_size=300))
def test_every_statement_is_in_the_text(text: str) -> None:
    try:
        note = note_from_text(text)
    except InputError:
        return
    flat = " ".join(unicodedata.normalize("NFC", text).split())
    assert all(" ".join(statement.text.split()) in flat for statement in note.statements())
