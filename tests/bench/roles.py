"""Speaker roles: the share of the time spoken that has the right role, through the product's own path.

The truth lies beside each recording: same name, `.json`, {"turns": [{"speaker": "Doctor" | "Patient" | "Mother" | …,
"start": s, "end": s}], "kind": …}. In a recording of kind "paediatric" the patient's turns are spoken by whoever
brought the child: guardian. Time is compared where a segment and a turn overlap. A turn of the truth contains its
pauses, a segment does not: the share of the turns' time that no segment covers is told apart (`uncovered_share`).
"""

import argparse
import json
import time
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

from app.domain.errors import ModelError
from app.domain.formats import transcript_from_json, transcript_to_json
from app.domain.language import Language
from app.domain.transcript import Speaker, Transcript, TranscriptSegment
from app.paths import models_dir
from app.services.models import find_model
from app.speech.audio import as_samples, audio_blocks
from app.speech.voice_book import VoiceBook
from app.speech.voice_model import VoiceModel
from app.speech.whisper import WhisperTranscriber

_ROLES = {
    "doctor": Speaker.CLINICIAN,
    "clinician": Speaker.CLINICIAN,
    "physician": Speaker.CLINICIAN,
    "patient": Speaker.PATIENT,
    "nurse": Speaker.NURSE,
    "guardian": Speaker.GUARDIAN,
    "mother": Speaker.GUARDIAN,
    "father": Speaker.GUARDIAN,
    "parent": Speaker.GUARDIAN,
    "family": Speaker.GUARDIAN,
    "caregiver": Speaker.GUARDIAN,
}
_CHILDRENS_KINDS = ("paediatric", "pediatric")


@dataclass(frozen=True, slots=True)
class Turn:
    speaker: Speaker
    start_s: float
    end_s: float

    def overlap_s(self, segment: TranscriptSegment) -> float:
        return max(0.0, min(self.end_s, segment.end_s) - max(self.start_s, segment.start_s))


@dataclass(frozen=True, slots=True)
class Measured:
    """Seconds of speech by (role in truth, role given), and the processor seconds of the work."""

    seconds: dict[tuple[Speaker, Speaker], float]
    spoken_s: float
    voices: int
    transcribing_s: float
    telling_apart_s: float

    @property
    def covered_s(self) -> float:
        return sum(self.seconds.values())

    @property
    def right_s(self) -> float:
        return sum(seconds for (truth, given), seconds in self.seconds.items() if truth is given)


def main(arguments: Sequence[str]) -> dict[str, Any]:
    options = _parser().parse_args(list(arguments))
    model = None if options.without_voices else _voice_model()
    transcriber = _Transcriber(options.transcripts)
    measured = {path: _measure(path, transcriber, model) for path in options.audio}
    _print_table(measured)
    return {
        "right_share": _share(measured.values()),
        "uncovered_share": round(
            1 - sum(m.covered_s for m in measured.values()) / sum(m.spoken_s for m in measured.values()), 4
        ),
        "processor_share_of_transcribing": transcriber.ratio(measured.values()),
        "has_voice_model": model is not None,
        "files": {
            path.stem: {
                "right_share": _share([one]),
                "voices": one.voices,
                "telling_apart_processor_s": round(one.telling_apart_s, 2),
                "seconds": {
                    f"{truth.value} as {given.value}": round(s, 1) for (truth, given), s in one.seconds.items()
                },
            }
            for path, one in measured.items()
        },
    }


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="saegim bench roles", description=__doc__)
    parser.add_argument("audio", nargs="+", type=Path, help="recordings, each with its truth beside it")
    parser.add_argument("--without-voices", action="store_true", help="guess from the words alone")
    parser.add_argument("--transcripts", type=Path, help="folder that keeps what Whisper heard, for the next time")
    return parser


class _Transcriber:
    """Whisper's transcripts, without speakers; kept in a folder if there is one."""

    def __init__(self, folder: Path | None) -> None:
        self._folder = folder
        self._whisper: WhisperTranscriber | None = None

    def transcript(self, path: Path) -> tuple[Transcript, float]:
        """And the processor seconds that it took; 0.0 when it was kept from before."""
        kept = self._folder / f"{path.stem}.json" if self._folder else None
        if kept is not None and kept.is_file():
            return transcript_from_json(json.loads(kept.read_text(encoding="utf-8"))), 0.0
        if self._whisper is None:
            self._whisper = WhisperTranscriber(
                find_model("speech", models_dir()).path, model_id="measured", model_sha256=""
            )
        samples = as_samples(audio_blocks(path))
        started = time.process_time()
        transcript = self._whisper.transcribe(samples, None, _Silent(), lambda: False)
        seconds = time.process_time() - started
        if kept is not None:
            kept.parent.mkdir(parents=True, exist_ok=True)
            kept.write_text(json.dumps(transcript_to_json(transcript), ensure_ascii=False), encoding="utf-8")
        return transcript, seconds

    @staticmethod
    def ratio(measured: Any) -> float | None:
        timed = [one for one in measured if one.transcribing_s]
        whole = sum(one.transcribing_s for one in timed)
        return round(sum(one.telling_apart_s for one in timed) / whole, 4) if whole else None


class _Silent:
    def language_found(self, language: Language, confidence: float) -> None: ...

    def segment_found(self, segment: TranscriptSegment) -> None: ...

    def progressed(self, done_s: float, total_s: float) -> None: ...


def _voice_model() -> VoiceModel | None:
    try:
        model = find_model("voices", models_dir())
    except ModelError:
        return None
    return VoiceModel(model.path, model.id)


def _measure(path: Path, transcriber: _Transcriber, model: VoiceModel | None) -> Measured:
    turns = _turns(path)
    transcript, transcribing_s = transcriber.transcript(path)
    samples = as_samples(audio_blocks(path))
    started = time.process_time()
    book = VoiceBook(model)
    for segment in transcript.segments:
        book.add(segment, samples)
    segments = book.settle()
    telling_apart_s = time.process_time() - started
    seconds: dict[tuple[Speaker, Speaker], float] = defaultdict(float)
    for turn in turns:
        for segment in segments:
            if shared_s := turn.overlap_s(segment):
                seconds[turn.speaker, segment.speaker] += shared_s
    return Measured(
        dict(seconds),
        sum(turn.end_s - turn.start_s for turn in turns),
        len({segment.voice for segment in segments if segment.voice is not None}),
        transcribing_s,
        telling_apart_s,
    )


def _turns(path: Path) -> list[Turn]:
    truth = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
    is_about_a_child = truth.get("kind") in _CHILDRENS_KINDS
    turns = []
    for turn in truth["turns"]:
        speaker = _ROLES[turn["speaker"].lower()]
        if is_about_a_child and speaker is Speaker.PATIENT:
            speaker = Speaker.GUARDIAN
        turns.append(Turn(speaker, turn["start"], turn["end"]))
    return turns


def _share(measured: Any) -> float | None:
    """In percent of the time that both a turn and a segment cover."""
    all_measured = list(measured)
    covered = sum(one.covered_s for one in all_measured)
    return round(100 * sum(one.right_s for one in all_measured) / covered, 2) if covered else None


def _print_table(measured: dict[Path, Measured]) -> None:
    table = Table(title="Time spoken with the right role (%)")
    for heading in ("recording", "right", "voices", "processor s"):
        table.add_column(heading)
    for path, one in measured.items():
        table.add_row(path.stem, f"{_share([one])}", str(one.voices), f"{one.telling_apart_s:.1f}")
    Console(width=100).print(table)
