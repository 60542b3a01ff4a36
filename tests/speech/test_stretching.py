import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from recordings import tone

from app.speech.audio import SAMPLE_RATE_HZ
from app.speech.stretching import stretched


def pcm_of(sound: np.ndarray) -> bytes:
    return (sound * 32767).astype("<i2").tobytes()


def pitch_hz(pcm: bytes) -> float:
    samples = np.frombuffer(pcm, "<i2").astype(float)
    spectrum = np.abs(np.fft.rfft(samples * np.hanning(len(samples))))
    return float(np.argmax(spectrum)) * SAMPLE_RATE_HZ / len(samples)


@pytest.mark.parametrize("speed", [0.75, 1.25, 1.5, 2.0])
def test_a_tone_lasts_otherwise_and_keeps_its_pitch_and_loudness(speed):
    original = pcm_of(tone(2.0, loudness=0.3))
    changed = stretched(original, speed)
    assert len(changed) == pytest.approx(len(original) / speed, abs=2)
    assert pitch_hz(changed) == pytest.approx(pitch_hz(original), abs=2.0)
    middle = slice(SAMPLE_RATE_HZ // 4, -SAMPLE_RATE_HZ // 4)
    loudness = [np.std(np.frombuffer(pcm, "<i2")[middle].astype(float)) for pcm in (original, changed)]
    assert loudness[1] == pytest.approx(loudness[0], rel=0.1)


def test_the_speed_of_life_changes_nothing():
    original = pcm_of(tone(0.5))
    assert stretched(original, 1.0) is original


@settings(max_examples=40, deadline=None)
@given(st.binary(max_size=20_000), st.floats(0.5, 2.0))
def test_any_sound_comes_out_whole_and_never_too_loud(noise, speed):
    pcm = noise[: len(noise) // 2 * 2]
    changed = np.frombuffer(stretched(pcm, speed), "<i2")
    samples = np.frombuffer(pcm, "<i2")
    loudest = int(np.abs(samples.astype(int)).max(initial=0))
    assert len(changed) in (len(samples), round(len(samples) / speed))
    assert int(np.abs(changed.astype(int)).max(initial=0)) <= loudest + 1


def test_a_speed_of_nothing_is_refused():
    with pytest.raises(ValueError, match="above zero"):
        stretched(b"", 0)
