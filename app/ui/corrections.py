"""What the clinician corrects in the open encounter, and what they stand by. It is shown at once and kept in turn."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QObject

from app.domain.note import DraftNote, Flag, Statement
from app.domain.transcript import Speaker, TranscriptSegment
from app.ui.dialogs import CorrectionDialog, ReasonDialog
from app.ui.encounter_page import EncounterPage
from app.ui.services import UiServices

OnConfirmed = Callable[[DraftNote | None], None]


class Corrections(QObject):
    def __init__(self, services: UiServices, page: EncounterPage) -> None:
        super().__init__(page)
        self._services = services
        self._page = page
        transcript, note = page.transcript_panel.view, page.note_panel.view
        transcript.correction_requested.connect(lambda _: self.correct_segment())
        transcript.speaker_chosen.connect(self._on_speaker_chosen)
        transcript.voice_named.connect(self._on_voice_named)
        transcript.heard_wanted.connect(self._on_heard_wanted)
        note.section_edited.connect(self._on_section_edited)
        note.confirmation_requested.connect(self._on_confirmation_requested)

    def correct_segment(self) -> None:
        """Words and speaker of the current segment."""
        segment = self._page.transcript_panel.view.current_segment()
        if segment is not None:
            self._ask_for_correction(segment, segment)

    def edit_section(self) -> None:
        """The section that was last worked in."""
        section_id = self._page.note_panel.view.current_section_id()
        if section_id is not None:
            self._page.note_panel.view.edit_section(section_id)

    def confirm(
        self,
        statement: Statement,
        flag: Flag,
        reason: str,
        on_done: OnConfirmed = lambda _: None,
    ) -> None:
        """`on_done` hears the note with the confirmation; None after a failure, which is told."""
        shown = self._page.open
        if shown is None:
            return
        encounter_id, template_id = shown.encounter.id, shown.template_id
        self._page.changes.keep(
            lambda: self._services.review.confirm(encounter_id, template_id, statement.id, flag, reason),
            on_done,
            lambda: on_done(None),
        )

    def _ask_for_correction(self, segment: TranscriptSegment, proposed: TranscriptSegment) -> None:
        dialog = CorrectionDialog(proposed, self._page)
        if dialog.exec():
            self._correct(segment, dialog.text, dialog.speaker)

    def _correct(self, segment: TranscriptSegment, text: str, speaker: Speaker) -> None:
        shown, corrected = self._page.open, segment.corrected(text, speaker)
        if shown is None or shown.transcript is None or corrected == segment:
            return
        self._page.show_changed(replace(shown, transcript=shown.transcript.with_segment(corrected)))
        self._page.transcript_panel.view.select(segment.id)
        encounter_id = shown.encounter.id
        self._page.changes.keep(
            lambda: self._services.recordings.correct_segment(encounter_id, segment.id, text, speaker),
            # What was typed is not lost: it is proposed again.
            on_failed=lambda: self._ask_for_correction(segment, corrected),
        )

    def _on_speaker_chosen(self, segment_id: str, speaker: Speaker) -> None:
        shown = self._page.open
        if shown is not None and shown.transcript is not None:
            segment = shown.transcript.segment(segment_id)
            self._correct(segment, segment.text, speaker)

    def _on_heard_wanted(self, segment_id: str) -> None:
        shown = self._page.open
        if shown is not None and shown.transcript is not None:
            segment = shown.transcript.segment(segment_id)
            self._correct(segment, segment.as_heard().text, segment.speaker)

    def _on_voice_named(self, segment_id: str, speaker: Speaker) -> None:
        shown = self._page.open
        if shown is None or shown.transcript is None:
            return
        named = shown.transcript.with_voice(segment_id, speaker)
        if named == shown.transcript:
            return
        self._page.show_changed(replace(shown, transcript=named))
        self._page.transcript_panel.view.select(segment_id)
        encounter_id = shown.encounter.id
        self._page.changes.keep(lambda: self._services.recordings.relabel_voice(encounter_id, segment_id, speaker))

    def _on_section_edited(self, section_id: str, lines: tuple[str, ...]) -> None:
        shown, view = self._page.open, self._page.note_panel.view
        if shown is None or shown.note is None:
            return
        edited = shown.note.with_section_lines(section_id, lines)
        view.close_editor(section_id)
        self._page.show_changed(replace(shown, note=edited))
        if edited == shown.note:
            return
        encounter_id, template_id = shown.encounter.id, shown.template_id
        self._page.changes.keep(
            lambda: self._services.review.edit_section(encounter_id, template_id, section_id, lines),
            # What was typed is not lost: the section is open again with it.
            on_failed=lambda: view.edit_section(section_id, lines),
        )

    def _on_confirmation_requested(self, statement: Statement, flag: Flag) -> None:
        dialog = ReasonDialog(statement, flag, self._page)
        if dialog.exec():
            self.confirm(statement, flag, dialog.reason)
