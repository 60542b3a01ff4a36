"""Where a child keeps the sound that was fed to its job until the job takes it."""

import threading


class AudioInbox:
    """One thread puts, another takes. A job that begins finds it empty."""

    def __init__(self) -> None:
        self._has_changed = threading.Condition()
        self._waiting = bytearray()
        self._has_ended = False

    def clear(self) -> None:
        with self._has_changed:
            self._waiting.clear()
            self._has_ended = False

    def put(self, pcm: bytes | None) -> None:
        """None: nothing more will come."""
        with self._has_changed:
            if pcm is None:
                self._has_ended = True
            else:
                self._waiting += pcm
            self._has_changed.notify()

    def take(self, timeout_s: float) -> bytes | None:
        """All that is there; waits when there is nothing, and is empty after the timeout. None after the last."""
        with self._has_changed:
            self._has_changed.wait_for(lambda: self._waiting or self._has_ended, timeout_s)
            if self._has_ended and not self._waiting:
                return None
            taken = bytes(self._waiting)
            self._waiting.clear()
            return taken
