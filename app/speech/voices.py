"""Tells voices apart: how many there are, and which stretch of speech is whose. Voice prints never leave the memory."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float32]

MOST_VOICES = 4
# Cosine between the mean prints of two voices. One voice, cut in two at will, gives more than 0.9; two voices of a
# kind on a telephone up to 0.9, two ordinary ones 0.4 to 0.7.
DISTINCT = 0.8
NEARLY_ALIKE = 0.9

# A print of less speech than this says too little to shape a voice.
_SHAPING_S = 0.7
_LEAST_VOICE_S = 2.0
_FULL_WINDOW_S = 1.6
_ROUNDS = 30
_DIRECTIONS = 3
# What it costs to hand over to another voice, in cosine: more within a sentence than between two.
_CHANGE_COST = 0.02
_CHANGE_COST_IN_SEGMENT = 0.1


@dataclass(frozen=True, slots=True)
class Voices:
    """`centres` are the mean prints, (count, 256), of length one; `likeness` is the cosine of the two most alike."""

    centres: Array
    likeness: float

    @property
    def count(self) -> int:
        return len(self.centres)


def tell_apart(prints: Array, voiced_s: Array, *, are_several: bool = False) -> Voices:
    """The voices that these prints show: as many as are distinct, and one at least.

    `prints` (count, 256) have the length one; `voiced_s` (count,) is how much speech each rests on. `are_several` says
    that people are known to talk with each other: then two may be nearly alike.
    """
    is_shaping = voiced_s >= _SHAPING_S
    if not is_shaping.any():
        is_shaping = np.ones(len(prints), dtype=bool)
    shaping, weights = prints[is_shaping], np.minimum(voiced_s[is_shaping], _FULL_WINDOW_S)
    centres = _mean_prints(shaping, weights, np.zeros(len(shaping), dtype=np.intp), 1)
    while len(centres) < MOST_VOICES:
        is_second = len(centres) == 1
        more = _split(shaping, weights, centres, NEARLY_ALIKE if are_several and is_second else DISTINCT)
        if more is None:
            break
        centres = more
    return Voices(centres, _likeness(centres))


def assign(prints: Array, voiced_s: Array, follows_in_segment: Sequence[bool], voices: Voices) -> list[int]:
    """The number of the voice of each print, in the order of the recording: the likeliest way through all of them.

    `follows_in_segment` says whether a print belongs to the same segment as the one before it.
    """
    gains = prints @ voices.centres.T * np.minimum(1.0, np.sqrt(voiced_s / _FULL_WINDOW_S))[:, None]
    total = np.zeros(voices.count, np.float64)
    came_from: list[NDArray[np.intp]] = []
    for gain, is_within in zip(gains, follows_in_segment, strict=True):
        cost = _CHANGE_COST_IN_SEGMENT if is_within else _CHANGE_COST
        options = total[:, None] - cost * (1 - np.eye(voices.count))
        came_from.append(options.argmax(axis=0))
        total = options.max(axis=0) + gain
    path = [int(total.argmax())]
    for before in reversed(came_from[1:]):
        path.append(int(before[path[-1]]))
    return path[::-1][: len(prints)]


def _split(prints: Array, weights: Array, centres: Array, limit: float) -> Array | None:
    """One voice more, of all ways to have one more the tightest; None when none is distinct enough."""
    owners = (prints @ centres.T).argmax(axis=1)
    best: tuple[float, Array] | None = None
    for voice in range(len(centres)):
        members = owners == voice
        for halves in _halvings(prints[members], weights[members]):
            candidate = _settled(prints, weights, np.concatenate([np.delete(centres, voice, axis=0), halves]))
            if candidate is None or _likeness(candidate) >= limit:
                continue
            tightness = float((weights * (prints @ candidate.T).max(axis=1)).sum())
            if best is None or tightness > best[0]:
                best = tightness, candidate
    return best[1] if best else None


def _halvings(prints: Array, weights: Array) -> Iterator[Array]:
    """Pairs of mean prints, from cutting across the directions in which the prints differ most."""
    if len(prints) < 2:
        return
    deviations = (prints - np.average(prints, axis=0, weights=weights)) * np.sqrt(weights)[:, None]
    _, directions = np.linalg.eigh(deviations.T @ deviations)
    for direction in directions.T[::-1][:_DIRECTIONS]:
        side = (deviations @ direction > 0).astype(np.intp)
        if 0 < side.sum() < len(side):
            yield _mean_prints(prints, weights, side, 2)


def _settled(prints: Array, weights: Array, centres: Array) -> Array | None:
    """Centres that no longer move; None when a voice is left with too little speech."""
    owners = np.full(len(prints), -1)
    for _ in range(_ROUNDS):
        nearest = (prints @ centres.T).argmax(axis=1)
        spoken_s = np.bincount(nearest, weights, minlength=len(centres))
        if spoken_s.min() < _LEAST_VOICE_S:
            return None
        if (nearest == owners).all():
            break
        owners = nearest
        centres = _mean_prints(prints, weights, owners, len(centres))
    return centres


def _mean_prints(prints: Array, weights: Array, owners: NDArray[np.intp], count: int) -> Array:
    sums = np.zeros((count, prints.shape[1]), np.float64)
    np.add.at(sums, owners, prints * weights[:, None])
    return np.asarray(sums / np.maximum(np.linalg.norm(sums, axis=1, keepdims=True), 1e-9), dtype=np.float32)


def _likeness(centres: Array) -> float:
    """-1.0 for a single voice: there is nothing that it resembles."""
    if len(centres) < 2:
        return -1.0
    cosines = centres @ centres.T
    return float(cosines[np.triu_indices(len(centres), 1)].max())
