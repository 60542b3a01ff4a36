"""What this computer has: memory, processor cores, room on the disk."""

import ctypes
import os
import shutil
import sys
from dataclasses import dataclass
from pathlib import Path

SYSTEM_MEMORY_MB = 1500
"""What the operating system and the window need beside a model."""


@dataclass(frozen=True, slots=True)
class Machine:
    memory_mb: int
    cores: int
    disk_free_mb: int

    def has_memory_for(self, memory_mb: int) -> bool:
        return self.memory_mb >= memory_mb + SYSTEM_MEMORY_MB


def this_machine(models_dir: Path) -> Machine:
    """`disk_free_mb` is that of the disk with the models."""
    return Machine(memory_mb(), core_count(), shutil.disk_usage(_existing(models_dir)).free // 1_000_000)


def core_count() -> int:
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def memory_mb() -> int:
    if sys.platform == "win32":
        return _windows_memory_bytes() // 1_000_000
    return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") // 1_000_000


class _MemoryStatus(ctypes.Structure):
    """MEMORYSTATUSEX of the Windows API."""

    _fields_ = (
        ("length", ctypes.c_uint32),
        ("load", ctypes.c_uint32),
        ("total", ctypes.c_uint64),
        ("unused", ctypes.c_uint64 * 6),
    )


def _windows_memory_bytes() -> int:
    status = _MemoryStatus(length=ctypes.sizeof(_MemoryStatus))
    ctypes.windll.kernel32.GlobalMemoryStatusEx(ctypes.byref(status))  # type: ignore[attr-defined, unused-ignore]
    return int(status.total)


def _existing(folder: Path) -> Path:
    """The folder, or the nearest above it that exists."""
    return next(candidate for candidate in (folder, *folder.absolute().parents) if candidate.exists())
