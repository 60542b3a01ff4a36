"""Samples to a WAV file."""

import wave
from pathlib import Path

import numpy as np
import numpy.typing as npt

SAMPLE_RATE_HZ = 16_000


def write_wav(path: Path, samples: npt.NDArray[np.float32]) -> None:
    write_pcm(path, (samples * 32767).astype("<i2").tobytes())


def write_pcm(path: Path, pcm: bytes) -> None:
    """16 kHz mono s16le."""
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(SAMPLE_RATE_HZ)
        file.writeframes(pcm)
