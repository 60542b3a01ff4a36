import unicodedata
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from app.domain.encounter import Clinician, Encounter, Patient, Role
from app.domain.language import Language
from app.domain.note import Origin
from app.export.document import (
    Printable,
    attestation_lines,
    attestation_rows,
    header_rows,
    not_stated_line,
    patient_line,
    phrase,
    preparation_line,
    printable_text,
    readable_time,
)
from app.resources import load_json


def test_every_phrase_exists_in_both_languages() -> None:
    for name, words in load_json("i18n/document.json").items():
        assert sorted(words) == sorted(Language), name
        assert all(words.values()), name
    for role in Role:
        for language in Language:
            assert phrase(f"role_{role}", language)


def test_the_header_names_patient_and_encounter(signed: Printable) -> None:
    values = [value for _, value in header_rows(signed)]
    patient = signed.encounter.patient
    for known in (patient.name, patient.number, patient.birth_date, "2026-01-05 09:30", signed.encounter.place):
        assert known in values
    assert signed.attestation is not None
    assert any(signed.attestation.clinician.name in value for value in values)


def test_sex_is_written_in_the_documents_language(signed: Printable) -> None:
    assert {Language.EN: ("Sex", "male"), Language.KO: ("성별", "여")}[signed.language] in header_rows(signed)


def test_what_is_unknown_is_shown_as_unknown(draft: Printable) -> None:
    unknown = replace(draft, encounter=Encounter("e", Patient("p"), ""))
    assert {value for _, value in header_rows(unknown)} == {phrase("unknown", draft.language)}
    assert patient_line(unknown) == ""


def test_a_draft_may_name_its_clinician(draft: Printable) -> None:
    clinician = Clinician("Kim Nurse", Role.NURSE)
    named = Printable.from_draft(draft.encounter, draft.note, draft.title, clinician=clinician)
    assert any(value.startswith("Kim Nurse, ") for _, value in header_rows(named))


def test_sections_of_which_nothing_was_said_share_one_line(draft: Printable) -> None:
    lines = {Language.EN: "Not stated: Objective, Allergies", Language.KO: "언급 없음: 가족력, 사회력"}
    assert not_stated_line(draft) == lines[draft.language]
    all_stated = replace(draft, note=replace(draft.note, sections=draft.stated_sections))
    assert not_stated_line(all_stated) is None


def test_the_preparation_line_says_who_answers_for_the_document(draft: Printable, signed: Printable) -> None:
    unsigned = {
        Language.EN: "AI-assisted draft, not yet reviewed by a clinician",
        Language.KO: "AI 보조 작성, 의료인 확인 전",
    }
    reviewed = {
        Language.EN: "AI-assisted draft, reviewed by Dr Jane Whitfield, doctor",
        Language.KO: "AI 보조 작성, 의료인 확인: 박서연, 간호사",
    }
    assert preparation_line(draft) == unsigned[draft.language]
    assert preparation_line(signed) == reviewed[signed.language]


def test_a_note_written_by_hand_does_not_claim_ai_assistance(draft: Printable, signed: Printable) -> None:
    for printable in (draft, signed):
        sections = tuple(
            replace(section, statements=tuple(replace(s, origin=Origin.CLINICIAN) for s in section.statements))
            for section in printable.note.sections
        )
        by_hand = replace(printable, note=replace(printable.note, generation=None, sections=sections))
        assert "AI" not in preparation_line(by_hand)


def test_the_attestation_shows_who_when_what_and_a_short_hash(draft: Printable, signed: Printable) -> None:
    assert attestation_rows(draft) == ()
    assert signed.attestation is not None
    values = [value for _, value in attestation_rows(signed)]
    assert signed.attestation.clinician.name in values[0]
    assert values[1:] == ["2026-01-05 10:02 (UTC+09:00)", signed.attestation.statement, "2 · SHA-256 0123456789abcdef…"]


def test_an_addendum_without_a_statement_has_no_empty_line(signed: Printable) -> None:
    attestation = replace(signed.addenda[0].attestation, statement="")
    assert len(attestation_lines(attestation, signed.language)) == 2
    assert all(attestation_lines(attestation, signed.language))


@pytest.mark.parametrize(
    ("iso_time", "readable"),
    [
        ("2026-01-05T09:30:59+09:00", "2026-01-05 09:30 (UTC+09:00)"),
        ("2026-01-05T09:30:59Z", "2026-01-05 09:30 (UTC+00:00)"),
        ("2026-01-05T09:30", "2026-01-05 09:30"),
        ("this morning", "this morning"),
        ("", ""),
    ],
)
def test_times_are_readable(iso_time: str, readable: str) -> None:
    assert readable_time(iso_time, with_offset=True) == readable


def test_what_cannot_be_printed_is_marked_and_never_joins_numbers() -> None:
    assert printable_text("5\x00mg\x0b10\r\n20\r30\x0c\ud800 \x1b") == "5�mg\n10\n20\n30\n� �"
    assert printable_text("체온 38.5 °C\t✓ 😷") == "체온 38.5 °C\t✓ 😷"


def test_hangul_is_printed_whole() -> None:
    assert printable_text(unicodedata.normalize("NFD", "김새김")) == "김새김"


@given(st.text(st.characters()))
def test_printable_text_is_valid_xml_and_utf_8(text: str) -> None:
    printable = printable_text(text)
    etree.Element("text").text = printable
    assert printable.encode("utf-8").decode("utf-8") == printable
    assert printable_text(printable) == printable
