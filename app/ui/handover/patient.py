"""One patient's handover: what is written, what is to be done, and the two ticks that hand it over."""

from collections.abc import Iterable, Iterator

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QBoxLayout, QCheckBox, QFrame, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from app.domain.handover import BoardRow, HandoverState, Shift, Task
from app.domain.note import NoteSection
from app.export.document import readable_time
from app.ui.handover.names import bed_label, handover_state_name
from app.ui.parts.dialog_parts import detail_label, emphasise, plain_button
from app.ui.parts.names import started_label
from app.ui.parts.style import SPACE_M, is_room_short, is_screen_narrow, reading_bold_font, scaled

_TIME_WIDTH_PX = 48
_LEAST_HEIGHT_PX = 160


class TaskTick(QFrame):
    """A task with its tick; the whole line can be tapped. Signals: ticked(is_done)."""

    ticked = Signal(bool)

    def __init__(self, task: Task) -> None:
        super().__init__()
        self._box = QCheckBox()
        self._box.setObjectName("task")
        self._box.setChecked(task.is_done)
        self._box.setAccessibleName(" ".join((*task.times[:1], task.text)))
        self._box.clicked.connect(self.ticked)
        time = QLabel(task.times[0] if task.times else "")
        time.setFont(reading_bold_font())
        time.setFixedWidth(scaled(_TIME_WIDTH_PX))
        words = QLabel(task.text)
        words.setTextFormat(Qt.TextFormat.PlainText)
        words.setWordWrap(True)
        if task.is_done:
            words.setObjectName("muted")
            done = self.tr("done {time}").format(time=readable_time(task.done_at)[-5:])
            words.setText(f"{task.text} ({done})")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 4, 0, 4)
        row.setSpacing(10)
        row.addWidget(self._box)
        row.addWidget(time)
        row.addWidget(words, 1)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._box.click()
        super().mouseReleaseEvent(event)


class PatientPane(QFrame):
    """Signals: task_ticked(task text, is_done), check_requested(), read_back_requested(), opening_requested(),
    move_requested(), removal_requested().
    """

    task_ticked = Signal(str, bool)
    check_requested = Signal()
    read_back_requested = Signal()
    opening_requested = Signal()
    move_requested = Signal()
    removal_requested = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("panel")
        self.setAccessibleName(self.tr("Handover of the chosen patient"))
        self._title = QLabel()
        self._title.setObjectName("panelTitle")
        self._title.setWordWrap(True)
        self._state = detail_label("")
        self._open = plain_button(self.tr("Open the &note…"), self.opening_requested.emit)
        self._move = plain_button(self.tr("Change &bed…"), self.move_requested.emit)
        self._remove = plain_button(self.tr("&Off the board…"), self.removal_requested.emit)
        self._agreed = detail_label("")
        self._check = plain_button("", self.check_requested.emit)
        self._read_back = plain_button("", self.read_back_requested.emit)
        for tick, key in ((self._check, "F9"), (self._read_back, "F10")):
            tick.setObjectName("large")
            tick.setToolTip(key)
            stays = tick.sizePolicy()
            stays.setRetainSizeWhenHidden(True)
            tick.setSizePolicy(stays)
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        if is_screen_narrow():
            self._scroll.setMinimumHeight(_LEAST_HEIGHT_PX)
        self._scroll.setAccessibleName(self.tr("Written handover"))
        self._lay_out()
        self.clear()

    def clear(self) -> None:
        self.setEnabled(False)
        self._title.setText(self.tr("Nobody is chosen"))
        self._state.setText("")
        self._show_content([])
        self._offer(None, None, is_busy=True)
        self._show_buttons(False)

    def show_row(self, row: BoardRow, shift: Shift, doing: str, so_far: tuple[NoteSection, ...] = ()) -> None:
        """`doing` is what goes on with it now, "" when nothing does; `so_far` what is written meanwhile."""
        self.setEnabled(True)
        self._show_buttons(True)
        self._title.setText(bed_label(row))
        state = doing or handover_state_name(row.state)
        self._state.setText(" · ".join((started_label(row.encounter), state, *self._ticks(row))))
        if so_far:
            self._show_content([_quiet(self.tr("Written while you talk.")), *_sections(so_far, self.tr("Not stated"))])
        else:
            self._show_content(self._written(row) if row.note else [_quiet(self._why_empty(row, doing))])
        self._offer(row, shift, is_busy=bool(doing))

    @property
    def may_check(self) -> bool:
        return self._check.isEnabled()

    @property
    def may_read_back(self) -> bool:
        return self._read_back.isEnabled()

    @property
    def statement(self) -> str:
        """What the nurse who checks agrees to, in the words shown."""
        return self.tr("I have read this handover, compared it with what I know of the patient, and vouch for it.")

    def _show_buttons(self, are_shown: bool) -> None:
        for button in (self._open, self._move, self._remove):
            button.setVisible(are_shown)

    def _ticks(self, row: BoardRow) -> Iterator[str]:
        """Who has checked it, and who has read it back."""
        if row.checked_by:
            yield self.tr("Checked by {name}").format(name=row.checked_by)
        if row.read_back is not None:
            time = readable_time(row.read_back.at)[-5:]
            yield self.tr("Read back by {name}, {time}").format(name=row.read_back.receiver, time=time)

    def _written(self, row: BoardRow) -> list[QWidget]:
        assert row.note is not None
        of_tasks = frozenset(task.text for task in row.tasks)
        parts = _sections(row.note.sections, self.tr("Not stated"), apart_from=of_tasks)
        parts.append(_heading(self.tr("To do")))
        for task in row.tasks:
            tick = TaskTick(task)
            tick.ticked.connect(lambda is_done, text=task.text: self.task_ticked.emit(text, is_done))
            parts.append(tick)
        if not row.tasks:
            parts.append(_quiet(self.tr("Not stated")))
        return parts

    def _why_empty(self, row: BoardRow, doing: str) -> str:
        if doing:
            return doing
        if row.state is HandoverState.DICTATED:
            return self.tr("Dictated, but not written yet. Open the note to go on with it.")
        return self.tr("Nothing is dictated yet.")

    def _offer(self, row: BoardRow | None, shift: Shift | None, *, is_busy: bool) -> None:
        """What can be done now; beside a button that waits stands what it waits for."""
        state = row.state if row else None
        giver, receiver = (shift.giver, shift.receiver) if shift else ("", "")
        flags = row.flags if row else 0
        may_check = state is HandoverState.DRAFT and not is_busy and not flags and bool(giver)
        may_read_back = state is HandoverState.CHECKED and not is_busy and bool(receiver)
        self._check.setText(self.tr("&Checked by me: {name}").format(name=giver or "…"))
        self._read_back.setText(self.tr("&Read back by me: {name}").format(name=receiver or "…"))
        # One at a time, each in a place of its own: a finger that taps twice must not tick for the other nurse.
        is_checked = state in {HandoverState.CHECKED, HandoverState.HANDED_OVER}
        self._check.setVisible(row is not None and not is_checked)
        self._read_back.setVisible(state is HandoverState.CHECKED)
        for button, may in ((self._check, may_check), (self._read_back, may_read_back)):
            button.setEnabled(may)
            emphasise(button, may)
        self._agreed.setText(self._waits_for(state, flags, giver, receiver))

    def _waits_for(self, state: HandoverState | None, flags: int, giver: str, receiver: str) -> str:
        if state is HandoverState.DRAFT and flags:
            return self.tr("To correct or confirm in the note before it can be checked: {count}").format(count=flags)
        if state is HandoverState.DRAFT and not giver:
            return self.tr("Enter above who hands over.")
        if state is HandoverState.DRAFT:
            return self.statement
        if state is HandoverState.CHECKED and not receiver:
            return self.tr("Enter above who takes over.")
        if state is HandoverState.CHECKED:
            return self.tr("The nurse who takes over says it back in their own words, then ticks.")
        return ""

    def _lay_out(self) -> None:
        small = QHBoxLayout()
        small.setSpacing(SPACE_M)
        for button in (self._open, self._move, self._remove):
            button.setObjectName("small" if is_room_short() else "")
            small.addWidget(button)
        small.addStretch()
        head = QVBoxLayout()
        head.setContentsMargins(16, 12, 16, 8)
        head.setSpacing(4)
        head.addWidget(self._title)
        head.addWidget(self._state)
        head.addSpacing(4)
        head.addLayout(small)
        foot = QVBoxLayout()
        foot.setContentsMargins(16, 8, 16, 12)
        foot.setSpacing(SPACE_M)
        foot.addWidget(self._agreed)
        ticks = QBoxLayout(QBoxLayout.Direction.TopToBottom if is_room_short() else QBoxLayout.Direction.LeftToRight)
        ticks.setSpacing(SPACE_M)
        for button in (self._check, self._read_back):
            ticks.addWidget(button, 1)
        foot.addLayout(ticks)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 1, 1, 1)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self._scroll, 1)
        column.addLayout(foot)

    def _show_content(self, parts: list[QWidget]) -> None:
        """The reader's place, and the task that was ticked by key, stay where they were."""
        place, ticked = self._scroll.verticalScrollBar().value(), self._focused_tick()
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(16, 4, 16, 12)
        column.setSpacing(4)
        for part in parts:
            column.addWidget(part)
        column.addStretch()
        self._scroll.setWidget(content)
        self._scroll.verticalScrollBar().setValue(place)
        boxes = content.findChildren(QCheckBox)
        if ticked is not None and ticked < len(boxes):
            boxes[ticked].setFocus()

    def _focused_tick(self) -> int | None:
        shown = self._scroll.widget()
        boxes = shown.findChildren(QCheckBox) if shown is not None else []
        return next((number for number, box in enumerate(boxes) if box.hasFocus()), None)


def _sections(
    sections: Iterable[NoteSection], not_stated: str, apart_from: frozenset[str] = frozenset()
) -> list[QWidget]:
    """Headings with their lines, without those that stand elsewhere."""
    parts: list[QWidget] = []
    for section in sections:
        lines = [each.text for each in section.statements if each.text not in apart_from]
        if lines or not section.statements:
            parts += [_heading(section.title), _words("\n".join(lines)) if lines else _quiet(not_stated)]
    return parts


def _heading(words: str) -> QLabel:
    label = QLabel(words)
    label.setObjectName("sectionTitle")
    label.setContentsMargins(0, 8, 0, 0)
    return label


def _words(words: str) -> QLabel:
    label = QLabel(words)
    label.setWordWrap(True)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setTextInteractionFlags(
        Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
    )
    return label


def _quiet(words: str) -> QLabel:
    label = QLabel(words)
    label.setObjectName("muted")
    label.setWordWrap(True)
    return label
