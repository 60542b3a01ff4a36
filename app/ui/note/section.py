"""One section of a note: its title, its statements, and its words as text while they are edited."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QFrame,
    QHBoxLayout,
    QLabel,
    QVBoxLayout,
    QWidget,
)

from app.domain.note import FlagKind, NoteSection, Omission, SectionState, Withheld
from app.domain.revision import RevisedSection
from app.ui.note.flag_row import flag_words
from app.ui.note.omission import OmissionRow
from app.ui.note.section_editor import SectionEditor
from app.ui.note.statement import StatementRow
from app.ui.note.writing import SectionWriting
from app.ui.parts.action_buttons import quiet_button
from app.ui.parts.style import is_room_short, pixmap


class SectionPanel(QFrame):
    """Signals: statement_chosen(Statement), settling_requested(Statement, Flag),
    suggestion_accepted(Statement, Flag, Suggestion), edited(section id, lines),
    copy_requested(section id), editing_requested(), editing_started(), statement_focused(Statement),
    source_chosen(segment id), addition_requested(section id, Omission), check_requested(section id, lines) while they
    are written,
    revision_requested(section id, lines, words) of the model, revision_given_up().
    """

    statement_chosen = Signal(object)
    statement_focused = Signal(object)
    settling_requested = Signal(object, object)
    suggestion_accepted = Signal(object, object, object)
    edited = Signal(str, object)
    copy_requested = Signal(str)
    editing_requested = Signal()
    editing_started = Signal()
    addition_requested = Signal(str, object)
    source_chosen = Signal(str)
    check_requested = Signal(str, object)
    revision_requested = Signal(str, object, str)
    revision_given_up = Signal()

    def __init__(self, section_id: str, title: str) -> None:
        super().__init__()
        self.section_id = section_id
        self.rows: list[StatementRow] = []
        self._missing: list[OmissionRow] = []
        self.editor: SectionEditor | None = None
        self._writing: SectionWriting | None = None
        self._section: NoteSection | None = None
        self.setAccessibleName(title)
        self._heading = QLabel(title)
        self._heading.setObjectName("sectionTitle")
        self._heading.setWordWrap(is_room_short())
        self._not_stated = QLabel(self.tr("Not stated"))
        self._not_stated.setObjectName("detail")
        self._not_stated.hide()
        self._copy = quiet_button("copy", self.tr("Copy section: {title}").format(title=title))
        self._copy.clicked.connect(lambda: self.copy_requested.emit(section_id))
        self._edit = quiet_button("edit", self.tr("Edit section: {title}").format(title=title))
        self._edit.clicked.connect(self.editing_requested)
        head = QHBoxLayout()
        head.setContentsMargins(12, 0, 4, 0)
        head.setSpacing(4)
        head.addWidget(self._heading, 4 if is_room_short() else 0)
        head.addSpacing(8)
        head.addWidget(self._not_stated, 1)
        head.addStretch(1)
        head.addWidget(self._copy)
        head.addWidget(self._edit)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(2)
        self._column.addLayout(head)
        self._body = QWidget(self)
        self._set_ready(is_ready=False, is_open=False)

    @property
    def section(self) -> NoteSection | None:
        """As it was shown last."""
        return self._section

    def show_section(
        self,
        section: NoteSection,
        rows: Sequence[StatementRow],
        withheld: tuple[Withheld, ...] = (),
        omissions: Sequence[tuple[Omission, str]] = (),
        *,
        is_kept: bool,
        is_open: bool,
    ) -> None:
        """`is_kept`: it is part of a whole note; `is_open`: it may be edited and its flags settled.

        `rows` are those of its statements; omissions come with the place where they were said.
        """
        focus = QApplication.focusWidget()
        had_focus = focus is not None and self.isAncestorOf(focus) and focus not in (self._copy, self._edit)
        focused = next((row.statement.id for row in self.rows if _is_in(row, focus)), "")
        self._clear()
        self._section = section
        self.rows = list(rows)
        for row in self.rows:
            row.fit(self.width())
            self._connect(row)
        self._show_whether_stated(section.state is SectionState.STATED)
        title = self.tr("Kept out of the note")
        self._missing = [self._omission_row(omission, place, is_open) for omission, place in omissions]
        self._put([*self.rows, *self._missing, *(_withheld_row(title, line) for line in withheld)])
        self._set_ready(is_ready=is_kept, is_open=is_open)
        if had_focus:
            # Or it would go to the first control of the window, far from where somebody works.
            next((row for row in self.rows if row.statement.id == focused), self._edit).setFocus()

    def tab_stops(self) -> tuple[list[QWidget], list[QWidget]]:
        """What asks to be settled, in the order of the note; and the buttons about it, which wait until after."""
        to_settle: list[QWidget] = [row for row in self.rows if row.focusPolicy() & Qt.FocusPolicy.TabFocus]
        to_settle += [row.add for row in self._missing]
        buttons: list[QWidget] = [button for row in self.rows for button in row.findChildren(QAbstractButton)]
        buttons += [row.hear for row in self._missing]
        return to_settle, [*buttons, self._copy, self._edit]

    def start_editing(self, lines: Sequence[str] | None = None) -> None:
        if self._section is None or self.editor is not None or not self._edit.isVisibleTo(self):
            return
        section, focus = self._section, QApplication.focusWidget()
        if focus is not None and self.isAncestorOf(focus):
            # Or it would go to the next statement for a moment, which then counts as the one that is read.
            focus.clearFocus()
        self._clear()
        self._section = section
        writing = SectionWriting([each.text for each in section.statements] if lines is None else lines, self)
        writing.save_requested.connect(self.save)
        writing.cancel_requested.connect(self._cancel)
        writing.editor.check_requested.connect(self._request_check)
        writing.wish.wished.connect(self._request_revision)
        writing.wish.given_up.connect(self.revision_given_up)
        self._writing, self.editor = writing, writing.editor
        self._show_whether_stated(True)
        self._set_ready(is_ready=False, is_open=False)
        self._body = writing
        self._show_body()
        if lines is None:
            writing.show_found_before(section)
        self.editor.setFocus()
        self.editing_started.emit()

    def show_checked(self, lines: Sequence[str], checked: NoteSection) -> None:
        """What the checks say of these lines, unless they have been changed since."""
        if self._writing is not None and self.editor is not None and self.editor.lines() == tuple(lines):
            self._writing.show_checked(checked)

    def show_revising(self) -> None:
        if self._writing is not None:
            self._writing.show_revising()

    def show_revised(self, revised: RevisedSection | None) -> None:
        """The model's lines in the place of those that are edited; None: it was given up, or failed."""
        if self._writing is not None:
            self._writing.show_revised(revised)

    def _request_revision(self, words: str) -> None:
        if self.editor is not None:
            self.revision_requested.emit(self.section_id, self.editor.lines(), words)

    def _request_check(self) -> None:
        if self.editor is not None:
            self.check_requested.emit(self.section_id, self.editor.lines())

    def save(self) -> None:
        """Also what an input method still holds."""
        if self.editor is not None and self.editor.hasFocus():
            QGuiApplication.inputMethod().commit()
        if self.editor is not None:
            self.edited.emit(self.section_id, self.editor.lines())

    def _cancel(self) -> None:
        if self.editor is not None:
            # None instead of lines: show the section again as it was.
            self.edited.emit(self.section_id, None)

    def _show_whether_stated(self, is_stated: bool) -> None:
        self._heading.setProperty("stated", is_stated)
        self._heading.style().polish(self._heading)
        self._not_stated.setVisible(not is_stated)

    def _connect(self, row: StatementRow) -> None:
        row.clicked.connect(lambda: self.statement_chosen.emit(row.statement))
        row.focused.connect(lambda: self.statement_focused.emit(row.statement))
        row.settling_requested.connect(lambda flag: self.settling_requested.emit(row.statement, flag))
        row.suggestion_accepted.connect(lambda *chosen: self.suggestion_accepted.emit(row.statement, *chosen))

    def _omission_row(self, omission: Omission, place: str, is_open: bool) -> OmissionRow:
        row = OmissionRow(omission, self._heading.text(), place, is_open)
        row.addition_requested.connect(lambda missing: self.addition_requested.emit(self.section_id, missing))
        row.source_chosen.connect(self.source_chosen)
        return row

    def _put(self, widgets: Sequence[QWidget]) -> None:
        """All together, so that they are laid out once."""
        self._body = QWidget(self)
        rows = QVBoxLayout(self._body)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(2)
        for widget in widgets:
            rows.addWidget(widget)
        self._show_body()

    def _show_body(self) -> None:
        """At once, so that what is in it can take the focus and be scrolled to."""
        self._column.addWidget(self._body)
        self._body.show()

    def _set_ready(self, *, is_ready: bool, is_open: bool) -> None:
        self._copy.setVisible(is_ready)
        self._edit.setVisible(is_ready and is_open)

    def _clear(self) -> None:
        if self.editor is not None:
            self.revision_given_up.emit()
        self.rows = []
        self._missing = []
        self.editor = None
        self._writing = None
        self._section = None
        self._body.hide()
        self._body.deleteLater()


def _is_in(row: StatementRow, focus: QWidget | None) -> bool:
    return focus is not None and (row is focus or row.isAncestorOf(focus))


def _withheld_row(title: str, line: Withheld) -> QWidget:
    row = QWidget()
    layout = QHBoxLayout(row)
    layout.setContentsMargins(12, 2, 12, 2)
    layout.setSpacing(6)
    mark = QLabel()
    mark.setPixmap(pixmap("withheld", "text_muted", 16))
    # Of a line without any source nothing else would say what it was.
    quoted = f" “{line.text}”" if line.flag.kind is FlagKind.STATEMENT_UNSUPPORTED else ""
    words = QLabel(f"{title} · {flag_words(line.flag)}{quoted}")
    words.setObjectName("detail")
    words.setWordWrap(True)
    words.setToolTip(line.text)
    layout.addWidget(mark, alignment=Qt.AlignmentFlag.AlignTop)
    layout.addWidget(words, 1)
    return row
