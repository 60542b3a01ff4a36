"""Lines that rest on speech that was hardly understood."""

from dataclasses import replace

import pytest

from app.domain.language import Language
from app.domain.note import DraftNote, Flag, FlagKind, NoteSection, Origin, SectionState, Severity, Statement
from app.domain.transcript import Transcript
from app.review.checks import review_note
from app.review.line_guard import LineGuard
from tests.review.talk import transcript_of

LINES = {
    Language.EN: ("Patient: My uncle parrot at the mall tonight.", "Patient: I have had a cough for three days."),
    Language.KO: ("Patient: 아저씨 밤에 파우참을 추천합니다.", "Patient: 사흘 전부터 기침이 나요."),
}


def hardly_heard_first(lines: tuple[str, ...]) -> Transcript:
    transcript = transcript_of(*lines)
    return transcript.with_segment(replace(transcript.segments[0], confidence=0.45))


def unclear(text: str, transcript: Transcript, origin: Origin = Origin.MODEL) -> list[Flag]:
    statement = Statement("n001", text, origin=origin)
    section = NoteSection("history", "History", SectionState.STATED, (statement,))
    note = DraftNote("soap", transcript.language, (section,))
    [reviewed] = review_note(note, transcript).statements()
    return [flag for flag in reviewed.flags if flag.kind is FlagKind.HEARD_UNCLEARLY]


@pytest.mark.parametrize(
    ("language", "nonsense", "clear"),
    [
        (Language.EN, "Uncle parrot at the mall tonight.", "Cough for three days."),
        (Language.KO, "아저씨 밤에 파우참을 추천합니다.", "사흘 전부터 기침."),
    ],
)
def test_a_line_from_hardly_understood_speech_is_asked_about_and_its_neighbour_is_not(
    language: Language, nonsense: str, clear: str
) -> None:
    transcript = hardly_heard_first(LINES[language])
    [flag] = unclear(nonsense, transcript)
    assert (flag.severity, flag.written) == (Severity.WARN, nonsense.rstrip("."))
    assert unclear(clear, transcript) == []


def test_what_a_clinician_wrote_rests_on_the_clinician() -> None:
    transcript = hardly_heard_first(LINES[Language.KO])
    assert unclear("아저씨 밤에 파우참을 추천합니다.", transcript, Origin.CLINICIAN) == []


def test_typed_words_are_never_unclear() -> None:
    assert unclear("Uncle parrot at the mall tonight.", transcript_of(*LINES[Language.EN])) == []


@pytest.mark.parametrize(
    ("language", "nonsense", "fact"),
    [
        (Language.EN, "Uncle parrot at the mall tonight.", "Cough tonight."),
        (Language.KO, "아저씨 밤에 파우참을 추천합니다.", "밤에 기침."),
    ],
)
def test_a_drafted_line_of_it_is_kept_out_unless_it_names_something(
    language: Language, nonsense: str, fact: str
) -> None:
    first = f"{LINES[language][0]} {fact}"
    guard = LineGuard(hardly_heard_first((first, LINES[language][1])))
    assert [flag.kind for flag in guard.flags(nonsense)] == [FlagKind.HEARD_UNCLEARLY]
    assert guard.flags(fact) == ()
    assert LineGuard(transcript_of(*LINES[language])).flags(nonsense) == ()
