"""The note beside the draft it was made from and what was signed; and taking a sentence of the draft back."""

from collections.abc import Iterator

from PySide6.QtCore import QObject

from app.domain.note import DraftNote
from app.domain.outcome import Completed, Failed
from app.ui.encounter.corrections import Corrections
from app.ui.encounter.open_encounter import OpenEncounter
from app.ui.encounter.page import EncounterPage
from app.ui.note.compare import CompareDialog, Comparison
from app.ui.parts.actions import Actions
from app.ui.parts.notices import Notices
from app.ui.parts.tasks import run_short_task
from app.ui.services import UiServices


class CompareDesk(QObject):
    def __init__(
        self,
        services: UiServices,
        notices: Notices,
        page: EncounterPage,
        actions: Actions,
        corrections: Corrections,
    ) -> None:
        super().__init__(page)
        self._services = services
        self._notices = notices
        self._page = page
        self._corrections = corrections
        self._action = actions.compare_versions
        self._action.triggered.connect(lambda: page.after_editing(self._compare))
        page.changed.connect(self._enable_what_can_be_done)
        self._enable_what_can_be_done()

    def _enable_what_can_be_done(self) -> None:
        shown = self._page.open
        self._action.setEnabled(shown is not None and shown.note is not None and self._page.work is None)

    def _compare(self) -> None:
        shown, review = self._page.open, self._services.review
        if shown is not None:
            encounter_id, template_id = shown.encounter.id, shown.template_id
            run_short_task(lambda: review.drafted(encounter_id, template_id), self._on_read)

    def _on_read(self, outcome: Completed[DraftNote | None] | Failed) -> None:
        if isinstance(outcome, Failed):
            self._notices.tell_problem(outcome.problem)
            return
        drafted, shown = outcome.value, self._page.open
        comparisons = tuple(self._comparisons(shown, drafted)) if shown is not None else ()
        if not comparisons:
            self._notices.tell(self.tr("There is no other version of this note."))
            return
        dialog = CompareDialog(comparisons, self._page)
        dialog.lines_wanted.connect(self._corrections.keep_section)
        dialog.section_wanted.connect(self._corrections.put_section_back)

        def show_again() -> None:
            now = self._page.open
            comparisons = tuple(self._comparisons(now, drafted)) if now is not None else ()
            if comparisons:
                dialog.show_comparisons(comparisons)
            else:
                dialog.reject()

        following = self._page.changed.connect(show_again)
        dialog.exec()
        self._page.changed.disconnect(following)

    def _comparisons(self, shown: OpenEncounter, drafted: DraftNote | None) -> Iterator[Comparison]:
        note, signed = shown.note, shown.signed.note if shown.signed else None
        version = shown.signed.version if shown.signed else 0
        is_open = self._page.work is None
        if drafted is not None and note is not None and not shown.is_signed_as_shown:
            yield Comparison(self.tr("The model's draft, and the note as it is now"), drafted, note, is_open)
        if drafted is not None and signed is not None:
            name = self.tr("The model's draft, and version {n} as it was signed").format(n=version)
            yield Comparison(name, drafted, signed, is_open=False)
        if signed is not None and note is not None and not shown.is_signed_as_shown:
            name = self.tr("Version {n} as it was signed, and the note as it is now").format(n=version)
            yield Comparison(name, signed, note, is_open)
