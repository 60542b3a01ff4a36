"""The note beside its transcript: sections as they are written, then statements with their evidence."""

from collections import deque
from collections.abc import Container, Sequence
from itertools import pairwise

from PySide6.QtCore import QCoreApplication, QEvent, Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from app.domain.note import DraftNote, NoteSection, Statement
from app.domain.revision import RevisedSection
from app.domain.transcript import Transcript
from app.ui.note.filling import Filling, NoteContent
from app.ui.note.section import SectionPanel
from app.ui.note.statement import StatementRow
from app.ui.parts.tasks import InSlices

# With 0 it would still be in this one, before anything is painted.
_NEXT_TURN_MS = 1


class NoteView(QScrollArea):
    """Signals: statement_chosen(Statement), settling_requested(Statement, Flag),
    suggestion_accepted(Statement, Flag, Suggestion), section_edited(section id, lines),
    copy_requested(section id), statement_focused(Statement), addition_requested(section id, Omission),
    source_chosen(segment id), check_requested(section id, lines), revision_requested(section id, lines, words),
    revision_given_up().
    """

    statement_chosen = Signal(object)
    statement_focused = Signal(object)
    settling_requested = Signal(object, object)
    suggestion_accepted = Signal(object, object, object)
    section_edited = Signal(str, object)
    copy_requested = Signal(str)
    addition_requested = Signal(str, object)
    source_chosen = Signal(str)
    check_requested = Signal(str, object)
    revision_requested = Signal(str, object, str)
    revision_given_up = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName(self.tr("Note"))
        self._panels: dict[str, SectionPanel] = {}
        self._filled: dict[str, Filling] = {}
        self._shown: NoteContent | None = None
        self._to_fill: deque[NoteSection] = deque()
        self._made: list[StatementRow] = []
        self._place = 0
        self._current = ""
        self._building = InSlices(self, self._fill_next)
        self._painting = QTimer(self, interval=_NEXT_TURN_MS, singleShot=True)
        self._painting.timeout.connect(lambda: self.viewport().setUpdatesEnabled(True))
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
        self._to_fill = deque()
        self._made = []
        self._shown = None
        self._current = ""

    def show_note(self, note: DraftNote, transcript: Transcript | None, *, is_open: bool) -> None:
        """`is_open`: unsigned and at rest, so it may be edited. Keeps the place where the reader was."""
        place = self.verticalScrollBar().value()
        if list(dict.fromkeys([*self._panels, *(each.id for each in self._to_fill)])) != [s.id for s in note.sections]:
            self.clear()
            place = 0
        self._shown = NoteContent(note, transcript, is_open=is_open)
        self._to_fill = deque(note.sections)
        self._made = []
        self._place = place
        self._building.go_on()

    def finish_filling(self) -> None:
        """All of the note, now."""
        if self._to_fill:
            self._building.finish()

    def show_growing(self, sections: Sequence[NoteSection]) -> None:
        """Not yet reviewed: no sources, no flags, not to be edited before the whole note is there.

        What stands there already is left alone, and so is the reader.
        """
        if self._shown is not None or not self._panels.keys() <= {section.id for section in sections}:
            self.clear()
        for section in sections:
            if section.id not in self._panels or self._panels[section.id].section != section:
                self._show_unreviewed(section)
        self._panels = {section.id: self._panels[section.id] for section in sections}
        for place, panel in enumerate(self._panels.values()):
            if self._column.indexOf(panel) != place:
                self._column.insertWidget(place, panel)

    def _show_unreviewed(self, section: NoteSection) -> None:
        panel = self._panel(section.id, section.title)
        rows = [StatementRow(statement, "", frozenset(), is_open=False) for statement in section.statements]
        panel.show_section(section, rows, is_kept=False, is_open=False)
        panel.show()

    def statement_rows(self) -> list[StatementRow]:
        self.finish_filling()
        return [row for panel in self._panels.values() for row in panel.rows]

    def current_section_id(self) -> str | None:
        """The section that was last worked in."""
        return self._current or next(iter(self._panels), None)

    def edit_section(self, section_id: str, lines: Sequence[str] | None = None) -> None:
        """With the lines of the section, or with others that could not be kept. It is laid out at once, and takes what
        is typed; it is painted in a turn of its own.
        """
        self.finish_filling()
        if section_id in self._panels:
            self._paint_in_next_turn()
            self._panels[section_id].start_editing(lines)

    def _paint_in_next_turn(self) -> None:
        """What is built in this one: each takes as long as the other."""
        self.viewport().setUpdatesEnabled(False)
        if not self._painting.isActive():
            self._painting.start()

    def current_statement(self) -> Statement | None:
        """The one that has the focus, else the one that was chosen last."""
        rows = self.statement_rows()
        focused = next((row for row in rows if row.hasFocus()), None)
        row = focused or next((row for row in rows if row.isChecked()), None)
        return row.statement if row is not None else None

    def focus_statement(self) -> None:
        """The one that was chosen last, else the first that is flagged, else the first."""
        rows = self.statement_rows()
        chosen = next((row for row in rows if row.isChecked()), None)
        row = chosen or next((row for row in rows if row.property("flagged")), next(iter(rows), None))
        if row is not None:
            self.focus_row(row.statement.id)

    def focus_row(self, statement_id: str) -> None:
        for row in self.statement_rows():
            if row.statement.id == statement_id:
                row.setFocus()
                self.ensureWidgetVisible(row)

    def choose(self, statement_id: str) -> None:
        """Bring a statement into view and mark it as the chosen one."""
        self.focus_row(statement_id)
        for row in self.statement_rows():
            if row.statement.id == statement_id:
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

    def being_edited(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """The sections that are being written, each with its lines so far."""
        editors = ((section_id, panel.editor) for section_id, panel in self._panels.items())
        return tuple((section_id, editor.lines()) for section_id, editor in editors if editor is not None)

    @property
    def is_being_edited(self) -> bool:
        return any(panel.editor is not None for panel in self._panels.values())

    def _return_to_place(self) -> None:
        """Where the reader was before the note was shown anew, unless they have scrolled meanwhile."""
        rows = [row for panel in self._panels.values() for row in panel.rows]
        if rows and not any(row.property("flagged") for row in rows):
            rows[0].set_tab_stop(True)
        self._order_tab_stops()
        _finish_layout()
        place, self._place = self._place, 0
        if place:
            self.verticalScrollBar().setValue(place)

    def _order_tab_stops(self) -> None:
        """Tab goes from flag to flag; the buttons of rows and sections come after the last of them."""
        stops = [panel.tab_stops() for panel in self._panels.values()]
        chain = [each for to_settle, _ in stops for each in to_settle] + [each for _, rest in stops for each in rest]
        for one, next_one in pairwise(chain):
            QWidget.setTabOrder(one, next_one)

    def _fill_next(self) -> bool:
        """The head of the next section, a row for it, or its rows put into their place. Whether there is more."""
        if not self._to_fill or self._shown is None:
            self._return_to_place()
            return False
        section = self._to_fill[0]
        if section.id not in self._panels:
            self._panel(section.id, section.title)
            return True
        panel, filling = self._panels[section.id], self._shown.filling(section)
        # Making its rows anew takes long.
        shows_this = panel.editor is not None or self._filled.get(section.id) == filling
        if not shows_this and len(self._made) < len(section.statements):
            self._made.append(filling.row(len(self._made)))
            return True
        self._to_fill.popleft()
        if not shows_this:
            self._put(filling, self._made)
        self._made = []
        return True

    def _put(self, filling: Filling, rows: Sequence[StatementRow]) -> None:
        self._paint_in_next_turn()
        panel = self._panels[filling.section.id]
        self._filled[filling.section.id] = filling
        self._make_room(panel.sizeHint().height() + sum(row.sizeHint().height() for row in rows))
        panel.show_section(
            filling.section, rows, filling.withheld, filling.omissions, is_kept=True, is_open=filling.is_open
        )
        self._make_room(panel.sizeHint().height())
        panel.show()
        self._content.setMinimumHeight(0)
        for row in rows:
            row.step_requested.connect(lambda step, row=row: self._step(row, step))

    def _make_room(self, height: int) -> None:
        """For what is to be shown: else all the panels would be squeezed first, and laid out twice."""
        self._content.setMinimumHeight(self._content.height() + height + self._column.spacing())

    def _panel(self, section_id: str, title: str) -> SectionPanel:
        if section_id not in self._panels:
            panel = SectionPanel(section_id, title)
            panel.statement_chosen.connect(lambda statement: self._on_statement_chosen(section_id, statement))
            panel.settling_requested.connect(self.settling_requested)
            panel.suggestion_accepted.connect(self.suggestion_accepted)
            panel.edited.connect(self._on_section_edited)
            panel.copy_requested.connect(self.copy_requested)
            panel.statement_focused.connect(lambda statement: self._on_statement_focused(section_id, statement))
            panel.addition_requested.connect(self.addition_requested)
            panel.source_chosen.connect(self.source_chosen)
            panel.check_requested.connect(self.check_requested)
            panel.revision_requested.connect(self.revision_requested)
            panel.revision_given_up.connect(self.revision_given_up)
            panel.editing_requested.connect(lambda: self.edit_section(section_id))
            panel.editing_started.connect(lambda: self._show_editor(panel))
            self._panels[section_id] = panel
            panel.hide()
            # Not by the layout, which has no width before it is shown for the first time.
            margins = self._column.contentsMargins()
            panel.resize(self._content.width() - margins.left() - margins.right(), panel.height())
            self._column.insertWidget(self._column.count() - 1, panel)
        return self._panels[section_id]

    def _show_editor(self, panel: SectionPanel) -> None:
        self._filled.pop(panel.section_id, None)
        _finish_layout()
        if panel.editor is not None:
            self.ensureWidgetVisible(panel, 0, 16)
            self.ensureWidgetVisible(panel.editor, 0, 48)

    def _step(self, row: StatementRow, step: int) -> None:
        rows = self.statement_rows()
        place = rows.index(row) + step
        if 0 <= place < len(rows):
            rows[place].setFocus()
            self.ensureWidgetVisible(rows[place])

    def _on_statement_focused(self, section_id: str, statement: Statement) -> None:
        self._current = section_id
        self.statement_focused.emit(statement)

    def _on_statement_chosen(self, section_id: str, statement: Statement) -> None:
        self._current = section_id
        for row in self.statement_rows():
            row.setChecked(row.statement.id == statement.id)
        self.statement_chosen.emit(statement)

    def _on_section_edited(self, section_id: str, lines: tuple[str, ...] | None) -> None:
        self._current = section_id
        if lines is not None:
            self.section_edited.emit(section_id, lines)
        elif self._shown is not None:
            filling = self._shown.filling(next(each for each in self._shown.sections if each.id == section_id))
            self._put(filling, filling.rows())

    def show_checked(self, lines: Sequence[str], checked: NoteSection) -> None:
        """In the section that is being written."""
        if checked.id in self._panels:
            self._panels[checked.id].show_checked(lines, checked)

    def show_revising(self, section_id: str) -> None:
        if section_id in self._panels:
            self._panels[section_id].show_revising()

    def show_revised(self, section_id: str, revised: RevisedSection | None) -> None:
        """None: nothing came of it."""
        if section_id in self._panels:
            self._panels[section_id].show_revised(revised)

    def proposed_in(self, section_id: str) -> frozenset[str]:
        """The lines that the model has put into a section while it was edited."""
        panel = self._panels.get(section_id)
        return frozenset(panel.editor.proposed) if panel is not None and panel.editor is not None else frozenset()

    def close_editor(self, section_id: str) -> None:
        """The next `show_note` shows the section's statements again."""
        self._panels[section_id].editor = None


def _finish_layout() -> None:
    """Give every widget its size now, so that what was just shown can be scrolled to."""
    QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)
