"""Flags on what a note states and nobody said."""

from dataclasses import replace

import pytest

from app.domain.dialogue import parse_dialogue
from app.domain.language import Language
from app.domain.note import (
    Confirmation,
    DraftNote,
    FlagKind,
    NoteSection,
    Origin,
    SectionState,
    Severity,
    Statement,
)
from app.domain.transcript import Speaker, Transcript, TranscriptSegment, segment_id
from app.review.checks import flags_of, review_note
from app.review.evidence.sources import TranscriptIndex
from tests.review.talk import index_of

TEXTS = (
    "i take lisinopril twenty milligrams once a day and metformin five hundred milligrams twice a day",
    "your blood pressure is one forty over ninety and your pulse is eighty eight",
    "it started three days ago",
    "take ibuprofen every eight hours for two weeks",
    "시럽은 오 밀리 먹였어요",
    "체온은 삼십팔 점 오 도입니다",
    "i also use lysinopryl and met forman",
)
TRANSCRIPT = Transcript(
    Language.EN,
    60.0,
    tuple(TranscriptSegment(segment_id(i), float(i), i + 1.0, Speaker.UNKNOWN, text) for i, text in enumerate(TEXTS)),
)
INDEX = TranscriptIndex(TRANSCRIPT)


def flags(text: str) -> list[tuple[FlagKind, Severity, str, str]]:
    found = flags_of(text, INDEX)
    return [(f.kind, f.severity, f.written, f.said) for f in found if f.kind is not FlagKind.STATEMENT_UNSUPPORTED]


@pytest.mark.parametrize(
    "text",
    [
        "Lisinopril 20 mg daily, metformin 500 mg twice daily.",
        "BP 140/90, HR 88.",
        "Onset 3 days ago.",
        "Ibuprofen q8h for 14 days.",
        "Ibuprofen three times daily for 2 weeks.",
        "리시노프릴 20 mg 1일 1회",
        "체온 38.5도",
        "Metformin 0.5 g twice daily.",
        "언급 없음",
        "Not stated",
    ],
)
def test_what_was_said_carries_no_flag(text: str) -> None:
    assert flags(text) == []


@pytest.mark.parametrize(
    ("text", "kind", "severity", "written", "said"),
    [
        ("Lisinopril 200 mg", FlagKind.NUMBER_UNSUPPORTED, Severity.BLOCK, "200 mg", "twenty milligrams"),
        ("BP 140/96", FlagKind.NUMBER_UNSUPPORTED, Severity.BLOCK, "96", ""),
        ("체온 39.5도", FlagKind.NUMBER_UNSUPPORTED, Severity.BLOCK, "39.5도", "삼십팔 점 오 도"),
        ("It started in 4 places", FlagKind.NUMBER_UNSUPPORTED, Severity.WARN, "4", ""),
        ("Lisinopril 20 mcg", FlagKind.UNIT_MISMATCH, Severity.BLOCK, "20 mcg", "twenty milligrams"),
        ("Onset 3 weeks ago", FlagKind.UNIT_MISMATCH, Severity.BLOCK, "3 weeks", "three days"),
        ("시럽 5 mg", FlagKind.UNIT_MISMATCH, Severity.BLOCK, "5 mg", "오 밀리"),
        ("시럽 5 mL", FlagKind.UNIT_MISMATCH, Severity.BLOCK, "5 mL", "오 밀리"),
        ("Lisinopril 500 mg", FlagKind.DOSE_MISMATCH, Severity.BLOCK, "500 mg", "twenty milligrams"),
        ("Enalapril daily", FlagKind.MEDICATION_UNSUPPORTED, Severity.BLOCK, "Enalapril", "lisinopril"),
        ("아목시실린 처방", FlagKind.MEDICATION_UNSUPPORTED, Severity.BLOCK, "아목시실린", ""),
    ],
)
def test_what_was_not_said_is_flagged(text: str, kind: FlagKind, severity: Severity, written: str, said: str) -> None:
    found = flags(text)
    assert [(k, s, w) for k, s, w, _ in found] == [(kind, severity, written)]
    if said:
        assert found[0][3] == said


def test_a_misheard_name_supports_the_medication_unless_it_is_another_one() -> None:
    heard = TranscriptIndex(replace(TRANSCRIPT, segments=TRANSCRIPT.segments[6:]))
    assert flags_of("lisinopril and metformin", heard) == ()
    other = replace(TRANSCRIPT.segments[0], text="she takes celexa every day")
    kinds = {flag.kind for flag in flags_of("takes Celebrex", TranscriptIndex(replace(TRANSCRIPT, segments=(other,))))}
    assert FlagKind.MEDICATION_UNSUPPORTED in kinds


def test_a_number_cut_in_two_by_a_segment_is_one() -> None:
    first = replace(TRANSCRIPT.segments[0], text="the sodium was one hundred and")
    second = replace(TRANSCRIPT.segments[1], text="thirty eight today")
    assert flags_of("Sodium 138", TranscriptIndex(replace(TRANSCRIPT, segments=(first, second)))) == ()


def test_a_statement_without_support_warns() -> None:
    (flag,) = flags_of("Family history of glaucoma in the grandmother", INDEX)
    assert (flag.kind, flag.severity) == (FlagKind.STATEMENT_UNSUPPORTED, Severity.WARN)


def test_a_note_is_reviewed_anew_and_keeps_its_confirmations() -> None:
    stale = Statement("n001", "Lisinopril 20 mg daily", sources=("s0003",))
    edited = Statement("n002", "Lisinopril 30 mg daily", origin=Origin.CLINICIAN)
    fixed = Statement("n003", "Reviewed with 99 of 100 patients", origin=Origin.TEMPLATE)
    confirmation = Confirmation("n002", edited.text, FlagKind.NUMBER_UNSUPPORTED, "30 mg", "on the chart", "kim", "now")
    section = NoteSection("plan", "Plan", SectionState.STATED, (stale, edited, fixed))
    note = DraftNote("soap", Language.EN, (section,), confirmations=(confirmation,))

    reviewed = review_note(note, TRANSCRIPT)

    first, second, third = reviewed.statements()
    assert first.sources[0] == "s0001"
    assert first.flags == ()
    assert [flag.kind for flag in second.flags] == [FlagKind.NUMBER_UNSUPPORTED]
    assert third.flags == ()
    assert reviewed.confirmations == (confirmation,)
    assert reviewed.open_blocks() == ()
    assert review_note(reviewed, TRANSCRIPT) == reviewed


def test_two_small_words_are_no_misheard_name() -> None:
    talk = TranscriptIndex(parse_dialogue("Patient: I am supposed to take something for it, a moxicillin I think."))
    assert FlagKind.MEDICATION_UNSUPPORTED in {f.kind for f in flags_of("Takes ramipril.", talk)}
    assert FlagKind.MEDICATION_UNSUPPORTED not in {f.kind for f in flags_of("Takes amoxicillin.", talk)}


@pytest.mark.parametrize(
    ("written", "said"),
    [("Antibiotic 500 mcg every 8 hours.", "five hundred m g"), ("Follow up in 2 months.", "two weeks")],
)
def test_a_unit_exchanged_is_flagged_though_its_number_was_also_said_bare(written: str, said: str) -> None:
    index = index_of(
        "Doctor: Let me add the antibiotic. It will be five hundred M G every eight hours.",
        "Doctor: The murmur is two out of six. I want to see you again in two weeks.",
    )
    found = {(f.kind, f.severity, f.said) for f in flags_of(written, index)}
    assert (FlagKind.UNIT_MISMATCH, Severity.BLOCK, said) in found
    assert not [f for f in flags_of("Antibiotic 500 mg. Follow up in 2 weeks.", index) if "unit" in f.kind]
