"""From a transcript to a draft that is checked and kept."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import TypeAlias

from app.domain.encounter import EncounterState
from app.domain.errors import InputError, ModelError
from app.domain.language import Language
from app.domain.note import DraftNote, NoteSection
from app.domain.outcome import Completed, Outcome
from app.domain.template import NoteTemplate
from app.domain.transcript import Transcript
from app.drafting.listener import DraftingListener
from app.engines.protocol import (
    DraftAhead,
    DraftJob,
    Event,
    LineBegun,
    ModelSpec,
    NoteGrown,
    PrepareDraft,
    TranscriptRead,
)
from app.engines.supervisor import Engine, Job
from app.review.learning.style import with_style
from app.review.learning.tuning import with_lowered_flags
from app.review.safety.flags import with_safety_flags
from app.services.charts import chart_of
from app.services.models import find_model
from app.services.review import reviewer_of
from app.services.template_library import template_of
from app.storage.vault import Vault

OnDone: TypeAlias = Callable[[Outcome[DraftNote]], None]
OnGrown: TypeAlias = Callable[[tuple[NoteSection, ...]], None]


class Drafting:
    def __init__(self, vault: Vault, engine: Engine, models_dir: Path, actor: str) -> None:
        self._vault = vault
        self._engine = engine
        self._models_dir = models_dir
        self._actor = actor
        self._preparation: Job[float] | None = None
        self._ahead: DraftingAhead | None = None

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
        if self._ahead is not None:
            self._ahead.end()

        def keep(note: DraftNote) -> DraftNote:
            # The record stays in this process; what it adds to the review takes a few milliseconds.
            chart = chart_of(self._vault, encounter_id)
            as_written = with_lowered_flags(with_safety_flags(note, chart), chart.lowered)
            styled = with_style(as_written, self._vault.tuning.get().style)
            if styled.style:
                styled = reviewer_of(transcript).review(styled, chart)
            self._keep(encounter_id, styled, as_written)
            return styled

        template = template_of(self._vault, template_id)
        return draft_transcript(
            self._engine, self._models_dir, transcript, template, language, listener, on_done, keep=keep
        )

    def prepare(self, template_id: str, written: Language, spoken: Language) -> None:
        """Use idle time to make the first word of the next draft come sooner. What goes wrong, the draft will say."""
        with suppress(ModelError):
            self._preparation = prepare_draft(
                self._engine,
                self._models_dir,
                template_of(self._vault, template_id),
                written,
                spoken,
                lambda outcome: None,
            )

    def ahead(self, template_id: str, language: Language, on_grown: OnGrown) -> "DraftingAhead":
        """`on_grown` gets what the note holds so far, each time some more is written.

        Raises InputError("template_unknown") and ModelError("model_missing").
        """
        self._ahead = DraftingAhead(
            self._engine, drafting_model(self._models_dir), template_of(self._vault, template_id), language, on_grown
        )
        return self._ahead

    def _keep(self, encounter_id: str, note: DraftNote, as_written: DraftNote) -> None:
        with self._vault.transaction():
            encounter = self._vault.encounters.get(encounter_id)
            self._vault.documents.save_draft(encounter_id, note, ai=True, as_written=as_written)
            self._vault.encounters.update(replace(encounter, state=EncounterState.DRAFTED))
            statements = list(note.statements())
            detail = f"{note.template} statements={len(statements)} blocks={len(note.open_blocks())}"
            self._vault.audit_log.append(self._actor, "draft_saved", encounter_id, detail)


class DraftingAhead:
    """Writes while people still talk, so that at Stop only the end of the visit is left; for one visit and document.

    What is written stays with the engine, for the draft of the whole visit. When nothing new was said meanwhile, the
    end of the visit is written too, as it is by then; that gives way to whatever comes.
    """

    def __init__(
        self, engine: Engine, model: ModelSpec, template: NoteTemplate, language: Language, on_grown: OnGrown
    ) -> None:
        self._engine = engine
        self._model = model
        self._template = template
        self._language = language
        self._on_grown = on_grown
        self._sections: tuple[NoteSection, ...] = ()
        self._newest: Transcript | None = None
        self._writing: DraftAhead | None = None
        self._gave_way = False
        self._job: Job[tuple[NoteSection, ...]] | None = None

    def follow(self, transcript: Transcript) -> None:
        """The visit so far. Of several that come while the model writes, it goes on with the newest."""
        if transcript.is_empty:
            return
        self._newest = transcript
        if self._writing is None:
            self._write(DraftAhead(transcript, self._template, self._language, self._model))
        else:
            self._leave_the_end()

    def end(self) -> None:
        """Write nothing any more but what is sure to be a part of the draft."""
        self._newest = None
        self._leave_the_end()

    def _leave_the_end(self) -> None:
        if self._job is not None and self._writing is not None and self._writing.to_the_end:
            self._gave_way = True
            self._job.give_way()

    def _write(self, task: DraftAhead) -> None:
        self._writing, self._gave_way = task, False
        self._job = self._engine.submit(task, lambda event: None, self._on_written)

    def _on_written(self, outcome: Outcome[tuple[NoteSection, ...]]) -> None:
        written, self._writing, self._job = self._writing, None, None
        assert written is not None
        if isinstance(outcome, Completed) and outcome.value != self._sections:
            self._sections = outcome.value
            self._on_grown(outcome.value)
        # What goes wrong here goes wrong in the draft too, and is told there.
        if self._newest is None or not (isinstance(outcome, Completed) or self._gave_way):
            return
        if self._newest is not written.transcript:
            self._write(DraftAhead(self._newest, self._template, self._language, self._model))
        elif not written.to_the_end:
            self._write(replace(written, to_the_end=True))


def draft_transcript(
    engine: Engine,
    models_dir: Path,
    transcript: Transcript,
    template: NoteTemplate,
    language: Language,
    listener: DraftingListener,
    on_done: OnDone,
    *,
    model_id: str | None = None,
    keep: Callable[[DraftNote], DraftNote] = lambda note: note,
) -> Job[DraftNote]:
    """Draft and review a transcript. `keep` runs on the engine's thread, before `on_done`.

    Raises InputError("transcript_empty") and ModelError("model_missing") at once.
    """
    if transcript.is_empty:
        raise InputError("transcript_empty")
    return engine.submit(
        DraftJob(transcript, template, language, drafting_model(models_dir, model_id)),
        lambda event: tell_listener(listener, event),
        on_done,
        on_result=keep,
    )


def prepare_draft(
    engine: Engine,
    models_dir: Path,
    template: NoteTemplate,
    written: Language,
    spoken: Language,
    on_done: Callable[[Outcome[float]], None],
    *,
    model_id: str | None = None,
) -> Job[float]:
    """Load the model and read what such a draft begins with, ahead of need: half a minute on two cores.

    Yields the seconds it took. Raises ModelError("model_missing") at once.
    """
    task = PrepareDraft(template, written, spoken, drafting_model(models_dir, model_id))
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
        case LineBegun(title):
            listener.line_begun(title)
        case NoteGrown(sections):
            listener.note_grown(sections)
