"""A note from elsewhere, held against the transcript of the open encounter."""

from PySide6.QtCore import QObject

from app.domain.note import DraftNote
from app.domain.outcome import Completed, Failed
from app.ui.encounter.open_encounter import OpenEncounter
from app.ui.encounter.page import EncounterPage
from app.ui.note.pasted import PastedNoteDialog
from app.ui.parts.actions import Actions
from app.ui.parts.tasks import run_task
from app.ui.services import UiServices


class PastedNoteDesk(QObject):
    def __init__(self, services: UiServices, page: EncounterPage, actions: Actions) -> None:
        super().__init__(page)
        self._services = services
        self._page = page
        self._action = actions.check_pasted
        self._action.triggered.connect(self._ask_for_it)
        page.changed.connect(self._enable_what_can_be_done)
        self._enable_what_can_be_done()

    def _enable_what_can_be_done(self) -> None:
        shown = self._page.open
        self._action.setEnabled(shown is not None and shown.transcript is not None and self._page.work is None)

    def _ask_for_it(self) -> None:
        shown = self._page.open
        if shown is not None:
            dialog = PastedNoteDialog(self._page)
            dialog.check_requested.connect(lambda text: self._check(shown, text, dialog))
            evidence = self._page.evidence
            dialog.found.statement_chosen.connect(lambda statement: evidence.play(*statement.sources[:1]))
            dialog.found.source_chosen.connect(evidence.play)
            dialog.exec()

    def _check(self, shown: OpenEncounter, text: str, dialog: PastedNoteDialog) -> None:
        review, encounter_id = self._services.review, shown.encounter.id

        def show(outcome: Completed[DraftNote] | Failed) -> None:
            if isinstance(outcome, Failed):
                dialog.show_problem(outcome.problem)
            else:
                dialog.show_checked(text, outcome.value, shown.transcript)

        run_task(lambda: review.check_text(encounter_id, text), show)
