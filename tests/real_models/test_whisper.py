"""The real recogniser on short real recordings, and on sounds in which nobody speaks."""

import json
import re
import sys
import threading
import time
from difflib import SequenceMatcher
from pathlib import Path

import numpy as np
import pytest

from app.domain.errors import InputError, JobCancelled
from app.domain.formats import transcript_from_json, transcript_to_json
from app.domain.language import Language
from app.domain.transcript import Speaker, Transcript, TranscriptSegment
from app.paths import models_dir
from app.services.models import find_model
from app.speech.audio import SAMPLE_RATE_HZ, as_samples, audio_blocks
from app.speech.whisper import WhisperTranscriber

DATA = Path(__file__).parent / "data"

sys.path.insert(0, str(Path(__file__).parents[1] / "speech"))

from recordings import melody, noise, silence, tone  # noqa: E402

pytestmark = pytest.mark.real_models


class Listener:
    def __init__(self) -> None:
        self.language: tuple[Language, float] | None = None
        self.segments: list[TranscriptSegment] = []
        self.progress: list[float] = []

    def language_found(self, language: Language, confidence: float) -> None:
        self.language = (language, confidence)

    def segment_found(self, segment: TranscriptSegment) -> None:
        self.segments.append(segment)

    def progressed(self, done_s: float, total_s: float) -> None:
        self.progress.append(done_s / total_s)


@pytest.fixture(scope="module")
def transcriber() -> WhisperTranscriber:
    model = find_model("speech", models_dir())
    return WhisperTranscriber(model.path, model_id=model.id, model_sha256=model.sha256)


@pytest.fixture
def listener() -> Listener:
    return Listener()


def transcribe(
    transcriber: WhisperTranscriber, samples: np.ndarray, listener: Listener, language: Language | None = None
) -> Transcript:
    return transcriber.transcribe(samples, language, listener, lambda: False)


def test_english(transcriber: WhisperTranscriber, listener: Listener) -> None:
    transcript = transcribe(transcriber, as_samples(audio_blocks(DATA / "consultation_en.ogg")), listener)
    heard = transcript.text.lower()
    assert transcript.language is Language.EN
    assert transcript.language_confidence
    assert transcript.language_confidence > 0.9
    assert listener.language == (Language.EN, transcript.language_confidence)
    for word in ("watery", "toilet", "stomach", "how many times a day", "couple of days"):
        assert word in heard
    assert transcript.dropped == ()


def test_korean(transcriber: WhisperTranscriber, listener: Listener) -> None:
    transcript = transcribe(transcriber, as_samples(audio_blocks(DATA / "consultation_ko.ogg")), listener, Language.KO)
    assert transcript.language is Language.KO
    assert transcript.language_confidence is None
    assert listener.language is None
    for word in ("고혈압", "있으세요"):
        assert word in transcript.text


def test_korean_is_detected(transcriber: WhisperTranscriber, listener: Listener) -> None:
    assert (
        transcribe(transcriber, as_samples(audio_blocks(DATA / "consultation_ko.ogg")), listener).language
        is Language.KO
    )


def test_segments_are_turns_with_words_in_time(transcriber: WhisperTranscriber, listener: Listener) -> None:
    samples = as_samples(audio_blocks(DATA / "consultation_en.ogg"))
    transcript = transcribe(transcriber, samples, listener, Language.EN)
    assert listener.segments == list(transcript.segments)
    assert [segment.id for segment in transcript.segments][:2] == ["s0001", "s0002"]
    question = next(s for s in transcript.segments if "how many times" in s.text.lower())
    assert "stomach" not in question.text
    # The doctor begins 9.9 s into the clip.
    assert question.start_s == pytest.approx(9.9, abs=0.7)
    for segment in transcript.segments:
        assert segment.speaker is Speaker.UNKNOWN
        assert " ".join(word.text for word in segment.words) == segment.text
        assert segment.words[0].start_s == segment.start_s
        assert segment.words[-1].end_s == segment.end_s
        assert 0.0 < segment.confidence <= 1.0
    assert transcript_from_json(json.loads(json.dumps(transcript_to_json(transcript)))) == transcript
    assert listener.progress == sorted(listener.progress)
    assert listener.progress[-1] == 1.0


@pytest.mark.parametrize("language", [None, Language.KO, Language.EN])
@pytest.mark.parametrize(
    "sound",
    [
        silence(20.0),
        noise(20.0, loudness=0.005),
        noise(20.0, loudness=0.2),
        tone(20.0),
        melody(30.0),
        np.concatenate([silence(5.0), tone(1.0, frequency_hz=900.0), noise(10.0, loudness=0.02), melody(10.0)]),
    ],
    ids=["silence", "hiss", "noise", "tone", "music", "waiting room"],
)
def test_where_nobody_speaks_nothing_was_said(
    transcriber: WhisperTranscriber, listener: Listener, sound: np.ndarray, language: Language | None
) -> None:
    with pytest.raises(InputError) as caught:
        transcribe(transcriber, sound, listener, language)
    assert caught.value.problem.code == "no_speech_found"
    assert listener.segments == []


def test_silence_around_speech_adds_no_words(transcriber: WhisperTranscriber, listener: Listener) -> None:
    """A word may be heard otherwise where its window begins elsewhere, and on another processor («stool», «stew»)."""
    samples = as_samples(audio_blocks(DATA / "consultation_en.ogg"))
    alone = transcribe(transcriber, samples, listener, Language.EN)
    padded = np.concatenate([silence(60.0), samples, noise(60.0, loudness=0.003)])
    surrounded = transcribe(transcriber, padded, Listener(), Language.EN)
    heard_alone, heard = words_of(alone), words_of(surrounded)
    assert abs(len(heard) - len(heard_alone)) <= 1
    assert SequenceMatcher(a=heard_alone, b=heard, autojunk=False).ratio() > 0.9
    speech_ends_s = 60.0 + samples.size / SAMPLE_RATE_HZ
    assert all(60.0 <= segment.start_s <= segment.end_s <= speech_ends_s for segment in surrounded.segments)
    assert surrounded.segments[0].start_s == pytest.approx(60.0 + alone.segments[0].start_s, abs=0.5)


def words_of(transcript: Transcript) -> list[str]:
    return re.findall(r"[\w']+", transcript.text.lower())


def test_the_same_recording_gives_the_same_transcript(transcriber: WhisperTranscriber, listener: Listener) -> None:
    samples = as_samples(audio_blocks(DATA / "consultation_en.ogg"))
    assert transcribe(transcriber, samples, listener) == transcribe(transcriber, samples, listener)


def test_cancel_takes_effect_at_once(transcriber: WhisperTranscriber, listener: Listener) -> None:
    samples = np.tile(as_samples(audio_blocks(DATA / "consultation_en.ogg")), 20)
    wish = threading.Event()
    threading.Timer(0.5, wish.set).start()
    started = time.perf_counter()
    with pytest.raises(JobCancelled):
        transcriber.transcribe(samples, Language.EN, listener, wish.is_set)
    assert time.perf_counter() - started < 5.0


def test_words_come_before_the_end(transcriber: WhisperTranscriber) -> None:
    samples = np.tile(as_samples(audio_blocks(DATA / "consultation_en.ogg")), 10)

    class Impatient(Listener):
        def segment_found(self, segment: TranscriptSegment) -> None:
            super().segment_found(segment)
            wish.set()

    wish, listener = threading.Event(), Impatient()
    with pytest.raises(JobCancelled):
        transcriber.transcribe(samples, Language.EN, listener, wish.is_set)
    assert listener.segments
    assert max(listener.progress, default=0.0) < 0.5
