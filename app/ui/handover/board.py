"""The handover board of a ward: dictate one patient after another, check what was written, hand over, print."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QLabel, QSplitter, QStackedWidget, QVBoxLayout, QWidget
from shiboken6 import isValid

from app.domain.handover import Board, BoardRow, HandoverState, Shift
from app.domain.notice import Level
from app.domain.outcome import Completed, Failed
from app.ui.encounter.page import EncounterPage
from app.ui.handover.dialogs import AdmitDialog, BedDialog, ShiftDialog
from app.ui.handover.dictation import DictationBar
from app.ui.handover.names import bed_label, shift_kind_name
from app.ui.handover.patient import PatientPane
from app.ui.handover.round import HandoverRound
from app.ui.handover.shift import ShiftHead
from app.ui.handover.table import BoardTable
from app.ui.parts.changes import Changes
from app.ui.parts.dialog_parts import is_sure
from app.ui.parts.notices import NoticeBar, Notices
from app.ui.parts.saving import file_name
from app.ui.parts.scrolling import Scrolling
from app.ui.parts.style import is_screen_narrow, screen_room
from app.ui.parts.tasks import LatestRead, run_task
from app.ui.parts.undo import State, UndoHistory
from app.ui.recording.desk import RecordingDesk
from app.ui.services import UiServices

_SIZE_PX = (1320, 720)


class HandoverBoard(QDialog):
    """Recording, drafting and what they tell go through the window's own page: they go on when the board is closed.

    Signals: opening_requested(encounter id, template id), to work on the note itself.
    """

    opening_requested = Signal(str, str)

    def __init__(
        self, services: UiServices, notices: Notices, page: EncounterPage, desk: RecordingDesk, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._handovers = services.handovers
        self._notices = notices
        self._page = page
        self._round = HandoverRound(services, notices, page, desk)
        self._board: Board | None = None
        self._latest = LatestRead()
        self._changes = Changes(notices)
        self._history = UndoHistory(self, notices)
        self._soon = QTimer(self, interval=0, singleShot=True)
        self._soon.timeout.connect(self.refresh)
        self.setWindowTitle(self.tr("Handover board"))
        self.setWindowFlag(Qt.WindowType.WindowMaximizeButtonHint)
        # Its keys mean other things than the window's.
        self.setModal(True)
        self.resize(QSize(*_SIZE_PX).boundedTo(screen_room()))
        self._head = ShiftHead()
        self._table = BoardTable()
        self._nobody = QLabel()
        self._nobody.setObjectName("muted")
        self._nobody.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._nobody.setWordWrap(True)
        self._patients = QStackedWidget()
        self._patients.addWidget(self._nobody)
        self._patients.addWidget(self._table)
        self._dictation = DictationBar()
        self._pane = PatientPane()
        self._lay_out()
        self._connect()
        self._show_shifts()
        self._table.setFocus()

    def refresh(self) -> None:
        """Read the shift again; the chosen patient stays chosen."""
        shift = self._head.shift
        self._history.activate(shift.id if shift is not None else "")
        if shift is None:
            self._show_board(None)
            return

        def on_read(outcome: Completed[Board] | Failed) -> None:
            if not isValid(self):
                return
            if isinstance(outcome, Failed):
                self._notices.tell_problem(outcome.problem)
            elif self._changes.are_settled:
                self._show_board(outcome.value)

        self._latest.read(lambda: self._handovers.board(shift.id), on_read)

    def done(self, result: int) -> None:
        """When everything is kept."""
        self._changes.then(lambda: super(HandoverBoard, self).done(result))

    def choose(self, encounter_id: str) -> None:
        self._table.choose(encounter_id)

    @property
    def _row(self) -> BoardRow | None:
        return self._board.row(self._table.chosen_id) if self._board else None

    def _lay_out(self) -> None:
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self._patients, 1)
        column.addWidget(self._dictation)
        inside = QVBoxLayout()
        inside.setSpacing(12)
        inside.addWidget(self._head)
        if is_screen_narrow():
            # Under each other, and all of it is scrolled.
            inside.addWidget(left)
            inside.addWidget(self._pane, 1)
        else:
            inside.addWidget(self._halves(left), 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(Scrolling(inside, (16, 12, 16, 12)), 1)
        layout.addWidget(NoticeBar(self._notices))

    def _halves(self, left: QWidget) -> QSplitter:
        halves = QSplitter(Qt.Orientation.Horizontal)
        halves.setHandleWidth(12)
        halves.setChildrenCollapsible(False)
        halves.addWidget(left)
        halves.addWidget(self._pane)
        halves.setStretchFactor(0, 4)
        halves.setStretchFactor(1, 3)
        halves.setSizes([740, 560])
        return halves

    def _connect(self) -> None:
        self._head.shift_chosen.connect(self.refresh)
        self._head.nurses_named.connect(self._on_nurses_named)
        self._head.shift_requested.connect(self._on_shift_requested)
        self._head.admission_requested.connect(self._on_admission_requested)
        self._head.sheet_requested.connect(self._on_sheet_requested)
        self._head.printing_requested.connect(self._on_printing_requested)
        self._head.undo_requested.connect(self._take_back)
        self._history.group.canUndoChanged.connect(self._head.offer_undo)
        self._table.patient_chosen.connect(lambda _: self._show_chosen())
        self._table.dictation_requested.connect(self._on_dictation_requested)
        self._dictation.dictation_requested.connect(self._on_dictation_requested)
        self._dictation.pause_requested.connect(self._round.pause_or_resume)
        self._pane.task_ticked.connect(self._on_task_ticked)
        self._pane.check_requested.connect(self._on_check_requested)
        self._pane.read_back_requested.connect(self._on_read_back_requested)
        self._pane.opening_requested.connect(self._on_opening_requested)
        self._pane.move_requested.connect(self._on_move_requested)
        self._pane.removal_requested.connect(self._on_removal_requested)
        self._page.changed.connect(self._soon.start)
        self._changes.settled.connect(self._soon.start)
        for key, act in (
            ("F5", self._on_dictation_requested),
            ("F6", self._round.pause_or_resume),
            ("F9", self._pane.check_requested.emit),
            ("F10", self._pane.read_back_requested.emit),
            (QKeySequence.StandardKey.Undo, self._take_back),
            (QKeySequence.StandardKey.Redo, lambda: self._changes.then(self._history.make_again)),
        ):
            QShortcut(QKeySequence(key), self).activated.connect(act)

    def _show_shifts(self, chosen: Shift | None = None) -> None:
        self._head.show_shifts(self._notices.attempt(self._handovers.shifts) or (), chosen)

    def _show_board(self, board: Board | None) -> None:
        self._board = board
        rows = board.rows if board else ()
        self._table.show_rows(rows)
        self._patients.setCurrentIndex(1 if rows else 0)
        self._nobody.setText(
            self.tr("Nobody is on the board of this shift.\nAdd the patients of the ward.")
            if board
            else self.tr("No shift yet.\nOpen one above.")
        )
        self._head.show_board(board)
        self._show_chosen()

    def _show_chosen(self) -> None:
        row = self._row
        self._pane.setVisible(bool(self._board and self._board.rows))
        if row is None or self._board is None:
            self._pane.clear()
        else:
            shift = self._board.shift
            self._pane.show_row(row, shift, self._doing(row), self._round.note_so_far(row, shift))
        self._show_doing()
        self._show_dictation(row)

    def _show_dictation(self, row: BoardRow | None) -> None:
        recording, board = self._round.recording, self._board
        self._dictation.setVisible(recording is not None or bool(board and board.rows))
        if recording is not None:
            recorded = board.row(recording.encounter_id) if board else None
            following = self._round.next_after(board, recording.encounter_id) if board else None
            offer = (
                self.tr("Stop, then {patient}").format(patient=bed_label(following)) if following else self.tr("Stop")
            )
            self._dictation.show_recording(recording, bed_label(recorded) if recorded else "", offer)
        elif row is None:
            self._dictation.show_idle(self.tr("Dictate"), self.tr("Choose a patient to dictate about."))
        else:
            offer = self.tr("Dictate: {patient}").format(patient=bed_label(row))
            is_next_step = row.state is HandoverState.NOT_DICTATED
            self._dictation.show_idle(offer, self._why_not_dictate(row), is_next_step=is_next_step)

    def _why_not_dictate(self, row: BoardRow) -> str:
        if self._round.may_dictate(row):
            return ""
        is_checked = self.tr("It is checked: what is learnt later goes into the note as an addendum.")
        return self._doing(row) or is_checked

    def _show_doing(self) -> None:
        for row in self._board.rows if self._board else ():
            if work := self._round.work_on(row):
                self._table.show_doing(row.encounter.id, work.name(), work.icon_name)

    def _doing(self, row: BoardRow) -> str:
        work = self._round.work_on(row)
        return work.name() if work is not None else ""

    def _on_dictation_requested(self) -> None:
        """Begin with the chosen patient; while one is recorded, stop and go on to the next."""
        recording, row, board = self._round.recording, self._row, self._board
        if recording is not None:
            following = self._round.next_after(board, recording.encounter_id) if board else None
            self._round.stop()
            if following is not None:
                self.choose(following.encounter.id)
            self._show_chosen()
        elif board is not None and row is not None and self._round.may_dictate(row):
            self._round.dictate(row, board.shift, self, self._show_chosen)
            self._show_chosen()

    def _on_task_ticked(self, task: str, is_done: bool) -> None:
        encounter_id = self._table.chosen_id
        self._change(
            self.tr("tick of a task, bed {bed}"),
            not is_done,
            is_done,
            lambda is_done: self._handovers.tick(encounter_id, task, is_done=is_done),
        )

    def _on_check_requested(self) -> None:
        shift, row, statement = self._head.shift, self._row, self._pane.statement
        if shift is not None and row is not None and self._pane.may_check:
            self._changes.keep(lambda: self._handovers.check(shift.id, row.encounter.id, statement))

    def _on_read_back_requested(self) -> None:
        shift, row = self._head.shift, self._row
        if shift is not None and row is not None and self._pane.may_read_back:
            self._changes.keep(lambda: self._handovers.read_back(shift.id, row.encounter.id))

    def _on_opening_requested(self) -> None:
        shift = self._head.shift
        if shift is not None:
            self.opening_requested.emit(self._table.chosen_id, shift.template_id)
            self.accept()

    def _on_move_requested(self) -> None:
        shift, row = self._head.shift, self._row
        if shift is None or row is None:
            return
        dialog = BedDialog(row.bed, self)
        if dialog.exec():
            self._change(
                self.tr("change of bed {bed}"),
                row.bed,
                dialog.bed,
                lambda bed: self._handovers.move(shift.id, row.encounter.id, bed),
            )

    def _on_removal_requested(self) -> None:
        shift, row = self._head.shift, self._row
        if shift is None or row is None:
            return

        def put(bed: str) -> None:
            """In the bed; without one off the board."""
            if bed:
                self._handovers.move(shift.id, row.encounter.id, bed)
            else:
                self._handovers.remove(row.encounter.id)

        if is_sure(
            self,
            self.tr("Take {patient} off the board?").format(patient=bed_label(row)),
            self.tr("What was recorded and written stays in the list of encounters."),
            go_on=self.tr("&Take off"),
            stay=self.tr("&Keep"),
        ):
            self._change(self.tr("bed {bed} off the board"), row.bed, "", put)

    def _change(self, words: str, before: State, after: State, put: Callable[[State], None]) -> None:
        """A change of the chosen patient that can be taken back."""
        shift, row = self._head.shift, self._row
        if shift is None or row is None:
            return
        step = words.format(bed=row.bed)

        def put_back(state: State) -> None:
            self._changes.keep(lambda: put(state))

        self._changes.keep(lambda: put(after), lambda _: self._history.add(shift.id, step, before, after, put_back))

    def _take_back(self) -> None:
        self._changes.then(self._history.take_back)

    def _on_shift_requested(self) -> None:
        known = self._notices.attempt(self._handovers.shifts) or ()
        dialog = ShiftDialog(known, self._handovers.templates(), self)
        if not dialog.exec():
            return
        begin = partial(
            self._handovers.begin, dialog.ward, dialog.day, dialog.kind, dialog.template_id, dialog.language
        )
        self._changes.keep(lambda: begin(with_patients=dialog.with_patients), self._show_shifts)

    def _on_admission_requested(self) -> None:
        shift = self._head.shift
        if shift is not None:
            AdmitDialog(lambda bed, name, number: self._handovers.admit(shift.id, bed, name, number), self).exec()
            self.refresh()

    def _on_nurses_named(self, giver: str, receiver: str) -> None:
        shift = self._head.shift
        if shift is not None:
            self._changes.keep(lambda: self._handovers.name_nurses(shift.id, giver, receiver), self._head.keep)

    def _on_sheet_requested(self) -> None:
        shift = self._head.shift
        if shift is None:
            return
        name = file_name(shift.ward, shift.day, shift_kind_name(shift.kind))
        path = self._page.save_place.ask(self, self.tr("Sheet of the ward"), name, ".pdf", "PDF")
        if path is not None:
            run_task(
                lambda: self._handovers.write_sheet(shift.id, path), lambda outcome: self._on_written(outcome, path)
            )

    def _on_printing_requested(self) -> None:
        shift = self._head.shift
        if shift is not None:
            run_task(lambda: self._handovers.sheet_to_print(shift.id), self._on_sheet_made)

    def _on_sheet_made(self, outcome: Completed[bytes] | Failed) -> None:
        # Loads the system's printing libraries, which a machine without a printer may lack.
        from app.ui.parts.printing import print_pdf

        if isinstance(outcome, Failed):
            self._notices.tell_problem(outcome.problem)
        elif isValid(self):
            print_pdf(outcome.value, self)

    def _on_written(self, outcome: Completed[None] | Failed, path: Path) -> None:
        if isinstance(outcome, Failed):
            self._notices.tell_problem(outcome.problem)
        elif isValid(self):
            self._notices.tell(self.tr("Exported: {name}").format(name=path.name), level=Level.DONE)
