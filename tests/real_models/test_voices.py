"""The real voice encoder on the sample consultations, with the turns of the truth as segments."""

import json
from collections.abc import Iterator

import numpy as np
import pytest

from app.domain.transcript import Speaker, TranscriptSegment, segment_id
from app.paths import RESOURCES, models_dir
from app.services.models import find_model
from app.speech.audio import as_samples, audio_blocks
from app.speech.voice_book import VoiceBook
from app.speech.voice_model import VoiceModel, mel_frames

pytestmark = pytest.mark.real_models

ROLES = {"Doctor": Speaker.CLINICIAN, "Patient": Speaker.PATIENT}


@pytest.fixture(scope="module")
def model() -> VoiceModel:
    installed = find_model("voices", models_dir())
    return VoiceModel(installed.path, installed.id)


def turns_of(language: str) -> Iterator[tuple[TranscriptSegment, Speaker]]:
    truth = json.loads((RESOURCES / "samples" / f"consultation_{language}.json").read_text(encoding="utf-8"))
    for number, turn in enumerate(truth["turns"]):
        segment = TranscriptSegment(
            segment_id(number), turn["start"], turn["end"], Speaker.UNKNOWN, turn["text"], confidence=1.0
        )
        yield segment, ROLES[turn["speaker"]]


@pytest.mark.parametrize("language", ["en", "ko"])
def test_the_two_people_of_a_sample_are_told_apart_and_named(model: VoiceModel, language: str) -> None:
    samples = as_samples(audio_blocks(RESOURCES / "samples" / f"consultation_{language}.ogg"))
    book, truth = VoiceBook(model), []
    for segment, speaker in turns_of(language):
        book.add(segment, samples)
        truth.append(speaker)
    found = book.settle()
    assert [segment.speaker for segment in found] == truth
    assert {segment.voice for segment in found} == {1, 2}
    assert not any(segment.is_speaker_doubtful for segment in found)


def test_one_persons_turns_are_one_voice(model: VoiceModel) -> None:
    samples = as_samples(audio_blocks(RESOURCES / "samples" / "consultation_en.ogg"))
    book = VoiceBook(model)
    for segment, speaker in turns_of("en"):
        if speaker is Speaker.CLINICIAN:
            book.add(segment, samples)
    assert len({segment.voice for segment in book.settle()}) == 1


def test_prints_are_those_of_the_publishers_own_program(model: VoiceModel) -> None:
    """The largest numbers of the print of a tone that rises from 200 to 3000 Hz, computed with PyTorch and librosa."""
    time_s = np.arange(25600) / 16000
    sweep = (0.1 * np.sin(2 * np.pi * (200 * time_s + 875 * time_s**2))).astype(np.float32)
    (found,) = model.prints_of(mel_frames(sweep)[None, :160])
    largest = [20, 44, 58, 83, 109, 127, 220, 225]
    expected = [0.1844, 0.20433, 0.2176, 0.20316, 0.18339, 0.22662, 0.23611, 0.22574]
    np.testing.assert_allclose(found[largest], expected, atol=1e-4)
