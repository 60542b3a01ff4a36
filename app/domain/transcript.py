"""What was heard: words, segments, and the transcript they make."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from enum import StrEnum

from app.domain.language import Language


class Speaker(StrEnum):
    CLINICIAN = "clinician"
    PATIENT = "patient"
    GUARDIAN = "guardian"
    NURSE = "nurse"
    UNKNOWN = "unknown"


# Below it, a guess who spoke is shown as a guess.
DOUBTFUL_SPEAKER = 0.8

# Of words to which Whisper gives less, two in five are wrong in plain English, three in four in accented Korean; of a
# recording that it understands, one segment in twenty is below it, of one that it does not, every second.
HARDLY_HEARD = 0.6
_MUCH_HARDLY_HEARD = 0.3


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
class Correction:
    """A name that the recogniser spelled as other words: what it heard, and what stands there instead."""

    heard: str
    written: str


@dataclass(frozen=True, slots=True)
class TranscriptSegment:
    """`speaker_confidence` is 1.0 for a speaker that somebody named, less for one that was guessed.

    `voice` numbers the voices of a recording from 1, as far as they could be told apart. `corrections` are already
    made in the text and the words.
    """

    id: str
    start_s: float
    end_s: float
    speaker: Speaker
    text: str
    confidence: float = 1.0
    words: tuple[Word, ...] = ()
    voice: int | None = None
    speaker_confidence: float = 1.0
    corrections: tuple[Correction, ...] = ()

    @property
    def is_speaker_doubtful(self) -> bool:
        return self.speaker_confidence < DOUBTFUL_SPEAKER

    def is_said_by_the_same(self, other: "TranscriptSegment") -> bool:
        """Whether both name the same speaker, and both surely or both not."""
        return (self.speaker, self.voice, self.is_speaker_doubtful) == (
            other.speaker,
            other.voice,
            other.is_speaker_doubtful,
        )

    @property
    def is_hardly_heard(self) -> bool:
        return self.confidence < HARDLY_HEARD

    def corrected(self, text: str, speaker: Speaker) -> "TranscriptSegment":
        """As a clinician says it was. Corrected words have no times of their own any more, and are certain."""
        return replace(
            self,
            text=text,
            speaker=speaker,
            words=self.words if text == self.text else (),
            confidence=self.confidence if text in (self.text, self._heard_text) else 1.0,
            speaker_confidence=self.speaker_confidence if speaker is self.speaker else 1.0,
            corrections=tuple(each for each in self.corrections if each.written in text),
        )

    def as_heard(self) -> "TranscriptSegment":
        """With every correction taken back."""
        return self.corrected(self._heard_text, self.speaker) if self.corrections else self

    @property
    def _heard_text(self) -> str:
        text = self.text
        for correction in self.corrections:
            text = text.replace(correction.written, correction.heard, 1)
        return text


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

    @property
    def hardly_heard_share(self) -> float:
        """How much of what was said, by letters, is in segments that the recogniser hardly understood: 0 to 1."""
        letters = sum(len(segment.text) for segment in self.segments)
        return sum(len(each.text) for each in self.segments if each.is_hardly_heard) / letters if letters else 0.0

    @property
    def is_hardly_heard(self) -> bool:
        """Whether so much was hardly understood that the whole of it must be held against the sound."""
        return self.hardly_heard_share >= _MUCH_HARDLY_HEARD

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

    def with_voice(self, segment_id: str, speaker: Speaker) -> "Transcript":
        """The next revision, in which everything said by the voice of that segment is by `speaker`.

        Whoever was guessed to be `speaker` is the other one then. Where voices could not be told apart, those of one
        speaker count as one voice. Raises KeyError when there is no such segment.
        """
        chosen = self.segment(segment_id)

        def relabelled(segment: TranscriptSegment) -> TranscriptSegment:
            if segment.voice == chosen.voice and (chosen.voice is not None or segment.speaker is chosen.speaker):
                return replace(segment, speaker=speaker, speaker_confidence=1.0)
            if segment.speaker is speaker and segment.speaker_confidence < 1.0:
                return replace(segment, speaker=chosen.speaker)
            return segment

        return replace(self, segments=tuple(map(relabelled, self.segments)))

    def with_texts(self, rewritten: Callable[[str], str]) -> "Transcript":
        """Every segment in other words; their single words stay as they were heard."""
        return replace(self, segments=tuple(replace(each, text=rewritten(each.text)) for each in self.segments))

    def followed_by(self, piece: "Transcript") -> "Transcript":
        """This and what was heard after it; `piece` counts its times and segments on from here.

        A segment that the piece tells again takes the place of the earlier one.
        """
        told = {segment.id: segment for segment in (*self.segments, *piece.segments)}
        return replace(
            piece,
            segments=tuple(told.values()),
            dropped=(*self.dropped, *piece.dropped),
            language_confidence=self.language_confidence,
        )


def numbered(segments: Iterable[TranscriptSegment]) -> tuple[TranscriptSegment, ...]:
    """The same with ids in their order."""
    return tuple(replace(segment, id=segment_id(index)) for index, segment in enumerate(segments))


def segment_id(index: int) -> str:
    """The id of the segment at a zero-based index: 0 -> "s0001"."""
    return f"s{index + 1:04d}"
