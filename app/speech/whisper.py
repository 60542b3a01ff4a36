"""Whisper: speech to a transcript, a few chunks at a time. The only module that knows faster-whisper."""

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain, groupby, islice
from pathlib import Path

import numpy as np
from faster_whisper import BatchedInferencePipeline, WhisperModel
from faster_whisper.vad import VadOptions, get_speech_timestamps
from numpy.typing import NDArray

from app.domain.errors import InputError, JobCancelled, ModelError
from app.domain.language import Language
from app.domain.transcript import ModelReference, Transcript, Word
from app.speech.audio import SAMPLE_RATE_HZ
from app.speech.inventions import first_loop, is_loop
from app.speech.listener import TranscriptionListener
from app.speech.segmenter import LONGEST_CHUNK_S, MARGIN_S, Chunk, SpeechSpan, chunks_of, with_margins
from app.speech.transcript_builder import Heard, TranscriptBuilder

__all__ = ["TranscriptionListener", "WhisperTranscriber"]

Samples = NDArray[np.float32]
ShouldStop = Callable[[], bool]

BEAM_SIZE = 5
CHUNKS_AT_ONCE = 4
NO_REPEATED_TOKENS = 4

# Long enough to cost nothing, short enough that the first words do not wait for the whole recording.
_VOICE_WINDOW_SAMPLES = 120 * SAMPLE_RATE_HZ
_VOICE = VadOptions(min_silence_duration_ms=160, max_speech_duration_s=LONGEST_CHUNK_S - 2 * MARGIN_S, speech_pad_ms=0)
_CERTAIN_LANGUAGE = 0.7
_CHUNKS_FOR_LANGUAGE = 3
_NEEDED_FILES = ("model.bin", "config.json", "tokenizer.json")


class WhisperTranscriber:
    """Holds one model in memory. Not for several threads at once."""

    def __init__(self, model_dir: Path, *, model_id: str, model_sha256: str, threads: int | None = None) -> None:
        """Loads a Whisper model in CTranslate2 form from its folder, never from elsewhere.

        Raises ModelError("model_damaged") when a file is missing, ModelError("model_unloadable") when it does not load.
        """
        for name in _NEEDED_FILES:
            # Without the tokenizer beside the weights, faster-whisper would ask the network for one.
            if not (model_dir / name).is_file():
                raise ModelError("model_damaged", model=model_id, file=name)
        try:
            self._model = WhisperModel(
                str(model_dir),
                device="cpu",
                compute_type="int8",
                cpu_threads=threads or _cores(),
                local_files_only=True,
            )
        except (RuntimeError, ValueError, OSError) as error:
            raise ModelError("model_unloadable", file=model_id) from error
        self._pipeline = BatchedInferencePipeline(self._model)
        self._reference = ModelReference(model_id, model_sha256)

    def transcribe(
        self, samples: Samples, language: Language | None, listener: TranscriptionListener, should_stop: ShouldStop
    ) -> Transcript:
        """Mono 16 kHz float32 to a transcript; the listener hears of each segment as soon as it is final.

        `language` None means: detect it. Raises JobCancelled, and InputError("no_speech_found") when nothing was said.
        """
        total_s = len(samples) / SAMPLE_RATE_HZ
        voice = list[SpeechSpan]()
        chunks = chunks_of(with_margins(_noted(_voice_in(samples), voice, should_stop), total_s))
        confidence = None
        if language is None:
            chunks, first = _peeked(chunks, _CHUNKS_FOR_LANGUAGE)
            language, confidence = self._language_of(samples, first)
            listener.language_found(language, confidence)
        builder = TranscriptBuilder(listener, total_s)
        for group in _groups(chunks):
            for heard in self._hear(samples, group, language):
                if should_stop():
                    raise JobCancelled
                builder.add(heard, [v for v in voice if v.overlap_s(heard.chunk.start_s, heard.chunk.end_s)])
        if not builder.segments:
            raise InputError("no_speech_found")
        listener.progressed(total_s, total_s)
        return Transcript(language, total_s, builder.segments, self._reference, confidence, builder.dropped)

    def _language_of(self, samples: Samples, chunks: Sequence[Chunk]) -> tuple[Language, float]:
        """Korean or English, and Whisper's mean certainty of it among all its languages."""
        certainty = dict.fromkeys(Language, 0.0)
        for count, chunk in enumerate(chunks, start=1):
            _, _, probabilities = self._model.detect_language(audio=_sound_of(samples, chunk))
            by_code = dict(probabilities)
            for language in Language:
                certainty[language] += (by_code.get(language.value, 0.0) - certainty[language]) / count
            if max(certainty.values()) >= _CERTAIN_LANGUAGE:
                break
        found = max(certainty, key=lambda language: certainty[language])
        return found, round(certainty[found], 3)

    def _hear(self, samples: Samples, chunks: Sequence[Chunk], language: Language) -> Iterator[Heard]:
        for heard in self._decode(samples, chunks, language):
            if is_loop(" ".join(word.text for word in heard.words)) or first_loop(heard.words):
                # The words turn in a circle and hide what else was said: hear it again in two parts.
                yield from self._decode(samples, heard.chunk.halves(), language, NO_REPEATED_TOKENS)
            else:
                yield heard

    def _decode(
        self, samples: Samples, chunks: Sequence[Chunk], language: Language, no_repeated_tokens: int = 0
    ) -> Iterator[Heard]:
        sounds = [_sound_of(samples, chunk) for chunk in chunks]
        ends_s = [end / SAMPLE_RATE_HZ for end in np.cumsum([len(sound) for sound in sounds]).tolist()]
        starts_s = [0.0, *ends_s[:-1]]
        segments, _ = self._pipeline.transcribe(
            np.concatenate(sounds),
            language=language.value,
            clip_timestamps=[{"start": start, "end": end} for start, end in zip(starts_s, ends_s, strict=True)],
            batch_size=len(chunks),
            beam_size=BEAM_SIZE,
            word_timestamps=True,
            no_repeat_ngram_size=no_repeated_tokens,
        )
        by_chunk = (list(group) for _, group in groupby(segments, key=lambda segment: segment.seek))
        for chunk, offset_s, pieces in zip(chunks, starts_s, by_chunk, strict=True):
            words = (
                Word(
                    *chunk.in_recording(word.start - offset_s, word.end - offset_s), word.word.strip(), word.probability
                )
                for piece in pieces
                for word in piece.words or ()
            )
            yield Heard(
                chunk,
                tuple(word for word in words if word.text),
                log_probability=float(pieces[0].avg_logprob),
                no_speech_probability=float(pieces[0].no_speech_prob),
            )


def _cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _voice_in(samples: Samples) -> Iterator[SpeechSpan]:
    """Where a voice is, window by window; a span that a window cuts off is looked at again at the start of the next."""
    start = 0
    while start < len(samples):
        window = samples[start : start + _VOICE_WINDOW_SAMPLES]
        found = get_speech_timestamps(window, _VOICE)
        following = start + len(window)
        if following < len(samples) and len(found) > 1:
            following = start + found.pop()["start"]
        for span in found:
            yield SpeechSpan((start + span["start"]) / SAMPLE_RATE_HZ, (start + span["end"]) / SAMPLE_RATE_HZ)
        start = following


def _noted(spans: Iterable[SpeechSpan], voice: list[SpeechSpan], should_stop: ShouldStop) -> Iterator[SpeechSpan]:
    """Passes the spans on, and keeps them: what was a voice is evidence later."""
    for span in spans:
        if should_stop():
            raise JobCancelled
        voice.append(span)
        yield span


def _peeked(chunks: Iterator[Chunk], count: int) -> tuple[Iterator[Chunk], tuple[Chunk, ...]]:
    first = tuple(islice(chunks, count))
    return chain(first, chunks), first


def _groups(chunks: Iterator[Chunk]) -> Iterator[tuple[Chunk, ...]]:
    """The first chunk alone, so that words appear soon; then a few at once, which is faster."""
    size = 1
    while group := tuple(islice(chunks, size)):
        yield group
        size = CHUNKS_AT_ONCE


def _sound_of(samples: Samples, chunk: Chunk) -> Samples:
    return np.concatenate(
        [samples[round(s.start_s * SAMPLE_RATE_HZ) : round(s.end_s * SAMPLE_RATE_HZ)] for s in chunk.spans]
    )
