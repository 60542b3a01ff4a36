"""What the drafting child does: writes notes from transcripts, and gives way to speech."""

import os
import time
from multiprocessing.connection import Connection
from typing import TYPE_CHECKING, Any

from app.domain.errors import JobCancelled
from app.domain.note import DraftNote, NoteSection
from app.domain.revision import RevisedSection
from app.engines.protocol import (
    DraftAhead,
    DraftJob,
    LineBegun,
    LoadModel,
    ModelSpec,
    NoteGrown,
    PrepareDraft,
    Report,
    ReviseJob,
    ShouldStop,
    Task,
    TranscriptRead,
)
from app.engines.worker import serve

if TYPE_CHECKING:
    from app.drafting.drafter import Drafter
    from app.drafting.llama import LlamaModel
    from app.drafting.memory import StretchMemory

LOWER_PRIORITY = 5

PAUSE_S = 6.0
"""Nothing new for so long is a pause: while people talk, something becomes final every five seconds or so, and what is
written of an end that is not the end is written in vain. A full one is likely to stay, and is not waited for."""

_POLL_S = 0.05

OPENINGS = "openings"
"""The folder, beside the model, of what it computed for the openings of prompts."""


def run(connection: Connection) -> None:
    """The child's entry point."""
    if hasattr(os, "nice"):
        os.nice(LOWER_PRIORITY)
    serve(connection, DraftingWork())


class DraftingWork:
    """Keeps one model loaded from job to job, with what it has read, and what it wrote for the visit at hand."""

    def __init__(self) -> None:
        self._spec: ModelSpec | None = None
        self._model: LlamaModel | None = None
        self._memory: StretchMemory | None = None

    def __call__(self, task: Task[Any], report: Report, should_stop: ShouldStop) -> object:
        match task:
            case LoadModel(model):
                return self._load(model)
            case PrepareDraft():
                return self._prepare(task, should_stop)
            case DraftAhead():
                return self._draft_ahead(task, should_stop)
            case DraftJob():
                return self._draft(task, report, should_stop)
            case ReviseJob():
                return self._revise(task, should_stop)
        raise TypeError(f"no work for the drafting engine: {type(task).__name__}")

    def _prepare(self, task: PrepareDraft, should_stop: ShouldStop) -> float:
        started = time.perf_counter()
        drafter = self._drafter(task.model)
        drafter.prepare(task.template, task.written, task.spoken, should_stop)
        return time.perf_counter() - started

    def _draft_ahead(self, task: DraftAhead, should_stop: ShouldStop) -> tuple[NoteSection, ...]:
        drafter = self._drafter(task.model)
        if task.to_the_end and not drafter.end_is_full(task.transcript):
            _wait_for_a_pause(should_stop)
        return drafter.draft_ahead(
            task.transcript, task.template, task.language, should_stop, to_the_end=task.to_the_end
        )

    def _draft(self, job: DraftJob, report: Report, should_stop: ShouldStop) -> DraftNote:
        from app.review.checks import review_note

        note = self._drafter(job.model).draft(
            job.transcript,
            job.template,
            job.language,
            _Listener(report),
            should_stop,
            section_ids=job.section_ids,
        )
        # Here, and not where the note is kept: beside the window's thread it would take the interpreter from it.
        return review_note(note, job.transcript)

    def _revise(self, job: ReviseJob, should_stop: ShouldStop) -> RevisedSection:
        from app.drafting.openings import OpeningStore
        from app.drafting.reviser import Reviser
        from app.review.line_guard import LineGuard
        from app.review.reading.digits import with_digits

        self._load(job.model)
        assert self._model is not None
        reviser = Reviser(self._model, LineGuard, with_digits, OpeningStore(job.model.path.parent / OPENINGS))
        return reviser.revise(job.excerpt, job.wish, job.language, should_stop)

    def _drafter(self, model: ModelSpec) -> "Drafter":
        from app.drafting.drafter import Drafter
        from app.drafting.openings import OpeningStore
        from app.review.line_guard import LineGuard
        from app.review.reading.digits import with_digits

        load_s = self._load(model)
        assert self._model is not None
        openings = OpeningStore(model.path.parent / OPENINGS)
        return Drafter(self._model, LineGuard, with_digits, memory=self._memory, openings=openings, load_s=load_s)

    def _load(self, model: ModelSpec) -> float:
        """Returns the seconds that it took, 0.0 when the model was loaded already."""
        # Imported here, so that the parent, which imports this module for `run`, never loads native engines.
        from app.drafting.llama import LlamaModel
        from app.drafting.memory import StretchMemory

        if model == self._spec:
            return 0.0
        started = time.perf_counter()
        if self._model is not None:
            # The old model goes before the new one comes: both may not fit into memory.
            self._model.close()
            self._model = self._spec = self._memory = None
        self._model = LlamaModel(model.path, model_id=model.id, model_sha256=model.sha256)
        self._memory = StretchMemory()
        self._spec = model
        return time.perf_counter() - started


def _wait_for_a_pause(should_stop: ShouldStop) -> None:
    """Raises JobCancelled when something comes before the pause is long enough."""
    ends_at = time.monotonic() + PAUSE_S
    while time.monotonic() < ends_at:
        if should_stop():
            raise JobCancelled
        time.sleep(_POLL_S)


class _Listener:
    """Sends what the drafter does as events."""

    def __init__(self, report: Report) -> None:
        self._report = report

    def transcript_read(self, tokens_done: int, tokens_total: int) -> None:
        self._report(TranscriptRead(tokens_done, tokens_total))

    def line_begun(self, title: str) -> None:
        self._report(LineBegun(title))

    def note_grown(self, sections: tuple[NoteSection, ...]) -> None:
        self._report(NoteGrown(sections))
