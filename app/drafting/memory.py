"""What was written for the stretches of the visit at hand, so that no stretch is written twice."""

from collections.abc import Iterable
from typing import TypeAlias

Line: TypeAlias = tuple[str, str]
"""The id of a section, and what was written under it."""


class StretchMemory:
    """Lines by prompt and stretch. A line depends on nothing else, so a remembered one is what would be written anew.

    It holds what was said in a visit: in memory only, and of one visit only.
    """

    def __init__(self) -> None:
        self._lines: dict[tuple[str, str], tuple[Line, ...]] = {}

    def recall(self, prompt_sha256: str, stretch: str) -> tuple[Line, ...] | None:
        return self._lines.get((prompt_sha256, stretch))

    def remember(self, prompt_sha256: str, stretch: str, lines: Iterable[Line]) -> None:
        self._lines[prompt_sha256, stretch] = tuple(lines)

    def keep_only(self, stretches: Iterable[str]) -> None:
        """Forget every other stretch: it was changed, or is of another visit."""
        kept = set(stretches)
        self._lines = {key: lines for key, lines in self._lines.items() if key[1] in kept}
