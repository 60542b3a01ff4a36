"""A note that is pasted becomes a template: what it is headed with, and nothing of what it says."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.errors import InputError
from app.domain.language import Language
from app.domain.template_rules import completed, template_problems
from app.drafting.example_note import template_from_note
from app.drafting.templates import load_template

ENGLISH = """CHIEF COMPLAINT
Headache for three days, John Smith, 45.

Past Medical History:
Hypertension.

WOUND CARE
Dressing changed by Ms Doe.

Plan:
Ibuprofen 400 mg.
"""

KOREAN = """C.C) 3일 전부터 두통
P.I) 김철수 님, 어제부터 심해짐
P/E: 경부 강직 없음
상처 관리:
드레싱 교환
A) 긴장성 두통
P) 이부프로펜 400 mg
"""


def test_known_headings_keep_what_is_known_of_them() -> None:
    template = template_from_note(ENGLISH, "My note")
    assert [section.id for section in template.sections] == ["chief_complaint", "past_history", "own3", "plan"]
    assert template.base == "soap"
    assert template.sections[0] == load_template("soap").section("chief_complaint")
    assert template.sections[2].titles == {Language.EN: "WOUND CARE", Language.KO: ""}
    assert [problem.code for problem in template_problems(template)] == ["section_guidance_missing"]


def test_korean_abbreviations_on_the_line_of_their_content_are_headings() -> None:
    template = template_from_note(KOREAN, "내 기록")
    ids = [section.id for section in template.sections]
    assert ids == ["chief_complaint", "history_of_present_illness", "examination", "own4", "assessment", "plan"]
    assert template.titles == {Language.KO: "내 기록", Language.EN: ""}
    assert completed(template).titles[Language.EN] == "내 기록"


def test_nothing_of_what_the_note_says_is_kept() -> None:
    for note in (ENGLISH, KOREAN):
        kept = repr(template_from_note(note, "t"))
        assert not any(
            word in kept for word in ("Smith", "Doe", "Hypertension", "김철수", "이부프로펜", "400", "드레싱")
        )


def test_the_base_is_the_template_that_has_most_of_the_sections() -> None:
    note = "Situation:\nstable\nBackground:\nnone\nAssessment:\nfine\nRecommendation:\nwatch\n"
    template = template_from_note(note, "t")
    assert template.base == "handover_sbar"
    assert template.section("recommendation").holds_tasks


def test_two_headings_of_one_section_make_one_section() -> None:
    assert [s.id for s in template_from_note("Meds:\na\nMedications:\nb\n", "t").sections] == ["medications"]


@pytest.mark.parametrize("note", ["", "   \n", "He is well and goes home."])
def test_a_note_without_headings_is_refused(note: str) -> None:
    with pytest.raises(InputError, match="note_without_headings"):
        template_from_note(note, "t")


@given(st.text(max_size=200))
def test_any_text_gives_sections_or_is_refused(text: str) -> None:
    try:
        template = template_from_note(text, "t")
    except InputError:
        return
    assert len({section.id for section in template.sections}) == len(template.sections) > 0
