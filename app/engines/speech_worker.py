"""What the speech child does: reads audio files, and turns recordings into transcripts."""

import logging
import os
import threading
import time
from collections.abc import Iterable
from dataclasses import replace
from multiprocessing.connection import Connection
from pathlib import Path
from typing import TYPE_CHECKING, Any

from app.domain.errors import JobCancelled, ModelError
from app.domain.language import Language
from app.domain.transcript import Transcript, TranscriptSegment, numbered
from app.engines.audio_inbox import AudioInbox
from app.engines.protocol import (
    AudioDamaged,
    AudioDecoded,
    BeingSaid,
    DecodeJob,
    LanguageFound,
    LiveJob,
    LoadModel,
    LoadVoices,
    ModelSpec,
    PieceHeard,
    Progressed,
    Report,
    SegmentFound,
    ShouldStop,
    Task,
    TranscribeJob,
)
from app.engines.worker import serve

if TYPE_CHECKING:
    from numpy import float32
    from numpy.typing import NDArray

    from app.speech.channels import ChannelLoudness
    from app.speech.voice_book import VoiceBook
    from app.speech.voice_model import VoiceModel
    from app.speech.whisper import WhisperTranscriber

log = logging.getLogger(__name__)

PCM = "<i2"


def run(connection: Connection) -> None:
    """The child's entry point."""
    _keep_progress_bars_in_this_process()
    _keep_arithmetic_to_one_thread()
    audio = AudioInbox()
    serve(connection, SpeechWork(audio), audio)


class SpeechWork:
    """Keeps one model loaded from job to job. `audio` is where a live job's sound arrives."""

    def __init__(self, audio: AudioInbox) -> None:
        self._audio = audio
        self._loaded: tuple[ModelSpec, bool] | None = None
        self._transcriber: WhisperTranscriber | None = None
        self._voice_spec: ModelSpec | None = None
        self._voice_model: VoiceModel | None = None

    def __call__(self, task: Task[Any], report: Report, should_stop: ShouldStop) -> object:
        match task:
            case LoadModel(model):
                return self._load(model)
            case LoadVoices(model):
                return self._load_voices(model)
            case DecodeJob(audio):
                return _decode(audio, report, should_stop)
            case TranscribeJob():
                return self._transcribe(task, report, should_stop)
            case LiveJob():
                return self._transcribe_live(task, report, should_stop)
        raise TypeError(f"no work for the speech engine: {type(task).__name__}")

    def _transcribe(self, job: TranscribeJob, report: Report, should_stop: ShouldStop) -> Transcript:
        samples, loudness = _sound_of(job, report)
        self._load(job.model)
        assert self._transcriber is not None
        book = self._voice_book(job.voices, channels=loudness)
        listener = _ListenerWithBook(report, book, samples)
        transcript = self._transcriber.transcribe(samples, job.language, listener, should_stop, job.vocabulary)
        return replace(transcript, segments=numbered(book.settle()))

    def _transcribe_live(self, job: LiveJob, report: Report, should_stop: ShouldStop) -> float:
        from app.speech.channels import ChannelLoudness, mono
        from app.speech.live import LiveTranscriber
        from app.speech.whisper import voice_detector

        loudness = ChannelLoudness(job.start_s) if job.channels == 2 else None
        self._load(job.model, live=True)
        assert self._transcriber is not None
        live = LiveTranscriber(
            self._transcriber,
            voice_detector(),
            job.language,
            _Listener(report),
            start_s=job.start_s,
            segments_before=job.segments_before,
            book=self._voice_book(job.voices, job.voices_before, loudness),
            vocabulary=job.vocabulary,
        )
        take_audio = self._audio.take
        return live.run(mono(take_audio, loudness) if loudness else take_audio, should_stop)

    def _load(self, model: ModelSpec, *, live: bool = False) -> float:
        """Returns the seconds that it took, 0.0 when the model was loaded already."""
        # Imported here, so that the parent, which imports this module for `run`, never loads native engines.
        from app.speech.whisper import WhisperTranscriber

        if self._loaded == (model, live):
            return 0.0
        started = time.perf_counter()
        # The old model goes before the new one comes: both may not fit into memory.
        self._transcriber = self._loaded = None
        self._transcriber = WhisperTranscriber(model.path, model_id=model.id, model_sha256=model.sha256, live=live)
        self._loaded = (model, live)
        return time.perf_counter() - started

    def _voice_book(
        self, voices: ModelSpec | None, voices_before: int = 0, channels: "ChannelLoudness | None" = None
    ) -> "VoiceBook":
        """Speakers are guessed from the words when the model for voices is missing, or cannot be used."""
        from app.speech.voice_book import VoiceBook

        if voices is None:
            return VoiceBook(None, voices_before, channels)
        try:
            self._load_voices(voices)
        except ModelError as error:
            log.warning("voices are not told apart: %s", error)
            return VoiceBook(None, voices_before, channels)
        return VoiceBook(self._voice_model, voices_before, channels)

    def _load_voices(self, model: ModelSpec) -> float:
        """As `_load`."""
        from app.speech.voice_model import VoiceModel

        if model == self._voice_spec:
            return 0.0
        started = time.perf_counter()
        self._voice_model = self._voice_spec = None
        self._voice_model = VoiceModel(model.path, model.id)
        self._voice_spec = model
        return time.perf_counter() - started


class _Listener:
    """Sends what the transcriber finds as events."""

    def __init__(self, report: Report) -> None:
        self._report = report

    def language_found(self, language: Language, confidence: float) -> None:
        self._report(LanguageFound(language, confidence))

    def segment_found(self, segment: TranscriptSegment) -> None:
        self._report(SegmentFound(segment))

    def piece_heard(self, piece: Transcript) -> None:
        self._report(PieceHeard(piece))

    def being_said(self, text: str) -> None:
        self._report(BeingSaid(text))

    def progressed(self, done_s: float, total_s: float) -> None:
        self._report(Progressed(done_s, total_s))


class _ListenerWithBook(_Listener):
    """Lets the book listen to each segment's own sound, while the recogniser goes on with the next."""

    def __init__(self, report: Report, book: "VoiceBook", samples: "NDArray[float32]") -> None:
        super().__init__(report)
        self._book = book
        self._samples = samples

    def segment_found(self, segment: TranscriptSegment) -> None:
        super().segment_found(segment)
        self._book.add(segment, self._samples)


def _keep_arithmetic_to_one_thread() -> None:
    """NumPy's threads would wait busily for each other beside the recogniser's, and take twice the processor time."""
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")


def _keep_progress_bars_in_this_process() -> None:
    """faster-whisper's progress bar, never shown, would make a semaphore that outlives a killed child."""
    from tqdm import tqdm

    tqdm.set_lock(threading.RLock())


def _decode(audio: Path, report: Report, should_stop: ShouldStop) -> float:
    from app.speech.audio import SAMPLE_RATE_HZ, audio_blocks, audio_channels

    samples, channels = 0, audio_channels(audio)
    for block in audio_blocks(audio, lambda problem: report(AudioDamaged(problem)), channels=channels):
        if should_stop():
            raise JobCancelled
        report(AudioDecoded(block.astype(PCM, copy=False).tobytes(), channels))
        samples += len(block)
    return samples / SAMPLE_RATE_HZ


def _sound_of(job: TranscribeJob, report: Report) -> "tuple[NDArray[float32], ChannelLoudness | None]":
    """Mono, and how loud each channel is where there are two."""
    import numpy as np

    from app.speech.audio import as_samples, audio_blocks, audio_channels
    from app.speech.channels import ChannelLoudness, mixed

    blocks: Iterable[NDArray[np.int16]]
    if isinstance(job.audio, bytes):
        channels = job.channels
        blocks = [np.frombuffer(job.audio, dtype=PCM).reshape((-1, 2) if channels == 2 else -1)]
    else:
        channels = audio_channels(job.audio)
        blocks = audio_blocks(job.audio, lambda problem: report(AudioDamaged(problem)), channels=channels)
    if channels == 1:
        return as_samples(blocks), None
    loudness = ChannelLoudness()
    return as_samples(mixed(blocks, loudness)), loudness
