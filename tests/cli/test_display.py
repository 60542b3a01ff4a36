import pytest

from app.cli.display import clock_time, section_lines, segment_line
from app.domain.note import NoteSection, SectionState, Statement
from app.domain.transcript import Speaker, TranscriptSegment


@pytest.fixture(autouse=True)
def _english(monkeypatch):
    monkeypatch.setenv("SAEGIM_LANG", "en")


@pytest.mark.parametrize(("seconds", "shown"), [(0.0, "00:00.0"), (63.25, "01:03.2"), (3661.0, "61:01.0")])
def test_clock_time(seconds, shown):
    assert clock_time(seconds) == shown


def test_segment_says_when_who_and_what():
    segment = TranscriptSegment("s0001", 1.0, 2.0, Speaker.PATIENT, " I cough. ")
    assert segment_line(segment) == "[00:01.0] patient: I cough."


def test_unknown_speaker_is_not_named():
    segment = TranscriptSegment("s0001", 1.0, 2.0, Speaker.UNKNOWN, "I cough.")
    assert segment_line(segment) == "[00:01.0] I cough."


def test_section_without_statements_is_not_stated_and_never_empty():
    stated = NoteSection("plan", "Plan", SectionState.STATED, (Statement("n001", "Rest."),))
    assert section_lines(stated) == ["Plan", "- Rest.", ""]
    assert section_lines(NoteSection("plan", "Plan", SectionState.NOT_STATED)) == ["Plan", "(not stated)", ""]
