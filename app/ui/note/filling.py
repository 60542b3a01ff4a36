"""What the panel of a section shows: the rows of its statements with where they were said, and what was left out."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape

from PySide6.QtCore import QCoreApplication

from app.domain.note import DraftNote, Flag, NoteSection, Omission, Statement, Withheld
from app.domain.transcript import Transcript, TranscriptSegment
from app.ui.note.omission import omissions_by_section
from app.ui.note.statement import StatementRow
from app.ui.parts.names import clock, speaker_label

_SHOWN_SOURCES = 2


@dataclass(frozen=True, slots=True)
class Filling:
    """Source times, quotes and settled flags in the order of the statements; omissions with their places."""

    section: NoteSection
    source_times: tuple[str, ...]
    quotes: tuple[str, ...]
    settled: tuple[frozenset[Flag], ...]
    withheld: tuple[Withheld, ...]
    omissions: tuple[tuple[Omission, str], ...]
    is_open: bool

    def rows(self) -> list[StatementRow]:
        return [self.row(number) for number in range(len(self.section.statements))]

    def row(self, number: int) -> StatementRow:
        """A new one, of the statement with this number."""
        statement = self.section.statements[number]
        row = StatementRow(statement, self.source_times[number], self.settled[number], self.is_open)
        row.setToolTip(self.quotes[number])
        return row


class NoteContent:
    """A note beside its transcript. `is_open`: unsigned and at rest, so it may be edited."""

    def __init__(self, note: DraftNote, transcript: Transcript | None, *, is_open: bool) -> None:
        self._note = note
        self._is_open = is_open
        segments = transcript.segments if transcript else ()
        self._places = {segment.id: (number, segment) for number, segment in enumerate(segments, start=1)}
        self._missing: Mapping[str, Sequence[Omission]] = omissions_by_section(note, transcript)

    @property
    def sections(self) -> tuple[NoteSection, ...]:
        return self._note.sections

    def filling(self, section: NoteSection) -> Filling:
        statements, missing = section.statements, self._missing.get(section.id, ())
        return Filling(
            section,
            tuple(self._times(statement.sources[:_SHOWN_SOURCES]) for statement in statements),
            tuple(self._quoted(statement.sources[:_SHOWN_SOURCES]) for statement in statements),
            tuple(self._settled(statement) for statement in statements),
            tuple(line for line in self._note.withheld if line.section_id == section.id),
            tuple((each, self._times([each.source])) for each in missing),
            self._is_open,
        )

    def _times(self, segment_ids: Sequence[str]) -> str:
        return " · ".join(_time_of(number, segment) for number, segment in self._said(segment_ids))

    def _quoted(self, segment_ids: Sequence[str]) -> str:
        """What was said there, as rich text, which a tool tip wraps."""
        return "".join(
            f"<p>{_time_of(number, segment)} {speaker_label(segment)}: {escape(segment.text)}</p>"
            for number, segment in self._said(segment_ids)
        )

    def _said(self, segment_ids: Sequence[str]) -> list[tuple[int, TranscriptSegment]]:
        """With their numbers, in the order of the talk."""
        return sorted((self._places[each] for each in segment_ids if each in self._places), key=lambda place: place[0])

    def _settled(self, statement: Statement) -> frozenset[Flag]:
        """The flags that a clinician has confirmed."""
        return frozenset(flag for flag in statement.flags if self._note.is_confirmed(statement, flag))


def _time_of(number: int, segment: TranscriptSegment) -> str:
    """When it begins; its number where the talk was typed."""
    if segment.end_s > segment.start_s:
        return clock(segment.start_s)
    return QCoreApplication.translate("NoteView", "line {n}").format(n=number)
