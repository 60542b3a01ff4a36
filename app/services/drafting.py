"""From a transcript to a draft that is checked and kept."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import TypeAlias

from app.domain.encounter import EncounterState
from app.domain.errors import InputError, ModelError
from app.domain.language import Language
from app.domain.note import DraftNote
from app.domain.outcome import Completed, Outcome
from app.domain.transcript import Transcript
from app.drafting.listener import DraftingListener
from app.drafting.templates import load_template
from app.engines.protocol import (
    DraftAhead,
    DraftJob,
    Event,
    ModelSpec,
    PrepareDraft,
    SectionFinished,
    SectionStarted,
    TextWritten,
    TranscriptRead,
)
from app.engines.supervisor import Engine, Job
from app.services.models import find_model
from app.storage.vault import Vault

OnDone: TypeAlias = Callable[[Outcome[DraftNote]], None]


class Drafting:
    def __init__(self, vault: Vault, engine: Engine, models_dir: Path, actor: str) -> None:
        self._vault = vault
        self._engine = engine
        self._models_dir = models_dir
        self._actor = actor
        self._preparation: Job[float] | None = None

    def draft(
        self,
        encounter_id: str,
        template_id: str,
        language: Language,
        listener: DraftingListener,
        on_done: OnDone,
    ) -> Job[DraftNote]:
        """Write the note anew; it becomes the encounter's current draft of that template when it is whole.

        Raises InputError("transcript_missing" | "template_unknown") and ModelError("model_missing") at once.
        """
        transcript = self._vault.transcripts.latest(encounter_id)
        if transcript is None:
            raise InputError("transcript_missing")

        if self._preparation is not None:
            # What it has read stays read, if this draft begins with the same; and a model that is loading is needed.
            self._preparation.give_way()

        def keep(note: DraftNote) -> DraftNote:
            self._keep(encounter_id, note)
            return note

        return draft_transcript(
            self._engine, self._models_dir, transcript, template_id, language, listener, on_done, keep=keep
        )

    def prepare(self, template_id: str, written: Language, spoken: Language) -> None:
        """Use idle time to make the first word of the next draft come sooner. What goes wrong, the draft will say."""
        with suppress(ModelError):
            self._preparation = prepare_draft(
                self._engine, self._models_dir, template_id, written, spoken, lambda outcome: None
            )

    def ahead(self, template_id: str, language: Language, listener: DraftingListener) -> "DraftingAhead":
        """Raises InputError("template_unknown") and ModelError("model_missing")."""
        return DraftingAhead(self._engine, self._models_dir, template_id, language, listener)

    def _keep(self, encounter_id: str, note: DraftNote) -> None:
        with self._vault.transaction():
            encounter = self._vault.encounters.get(encounter_id)
            self._vault.documents.save_draft(encounter_id, note, ai=True)
            self._vault.encounters.update(replace(encounter, state=EncounterState.DRAFTED))
            statements = list(note.statements())
            detail = f"{note.template} statements={len(statements)} blocks={len(note.open_blocks())}"
            self._vault.audit_log.append(self._actor, "draft_saved", encounter_id, detail)


class DraftingAhead:
    """Writes while people still talk, so that at Stop only the end of the visit is left; for one visit and document.

    What is written stays with the engine, for the draft of the whole visit. Nothing is cancelled when that is asked
    for: all that is under way is a part of it.
    """

    def __init__(
        self, engine: Engine, models_dir: Path, template_id: str, language: Language, listener: DraftingListener
    ) -> None:
        """`listener` hears all that is settled, from the start, each time some more is.

        Raises InputError("template_unknown") and ModelError("model_missing").
        """
        load_template(template_id)
        self._engine = engine
        self._model = drafting_model(models_dir)
        self._template_id = template_id
        self._language = language
        self._listener = listener
        self._newest: Transcript | None = None
        self._is_writing = False

    def follow(self, transcript: Transcript) -> None:
        """The visit so far. Of several that come while the model writes, it goes on with the newest."""
        self._newest = transcript
        if not self._is_writing:
            self._write()

    def _write(self) -> None:
        if self._newest is None or self._newest.is_empty:
            return
        task = DraftAhead(self._newest, self._template_id, self._language, self._model)
        self._newest = None
        self._is_writing = True
        self._engine.submit(task, lambda event: tell_listener(self._listener, event), self._on_written)

    def _on_written(self, outcome: Outcome[float]) -> None:
        self._is_writing = False
        # What goes wrong here goes wrong in the draft too, and is told there.
        if isinstance(outcome, Completed):
            self._write()


def draft_transcript(
    engine: Engine,
    models_dir: Path,
    transcript: Transcript,
    template_id: str,
    language: Language,
    listener: DraftingListener,
    on_done: OnDone,
    *,
    model_id: str | None = None,
    keep: Callable[[DraftNote], DraftNote] = lambda note: note,
) -> Job[DraftNote]:
    """Draft and review a transcript. `keep` runs on the engine's thread, before `on_done`.

    Raises InputError("transcript_empty" | "template_unknown") and ModelError("model_missing") at once.
    """
    if transcript.is_empty:
        raise InputError("transcript_empty")
    load_template(template_id)
    return engine.submit(
        DraftJob(transcript, template_id, language, drafting_model(models_dir, model_id)),
        lambda event: tell_listener(listener, event),
        on_done,
        on_result=keep,
    )


def prepare_draft(
    engine: Engine,
    models_dir: Path,
    template_id: str,
    written: Language,
    spoken: Language,
    on_done: Callable[[Outcome[float]], None],
    *,
    model_id: str | None = None,
) -> Job[float]:
    """Load the model and read what such a draft begins with, ahead of need: half a minute on two cores.

    Yields the seconds it took. Raises InputError("template_unknown") and ModelError("model_missing") at once.
    """
    load_template(template_id)
    task = PrepareDraft(template_id, written, spoken, drafting_model(models_dir, model_id))
    return engine.submit(task, lambda event: None, on_done)


def drafting_model(models_dir: Path, model_id: str | None = None) -> ModelSpec:
    """Raises ModelError("model_missing")."""
    model = find_model("drafting", models_dir, model_id)
    return ModelSpec(model.id, model.path, model.sha256)


def tell_listener(listener: DraftingListener, event: Event) -> None:
    """What the drafting engine reports, in the listener's own calls."""
    match event:
        case TranscriptRead(tokens_done, tokens_total):
            listener.transcript_read(tokens_done, tokens_total)
        case SectionStarted(section_id, title):
            listener.section_started(section_id, title)
        case TextWritten(section_id, piece):
            listener.text_written(section_id, piece)
        case SectionFinished(section):
            listener.section_finished(section)
