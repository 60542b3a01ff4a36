"""A wish for a section: what reaches the model, and what is refused before it does."""

from dataclasses import replace
from typing import Any, cast

import pytest

from app.domain.errors import InputError
from app.domain.language import Language
from app.domain.note import DraftNote, NoteSection, Omission, SectionState, Severity, Statement
from app.domain.revision import SectionWish
from app.domain.transcript import Speaker, Transcript, TranscriptSegment
from app.engines.protocol import ReviseJob
from app.engines.supervisor import Engine
from app.services.revising import Revising

SAID = Transcript(
    Language.EN,
    8.0,
    (
        TranscriptSegment("s0001", 0.0, 4.0, Speaker.PATIENT, "I have had a cough for three days.", 0.9),
        TranscriptSegment("s0002", 4.0, 8.0, Speaker.CLINICIAN, "Come back in a week.", 0.9),
    ),
)
NOTE = DraftNote(
    "soap",
    Language.EN,
    (NoteSection("plan", "Plan", SectionState.STATED, (Statement("n001", "Return in a week."),)),),
    omissions=(Omission("followup", "Come back in a week.", "s0002", Severity.INFO),),
)
WISH = SectionWish("plan", "Plan", ("Return in a week.",), "shorter")


class Recorded:
    """An engine that only remembers what it was given."""

    def __init__(self) -> None:
        self.tasks: list[Any] = []

    def submit(self, task: object, on_event: object, on_done: object) -> object:
        self.tasks.append(task)
        return object()


@pytest.fixture
def engine() -> Recorded:
    return Recorded()


@pytest.fixture
def revising(practice, engine) -> Revising:
    return Revising(practice.vault, cast(Engine, engine), practice.models_dir)


@pytest.fixture
def drafted(practice, encounter) -> str:
    practice.vault.transcripts.save(encounter.id, SAID)
    practice.vault.documents.save_draft(encounter.id, NOTE, ai=True)
    return encounter.id


def test_the_model_gets_the_talk_and_the_wish_in_the_language_of_the_note(revising, engine, drafted):
    revising.revise(drafted, "soap", WISH, lambda _: None)
    [job] = engine.tasks
    assert isinstance(job, ReviseJob)
    assert (job.excerpt, job.wish, job.language) == (SAID, WISH, Language.EN)


def test_nothing_changes_by_asking(practice, revising, drafted):
    revising.revise(drafted, "soap", WISH, lambda _: None)
    assert practice.vault.documents.draft(drafted, "soap") == NOTE


def test_nothing_of_the_patient_is_in_what_is_asked(revising, engine, drafted):
    revising.revise(drafted, "soap", WISH, lambda _: None)
    assert "Kim Secret" not in repr((engine.tasks[0].excerpt.text, engine.tasks[0].wish))


def test_a_wish_without_words_is_refused(revising, engine, drafted):
    with pytest.raises(InputError, match="wish_missing"):
        revising.revise(drafted, "soap", replace(WISH, words="  "), lambda _: None)
    assert not engine.tasks


def test_without_a_draft_there_is_nothing_to_revise(revising, encounter):
    with pytest.raises(InputError, match="draft_missing"):
        revising.revise(encounter.id, "soap", WISH, lambda _: None)


def test_without_a_transcript_there_is_nothing_to_rest_on(practice, revising, encounter):
    practice.vault.documents.save_draft(encounter.id, NOTE, ai=True)
    with pytest.raises(InputError, match="transcript_missing"):
        revising.revise(encounter.id, "soap", WISH, lambda _: None)
