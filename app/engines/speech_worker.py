"""What the speech child does: reads audio files, and turns recordings into transcripts."""

import threading
import time
from multiprocessing.connection import Connection
from pathlib import Path
from typing import TYPE_CHECKING, Any

from app.domain.errors import JobCancelled
from app.domain.language import Language
from app.domain.transcript import Transcript, TranscriptSegment
from app.engines.protocol import (
    AudioDamaged,
    AudioDecoded,
    DecodeJob,
    LanguageFound,
    LoadModel,
    ModelSpec,
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

    from app.speech.whisper import WhisperTranscriber

PCM = "<i2"
PCM_PEAK = 32768


def run(connection: Connection) -> None:
    """The child's entry point."""
    _keep_progress_bars_in_this_process()
    serve(connection, SpeechWork())


class SpeechWork:
    """Keeps one model loaded from job to job."""

    def __init__(self) -> None:
        self._spec: ModelSpec | None = None
        self._transcriber: WhisperTranscriber | None = None

    def __call__(self, task: Task[Any], report: Report, should_stop: ShouldStop) -> object:
        match task:
            case LoadModel(model):
                return self._load(model)
            case DecodeJob(audio):
                return _decode(audio, report, should_stop)
            case TranscribeJob():
                return self._transcribe(task, report, should_stop)
        raise TypeError(f"no work for the speech engine: {type(task).__name__}")

    def _transcribe(self, job: TranscribeJob, report: Report, should_stop: ShouldStop) -> Transcript:
        samples = _samples_of(job.audio, report)
        self._load(job.model)
        assert self._transcriber is not None
        return self._transcriber.transcribe(samples, job.language, _Listener(report), should_stop)

    def _load(self, model: ModelSpec) -> float:
        """Returns the seconds that it took, 0.0 when the model was loaded already."""
        # Imported here, so that the parent, which imports this module for `run`, never loads native engines.
        from app.speech.whisper import WhisperTranscriber

        if model == self._spec:
            return 0.0
        started = time.perf_counter()
        # The old model goes before the new one comes: both may not fit into memory.
        self._transcriber = self._spec = None
        self._transcriber = WhisperTranscriber(model.path, model_id=model.id, model_sha256=model.sha256)
        self._spec = model
        return time.perf_counter() - started


class _Listener:
    """Sends what the transcriber finds as events."""

    def __init__(self, report: Report) -> None:
        self._report = report

    def language_found(self, language: Language, confidence: float) -> None:
        self._report(LanguageFound(language, confidence))

    def segment_found(self, segment: TranscriptSegment) -> None:
        self._report(SegmentFound(segment))

    def progressed(self, done_s: float, total_s: float) -> None:
        self._report(Progressed(done_s, total_s))


def _keep_progress_bars_in_this_process() -> None:
    """faster-whisper's progress bar, never shown, would make a semaphore that outlives a killed child."""
    from tqdm import tqdm

    tqdm.set_lock(threading.RLock())


def _decode(audio: Path, report: Report, should_stop: ShouldStop) -> float:
    from app.speech.audio import SAMPLE_RATE_HZ, audio_blocks

    samples = 0
    for block in audio_blocks(audio, lambda problem: report(AudioDamaged(problem))):
        if should_stop():
            raise JobCancelled
        report(AudioDecoded(block.astype(PCM, copy=False).tobytes()))
        samples += len(block)
    return samples / SAMPLE_RATE_HZ


def _samples_of(audio: Path | bytes, report: Report) -> "NDArray[float32]":
    import numpy as np

    from app.speech.audio import load_audio

    if isinstance(audio, bytes):
        return np.frombuffer(audio, dtype=PCM).astype(np.float32) / np.float32(PCM_PEAK)
    return load_audio(audio, lambda problem: report(AudioDamaged(problem)))
