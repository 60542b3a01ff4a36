"""What was heard just before, for a recogniser to go on from."""

from collections import deque
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from app.speech.audio import SAMPLE_RATE_HZ

HEARD_TOGETHER_S = 16.0
"""As long as what came before helps more than it costs: the recogniser's time grows faster than the sound."""


@dataclass(frozen=True, slots=True)
class Ending:
    """A piece's last few words: of how many tokens they are, and the second of the piece at which they begin."""

    tokens: int
    start_s: float


@dataclass(frozen=True, slots=True)
class Spoken:
    """A piece as it was heard: its sound without the silence, and the recogniser's tokens for it."""

    sound: NDArray[np.float32] = field(repr=False)
    tokens: tuple[int, ...] = field(repr=False)
    ending: Ending

    @property
    def duration_s(self) -> float:
        return len(self.sound) / SAMPLE_RATE_HZ


class Context:
    """Keeps the latest pieces, as many as are heard together with the next."""

    def __init__(self) -> None:
        self._pieces: deque[Spoken] = deque()

    def before(self, duration_s: float) -> tuple[Spoken, ...]:
        """The pieces to go on from with one that lasts so long; those that find no room any more are forgotten."""
        while self._pieces and sum(piece.duration_s for piece in self._pieces) + duration_s > HEARD_TOGETHER_S:
            self._pieces.popleft()
        return tuple(self._pieces)

    def add(self, piece: Spoken) -> None:
        self._pieces.append(piece)

    def forget(self) -> None:
        self._pieces.clear()
