"""Opens the handover board, and the note of a patient on it."""

from PySide6.QtCore import QObject, Signal

from app.ui.encounter.page import EncounterPage
from app.ui.handover.board import HandoverBoard
from app.ui.parts.actions import Actions
from app.ui.parts.notices import Notices
from app.ui.recording.desk import RecordingDesk
from app.ui.services import UiServices


class HandoverDesk(QObject):
    """Signals: opening_requested(encounter id), after the board was left for a note."""

    opening_requested = Signal(str)

    def __init__(
        self,
        services: UiServices,
        notices: Notices,
        page: EncounterPage,
        actions: Actions,
        recording_desk: RecordingDesk,
    ) -> None:
        super().__init__(page)
        self._services = services
        self._notices = notices
        self._page = page
        self._recording_desk = recording_desk
        actions.show_board.triggered.connect(lambda _checked=False: self._page.after_editing(self.show_board))

    def show_board(self) -> None:
        board = HandoverBoard(self._services, self._notices, self._page, self._recording_desk, self._page.window())
        board.opening_requested.connect(self._on_opening_requested)
        board.exec()
        board.deleteLater()

    def _on_opening_requested(self, encounter_id: str, template_id: str) -> None:
        self._page.note_panel.choose_template(template_id)
        self.opening_requested.emit(encounter_id)
