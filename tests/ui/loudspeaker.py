"""A loudspeaker that a test listens to: time passes when the test says so."""

from app.ui.sound.sound_output import RECORDING_RATE_HZ


class Loudspeaker:
    """Stands where a device would, behind `sound_output`. `started` holds every piece of sound it was given."""

    def __init__(self) -> None:
        self.started: list[bytes] = []
        self.played_s = 0.0
        self.is_closed = False

    @property
    def has_fallen_silent(self) -> bool:
        return self.played_s >= len(self.started[-1]) / (2 * RECORDING_RATE_HZ)

    def fitted(self, pcm: bytes) -> bytes:
        return pcm

    def start(self, sound: bytes) -> None:
        self.started.append(sound)
        self.played_s = 0.0

    def close(self) -> None:
        self.is_closed = True
