"""A listener for measurements."""

from app.domain.note import NoteSection


class Silent:
    """A listener for a measurement: nobody watches."""

    def transcript_read(self, tokens_done: int, tokens_total: int) -> None: ...

    def section_started(self, section_id: str, title: str) -> None: ...

    def text_written(self, section_id: str, piece: str) -> None: ...

    def section_finished(self, section: NoteSection) -> None: ...
