from dataclasses import replace
from pathlib import Path

from app.domain.language import Language
from app.domain.note import NoteSection, SectionState, Statement
from app.export.document import Printable
from app.export.plain_text import note_text, section_text, write_text


def test_a_section_is_its_lines_ready_for_pasting() -> None:
    section = NoteSection(
        "plan", "Plan", SectionState.STATED, (Statement("n001", "Rest."), Statement("n002", "Fluids."))
    )
    assert section_text(section, Language.EN) == "Rest.\nFluids."


def test_a_section_of_which_nothing_was_said_says_so() -> None:
    section = NoteSection("allergies", "Allergies", SectionState.NOT_STATED)
    assert section_text(section, Language.EN) == "not stated"
    assert section_text(section, Language.KO) == "언급 없음"


def test_the_note_holds_every_statement_under_its_heading_in_order(draft: Printable) -> None:
    text = note_text(draft)
    wanted = []
    for section in draft.stated_sections:
        wanted += [f"\n{section.title}\n", *(f"- {statement.text}\n" for statement in section.statements)]
    positions = [text.find(each) for each in wanted]
    assert -1 not in positions
    assert positions == sorted(positions)


def test_a_draft_says_that_it_is_one(draft: Printable, signed: Printable) -> None:
    mark = {Language.EN: "DRAFT — not signed", Language.KO: "초안 — 서명 전"}[draft.language]
    assert mark in note_text(draft)
    assert mark not in note_text(signed)


def test_a_signed_note_ends_with_attestation_addendum_and_preparation(signed: Printable) -> None:
    assert signed.attestation is not None
    text = note_text(signed)
    positions = [
        text.find(each)
        for each in (signed.attestation.statement, "2 · SHA-256 0123456789abcdef…", signed.addenda[0].text, "AI")
    ]
    assert -1 not in positions
    assert positions == sorted(positions)


def test_what_belongs_to_review_is_never_printed(draft: Printable, signed: Printable) -> None:
    for printable in (draft, signed):
        note = printable.note
        secrets = [note.withheld[0].text, note.confirmations[0].reason]
        secrets += [words for s in note.statements() for flag in s.flags for words in (flag.written, flag.said)]
        assert not [secret for secret in secrets if secret in note_text(printable)]


def test_a_written_file_is_utf_8_whatever_the_text(draft: Printable, tmp_path: Path) -> None:
    write_text(replace(draft, title="Note \ud800\x00 기록"), tmp_path / "note.txt")
    assert (tmp_path / "note.txt").read_text(encoding="utf-8").startswith("Note �� 기록\n")
