"""The picture of a recording: how loud each twentieth of a second is."""

import numpy as np
from numpy.typing import NDArray

from app.speech.audio import SAMPLE_RATE_HZ

PEAKS_PER_S = 20
_PEAK_BYTES = 2 * SAMPLE_RATE_HZ // PEAKS_PER_S


class PeakMeter:
    """Fed with a recording in blocks of any length; holds one byte for each twentieth of a second of it."""

    def __init__(self) -> None:
        self._peaks = bytearray()
        self._rest = b""

    def add(self, pcm: bytes) -> None:
        """16 kHz mono s16le; a block may end within a sample."""
        heard = self._rest + pcm
        whole = len(heard) - len(heard) % _PEAK_BYTES
        self._peaks += _peaks(heard[:whole])
        self._rest = heard[whole:]

    def peaks(self) -> bytes:
        """The loudest sample of each twentieth of a second so far, from 0 to 255 for full scale."""
        last = self._rest[: len(self._rest) // 2 * 2]
        return bytes(self._peaks) + (_peaks(last.ljust(_PEAK_BYTES, b"\0")) if last else b"")


def _peaks(pcm: bytes) -> bytes:
    samples = np.frombuffer(pcm, dtype="<i2").reshape(-1, _PEAK_BYTES // 2)
    if not len(samples):
        return b""
    # The most negative sample has no positive counterpart of its own width.
    loudest = np.maximum(samples.max(axis=1).astype(np.int32), -samples.min(axis=1).astype(np.int32))
    scaled: NDArray[np.uint8] = np.minimum(loudest >> 7, 255).astype(np.uint8)
    return scaled.tobytes()
