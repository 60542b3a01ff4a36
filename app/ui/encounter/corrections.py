"""What the clinician corrects in the open encounter, and what they stand by. It is shown at once and kept in turn."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QObject

from app.domain.note import DraftNote, Flag, NoteSection, Omission, Statement
from app.domain.outcome import Completed, Failed
from app.domain.transcript import Speaker, Transcript, TranscriptSegment
from app.domain.work_at_hand import Unsaved, Writing
from app.review.suggestions import Suggestion
from app.ui.encounter.dialogs import CorrectionDialog, SettlingDialog
from app.ui.encounter.page import EncounterPage
from app.ui.parts.notices import Notices
from app.ui.parts.tasks import run_task
from app.ui.parts.undo import UndoHistory
from app.ui.services import UiServices

OnSettled = Callable[[DraftNote | None], None]


class Corrections(QObject):
    def __init__(self, services: UiServices, notices: Notices, page: EncounterPage) -> None:
        super().__init__(page)
        self._services = services
        self._page = page
        self.history = UndoHistory(self, notices)
        page.changed.connect(self._on_page_changed)
        transcript, note = page.transcript_panel.view, page.note_panel.view
        transcript.correction_requested.connect(lambda _: self.correct_segment())
        transcript.speaker_chosen.connect(self._on_speaker_chosen)
        transcript.voice_named.connect(self._on_voice_named)
        transcript.heard_wanted.connect(self._on_heard_wanted)
        note.section_edited.connect(self.keep_section)
        note.settling_requested.connect(self._on_settling_requested)
        note.suggestion_accepted.connect(self.accept)
        note.addition_requested.connect(self._on_addition_requested)
        note.check_requested.connect(self._on_check_requested)

    def correct_segment(self) -> None:
        """Words and speaker of the current segment."""
        segment = self._page.transcript_panel.view.current_segment()
        if segment is not None:
            self._ask_for_correction(segment, segment)

    def go_on_correcting(self, unsaved: Unsaved) -> None:
        """With the words and the speaker that were not saved."""
        shown = self._page.open
        segments = shown.transcript.segments if shown is not None and shown.transcript is not None else ()
        segment = next((each for each in segments if each.id == unsaved.id), None)
        if segment is not None:
            speaker, text = unsaved.words
            self._ask_for_correction(segment, segment.corrected(text, Speaker(speaker)))

    def edit_section(self) -> None:
        """The section that was last worked in."""
        section_id = self._page.note_panel.view.current_section_id()
        if section_id is not None:
            self._page.note_panel.view.edit_section(section_id)

    def settle_flag(self) -> None:
        """What is asked about the current statement, what blocks first; else it goes to the next one of the note."""
        shown, view = self._page.open, self._page.note_panel.view
        if shown is None or shown.note is None:
            return
        waiting, current = shown.note.open_flags(), view.current_statement()
        mine = next((each for each in waiting if current is not None and each[0].id == current.id), None)
        if mine is not None:
            self._on_settling_requested(*mine)
        elif waiting:
            view.focus_row(waiting[0][0].id)

    def confirm(
        self,
        statement: Statement,
        flag: Flag,
        reason: str,
        on_done: OnSettled = lambda _: None,
    ) -> None:
        """`on_done` hears the note with the confirmation; None after a failure, which is told."""
        shown = self._page.open
        if shown is None:
            return
        encounter_id, template_id, before = shown.encounter.id, shown.template_id, shown.note

        def on_kept(note: DraftNote) -> None:
            if before is not None:
                self._remember_note(encounter_id, self.tr("confirmation"), before, note)
            on_done(note)

        self._page.changes.keep(
            lambda: self._services.review.confirm(encounter_id, template_id, statement.id, flag, reason),
            on_kept,
            lambda: on_done(None),
        )

    def accept(
        self,
        statement: Statement,
        flag: Flag,
        suggestion: Suggestion,
        on_done: OnSettled = lambda _: None,
    ) -> None:
        """The suggestion in the place of the statement. `on_done` as for `confirm`."""
        shown = self._page.open
        if shown is None or shown.note is None:
            return
        encounter_id, template_id, before = shown.encounter.id, shown.template_id, shown.note

        def on_kept(note: DraftNote) -> None:
            self._remember_note(encounter_id, self.tr("suggestion"), before, note)
            on_done(note)

        self._page.changes.keep(
            lambda: self._services.review.accept(encounter_id, template_id, statement.id, flag, suggestion),
            on_kept,
            lambda: on_done(None),
        )

    def add_calculation(self, section_id: str, line: str, reason: str) -> None:
        """A line of the clinician's at the end of a section, with the reason for which its numbers stand."""
        shown = self._page.open
        if shown is None or shown.note is None:
            return
        encounter_id, template_id, before = shown.encounter.id, shown.template_id, shown.note
        self._page.changes.keep(
            lambda: self._services.review.add_calculation(encounter_id, template_id, section_id, line, reason),
            lambda after: self._remember_note(encounter_id, self.tr("calculation"), before, after),
        )

    def keep_section(self, section_id: str, lines: tuple[str, ...]) -> None:
        """These lines in the place of those that it has."""
        shown, view = self._page.open, self._page.note_panel.view
        if shown is None or shown.note is None:
            return
        proposed = view.proposed_in(section_id)
        edited = shown.note.with_section_lines(section_id, lines, proposed=proposed)
        view.close_editor(section_id)
        self._page.show_changed(replace(shown, note=edited))
        if edited == shown.note:
            return
        encounter_id, template_id, before = shown.encounter.id, shown.template_id, shown.note
        self._page.changes.keep(
            lambda: self._services.review.edit_section(encounter_id, template_id, section_id, lines, proposed),
            lambda after: self._remember_note(encounter_id, self.tr("edit of a section"), before, after),
            # What was typed is not lost: the section is open again with it.
            on_failed=lambda: view.edit_section(section_id, lines),
        )

    def put_section_back(self, section_id: str) -> None:
        """One that the clinic's style had left out of this draft."""
        shown = self._page.open
        if shown is None or shown.note is None:
            return
        encounter_id, template_id, before = shown.encounter.id, shown.template_id, shown.note
        self._page.changes.keep(
            lambda: self._services.review.put_section_back(encounter_id, template_id, section_id),
            lambda after: self._remember_note(encounter_id, self.tr("section put back"), before, after),
        )

    def _ask_for_correction(self, segment: TranscriptSegment, proposed: TranscriptSegment) -> None:
        dialog = CorrectionDialog(proposed, self._page)
        with self._page.unsaved.being_written(
            lambda: Unsaved(Writing.CORRECTION, segment.id, (dialog.speaker.value, dialog.text))
        ):
            is_agreed = dialog.exec()
        if is_agreed:
            self._correct(segment, dialog.text, dialog.speaker)

    def _correct(self, segment: TranscriptSegment, text: str, speaker: Speaker) -> None:
        shown, corrected = self._page.open, segment.corrected(text, speaker)
        if shown is None or shown.transcript is None or corrected == segment:
            return
        self._page.show_changed(replace(shown, transcript=shown.transcript.with_segment(corrected)))
        self._page.transcript_panel.view.select(segment.id)
        encounter_id, before = shown.encounter.id, shown.transcript
        self._page.changes.keep(
            lambda: self._services.recordings.correct_segment(encounter_id, segment.id, text, speaker),
            lambda after: self._remember_transcript(
                encounter_id, self.tr("correction of the transcript"), before, after
            ),
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
        encounter_id, before = shown.encounter.id, shown.transcript
        self._page.changes.keep(
            lambda: self._services.recordings.relabel_voice(encounter_id, segment_id, speaker),
            lambda after: self._remember_transcript(encounter_id, self.tr("naming of a voice"), before, after),
        )

    def _on_addition_requested(self, section_id: str, omission: Omission) -> None:
        """What was said becomes a line of the clinician's; review finds its source."""
        shown = self._page.open
        if shown is not None and shown.note is not None:
            section = next(each for each in shown.note.sections if each.id == section_id)
            self.keep_section(section_id, (*(each.text for each in section.statements), omission.text))

    def _on_check_requested(self, section_id: str, lines: tuple[str, ...]) -> None:
        """Beside the typing; a check that fails is made again when the section is kept."""
        shown = self._page.open
        if shown is None:
            return
        review, encounter_id, template_id = self._services.review, shown.encounter.id, shown.template_id

        def show(outcome: Completed[NoteSection] | Failed) -> None:
            if isinstance(outcome, Completed):
                self._page.note_panel.view.show_checked(lines, outcome.value)

        run_task(lambda: review.preview_section(encounter_id, template_id, section_id, lines), show)

    def _on_settling_requested(self, statement: Statement, flag: Flag) -> None:
        dialog = SettlingDialog(statement, flag, self._page)
        if not dialog.exec():
            return
        if dialog.suggestion is not None:
            self.accept(statement, flag, dialog.suggestion, self._go_to_next_flag)
        else:
            self.confirm(statement, flag, dialog.reason, self._go_to_next_flag)

    def _go_to_next_flag(self, note: DraftNote | None) -> None:
        """From flag to flag, without a hand on the mouse."""
        waiting = note.open_flags() if note is not None else ()
        if waiting:
            self._page.note_panel.view.focus_row(waiting[0][0].id)

    def _on_page_changed(self) -> None:
        shown = self._page.open
        if shown is not None and self._page.work is not None:
            self.history.forget(shown.encounter.id)
        self.history.activate(shown.encounter.id if shown is not None else "")

    def _remember_note(self, encounter_id: str, words: str, before: DraftNote, after: DraftNote) -> None:
        def put_back(note: DraftNote) -> None:
            shown = self._page.open
            if shown is not None and shown.template_id == note.template:
                self._page.show_changed(replace(shown, note=note))
            self._page.changes.keep(lambda: self._services.review.put_back(encounter_id, note.template, note))

        self.history.add(encounter_id, words, before, after, put_back)

    def _remember_transcript(self, encounter_id: str, words: str, before: Transcript, after: Transcript) -> None:
        def put_back(transcript: Transcript) -> None:
            shown = self._page.open
            if shown is not None:
                self._page.show_changed(replace(shown, transcript=transcript))
            self._page.changes.keep(lambda: self._services.recordings.put_back(encounter_id, transcript))

        self.history.add(encounter_id, words, before, after, put_back)
