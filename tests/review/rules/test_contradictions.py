"""Notes that deny in one line what they tell in another."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.dialogue import parse_dialogue
from app.domain.language import Language
from app.domain.note import DraftNote, FlagKind, NoteSection, Origin, SectionState, Severity, Statement
from app.review.checks import review_note
from app.review.rules.contradictions import with_contradiction_flags


def note_of(*texts: str, origin: Origin = Origin.MODEL) -> DraftNote:
    statements = tuple(Statement(f"n{number:03d}", text, origin=origin) for number, text in enumerate(texts))
    return DraftNote("soap", Language.EN, (NoteSection("s1", "Note", SectionState.STATED, statements),))


def flagged(note: DraftNote) -> list[tuple[str, str, str]]:
    return [
        (statement.text, flag.written, flag.said)
        for statement in note.statements()
        for flag in statement.flags
        if flag.kind is FlagKind.NOTE_CONTRADICTION
    ]


@pytest.mark.parametrize(
    ("told", "denied", "written"),
    [
        ("Right finger pain.", "Finger: No pain.", "pain"),
        (
            "Right finger pain.",
            "The patient does not experience any pain in the finger or joint.",
            "pain in the finger",
        ),
        ("Diarrhea for two days.", "Denies diarrhea.", "diarrhea"),
        ("Shortness of breath and a cough.", "No dyspnea.", "dyspnea"),
        ("1+ pitting edema of both legs.", "She denies swelling in her legs.", "swelling in her legs"),
        ("오른쪽 손가락 통증.", "손가락 통증 없음.", "손가락 통증"),
        ("기침이 사흘째 심함.", "기침 없음.", "기침"),
    ],
)
def test_a_denial_against_another_line_quotes_it(told: str, denied: str, written: str) -> None:
    assert flagged(with_contradiction_flags(note_of(told, denied))) == [(denied, written, told)]
    assert flagged(with_contradiction_flags(note_of(denied, told))) == [(denied, written, told)]


@pytest.mark.parametrize(
    ("told", "denied"),
    [
        ("Right knee pain.", "No pain with flexion."),
        ("Right knee pain.", "No knee pain on the left."),
        ("Right knee pain.", "No wrist pain."),
        ("Tenderness over the medial knee.", "Calf: No tenderness."),
        ("Right knee pain.", "No pain."),
        ("Colonoscopy three years ago for blood in the stool.", "Denies blood in the stool."),
        ("Kidney stone.", "The patient has never had a kidney stone."),
        ("Father had a kidney stone.", "No kidney stone."),
        ("Possible fever.", "No fever."),
        ("Return if there is a fever.", "No fever."),
        ("Follow-up for chest pain.", "No chest pain."),
        ("No fever.", "No fever or chills."),
        ("기침이 있으면 재진.", "기침 없음."),
        ("Tingling of the thumb and index finger.", "No tingling of the little finger."),
        ("하악 통증.", "상악 통증 없음."),
        ("엄지손가락 저림.", "새끼손가락 저림 없음."),
        ("왼쪽 무릎 통증.", "오른쪽 무릎 통증 없음."),
        ("아버지가 당뇨병.", "당뇨병 없음."),
    ],
)
def test_another_time_part_side_or_person_is_no_contradiction(told: str, denied: str) -> None:
    assert flagged(with_contradiction_flags(note_of(told, denied))) == []


def test_fixed_wording_of_a_template_contradicts_nothing() -> None:
    note = note_of("Diarrhea.", "No diarrhea.", origin=Origin.TEMPLATE)
    assert with_contradiction_flags(note) == note


def test_review_warns_once_however_often_it_is_repeated() -> None:
    talk = parse_dialogue("Doctor: Any diarrhea?\nPatient: No.\nPatient: Well, I had diarrhea this morning.")
    once = review_note(note_of("Diarrhea.", "No diarrhea."), talk)
    assert flagged(once) == flagged(review_note(once, talk)) == [("No diarrhea.", "diarrhea", "Diarrhea.")]
    [flag] = [each for each in once.statement("n001").flags if each.kind is FlagKind.NOTE_CONTRADICTION]
    assert flag.severity is Severity.WARN


@given(st.lists(st.text(max_size=60), max_size=4))
def test_any_text_is_taken(texts: list[str]) -> None:
    note = note_of(*texts)
    assert [each.text for each in with_contradiction_flags(note).statements()] == texts
