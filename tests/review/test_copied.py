"""Lines that were copied forward from an earlier note."""

import pytest

from app.domain.language import Language
from app.domain.note import DraftNote, FlagKind, NoteSection, Origin, SectionState, Statement
from app.domain.transcript import Speaker, Transcript, TranscriptSegment
from app.review.checks import review_note
from app.review.copied import EarlierNote
from app.review.safety.flags import Chart

SAID = "Your blood pressure is 150 over 90 today. The cough has gone. 기침은 이제 없어요."
EARLIER = EarlierNote(
    "2026-03-02",
    ("BP 138/84, pulse 72.", "Ankle swelling for 3 weeks, worse in the evening.", "3주 전부터 저녁에 심한 발목 부종."),
)


def copied(line: str, origin: Origin = Origin.CLINICIAN) -> list[str]:
    transcript = Transcript(Language.EN, 9.0, (TranscriptSegment("s0001", 0.0, 9.0, Speaker.CLINICIAN, SAID),))
    section = NoteSection("objective", "Objective", SectionState.STATED, (Statement("n001", line, origin=origin),))
    note = review_note(DraftNote("soap", Language.EN, (section,)), transcript, Chart(earlier=(EARLIER,)))
    return [flag.said for flag in note.statement("n001").flags if flag.kind is FlagKind.COPIED_FORWARD]


@pytest.mark.parametrize(
    "line",
    [
        "BP 138/84, pulse 72.",
        "Ankle swelling for 3 weeks, worse in the evening",
        "ankle swelling for 3 weeks, worse in the evenings.",
        "3주 전부터 저녁에 심한 발목 부종",
    ],
)
def test_what_stands_in_the_last_note_and_was_not_said_is_asked_about(line: str) -> None:
    assert copied(line) == ["2026-03-02"]


@pytest.mark.parametrize("line", ["BP 150/90.", "No cough.", "Ankle swelling for 5 days.", "BP 131/81, pulse 79."])
def test_what_was_said_or_stands_otherwise_is_not(line: str) -> None:
    assert copied(line) == []


def test_wording_of_a_template_is_the_same_every_time() -> None:
    assert copied("BP 138/84, pulse 72.", Origin.TEMPLATE) == []
