"""Live: a recording plays the microphone through the whole product path; beside it, the cold way on the same file.

Live, in the services' process and its speech child: microphone, journal, transcript, each final segment kept. Cold:
transcribe the whole file after Stop. With --template, the note is drafted after each of them, in the drafting child.
The lag of a segment: from the moment its last word was spoken to the moment it is final, kept and told to the window.
"""

import argparse
import contextlib
import json
import queue
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import jiwer
import numpy as np
from memory import peak_mb, processor_s
from text_normaliser import normalise

from app.domain.consent import Consent, ConsentGiver
from app.domain.encounter import Encounter
from app.domain.language import Language
from app.domain.note import DraftNote, NoteSection
from app.domain.outcome import Completed, Outcome
from app.domain.transcript import Transcript, TranscriptSegment
from app.engines import drafting_worker, speech_worker
from app.engines.supervisor import Engine
from app.paths import models_dir
from app.services.drafting import Drafting, draft_transcript
from app.services.encounters import Encounters
from app.services.live import LiveRecording, LiveRecordings
from app.services.recording import load_speech_model, transcribe_audio
from app.speech.audio import SAMPLE_RATE_HZ, load_audio
from app.speech.microphone import FilePlayer
from app.storage.vault import Vault, create_vault

ACTOR = "bench"
# As often as a window looks at its meter.
TICK_S = 0.05


class Window:
    """Stands for the GUI thread: runs the calls that the engines dispatch, and remembers how long it was blocked."""

    def __init__(self) -> None:
        self.longest_block_s = 0.0
        self.calls: queue.SimpleQueue[Callable[[], None]] = queue.SimpleQueue()

    def run_until(self, is_reached: Callable[[], bool], on_tick: Callable[[], None] = lambda: None) -> None:
        while not is_reached():
            with contextlib.suppress(queue.Empty):
                call = self.calls.get(timeout=TICK_S)
                self.timed(call)
            self.timed(on_tick)

    def timed(self, call: Callable[[], Any]) -> Any:
        started = time.perf_counter()
        result = call()
        self.longest_block_s = max(self.longest_block_s, time.perf_counter() - started)
        return result

    def result_of(self, submit: Callable[[Callable[[Outcome[Any]], None]], object]) -> Any:
        outcomes: list[Outcome[Any]] = []
        self.timed(lambda: submit(outcomes.append))
        self.run_until(lambda: bool(outcomes))
        outcome = outcomes[0]
        assert isinstance(outcome, Completed), outcome
        return outcome.value


@dataclass
class Told:
    """What the window is told, and when; listens to transcription and to drafting."""

    segments: list[tuple[TranscriptSegment, float]] = field(default_factory=list)
    first_text_at: float | None = None

    def language_found(self, language: Language, confidence: float) -> None: ...

    def segment_found(self, segment: TranscriptSegment) -> None:
        self.segments.append((segment, time.monotonic()))

    def progressed(self, done_s: float, total_s: float) -> None: ...

    def transcript_read(self, tokens_done: int, tokens_total: int) -> None: ...

    def section_started(self, section_id: str, title: str) -> None: ...

    def text_written(self, section_id: str, piece: str) -> None:
        self.first_text_at = self.first_text_at or time.monotonic()

    def section_finished(self, section: NoteSection) -> None: ...


@dataclass(frozen=True)
class Lived:
    """One live consultation, measured; seconds."""

    transcript: Transcript
    audio_lost_s: float
    lags_s: list[float]
    longest_lag_s: float
    stop_to_transcript_s: float
    stop_to_text_s: float | None
    stop_to_final_s: float
    gui_block_s: float
    processor_share: float
    peak_mb: dict[str, int]


def main(arguments: Sequence[str]) -> dict[str, Any]:
    options = _parser().parse_args(list(arguments))
    language = Language(options.language) if options.language else None
    lived = _live(options.audio, options.speed, language, options.template)
    cold_text, cold_s = _cold(options.audio, language, options.template)
    figures: dict[str, Any] = {
        "speed": options.speed,
        "audio_lost_s": round(lived.audio_lost_s, 3),
        "lag_p50_s": round(float(np.quantile(lived.lags_s, 0.5)), 2),
        "lag_p95_s": round(float(np.quantile(lived.lags_s, 0.95)), 2),
        "backlog_max_s": round(lived.longest_lag_s, 1),
        **_errors(options.audio, lived.transcript, cold_text),
        "stop_to_transcript_s": round(lived.stop_to_transcript_s, 2),
        "stop_to_text_s": None if lived.stop_to_text_s is None else round(lived.stop_to_text_s, 2),
        "stop_to_final_s": round(lived.stop_to_final_s, 2),
        "cold_total_s": round(cold_s, 2),
        "ratio": round(cold_s / lived.stop_to_final_s, 2),
        "gui_block_max_ms": round(1000 * lived.gui_block_s, 1),
        "processor_share": round(lived.processor_share, 2),
        "peak_mb": lived.peak_mb,
        "segments": len(lived.transcript.segments),
    }
    if options.texts:
        texts = {"live": lived.transcript.text, "whole": cold_text}
        options.texts.write_text(json.dumps(texts, ensure_ascii=False, indent=1), encoding="utf-8")
    return figures


def _live(audio: Path, speed: float, language: Language | None, template: str | None) -> Lived:
    window, told = Window(), Told()
    with _vault() as vault, _engine("speech", window) as speech, _engine("drafting", window) as drafting:
        window.result_of(lambda done: load_speech_model(speech, models_dir(), done))
        services = LiveRecordings(vault, speech, models_dir(), ACTOR)
        encounter = Encounters(vault, ACTOR).create()
        window.longest_block_s = 0.0
        player, outcomes = FilePlayer(audio, speed), []
        assert speech.child_pid is not None
        used_s = processor_s("self") + processor_s(speech.child_pid)
        started = time.monotonic()
        recording: LiveRecording = window.timed(
            lambda: services.start(
                encounter.id, player, language, Consent(ConsentGiver.SPEAKER, "bench"), told, outcomes.append
            )
        )
        lags: list[float] = []
        window.run_until(lambda: player.has_ended, lambda: lags.append(recording.lag_s))
        stopped = time.monotonic()
        window.timed(recording.stop)
        window.run_until(lambda: bool(outcomes))
        transcribed = time.monotonic()
        used_s = processor_s("self") + processor_s(speech.child_pid) - used_s
        assert isinstance(outcomes[0], Completed), outcomes[0]
        transcript = outcomes[0].value
        if template:
            writing = Drafting(vault, drafting, models_dir(), ACTOR)
            window.result_of(lambda done: writing.draft(encounter.id, template, transcript.language, told, done))
        ended = time.monotonic()
        return Lived(
            transcript,
            _audio_lost_s(audio, vault, encounter),
            # Each at the time at which its last word was spoken.
            [told_at - (started + segment.end_s / speed) for segment, told_at in told.segments],
            max(lags, default=0.0),
            transcribed - stopped,
            told.first_text_at - stopped if told.first_text_at else None,
            ended - stopped,
            window.longest_block_s,
            used_s / (transcribed - started),
            _peaks({"services": "self", "speech": speech.child_pid, "drafting": drafting.child_pid}),
        )


def _cold(audio: Path, language: Language | None, template: str | None) -> tuple[str, float]:
    """The whole file after Stop, by children that are started then, as after any recording that was only stored."""
    window, told = Window(), Told()
    started = time.monotonic()
    with _engine("speech", window) as speech, _engine("drafting", window) as drafting:
        transcript: Transcript = window.result_of(
            lambda done: transcribe_audio(speech, models_dir(), audio, language, told, done)
        )
        if template:
            note: DraftNote = window.result_of(
                lambda done: draft_transcript(
                    drafting, models_dir(), transcript, template, transcript.language, told, done
                )
            )
            assert note.sections
        return transcript.text, time.monotonic() - started


def _audio_lost_s(audio: Path, vault: Vault, encounter: Encounter) -> float:
    """What of the file is not in the journal as it was, in seconds."""
    played = np.rint(load_audio(audio) * 32768).astype(np.int16)
    pcm = b"".join(vault.journal.read_recording(encounter.id))
    kept = np.frombuffer(pcm, "<i2")
    count = min(len(played), len(kept))
    return float(len(played) - count + np.count_nonzero(played[:count] != kept[:count])) / SAMPLE_RATE_HZ


def _errors(audio: Path, live: Transcript, whole_text: str) -> dict[str, float]:
    """Of English words, or of Korean characters, in percent; nothing when no truth lies beside the recording."""
    path = audio.with_suffix(".json")
    if not path.is_file():
        return {}
    truth = json.loads(path.read_text(encoding="utf-8"))
    language = Language(truth["language"])
    rate = jiwer.cer if language is Language.KO else jiwer.wer
    said = normalise(" ".join(turn["text"] for turn in truth["turns"]), language)

    def error(text: str) -> float:
        return round(100 * float(rate(said, normalise(text, language))), 2)

    return {"error_live": error(live.text), "error_whole": error(whole_text)}


def _peaks(processes: dict[str, int | str | None]) -> dict[str, int]:
    return {name: peak_mb(process) for name, process in processes.items() if process is not None}


@contextlib.contextmanager
def _vault() -> Iterator[Vault]:
    with tempfile.TemporaryDirectory() as folder:
        vault, _ = create_vault(Path(folder) / "vault", "a vault for a measurement")
        with vault:
            yield vault


@contextlib.contextmanager
def _engine(name: str, window: Window) -> Iterator[Engine]:
    target = {"speech": speech_worker.run, "drafting": drafting_worker.run}[name]
    engine = Engine(name, target, window.calls.put)
    try:
        yield engine
    finally:
        engine.close()


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="saegim bench live", description=__doc__)
    parser.add_argument("audio", type=Path, help="a recording, with its truth beside it: same name, .json")
    parser.add_argument("--speed", type=float, default=1.0, help="1.0: in real time; more: as a stress")
    parser.add_argument("--language", choices=[each.value for each in Language], help="else it is detected")
    parser.add_argument("--template", help="also draft this document after Stop")
    parser.add_argument("--texts", type=Path, help="write both transcripts to this JSON file")
    return parser
