"""What was written for the stretches of the visit at hand, so that no stretch is written or judged twice."""

from collections.abc import Callable, Iterable
from typing import TypeAlias

from app.drafting.guard import Guard, RememberingGuard
from app.drafting.stretches import Stretch

Line: TypeAlias = tuple[str, str]
"""The id of a section, and what was written under it."""


class StretchMemory:
    """Lines by prompt and talk in view. They depend on nothing else, so remembered ones are what would be written anew.

    It holds what was said in a visit: in memory only, and of one visit only.
    """

    def __init__(self) -> None:
        self._lines: dict[tuple[str, tuple[str, ...]], tuple[Line, ...]] = {}
        self._guards: dict[Stretch, Guard] = {}

    def recall(self, prompt_sha256: str, stretch: Stretch) -> tuple[Line, ...] | None:
        return self._lines.get((prompt_sha256, stretch.texts_in_view))

    def remember(self, prompt_sha256: str, stretch: Stretch, lines: Iterable[Line]) -> None:
        self._lines[prompt_sha256, stretch.texts_in_view] = tuple(lines)

    def guard_of(self, stretch: Stretch, make: Callable[[], Guard]) -> Guard:
        """The guard that was made for this stretch, or a new one."""
        if stretch not in self._guards:
            self._guards[stretch] = RememberingGuard(make())
        return self._guards[stretch]

    def keep_only(self, stretches: Iterable[Stretch]) -> None:
        """Forget every other stretch: it was changed, or is of another visit."""
        kept = set(stretches)
        texts = {stretch.texts_in_view for stretch in kept}
        self._lines = {key: lines for key, lines in self._lines.items() if key[1] in texts}
        self._guards = {stretch: guard for stretch, guard in self._guards.items() if stretch in kept}
