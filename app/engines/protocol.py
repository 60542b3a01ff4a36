"""What crosses the pipe between the window's process and its two children: jobs one way, events and outcomes back."""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, ClassVar, Generic, TypeAlias, TypeVar

from app.domain.errors import Problem
from app.domain.language import Language
from app.domain.note import DraftNote, NoteSection
from app.domain.outcome import Outcome
from app.domain.transcript import Transcript, TranscriptSegment

R_co = TypeVar("R_co", covariant=True)


@dataclass(frozen=True, slots=True)
class ModelSpec:
    """Which weights a job wants. They stay loaded in the child until a job wants others."""

    id: str
    path: Path
    sha256: str


class Task(Generic[R_co]):
    """One piece of work for a child, as a value: the same task may be submitted again. `R_co` is what it yields."""

    __slots__: ClassVar[tuple[str, ...]] = ()


@dataclass(frozen=True, slots=True)
class LoadModel(Task[float]):
    """Load ahead of need. Yields the seconds that loading took, 0.0 when the model was loaded already."""

    model: ModelSpec


@dataclass(frozen=True, slots=True)
class DecodeJob(Task[float]):
    """Read a file of any format into PCM blocks (`AudioDecoded`). Yields the duration in seconds."""

    audio: Path


@dataclass(frozen=True, slots=True)
class TranscribeJob(Task[Transcript]):
    """`audio` is a file, or 16 kHz mono s16le PCM from the journal; `language` None means to be detected."""

    audio: Path | bytes = field(repr=False)
    language: Language | None
    model: ModelSpec


@dataclass(frozen=True, slots=True)
class DraftJob(Task[DraftNote]):
    """`section_ids` None means every section of the template."""

    transcript: Transcript = field(repr=False)
    template_id: str
    language: Language
    model: ModelSpec
    section_ids: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True)
class PrepareDraft(Task[float]):
    """Read what a draft of this kind begins with, ahead of need. Yields the seconds it took, loading included."""

    template_id: str
    written: Language
    spoken: Language
    model: ModelSpec


@dataclass(frozen=True, slots=True)
class AudioDecoded:
    """The next block of a recording: 16 kHz mono s16le PCM."""

    pcm: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class AudioDamaged:
    """Only a part of the file could be read; `problem` says how much. The work goes on with that part."""

    problem: Problem


@dataclass(frozen=True, slots=True)
class LanguageFound:
    language: Language
    confidence: float


@dataclass(frozen=True, slots=True)
class SegmentFound:
    segment: TranscriptSegment = field(repr=False)


@dataclass(frozen=True, slots=True)
class Progressed:
    done_s: float
    total_s: float


@dataclass(frozen=True, slots=True)
class TranscriptRead:
    tokens_done: int
    tokens_total: int


@dataclass(frozen=True, slots=True)
class SectionStarted:
    section_id: str
    title: str


@dataclass(frozen=True, slots=True)
class TextWritten:
    section_id: str
    piece: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class SectionFinished:
    section: NoteSection = field(repr=False)


SpeechEvent: TypeAlias = AudioDamaged | LanguageFound | SegmentFound | Progressed
DraftingEvent: TypeAlias = TranscriptRead | SectionStarted | TextWritten | SectionFinished
Event: TypeAlias = AudioDecoded | SpeechEvent | DraftingEvent

Report: TypeAlias = Callable[[Event], None]
ShouldStop: TypeAlias = Callable[[], bool]


@dataclass(frozen=True, slots=True)
class Start:
    """To the child, which works on one job at a time and answers with events and one Finished."""

    number: int
    task: Task[Any]


@dataclass(frozen=True, slots=True)
class Cancel:
    """To the child. The number keeps a late message from touching the next job."""

    number: int


@dataclass(frozen=True, slots=True)
class Finished:
    """From the child: the job's last message. `frames` says where an unexpected exception arose, never what it said."""

    outcome: Outcome[Any]
    frames: tuple[str, ...] = ()
