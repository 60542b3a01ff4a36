"""Two people who hum, and a voice model that knows them by their pitch."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from app.domain.transcript import Speaker, TranscriptSegment, Word, segment_id
from app.speech.audio import SAMPLE_RATE_HZ
from app.speech.voice_model import PRINT_LENGTH, VoiceModel

Array = NDArray[np.float32]

WORD_S = 0.4
PITCHES_HZ = (220.0, 880.0, 3000.0)


class PitchModel(VoiceModel):
    """Prints are mel spectra: alike for one pitch, different for another."""

    def __init__(self) -> None:
        """Needs no weights."""

    def prints_of(self, windows: Array) -> Array:
        prints = np.zeros((len(windows), PRINT_LENGTH), np.float32)
        prints[:, : windows.shape[2]] = windows.mean(axis=1)
        return prints / np.maximum(np.linalg.norm(prints, axis=1, keepdims=True), 1e-9)


def hum(pitch_hz: float, seconds: float) -> Array:
    time_s = np.arange(round(seconds * SAMPLE_RATE_HZ)) / SAMPLE_RATE_HZ
    return (0.1 * np.sin(2 * np.pi * pitch_hz * time_s)).astype(np.float32)


def silence(seconds: float) -> Array:
    return np.zeros(round(seconds * SAMPLE_RATE_HZ), np.float32)


def spoken(
    number: int, start_s: float, said: Sequence[tuple[int, str]], pause_s: float = 0.4
) -> tuple[TranscriptSegment, Array]:
    """A segment of runs of words, each by one of the people, with pauses between the runs; and its sound."""
    words: list[Word] = []
    sounds: list[Array] = []
    now_s = start_s
    for count, (person, text) in enumerate(said):
        if count:
            sounds.append(silence(pause_s))
            now_s += pause_s
        for word in text.split():
            words.append(Word(round(now_s, 2), round(now_s + WORD_S, 2), word, 0.9))
            sounds.append(hum(PITCHES_HZ[person], WORD_S))
            now_s += WORD_S
    text = " ".join(word.text for word in words)
    segment = TranscriptSegment(segment_id(number), start_s, round(now_s, 2), Speaker.UNKNOWN, text, 0.9, tuple(words))
    return segment, np.concatenate(sounds)
