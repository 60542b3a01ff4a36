"""A clinician's work on a draft: looked at before it is kept, taken back, and traced to the words that support it."""

from dataclasses import replace

import pytest

from app.domain.encounter import EncounterState
from app.domain.errors import InputError
from app.domain.language import Language
from app.domain.note import DraftNote, FlagKind, NoteSection, Origin, SectionState, Severity, Statement
from app.domain.transcript import Speaker, Transcript, TranscriptSegment
from app.review.suggestions import TAKEN_OUT, Suggestion, suggestions_for

SAID = Transcript(
    Language.EN,
    8.0,
    (
        TranscriptSegment("s0001", 0.0, 4.0, Speaker.PATIENT, "I have had a cough for three days.", 0.9),
        TranscriptSegment("s0002", 4.0, 8.0, Speaker.CLINICIAN, "Your temperature is 37.8 degrees.", 0.9),
    ),
)
NOTE = DraftNote(
    "soap",
    Language.EN,
    (NoteSection("vitals", "Vital signs", SectionState.STATED, (Statement("n001", "Temperature 37.8 degrees."),)),),
)


@pytest.fixture
def drafted(practice, encounter):
    practice.vault.transcripts.save(encounter.id, SAID)
    practice.vault.encounters.update(replace(encounter, state=EncounterState.TRANSCRIBED))
    practice.vault.documents.save_draft(encounter.id, NOTE, ai=True)
    practice.vault.encounters.update(replace(encounter, state=EncounterState.DRAFTED))
    return encounter.id


def test_a_preview_is_checked_and_not_kept(practice, drafted):
    checked = practice.review.preview_section(drafted, "soap", "vitals", ["Temperature 39.9 degrees."])
    assert [flag.kind for flag in checked.statements[0].flags] == [FlagKind.NUMBER_UNSUPPORTED]
    assert practice.review.note(drafted, "soap") == NOTE
    assert "section_edited" not in practice.actions()


def test_an_edit_is_taken_back_with_its_sources_and_said_so_in_the_audit_log(practice, drafted):
    practice.review.edit_section(drafted, "soap", "vitals", ["Temperature 39.9 degrees."])
    back = practice.review.put_back(drafted, "soap", NOTE)
    assert [statement.text for statement in back.statements()] == ["Temperature 37.8 degrees."]
    assert next(back.statements()).sources == ("s0002",)
    assert practice.review.note(drafted, "soap") == back
    assert practice.actions()[-1] == "edit_taken_back"


def test_nothing_is_put_back_where_there_is_no_draft(practice, encounter):
    with pytest.raises(InputError, match="draft_missing"):
        practice.review.put_back(encounter.id, "soap", NOTE)


def test_the_words_that_support_a_statement(practice, drafted):
    [found] = practice.review.supporting_words(drafted, "Temperature 37.8 degrees.")
    said = SAID.segment(found.segment_id).text.split()
    assert "37.8" in [said[position] for position in found.words]


def test_a_correction_of_the_transcript_is_taken_back_as_its_next_revision(practice, drafted):
    practice.recordings.correct_segment(drafted, "s0002", "Your temperature is 38.7 degrees.")
    assert practice.review.note(drafted, "soap").open_blocks()
    practice.recordings.put_back(drafted, SAID)
    assert practice.recordings.transcript(drafted) == SAID
    assert not practice.review.note(drafted, "soap").open_blocks()
    assert practice.vault.transcripts.revision(drafted, 3) == SAID


def flagged(practice, encounter_id: str, line: str):
    note = practice.review.edit_section(encounter_id, "soap", "vitals", [line])
    return next(iter(note.open_flags()))


def test_a_suggestion_takes_the_place_of_the_line_as_the_clinicians_own(practice, drafted):
    statement, flag = flagged(practice, drafted, "Temperature today 87.3 degrees.")
    (suggestion,) = suggestions_for(statement.text, flag)
    note = practice.review.accept(drafted, "soap", statement.id, flag, suggestion)
    (settled,) = note.statements()
    assert (settled.text, settled.origin, settled.flags) == ("Temperature today 37.8 degrees.", Origin.CLINICIAN, ())
    assert practice.review.note(drafted, "soap") == note
    assert practice.actions()[-1] == "suggestion_accepted"


def test_only_what_is_suggested_is_accepted(practice, drafted):
    statement, flag = flagged(practice, drafted, "Temperature 87.3 degrees.")
    with pytest.raises(InputError, match="flag_gone"):
        practice.review.accept(drafted, "soap", statement.id, flag, Suggestion("", "Temperature 36.6 degrees."))
    with pytest.raises(InputError, match="flag_gone"):
        practice.review.accept(drafted, "soap", "n999", flag, TAKEN_OUT)


def test_a_line_that_rests_on_nothing_is_taken_out(practice, drafted):
    statement, flag = flagged(practice, drafted, "Plays the trumpet every evening.")
    note = practice.review.accept(drafted, "soap", statement.id, flag, TAKEN_OUT)
    assert not list(note.statements())
    assert note.sections[0].state is SectionState.NOT_STATED


def test_a_warning_is_settled_without_a_reason_and_a_block_is_not(practice, drafted):
    statement, warning = flagged(practice, drafted, "Plays the trumpet every evening.")
    assert warning.severity is Severity.WARN
    note = practice.review.confirm(drafted, "soap", statement.id, warning, "")
    assert not note.open_flags()
    assert practice.actions()[-1] == "flag_confirmed"
    statement, block = flagged(practice, drafted, "Temperature 87.3 degrees.")
    with pytest.raises(InputError, match="reason_missing"):
        practice.review.confirm(drafted, "soap", statement.id, block, " ")


def test_a_note_from_elsewhere_is_checked_and_not_kept(practice, drafted):
    actions = practice.actions()
    checked = practice.review.check_text(drafted, "Exam:\nTemperature 39.9 degrees.\nCough for three days.")
    assert [(statement.text, flag.kind) for statement, flag in checked.open_flags()] == [
        ("Temperature 39.9 degrees.", FlagKind.NUMBER_UNSUPPORTED)
    ]
    assert practice.review.note(drafted, "soap") == NOTE
    assert practice.actions() == actions
    with pytest.raises(InputError, match="note_empty"):
        practice.review.check_text(drafted, " \n")


def test_without_a_talk_there_is_nothing_to_check_a_note_against(practice, encounter):
    with pytest.raises(InputError, match="transcript_missing"):
        practice.review.check_text(encounter.id, "Cough.")
