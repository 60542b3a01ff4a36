"""What Whisper is given and what it gives: sound in a window, words with their times."""

from collections.abc import Sequence

import numpy as np
from faster_whisper.transcribe import Word as WhisperWord
from numpy.typing import NDArray

from app.domain.transcript import Word
from app.speech.audio import SAMPLE_RATE_HZ
from app.speech.segmenter import Chunk

Samples = NDArray[np.float32]

WINDOW_S = 30


def sound_of(samples: Samples, chunk: Chunk) -> Samples:
    """A chunk's sound, without the silence between its stretches."""
    return np.concatenate(
        [
            samples[round(stretch.start_s * SAMPLE_RATE_HZ) : round(stretch.end_s * SAMPLE_RATE_HZ)]
            for stretch in chunk.stretches
        ]
    )


def filled_up(sounds: Sequence[Samples], length_s: float = WINDOW_S) -> Samples:
    """Sounds one after the other, filled up with silence: to a whole window, as Whisper was trained, or less.

    The pipeline itself would fill it with a level that no recording has; after that, words get lost.
    """
    window = np.zeros(round(length_s * SAMPLE_RATE_HZ), dtype=np.float32)
    sound = np.concatenate(sounds)[: len(window)]
    window[: len(sound)] = sound
    return window


def spaced_words(words: Sequence[WhisperWord]) -> list[list[WhisperWord]]:
    """Puts Whisper's words together to what stands between spaces: "38" and ".5" are one word, so "day" and "-to"."""
    spaced: list[list[WhisperWord]] = []
    for word in words:
        if not word.word.strip():
            continue
        if word.word.startswith(" ") or not spaced:
            spaced.append([])
        spaced[-1].append(word)
    return spaced


def word_of(parts: Sequence[WhisperWord], chunk: Chunk, offset_s: float) -> Word:
    start_s, end_s = chunk.in_recording(parts[0].start - offset_s, parts[-1].end - offset_s)
    return Word(
        round(float(start_s), 2),
        round(float(end_s), 2),
        "".join(part.word for part in parts).strip(),
        round(float(np.mean([part.probability for part in parts])), 3),
    )
