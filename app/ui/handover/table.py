"""The ward's patients, one large row each: bed, name, how far the handover is, what is open."""

from PySide6.QtCore import QSignalBlocker, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableWidget, QTableWidgetItem

from app.domain.handover import BoardRow, HandoverState
from app.ui.handover.names import STATE_ICONS, handover_state_name, tasks_label
from app.ui.parts.names import patient_label
from app.ui.parts.style import icon, is_room_short, is_screen_narrow, line_higher, reading_bold_font, scaled

_ROW_HEIGHT_PX = 48
_LEAST_NAME_PX = 64
_LEAST_ROWS = 4
_BED, _PATIENT, _STATE, _TASKS = range(4)


class BoardTable(QTableWidget):
    """Signals: patient_chosen(encounter id), dictation_requested() for the chosen row, by Enter or a double click."""

    patient_chosen = Signal(str)
    dictation_requested = Signal()

    def __init__(self) -> None:
        super().__init__(0, 4)
        self._rows: tuple[BoardRow, ...] = ()
        self.setObjectName("board")
        self.setAccessibleName(self.tr("Patients of this shift"))
        self.setHorizontalHeaderLabels([self.tr("Bed"), self.tr("Patient"), self.tr("Handover"), self.tr("To do")])
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(line_higher(_ROW_HEIGHT_PX))
        header = self.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setHighlightSections(False)
        for column in (_BED, _STATE, _TASKS):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(_PATIENT, QHeaderView.ResizeMode.Stretch)
        # A name goes on in a second line; it is not squeezed out by what is said of it.
        header.setMinimumSectionSize(scaled(_LEAST_NAME_PX))
        if is_screen_narrow():
            self.setMinimumHeight(_LEAST_ROWS * self.verticalHeader().defaultSectionSize())
        self.setIconSize(QSize(scaled(20), scaled(20)))
        self.setShowGrid(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.currentCellChanged.connect(self._on_current_changed)
        self.cellDoubleClicked.connect(lambda *_: self.dictation_requested.emit())

    def show_rows(self, rows: tuple[BoardRow, ...]) -> None:
        """The chosen patient stays chosen."""
        chosen, self._rows = self.chosen_id, rows
        with QSignalBlocker(self):
            self.setRowCount(len(rows))
            for number, row in enumerate(rows):
                self._show_row(number, row)
        if rows and self.chosen_id != chosen:
            self.choose(chosen)
        if rows and self.currentRow() < 0:
            self.setCurrentCell(0, _BED)

    def show_doing(self, encounter_id: str, words: str, icon_name: str) -> None:
        """What goes on now, in the place of the state."""
        number = self._number_of(encounter_id)
        if number is not None:
            self._put_state(number, self._rows[number], words, icon_name)

    @property
    def chosen_id(self) -> str:
        number = self.currentRow()
        return self._rows[number].encounter.id if 0 <= number < len(self._rows) else ""

    def choose(self, encounter_id: str) -> None:
        number = self._number_of(encounter_id)
        if number is not None:
            self.setCurrentCell(number, _BED)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.dictation_requested.emit()
        else:
            super().keyPressEvent(event)

    def _show_row(self, number: int, row: BoardRow) -> None:
        words = handover_state_name(row.state)
        if row.flags and row.state is HandoverState.DRAFT:
            words = self.tr("{state}, {count} to confirm").format(state=words, count=row.flags)
            words = words.replace(", ", ",\n") if is_room_short() else words
        self._put(number, _PATIENT, patient_label(row.encounter.patient))
        self._put(number, _TASKS, tasks_label(row))
        self._put_state(number, row, words, STATE_ICONS[row.state])

    def _put_state(self, number: int, row: BoardRow, words: str, icon_name: str) -> None:
        """With the bed, whose spoken name tells the whole row in one breath."""
        ink = {"done": "done", "record": "block"}.get(icon_name, "text_muted")
        self._put(number, _STATE, words).setIcon(icon(icon_name, ink))
        bed = self._put(number, _BED, row.bed)
        bed.setFont(reading_bold_font())
        spoken = (row.bed, patient_label(row.encounter.patient), " ".join(words.split()), tasks_label(row))
        bed.setData(Qt.ItemDataRole.AccessibleTextRole, ", ".join(part for part in spoken if part))

    def _put(self, number: int, column: int, words: str) -> QTableWidgetItem:
        item = QTableWidgetItem(words)
        self.setItem(number, column, item)
        return item

    def _number_of(self, encounter_id: str) -> int | None:
        return next((n for n, row in enumerate(self._rows) if row.encounter.id == encounter_id), None)

    def _on_current_changed(self, row: int, _column: int, former: int, _former_column: int) -> None:
        if row != former:
            self.patient_chosen.emit(self.chosen_id)
