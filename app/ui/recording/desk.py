"""Recording from a microphone: asks for consent, starts, pauses and stops, and offers what a crash left unfinished."""

from contextlib import suppress
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QObject

from app.domain.consent import Consent
from app.domain.encounter import EncounterState
from app.domain.errors import ModelError
from app.domain.language import Language
from app.domain.outcome import Completed, Outcome
from app.domain.template import NoteTemplate
from app.domain.transcript import Transcript
from app.services.drafting import DraftingAhead
from app.services.live import LiveRecording, UnfinishedRecording
from app.services.recorder import RecorderState
from app.ui.encounter.page import EncounterPage
from app.ui.parts.actions import Actions
from app.ui.parts.names import clock, patient_label
from app.ui.parts.notices import Notices
from app.ui.parts.work import Drafting, Transcribing
from app.ui.recording.consent_dialog import ConsentDialog
from app.ui.recording.practice import PracticeMicrophones
from app.ui.recording.recorder import RecorderStrip
from app.ui.recording.small_recorder import SmallRecorder
from app.ui.services import UiServices
from app.ui.sound.microphone import Microphones
from app.ui.transcript.vocabulary_dialog import VocabularyDialog


@dataclass(frozen=True, slots=True)
class WantedDocument:
    """What is to be written of a recording, in which language."""

    template: NoteTemplate
    language: Language


class RecordingDesk(QObject):
    """One recording at a time: the strip shows it whichever encounter is open."""

    def __init__(self, services: UiServices, notices: Notices, page: EncounterPage, actions: Actions) -> None:
        super().__init__(page)
        self._live = services.live
        self._drafting = services.drafting
        self._encounters = services.encounters
        self._notices = notices
        self._page = page
        self._actions = actions
        self._recording: LiveRecording | None = None
        self._work: Transcribing | None = None
        self._unfinished: dict[str, UnfinishedRecording] = {}
        self.microphones = PracticeMicrophones() if services.is_practice else Microphones()
        self.strip = RecorderStrip(actions, self.microphones)
        self.strip.microphone_chosen.connect(self._on_microphone_chosen)
        page.add_strip(self.strip)
        self._small_recorder = SmallRecorder(actions, page)
        page.changed.connect(self._on_page_changed)
        for action, act in (
            (actions.record, self.record),
            (actions.finish_recording, self.finish),
            (actions.pause_recording, self.pause_or_resume),
            (actions.off_the_record, self.go_off_or_on_the_record),
            (actions.mark_moment, self.mark),
            (actions.stop_recording, self.stop),
            (actions.use_smaller_model, self.use_smaller_model),
            (actions.edit_vocabulary, lambda: VocabularyDialog(services.vocabulary, page).exec()),
        ):
            action.triggered.connect(lambda _checked=False, act=act: act())
        self._look_for_unfinished()

    @property
    def recording(self) -> LiveRecording | None:
        return self._recording

    @property
    def unfinished_encounter(self) -> str | None:
        """The latest one with a recording that waits to be transcribed to its end."""
        return next(iter(self._unfinished), None)

    def patients_cut_off(self, *, apart_from: str) -> tuple[str, ...]:
        """Whose recordings wait to be transcribed to their end, apart from that of one encounter."""
        waiting = [each for each in self._unfinished if each != apart_from]
        found = [self._notices.attempt(partial(self._encounters.get, each)) for each in waiting]
        return tuple(patient_label(each.patient) for each in found if each is not None)

    def record(self) -> None:
        shown = self._page.open
        if shown is None or self._recording is not None:
            return
        dialog = ConsentDialog(self._page)
        if not dialog.exec():
            return
        panel = self._page.note_panel
        document = WantedDocument(panel.template, panel.language) if shown.note is None else None
        self.start(shown.encounter.id, self._page.transcript_panel.language, dialog.consent, shown.transcript, document)

    def start(
        self,
        encounter_id: str,
        language: Language | None,
        consent: Consent,
        earlier: Transcript | None,
        document: WantedDocument | None,
    ) -> None:
        """Record, of whichever encounter; after what was said `earlier`. `document` is written meanwhile."""
        if self._recording is not None:
            return
        work = Transcribing(encounter_id, language)
        work.segments += earlier.segments if earlier else ()
        work.is_being_recorded = True
        work.is_drafted_meanwhile = document is not None

        def start() -> LiveRecording:
            microphone = self.microphones.chosen(self.strip.microphone_id)
            self._recording = self._live.start(work.encounter_id, microphone, language, consent, work, work.on_done)
            return self._recording

        work.ended.connect(self._on_work_ended)
        self._notices.attempt(self._tell_little_room)
        self._page.start(work, start)
        if self._recording is not None:
            self._work = work
            self.strip.show_recording(self._recording)
            self._small_recorder.follow(self._recording)
            if document is not None:
                self._draft_while_they_talk(work, document)
        self._on_page_changed()

    def _draft_while_they_talk(self, work: Transcribing, document: WantedDocument) -> None:
        """It is settled when all is said. What goes wrong, that draft will say."""
        template, language = document.template, document.language
        with suppress(ModelError):
            ahead = self._drafting.ahead(template.id, language, partial(work.note_has_grown, template.id))
            work.segment_arrived.connect(lambda _: self._follow(ahead, work))
            work.segment_changed.connect(lambda _: self._follow(ahead, work))

        def draft(outcome: Outcome[object]) -> None:
            if isinstance(outcome, Completed):
                note = Drafting(work.encounter_id, template, work.note_so_far(template.id))
                self._page.start(
                    note, lambda: self._drafting.draft(note.encounter_id, template.id, language, note, note.on_done)
                )

        work.ended.connect(draft)

    def _follow(self, ahead: DraftingAhead, work: Transcribing) -> None:
        transcript = work.so_far()
        if transcript is not None:
            ahead.follow(transcript)

    def finish(self) -> None:
        """Transcribe the rest of what was left unfinished."""
        shown = self._page.open
        if shown is None or shown.encounter.id not in self._unfinished:
            return
        work = Transcribing(shown.encounter.id)
        work.ended.connect(self._on_work_ended)
        self._page.start(work, lambda: self._live.finish(work.encounter_id, work, work.on_done))

    def pause_or_resume(self) -> None:
        if self._recording is None:
            return
        if self._recording.state is RecorderState.PAUSED:
            self._recording.resume()
        else:
            self._recording.pause()
        self._enable()

    def go_off_or_on_the_record(self) -> None:
        if self._recording is None:
            return
        if self._recording.state is RecorderState.OFF_THE_RECORD:
            self._recording.resume()
        else:
            self._recording.go_off_the_record()
        self._enable()

    def mark(self) -> None:
        at_s = self._notices.attempt(self._recording.mark) if self._recording is not None else None
        if at_s is not None:
            self._notices.tell(self.tr("Marked at {time}.").format(time=clock(at_s)))
            self._small_recorder.tell_marked(at_s)

    def stop(self) -> None:
        if self._recording is not None:
            self._recording.stop()
            self._forget_recording()

    def use_smaller_model(self) -> None:
        """For the rest, where the machine does not keep up with the model that was chosen."""
        recording = self._recording
        model_id = recording.smaller_model() if recording else None
        if recording is not None and model_id is not None:
            self._notices.attempt(lambda: recording.use_model(model_id))
            self._enable()

    def _on_microphone_chosen(self, microphone_id: str) -> None:
        recording = self._recording
        if recording is not None:
            self._notices.attempt(lambda: recording.switch_microphone(self.microphones.chosen(microphone_id)))

    def _on_work_ended(self) -> None:
        """Also when the recording ended by itself, as on a full disk."""
        recording = self._recording
        if recording is not None and recording.state is RecorderState.ENDED:
            if recording.failure is not None:
                self._notices.tell_problem(recording.failure)
            recording.stop()
            self._forget_recording()
        self._look_for_unfinished()
        self._on_page_changed()

    def _forget_recording(self) -> None:
        if self._work is not None:
            self._work.is_being_recorded = False
        self._recording = self._work = None
        self._small_recorder.follow(None)
        self._page.reload()

    def _look_for_unfinished(self) -> None:
        found = self._notices.attempt(self._live.unfinished) or ()
        self._unfinished = {each.encounter_id: each for each in found}

    def _tell_little_room(self) -> None:
        problem = self._live.warning_before()
        if problem is not None:
            self._notices.tell_problem(problem)

    def _on_page_changed(self) -> None:
        shown = self._page.open
        if self._recording is None:
            is_next_step = shown is None or not shown.has_recording
            self.strip.show_idle(self._unfinished_words(), is_next_step=is_next_step)
        else:
            self.strip.show_patient(self._patient_elsewhere(self._recording))
        self._show_or_hide()
        self._enable()

    def _show_or_hide(self) -> None:
        """The strip where something is being recorded or waits for it; else a button is enough to record more."""
        shown, may_record = self._page.open, self._may_record()
        is_waiting = may_record and shown is not None and (shown.transcript is None or bool(self._unfinished_words()))
        self.strip.setVisible(self._recording is not None or is_waiting)
        self._page.head.offer_recording(may_record and not self.strip.isVisibleTo(self._page))

    def _may_record(self) -> bool:
        shown = self._page.open
        return shown is not None and self._page.work is None and shown.encounter.state is not EncounterState.SIGNED

    def _patient_elsewhere(self, recording: LiveRecording) -> str:
        shown = self._page.open
        if shown is None or shown.encounter.id == recording.encounter_id:
            return ""
        encounter = self._notices.attempt(lambda: self._encounters.get(recording.encounter_id))
        return patient_label(encounter.patient) if encounter else ""

    def _unfinished_words(self) -> str:
        shown = self._page.open
        left = self._unfinished.get(shown.encounter.id) if shown else None
        if left is None:
            return ""
        return self.tr("A recording of {recorded} was cut off; {heard} of it is transcribed.").format(
            recorded=clock(left.recorded_s), heard=clock(left.heard_s)
        )

    def _enable(self) -> None:
        a, recording = self._actions, self._recording
        state = recording.state if recording else None
        may_record = recording is None and self._may_record()
        has_unfinished = bool(self._unfinished_words())
        a.record.setEnabled(may_record and not has_unfinished)
        a.finish_recording.setEnabled(may_record and has_unfinished)
        a.pause_recording.setEnabled(state in {RecorderState.RECORDING, RecorderState.PAUSED})
        a.mark_moment.setEnabled(state is RecorderState.RECORDING)
        a.off_the_record.setEnabled(state in {RecorderState.RECORDING, RecorderState.OFF_THE_RECORD})
        a.stop_recording.setEnabled(recording is not None)
        a.use_smaller_model.setEnabled(recording is not None and recording.smaller_model() is not None)
        is_paused = state is RecorderState.PAUSED
        a.pause_recording.setText(self.tr("Resume") if is_paused else self.tr("Pause"))
        is_off = state is RecorderState.OFF_THE_RECORD
        a.off_the_record.setText(self.tr("Back on the record") if is_off else self.tr("Off the record"))
