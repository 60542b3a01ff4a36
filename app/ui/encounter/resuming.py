"""Finding again what one was at: kept every few seconds, so that a crash of the window costs no more than that."""

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import QObject, QTimer

from app.domain.notice import Level
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
        # Words of an encounter that has not been opened again: they are nowhere but where they are kept.
        self._waits = self.has_words_left and self.left is not None and bool(self.left.encounter_id)
        self._has_failed = False
        self._cut_off: tuple[str, ...] = ()
        self._timer = QTimer(self, interval=_KEEP_EVERY_MS)
        self._timer.timeout.connect(self.keep)
        self._timer.start()

    @property
    def has_words_left(self) -> bool:
        """Which are kept until something else is: they come before all that can wait."""
        return self.left is not None and bool(self.left.unsaved)

    def resume(self, open_encounter: Callable[[str], None], cut_off: Sequence[str] = ()) -> None:
        """Open what was left open, with the words that were being written. `cut_off` are the patients of recordings
        that wait elsewhere, which are told too.
        """
        self._cut_off = tuple(cut_off)
        if self.left is not None and self.left.encounter_id:
            self._page.note_panel.prefer_template(self.left.template_id)
            self._page.changed.connect(self._on_page_changed)
            open_encounter(self.left.encounter_id)
        elif self.left is not None:
            QTimer.singleShot(0, self, self._go_on)

    def keep(self) -> None:
        """What is open now, if that is something else than before; in the place of words that wait only other words."""
        at_hand = self._at_hand()
        if self._waits and (at_hand is None or not at_hand.unsaved):
            return
        if at_hand != self._kept:
            self._kept = at_hand
            run_in_turn(lambda: self._memory.keep_work(at_hand), self._on_kept)

    def end(self) -> None:
        """The window is being closed, and everything is saved."""
        self._timer.stop()
        if not self._waits:
            run_in_turn(lambda: self._memory.keep_work(None), self._on_kept)

    def _at_hand(self) -> WorkAtHand | None:
        shown, unsaved = self._page.open, self._unsaved()
        if shown is not None:
            return WorkAtHand(shown.encounter.id, shown.template_id, unsaved)
        return WorkAtHand("", "", unsaved) if unsaved else None

    def _unsaved(self) -> tuple[Unsaved, ...]:
        """In the note, and in a dialog over it."""
        of_note = [Unsaved(Writing.SECTION, *section) for section in self._page.note_panel.view.being_edited()]
        in_dialog = self._page.unsaved.now()
        return (*of_note, in_dialog) if in_dialog is not None else tuple(of_note)

    def _on_kept(self, outcome: Completed[None] | Failed) -> None:
        """A failure is told once, not every few seconds."""
        if isinstance(outcome, Failed) and not self._has_failed:
            self._notices.tell_problem(outcome.problem)
        self._has_failed = isinstance(outcome, Failed)

    def _on_page_changed(self) -> None:
        shown = self._page.open
        is_what_was_left = shown is not None and self.left is not None and shown.encounter.id == self.left.encounter_id
        if is_what_was_left or (shown is not None and not self._waits):
            self._page.changed.disconnect(self._on_page_changed)
            # When who opened it has given the focus where they want it.
            QTimer.singleShot(0, self, self._go_on)

    def _go_on(self) -> None:
        left, shown, view = self.left, self._page.open, self._page.note_panel.view
        here = (shown.encounter.id, shown.template_id) if shown is not None else ("", "")
        if left is None or here[0] != left.encounter_id:
            return
        self._waits = False
        for unsaved in left.unsaved if here[1] == left.template_id else ():
            if unsaved.writing is Writing.SECTION:
                view.edit_section(unsaved.id, unsaved.words)
        in_dialogs = [unsaved for unsaved in left.unsaved if unsaved.writing in self._reopen]
        self._tell_what_is_here(has_words=view.is_being_edited or bool(in_dialogs))
        for unsaved in in_dialogs:
            self._reopen[unsaved.writing](unsaved)

    def _tell_what_is_here(self, *, has_words: bool) -> None:
        """It stays to be read while a recording waits elsewhere: nothing here shows that."""
        steps = [self.tr("What you were writing is here again. It is not saved yet.")] if has_words else []
        if self._cut_off:
            waits = self.tr("A recording was cut off too. Choose its encounter in the list afterwards: {patients}.")
            steps.append(waits.format(patients=", ".join(self._cut_off)))
        sentence = self.tr("Saegim ended without being closed. This is what was open.")
        self._notices.tell(sentence, " ".join(steps), Level.PROBLEM if self._cut_off else Level.INFO)
