import pytest
from practice import Listener

from app.domain.encounter import EncounterState
from app.domain.errors import InputError
from app.domain.language import Language
from app.domain.note import FlagKind, Severity
from app.domain.outcome import Completed
from app.domain.style import Habit, StyleRule
from app.domain.transcript import Transcript
from app.domain.tuning import ClinicTuning
from app.drafting.templates import load_template
from app.services.drafting import draft_transcript

pytestmark = pytest.mark.end_to_end


def test_draft_is_reviewed_and_kept_before_it_is_told(practice, encounter):
    practice.transcribe(encounter)
    practice.told.clear()
    outcome = practice.draft(encounter)
    assert isinstance(outcome, Completed)
    note = outcome.value
    assert practice.review.note(encounter.id, "soap") == note
    assert practice.vault.documents.ai_draft(encounter.id, "soap") == note
    assert practice.encounters.get(encounter.id).state is EncounterState.DRAFTED
    assert practice.told == ["transcript_read", *["line_begun", "note_grown"] * 2]
    assert practice.actions()[-1] == "draft_saved"


def test_statements_carry_their_sources_and_a_number_that_was_not_said_is_a_block(practice, encounter):
    practice.transcribe(encounter)
    note = practice.draft(encounter).value
    assert note.statement("n001").sources[0] == "s0002"
    blocks = [flag for flag in note.statement("n002").flags if flag.severity is Severity.BLOCK]
    assert blocks
    assert blocks[0].kind in {FlagKind.NUMBER_UNSUPPORTED, FlagKind.UNIT_MISMATCH}


def test_nothing_is_drafted_without_a_transcript(practice, encounter):
    with pytest.raises(InputError, match="transcript_missing"):
        practice.drafting.draft(encounter.id, "soap", Language.EN, Listener([]), practice.outcomes.append)


def test_unknown_template_and_empty_transcript_are_refused_before_any_work(practice, models_folder):
    engine = practice.drafting._engine
    with pytest.raises(InputError, match="transcript_empty"):
        draft_transcript(
            engine,
            models_folder,
            Transcript(Language.EN, 1.0, ()),
            load_template("soap"),
            Language.EN,
            Listener([]),
            print,
        )
    encounter = practice.encounters.create()
    practice.vault.transcripts.save(encounter.id, Transcript(Language.EN, 1.0, (practice_segment(),)))
    with pytest.raises(InputError, match="template_unknown"):
        practice.drafting.draft(encounter.id, "poem", Language.EN, Listener([]), print)


def practice_segment():
    from fake_children import SEGMENTS

    return SEGMENTS[0]


def test_a_draft_comes_in_the_clinics_style_and_what_the_model_wrote_is_kept(practice, encounter):
    rule = StyleRule(Habit.WITHOUT_FULL_STOP, Language.EN)
    practice.vault.tuning.save(ClinicTuning(style=(rule,)))
    practice.transcribe(encounter)
    note = practice.draft(encounter).value
    written = practice.vault.documents.drafted(encounter.id, "soap")
    assert (note.statement("n001").text, written.statement("n001").text) == ("Cough for 3 days", "Cough for 3 days.")
    assert note.style == (rule,)
    assert note.statement("n001").sources
    flagged = note.statement("n002")
    assert (flagged.text, flagged.flags) == (written.statement("n002").text, written.statement("n002").flags)
    assert practice.review.note(encounter.id, "soap") == note
