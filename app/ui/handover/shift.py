"""The head of the board: which shift, who hands over to whom, and what can be done with the shift as a whole."""

from collections.abc import Sequence

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QComboBox, QCompleter, QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from app.domain.handover import Board, Shift
from app.ui.handover.names import shift_label
from app.ui.parts.actions import key_words
from app.ui.parts.dialog_parts import emphasise, plain_button
from app.ui.parts.style import is_screen_narrow, scaled_width

_NURSE_WIDTH_PX = 180
_SHORTEST_SHIFT_NAME, _SHORTEST_OF_ALL = 16, 9
_WIDEST_SHIFTS_PX = 300


class NurseField(QComboBox):
    """A nurse's name, typed or chosen from those of earlier shifts.

    Signals: named().
    """

    named = Signal()

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.setAccessibleName(name)
        self.setFixedWidth(scaled_width(_NURSE_WIDTH_PX))
        self.line = QLineEdit()
        self.line.setAccessibleName(name)
        self.setLineEdit(self.line)
        completer = QCompleter(self.model(), self)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        self.setCompleter(completer)
        self.line.editingFinished.connect(self.named)
        self.activated.connect(lambda _: self.named.emit())

    @property
    def nurse(self) -> str:
        return self.currentText().strip()

    def show_nurse(self, name: str, known: Sequence[str]) -> None:
        self.clear()
        self.addItems(known)
        self.setEditText(name)


class ShiftHead(QWidget):
    """Signals: shift_chosen(), nurses_named(giver, receiver), shift_requested(), admission_requested(),
    sheet_requested(), printing_requested(), undo_requested().
    """

    shift_chosen = Signal()
    nurses_named = Signal(str, str)
    shift_requested = Signal()
    admission_requested = Signal()
    sheet_requested = Signal()
    printing_requested = Signal()
    undo_requested = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._shifts = QComboBox()
        self._shifts.setAccessibleName(self.tr("Shift"))
        # The name of a ward may be cut short where there is little room; a button may not.
        self._shifts.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self._shifts.setMinimumContentsLength(_SHORTEST_OF_ALL if is_screen_narrow() else _SHORTEST_SHIFT_NAME)
        self._shifts.setMaximumWidth(scaled_width(_WIDEST_SHIFTS_PX))
        self._shifts.currentIndexChanged.connect(lambda: self._on_shift_chosen())
        self._giver = self._nurse(self.tr("Hands over"))
        self._receiver = self._nurse(self.tr("Takes over"))
        self._new_shift = plain_button(self.tr("Open &shift…"), self.shift_requested.emit)
        self._add = plain_button(self.tr("&Add patients…"), self.admission_requested.emit)
        self._sheet = plain_button(self.tr("Sheet as &PDF…"), self.sheet_requested.emit)
        self._print = plain_button(self.tr("Pr&int…"), self.printing_requested.emit)
        self._undo = plain_button(self.tr("&Undo"), self.undo_requested.emit)
        self._undo.setToolTip(key_words(QKeySequence.StandardKey.Undo))
        self._undo.setEnabled(False)
        of_shift = QHBoxLayout()
        of_shift.addWidget(self._shifts, 1)
        for part in (self._new_shift, self._add, self._sheet, self._print):
            of_shift.addWidget(part)
        of_shift.addStretch()
        self._nurses = QWidget()
        of_nurses = QHBoxLayout(self._nurses)
        of_nurses.setContentsMargins(0, 0, 0, 0)
        for field in (self._giver, self._receiver):
            label = QLabel(field.accessibleName())
            label.setBuddy(field)
            of_nurses.addWidget(label)
            of_nurses.addWidget(field)
        of_nurses.addStretch()
        of_nurses.addWidget(self._undo)
        # Two rows: at 150 % a clinic's screen has no room for one.
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        for row in (of_shift, of_nurses):
            row.setSpacing(8)
        column.addLayout(of_shift)
        column.addWidget(self._nurses)

    @property
    def shift(self) -> Shift | None:
        shift = self._shifts.currentData()
        return shift if isinstance(shift, Shift) else None

    def show_shifts(self, known: Sequence[Shift], chosen: Shift | None = None) -> None:
        """The latest is chosen, unless another one is."""
        with QSignalBlocker(self._shifts):
            self._shifts.clear()
            for shift in known:
                self._shifts.addItem(shift_label(shift), shift)
            if chosen is not None:
                self._shifts.setCurrentIndex([shift.id for shift in known].index(chosen.id))
        self._shifts.setVisible(bool(known))
        self._on_shift_chosen()

    def show_board(self, board: Board | None) -> None:
        """What can be done next stands out; nobody hands over without a shift."""
        self._nurses.setVisible(board is not None)
        self._add.setEnabled(board is not None)
        for button in (self._sheet, self._print):
            button.setEnabled(board is not None and bool(board.rows))
        emphasise(self._add, board is not None and not board.rows)
        emphasise(self._new_shift, board is None)

    def offer_undo(self, can_undo: bool) -> None:
        self._undo.setEnabled(can_undo)

    def keep(self, shift: Shift) -> None:
        """The chosen shift, with the nurses who were named."""
        self._shifts.setItemData(self._shifts.currentIndex(), shift)

    def _on_shift_chosen(self) -> None:
        shift = self.shift
        names, known = (shift.giver, shift.receiver) if shift else ("", ""), self._known_nurses()
        for field, name in zip((self._giver, self._receiver), names, strict=True):
            field.show_nurse(name, known)
            field.setEnabled(shift is not None)
        self.shift_chosen.emit()

    def _on_nurses_named(self) -> None:
        shift, named = self.shift, (self._giver.nurse, self._receiver.nurse)
        if shift is not None and named != (shift.giver, shift.receiver):
            self.nurses_named.emit(*named)

    def _known_nurses(self) -> tuple[str, ...]:
        """Of the shifts that are offered, the latest first."""
        shifts: list[Shift] = [self._shifts.itemData(place) for place in range(self._shifts.count())]
        return tuple(dict.fromkeys(name for shift in shifts for name in (shift.receiver, shift.giver) if name))

    def _nurse(self, name: str) -> NurseField:
        field = NurseField(name)
        field.named.connect(self._on_nurses_named)
        return field
