"""What a process took of the machine, as Linux counts it; 0 where there is no such count."""

import os
from pathlib import Path


def peak_mb(process: int | str) -> int:
    """The most memory that it held. `process` is its number, or "self"."""
    status = Path(f"/proc/{process}/status")
    if not status.is_file():
        return 0
    lines = [line for line in status.read_text(encoding="ascii").splitlines() if line.startswith("VmHWM")]
    return int(lines[0].split()[1]) // 1024 if lines else 0


def processor_s(process: int | str) -> float:
    """The processor time that it has used so far."""
    statistics = Path(f"/proc/{process}/stat")
    if not statistics.is_file():
        return 0.0
    fields = statistics.read_text(encoding="ascii").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
