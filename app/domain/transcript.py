"""What was heard: words, segments, and the transcript they make."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum

from app.domain.language import Language


class Speaker(StrEnum):
    CLINICIAN = "clinician"
    PATIENT = "patient"
    GUARDIAN = "guardian"
    NURSE = "nurse"
    UNKNOWN = "unknown"


class DropReason(StrEnum):
    """Why words that the recogniser wrote are not shown as speech."""

    LOOP = "loop"
    NON_SPEECH = "non_speech"
    STOCK_PHRASE = "stock_phrase"
    LOW_CONFIDENCE = "low_confidence"


@dataclass(frozen=True, slots=True)
class Word:
    start_s: float
    end_s: float
    text: str
    confidence: float


@dataclass(frozen=True, slots=True)
class TranscriptSegment:
    id: str
    start_s: float
    end_s: float
    speaker: Speaker
    text: str
    confidence: float = 1.0
    words: tuple[Word, ...] = ()


@dataclass(frozen=True, slots=True)
class DroppedText:
    """Words that the recogniser invented; kept so that the clinician can see what was left out, and why."""

    start_s: float
    end_s: float
    text: str
    reason: DropReason


@dataclass(frozen=True, slots=True)
class ModelReference:
    """Which weights did the work."""

    id: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Transcript:
    """`language_confidence` is None when the user chose the language."""

    language: Language
    duration_s: float
    segments: tuple[TranscriptSegment, ...]
    model: ModelReference | None = None
    language_confidence: float | None = None
    dropped: tuple[DroppedText, ...] = ()

    @property
    def is_empty(self) -> bool:
        return not any(segment.text.strip() for segment in self.segments)

    @property
    def text(self) -> str:
        return "\n".join(segment.text for segment in self.segments)

    def segment(self, segment_id: str) -> TranscriptSegment:
        """Raises KeyError when there is no such segment."""
        for segment in self.segments:
            if segment.id == segment_id:
                return segment
        raise KeyError(segment_id)

    def with_segment(self, changed: TranscriptSegment) -> "Transcript":
        """The next revision, with the segment of the same id replaced."""
        self.segment(changed.id)
        segments = tuple(changed if segment.id == changed.id else segment for segment in self.segments)
        return replace(self, segments=segments)

    def with_segments(self, more: Iterable[TranscriptSegment]) -> "Transcript":
        return replace(self, segments=(*self.segments, *more))


def segment_id(index: int) -> str:
    """The id of the segment at a zero-based index: 0 -> "s0001"."""
    return f"s{index + 1:04d}"
