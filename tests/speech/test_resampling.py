import numpy as np
import pytest
from recordings import tone

from app.speech.resampling import Resampler


def resampled(sound: np.ndarray, rate_hz: int, channels: int = 1, block: int = 1000) -> np.ndarray:
    resampler = Resampler(rate_hz, channels)
    pcm = (sound * 32767).astype("<i2").tobytes()
    size = 2 * channels * block
    heard = b"".join(resampler.add(pcm[start : start + size]) for start in range(0, len(pcm), size))
    return np.frombuffer(heard, "<i2").reshape(-1, channels)


@pytest.mark.parametrize("rate_hz", [8000, 44100, 48000])
def test_a_tone_keeps_its_pitch_and_its_length(rate_hz: int) -> None:
    heard = resampled(tone(2.0, rate_hz, 1000.0), rate_hz)[:, 0]
    assert len(heard) == pytest.approx(32_000, abs=100)
    spectrum = np.abs(np.fft.rfft(heard[4000:20_000]))
    assert np.argmax(spectrum) == pytest.approx(1000, abs=2)


def test_16_khz_passes_unchanged() -> None:
    sound = tone(1.0)
    assert np.array_equal(resampled(sound, 16_000)[:, 0], (sound * 32767).astype("<i2"))


def test_two_channels_stay_apart() -> None:
    both = np.column_stack((tone(1.0, 48_000, 1000.0), 0 * tone(1.0, 48_000))).reshape(-1)
    heard = resampled(both, 48_000, channels=2)
    assert np.abs(heard[:, 0]).max() > 10_000
    assert np.abs(heard[:, 1]).max() < 10
