"""Speech faster or slower at its own pitch, by waveform similarity overlap-add (Verhelst and Roelands, 1993)."""

import numpy as np
from numpy.typing import NDArray

from app.speech.audio import SAMPLE_RATE_HZ

# Two periods of the lowest voice fit into a frame, one into the search.
_FRAME = SAMPLE_RATE_HZ * 40 // 1000
_HOP = _FRAME // 2
_SEARCH = SAMPLE_RATE_HZ * 12 // 1000


def stretched(pcm: bytes, speed: float) -> bytes:
    """16 kHz mono s16le that lasts 1 / speed as long. Raises ValueError for a speed that is not above zero."""
    if speed <= 0:
        raise ValueError("a speed is above zero")
    samples = np.frombuffer(pcm, dtype="<i2").astype(np.float32)
    if speed == 1 or len(samples) < 2 * _FRAME:
        return pcm
    # The window and its neighbour, half a frame later, add up to one.
    window = np.hanning(_FRAME + 1)[:-1].astype(np.float32)
    padded = np.concatenate([np.zeros(_HOP, np.float32), samples, np.zeros(2 * _FRAME + _SEARCH, np.float32)])
    count = int(len(samples) / speed) // _HOP + 1
    output = np.zeros((count + 1) * _HOP, np.float32)
    place = 0
    for number in range(count):
        if number:
            place = _most_alike(padded, round(number * _HOP * speed), place + _HOP)
        start = number * _HOP
        output[start : start + _FRAME] += window * padded[place : place + _FRAME]
    length = round(len(samples) / speed)
    return np.clip(output[_HOP : _HOP + length], -32768, 32767).astype("<i2").tobytes()


def _most_alike(samples: NDArray[np.float32], wanted: int, following: int) -> int:
    """The place near the wanted one whose frame goes on most like what follows the frame before."""
    first = max(0, wanted - _SEARCH)
    searched = samples[first : min(wanted + _SEARCH, len(samples) - _FRAME) + _FRAME]
    likeness = np.correlate(searched, samples[following : following + _FRAME], mode="valid")
    return first + int(np.argmax(likeness)) if len(likeness) else len(samples) - _FRAME
