import shutil
from pathlib import Path

import fake_children
import pytest
from practice import Listener

from app.domain.encounter import EncounterState
from app.domain.errors import InputError, ModelError
from app.domain.language import Language
from app.domain.outcome import Cancelled, Completed, Crashed, Failed
from app.domain.transcript import Speaker
from app.services.recording import Recordings, voice_model

pytestmark = pytest.mark.end_to_end


def transcribe_file(practice, encounter, name):
    return practice.recordings.transcribe_file(
        encounter.id, Path(name), None, Listener(practice.told), practice.outcomes.append
    )


def test_recording_is_kept_then_transcribed_then_the_transcript_is_kept(practice, encounter):
    outcome = practice.transcribe(encounter)
    assert isinstance(outcome, Completed)
    assert practice.recordings.transcript(encounter.id) == outcome.value
    assert b"".join(practice.recordings.audio(encounter.id)) == fake_children.BLOCK * fake_children.BLOCKS
    kept = practice.encounters.get(encounter.id)
    assert (kept.state, kept.language) == (EncounterState.TRANSCRIBED, Language.EN)
    assert practice.told == ["language_found", *["segment_found", "progressed"] * 2]
    assert practice.actions()[1:] == ["recording_imported", "transcript_saved"]


@pytest.mark.logs_warnings
@pytest.mark.parametrize(("name", "ending"), [("damaged.ogg", Failed), ("deadly.ogg", Crashed)])
def test_import_that_fails_leaves_no_half_recording_and_can_be_repeated(practice, encounter, name, ending):
    transcribe_file(practice, encounter, name)
    assert isinstance(practice.outcome(), ending)
    assert not practice.recordings.has_recording(encounter.id)
    assert isinstance(practice.transcribe(encounter), Completed)


def test_cancelled_import_leaves_nothing_behind(practice, encounter):
    job = transcribe_file(practice, encounter, "consultation.ogg")
    job.cancel()
    assert practice.outcome() == Cancelled()
    assert practice.recordings.transcript(encounter.id) is None


def test_recording_can_be_transcribed_again(practice, encounter):
    practice.transcribe(encounter)
    practice.recordings.transcribe_recording(
        encounter.id, Language.EN, Listener(practice.told), practice.outcomes.append
    )
    assert isinstance(practice.outcome(), Completed)


def test_second_file_for_the_same_encounter_is_refused(practice, encounter):
    practice.transcribe(encounter)
    with pytest.raises(InputError, match="recording_exists"):
        transcribe_file(practice, encounter, "other.ogg")


def test_nothing_is_transcribed_without_a_recording_or_a_model(practice, encounter, tmp_path):
    with pytest.raises(InputError, match="recording_missing"):
        practice.recordings.transcribe_recording(encounter.id, None, Listener([]), practice.outcomes.append)
    without_models = Recordings(practice.vault, practice.recordings._engine, tmp_path / "none", "tester")
    with pytest.raises(ModelError, match="model_missing"):
        without_models.transcribe_file(encounter.id, Path("a.ogg"), None, Listener([]), practice.outcomes.append)


def test_correction_is_a_new_revision_and_the_old_one_stays(practice, encounter):
    practice.transcribe(encounter)
    corrected = practice.recordings.correct_segment(
        encounter.id, "s0002", text=" I have had a cough for 5 days. ", speaker=Speaker.GUARDIAN
    )
    assert corrected.segment("s0002").text == "I have had a cough for 5 days."
    assert practice.recordings.transcript(encounter.id) == corrected
    assert practice.vault.transcripts.revision(encounter.id, 1).segment("s0002").speaker is Speaker.PATIENT
    assert practice.actions()[-1] == "segment_corrected"


def test_correction_that_changes_nothing_is_no_revision(practice, encounter):
    practice.transcribe(encounter)
    before = practice.actions()
    practice.recordings.correct_segment(encounter.id, "s0002", text=fake_children.SEGMENTS[1].text)
    assert practice.actions() == before


def test_naming_a_voice_is_a_new_revision_against_which_drafts_are_checked(practice, encounter):
    practice.transcribe(encounter)
    named = practice.recordings.relabel_voice(encounter.id, "s0002", Speaker.GUARDIAN)
    assert [segment.speaker for segment in named.segments] == [Speaker.CLINICIAN, Speaker.GUARDIAN]
    assert practice.recordings.transcript(encounter.id) == named
    assert practice.actions()[-1] == "voice_relabelled"
    before = practice.actions()
    practice.recordings.relabel_voice(encounter.id, "s0002", Speaker.GUARDIAN)
    assert practice.actions() == before


def test_voices_are_told_apart_only_where_the_model_is_whole(models_folder):
    assert voice_model(models_folder) is None
    folder = models_folder / "ge2e"
    shutil.copytree(models_folder / "drafting", folder)
    record = (folder / "model.json").read_text().replace("drafting", "voices").replace("gguf", "torch")
    (folder / "model.json").write_text(record.replace('"id": "voices"', '"id": "ge2e"'))
    found = voice_model(models_folder)
    assert found is not None
    assert found.path == folder / "weights"
    (folder / "weights").unlink()
    assert voice_model(models_folder) is None
