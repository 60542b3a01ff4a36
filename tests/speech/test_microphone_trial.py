import numpy as np
import pytest
from recordings import noise, silence, tone

from app.domain.errors import Problem
from app.speech.microphone import AudioBlock
from app.speech.microphone_trial import TRIAL_S, MicrophoneTrial

BLOCK = 800


def trial_of(sound: np.ndarray, channels: int = 1) -> MicrophoneTrial:
    trial = MicrophoneTrial()
    pcm = np.repeat((np.clip(sound, -1, 1) * 32767).astype("<i2"), channels)
    for start in range(0, len(pcm), BLOCK * channels):
        block = pcm[start : start + BLOCK * channels].tobytes()
        trial.block_arrived(AudioBlock(start // channels, block, channels))
    return trial


def speech(seconds: float, loudness: float = 0.1) -> np.ndarray:
    """What stands out from a quiet room."""
    return np.concatenate([noise(1.0, loudness=0.0005), tone(seconds, loudness=loudness)])


@pytest.mark.parametrize("channels", [1, 2])
def test_a_voice_will_do_and_is_heard_as_one_channel(channels):
    trial = trial_of(speech(TRIAL_S), channels)
    assert trial.is_over
    assert trial.problem() is None
    assert len(trial.pcm) == TRIAL_S * 32_000


@pytest.mark.parametrize(
    ("sound", "code"),
    [
        (silence(TRIAL_S), "microphone_silent"),
        (noise(TRIAL_S, loudness=0.001), "microphone_without_voice"),
        (np.sign(tone(TRIAL_S, loudness=1.0)), "microphone_clipped"),
        (np.zeros(0), "microphone_silent"),
    ],
)
def test_what_would_not_do_says_why(sound, code):
    assert trial_of(sound).problem().code == code


def test_nothing_more_is_heard_after_the_five_seconds():
    trial = trial_of(np.concatenate([speech(TRIAL_S), tone(3.0, loudness=0.9)]))
    assert trial.heard_s == TRIAL_S


@pytest.mark.parametrize(
    ("told", "code"), [(Problem("microphone_denied"), "microphone_denied"), (None, "microphone_lost")]
)
def test_a_microphone_that_goes_away_ends_the_trial(told, code):
    trial = trial_of(speech(1.0))
    trial.microphone_ended(told)
    assert trial.is_over
    assert trial.problem().code == code
