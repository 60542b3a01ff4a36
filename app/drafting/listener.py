"""What the drafter tells while it works."""

from collections.abc import Callable
from typing import Protocol

from app.domain.errors import JobCancelled
from app.domain.note import NoteSection

ShouldStop = Callable[[], bool]


def stop_if_asked(should_stop: ShouldStop) -> None:
    """Raises JobCancelled."""
    if should_stop():
        raise JobCancelled


class DraftingListener(Protocol):
    def transcript_read(self, tokens_done: int, tokens_total: int) -> None: ...

    def line_begun(self, title: str) -> None:
        """Under the section with this title; what comes of it may never be told."""

    def note_grown(self, sections: tuple[NoteSection, ...]) -> None:
        """Those under which something stands so far. A line stands that was held against the talk."""
