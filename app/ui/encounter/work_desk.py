"""Work on the open encounter that somebody asks for: to transcribe it, to draft a document."""

from pathlib import Path

from PySide6.QtCore import QObject

from app.domain.errors import SaegimError
from app.ui.encounter.open_encounter import OpenEncounter
from app.ui.encounter.page import EncounterPage
from app.ui.parts.dialog_parts import is_sure
from app.ui.parts.notices import Notices
from app.ui.parts.tasks import run_task
from app.ui.parts.work import Drafting, Transcribing
from app.ui.services import UiServices


class WorkDesk(QObject):
    def __init__(self, services: UiServices, notices: Notices, page: EncounterPage) -> None:
        super().__init__(page)
        self._services = services
        self._notices = notices
        self._page = page

    def transcribe(self, path: Path) -> None:
        """Copy the recording into the vault and transcribe it."""
        if self._page.open is None:
            return
        work = Transcribing(self._page.open.encounter.id)
        recordings, language = self._services.recordings, self._page.transcript_panel.language
        self._page.start(
            work,
            lambda: recordings.transcribe_file(
                work.encounter_id, path, language, work, work.on_done, on_damage=self._notices.tell_problem
            ),
        )

    def transcribe_again(self) -> None:
        """Transcribe what the vault holds: after a failure, or in another language."""
        if self._page.open is None:
            return
        work = Transcribing(self._page.open.encounter.id)
        recordings, language = self._services.recordings, self._page.transcript_panel.language
        run_task(lambda: recordings.damage(work.encounter_id), self._page.tell_damage)
        self._page.after_editing(
            lambda: self._page.start(
                work, lambda: recordings.transcribe_recording(work.encounter_id, language, work, work.on_done)
            )
        )

    def draft(self) -> None:
        """Asks first where it would take the place of a clinician's work."""
        self._page.after_editing(self._draft)

    def _draft(self) -> None:
        shown = self._page.open
        if shown is None or not (shown.is_signed_as_shown or self._may_replace(shown)):
            return
        drafting, panel = self._services.drafting, self._page.note_panel
        template, language = panel.template, panel.language
        work = Drafting(shown.encounter.id, template)
        self._page.start(work, lambda: drafting.draft(work.encounter_id, template.id, language, work, work.on_done))

    def _may_replace(self, shown: OpenEncounter) -> bool:
        try:
            written = self._services.review.work_in(shown.encounter.id, shown.template_id)
        except SaegimError as error:
            self._notices.tell_problem(error.problem)
            return False
        if written is None:
            return True
        if written.lines or written.confirmations:
            lost = self.tr(
                "It holds your work. Lines in your words: {lines}. Confirmed flags: {confirmations}."
            ).format(lines=written.lines, confirmations=written.confirmations)
        else:
            lost = self.tr("You have taken lines out of it.")
        kept = self.tr("The new draft takes its place. This one can be brought back from the menu Note.")
        return is_sure(
            self._page,
            self.tr("Replace the draft that you have worked on?"),
            f"{lost} {kept}",
            go_on=self.tr("Draft &anew"),
            stay=self.tr("&Keep my draft"),
        )
