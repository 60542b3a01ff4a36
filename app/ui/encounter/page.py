"""An open encounter: shows what the services hold and follows the work in progress."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from app.domain.errors import Problem, SaegimError
from app.domain.note import DraftNote
from app.domain.notice import Level
from app.domain.outcome import Completed, Failed, Outcome
from app.domain.transcript import TranscriptSegment
from app.services.recording import hearing_problem
from app.ui.encounter.evidence import Evidence
from app.ui.encounter.head import EncounterHead
from app.ui.encounter.open_encounter import OpenEncounter, drafted_template, read_encounter
from app.ui.encounter.panels import Banner, NotePanel, TranscriptPanel
from app.ui.parts.actions import Actions
from app.ui.parts.changes import Changes
from app.ui.parts.interface_language import interface_language
from app.ui.parts.names import role_name
from app.ui.parts.notices import Notices
from app.ui.parts.progress import ProgressStrip
from app.ui.parts.saving import SavePlace
from app.ui.parts.tasks import LatestRead
from app.ui.parts.unsaved import UnsavedWords
from app.ui.parts.work import Cancellable, Drafting, RunningWork, Transcribing, Work
from app.ui.services import UiServices
from app.ui.sound.playback import Player, chosen_speed
from app.wording import wording_of


class EncounterPage(QWidget):
    """Signals: changed() when what is stored, or what can be done now, may have changed."""

    changed = Signal()

    def __init__(self, services: UiServices, notices: Notices, actions: Actions) -> None:
        super().__init__()
        self.running = RunningWork()
        self.unsaved = UnsavedWords()
        self.save_place = SavePlace()
        self.changes = Changes(notices)
        self._services = services
        self._notices = notices
        self._open: OpenEncounter | None = None
        self._opening: str | None = None
        self._latest = LatestRead()
        self.head = EncounterHead(actions)
        self._progress = ProgressStrip()
        self.transcript_panel = TranscriptPanel(actions)
        self.note_panel = NotePanel(services.templates, actions.draft_note, actions.compare_versions)
        self._blocks = Banner(actions.next_flag)
        self._signature = Banner(actions.add_addendum)
        self._hearing = Banner(actions.show_models)
        self.transcript_panel.add_banner(self._hearing)
        self.note_panel.add_banner(self._signature)
        self.note_panel.add_banner(self._blocks)
        self.player = Player(self, chosen_speed)
        self._lay_out()
        self.evidence = Evidence(services, self)
        self.note_panel.template_chosen.connect(self._on_template_chosen)
        self.player.segment_reached.connect(self.transcript_panel.show_playing)
        self.player.failed.connect(self._notices.tell_problem)
        self.changes.settled.connect(self.reload)

    @property
    def open(self) -> OpenEncounter | None:
        return self._open

    @property
    def is_empty(self) -> bool:
        """Nothing is open, and nothing is being opened."""
        return self._open is None and self._opening is None

    @property
    def work(self) -> Work | None:
        """What is in progress on the open encounter."""
        return self.running.of(self._open.encounter.id) if self._open else None

    def show_encounter(self, encounter_id: str) -> None:
        """Open the encounter with the document that it has, preferring the one that is chosen now."""
        self.after_editing(lambda: self._turn_to(encounter_id))

    @property
    def is_all_kept(self) -> bool:
        return self.changes.are_settled and not self.note_panel.view.is_being_edited

    def after_editing(self, act: Callable[[], None]) -> None:
        """Keep what is being written, then go on; stay where it cannot be kept, which is told."""
        self.note_panel.view.save_editing()
        self.changes.then(act)

    def show_changed(self, shown: OpenEncounter) -> None:
        """What has been changed and is about to be kept."""
        self._open = shown
        self._show(shown)

    def reload(self) -> None:
        """Show again what the services hold now."""
        if self._open is None:
            self.changed.emit()
            return
        encounter_id, template_id = self._open.encounter.id, self.note_panel.template.id
        self._read(lambda: read_encounter(self._services, encounter_id, template_id), self._on_read_again)

    def next_flag(self) -> None:
        """Go to the next statement that stands in the way of signing, round and round; without one, to what may stand
        and is asked about."""
        if self._open is None or self._open.note is None:
            return
        asked = self._open.note.open_blocks() or self._open.note.open_flags()
        waiting = {statement.id for statement, _ in asked}
        self.note_panel.view.choose_next(waiting)

    def _turn_to(self, encounter_id: str) -> None:
        if self._open is None or self._open.encounter.id != encounter_id:
            self.player.stop()
            self.transcript_panel.find_line.forget()
            self._open_anew(encounter_id)

    def add_strip(self, strip: QWidget) -> None:
        """Above the two panels."""
        layout = self.layout()
        assert isinstance(layout, QVBoxLayout)
        layout.insertWidget(1, strip)

    def _lay_out(self) -> None:
        splitter = QSplitter(Qt.Orientation.Horizontal)
        splitter.setChildrenCollapsible(False)
        splitter.setHandleWidth(12)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 12, 16, 16)
        layout.setSpacing(12)
        layout.addWidget(self.head)
        layout.addWidget(self._progress)
        layout.addWidget(splitter, 1)
        splitter.addWidget(self.transcript_panel)
        splitter.addWidget(self.note_panel)
        splitter.setStretchFactor(0, 4)
        splitter.setStretchFactor(1, 5)
        splitter.setSizes([484, 576])

    def _open_anew(self, encounter_id: str, template_id: str | None = None) -> None:
        """With this document, else with the one that is being drafted, else with one that it has.

        Nothing is open until it is read: nobody shall work on the one before and take it for the one that was chosen.
        """
        work, preferred = self.running.of(encounter_id), self.note_panel.template.id
        if template_id is None and isinstance(work, Drafting):
            template_id = work.template.id

        def read() -> OpenEncounter:
            chosen = template_id or drafted_template(self._services, encounter_id, preferred)
            return read_encounter(self._services, encounter_id, chosen)

        self._open, self._opening = None, encounter_id
        self._read(read, self._on_opened)
        if self._opening is not None:
            self._show_opening()
            self.changed.emit()

    def _read(self, read: Callable[[], OpenEncounter], on_read: Callable[[OpenEncounter], None]) -> None:
        def on_done(outcome: Completed[OpenEncounter] | Failed) -> None:
            self._opening = None
            if isinstance(outcome, Failed):
                self._notices.tell_problem(outcome.problem)
            else:
                on_read(outcome.value)
            self.changed.emit()

        self._latest.read(read, on_done)

    def _on_opened(self, shown: OpenEncounter) -> None:
        self.note_panel.choose_template(shown.template_id)
        # It is built in slices: until it is whole nothing of the one before may stand there.
        self.note_panel.view.clear()
        self.show_changed(shown)
        self.note_panel.view.verticalScrollBar().setValue(0)
        self.transcript_panel.view.light(())
        self.transcript_panel.view.scrollToTop()

    def _on_read_again(self, shown: OpenEncounter) -> None:
        # With a change under way this is old already, and the end of the change reads again.
        if self.changes.are_settled:
            self.show_changed(shown)

    def _show_opening(self) -> None:
        self.head.clear()
        self._progress.show_work(None)
        for panel in (self.transcript_panel, self.note_panel):
            panel.show_empty(self.tr("Opening…"))
        for banner in (self._blocks, self._signature, self._hearing):
            banner.tell("", "done")

    def _show(self, shown: OpenEncounter) -> None:
        work = self.work
        self.head.show_encounter(shown.encounter, work)
        is_being_recorded = isinstance(work, Transcribing) and work.is_being_recorded
        self._progress.show_work(None if is_being_recorded else work)
        self._show_transcript(shown, work)
        self._show_note(shown, work)
        self._offer_next_step(shown)

    def _offer_next_step(self, shown: OpenEncounter) -> None:
        has_transcript, has_note = shown.transcript is not None, shown.note is not None
        self.transcript_panel.offer(has_recording=shown.has_recording, has_transcript=has_transcript)
        self.note_panel.offer(is_next_step=has_transcript and not has_note)
        self.head.offer(is_next_step=has_note and not shown.is_signed_as_shown)

    def _show_transcript(self, shown: OpenEncounter, work: Work | None) -> None:
        panel = self.transcript_panel
        panel.view.set_editable(work is None)
        panel.show_being_said("")
        if isinstance(work, Transcribing):
            panel.show_so_far(work.segments)
        elif shown.transcript is not None:
            panel.show_transcript(shown.transcript)
        elif shown.has_recording:
            panel.show_empty(self.tr("The recording is kept, but not transcribed yet.\nTranscribe it."))
        else:
            panel.show_empty(self.tr("No recording yet.\nRecord, or open an audio file."))
        self._hearing.tell(self._hearing_words(shown, work), "info")

    def _show_note(self, shown: OpenEncounter, work: Work | None) -> None:
        panel = self.note_panel
        if isinstance(work, Drafting) and work.template.id == shown.template_id:
            panel.show_growing(work.sections, self.tr("Sources and checks follow when the whole note is written."))
        elif isinstance(work, Transcribing) and work.note_so_far(shown.template_id):
            ahead = work.note_so_far(shown.template_id)
            panel.show_growing(
                ahead, self.tr("Written while you talk. Sources and checks follow when the recording ends.")
            )
        elif shown.note is not None:
            panel.show_note(shown.note, shown.transcript, is_open=work is None and not shown.is_signed_as_shown)
        elif isinstance(work, Transcribing) and work.is_drafted_meanwhile:
            panel.show_empty(self.tr("The first lines are written when about a minute was said."))
        elif shown.transcript is not None:
            panel.show_empty(self.tr("No note yet.\nDraft one from the transcript."))
        else:
            panel.show_empty(self.tr("The note is drafted from the transcript."))
        self._blocks.tell(self._open_block_words(shown, work), "block")
        self._signature.tell(self._signature_words(shown, work), "done")

    def _hearing_words(self, shown: OpenEncounter, work: Work | None) -> str:
        if isinstance(work, Transcribing) or shown.transcript is None:
            return ""
        problem = hearing_problem(shown.transcript)
        return str(wording_of(problem, interface_language())) if problem else ""

    def _open_block_words(self, shown: OpenEncounter, work: Work | None) -> str:
        count = len(shown.note.open_blocks()) if shown.note else 0
        if work is not None or not count or shown.is_signed_as_shown:
            return ""
        return self.tr("To correct or confirm before signing: {count}").format(count=count)

    def _signature_words(self, shown: OpenEncounter, work: Work | None) -> str:
        if work is not None or shown.signed is None:
            return ""
        clinician = shown.signed.attestation.clinician
        words = self.tr("Version {version} signed by {name} ({role})").format(
            name=clinician.name, role=role_name(clinician.role), version=shown.signed.version
        )
        if not shown.is_signed_as_shown:
            words += ". " + self.tr("What has changed since is not signed yet.")
        return "\n".join((words, *(self.tr("Addendum: {text}").format(text=each.text) for each in shown.addenda)))

    def start(self, work: Work, start: Callable[[], Cancellable]) -> None:
        """Registered first: a job may end before the call that starts it returns."""
        if self.running.of(work.encounter_id) is not None:
            return
        self.player.stop()
        self.running.add(work)
        work.ended.connect(lambda outcome: self._on_work_ended(work, outcome))
        if isinstance(work, Transcribing):
            work.segment_arrived.connect(lambda segment: self._on_segment_arrived(work, segment))
            work.segment_changed.connect(lambda segment: self._on_segment_changed(work, segment))
            work.sentence_grown.connect(lambda text: self._on_sentence_grown(work, text))
            work.note_grown.connect(lambda: self._on_note_grown(work))
        elif isinstance(work, Drafting):
            work.grown.connect(lambda: self._on_note_grown(work))
        self._show_again()
        try:
            work.follow(start)
        except SaegimError as error:
            self.running.remove(work)
            self._notices.tell_problem(error.problem)
            self._show_again()

    def _show_again(self) -> None:
        """Nothing has changed but what can be done now."""
        if self._open is not None:
            self._show(self._open)
        self.changed.emit()

    def tell_damage(self, outcome: Completed[Problem | None] | Failed) -> None:
        """Of a recording, if some was found."""
        problem = outcome.problem if isinstance(outcome, Failed) else outcome.value
        if problem is not None:
            self._notices.tell_problem(problem)

    def _on_segment_arrived(self, work: Work, segment: TranscriptSegment) -> None:
        if self.work is work:
            self.transcript_panel.view.append(segment)

    def _on_segment_changed(self, work: Work, segment: TranscriptSegment) -> None:
        if self.work is work:
            self.transcript_panel.view.segments.replace(segment)

    def _on_sentence_grown(self, work: Work, text: str) -> None:
        if self.work is work:
            self.transcript_panel.show_being_said(text)

    def _on_note_grown(self, work: Work) -> None:
        if self.work is work and self._open is not None:
            self._show_note(self._open, work)

    def _on_work_ended(self, work: Work, outcome: Outcome[object]) -> None:
        self.running.remove(work)
        self._notices.tell_outcome(outcome)
        if isinstance(outcome, Completed):
            self._tell_completed(work, outcome.value)
        if self._opening == work.encounter_id:
            self._open_anew(work.encounter_id)
        elif self._open is not None and self._open.encounter.id == work.encounter_id:
            self.reload()
        else:
            self.changed.emit()

    def _tell_completed(self, work: Work, value: object) -> None:
        if isinstance(value, DraftNote):
            next_step = self.tr("Read it, correct or confirm what is flagged, then sign.")
            if self._services.review.has_replaced_draft(work.encounter_id, value.template):
                next_step += " " + self.tr("The draft before it can be brought back from the menu Note.")
            self._notices.tell(self.tr("The note is drafted."), next_step, Level.DONE)
        else:
            self._notices.tell(self.tr("The recording is transcribed."), level=Level.DONE)

    def _on_template_chosen(self) -> None:
        if self._open is None:
            return
        chosen = self.note_panel.template.id
        self.note_panel.choose_template(self._open.template_id)
        self.after_editing(lambda: self._turn_to_template(chosen))

    def _turn_to_template(self, template_id: str) -> None:
        if self._open is not None:
            self._open_anew(self._open.encounter.id, template_id)
