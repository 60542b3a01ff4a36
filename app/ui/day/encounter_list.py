"""The list of encounters, however long: rows are read when they come into view, and painted."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import (
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSignalBlocker,
    QSize,
    QStringListModel,
    Qt,
    Signal,
)
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from app.domain.encounter import Encounter, EncounterState
from app.domain.errors import SaegimError
from app.ui.parts.names import patient_label, started_label, state_name
from app.ui.parts.style import SPACE_L, SPACE_M, SPACE_S, colour, detail_font, pixmap, reading_bold_font, scaled
from app.ui.parts.work import Work

Index = QModelIndex | QPersistentModelIndex
EncounterRole = Qt.ItemDataRole.UserRole + 1
StateRole = Qt.ItemDataRole.UserRole + 2

_PAGE_ROWS = 25
_ROW_HEIGHT_PX = 58
_MARK_PX = 14
# Put together once: Python takes longer over a flag than Qt over a word.
_AT_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_AT_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_STATE_INK = {
    EncounterState.OPEN: "text_muted",
    EncounterState.TRANSCRIBED: "info",
    EncounterState.DRAFTED: "warn",
    EncounterState.SIGNED: "done",
}


@dataclass(frozen=True, slots=True)
class ShownState:
    """What goes on with an encounter now, else how far it has come."""

    name: str
    icon_name: str
    ink: str


class EncounterListModel(QStringListModel):
    """Knows the ids of all; reads the encounters a page at a time. Qt counts the rows itself: a view asks for their
    number ten thousand times when it lays out ten thousand.

    Signals: failed(Problem), read_again(): the same encounters, of which something may have changed.
    """

    failed = Signal(object)
    read_again = Signal()

    def __init__(self, read: Callable[[Sequence[str]], Sequence[Encounter]]) -> None:
        super().__init__()
        self._read = read
        self._ids: tuple[str, ...] = ()
        self._rows: dict[str, int] = {}
        self._pages: dict[int, dict[str, Encounter]] = {}
        self._work: dict[str, ShownState] = {}

    def show_work(self, running: Mapping[str, Work]) -> None:
        """By the id of the encounter; in the place of its state."""
        work = {encounter_id: state_of_work(each) for encounter_id, each in running.items()}
        if work != self._work:
            self._work = work
            self.read_again.emit()

    def show(self, encounter_ids: tuple[str, ...]) -> None:
        """Also when the ids are the same: what is known of them may be old."""
        self._pages = {}
        if encounter_ids == self._ids:
            self.read_again.emit()
            return
        self._ids = encounter_ids
        self._rows = {encounter_id: row for row, encounter_id in enumerate(encounter_ids)}
        self.setStringList(encounter_ids)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if role not in {EncounterRole, StateRole, Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            return None
        encounter = self._encounter(index.row())
        if encounter is None or role == EncounterRole:
            return encounter
        if role == Qt.ItemDataRole.DisplayRole:
            return patient_label(encounter.patient)
        state = self._work.get(encounter.id) or state_of(encounter)
        if role == StateRole:
            return state
        return f"{patient_label(encounter.patient)}, {started_label(encounter)}, {state.name}"

    def id_at(self, index: Index) -> str | None:
        return self._ids[index.row()] if index.isValid() else None

    def row_of(self, encounter_id: str) -> int | None:
        return self._rows.get(encounter_id)

    def _encounter(self, row: int) -> Encounter | None:
        """None where it cannot be read, which is told once for each page."""
        number = row // _PAGE_ROWS
        if number not in self._pages:
            self._pages[number] = self._page(number)
        return self._pages[number].get(self._ids[row])

    def _page(self, number: int) -> dict[str, Encounter]:
        ids = self._ids[number * _PAGE_ROWS : (number + 1) * _PAGE_ROWS]
        try:
            return {encounter.id: encounter for encounter in self._read(ids)}
        except SaegimError as error:
            self.failed.emit(error.problem)
            return {}


class EncounterDelegate(QStyledItemDelegate):
    """Two lines: the patient; then when, and the state as icon and word."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(120, scaled(_ROW_HEIGHT_PX))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        encounter: Encounter | None = index.data(EncounterRole)
        if encounter is None:
            return
        state = option.state
        card: QRect = option.rect.adjusted(SPACE_M, 2, -SPACE_M, -2)
        selected = bool(state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        if selected or state & QStyle.StateFlag.State_MouseOver:
            painter.setBrush(colour("accent_lit" if selected else "hover"))
            painter.drawRoundedRect(card, 6, 6)
        if state & QStyle.StateFlag.State_HasFocus:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(colour("focus"))
            painter.drawRoundedRect(card, 6, 6)
        words = card.adjusted(SPACE_L, SPACE_S + 2, -SPACE_L, -SPACE_S - 2)
        first = QRect(words.left(), words.top(), words.width(), words.height() // 2)
        second = first.translated(0, first.height())
        painter.setFont(reading_bold_font())
        painter.setPen(colour("text"))
        _draw_elided(painter, first, patient_label(encounter.patient))
        painter.setFont(detail_font())
        when = started_label(encounter)
        second.setRight(self._paint_state(painter, second, index.data(StateRole), when) - SPACE_S)
        painter.setPen(colour("text_muted"))
        _draw_elided(painter, second, when)
        painter.restore()

    def _paint_state(self, painter: QPainter, area: QRect, state: ShownState, when: str) -> int:
        """At the right, as its mark alone where its name would leave no room for `when`. Returns where it begins."""
        metrics, side = painter.fontMetrics(), scaled(_MARK_PX)
        room = area.width() - metrics.horizontalAdvance(when) - 2 * SPACE_S - side
        width = metrics.horizontalAdvance(state.name)
        if width <= room:
            painter.setPen(colour(state.ink))
            painter.drawText(area, _AT_RIGHT, state.name)
        else:
            width = 0
        left = area.right() - width - side - SPACE_S
        painter.drawPixmap(left, area.center().y() - side // 2 + 1, pixmap(state.icon_name, state.ink, _MARK_PX))
        return left


class EncounterListView(QListView):
    """Signals: opening_requested(index) of the current row, by Enter or Space."""

    opening_requested = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("encounters")
        self.setItemDelegate(EncounterDelegate(self))
        self.setUniformItemSizes(True)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Qt makes the first row the current one where none is; that is not a choice, and opens no patient."""
        with QSignalBlocker(self.selectionModel()):
            super().focusInEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            current = self.currentIndex()
            self.opening_requested.emit(current if current.isValid() else self.model().index(0, 0))
            self.focusNextChild()
        else:
            super().keyPressEvent(event)


def state_of(encounter: Encounter) -> ShownState:
    state = encounter.state
    return ShownState(state_name(state), f"state_{state.value}", _STATE_INK[state])


def state_of_work(work: Work) -> ShownState:
    return ShownState(work.name(), work.icon_name, "block" if work.icon_name == "record" else "accent")


def _draw_elided(painter: QPainter, area: QRect, text: str) -> None:
    shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, area.width())
    painter.drawText(area, _AT_LEFT, shown)
