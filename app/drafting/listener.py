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

    def section_started(self, section_id: str, title: str) -> None: ...

    def text_written(self, section_id: str, piece: str) -> None: ...

    def section_finished(self, section: NoteSection) -> None: ...
