"""The list of encounters: who, when, how far; with search."""

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QAction, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QLabel,
    QLineEdit,
    QListView,
    QPushButton,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from app.domain.encounter import Encounter, EncounterState
from app.services.encounters import Encounters
from app.ui.names import patient_label, started_label, state_name
from app.ui.style import SPACE_L, SPACE_M, SPACE_S, bold, colour, detail_font, icon, pixmap, reading_font

Index = QModelIndex | QPersistentModelIndex
EncounterRole = Qt.ItemDataRole.UserRole + 1

_SEARCH_DELAY_MS = 150
_ROW_HEIGHT_PX = 58
_STATE_INK = {
    EncounterState.OPEN: "text_muted",
    EncounterState.TRANSCRIBED: "info",
    EncounterState.DRAFTED: "warn",
    EncounterState.SIGNED: "done",
}


class EncounterListModel(QAbstractListModel):
    def __init__(self) -> None:
        super().__init__()
        self._encounters: list[Encounter] = []

    def show(self, encounters: list[Encounter]) -> None:
        self.beginResetModel()
        self._encounters = encounters
        self.endResetModel()

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._encounters)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        encounter = self._encounters[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return patient_label(encounter.patient)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{patient_label(encounter.patient)}, {started_label(encounter)}, {state_name(encounter.state)}"
        return encounter if role == EncounterRole else None

    def row_of(self, encounter_id: str) -> int | None:
        return next((row for row, each in enumerate(self._encounters) if each.id == encounter_id), None)


class EncounterDelegate(QStyledItemDelegate):
    """Two lines: the patient; then when, and the state as icon and word."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(120, _ROW_HEIGHT_PX)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        encounter: Encounter = index.data(EncounterRole)
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
        painter.setFont(bold(reading_font()))
        painter.setPen(colour("text"))
        label = patient_label(encounter.patient)
        _draw_elided(painter, first, Qt.AlignmentFlag.AlignLeft, label)
        painter.setFont(detail_font())
        painter.setPen(colour("text_muted"))
        _draw_elided(painter, second, Qt.AlignmentFlag.AlignLeft, started_label(encounter))
        self._paint_state(painter, second, encounter.state)
        painter.restore()

    def _paint_state(self, painter: QPainter, area: QRect, state: EncounterState) -> None:
        name, ink = state_name(state), _STATE_INK[state]
        width = painter.fontMetrics().horizontalAdvance(name)
        painter.setPen(colour(ink))
        painter.drawText(area, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, name)
        mark = pixmap(f"state_{state.value}", ink, 14)
        painter.drawPixmap(area.right() - width - 14 - SPACE_S, area.center().y() - 6, mark)


class DayPanel(QWidget):
    """Signals: encounter_chosen(encounter id)."""

    encounter_chosen = Signal(str)

    def __init__(self, encounters: Encounters, new_encounter: QAction) -> None:
        super().__init__()
        self._encounters = encounters
        self._chosen_id: str | None = None
        self.setObjectName("sidebar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._model = EncounterListModel()
        self._list = EncounterListView()
        self._list.setModel(self._model)
        self._list.selectionModel().currentChanged.connect(self._on_current_changed)
        self._list.setAccessibleName(self.tr("Encounters"))
        self._search = self._search_field()
        self._empty = QLabel()
        self._empty.setObjectName("muted")
        self._empty.setWordWrap(True)
        self._empty.setContentsMargins(16, 8, 16, 8)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 12, 0, 0)
        layout.setSpacing(8)
        head = QVBoxLayout()
        head.setContentsMargins(12, 0, 12, 0)
        head.setSpacing(8)
        head.addWidget(self._new_button(new_encounter))
        head.addWidget(self._search)
        layout.addLayout(head)
        layout.addWidget(self._empty)
        layout.addWidget(self._list, 1)
        self.refresh()

    def refresh(self) -> None:
        """Read the list again and keep the choice, even while a search hides it."""
        found = self._encounters.search(self._search.text().strip())
        self._model.show(found)
        if self._chosen_id is not None:
            self.choose(self._chosen_id)
        self._empty.setText(self.tr("No encounter matches.") if self._search.text() else self.tr("No encounters yet."))
        self._empty.setVisible(not found)
        self._list.setVisible(bool(found))

    @property
    def chosen_id(self) -> str | None:
        return self._chosen_id

    def choose(self, encounter_id: str) -> None:
        row = self._model.row_of(encounter_id)
        if row is not None:
            self._list.setCurrentIndex(self._model.index(row))

    def focus_list(self) -> None:
        self._list.setFocus()

    def focus_search(self) -> None:
        self._search.setFocus()
        self._search.selectAll()

    def clear_search(self) -> None:
        self._search.clear()
        self.refresh()

    def _search_field(self) -> QLineEdit:
        field = QLineEdit()
        field.setPlaceholderText(self.tr("Search name or number"))
        field.setAccessibleName(self.tr("Search encounters"))
        field.setClearButtonEnabled(True)
        field.addAction(icon("search", "text_muted"), QLineEdit.ActionPosition.LeadingPosition)
        self._search_timer = QTimer(self, interval=_SEARCH_DELAY_MS)
        self._search_timer.setSingleShot(True)
        self._search_timer.timeout.connect(self.refresh)
        field.textChanged.connect(lambda: self._search_timer.start())
        return field

    def _new_button(self, action: QAction) -> QPushButton:
        button = QPushButton(action.text())
        button.setProperty("primary", True)
        button.setIcon(icon("new", "on_accent"))
        button.setToolTip(action.toolTip())
        button.clicked.connect(action.trigger)
        return button

    def _on_current_changed(self, current: QModelIndex) -> None:
        encounter: Encounter | None = current.data(EncounterRole)
        if encounter is not None and encounter.id != self._chosen_id:
            self._chosen_id = encounter.id
            self.encounter_chosen.emit(encounter.id)


class EncounterListView(QListView):
    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("encounters")
        self.setItemDelegate(EncounterDelegate(self))
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.focusNextChild()
        else:
            super().keyPressEvent(event)


def _draw_elided(painter: QPainter, area: QRect, align: Qt.AlignmentFlag, text: str) -> None:
    shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, area.width())
    painter.drawText(area, align | Qt.AlignmentFlag.AlignVCenter, shown)
