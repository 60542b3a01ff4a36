"""Where a recording left something out, as its audit trail tells."""

from app.domain.audit import AuditEvent
from app.services.recording_picture import MarkKind, RecordingMark, marks_in
from app.storage.vault import Vault


def told(*events: tuple[str, str]) -> list[AuditEvent]:
    return [AuditEvent("2026-01-01T10:00:00", "test", action, "e1", detail) for action, detail in events]


TWICE = told(
    ("recording_consented", "given_by=patient wording=1"),
    ("recording_started", ""),
    ("recording_paused", "at_s=3.0"),
    ("recording_finished", "at_s=10.0"),
    ("transcript_saved", "revision=1"),
    ("recording_started", ""),
    ("moment_marked", "at_s=1.0"),
    ("off_the_record_started", "at_s=2.5"),
    ("off_the_record_ended", "at_s=2.5"),
    ("recording_finished", "at_s=5.0"),
)


def test_times_count_from_the_start_of_their_recording():
    assert list(marks_in(TWICE, (0.0, 10.0))) == [
        RecordingMark(3.0, MarkKind.PAUSE),
        RecordingMark(11.0, MarkKind.MOMENT),
        RecordingMark(12.5, MarkKind.OFF_THE_RECORD),
    ]


def test_a_recording_in_which_nothing_was_heard_left_no_file():
    silent = told(("recording_started", ""), ("recording_finished", "at_s=0.0"))
    assert list(marks_in([*silent, *TWICE], (0.0, 10.0))) == list(marks_in(TWICE, (0.0, 10.0)))


def test_a_trail_that_does_not_fit_the_recordings_gives_no_marks():
    assert list(marks_in(TWICE, (0.0,))) == []


def test_an_imported_recording_comes_first():
    imported = told(
        ("recording_imported", "duration_s=7.0"), ("recording_started", ""), ("recording_paused", "at_s=1.0")
    )
    assert list(marks_in(imported, (0.0, 7.0))) == [RecordingMark(8.0, MarkKind.PAUSE)]


def test_nothing_is_read_of_what_nobody_wants_any_more(practice, encounter):
    vault: Vault = practice.vault
    with vault.journal.start_recording(encounter.id) as recording:
        recording.append(bytes(4 * 32_000))
    assert len(practice.recordings.picture(encounter.id).peaks) == 80
    assert practice.recordings.picture(encounter.id, lambda: False).peaks == b""
