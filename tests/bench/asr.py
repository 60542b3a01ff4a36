"""Speech: error rates and speed, ours beside bare faster-whisper on the same recordings in the same run.

The truth lies beside each recording: same name, `.json`, {"language": "ko" | "en", "turns": [{"text": …}]}. A bare way
is a call of the library itself with the same weights, number type and threads. Ours is compared with the fastest of
those that make no more errors; when each makes more, with the one that makes the fewest.
"""

import argparse
import json
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import jiwer
from drug_words import drug_words_missed
from faster_whisper import BatchedInferencePipeline, WhisperModel
from faster_whisper.transcribe import Segment
from rich.console import Console
from rich.table import Table
from text_normaliser import normalise

from app.cores import core_count
from app.domain.errors import InputError
from app.domain.language import Language
from app.domain.transcript import TranscriptSegment
from app.paths import models_dir
from app.services.models import find_model
from app.speech.audio import SAMPLE_RATE_HZ, as_samples, audio_blocks
from app.speech.whisper import WhisperTranscriber

OURS = "saegim"
RATE_NAMES = {Language.EN: "wer", Language.KO: "cer"}

Way = Callable[[Path, Language], str]


@dataclass(frozen=True, slots=True)
class Recording:
    path: Path
    language: Language
    truth: str
    duration_s: float


@dataclass(slots=True)
class Measured:
    """What one way made of the recordings: the text, and the seconds by the clock and of processor time."""

    texts: dict[Recording, str] = field(default_factory=dict)
    seconds: dict[Recording, float] = field(default_factory=dict)
    processor_seconds: dict[Recording, float] = field(default_factory=dict)

    def measure(self, way: Way, recording: Recording) -> None:
        """The best of the times, when measured several times."""
        started, processor_started = time.perf_counter(), time.process_time()
        self.texts[recording] = way(recording.path, recording.language)
        seconds, processor_seconds = time.perf_counter() - started, time.process_time() - processor_started
        self.seconds[recording] = min(seconds, self.seconds.get(recording, seconds))
        self.processor_seconds[recording] = min(
            processor_seconds, self.processor_seconds.get(recording, processor_seconds)
        )

    def error_rate(self, recordings: Sequence[Recording]) -> float:
        """In percent, pooled: word errors of English, character errors of Korean. All must be of one language."""
        language = recordings[0].language
        rate = jiwer.cer if language is Language.KO else jiwer.wer
        truths = [normalise(recording.truth, language) for recording in recordings]
        return 100 * float(rate(truths, [normalise(self.texts[recording], language) for recording in recordings]))

    def drug_error_rate(self, recordings: Sequence[Recording]) -> float | None:
        """In percent of the drug words said; None when none was."""
        counts = [drug_words_missed(r.truth, self.texts[r], r.language) for r in recordings]
        said = sum(said for said, _ in counts)
        return 100 * sum(missed for _, missed in counts) / said if said else None

    def total_s(self) -> float:
        return sum(self.seconds.values())

    def total_processor_s(self) -> float:
        return sum(self.processor_seconds.values())


class Silent:
    """A listener for a measurement: it only remembers when the first words came."""

    def __init__(self) -> None:
        self.first_segment_at: float | None = None

    def language_found(self, language: Language, confidence: float) -> None: ...

    def segment_found(self, segment: TranscriptSegment) -> None:
        self.first_segment_at = self.first_segment_at or time.perf_counter()

    def progressed(self, done_s: float, total_s: float) -> None: ...


class Ours:
    def __init__(self, model_dir: Path, threads: int | None) -> None:
        self._transcriber = WhisperTranscriber(model_dir, model_id="measured", model_sha256="", threads=threads)
        self.first_segment_s: list[float] = []

    def __call__(self, path: Path, language: Language) -> str:
        started, listener = time.perf_counter(), Silent()
        try:
            transcript = self._transcriber.transcribe(as_samples(audio_blocks(path)), language, listener, lambda: False)
        except InputError:
            return ""
        if listener.first_segment_at:
            self.first_segment_s.append(listener.first_segment_at - started)
        return " ".join(segment.text for segment in transcript.segments)


def main(arguments: Sequence[str]) -> dict[str, Any]:
    options = _parser().parse_args(list(arguments))
    recordings = [_recording(path) for path in options.audio]
    model_dir = options.model_dir or find_model("speech", models_dir()).path
    ours = Ours(model_dir, options.threads)
    ways: dict[str, Way] = {OURS: ours, **_bare_ways(model_dir, options.threads)}
    measured = {name: Measured() for name in ways}
    for _ in range(options.rounds):
        for recording in recordings:
            # Side by side, recording by recording: whatever else the machine does is shared fairly.
            for name, way in ways.items():
                measured[name].measure(way, recording)
    if options.texts:
        _write_texts(options.texts, measured)
    _print_table(recordings, measured)
    return {**_figures(recordings, measured), "first_segment_s": _mean(ours.first_segment_s)}


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="saegim bench asr", description=__doc__)
    parser.add_argument("audio", nargs="+", type=Path, help="recordings, each with its truth beside it")
    parser.add_argument("--model-dir", type=Path, help="a Whisper model's folder (else the installed one)")
    parser.add_argument("--threads", type=int, help="processor threads for every way (else all cores)")
    parser.add_argument("--rounds", type=int, default=1, help="measure so many times and keep the best times")
    parser.add_argument("--texts", type=Path, help="write what each way heard to this JSON file")
    return parser


def _recording(path: Path) -> Recording:
    truth = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
    words = " ".join(turn["text"] for turn in truth["turns"])
    duration_s = sum(map(len, audio_blocks(path))) / SAMPLE_RATE_HZ
    return Recording(path, Language(truth["language"]), words, duration_s)


def _bare_ways(model_dir: Path, threads: int | None) -> dict[str, Way]:
    """The library as its own documentation calls it, and the same with the cheapest search."""
    model = WhisperModel(str(model_dir), device="cpu", compute_type="int8", cpu_threads=threads or core_count())
    batched = BatchedInferencePipeline(model)

    def plain(path: Path, language: Language) -> str:
        return _text_of(model.transcribe(str(path), language=language.value, beam_size=5)[0])

    def batched_beam(path: Path, language: Language) -> str:
        return _text_of(batched.transcribe(str(path), language=language.value, batch_size=8, beam_size=5)[0])

    def batched_greedy(path: Path, language: Language) -> str:
        return _text_of(batched.transcribe(str(path), language=language.value, batch_size=8, beam_size=1)[0])

    return {"plain, beam 5": plain, "batched, beam 5": batched_beam, "batched, beam 1": batched_greedy}


def _text_of(segments: Iterable[Segment]) -> str:
    return " ".join(segment.text.strip() for segment in segments)


def _figures(recordings: Sequence[Recording], measured: Mapping[str, Measured]) -> dict[str, Any]:
    ours = measured[OURS]
    reference = _reference(recordings, measured)
    bare = measured[reference]
    audio_s = sum(recording.duration_s for recording in recordings)
    figures: dict[str, Any] = {"bare": reference}
    for language, group in _by_language(recordings).items():
        name = RATE_NAMES[language]
        figures |= {name: _rounded(ours.error_rate(group)), f"{name}_bare": _rounded(bare.error_rate(group))}
    return figures | {
        "drug_error_rate": _rounded(ours.drug_error_rate(recordings)),
        "drug_error_rate_bare": _rounded(bare.drug_error_rate(recordings)),
        "rtf": _rounded(ours.total_s() / audio_s, 4),
        "rtf_bare": _rounded(bare.total_s() / audio_s, 4),
        "time_ratio_to_bare": _rounded(ours.total_s() / bare.total_s(), 3),
        "processor_time_ratio_to_bare": _rounded(ours.total_processor_s() / bare.total_processor_s(), 3),
        "files": {recording.path.stem: _file_figures(recording, ours, bare) for recording in recordings},
        "ways": {name: _way_figures(recordings, way) for name, way in measured.items()},
    }


def _file_figures(recording: Recording, ours: Measured, bare: Measured) -> dict[str, Any]:
    name, alone = RATE_NAMES[recording.language], [recording]
    return {
        name: _rounded(ours.error_rate(alone)),
        f"{name}_bare": _rounded(bare.error_rate(alone)),
        "drug_error_rate": _rounded(ours.drug_error_rate(alone)),
        "drug_error_rate_bare": _rounded(bare.drug_error_rate(alone)),
        "rtf": _rounded(ours.seconds[recording] / recording.duration_s, 4),
        "time_ratio_to_bare": _rounded(ours.seconds[recording] / bare.seconds[recording], 3),
    }


def _way_figures(recordings: Sequence[Recording], way: Measured) -> dict[str, Any]:
    rates = {
        RATE_NAMES[language]: _rounded(way.error_rate(group)) for language, group in _by_language(recordings).items()
    }
    return {
        **rates,
        "drug_error_rate": _rounded(way.drug_error_rate(recordings)),
        "seconds": _rounded(way.total_s()),
        "processor_seconds": _rounded(way.total_processor_s()),
    }


def _reference(recordings: Sequence[Recording], measured: Mapping[str, Measured]) -> str:
    groups = _by_language(recordings).values()
    bare = {name: way for name, way in measured.items() if name != OURS}
    as_good = [
        name
        for name, way in bare.items()
        if all(way.error_rate(group) <= measured[OURS].error_rate(group) for group in groups)
    ]
    if as_good:
        return min(as_good, key=lambda name: bare[name].total_s())
    return min(bare, key=lambda name: sum(bare[name].error_rate(group) for group in groups))


def _by_language(recordings: Sequence[Recording]) -> dict[Language, list[Recording]]:
    groups: dict[Language, list[Recording]] = {}
    for recording in recordings:
        groups.setdefault(recording.language, []).append(recording)
    return groups


def _print_table(recordings: Sequence[Recording], measured: Mapping[str, Measured]) -> None:
    table = Table(title="Errors (WER or CER, %), drug words missed (%), seconds")
    for heading in ("recording", "way", "errors", "drug words", "seconds", "processor s", "x real time"):
        table.add_column(heading)
    for recording in recordings:
        for name, way in measured.items():
            table.add_row(
                recording.path.stem,
                name,
                f"{way.error_rate([recording]):.1f}",
                f"{_rounded(way.drug_error_rate([recording])) or '–'}",
                f"{way.seconds[recording]:.1f}",
                f"{way.processor_seconds[recording]:.1f}",
                f"{way.seconds[recording] / recording.duration_s:.3f}",
            )
        table.add_section()
    Console(width=110).print(table)


def _write_texts(path: Path, measured: Mapping[str, Measured]) -> None:
    texts = {name: {r.path.stem: text for r, text in way.texts.items()} for name, way in measured.items()}
    path.write_text(json.dumps(texts, ensure_ascii=False, indent=1), encoding="utf-8")


def _rounded(figure: float | None, digits: int = 2) -> float | None:
    return None if figure is None else round(figure, digits)


def _mean(values: Sequence[float]) -> float | None:
    return _rounded(sum(values) / len(values)) if values else None
