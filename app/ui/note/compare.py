"""Two versions of a note in one text, section by section: what was put in, what was taken out, what stayed."""

from collections import Counter, deque
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QSignalBlocker, Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from app.domain.note import DraftNote, NoteSection
from app.review.learning.differences import Change, LineChange, line_changes, with_line_from_before, word_runs
from app.ui.parts.dialog_parts import close_button, detail_label, dialog_layout, show_anew
from app.ui.parts.style import SPACE_L, SPACE_M, SPACE_S, scaled, scaled_size
from app.ui.parts.tasks import InSlices
from app.ui.parts.text_layout import Mark, TextBlock

_SIZE_PX = (780, 620)
_SIGN_WIDTH_PX = 18
_SIGNS = {Change.ADDED: "+", Change.REMOVED: "−", Change.CHANGED: "±", Change.KEPT: ""}


@dataclass(frozen=True, slots=True)
class Comparison:
    """`is_open`: what was before can be put back into what is after."""

    name: str
    before: DraftNote
    after: DraftNote
    is_open: bool


class LineRow(QWidget):
    """Signals: put_back_requested()."""

    put_back_requested = Signal()

    def __init__(self, change: LineChange, is_open: bool) -> None:
        super().__init__()
        sign = QLabel(_SIGNS[change.change])
        sign.setObjectName("diffSign")
        sign.setFixedWidth(scaled(_SIGN_WIDTH_PX))
        sign.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        text, marks = _marked(change)
        words = TextBlock(text, marks)
        words.setAccessibleName(self._spoken(change))
        layout = QHBoxLayout(self)
        layout.setContentsMargins(SPACE_L, SPACE_S // 2, SPACE_M, SPACE_S // 2)
        layout.setSpacing(SPACE_M)
        layout.addWidget(sign, alignment=Qt.AlignmentFlag.AlignTop)
        layout.addWidget(words, 1)
        if is_open and change.before is not None and change.change is not Change.KEPT:
            layout.addWidget(self._button(change), alignment=Qt.AlignmentFlag.AlignTop)

    def _button(self, change: LineChange) -> QPushButton:
        words = self.tr("Put back") if change.change is Change.REMOVED else self.tr("As it was")
        button = QPushButton(words)
        button.setObjectName("small")
        button.setAutoDefault(False)
        button.setAccessibleName(f"{words}: {change.before}")
        button.clicked.connect(self.put_back_requested)
        return button

    def _spoken(self, change: LineChange) -> str:
        match change.change:
            case Change.ADDED:
                return self.tr("Added: {line}").format(line=change.after)
            case Change.REMOVED:
                return self.tr("Removed: {line}").format(line=change.before)
            case Change.CHANGED:
                return self.tr("Changed from: {before} To: {after}").format(before=change.before, after=change.after)
            case _:
                return str(change.after)


class CompareDialog(QDialog):
    """Read-only, but for what is put back, which the caller does and then shows.

    Signals: lines_wanted(section id, lines), section_wanted(section id) where a whole section was left out.
    """

    lines_wanted = Signal(str, object)
    section_wanted = Signal(str)

    def __init__(self, comparisons: Sequence[Comparison], parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Compare versions"))
        self.resize(scaled_size(*_SIZE_PX))
        self._comparisons: Sequence[Comparison] = ()
        self._to_show: deque[NoteSection] = deque()
        self._total: Counter[Change] = Counter()
        self._column = QVBoxLayout()
        self._place = 0
        self._showing = InSlices(self, self._show_next)
        self._which = QComboBox()
        self._which.setAccessibleName(self.tr("Versions"))
        self._only_changes = QCheckBox(self.tr("&Only what changed"))
        self._counts = detail_label("")
        self._area = QScrollArea()
        self._area.setObjectName("sheet")
        self._area.setWidgetResizable(True)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setAccessibleName(self.tr("Differences"))
        head = QHBoxLayout()
        head.setSpacing(16)
        head.addWidget(self._which, 1)
        head.addWidget(self._only_changes)
        layout = dialog_layout(self)
        layout.addLayout(head)
        layout.addWidget(self._counts)
        layout.addWidget(self._area, 1)
        layout.addWidget(close_button(self))
        self.show_comparisons(comparisons)
        self._which.currentIndexChanged.connect(lambda: self._show())
        self._only_changes.toggled.connect(lambda: self._show())

    def show_comparisons(self, comparisons: Sequence[Comparison]) -> None:
        """At least one: the one that was chosen if it is among them, else the first."""
        chosen = self._which.currentText()
        self._comparisons = comparisons
        with QSignalBlocker(self._which):
            self._which.clear()
            self._which.addItems([comparison.name for comparison in comparisons])
            self._which.setCurrentIndex(max(0, self._which.findText(chosen)))
        self._show()

    def _show(self) -> None:
        """In slices: a long note has more rows than can be made without being felt."""
        self._place = self._area.verticalScrollBar().value()
        page = QWidget()
        self._column = QVBoxLayout(page)
        self._column.setContentsMargins(0, SPACE_M, 0, SPACE_L)
        self._column.setSpacing(0)
        self._column.addStretch()
        show_anew(self._area, page)
        self._total = Counter()
        self._to_show = deque(_sections_of(self._comparison))
        self._showing.go_on()

    @property
    def _comparison(self) -> Comparison:
        return self._comparisons[self._which.currentIndex()]

    def _show_next(self) -> bool:
        """Whether there is more."""
        if self._to_show:
            self._add_section(self._to_show.popleft())
            return True
        if self._column.count() == 1:
            self._add(_centred(self.tr("The two say the same.")))
        self._counts.setText(self._words_on(self._total))
        QTimer.singleShot(0, self, lambda: self._area.verticalScrollBar().setValue(self._place))
        return False

    def _add_section(self, section: NoteSection) -> None:
        comparison, only_changes = self._comparison, self._only_changes.isChecked()
        before, after = _lines_of(comparison.before, section.id), _lines_of(comparison.after, section.id)
        changes = line_changes(before or (), after or ())
        self._total.update(change.change for change in changes)
        if changes and not (only_changes and before == after):
            self._add(self._heading(section, comparison, is_left_out=after is None))
            self._add_lines(section.id, changes, is_open=comparison.is_open and after is not None)

    def _add(self, row: QWidget) -> None:
        self._column.insertWidget(self._column.count() - 1, row)

    def _add_lines(self, section_id: str, changes: Sequence[LineChange], *, is_open: bool) -> None:
        for number, change in enumerate(changes):
            if change.change is Change.KEPT and self._only_changes.isChecked():
                continue
            row = LineRow(change, is_open)
            lines = with_line_from_before(changes, number)
            row.put_back_requested.connect(lambda lines=lines: self.lines_wanted.emit(section_id, lines))
            self._add(row)

    def _heading(self, section: NoteSection, comparison: Comparison, *, is_left_out: bool) -> QWidget:
        title = QLabel(section.title)
        title.setObjectName("sectionTitle")
        head = QWidget()
        row = QHBoxLayout(head)
        row.setContentsMargins(SPACE_L, SPACE_L, SPACE_M, SPACE_S)
        row.setSpacing(SPACE_M)
        row.addWidget(title)
        if is_left_out:
            row.addWidget(detail_label(self.tr("Left out by this clinic's style")), 1)
        if is_left_out and comparison.is_open:
            button = QPushButton(self.tr("Put the section back"))
            button.setObjectName("small")
            button.setAutoDefault(False)
            button.setAccessibleName(f"{button.text()}: {section.title}")
            button.clicked.connect(lambda: self.section_wanted.emit(section.id))
            row.addWidget(button)
        row.addStretch()
        return head

    def _words_on(self, total: Counter[Change]) -> str:
        counts = self.tr("Lines: {kept} unchanged, {changed} changed (±), {removed} removed (−), {added} added (+).")
        explained = self.tr("Struck through: taken out. Underlined: put in.")
        numbers = counts.format(
            kept=total[Change.KEPT],
            changed=total[Change.CHANGED],
            removed=total[Change.REMOVED],
            added=total[Change.ADDED],
        )
        return f"{numbers} {explained}"


def _sections_of(comparison: Comparison) -> list[NoteSection]:
    """Of both, in the order of the draft, which has them all but those that were added later."""
    known = {section.id: section for section in (*comparison.before.sections, *comparison.after.sections)}
    return list(known.values())


def _lines_of(note: DraftNote, section_id: str) -> tuple[str, ...] | None:
    """None where the note has no such section."""
    section = next((each for each in note.sections if each.id == section_id), None)
    return None if section is None else tuple(statement.text.strip() for statement in section.statements)


def _marked(change: LineChange) -> tuple[str, list[Mark]]:
    """The words of both as one text; marked are those that only one of them has."""
    if change.change is Change.KEPT:
        return str(change.after), []
    text, marks = "", []
    for run in word_runs(change.before or "", change.after or ""):
        text += " " if text else ""
        if run.change is Change.REMOVED:
            marks.append(Mark(len(text), len(run.text), "text_muted", is_struck=True))
        elif run.change is Change.ADDED:
            marks.append(Mark(len(text), len(run.text), "done", "done_soft"))
        text += run.text
    return text, marks


def _centred(words: str) -> QLabel:
    label = QLabel(words)
    label.setObjectName("muted")
    label.setAlignment(Qt.AlignmentFlag.AlignCenter)
    label.setContentsMargins(24, 48, 24, 48)
    return label
