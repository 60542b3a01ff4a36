"""Note and talk side by side: what a statement rests on lights up, and is played when the statement is chosen."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from app.domain.note import Statement
from app.domain.outcome import Completed, Failed
from app.review.evidence.highlights import SupportingWords
from app.ui.parts.tasks import run_short_task, run_task
from app.ui.services import UiServices
from app.ui.sound.stretches import Stretch

if TYPE_CHECKING:
    from app.ui.encounter.page import EncounterPage


class Evidence(QObject):
    def __init__(self, services: UiServices, page: "EncounterPage") -> None:
        super().__init__(page)
        self._review = services.review
        self._recordings = services.recordings
        self._page = page
        self._shown: Statement | None = None
        note = page.note_panel.view
        page.transcript_panel.view.play_requested.connect(self.play)
        note.statement_focused.connect(self.show)
        note.statement_chosen.connect(self._on_statement_chosen)
        note.source_chosen.connect(self._on_source_chosen)

    def show(self, statement: Statement) -> None:
        """Its sources at once; the words in them that matter as soon as they are found."""
        opened = self._page.open
        if opened is None or opened.transcript is None:
            return
        self._page.transcript_panel.view.light(statement.sources)
        encounter_id, self._shown = opened.encounter.id, statement
        run_short_task(
            lambda: self._review.supporting_words(encounter_id, statement.text),
            lambda outcome: self._on_words_found(statement, outcome),
        )

    def play_words(self) -> None:
        """What the statement rests on that has the focus, or that was chosen last."""
        statement = self._page.note_panel.view.current_statement()
        if statement is not None:
            self.play(*statement.sources)

    def play(self, *segment_ids: str) -> None:
        """One after the other, where there is a recording."""
        opened = self._page.open
        if opened is None or opened.transcript is None or not opened.has_recording:
            return
        encounter_id = opened.encounter.id
        known = {segment.id: segment for segment in opened.transcript.segments}
        heard = [known[each] for each in segment_ids if each in known]
        stretches = [Stretch(segment.id, segment.start_s, segment.end_s) for segment in heard]
        self._page.player.play(lambda start_s: self._recordings.audio(encounter_id, start_s), stretches)
        times = [(stretch.start_s, stretch.end_s) for stretch in stretches]
        run_task(lambda: self._recordings.damage_within(encounter_id, times), self._page.tell_damage)

    def _on_statement_chosen(self, statement: Statement) -> None:
        self.show(statement)
        self.play(*statement.sources)

    def _on_source_chosen(self, segment_id: str) -> None:
        self._shown = None
        self._page.transcript_panel.view.light((segment_id,))
        self.play(segment_id)

    def _on_words_found(self, statement: Statement, outcome: Completed[tuple[SupportingWords, ...]] | Failed) -> None:
        """Without them the segments are lit all the same, so a failure needs no words."""
        if isinstance(outcome, Completed) and self._shown is statement:
            telling = {found.segment_id: found.words for found in outcome.value}
            self._page.transcript_panel.view.light(statement.sources, telling)
