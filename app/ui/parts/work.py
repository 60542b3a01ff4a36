"""Work in progress on an encounter: what has come so far, how far it is, and how it ended.

It outlives the view: another encounter may be opened meanwhile, and the work is shown again on return.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Protocol

from PySide6.QtCore import QObject, Signal

from app.domain.language import Language
from app.domain.note import NoteSection
from app.domain.outcome import Outcome
from app.domain.template import NoteTemplate
from app.domain.transcript import Transcript, TranscriptSegment
from app.ui.parts.names import clock, language_name

_ESTIMATE_AFTER_S = 2.0


class Cancellable(Protocol):
    def cancel(self) -> None: ...


@dataclass(frozen=True, slots=True)
class _Step:
    share: float
    at: float


class Work(QObject):
    """Signals: advanced(), ended(Outcome)."""

    advanced = Signal()
    ended = Signal(object)

    def __init__(self, encounter_id: str) -> None:
        super().__init__()
        self.encounter_id = encounter_id
        self.is_cancelling = False
        self._job: Cancellable | None = None
        self._first_step: _Step | None = None
        self._last_step: _Step | None = None

    def follow(self, start: Callable[[], Cancellable]) -> None:
        self._job = start()

    def cancel(self) -> None:
        if self._job is not None and not self.is_cancelling:
            self.is_cancelling = True
            self.advanced.emit()
            self._job.cancel()

    def on_done(self, outcome: Outcome[object]) -> None:
        self.ended.emit(outcome)

    def name(self) -> str:
        """What it is in a word or two, for a list."""
        raise NotImplementedError

    @property
    def icon_name(self) -> str:
        raise NotImplementedError

    def doing(self) -> str:
        """What is being done, in the user's words."""
        raise NotImplementedError

    def share(self) -> float | None:
        """How much is done, 0 to 1; None while that is not known."""
        raise NotImplementedError

    def remaining_s(self) -> float | None:
        """An estimate from the pace between the first step and the last, so that loading a model does not count in it.

        None before there is a pace, and once the estimate proves too short.
        """
        share, now = self.share(), time.monotonic()
        if share is None:
            return None
        if self._first_step is None:
            self._first_step = _Step(share, now)
        if self._last_step is None or self._last_step.share != share:
            self._last_step = _Step(share, now)
        elapsed_s = self._last_step.at - self._first_step.at
        done = self._last_step.share - self._first_step.share
        if done <= 0 or elapsed_s < _ESTIMATE_AFTER_S:
            return None
        remaining_s = elapsed_s * (1 - share) / done - (now - self._last_step.at)
        return remaining_s if remaining_s > 0 else None


class Transcribing(Work):
    """A TranscriptionListener.

    Signals: segment_arrived(TranscriptSegment), segment_changed(TranscriptSegment), sentence_grown(text) while one is
    being said, and note_grown() when more is written of the note that is drafted meanwhile.
    """

    segment_arrived = Signal(object)
    segment_changed = Signal(object)
    sentence_grown = Signal(str)
    note_grown = Signal()

    def __init__(self, encounter_id: str, language: Language | None = None) -> None:
        """`language` None means that the recogniser will find it."""
        super().__init__(encounter_id)
        self.segments: list[TranscriptSegment] = []
        self._places: dict[str, int] = {}
        # While it is recorded, the recorder tells how far it is.
        self.is_being_recorded = False
        self.is_drafted_meanwhile = False
        self._language = language
        self._growing: dict[str, tuple[NoteSection, ...]] = {}
        self._done_s = 0.0
        self._total_s = 0.0

    def language_found(self, language: Language, confidence: float) -> None:
        self._language = language
        self.advanced.emit()

    def segment_found(self, segment: TranscriptSegment) -> None:
        if segment.id in self._places:
            self.segments[self._places[segment.id]] = segment
            self.segment_changed.emit(segment)
        else:
            self._places[segment.id] = len(self.segments)
            self.segments.append(segment)
            self.segment_arrived.emit(segment)

    def being_said(self, text: str) -> None:
        self.sentence_grown.emit(text)

    def progressed(self, done_s: float, total_s: float) -> None:
        self._done_s, self._total_s = done_s, total_s
        self.advanced.emit()

    def note_has_grown(self, template_id: str, sections: tuple[NoteSection, ...]) -> None:
        self._growing[template_id] = sections
        self.note_grown.emit()

    def note_so_far(self, template_id: str) -> tuple[NoteSection, ...]:
        """What is written of a document while people still talk."""
        return self._growing.get(template_id, ())

    def so_far(self) -> Transcript | None:
        """None while nobody knows the language."""
        return Transcript(self._language, self._done_s, tuple(self.segments)) if self._language else None

    def name(self) -> str:
        return self.tr("Recording") if self.is_being_recorded else self.tr("Being transcribed")

    @property
    def icon_name(self) -> str:
        return "record" if self.is_being_recorded else "state_transcribed"

    def doing(self) -> str:
        if not self._total_s:
            return self.tr("Reading the recording, loading the speech model…")
        doing = self.tr("Transcribing: {done} of {total}").format(done=clock(self._done_s), total=clock(self._total_s))
        return f"{doing} · {language_name(self._language)}" if self._language else doing

    def share(self) -> float | None:
        return min(1.0, self._done_s / self._total_s) if self._total_s else None


class Drafting(Work):
    """A DraftingListener. Signal: grown() when more of the note stands."""

    grown = Signal()

    def __init__(self, encounter_id: str, template: NoteTemplate, written: tuple[NoteSection, ...] = ()) -> None:
        """`written`: what is on the screen of it already."""
        super().__init__(encounter_id)
        self.template = template
        self.sections = written
        self._writing = ""
        self._tokens_done = 0
        self._tokens_total = 0

    def transcript_read(self, tokens_done: int, tokens_total: int) -> None:
        """The transcript is read and written up stretch by stretch; so many tokens are behind."""
        self._tokens_done, self._tokens_total = tokens_done, tokens_total
        self.advanced.emit()

    def line_begun(self, title: str) -> None:
        if not self._writing:
            # Before the first word it has read what every draft begins with; that says nothing of the pace.
            self._first_step = None
        if title != self._writing:
            self._writing = title
            self.advanced.emit()

    def note_grown(self, sections: tuple[NoteSection, ...]) -> None:
        """What stands on the screen stays there until as much is written again."""
        if sum(len(each.statements) for each in sections) >= sum(len(each.statements) for each in self.sections):
            self.sections = sections
            self.grown.emit()

    def name(self) -> str:
        return self.tr("Being written")

    @property
    def icon_name(self) -> str:
        return "draft"

    def doing(self) -> str:
        share = self.share()
        if not self._tokens_total:
            return self.tr("Preparing the language model…")
        if not self._writing:
            return self.tr("Reading the transcript…")
        if not share:
            return self.tr("Writing: {section}").format(section=self._writing)
        return self.tr("Writing: {section} · {share} % of the transcript is written up").format(
            section=self._writing, share=round(100 * share)
        )

    def share(self) -> float | None:
        """In steps of a stretch, about a minute of talk."""
        return self._tokens_done / self._tokens_total if self._tokens_total else None


@dataclass(slots=True)
class RunningWork:
    """At most one piece of work for each encounter."""

    by_encounter: dict[str, Work] = field(default_factory=dict)

    def add(self, work: Work) -> None:
        self.by_encounter[work.encounter_id] = work

    def remove(self, work: Work) -> None:
        self.by_encounter.pop(work.encounter_id, None)

    def of(self, encounter_id: str) -> Work | None:
        return self.by_encounter.get(encounter_id)

    def is_running(self) -> bool:
        return bool(self.by_encounter)

    def cancel_all(self) -> None:
        for work in list(self.by_encounter.values()):
            work.cancel()
