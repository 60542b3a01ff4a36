"""Words that are being written in a dialog, for who keeps them every few seconds."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from app.domain.work_at_hand import Unsaved


class UnsavedWords:
    def __init__(self) -> None:
        self._read: Callable[[], Unsaved | None] | None = None

    def now(self) -> Unsaved | None:
        return self._read() if self._read is not None else None

    @contextmanager
    def being_written(self, read: Callable[[], Unsaved | None]) -> Iterator[None]:
        """As long as the dialog is open that `read` reads: None while it holds nothing that is not saved."""
        outer, self._read = self._read, read
        try:
            yield
        finally:
            self._read = outer
