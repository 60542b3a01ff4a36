"""From what the recogniser heard to the lines of a transcript: sentences that were said, and inventions left out."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from app.domain.language import Language
from app.domain.transcript import DroppedText, DropReason, Speaker, TranscriptSegment, Word, segment_id
from app.domain.vocabulary import NO_VOCABULARY, Vocabulary
from app.speech.inventions import Evidence, first_loop, invention_in, mean_confidence, without_lost_letters
from app.speech.listener import TranscriptionListener
from app.speech.misheard import put_right
from app.speech.segmenter import Chunk, VoiceSpan, sentences_of


@dataclass(frozen=True, slots=True)
class Heard:
    """What the decoder made of one chunk. Word times are those of the recording."""

    chunk: Chunk
    words: tuple[Word, ...]
    log_probability: float
    no_speech_probability: float

    def with_words_of(self, parts: Iterable["Heard"]) -> "Heard":
        """The same with the words of parts that were heard again."""
        words = sorted((*self.words, *(word for part in parts for word in part.words)), key=lambda word: word.start_s)
        return replace(self, words=tuple(words))


class TranscriptBuilder:
    """Takes chunks in the order of the recording and tells the listener of each segment at once."""

    def __init__(
        self,
        language: Language,
        listener: TranscriptionListener,
        total_s: float,
        segments_before: int = 0,
        vocabulary: Vocabulary = NO_VOCABULARY,
    ) -> None:
        """Segments are counted on from those that were found before."""
        self._vocabulary = vocabulary
        self._language = language
        self._listener = listener
        self._total_s = total_s
        self._segments_before = segments_before
        self._segments: list[TranscriptSegment] = []
        self._dropped: list[DroppedText] = []

    @property
    def segments(self) -> tuple[TranscriptSegment, ...]:
        return tuple(self._segments)

    @property
    def dropped(self) -> tuple[DroppedText, ...]:
        return tuple(self._dropped)

    def add(self, heard: Heard) -> None:
        voice = heard.chunk.voice
        for sentence in sentences_of(self._without_loops(without_lost_letters(heard.words)), voice):
            start_s, end_s = sentence[0].start_s, sentence[-1].end_s
            evidence = Evidence(heard.log_probability, heard.no_speech_probability, _voice_share(start_s, end_s, voice))
            reason = invention_in(sentence, evidence)
            if reason is None:
                self._keep(sentence)
            else:
                self._drop(sentence, reason)
        self._listener.progressed(min(heard.chunk.end_s, self._total_s), self._total_s)

    def _without_loops(self, words: tuple[Word, ...]) -> tuple[Word, ...]:
        while loop := first_loop(words):
            first, last = loop
            self._drop(words[first:last], DropReason.LOOP)
            words = words[:first] + words[last:]
        return words

    def _keep(self, heard: Sequence[Word]) -> None:
        words, corrections = put_right(heard, self._language, self._vocabulary)
        segment = TranscriptSegment(
            id=segment_id(self._segments_before + len(self._segments)),
            start_s=words[0].start_s,
            end_s=words[-1].end_s,
            speaker=Speaker.UNKNOWN,
            text=_text_of(words),
            confidence=round(mean_confidence(words), 3),
            words=words,
            corrections=corrections,
        )
        self._segments.append(segment)
        self._listener.segment_found(segment)

    def _drop(self, words: Sequence[Word], reason: DropReason) -> None:
        self._dropped.append(DroppedText(words[0].start_s, words[-1].end_s, _text_of(words), reason))


def _text_of(words: Sequence[Word]) -> str:
    return " ".join(word.text for word in words)


def _voice_share(start_s: float, end_s: float, voice: Sequence[VoiceSpan]) -> float:
    if end_s <= start_s:
        return 1.0 if any(span.start_s <= start_s <= span.end_s for span in voice) else 0.0
    return sum(span.overlap_s(start_s, end_s) for span in voice) / (end_s - start_s)
