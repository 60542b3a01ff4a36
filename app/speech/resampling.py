"""Sound of any rate to 16 kHz while it comes in."""

import av
import numpy as np

from app.speech.audio import SAMPLE_RATE_HZ

_LAYOUTS = {1: "mono", 2: "stereo"}


class Resampler:
    """One stream of s16le, channels interleaved; what it is asked for first is heard last, some milliseconds later."""

    def __init__(self, rate_hz: int, channels: int) -> None:
        """`channels` is 1 or 2."""
        self._rate_hz = rate_hz
        self._layout = _LAYOUTS[channels]
        self._resampler = av.AudioResampler(format="s16", layout=self._layout, rate=SAMPLE_RATE_HZ)

    def add(self, pcm: bytes) -> bytes:
        """16 kHz s16le, channels interleaved; whole samples only."""
        samples = np.frombuffer(pcm, dtype="<i2").reshape(1, -1)
        if self._rate_hz == SAMPLE_RATE_HZ or not samples.size:
            return pcm
        frame = av.AudioFrame.from_ndarray(samples, format="s16", layout=self._layout)
        frame.sample_rate = self._rate_hz
        frame.pts = None
        return b"".join(each.to_ndarray().tobytes() for each in self._resampler.resample(frame))
