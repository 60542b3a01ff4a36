"""A section written anew as the clinician wishes: proposed, never kept by itself."""

from collections.abc import Callable
from pathlib import Path
from typing import TypeAlias

from app.domain.errors import InputError
from app.domain.outcome import Outcome
from app.domain.revision import RevisedSection, SectionWish
from app.engines.protocol import ReviseJob
from app.engines.supervisor import Engine, Job
from app.review.evidence.excerpt import excerpt_for
from app.services.drafting import drafting_model
from app.services.review import reviewer_of
from app.storage.vault import Vault

OnRevised: TypeAlias = Callable[[Outcome[RevisedSection]], None]


class Revising:
    def __init__(self, vault: Vault, engine: Engine, models_dir: Path) -> None:
        self._vault = vault
        self._engine = engine
        self._models_dir = models_dir

    def revise(self, encounter_id: str, template_id: str, wish: SectionWish, on_done: OnRevised) -> Job[RevisedSection]:
        """Nothing changes but what the caller does with the proposal.

        Raises InputError("wish_missing" | "draft_missing" | "transcript_missing") and ModelError("model_missing").
        """
        if not wish.words.strip():
            raise InputError("wish_missing")
        note = self._vault.documents.draft(encounter_id, template_id)
        if note is None:
            raise InputError("draft_missing")
        transcript = self._vault.transcripts.latest(encounter_id)
        if transcript is None:
            raise InputError("transcript_missing")
        missing = (omission.source for omission in note.omissions)
        excerpt = excerpt_for(wish.lines, wish.words, missing, transcript, reviewer_of(transcript).index)
        job = ReviseJob(excerpt, wish, note.language, drafting_model(self._models_dir))
        return self._engine.submit(job, lambda event: None, on_done)
