"""The encounters at the left: begin one, find one by name, number or state, open it."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime

from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit, QVBoxLayout, QWidget

from app.domain.encounter import EncounterState
from app.domain.outcome import Completed, Failed
from app.services.encounters import Encounters
from app.ui.day.encounter_list import EncounterListModel, EncounterListView
from app.ui.parts.action_buttons import ActionButton
from app.ui.parts.names import state_name
from app.ui.parts.style import icon
from app.ui.parts.tasks import LatestRead
from app.ui.parts.work import Work

_SEARCH_DELAY_MS = 150


@dataclass(frozen=True, slots=True)
class _Choice:
    """Which encounters are shown; no states means all of them."""

    states: Collection[EncounterState] = ()
    is_today: bool = False


class DayPanel(QWidget):
    """Signals: encounter_chosen(encounter id), failed(Problem), opened() when one was clicked, or taken by Enter."""

    encounter_chosen = Signal(str)
    opened = Signal()
    failed = Signal(object)

    def __init__(self, encounters: Encounters, new_encounter: QAction) -> None:
        super().__init__()
        self._encounters = encounters
        self._chosen_id: str | None = None
        self._latest = LatestRead()
        self._opens_first = False
        self._soon = QTimer(self, interval=0, singleShot=True)
        self._soon.timeout.connect(self.refresh)
        self.setObjectName("sidebar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._model = EncounterListModel(encounters.some)
        self._model.failed.connect(self.failed)
        self._list = EncounterListView()
        self._list.setModel(self._model)
        # Painted, not laid out anew, as it would be for a change that the model told.
        self._model.read_again.connect(self._list.viewport().update)
        self._list.selectionModel().currentChanged.connect(self._on_current_changed)
        self._list.opening_requested.connect(self._on_opening_requested)
        self._list.clicked.connect(lambda _: self.opened.emit())
        self._list.setAccessibleName(self.tr("Encounters"))
        self._new = ActionButton(new_encounter, "new")
        self.offer_new(is_next_step=True)
        self._search = self._search_field()
        self._filter = self._filter_box()
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
        head.addWidget(self._new)
        head.addWidget(self._search)
        head.addWidget(self._filter)
        layout.addLayout(head)
        layout.addWidget(self._empty)
        layout.addWidget(self._list, 1)
        self.refresh()

    def refresh(self) -> None:
        """Read the list again and keep the choice, even while a search hides it."""
        text, choice = self._search.text().strip(), self._choice
        since = datetime.now().astimezone().replace(hour=0, minute=0, second=0) if choice.is_today else None
        self._latest.read(lambda: self._encounters.find(text, choice.states, since), self._on_found)

    def show_work(self, running: Mapping[str, Work]) -> None:
        """What goes on with which encounter now."""
        self._model.show_work(running)

    def refresh_soon(self) -> None:
        """After what is going on now, and once for all who ask."""
        self._soon.start()

    @property
    def chosen_id(self) -> str | None:
        return self._chosen_id

    def choose(self, encounter_id: str) -> None:
        """Opens it, also where the list does not show it."""
        if encounter_id != self._chosen_id:
            self._chosen_id = encounter_id
            self._mark_chosen()
            self.encounter_chosen.emit(encounter_id)

    def choose_next(self, step: int) -> None:
        """The encounter below the chosen one, or with -1 the one above it."""
        row = self._list.currentIndex().row() + step
        if 0 <= row < self._model.rowCount():
            self._list.setCurrentIndex(self._model.index(row))

    def offer_new(self, *, is_next_step: bool) -> None:
        self._new.emphasise(is_next_step)

    def focus_list(self) -> None:
        self._list.setFocus()

    def focus_search(self) -> None:
        self._search.setFocus()
        self._search.selectAll()

    def show_all(self) -> None:
        """Neither a search nor a filter."""
        self._search.clear()
        self._filter.setCurrentIndex(0)
        self.refresh()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """From the search field straight into what was found."""
        if watched is self._search and isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            if event.key() == Qt.Key.Key_Down:
                self._list.setFocus()
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._open_first_found()
                return True
        return super().eventFilter(watched, event)

    @property
    def _choice(self) -> _Choice:
        choice: _Choice = self._filter.currentData()
        return choice

    def _on_found(self, outcome: Completed[tuple[str, ...]] | Failed) -> None:
        if isinstance(outcome, Failed):
            self.failed.emit(outcome.problem)
            return
        found = outcome.value
        self._model.show(found)
        self._mark_chosen()
        if self._opens_first and found:
            self._opens_first = False
            self._list.setCurrentIndex(self._model.index(0))
            self._list.setFocus()
        is_narrowed = bool(self._search.text()) or self._filter.currentIndex() > 0
        self._empty.setText(self.tr("No encounter matches.") if is_narrowed else self.tr("No encounters yet."))
        self._empty.setVisible(not found)
        self._list.setVisible(bool(found))

    def _mark_chosen(self) -> None:
        row = self._model.row_of(self._chosen_id) if self._chosen_id is not None else None
        if row is not None and row != self._list.currentIndex().row():
            self._list.setCurrentIndex(self._model.index(row))

    def _open_first_found(self) -> None:
        self._search_timer.stop()
        self._opens_first = True
        self.refresh()

    def _search_field(self) -> QLineEdit:
        field = QLineEdit()
        field.setPlaceholderText(self.tr("Search name or number"))
        field.setAccessibleName(self.tr("Search encounters"))
        field.setClearButtonEnabled(True)
        field.addAction(icon("search", "text_muted"), QLineEdit.ActionPosition.LeadingPosition)
        field.installEventFilter(self)
        self._search_timer = QTimer(self, interval=_SEARCH_DELAY_MS)
        self._search_timer.setSingleShot(True)
        self._search_timer.timeout.connect(self.refresh)
        field.textChanged.connect(lambda: self._search_timer.start())
        return field

    def _filter_box(self) -> QComboBox:
        box = QComboBox()
        box.setAccessibleName(self.tr("Which encounters"))
        box.addItem(self.tr("All encounters"), _Choice())
        box.addItem(self.tr("Today"), _Choice(is_today=True))
        box.addItem(
            self.tr("Not signed yet"), _Choice(tuple(s for s in EncounterState if s is not EncounterState.SIGNED))
        )
        for state in EncounterState:
            box.addItem(icon(f"state_{state.value}", "text_muted"), state_name(state), _Choice((state,)))
        box.currentIndexChanged.connect(lambda: self.refresh())
        return box

    def _on_opening_requested(self, index: QModelIndex) -> None:
        self._on_current_changed(index)
        self.opened.emit()

    def _on_current_changed(self, current: QModelIndex) -> None:
        encounter_id = self._model.id_at(current)
        if encounter_id is not None:
            self.choose(encounter_id)
