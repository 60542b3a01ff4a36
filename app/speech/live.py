"""Transcribes while people speak: cuts what comes in at pauses, and makes each piece final once and for all."""

import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from app.domain.errors import JobCancelled
from app.domain.language import Language
from app.domain.transcript import DroppedText, ModelReference, Transcript, TranscriptSegment, Word
from app.domain.vocabulary import NO_VOCABULARY, Vocabulary
from app.speech.audio import SAMPLE_RATE_HZ
from app.speech.context import Context, Spoken
from app.speech.segmenter import Chunk, Stretch, VoiceSpan, chunks_of
from app.speech.transcript_builder import Heard, TranscriptBuilder
from app.speech.voice_activity import VoiceDetector, VoiceFollower
from app.speech.voice_book import VoiceBook

Samples = NDArray[np.float32]
TakeAudio = Callable[[float], bytes | None]
"""Waits at most so many seconds for sound: 16 kHz mono s16le, empty when none came, None after the last."""
ShouldStop = Callable[[], bool]

# A piece ends when nobody has spoken for so long …
_TURN_PAUSE_S = 0.7
# … or at the longest pause so far, once so much was said (seconds) that a pause so long (seconds) will do.
_CUTS = ((4.0, 0.45), (8.0, 0.3), (14.0, 0.0))
# So certain must the recogniser be of the language; after a few words more than after a few sentences.
_CERTAIN_AT_ONCE, _CERTAIN_LATER = 0.9, 0.7
_FEW_WORDS_S = 4.0
# Where a piece ends is looked for so often (samples, a tenth of a second). Looked for a second at a time, as sound
# comes from the journal, short answers were heard with the next question, and 14 words more of 1 500 went wrong.
_STEP = SAMPLE_RATE_HZ // 10
# Who has so much to hear at once (seconds) is behind, and catches up by longer pieces.
_BEHIND_S = 4.0
_KEPT_SILENCE_S = 1.0
_WAIT_S = 0.1
# A machine that hears a piece so fast (seconds) has time to listen to a sentence that is not over: so often, and to
# so much of it (seconds). On a slower one that would delay what is final, and the note.
_QUICK_S = 0.7
_IMPRESSION_EVERY_S = 1.5
_LONGEST_IMPRESSION_S = 10.0
# More sound at once (seconds) than comes in between two looks: it has waited.
_BACKLOG_S = 1.0
_PEAK = np.float32(32768)


class Recogniser(Protocol):
    @property
    def reference(self) -> ModelReference: ...

    def hear_on(
        self, before: Sequence[Spoken], samples: Samples, language: Language, chunk: Chunk
    ) -> tuple[list[Heard], Spoken | None]: ...

    def hear_roughly(self, samples: Samples, language: Language, chunk: Chunk) -> str: ...

    def language_of(self, samples: Samples, chunks: Sequence[Chunk]) -> tuple[Language, float]: ...


class LiveListener(Protocol):
    def language_found(self, language: Language, confidence: float) -> None: ...

    def piece_heard(self, piece: Transcript) -> None:
        """Final: what was said since the piece before. Its duration is how far everything has been heard.

        Earlier segments come again when their speakers are better known, and at the end all do; their words stay.
        """

    def being_said(self, text: str) -> None:
        """What is heard so far of a sentence that is not over: a first impression, gone when the piece is heard."""

    def progressed(self, done_s: float, total_s: float) -> None:
        """Everything up to `done_s` is final; `total_s` has been listened to."""


class LiveTranscriber:
    """Listens to one recording from a second of the encounter on. Memory does not grow with what is said."""

    def __init__(
        self,
        recogniser: Recogniser,
        detector: VoiceDetector,
        language: Language | None,
        listener: LiveListener,
        *,
        start_s: float = 0.0,
        segments_before: int = 0,
        book: VoiceBook | None = None,
        vocabulary: Vocabulary = NO_VOCABULARY,
    ) -> None:
        """Without a book nobody tells who speaks."""
        self._book = book
        self._vocabulary = vocabulary
        self._recogniser = recogniser
        self._voice = VoiceFollower(detector)
        self._language = language
        self._listener = listener
        self._start_s = start_s
        self._segments_before = segments_before
        self._certainty: float | None = None
        # In which language so many of the pending spans are was asked already, and is not clear.
        self._undecided_spans = 0
        self._context = Context()
        self._pending: list[VoiceSpan] = []
        # Less than a step.
        self._arrived = np.empty(0, np.float32)
        # What may still have to be heard, and how many samples came before it.
        self._sound = np.empty(0, np.float32)
        self._forgotten = 0
        self._last_impression_s = 0.0
        self._hearing_took_s = 0.0

    def run(self, take_audio: TakeAudio, should_stop: ShouldStop) -> float:
        """Until the audio ends. Returns the second of the encounter at which it does. Raises JobCancelled."""
        while (pcm := take_audio(_WAIT_S)) is not None:
            if should_stop():
                raise JobCancelled
            if pcm:
                self._take_in(pcm)
                if len(pcm) < _BACKLOG_S * SAMPLE_RATE_HZ * 2 and self._hearing_took_s < _QUICK_S:
                    self._tell_what_is_being_said()
                self._listener.progressed(self._start_s + self._final_s(), self._start_s + self._listened_s())
        self._listen(self._arrived)
        last = self._voice.finish()
        if last is not None:
            self._pending.append(last)
        self._hear(self._pending, is_last=True)
        self._settle_speakers()
        return self._start_s + self._listened_s()

    def _take_in(self, pcm: bytes) -> None:
        """Step by step, unless it is behind: so the pieces depend on what was said, not on how the sound arrives."""
        arrived = np.frombuffer(pcm, dtype="<i2").astype(np.float32) / _PEAK
        self._arrived = np.concatenate((self._arrived, arrived))
        while len(self._arrived) >= _STEP:
            size = _STEP if len(self._arrived) < _BEHIND_S * SAMPLE_RATE_HZ else len(self._arrived)
            step, self._arrived = self._arrived[:size], self._arrived[size:]
            self._listen(step)
            self._hear(self._ended_piece())
            self._forget_silence()

    def _listen(self, samples: Samples) -> None:
        self._sound = np.concatenate((self._sound, samples))
        self._pending += self._voice.add(samples)

    def _sound_starts_s(self) -> float:
        return self._forgotten / SAMPLE_RATE_HZ

    def _listened_s(self) -> float:
        return (self._forgotten + len(self._sound)) / SAMPLE_RATE_HZ

    def _final_s(self) -> float:
        """Nothing is said before it that is not final."""
        return self._pending[0].start_s if self._pending else self._quiet_until_s()

    def _quiet_until_s(self) -> float:
        """Up to where nobody has spoken since the pending spans."""
        speaking_since_s = self._voice.speaking_since_s
        return self._voice.position_s if speaking_since_s is None else speaking_since_s

    def _ended_piece(self) -> list[VoiceSpan]:
        """The spans that can be heard now; none while it is better to wait."""
        if not self._pending:
            return []
        speaking_since_s = self._voice.speaking_since_s
        if speaking_since_s is None and self._voice.position_s - self._pending[-1].end_s >= _TURN_PAUSE_S:
            return self._pending
        best, longest_s = 0, 0.0
        for count, pause_s in enumerate(self._pauses(), start=1):
            spoken_s = self._pending[count - 1].end_s - self._pending[0].start_s
            is_enough = any(spoken_s >= least_s and pause_s >= least_pause_s for least_s, least_pause_s in _CUTS)
            if is_enough and pause_s >= longest_s:
                best, longest_s = count, pause_s
        return self._pending[:best]

    def _tell_what_is_being_said(self) -> None:
        speaking_since_s, now_s = self._voice.speaking_since_s, self._listened_s()
        if speaking_since_s is None or self._language is None or now_s < self._last_impression_s + _IMPRESSION_EVERY_S:
            return
        began_s = self._pending[0].start_s if self._pending else speaking_since_s
        if now_s - began_s > _LONGEST_IMPRESSION_S:
            return
        self._last_impression_s = now_s
        offset_s = self._sound_starts_s()
        spans = [*self._pending, VoiceSpan(speaking_since_s, now_s)]
        heard_so_far = [VoiceSpan(max(0.0, span.start_s - offset_s), span.end_s - offset_s) for span in spans]
        [chunk] = chunks_of(heard_so_far, now_s - offset_s)
        self._listener.being_said(self._recogniser.hear_roughly(self._sound, self._language, chunk))

    def _pauses(self) -> list[float]:
        """After each of the pending spans."""
        following = [span.start_s for span in self._pending[1:]]
        following.append(self._quiet_until_s())
        return [start_s - span.end_s for span, start_s in zip(self._pending, following, strict=True)]

    def _hear(self, spans: list[VoiceSpan], *, is_last: bool = False) -> None:
        is_new = len(spans) > self._undecided_spans or is_last
        if not spans or (self._language is None and not is_new):
            return
        chunks = self._chunks_of(spans)
        language = self._language or self._detected(chunks, is_last=is_last)
        if language is None:
            self._undecided_spans = len(spans)
            return
        end_s = self._sound_starts_s() + chunks[-1].end_s
        offset_s = self._start_s + self._sound_starts_s()
        builder = TranscriptBuilder(language, _Nobody(), self._start_s + end_s, self._segments_before, self._vocabulary)
        for chunk in chunks:
            for heard in self._heard(chunk, language):
                builder.add(shifted(heard, offset_s))
        if builder.dropped:
            # What was invented once would be gone on from.
            self._context.forget()
        self._segments_before += len(builder.segments)
        segments = self._with_speakers(builder.segments)
        self._pending = self._pending[len(spans) :]
        self._forget_sound_before(end_s)
        self._tell(language, self._start_s + end_s, segments, builder.dropped)

    def _with_speakers(self, segments: Sequence[TranscriptSegment]) -> tuple[TranscriptSegment, ...]:
        if self._book is None:
            return tuple(segments)
        for segment in segments:
            self._book.add(segment, self._sound, self._start_s + self._sound_starts_s())
        return self._book.hand_out()

    def _settle_speakers(self) -> None:
        """Who spoke is best known at the end: every segment is told again."""
        settled = self._book.settle() if self._book is not None else ()
        if settled and self._language is not None:
            self._tell(self._language, self._start_s + self._listened_s(), settled)

    def _tell(
        self,
        language: Language,
        end_s: float,
        segments: tuple[TranscriptSegment, ...],
        dropped: tuple[DroppedText, ...] = (),
    ) -> None:
        reference = self._recogniser.reference
        self._listener.being_said("")
        self._listener.piece_heard(Transcript(language, end_s, segments, reference, self._certainty, dropped))

    def _heard(self, chunk: Chunk, language: Language) -> list[Heard]:
        before = self._context.before(chunk.duration_s)
        began = time.monotonic()
        heard, spoken = self._recogniser.hear_on(before, self._sound, language, chunk)
        self._hearing_took_s = time.monotonic() - began
        if spoken is None:
            self._context.forget()
        else:
            self._context.add(spoken)
        return heard

    def _chunks_of(self, spans: Sequence[VoiceSpan]) -> list[Chunk]:
        """In the time of the sound that is kept; they reach at most half-way into the pause that follows."""
        start_s = self._sound_starts_s()
        rest = self._pending[len(spans) :]
        following_s = rest[0].start_s if rest else self._voice.speaking_since_s
        end_s = self._listened_s() if following_s is None else (spans[-1].end_s + following_s) / 2
        kept = [VoiceSpan(max(0.0, span.start_s - start_s), span.end_s - start_s) for span in spans]
        return list(chunks_of(kept, end_s - start_s))

    def _detected(self, chunks: Sequence[Chunk], *, is_last: bool) -> Language | None:
        """None while it is better to hear more first."""
        language, certainty = self._recogniser.language_of(self._sound, chunks)
        voice_s = sum(span.end_s - span.start_s for chunk in chunks for span in chunk.voice)
        certain = _CERTAIN_AT_ONCE if voice_s < _FEW_WORDS_S else _CERTAIN_LATER
        if certainty < certain and len(chunks) == 1 and not is_last:
            return None
        self._language, self._certainty = language, certainty
        self._listener.language_found(language, certainty)
        return language

    def _forget_silence(self) -> None:
        if not self._pending and self._voice.speaking_since_s is None:
            self._forget_sound_before(self._voice.position_s - _KEPT_SILENCE_S)

    def _forget_sound_before(self, second: float) -> None:
        count = round(second * SAMPLE_RATE_HZ) - self._forgotten
        if count > 0:
            self._sound = self._sound[count:].copy()
            self._forgotten += count


class _Nobody:
    """Hears of a piece when it is whole, and not of each segment."""

    def language_found(self, language: Language, confidence: float) -> None: ...

    def segment_found(self, segment: TranscriptSegment) -> None: ...

    def progressed(self, done_s: float, total_s: float) -> None: ...


def shifted(heard: Heard, seconds: float) -> Heard:
    """The same, so many seconds later."""
    return replace(
        heard,
        chunk=Chunk(tuple(_shifted_stretch(stretch, seconds) for stretch in heard.chunk.stretches)),
        words=tuple(_shifted_word(word, seconds) for word in heard.words),
    )


def _shifted_stretch(stretch: Stretch, seconds: float) -> Stretch:
    voice = VoiceSpan(stretch.voice.start_s + seconds, stretch.voice.end_s + seconds)
    return Stretch(voice, stretch.start_s + seconds, stretch.end_s + seconds)


def _shifted_word(word: Word, seconds: float) -> Word:
    return replace(word, start_s=round(word.start_s + seconds, 2), end_s=round(word.end_s + seconds, 2))
