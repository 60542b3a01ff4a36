"""Sound whose words can be told without a model: each is a run of one sample value, which is its number."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from app.domain.language import Language
from app.domain.transcript import ModelReference, Word
from app.speech.context import Ending, Spoken
from app.speech.segmenter import Chunk
from app.speech.transcript_builder import Heard
from app.speech.voice_activity import FRAME_SAMPLES

RATE_HZ = 16_000
_FIRST_VALUE = 8000
_SHORTEST_S = 0.05

Samples = NDArray[np.float32]


def pcm_of(words: Iterable[tuple[float, float]], first_number: int = 0) -> bytes:
    """(seconds of the word, seconds of silence after it); numbers are counted on from the first."""
    pieces = []
    for number, (word_s, silence_s) in enumerate(words, start=first_number):
        pieces.append(np.full(round(word_s * RATE_HZ), _FIRST_VALUE + number, "<i2"))
        pieces.append(np.zeros(round(silence_s * RATE_HZ), "<i2"))
    return np.concatenate(pieces).tobytes() if pieces else b""


def loudness(inputs: dict[str, Samples]) -> tuple[Samples, Samples, Samples]:
    """In the place of the voice detector's network."""
    frames = inputs["input"][:, -FRAME_SAMPLES:]
    return np.minimum(1.0, 5 * np.abs(frames).mean(axis=1, keepdims=True)), inputs["h"], inputs["c"]


class NumberRecogniser:
    """Reads the numbers: as a recogniser does, each piece for itself, so that a word that is cut is read twice."""

    reference = ModelReference("numbers", "0" * 64)

    def __init__(self) -> None:
        self.longest_sound_s = self.longest_window_s = 0.0
        self.before: list[list[int]] = []

    def hear_on(
        self, before: Sequence[Spoken], samples: Samples, language: Language, chunk: Chunk
    ) -> tuple[list[Heard], Spoken]:
        words = tuple(_words(samples, chunk))
        self.longest_sound_s = max(self.longest_sound_s, len(samples) / RATE_HZ)
        self.longest_window_s = max(
            self.longest_window_s, sum(spoken.duration_s for spoken in before) + chunk.duration_s
        )
        self.before.append([token for spoken in before for token in spoken.tokens])
        sound = np.zeros(round(chunk.duration_s * RATE_HZ), np.float32)
        spoken = Spoken(sound, tuple(int(word.text) for word in words), Ending(0, chunk.duration_s))
        return [Heard(chunk, words, -0.1, 0.0)], spoken

    def hear_roughly(self, samples: Samples, language: Language, chunk: Chunk) -> str:
        return " ".join(word.text for word in _words(samples, chunk))

    def language_of(self, samples: Samples, chunks: Sequence[Chunk]) -> tuple[Language, float]:
        return Language.EN, 0.9


def numbers_in(sound: NDArray[np.int16]) -> list[int]:
    return [number for number, _, _ in _runs(sound)]


def _words(samples: Samples, chunk: Chunk) -> Iterable[Word]:
    for stretch in chunk.stretches:
        first = round(stretch.start_s * RATE_HZ)
        sound = np.rint(samples[first : round(stretch.end_s * RATE_HZ)] * 32768).astype(np.int16)
        for number, start, end in _runs(sound):
            yield Word((first + start) / RATE_HZ, (first + end) / RATE_HZ, str(number), 0.9)


def _runs(sound: NDArray[np.int16]) -> Iterator[tuple[int, int, int]]:
    """Each word, its first sample, and the sample after its last."""
    changes = [0, *(np.flatnonzero(np.diff(sound)) + 1).tolist(), len(sound)]
    for start, end in pairwise(changes):
        if end - start >= _SHORTEST_S * RATE_HZ and sound[start] >= _FIRST_VALUE:
            yield int(sound[start]) - _FIRST_VALUE, start, end
