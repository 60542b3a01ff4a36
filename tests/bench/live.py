"""Live: a recording plays the microphone through the whole product path; beside it, the cold way on the same file.

Live, in the services' process and its two children: microphone, journal, transcript, each final segment kept, and the
note written while people talk. Cold: children that are started after Stop transcribe the whole file and draft its note.
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
from typing import Any, TypeAlias

import jiwer
import numpy as np
from memory import peak_mb, processor_s
from numpy.typing import NDArray
from text_normaliser import normalise

from app.domain.consent import Consent, ConsentGiver
from app.domain.encounter import Encounter
from app.domain.language import Language
from app.domain.note import DraftNote, NoteSection
from app.domain.outcome import Completed, Outcome
from app.domain.transcript import Transcript, TranscriptSegment
from app.drafting.templates import load_template
from app.engines import drafting_worker, speech_worker
from app.engines.supervisor import Engine
from app.paths import models_dir
from app.services.drafting import Drafting, DraftingAhead, draft_transcript, prepare_draft
from app.services.encounters import Encounters
from app.services.live import LiveRecording, LiveRecordings
from app.services.recording import load_speech_model, transcribe_audio
from app.speech.audio import SAMPLE_RATE_HZ, as_samples, audio_blocks
from app.speech.microphone import FilePlayer
from app.storage.vault import Vault, create_vault

Samples: TypeAlias = NDArray[np.float32]

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
    """What the window is told, and when. Listens to transcription and to drafting, and drafts ahead as it does."""

    drafting: Drafting | None = None
    template: str = ""
    language: Language | None = None
    segments: dict[str, tuple[TranscriptSegment, float]] = field(default_factory=dict)
    first_text_at: float | None = None
    ahead: DraftingAhead | None = None

    def language_found(self, language: Language, confidence: float) -> None:
        self.language = language

    def segment_found(self, segment: TranscriptSegment) -> None:
        _, first_told_at = self.segments.get(segment.id, (segment, time.monotonic()))
        self.segments[segment.id] = (segment, first_told_at)
        if self.drafting is not None and self.language is not None:
            self.ahead = self.ahead or self.drafting.ahead(self.template, self.language, self.note_grown)
            so_far = tuple(each for each, _ in self.segments.values())
            self.ahead.follow(Transcript(self.language, segment.end_s, so_far))

    def being_said(self, text: str) -> None: ...

    def progressed(self, done_s: float, total_s: float) -> None: ...

    def note_grown(self, sections: tuple[NoteSection, ...]) -> None:
        if sections:
            self.first_text_at = self.first_text_at or time.monotonic()

    def transcript_read(self, tokens_done: int, tokens_total: int) -> None: ...

    def line_begun(self, title: str) -> None: ...


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
    note: DraftNote | None
    gui_block_s: float
    processor_share: float
    peak_mb: dict[str, int]


def main(arguments: Sequence[str]) -> dict[str, Any]:
    options = _parser().parse_args(list(arguments))
    # First, because a microphone that cannot be read only ends: a missing file is to be told.
    played = as_samples(audio_blocks(options.audio))
    language = Language(options.language) if options.language else None
    template = None if options.without_note else options.template
    lived = _live(options.audio, played, options.speed, language, template)
    cold_text, cold_s = _cold(options.audio, language, template)
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
        "left_at_stop_tokens": _left_at_stop(lived.note),
        "cold_total_s": round(cold_s, 2),
        "ratio": round(cold_s / lived.stop_to_final_s, 2),
        "gui_block_max_ms": round(1000 * lived.gui_block_s, 1),
        "processor_share": round(lived.processor_share, 2),
        "peak_mb": lived.peak_mb,
        "segments": len(lived.transcript.segments),
    }
    if options.identical and lived.note is not None:
        again = _drafted_cold(lived.transcript, lived.note)
        figures["identical"] = again.sections == lived.note.sections
    if options.texts:
        texts = {"live": lived.transcript.text, "whole": cold_text}
        options.texts.write_text(json.dumps(texts, ensure_ascii=False, indent=1), encoding="utf-8")
    return figures


def _live(audio: Path, played: Samples, speed: float, language: Language | None, template: str | None) -> Lived:
    window = Window()
    with _vault() as vault, _engine("speech", window) as speech, _engine("drafting", window) as drafting:
        window.result_of(lambda done: load_speech_model(speech, models_dir(), done))
        writing = Drafting(vault, drafting, models_dir(), ACTOR)
        told = Told(writing if template else None, template or "", language)
        if template:
            spoken = language or Language.EN
            window.result_of(
                lambda done: prepare_draft(drafting, models_dir(), load_template(template), spoken, spoken, done)
            )
        services = LiveRecordings(vault, speech, models_dir(), ACTOR)
        encounter = Encounters(vault, ACTOR).create()
        window.longest_block_s = 0.0
        player, outcomes = FilePlayer(audio, speed), []
        children = [pid for pid in (speech.child_pid, drafting.child_pid) if pid is not None]
        used_s = sum(map(processor_s, ("self", *children)))
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
        assert isinstance(outcomes[0], Completed), outcomes[0]
        transcript, note = outcomes[0].value, None
        if template:
            note = window.result_of(lambda done: writing.draft(encounter.id, template, transcript.language, told, done))
        ended = time.monotonic()
        used_s = sum(map(processor_s, ("self", *children))) - used_s
        return Lived(
            transcript,
            _audio_lost_s(played, vault, encounter),
            # Each at the time at which its last word was spoken.
            [told_at - (started + segment.end_s / speed) for segment, told_at in told.segments.values()],
            max(lags, default=0.0),
            transcribed - stopped,
            # What is written ahead is on the screen already.
            max(0.0, told.first_text_at - stopped) if told.first_text_at else None,
            ended - stopped,
            note,
            window.longest_block_s,
            used_s / (ended - started),
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
                    drafting, models_dir(), transcript, load_template(template), transcript.language, told, done
                )
            )
            assert note.sections
        return transcript.text, time.monotonic() - started


def _drafted_cold(transcript: Transcript, note: DraftNote) -> DraftNote:
    """The same document from the same transcript, by a child that never saw the visit before."""
    window = Window()
    with _engine("drafting", window) as drafting:
        drafted: DraftNote = window.result_of(
            lambda done: draft_transcript(
                drafting, models_dir(), transcript, load_template(note.template), note.language, Told(), done
            )
        )
        return drafted


def _audio_lost_s(played: Samples, vault: Vault, encounter: Encounter) -> float:
    """What of the file is not in the journal as it was, in seconds."""
    expected = np.rint(played * 32768).astype(np.int16)
    pcm = b"".join(vault.journal.read_recording(encounter.id))
    kept = np.frombuffer(pcm, "<i2")
    count = min(len(expected), len(kept))
    return float(len(expected) - count + np.count_nonzero(expected[:count] != kept[:count])) / SAMPLE_RATE_HZ


def _left_at_stop(note: DraftNote | None) -> dict[str, int] | None:
    """What the model still had to read and to write."""
    timings = note.timings if note else None
    return {"read": timings.prompt_tokens, "written": timings.output_tokens} if timings else None


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
    parser.add_argument("--template", default="soap", help="the document to draft")
    parser.add_argument("--without-note", action="store_true", help="measure the transcript alone")
    parser.add_argument(
        "--identical", action="store_true", help="draft the live transcript once more, cold, and compare"
    )
    parser.add_argument("--texts", type=Path, help="write both transcripts to this JSON file")
    return parser
