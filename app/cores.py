"""The processor cores that this process may use, and how many of them others leave to it."""

import os
import time

import psutil

LOOK_EVERY_S = 0.15
"""The system counts in hundredths of a second: a shorter look would see mostly rounding. A longer one comes too late
for a piece of speech of a second or two."""

_BUSY = ("user", "nice", "system", "irq", "softirq", "interrupt", "dpc")
"""What each system calls the times in which a core is not idle."""


def core_count() -> int:
    """The cores that this process may use, at least one."""
    return len(_allowed()) or os.cpu_count() or 1


class FreeCores:
    """Native code that shares each step of its work among several threads waits, at each step, for the slowest of them.

    On a core that somebody else keeps busy, a second thread costs twice the processor time and saves nothing.
    """

    def __init__(self) -> None:
        self._process = psutil.Process()
        self._all = self._free = core_count()
        self._looked_at = time.monotonic()
        self._busy_s, self._own_s = self._times()

    def count(self) -> int:
        """How many cores others have left idle in the last moment; at least one."""
        now = time.monotonic()
        if now - self._looked_at >= LOOK_EVERY_S:
            busy_s, own_s = self._times()
            others_s = (busy_s - self._busy_s) - (own_s - self._own_s)
            self._free = free_cores(self._all, others_s / (now - self._looked_at))
            self._looked_at, self._busy_s, self._own_s = now, busy_s, own_s
        return self._free

    def _times(self) -> tuple[float, float]:
        """Processor seconds so far: of everybody on the allowed cores, and of this process."""
        cores = psutil.cpu_times(percpu=True)
        busy = [sum(getattr(core, kind, 0.0) for kind in _BUSY) for core in cores]
        own = self._process.cpu_times()
        return sum(busy[core] for core in _allowed() or range(len(busy))), own.user + own.system


def free_cores(cores: int, used_by_others: float) -> int:
    """`used_by_others`: how many cores' time others take, on average."""
    return min(cores, max(1, cores - round(used_by_others)))


def _allowed() -> set[int]:
    """The numbers of the allowed cores; empty where the system does not tell."""
    return os.sched_getaffinity(0) if hasattr(os, "sched_getaffinity") else set()
