"""Two people, each with a microphone of their own: the sample consultations, spread over two channels."""

import json
import wave
from pathlib import Path

import numpy as np
import pytest

from app.domain.language import Language
from app.domain.transcript import Speaker, Transcript, TranscriptSegment
from app.engines.audio_inbox import AudioInbox
from app.engines.protocol import Event, LiveJob, ModelSpec, PieceHeard, TranscribeJob
from app.engines.speech_worker import SpeechWork
from app.paths import RESOURCES, models_dir
from app.services.models import find_model
from app.speech.audio import as_samples, audio_blocks

pytestmark = pytest.mark.real_models

CLIP_S = 60
RATE_HZ = 16_000
# What the other one's microphone hears of a voice: 14 dB less.
CROSSTALK = 0.2
ROLES = {"Doctor": Speaker.CLINICIAN, "Patient": Speaker.PATIENT}


def turns_of(language: Language) -> list[tuple[float, float, Speaker]]:
    truth = json.loads((RESOURCES / "samples" / f"consultation_{language.value}.json").read_text(encoding="utf-8"))
    return [(turn["start"], turn["end"], ROLES[turn["speaker"]]) for turn in truth["turns"] if turn["start"] < CLIP_S]


@pytest.fixture(scope="module", params=list(Language), ids=str)
def recording(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[Language, Path]:
    """The patient on the left, the clinician on the right."""
    language: Language = request.param
    samples = as_samples(audio_blocks(RESOURCES / "samples" / f"consultation_{language.value}.ogg"))[: CLIP_S * RATE_HZ]
    gains = np.full((len(samples), 2), CROSSTALK, np.float32)
    for start_s, end_s, speaker in turns_of(language):
        gains[round(start_s * RATE_HZ) : round(end_s * RATE_HZ), int(speaker is Speaker.CLINICIAN)] = 1.0
    path = tmp_path_factory.mktemp("two_channels") / f"{language.value}.wav"
    with wave.open(str(path), "wb") as file:
        file.setnchannels(2)
        file.setsampwidth(2)
        file.setframerate(RATE_HZ)
        file.writeframes((samples[:, None] * gains * 32767).astype("<i2").tobytes())
    return language, path


@pytest.fixture(scope="module")
def inbox() -> AudioInbox:
    return AudioInbox()


@pytest.fixture(scope="module")
def work(inbox: AudioInbox) -> SpeechWork:
    return SpeechWork(inbox)


@pytest.fixture(scope="module")
def model() -> ModelSpec:
    found = find_model("speech", models_dir())
    return ModelSpec(found.id, found.path, found.sha256)


def right_share(segments: tuple[TranscriptSegment, ...], language: Language) -> float:
    """Of the time that segments and turns have in common."""
    right = both = 0.0
    for segment in segments:
        for start_s, end_s, speaker in turns_of(language):
            overlap_s = max(0.0, min(segment.end_s, end_s) - max(segment.start_s, start_s))
            both += overlap_s
            right += overlap_s * (segment.speaker is speaker)
    assert both > CLIP_S / 3
    return right / both


def test_a_file_of_two_channels_says_who_speaks(
    work: SpeechWork, model: ModelSpec, recording: tuple[Language, Path]
) -> None:
    language, path = recording
    transcript = work(TranscribeJob(path, language, model), lambda event: None, lambda: False)
    assert isinstance(transcript, Transcript)
    assert right_share(transcript.segments, language) >= 0.95
    assert {segment.voice for segment in transcript.segments} == {1, 2}
    assert not any(segment.is_speaker_doubtful for segment in transcript.segments)


def test_two_channels_say_who_speaks_while_they_are_heard(
    work: SpeechWork, inbox: AudioInbox, model: ModelSpec, recording: tuple[Language, Path]
) -> None:
    language, path = recording
    with wave.open(str(path), "rb") as file:
        pcm = file.readframes(file.getnframes())
    inbox.clear()
    for start in range(0, len(pcm), 4 * RATE_HZ):
        inbox.put(pcm[start : start + 4 * RATE_HZ])
    inbox.put(None)
    heard: dict[str, TranscriptSegment] = {}

    def report(event: Event) -> None:
        if isinstance(event, PieceHeard):
            heard.update({segment.id: segment for segment in event.piece.segments})

    assert work(LiveJob(language, model, channels=2), report, lambda: False) == pytest.approx(CLIP_S, abs=0.1)
    assert right_share(tuple(heard.values()), language) >= 0.95
