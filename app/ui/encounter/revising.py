"""A section written anew by the model, while it is being edited: asked for, given up, put before the clinician."""

from PySide6.QtCore import QObject

from app.domain.errors import SaegimError
from app.domain.outcome import Completed, Outcome
from app.domain.revision import RevisedSection, SectionWish
from app.ui.encounter.page import EncounterPage
from app.ui.parts.notices import Notices
from app.ui.parts.work import Cancellable
from app.ui.services import UiServices


class RevisingDesk(QObject):
    """One section at a time: a second wish takes the place of the first."""

    def __init__(self, services: UiServices, notices: Notices, page: EncounterPage) -> None:
        super().__init__(page)
        self._services = services
        self._notices = notices
        self._page = page
        self._job: Cancellable | None = None
        page.note_panel.view.revision_requested.connect(self._on_requested)
        page.note_panel.view.revision_given_up.connect(self._on_given_up)

    def _on_requested(self, section_id: str, lines: tuple[str, ...], words: str) -> None:
        shown = self._page.open
        if shown is None or shown.note is None:
            return
        self._on_given_up()
        section = next(each for each in shown.note.sections if each.id == section_id)
        wish = SectionWish(section_id, section.title, lines, words)
        encounter_id, template_id = shown.encounter.id, shown.template_id
        try:
            self._job = self._services.revising.revise(
                encounter_id, template_id, wish, lambda outcome: self._on_done(encounter_id, wish, outcome)
            )
        except SaegimError as error:
            self._notices.tell_problem(error.problem)
            return
        self._page.note_panel.view.show_revising(section_id)

    def _on_given_up(self) -> None:
        if self._job is not None:
            self._job.cancel()
            self._job = None

    def _on_done(self, encounter_id: str, wish: SectionWish, outcome: Outcome[RevisedSection]) -> None:
        self._notices.tell_outcome(outcome)
        if self._page.open is None or self._page.open.encounter.id != encounter_id:
            return
        revised = outcome.value if isinstance(outcome, Completed) else None
        self._page.note_panel.view.show_revised(wish.section_id, revised)
