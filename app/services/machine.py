"""What this computer has: memory, processor cores, room on the disk."""

import shutil
from dataclasses import dataclass
from pathlib import Path

import psutil

from app.cores import core_count

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


def memory_mb() -> int:
    return int(psutil.virtual_memory().total) // 1_000_000


def _existing(folder: Path) -> Path:
    """The folder, or the nearest above it that exists."""
    return next(candidate for candidate in (folder, *folder.absolute().parents) if candidate.exists())
