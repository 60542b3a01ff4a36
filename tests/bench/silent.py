"""A listener for measurements."""

from app.domain.note import NoteSection


class Silent:
    """A listener for a measurement: nobody watches."""

    def transcript_read(self, tokens_done: int, tokens_total: int) -> None: ...

    def line_begun(self, title: str) -> None: ...

    def note_grown(self, sections: tuple[NoteSection, ...]) -> None: ...
