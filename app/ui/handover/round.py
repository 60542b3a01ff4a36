"""The round of the ward: who is dictated about now, who comes next, and what goes on with each meanwhile."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from app.domain.consent import Consent, ConsentGiver
from app.domain.encounter import EncounterState
from app.domain.handover import Board, BoardRow, HandoverState, Shift
from app.domain.note import NoteSection
from app.services.live import LiveRecording
from app.ui.encounter.page import EncounterPage
from app.ui.parts.notices import Notices
from app.ui.parts.work import Transcribing, Work
from app.ui.recording.consent_dialog import ConsentDialog
from app.ui.recording.desk import RecordingDesk, WantedDocument
from app.ui.services import UiServices


class HandoverRound:
    """Records through the window's desk, so that a recording and what is written of it outlive the board."""

    def __init__(self, services: UiServices, notices: Notices, page: EncounterPage, desk: RecordingDesk) -> None:
        self._services = services
        self._notices = notices
        self._page = page
        self._desk = desk
        self._consent: Consent | None = None

    @property
    def recording(self) -> LiveRecording | None:
        return self._desk.recording

    def work_on(self, row: BoardRow) -> Work | None:
        return self._page.running.of(row.encounter.id)

    def note_so_far(self, row: BoardRow, shift: Shift) -> tuple[NoteSection, ...]:
        """What is written while the nurse still talks."""
        work = self.work_on(row)
        return work.note_so_far(shift.template_id) if isinstance(work, Transcribing) else ()

    def may_dictate(self, row: BoardRow) -> bool:
        return row.encounter.state is not EncounterState.SIGNED and self.work_on(row) is None

    def next_after(self, board: Board, encounter_id: str) -> BoardRow | None:
        """In the order of the beds, round the ward: the next of whom nothing is dictated."""
        number = next((n for n, row in enumerate(board.rows) if row.encounter.id == encounter_id), 0)
        following = (*board.rows[number + 1 :], *board.rows[:number])
        waiting = (row for row in following if row.state is HandoverState.NOT_DICTATED and self.work_on(row) is None)
        return next(waiting, None)

    def dictate(self, row: BoardRow, shift: Shift, parent: QWidget, on_grown: Callable[[], None]) -> None:
        """Asks for consent first. A draft that a nurse has worked on is not written anew. `on_grown` is called when
        more of it is written meanwhile.
        """
        consent = self._agreed(parent)
        if consent is None:
            return
        encounter_id = row.encounter.id
        template = self._services.handovers.template_of(shift)
        by_a_nurse = self._notices.attempt(lambda: self._services.review.work_in(encounter_id, template.id))
        document = WantedDocument(template, shift.language) if by_a_nurse is None else None
        earlier = self._notices.attempt(lambda: self._services.recordings.transcript(encounter_id))
        self._desk.start(encounter_id, shift.language, consent, earlier, document)
        work = self.work_on(row)
        if isinstance(work, Transcribing):
            work.note_grown.connect(on_grown)

    def stop(self) -> None:
        """What was said is transcribed and written while the round goes on."""
        self._desk.stop()

    def pause_or_resume(self) -> None:
        self._desk.pause_or_resume()

    def _agreed(self, parent: QWidget) -> Consent | None:
        """Asked once where nobody but the nurse is heard; else each time."""
        if self._consent is None:
            dialog = ConsentDialog(parent, ConsentGiver.SPEAKER)
            if not dialog.exec():
                return None
            if dialog.consent.given_by is not ConsentGiver.SPEAKER:
                return dialog.consent
            self._consent = dialog.consent
        return self._consent
