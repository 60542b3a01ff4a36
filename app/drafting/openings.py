"""Keeps what the model computed for the opening of a prompt in files, so that it is read once and not at each start.

An opening holds rules and invented examples: nothing of a patient.
"""

import hashlib
import os
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Protocol

_DIGEST_BYTES = 32
_SUFFIX = ".state"

MOST_FILES = 12
"""Of some 40 MB each with the starter model: every template in both languages."""


class Reader(Protocol):
    """What of the language model is needed here; see LlamaModel."""

    @property
    def build(self) -> str: ...
    def holds(self, tokens: Sequence[int]) -> bool: ...
    def state(self) -> bytes: ...
    def restore(self, tokens: Sequence[int], state: bytes) -> bool: ...


def hold_opening(
    model: Reader, tokens: Sequence[int], openings: "OpeningStore | None", read: Callable[[], None]
) -> None:
    """Make the model hold an opening: it may do so already, or there is a file; else by `read`, and for next time."""
    if model.holds(tokens) or (openings and openings.restore(model, tokens)):
        return
    read()
    if openings:
        openings.keep(model, tokens)


class OpeningStore:
    """One folder of states. A folder that cannot be written, or a damaged file, costs time and nothing else."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def restore(self, model: Reader, tokens: Sequence[int]) -> bool:
        """Make the model hold these tokens, if that was kept; False when they must be read."""
        path = self._path(model, tokens)
        try:
            content = path.read_bytes()
        except OSError:
            return False
        digest, state = content[:_DIGEST_BYTES], content[_DIGEST_BYTES:]
        # The native library trusts what it is given: nothing damaged may reach it.
        if hashlib.sha256(state).digest() != digest or not model.restore(tokens, state):
            return False
        with suppress(OSError):
            os.utime(path)
        return True

    def keep(self, model: Reader, tokens: Sequence[int]) -> None:
        """Keep what the model holds; it must hold exactly these tokens."""
        state = model.state()
        path = self._path(model, tokens)
        unfinished = path.with_suffix(f".{os.getpid()}")
        try:
            self._folder.mkdir(exist_ok=True)
            unfinished.write_bytes(hashlib.sha256(state).digest() + state)
            unfinished.replace(path)
            self._remove_oldest()
        except OSError:
            with suppress(OSError):
                unfinished.unlink(missing_ok=True)

    def _remove_oldest(self) -> None:
        kept = sorted(self._folder.glob(f"*{_SUFFIX}"), key=lambda path: path.stat().st_mtime)
        for path in kept[:-MOST_FILES]:
            path.unlink(missing_ok=True)

    def _path(self, model: Reader, tokens: Sequence[int]) -> Path:
        content = f"{model.build} {' '.join(map(str, tokens))}"
        return self._folder / f"{hashlib.sha256(content.encode()).hexdigest()[:32]}{_SUFFIX}"
