"""What the clinician corrects in the open encounter, and what they stand by."""

from PySide6.QtCore import QObject

from app.domain.note import DraftNote, Flag, Statement
from app.domain.transcript import Speaker, TranscriptSegment
from app.ui.dialogs import CorrectionDialog, ReasonDialog
from app.ui.encounter_page import EncounterPage
from app.ui.notices import Notices
from app.ui.services import UiServices


class Corrections(QObject):
    def __init__(self, services: UiServices, notices: Notices, page: EncounterPage) -> None:
        super().__init__(page)
        self._services = services
        self._notices = notices
        self._page = page
        transcript, note = page.transcript_panel.view, page.note_panel.view
        transcript.correction_requested.connect(lambda _: self.correct_segment())
        transcript.speaker_chosen.connect(self._on_speaker_chosen)
        note.section_edited.connect(self._on_section_edited)
        note.confirmation_requested.connect(self._on_confirmation_requested)

    def correct_segment(self) -> None:
        """Words and speaker of the current segment."""
        segment = self._page.transcript_panel.view.current_segment()
        if segment is None:
            return
        dialog = CorrectionDialog(segment, self._page)
        if dialog.exec():
            self._correct(segment, dialog.text, dialog.speaker)

    def edit_section(self) -> None:
        """The section that was last worked in."""
        section_id = self._page.note_panel.view.current_section_id()
        if section_id is not None:
            self._page.note_panel.view.edit_section(section_id)

    def confirm(self, statement: Statement, flag: Flag, reason: str) -> DraftNote | None:
        """The note with the confirmation; None after a failure, which is told."""
        shown = self._page.open
        if shown is None:
            return None
        encounter_id, template_id = shown.encounter.id, shown.template_id
        return self._notices.attempt(
            lambda: self._services.review.confirm(encounter_id, template_id, statement.id, flag, reason)
        )

    def _correct(self, segment: TranscriptSegment, text: str, speaker: Speaker) -> None:
        shown = self._page.open
        if shown is None or (text, speaker) == (segment.text, segment.speaker):
            return
        encounter_id = shown.encounter.id
        self._notices.attempt(
            lambda: self._services.recordings.correct_segment(encounter_id, segment.id, text, speaker)
        )
        self._page.reload()
        self._page.transcript_panel.view.select(segment.id)

    def _on_speaker_chosen(self, segment_id: str, speaker: Speaker) -> None:
        shown = self._page.open
        if shown is not None and shown.transcript is not None:
            segment = shown.transcript.segment(segment_id)
            self._correct(segment, segment.text, speaker)

    def _on_section_edited(self, section_id: str, lines: tuple[str, ...]) -> None:
        shown = self._page.open
        if shown is None:
            return
        encounter_id, template_id = shown.encounter.id, shown.template_id
        edited = self._notices.attempt(
            lambda: self._services.review.edit_section(encounter_id, template_id, section_id, lines)
        )
        if edited is not None:
            self._page.note_panel.view.close_editor(section_id)
            self._page.reload()

    def _on_confirmation_requested(self, statement: Statement, flag: Flag) -> None:
        dialog = ReasonDialog(statement, flag, self._page)
        if dialog.exec() and self.confirm(statement, flag, dialog.reason) is not None:
            self._page.reload()
