"""Cuts a segment where its speaker may change: at pauses, and where a stretch is too long for one voice print."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from app.domain.transcript import TranscriptSegment, Word
from app.speech.voice_model import WINDOW_FRAMES, mel_frames

Array = NDArray[np.float32]

FRAMES_PER_S = 100
# Sound this far below the loudest of a segment is held to be a pause.
_QUIET_SHARE = 1e-3
_PAUSE_FRAMES = 20
_SMEAR_FRAMES = 5
_SHORTEST_FRAMES = 50
_LONGEST_FRAMES = 2 * WINDOW_FRAMES
_PUNCTUATION = (".", "?", "!", ",", "。", "？", "！", "…", "、")


@dataclass(frozen=True, slots=True)
class Piece:
    """The least that is given to one voice: some words of a segment, or a segment without words as a whole.

    `window` is what the voice model hears, (WINDOW_FRAMES or half of them, 40); `voiced_s` is how much voice there is.
    """

    words: tuple[Word, ...]
    window: Array
    voiced_s: float


def pieces_of(segment: TranscriptSegment, sound: Array) -> list[Piece]:
    """`sound` is the segment's own, mono 16 kHz. Every word of the segment is in one piece, in order."""
    frames = mel_frames(sound)
    loudness = frames.sum(axis=1)
    is_voiced = _smeared(loudness > _QUIET_SHARE * float(np.quantile(loudness, 0.95)))
    middles = [((word.start_s + word.end_s) / 2 - segment.start_s) * FRAMES_PER_S for word in segment.words]
    cuts = _cuts_at_pauses(is_voiced, middles)
    cuts = _cuts_of_long_stretches(cuts, is_voiced, segment.words, middles)
    pieces = []
    for (first_word, first_frame), (end_word, end_frame) in pairwise([(0, 0), *cuts, (len(middles), len(frames))]):
        voiced = frames[first_frame:end_frame][is_voiced[first_frame:end_frame]]
        pieces.append(Piece(segment.words[first_word:end_word], _window_of(voiced), len(voiced) / FRAMES_PER_S))
    return pieces


Cut = tuple[int, int]
"""Before which word, and at which frame."""


def _smeared(is_voiced: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Closes the gaps within and between syllables."""
    return np.convolve(is_voiced, np.ones(2 * _SMEAR_FRAMES + 1), mode="same")[: len(is_voiced)] > 0


def _cuts_at_pauses(is_voiced: NDArray[np.bool_], middles: Sequence[float]) -> list[Cut]:
    """Cuts at pauses that leave enough voice on both sides."""
    cuts: list[Cut] = []
    voiced_until = np.concatenate([[0], np.cumsum(is_voiced)])
    for start, end in _silences(is_voiced):
        frame = (start + end) // 2
        word = sum(middle < frame for middle in middles)
        last_word, last_frame = cuts[-1] if cuts else (0, 0)
        before, after = voiced_until[frame] - voiced_until[last_frame], voiced_until[-1] - voiced_until[frame]
        if last_word < word < len(middles) and min(before, after) >= _SHORTEST_FRAMES:
            cuts.append((word, frame))
    return cuts


def _silences(is_voiced: NDArray[np.bool_]) -> list[tuple[int, int]]:
    edges = np.flatnonzero(np.diff(np.concatenate([[True], is_voiced, [True]])))
    runs = zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True)
    # Smearing has eaten from both ends.
    return [(start, end) for start, end in runs if end - start >= _PAUSE_FRAMES - 2 * _SMEAR_FRAMES]


def _cuts_of_long_stretches(
    cuts: Sequence[Cut], is_voiced: NDArray[np.bool_], words: Sequence[Word], middles: Sequence[float]
) -> list[Cut]:
    """The same cuts, and more where what lies between two is long: at a punctuation mark if there is one."""
    ends = [(0, 0), *cuts, (len(words), len(is_voiced))]
    result: list[Cut] = []
    for (first_word, first_frame), (end_word, end_frame) in pairwise(ends):
        if first_frame:
            result.append((first_word, first_frame))
        parts = int(is_voiced[first_frame:end_frame].sum()) // _LONGEST_FRAMES + 1
        for part in range(1, parts):
            wanted = first_frame + (end_frame - first_frame) * part / parts
            after = result[-1][0] if result else first_word
            choices = range(after + 1, end_word)
            if choices:
                cut = min(choices, key=lambda word: _distance(word, wanted, words, middles))
                result.append((cut, round((middles[cut - 1] + middles[cut]) / 2)))
    return result


def _distance(word: int, wanted: float, words: Sequence[Word], middles: Sequence[float]) -> float:
    """How far a cut before the word is from where it is wanted; a punctuation mark is worth a second."""
    is_marked = words[word - 1].text.endswith(_PUNCTUATION)
    return abs((middles[word - 1] + middles[word]) / 2 - wanted) - (FRAMES_PER_S if is_marked else 0)


def _window_of(voiced: Array) -> Array:
    """The middle of what is voiced; what is shorter than a window, or than half of one, is repeated to fill it."""
    length = WINDOW_FRAMES if len(voiced) > WINDOW_FRAMES // 2 else WINDOW_FRAMES // 2
    if not len(voiced):
        return np.zeros((length, voiced.shape[1]), np.float32)
    if len(voiced) < length:
        return np.resize(voiced, (length, voiced.shape[1]))
    start = (len(voiced) - length) // 2
    return voiced[start : start + length]
