"""What crosses the pipe between the window's process and its two children: jobs one way, events and outcomes back."""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, ClassVar, Generic, TypeAlias, TypeVar

from app.domain.errors import Problem
from app.domain.language import Language
from app.domain.note import DraftNote, NoteSection
from app.domain.outcome import Outcome
from app.domain.revision import RevisedSection, SectionWish
from app.domain.template import NoteTemplate
from app.domain.transcript import Transcript, TranscriptSegment
from app.domain.vocabulary import NO_VOCABULARY, Vocabulary

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
class LoadVoices(Task[float]):
    """The same for the model that tells voices apart."""

    model: ModelSpec


@dataclass(frozen=True, slots=True)
class DecodeJob(Task[float]):
    """Read a file of any format into PCM blocks (`AudioDecoded`). Yields the duration in seconds."""

    audio: Path


@dataclass(frozen=True, slots=True)
class TranscribeJob(Task[Transcript]):
    """`audio` is a file, or 16 kHz s16le PCM from the journal, `channels` interleaved; `language` None: to be detected.

    Segments are found without their speakers; the transcript has them: guessed from the words where `voices` is None.
    """

    audio: Path | bytes = field(repr=False)
    language: Language | None
    model: ModelSpec
    voices: ModelSpec | None = None
    channels: int = 1
    vocabulary: Vocabulary = field(default=NO_VOCABULARY, repr=False)


@dataclass(frozen=True, slots=True)
class LiveJob(Task[float]):
    """Transcribe what is fed to the job while it is said, from `start_s` of the encounter on.

    Segments and voices are counted on from `segments_before` and `voices_before`; speakers are guessed from the words
    where `voices` is None. What is fed has so many `channels`, interleaved. Yields the second of the encounter up to
    which all was heard.
    """

    language: Language | None
    model: ModelSpec
    start_s: float = 0.0
    segments_before: int = 0
    voices: ModelSpec | None = None
    voices_before: int = 0
    channels: int = 1
    vocabulary: Vocabulary = field(default=NO_VOCABULARY, repr=False)


@dataclass(frozen=True, slots=True)
class DraftJob(Task[DraftNote]):
    """Yields the note with sources and flags. `section_ids` None means every section of the template."""

    transcript: Transcript = field(repr=False)
    template: NoteTemplate
    language: Language
    model: ModelSpec
    section_ids: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True)
class ReviseJob(Task[RevisedSection]):
    """Write a section anew: `wish` says what it holds now and what is wanted, `excerpt` is the talk it rests on."""

    excerpt: Transcript = field(repr=False)
    wish: SectionWish = field(repr=False)
    language: Language
    model: ModelSpec


@dataclass(frozen=True, slots=True)
class PrepareDraft(Task[float]):
    """Read what a draft of this kind begins with, ahead of need. Yields the seconds it took, loading included."""

    template: NoteTemplate
    written: Language
    spoken: Language
    model: ModelSpec


@dataclass(frozen=True, slots=True)
class DraftAhead(Task[tuple[NoteSection, ...]]):
    """Write what the rest of a visit should leave as it is, for the draft to come. Yields what the note holds so far.

    To be asked again with the transcript as it grows; what was written before is not written again. `to_the_end`
    waits until nothing was said for a while, and writes the visit as if it were over.
    """

    transcript: Transcript = field(repr=False)
    template: NoteTemplate
    language: Language
    model: ModelSpec
    to_the_end: bool = False


@dataclass(frozen=True, slots=True)
class AudioDecoded:
    """The next block of a recording: 16 kHz s16le PCM, channels interleaved; every block has as many."""

    pcm: bytes = field(repr=False)
    channels: int = 1


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
class PieceHeard:
    """What was said since the piece before, final. `duration_s` of the piece tells how far all has been heard."""

    piece: Transcript = field(repr=False)


@dataclass(frozen=True, slots=True)
class BeingSaid:
    """A first impression of a sentence that is not over, to be shown and not to be kept; empty when there is none."""

    text: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Progressed:
    done_s: float
    total_s: float


@dataclass(frozen=True, slots=True)
class TranscriptRead:
    tokens_done: int
    tokens_total: int


@dataclass(frozen=True, slots=True)
class LineBegun:
    title: str


@dataclass(frozen=True, slots=True)
class NoteGrown:
    sections: tuple[NoteSection, ...] = field(repr=False)


SpeechEvent: TypeAlias = AudioDamaged | LanguageFound | SegmentFound | PieceHeard | BeingSaid | Progressed
DraftingEvent: TypeAlias = TranscriptRead | LineBegun | NoteGrown
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
class AudioFed:
    """To the child: the next sound for its job, 16 kHz s16le; None after the last."""

    pcm: bytes | None = field(repr=False)


@dataclass(frozen=True, slots=True)
class Finished:
    """From the child: the job's last message. `frames` says where an unexpected exception arose, never what it said."""

    outcome: Outcome[Any]
    frames: tuple[str, ...] = ()
