"""Finding again what one was at: kept every few seconds, so that a crash of the window costs no more than that."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import QObject, QTimer

from app.domain.outcome import Completed, Failed
from app.domain.work_at_hand import Unsaved, WorkAtHand, Writing
from app.services.window_memory import WindowMemory
from app.ui.encounter.page import EncounterPage
from app.ui.parts.notices import Notices
from app.ui.parts.tasks import run_in_turn

_KEEP_EVERY_MS = 3000


class Resuming(QObject):
    def __init__(
        self,
        memory: WindowMemory,
        notices: Notices,
        page: EncounterPage,
        reopen: Mapping[Writing, Callable[[Unsaved], None]],
    ) -> None:
        """`reopen` shows the dialog again in which something was being written."""
        super().__init__(page)
        self._memory = memory
        self._notices = notices
        self._page = page
        self._reopen = reopen
        self.left = notices.attempt(memory.work_left)
        self._kept = self.left
        self._has_failed = False
        self._timer = QTimer(self, interval=_KEEP_EVERY_MS)
        self._timer.timeout.connect(self.keep)
        self._timer.start()

    def resume(self, open_encounter: Callable[[str], None]) -> None:
        """Open what was left open, with the words that were being written."""
        if self.left is not None and self.left.encounter_id:
            self._page.note_panel.prefer_template(self.left.template_id)
            self._page.changed.connect(self._on_page_changed)
            open_encounter(self.left.encounter_id)
        elif self.left is not None:
            QTimer.singleShot(0, self, self._go_on)

    def keep(self) -> None:
        """What is open now, if that is something else than before."""
        at_hand = self._at_hand()
        if at_hand != self._kept:
            self._kept = at_hand
            run_in_turn(lambda: self._memory.keep_work(at_hand), self._on_kept)

    def end(self) -> None:
        """The window is being closed, and everything is saved."""
        self._timer.stop()
        run_in_turn(lambda: self._memory.keep_work(None), self._on_kept)

    def _at_hand(self) -> WorkAtHand | None:
        shown, unsaved = self._page.open, self._unsaved()
        if shown is not None:
            return WorkAtHand(shown.encounter.id, shown.template_id, unsaved)
        return WorkAtHand("", "", unsaved) if unsaved is not None else None

    def _unsaved(self) -> Unsaved | None:
        """In a dialog, else in the note."""
        section = self._page.note_panel.view.being_edited()
        return self._page.unsaved.now() or (Unsaved(Writing.SECTION, *section) if section is not None else None)

    def _on_kept(self, outcome: Completed[None] | Failed) -> None:
        """A failure is told once, not every few seconds."""
        if isinstance(outcome, Failed) and not self._has_failed:
            self._notices.tell_problem(outcome.problem)
        self._has_failed = isinstance(outcome, Failed)

    def _on_page_changed(self) -> None:
        if self._page.open is not None:
            self._page.changed.disconnect(self._on_page_changed)
            # When who opened it has given the focus where they want it.
            QTimer.singleShot(0, self, self._go_on)

    def _go_on(self) -> None:
        left, shown, view = self.left, self._page.open, self._page.note_panel.view
        here = (shown.encounter.id, shown.template_id) if shown is not None else ("", "")
        if left is None or here[0] != left.encounter_id:
            return
        unsaved, is_same_document = left.unsaved, here[1] == left.template_id
        if unsaved is not None and unsaved.writing is Writing.SECTION and is_same_document:
            view.edit_section(unsaved.id, unsaved.words)
        reopen = self._reopen.get(unsaved.writing) if unsaved is not None else None
        is_here = view.is_being_edited or reopen is not None
        next_step = self.tr("What you were writing is here again. It is not saved yet.") if is_here else ""
        self._notices.tell(self.tr("Saegim ended without being closed. This is what was open."), next_step)
        if unsaved is not None and reopen is not None:
            reopen(unsaved)
