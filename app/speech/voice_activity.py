"""Where a voice is, found while the sound comes in, in constant memory."""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from app.speech.audio import SAMPLE_RATE_HZ
from app.speech.segmenter import LONGEST_CHUNK_S, MARGIN_S, VoiceSpan

Samples = NDArray[np.float32]
Network = Callable[[dict[str, Samples]], tuple[Samples, Samples, Samples]]
"""Silero's: "input" (count, 576), "h" and "c" (1, 1, 128) -> probabilities (count, 1), h, c."""

FRAME_SAMPLES = 512
FRAME_S = FRAME_SAMPLES / SAMPLE_RATE_HZ
_CONTEXT_SAMPLES = 64
_STATE_SHAPE = (1, 1, 128)

# As the whole-file detector has them: a voice begins above the one and ends below the other, for so long.
_VOICE = 0.5
_NO_VOICE = 0.35
_SILENT_FRAMES = round(0.16 / FRAME_S)
_LONGEST_FRAMES = int((LONGEST_CHUNK_S - 2 * MARGIN_S) / FRAME_S)
# Where somebody speaks on without any pause, the least voiced moment of the last seconds is the place to cut.
_CUT_WITHIN_FRAMES = round(8.0 / FRAME_S)


class VoiceDetector:
    """Tells for each 32 ms how likely a voice is, from 0 to 1."""

    def __init__(self, network: Network) -> None:
        self._network = network
        self._state = np.zeros(_STATE_SHAPE, np.float32), np.zeros(_STATE_SHAPE, np.float32)
        self._context = np.zeros(_CONTEXT_SAMPLES, np.float32)
        self._rest = np.empty(0, np.float32)

    def probabilities(self, samples: Samples) -> list[float]:
        """Of every frame that is whole by now."""
        sound = np.concatenate((self._rest, samples))
        whole = len(sound) - len(sound) % FRAME_SAMPLES
        self._rest = sound[whole:]
        if not whole:
            return []
        frames = sound[:whole].reshape(-1, FRAME_SAMPLES)
        contexts = np.concatenate((self._context[np.newaxis], frames[:-1, -_CONTEXT_SAMPLES:]))
        self._context = frames[-1, -_CONTEXT_SAMPLES:]
        h, c = self._state
        found, h, c = self._network({"input": np.concatenate((contexts, frames), axis=1), "h": h, "c": c})
        self._state = h, c
        return [float(probability) for probability in np.ravel(found)]


class VoiceFollower:
    """Takes the sound as it comes and gives the spans of voice that have ended."""

    def __init__(self, detector: VoiceDetector) -> None:
        self._detector = detector
        self._frame = 0
        self._started: int | None = None
        self._silent_since: int | None = None
        self._of_span: list[float] = []

    @property
    def position_s(self) -> float:
        """Up to which it has listened."""
        return self._frame * FRAME_S

    @property
    def speaking_since_s(self) -> float | None:
        """The start of the span that has not ended yet."""
        return None if self._started is None else self._started * FRAME_S

    def add(self, samples: Samples) -> list[VoiceSpan]:
        """Mono 16 kHz float32, of any length."""
        spans = [self._add_frame(probability) for probability in self._detector.probabilities(samples)]
        return [span for span in spans if span is not None]

    def finish(self) -> VoiceSpan | None:
        """The span that the end of the sound cuts off."""
        return None if self._started is None else self._end_span(self._frame)

    def _add_frame(self, probability: float) -> VoiceSpan | None:
        frame, self._frame = self._frame, self._frame + 1
        if self._started is None:
            if probability >= _VOICE:
                self._started, self._silent_since, self._of_span = frame, None, [probability]
            return None
        self._of_span.append(probability)
        if probability >= _VOICE:
            self._silent_since = None
        elif probability < _NO_VOICE:
            self._silent_since = frame if self._silent_since is None else self._silent_since
            if frame - self._silent_since >= _SILENT_FRAMES:
                return self._end_span(self._silent_since)
        if frame - self._started >= _LONGEST_FRAMES:
            return self._cut_span()
        return None

    def _end_span(self, end: int) -> VoiceSpan:
        assert self._started is not None
        span = VoiceSpan(self._started * FRAME_S, end * FRAME_S)
        self._started = None
        return span

    def _cut_span(self) -> VoiceSpan:
        """Ends the span where a voice is least likely, and begins the next there."""
        assert self._started is not None
        recent = self._of_span[-_CUT_WITHIN_FRAMES:-1]
        kept = len(self._of_span) - 1 - len(recent) + min(range(len(recent)), key=recent.__getitem__)
        cut = self._started + kept
        self._of_span = self._of_span[kept:]
        span = self._end_span(cut)
        self._started = cut
        return span
