"""Watches what a microphone gives: how loud it is, and whether it is dead or too loud."""

import math
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from app.speech.audio import SAMPLE_RATE_HZ

FLOOR_DB = -90.0
# A microphone that works hears at least its own noise; a muted or dead one gives (nearly) nothing at all.
DEAD_DB = -75.0
_DEAD_AFTER_S = 5.0
_CLIPPED_SAMPLE = 32700
_CLIPPED_SHARE = 0.002
_CLIPPED_FOR_S = 2.0
# Nobody speaks, whatever the room sounds like: far below a voice, about -25 dB, at a desk.
_QUIET_DB = -50.0
# A voice stands out from the hum of the room, and for longer than a door that shuts. The hum is the quietest of late.
_VOICE_ABOVE_HUM_DB = 10.0
_HUM_RISES_DB_PER_S = 0.5
_SHORTEST_VOICE_S = 0.2
_FULL_SCALE = 32768.0


@dataclass(frozen=True, slots=True)
class Level:
    """In decibels below full scale, from FLOOR_DB to 0."""

    loudness_db: float
    peak_db: float


class SoundState(StrEnum):
    GOOD = "good"
    DEAD = "dead"
    CLIPPED = "clipped"


class SoundWatch:
    """Takes the blocks of one microphone in their order."""

    def __init__(self) -> None:
        self.level = Level(FLOOR_DB, FLOOR_DB)
        self.quiet_s = 0.0
        self._hum_db = 0.0
        self._voice_s = 0.0
        self._dead_s = 0.0
        self._clipped_rest_s = 0.0

    def count_quiet_anew(self) -> None:
        self.quiet_s = 0.0

    @property
    def state(self) -> SoundState:
        if self._dead_s >= _DEAD_AFTER_S:
            return SoundState.DEAD
        return SoundState.CLIPPED if self._clipped_rest_s > 0 else SoundState.GOOD

    def add(self, pcm: bytes, channels: int = 1) -> None:
        """16 kHz s16le, channels interleaved: the louder channel counts."""
        samples = np.frombuffer(pcm, dtype="<i2").reshape(-1, channels).astype(np.float64)
        if not len(samples):
            return
        duration_s = len(samples) / SAMPLE_RATE_HZ
        magnitudes = np.abs(samples)
        loudness = np.sqrt(np.mean(np.square(samples), axis=0)).max()
        self.level = Level(_decibels(float(loudness)), _decibels(float(magnitudes.max())))
        self._dead_s = self._dead_s + duration_s if self.level.loudness_db < DEAD_DB else 0.0
        self._watch_for_a_voice(duration_s)
        self._clipped_rest_s = max(0.0, self._clipped_rest_s - duration_s)
        if np.mean(magnitudes >= _CLIPPED_SAMPLE) > _CLIPPED_SHARE:
            self._clipped_rest_s = _CLIPPED_FOR_S

    def _watch_for_a_voice(self, duration_s: float) -> None:
        loudness_db = self.level.loudness_db
        self._hum_db = min(loudness_db, self._hum_db + _HUM_RISES_DB_PER_S * duration_s)
        stands_out = loudness_db > max(_QUIET_DB, self._hum_db + _VOICE_ABOVE_HUM_DB)
        self._voice_s = self._voice_s + duration_s if stands_out else max(0.0, self._voice_s - duration_s)
        self._voice_s = min(self._voice_s, 2 * _SHORTEST_VOICE_S)
        self.quiet_s = self.quiet_s + duration_s if self._voice_s < _SHORTEST_VOICE_S else 0.0


def _decibels(amplitude: float) -> float:
    return max(FLOOR_DB, 20 * math.log10(amplitude / _FULL_SCALE)) if amplitude > 0 else FLOOR_DB
