"""A few seconds of a microphone, kept nowhere but here: what it sounds like, and whether it will do."""

import numpy as np

from app.domain.errors import Problem
from app.speech.audio import SAMPLE_RATE_HZ
from app.speech.microphone import AudioBlock
from app.speech.sound_watch import DEAD_DB, FLOOR_DB, Level, SoundState, SoundWatch

TRIAL_S = 5.0


class MicrophoneTrial:
    """A MicrophoneListener: hears TRIAL_S seconds, and forgets them with itself."""

    def __init__(self) -> None:
        self._watch = SoundWatch()
        self._heard: list[bytes] = []
        self._samples = 0
        self._loudest_db = FLOOR_DB
        self._was_clipped = False
        self._has_voice = False
        self._lost: Problem | None = None

    @property
    def level(self) -> Level:
        return self._watch.level

    @property
    def heard_s(self) -> float:
        return self._samples / SAMPLE_RATE_HZ

    @property
    def is_over(self) -> bool:
        return self._lost is not None or self.heard_s >= TRIAL_S

    @property
    def has_sound(self) -> bool:
        """Anything at all, be it noise."""
        return self._loudest_db >= DEAD_DB

    @property
    def pcm(self) -> bytes:
        """What was heard, as 16 kHz mono s16le."""
        return b"".join(self._heard)

    def block_arrived(self, block: AudioBlock) -> None:
        if self.is_over or not block.samples:
            return
        self._watch.add(block.pcm, block.channels)
        samples = np.frombuffer(block.pcm, dtype="<i2").reshape(-1, block.channels)
        self._heard.append(samples.mean(axis=1).astype("<i2").tobytes())
        self._samples += block.samples
        self._loudest_db = max(self._loudest_db, self._watch.level.loudness_db)
        self._was_clipped |= self._watch.state is SoundState.CLIPPED
        self._has_voice |= self._watch.quiet_s == 0.0

    def microphone_ended(self, problem: Problem | None) -> None:
        self._lost = problem or Problem("microphone_lost")

    def problem(self) -> Problem | None:
        """Why it would not do, once the trial is over; that nothing has arrived at all counts as silence."""
        if self._lost is not None:
            return self._lost
        if not self.has_sound:
            return Problem("microphone_silent")
        if self._was_clipped:
            return Problem("microphone_clipped")
        return None if self._has_voice else Problem("microphone_without_voice")
