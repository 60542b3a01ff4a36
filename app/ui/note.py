"""The note beside its transcript: sections as they are written, then statements with their evidence."""

from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QEvent, Qt, Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from app.domain.note import DraftNote, Flag, NoteSection, Severity, Statement, Withheld
from app.domain.transcript import Transcript
from app.ui.names import clock
from app.ui.section import SectionPanel
from app.ui.statement import StatementRow

_SHOWN_SOURCES = 2


@dataclass(frozen=True, slots=True)
class _Filling:
    """What a section's panel shows; source times and settled flags by statement id."""

    section: NoteSection
    source_times: Mapping[str, str]
    settled: Mapping[str, frozenset[Flag]]
    withheld: tuple[Withheld, ...]
    is_open: bool


class NoteView(QScrollArea):
    """Signals: statement_chosen(Statement), confirmation_requested(Statement, Flag), section_edited(section id, lines),
    copy_requested(section id).
    """

    statement_chosen = Signal(object)
    confirmation_requested = Signal(object, object)
    section_edited = Signal(str, object)
    copy_requested = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName(self.tr("Note"))
        self._panels: dict[str, SectionPanel] = {}
        self._filled: dict[str, _Filling] = {}
        self._note: DraftNote | None = None
        self._transcript: Transcript | None = None
        self._is_open = False
        self._current = ""
        self._content = QWidget()
        self._column = QVBoxLayout(self._content)
        self._column.setContentsMargins(8, 12, 8, 12)
        self._column.setSpacing(12)
        self._column.addStretch()
        self.setWidget(self._content)

    def clear(self) -> None:
        for panel in self._panels.values():
            self._column.removeWidget(panel)
            panel.hide()
            panel.deleteLater()
        self._panels = {}
        self._filled = {}
        self._note = None
        self._current = ""

    def show_note(self, note: DraftNote, transcript: Transcript | None, *, is_open: bool) -> None:
        """`is_open`: unsigned and at rest, so it may be edited. Keeps the place where the reader was."""
        place = self.verticalScrollBar().value()
        if list(self._panels) != [section.id for section in note.sections]:
            self.clear()
            place = 0
        self._note = note
        self._transcript = transcript
        self._is_open = is_open
        for section in note.sections:
            panel = self._panel(section.id, section.title)
            if panel.editor is None:
                self._fill(panel, section, note)
        _finish_layout()
        self.verticalScrollBar().setValue(place)

    def start_section(self, section_id: str, title: str) -> None:
        self._panel(section_id, title)

    def write(self, section_id: str, piece: str) -> None:
        panel = self._panels.get(section_id)
        if panel is not None:
            bar = self.verticalScrollBar()
            follows = bar.value() >= bar.maximum() - 40
            panel.write(piece)
            if follows:
                _finish_layout()
                bar.setValue(bar.maximum())

    def finish_section(self, section: NoteSection) -> None:
        """Not yet reviewed: no sources, no flags, not to be edited before the whole note is there."""
        panel = self._panel(section.id, section.title)
        panel.show_section(section, lambda _: "", lambda _: frozenset(), is_kept=False, is_open=False)

    def statement_rows(self) -> list[StatementRow]:
        return [row for panel in self._panels.values() for row in panel.rows]

    def current_section_id(self) -> str | None:
        """The section that was last worked in."""
        return self._current or next(iter(self._panels), None)

    def edit_section(self, section_id: str, lines: Sequence[str] | None = None) -> None:
        """With the lines of the section, or with others that could not be kept."""
        if section_id in self._panels:
            self._panels[section_id].start_editing(lines)

    def choose(self, statement_id: str) -> None:
        """Bring a statement into view and mark it as the chosen one."""
        for row in self.statement_rows():
            if row.statement.id == statement_id:
                row.setFocus()
                self.ensureWidgetVisible(row)
                row.click()

    def choose_next(self, statement_ids: Container[str]) -> None:
        """The next of these after the chosen one, round and round."""
        rows = [row for row in self.statement_rows() if row.statement.id in statement_ids]
        if rows:
            current = next((n for n, row in enumerate(rows) if row.isChecked()), -1)
            self.choose(rows[(current + 1) % len(rows)].statement.id)

    def save_editing(self) -> None:
        for panel in list(self._panels.values()):
            panel.save()

    @property
    def is_being_edited(self) -> bool:
        return any(panel.editor is not None for panel in self._panels.values())

    def _fill(self, panel: SectionPanel, section: NoteSection, note: DraftNote) -> None:
        """Leaves a panel alone that shows this already: making its rows anew takes long."""
        filling = _Filling(
            section,
            {statement.id: self._source_times(statement) for statement in section.statements},
            {statement.id: _settled(note, statement) for statement in section.statements},
            tuple(line for line in note.withheld if line.section_id == section.id),
            self._is_open,
        )
        if self._filled.get(section.id) == filling:
            return
        self._filled[section.id] = filling
        panel.show_section(
            section,
            lambda statement: filling.source_times[statement.id],
            lambda statement: filling.settled[statement.id],
            filling.withheld,
            is_kept=True,
            is_open=self._is_open,
        )
        for row in panel.rows:
            row.step_requested.connect(lambda step, row=row: self._step(row, step))

    def _panel(self, section_id: str, title: str) -> SectionPanel:
        if section_id not in self._panels:
            panel = SectionPanel(section_id, title)
            panel.statement_chosen.connect(lambda statement: self._on_statement_chosen(section_id, statement))
            panel.confirmation_requested.connect(self.confirmation_requested)
            panel.edited.connect(self._on_section_edited)
            panel.copy_requested.connect(self.copy_requested)
            panel.editing_started.connect(lambda: self._show_editor(panel))
            self._panels[section_id] = panel
            self._column.insertWidget(self._column.count() - 1, panel)
            panel.show()
        return self._panels[section_id]

    def _show_editor(self, panel: SectionPanel) -> None:
        self._filled.pop(panel.section_id, None)
        _finish_layout()
        if panel.editor is not None:
            self.ensureWidgetVisible(panel, 0, 16)
            self.ensureWidgetVisible(panel.editor, 0, 48)

    def _source_times(self, statement: Statement) -> str:
        transcript = self._transcript
        if transcript is None:
            return ""
        shown = set(statement.sources[:_SHOWN_SOURCES])
        return " · ".join(
            clock(segment.start_s) if segment.end_s > segment.start_s else self.tr("line {n}").format(n=number)
            for number, segment in enumerate(transcript.segments, start=1)
            if segment.id in shown
        )

    def _step(self, row: StatementRow, step: int) -> None:
        rows = self.statement_rows()
        place = rows.index(row) + step
        if 0 <= place < len(rows):
            rows[place].setFocus()
            self.ensureWidgetVisible(rows[place])

    def _on_statement_chosen(self, section_id: str, statement: Statement) -> None:
        self._current = section_id
        for row in self.statement_rows():
            row.setChecked(row.statement.id == statement.id)
        self.statement_chosen.emit(statement)

    def _on_section_edited(self, section_id: str, lines: tuple[str, ...] | None) -> None:
        self._current = section_id
        if lines is not None:
            self.section_edited.emit(section_id, lines)
        elif self._note is not None:
            section = next(each for each in self._note.sections if each.id == section_id)
            self._fill(self._panels[section_id], section, self._note)

    def close_editor(self, section_id: str) -> None:
        """The next `show_note` shows the section's statements again."""
        self._panels[section_id].editor = None


def _finish_layout() -> None:
    """Give every widget its size now, so that what was just shown can be scrolled to."""
    QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)


def _settled(note: DraftNote, statement: Statement) -> frozenset[Flag]:
    """The block flags that a clinician has confirmed; nothing else needs settling."""
    return frozenset(
        flag for flag in statement.flags if flag.severity is Severity.BLOCK and note.is_confirmed(statement, flag)
    )
