"""Whisper: speech to a transcript, a few chunks at a time. Live pieces: continuation.py."""

from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor, wait
from functools import partial
from itertools import chain, groupby, islice
from pathlib import Path

import numpy as np
from faster_whisper import BatchedInferencePipeline, WhisperModel
from faster_whisper.tokenizer import Tokenizer
from faster_whisper.vad import VadOptions, get_speech_timestamps, get_vad_model
from numpy.typing import NDArray

from app.cores import core_count
from app.domain.errors import InputError, JobCancelled, ModelError
from app.domain.language import Language
from app.domain.transcript import ModelReference, Transcript
from app.domain.vocabulary import NO_VOCABULARY, Vocabulary
from app.speech.audio import SAMPLE_RATE_HZ
from app.speech.context import Spoken
from app.speech.continuation import Continuation, encoded_of
from app.speech.inventions import first_loop, is_loop
from app.speech.listener import TranscriptionListener
from app.speech.scripts import foreign_tokens
from app.speech.segmenter import LONGEST_CHUNK_S, MARGIN_S, Chunk, VoiceSpan, chunks_of, missed_parts
from app.speech.transcript_builder import Heard, TranscriptBuilder
from app.speech.vocabulary import opening_talk
from app.speech.voice_activity import VoiceDetector
from app.speech.whisper_parts import WINDOW_S, filled_up, sound_of, spaced_words, word_of

Samples = NDArray[np.float32]
ShouldStop = Callable[[], bool]

# Beyond three, errors hardly fall any more; the time does not stop rising.
BEAM_SIZE = 3
CHUNKS_AT_ONCE = 2
NO_REPEATED_TOKENS = 4
# Several decoders of one thread each do the same work in less time than one decoder of several threads.
MOST_WORKERS = 4
# A short piece does not divide any further. One core stays with the language model: a thread of the native library
# that has nothing to do keeps its core all the same, and on two cores two heard no sooner than one.
MOST_LIVE_THREADS = 4

# Long enough to cost nothing, short enough that the first words do not wait for the whole recording.
_VOICE_WINDOW_SAMPLES = 120 * SAMPLE_RATE_HZ
_VOICE = VadOptions(min_silence_duration_ms=160, max_speech_duration_s=LONGEST_CHUNK_S - 2 * MARGIN_S, speech_pad_ms=0)
_CERTAIN_LANGUAGE = 0.7
_CHUNKS_FOR_LANGUAGE = 3
_CANCEL_POLL_S = 0.2
# Of ten seconds of fast speech; a loop ends there.
_MOST_ROUGH_TOKENS = 100
_NEEDED_FILES = ("model.bin", "config.json", "tokenizer.json")


class WhisperTranscriber:
    """Holds one model in memory. Not for several threads at once."""

    def __init__(
        self, model_dir: Path, *, model_id: str, model_sha256: str, threads: int | None = None, live: bool = False
    ) -> None:
        """Loads a Whisper model in CTranslate2 form from its folder, never from elsewhere.

        `live` is for one piece of speech after another, each as soon as possible; otherwise several at a time.

        Raises ModelError("model_damaged") when a file is missing, ModelError("model_unloadable") when it does not load.
        """
        for name in _NEEDED_FILES:
            # Without the tokenizer beside the weights, faster-whisper would ask the network for one.
            if not (model_dir / name).is_file():
                raise ModelError("model_damaged", model=model_id, file=name)
        threads = threads or core_count()
        self._workers = 1 if live else min(threads, MOST_WORKERS)
        try:
            self._model = WhisperModel(
                str(model_dir),
                device="cpu",
                compute_type="int8",
                cpu_threads=min(max(1, threads - 1), MOST_LIVE_THREADS) if live else threads // self._workers,
                num_workers=self._workers,
                local_files_only=True,
            )
        except (RuntimeError, ValueError, OSError) as error:
            raise ModelError("model_unloadable", file=model_id) from error
        self.reference = ModelReference(model_id, model_sha256)
        self._never_written: dict[Language, list[int]] = {}

    def transcribe(
        self,
        samples: Samples,
        language: Language | None,
        listener: TranscriptionListener,
        should_stop: ShouldStop,
        vocabulary: Vocabulary = NO_VOCABULARY,
    ) -> Transcript:
        """Mono 16 kHz float32 to a transcript; the listener hears of each segment as soon as it is final.

        `language` None means: detect it. Raises JobCancelled, and InputError("no_speech_found") when nothing was said.
        """
        total_s = len(samples) / SAMPLE_RATE_HZ
        chunks = chunks_of(_voice_in(samples, should_stop), total_s)
        confidence = None
        if language is None:
            chunks, first = _peeked(chunks, _CHUNKS_FOR_LANGUAGE)
            if not first:
                raise InputError("no_speech_found")
            language, confidence = self.language_of(samples, first)
            listener.language_found(language, confidence)
        builder = TranscriptBuilder(language, listener, total_s, vocabulary=vocabulary)
        hear = partial(self.hear, samples, language)
        for heard in _in_order(hear, _groups(chunks), self._workers, should_stop):
            builder.add(heard)
        if not builder.segments:
            raise InputError("no_speech_found")
        listener.progressed(total_s, total_s)
        return Transcript(language, total_s, builder.segments, self.reference, confidence, builder.dropped)

    def language_of(self, samples: Samples, chunks: Sequence[Chunk]) -> tuple[Language, float]:
        """Korean or English, and Whisper's mean certainty of it among all its languages."""
        certainty = dict.fromkeys(Language, 0.0)
        for count, chunk in enumerate(chunks, start=1):
            _, _, probabilities = self._model.detect_language(audio=_window_of(samples, chunk))
            by_code = dict(probabilities)
            for language in Language:
                certainty[language] += (by_code.get(language.value, 0.0) - certainty[language]) / count
            if max(certainty.values()) >= _CERTAIN_LANGUAGE:
                break
        found = max(certainty, key=lambda language: certainty[language])
        return found, round(certainty[found], 3)

    def hear(self, samples: Samples, language: Language, chunks: Sequence[Chunk]) -> list[Heard]:
        """Decodes chunks; hears again what the first attempt lost: parts without a word, and all that a loop hides."""
        result: list[Heard] = []
        for heard in self._decode(samples, chunks, language):
            if is_loop(" ".join(word.text for word in heard.words)) or first_loop(heard.words):
                result += self._decode(samples, heard.chunk.halves(), language, NO_REPEATED_TOKENS)
            elif missed := missed_parts(heard.chunk, heard.words):
                result.append(heard.with_words_of(self._decode(samples, missed, language, NO_REPEATED_TOKENS)))
            else:
                result.append(heard)
        return result

    def hear_on(
        self, before: Sequence[Spoken], samples: Samples, language: Language, chunk: Chunk
    ) -> tuple[list[Heard], Spoken | None]:
        """Hears a chunk as the continuation of what was heard before, together no longer than a window.

        So a few words are understood as well as in a long chunk. Returns also the chunk as something to go on from,
        or None: then it was heard like any other, and nothing before it should be gone on from.
        """
        tokenizer = self._tokenizer(language)
        suppressed = self._suppressed(language)
        continuation = Continuation(self._model, tokenizer, suppressed, opening_talk(language), before, samples, chunk)
        for heard, spoken in continuation.heard():
            if not _is_misheard(heard):
                return [heard], spoken
        return self.hear(samples, language, [chunk]), None

    def hear_roughly(self, samples: Samples, language: Language, chunk: Chunk) -> str:
        """A first impression of a chunk that is not over: in a fraction of the time, with more mistakes."""
        encoded, _ = encoded_of(self._model, [sound_of(samples, chunk)])
        tokenizer = self._tokenizer(language)
        [result] = self._model.model.generate(
            encoded,
            [self._model.get_prompt(tokenizer, [], without_timestamps=True)],
            beam_size=1,
            max_length=_MOST_ROUGH_TOKENS,
            suppress_tokens=self._suppressed(language),
        )
        text = tokenizer.decode([token for token in result.sequences_ids[0] if token < tokenizer.eot]).strip()
        return "" if is_loop(text) else text

    def _tokenizer(self, language: Language) -> Tokenizer:
        return Tokenizer(
            self._model.hf_tokenizer, self._model.model.is_multilingual, task="transcribe", language=language.value
        )

    def _suppressed(self, language: Language) -> list[int]:
        """What is never written: what the model's makers suppress, -1, and the letters of other languages."""
        if language not in self._never_written:
            self._never_written[language] = [-1, *foreign_tokens(self._model.hf_tokenizer, language)]
        return self._never_written[language]

    def _decode(
        self, samples: Samples, chunks: Sequence[Chunk], language: Language, no_repeated_tokens: int = 0
    ) -> Iterator[Heard]:
        offsets_s = [position * WINDOW_S for position in range(len(chunks))]
        # The pipeline keeps state while it decodes: each call has its own.
        segments, _ = BatchedInferencePipeline(self._model).transcribe(
            np.concatenate([_window_of(samples, chunk) for chunk in chunks]),
            language=language.value,
            clip_timestamps=[{"start": offset_s, "end": offset_s + WINDOW_S} for offset_s in offsets_s],
            batch_size=len(chunks),
            beam_size=BEAM_SIZE,
            initial_prompt=opening_talk(language) or None,
            word_timestamps=True,
            no_repeat_ngram_size=no_repeated_tokens,
            suppress_tokens=self._suppressed(language),
        )
        by_chunk = (list(group) for _, group in groupby(segments, key=lambda segment: segment.seek))
        for chunk, offset_s, pieces in zip(chunks, offsets_s, by_chunk, strict=True):
            words = [word for piece in pieces for word in piece.words or ()]
            yield Heard(
                chunk,
                tuple(word_of(parts, chunk, offset_s) for parts in spaced_words(words)),
                log_probability=float(pieces[0].avg_logprob),
                no_speech_probability=float(pieces[0].no_speech_prob),
            )


def _is_misheard(heard: Heard) -> bool:
    is_round = is_loop(" ".join(word.text for word in heard.words)) or first_loop(heard.words) is not None
    return is_round or bool(missed_parts(heard.chunk, heard.words))


def _in_order(
    hear: Callable[[Sequence[Chunk]], list[Heard]],
    groups: Iterator[Sequence[Chunk]],
    workers: int,
    should_stop: ShouldStop,
) -> Iterator[Heard]:
    """Hears several groups at a time; gives the results in the order of the recording. Raises JobCancelled at once."""
    executor = ThreadPoolExecutor(workers)
    try:
        pending = deque(executor.submit(hear, group) for group in islice(groups, workers + 1))
        while pending:
            yield from _awaited(pending.popleft(), should_stop)
            pending.extend(executor.submit(hear, group) for group in islice(groups, 1))
    finally:
        # What is being decoded cannot be stopped; nobody waits for it.
        executor.shutdown(wait=False, cancel_futures=True)


def _awaited(future: Future[list[Heard]], should_stop: ShouldStop) -> list[Heard]:
    while not should_stop():
        if wait((future,), timeout=_CANCEL_POLL_S).done:
            return future.result()
    raise JobCancelled


def voice_detector() -> VoiceDetector:
    """The same network that finds the voice in a whole recording, for sound that is still coming in."""
    session = get_vad_model().session
    return VoiceDetector(lambda inputs: session.run(None, inputs))


def _voice_in(samples: Samples, should_stop: ShouldStop) -> Iterator[VoiceSpan]:
    """Where a voice is, window by window; a span that a window cuts off is looked at again at the start of the next."""
    start = 0
    while start < len(samples):
        if should_stop():
            raise JobCancelled
        window = samples[start : start + _VOICE_WINDOW_SAMPLES]
        found = get_speech_timestamps(window, _VOICE)
        following = start + len(window)
        if following < len(samples) and len(found) > 1:
            following = start + found.pop()["start"]
        for span in found:
            yield VoiceSpan((start + span["start"]) / SAMPLE_RATE_HZ, (start + span["end"]) / SAMPLE_RATE_HZ)
        start = following


def _peeked(chunks: Iterator[Chunk], count: int) -> tuple[Iterator[Chunk], tuple[Chunk, ...]]:
    first = tuple(islice(chunks, count))
    return chain(first, chunks), first


def _groups(chunks: Iterator[Chunk]) -> Iterator[tuple[Chunk, ...]]:
    """The first chunk alone, so that words appear soon; then a few at once, which is faster."""
    size = 1
    while group := tuple(islice(chunks, size)):
        yield group
        size = CHUNKS_AT_ONCE


def _window_of(samples: Samples, chunk: Chunk) -> Samples:
    return filled_up([sound_of(samples, chunk)])
