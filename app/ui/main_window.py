"""The window: encounters at the left, the open one at the right, notices below, every command also in the menus."""

from pathlib import Path

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import (
    QFileDialog,
    QMainWindow,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from app.domain.encounter import EncounterState
from app.domain.work_at_hand import Unsaved, Writing
from app.ui.day.folding import FoldedList
from app.ui.day.nothing_open import NothingOpen
from app.ui.day.panel import DayPanel
from app.ui.encounter.compare_desk import CompareDesk
from app.ui.encounter.corrections import Corrections
from app.ui.encounter.documents import DocumentDesk
from app.ui.encounter.listening import Listening
from app.ui.encounter.page import EncounterPage
from app.ui.encounter.pasted_desk import PastedNoteDesk
from app.ui.encounter.patient_dialog import PatientDialog
from app.ui.encounter.record_desk import RecordDesk
from app.ui.encounter.resuming import Resuming
from app.ui.encounter.revising import RevisingDesk
from app.ui.encounter.work_desk import WorkDesk
from app.ui.handover.desk import HandoverDesk
from app.ui.parts.actions import ActionFactory
from app.ui.parts.dialog_parts import is_sure
from app.ui.parts.menus import Menus
from app.ui.parts.notices import NoticeBar, Notices
from app.ui.parts.palette import CommandPalette
from app.ui.parts.scrolling import Scrolling
from app.ui.parts.stack import Stack
from app.ui.parts.style import is_room_short, is_screen_narrow, screen_room
from app.ui.parts.tasks import InSlices
from app.ui.parts.work import Transcribing
from app.ui.recording.desk import RecordingDesk
from app.ui.recording.practice import PracticeGuide, mark_as_practice, step_of
from app.ui.services import UiServices
from app.ui.system.desk import SystemDesk
from app.ui.templates.dialog import TemplatesDialog

_AUDIO_FILES = "*.wav *.mp3 *.m4a *.aac *.ogg *.opus *.flac *.wma *.webm *.mp4 *.mkv *.mov *.3gp *.amr"
_START_SIZE_PX = (1320, 720)


class MainWindow(QMainWindow):
    """Signals: closed()."""

    closed = Signal()

    def __init__(self, services: UiServices, notices: Notices) -> None:
        super().__init__()
        self._services = services
        self._notices = notices
        self._is_closing = False
        self.actions_ = ActionFactory(self).make()
        self.page = EncounterPage(services, notices, self.actions_)
        self.day = DayPanel(services.encounters, self.actions_.new_encounter)
        self._folded = FoldedList(self.day, self.actions_.find_encounter) if is_screen_narrow() else None
        self.notice_bar = NoticeBar(notices)
        self._corrections = Corrections(services, notices, self.page)
        self.listening = Listening(services, self.page, self.actions_)
        self._desk = DocumentDesk(services, notices, self.page, self._corrections)
        self._revising_desk = RevisingDesk(services, notices, self.page)
        self.compare_desk = CompareDesk(services, notices, self.page, self.actions_, self._corrections)
        self.pasted_desk = PastedNoteDesk(services, self.page, self.actions_)
        self.recording_desk = RecordingDesk(services, notices, self.page, self.actions_)
        self._guide = PracticeGuide(self.actions_) if services.is_practice else None
        self.handover_desk = HandoverDesk(services, notices, self.page, self.actions_, self.recording_desk)
        self.record_desk = RecordDesk(services, notices, self.page, self.actions_, self._corrections)
        self.resuming = None if services.is_practice else self._resuming()
        self.work_desk = WorkDesk(services, notices, self.page)
        self.system_desk = SystemDesk(services, notices, self.page, self.actions_, self.recording_desk, self.work_desk)
        self.setWindowTitle(self.tr("Saegim: practice") if services.is_practice else "Saegim")
        self.resize(QSize(*_START_SIZE_PX).boundedTo(screen_room()))
        if is_room_short():
            self.setWindowState(Qt.WindowState.WindowMaximized)
        self._lay_out()
        Menus().fill(self.menuBar(), self.actions_)
        self._connect()
        self._enable_what_can_be_done()

    def open_encounter(self, encounter_id: str) -> None:
        self.day.choose(encounter_id)
        self.day.refresh_soon()
        if self._folded is not None:
            self._folded.fold()
        self.day.focus_list()

    def closeEvent(self, event: QCloseEvent) -> None:
        """What is being written is kept first; work in progress is cancelled. Then the window closes."""
        if not self.page.is_all_kept:
            event.ignore()
            self.page.after_editing(self._close_soon)
            return
        if not self._is_closing and not self._may_end_work():
            event.ignore()
            return
        self.page.player.stop()
        self._is_closing = self.page.running.is_running()
        if self._is_closing:
            event.ignore()
            self.page.running.cancel_all()
        else:
            self.listening.stop_reading()
            if self.resuming is not None:
                self.resuming.end()
            event.accept()
            self.closed.emit()

    def _resuming(self) -> Resuming:
        return Resuming(
            self._services.memory,
            self._notices,
            self.page,
            {
                Writing.CORRECTION: self._corrections.go_on_correcting,
                Writing.ADDENDUM: self._desk.go_on_with_addendum,
                Writing.RECORD: self.record_desk.go_on_with_record,
                Writing.CALCULATION: self.record_desk.go_on_calculating,
                Writing.TEMPLATE: self._edit_templates,
            },
        )

    def _lay_out(self) -> None:
        """From the outside in: what is put into another widget takes all that it holds along, style by style."""
        splitter = QSplitter(Qt.Orientation.Horizontal)
        splitter.setHandleWidth(1)
        splitter.setChildrenCollapsible(False)
        whole = mark_as_practice(splitter, self._guide) if self._guide else splitter
        self.setCentralWidget(Scrolling(whole) if is_room_short() else whole)
        right = QWidget()
        splitter.addWidget(self.day)
        splitter.addWidget(right)
        splitter.setStretchFactor(1, 1)
        self._stack = Stack()
        column = QVBoxLayout(right)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._stack, 1)
        column.addWidget(self.notice_bar)
        a = self.actions_
        self._stack.addWidget(NothingOpen((a.new_encounter, a.start_practice, a.show_board, a.show_help)))
        self._stack.addWidget(self.page)
        splitter.setSizes([250, 1070])

    def prepare_page(self) -> None:
        """Give every widget of the page its looks while nobody waits: the first encounter then opens sooner."""
        unprepared = iter(self.page.findChildren(QWidget))

        def prepare_next() -> bool:
            widget = next(unprepared, None)
            if widget is not None:
                widget.ensurePolished()
            return widget is not None

        InSlices(self, prepare_next).go_on()

    def _connect(self) -> None:
        a = self.actions_
        for action, act in (
            (a.new_encounter, self._on_new_encounter_requested),
            (a.find_words, self.page.transcript_panel.find_line.begin),
            (a.find_next, lambda: self.page.transcript_panel.find_line.step(1)),
            (a.find_previous, lambda: self.page.transcript_panel.find_line.step(-1)),
            (a.find_encounter, self.day.focus_search),
            (a.open_audio, self._on_open_audio_requested),
            (a.transcribe_again, self.work_desk.transcribe_again),
            (a.print_note, self._desk.print),
            (a.export_docx, lambda: self._on_export_requested("docx")),
            (a.export_pdf, lambda: self._on_export_requested("pdf")),
            (a.export_text, lambda: self._on_export_requested("text")),
            (a.export_fhir, lambda: self._on_export_requested("fhir")),
            (a.close_window, self.close),
            (a.draft_note, self.work_desk.draft),
            (a.bring_back, self._desk.bring_back),
            (a.next_flag, self.page.next_flag),
            (a.edit_section, self._corrections.edit_section),
            (a.copy_section, self._desk.copy_current_section),
            (a.sign, self._desk.sign),
            (a.add_addendum, self._desk.add_addendum),
            (a.play_here, self.listening.play_or_stop),
            (a.loop_words, self.listening.loop_or_end),
            (a.stop_playing, self.page.player.stop),
            (a.correct_segment, self._corrections.correct_segment),
            (a.settle_flag, self._corrections.settle_flag),
            (a.play_words, self.page.evidence.play_words),
            (a.undo, lambda: self.page.after_editing(self._corrections.history.take_back)),
            (a.redo, lambda: self.page.after_editing(self._corrections.history.make_again)),
            (a.next_encounter, lambda: self.day.choose_next(1)),
            (a.previous_encounter, lambda: self.day.choose_next(-1)),
            (a.last_visit, self._open_last_visit),
            (a.go_to_transcript, self.page.transcript_panel.view.setFocus),
            (a.go_to_note, self.page.note_panel.view.focus_statement),
            (a.show_palette, self._show_palette),
            (a.show_notices, self.notice_bar.show_history),
            (a.edit_templates, lambda: self.page.after_editing(self._edit_templates)),
            (a.end_practice, self.close),
        ):
            action.triggered.connect(lambda _checked=False, act=act: act())
        self.day.encounter_chosen.connect(self.page.show_encounter)
        self.day.failed.connect(self._notices.tell_problem)
        self.handover_desk.opening_requested.connect(self.open_encounter)
        self.page.changed.connect(self._on_page_changed)
        history = self._corrections.history.group
        history.canUndoChanged.connect(self._enable_what_can_be_done)
        history.canRedoChanged.connect(self._enable_what_can_be_done)

    def _enable_what_can_be_done(self) -> None:
        a, shown, is_idle = self.actions_, self.page.open, self.page.work is None
        has_transcript = shown is not None and shown.transcript is not None
        has_note = shown is not None and shown.note is not None
        is_open = has_note and is_idle and shown is not None and not shown.is_signed_as_shown
        a.open_audio.setEnabled(shown is not None and is_idle and not shown.has_recording)
        is_signed = shown is not None and shown.encounter.state is EncounterState.SIGNED
        a.transcribe_again.setEnabled(shown is not None and is_idle and shown.has_recording and not is_signed)
        a.transcribe_again.setText(self.tr("Transcribe a&gain") if has_transcript else self.tr("Transcribe"))
        a.draft_note.setEnabled(has_transcript and is_idle)
        a.bring_back.setEnabled(shown is not None and is_idle and shown.has_replaced_draft)
        a.correct_segment.setEnabled(has_transcript and is_idle)
        a.stop_playing.setEnabled(has_transcript)
        a.copy_section.setEnabled(has_note)
        for action in (a.edit_section, a.sign, a.next_flag, a.settle_flag):
            action.setEnabled(is_open)
        a.play_words.setEnabled(has_note and shown is not None and shown.has_recording)
        a.go_to_note.setEnabled(has_note)
        a.go_to_transcript.setEnabled(has_transcript)
        self._offer_search(has_words=has_transcript or isinstance(self.page.work, Transcribing))
        history = self._corrections.history.group
        a.undo.setEnabled(is_idle and history.canUndo())
        a.redo.setEnabled(is_idle and history.canRedo())
        for action in (a.print_note, a.export_docx, a.export_pdf, a.export_text):
            action.setEnabled(has_note and is_idle)
        self.actions_.last_visit.setEnabled(shown is not None and bool(shown.last_visit))
        has_signed = shown is not None and shown.signed is not None
        a.export_fhir.setEnabled(has_signed and is_idle)
        a.add_addendum.setEnabled(has_signed)

    def _offer_search(self, *, has_words: bool) -> None:
        """Ctrl+F looks in the transcript; where there is none, among the encounters."""
        a = self.actions_
        for action in (a.find_words, a.find_next, a.find_previous):
            action.setEnabled(has_words)
        everywhere = a.find_encounter.shortcut()
        a.find_encounter.setShortcuts([everywhere] if has_words else [everywhere, a.find_words.shortcut()])

    def _on_page_changed(self) -> None:
        shown = self.page.open
        self._stack.setCurrentIndex(0 if self.page.is_empty else 1)
        if self._folded is not None:
            self._folded.show_whether_any_is_open(not self.page.is_empty)
        self._enable_what_can_be_done()
        if self._guide is not None:
            self._guide.show_step(step_of(shown, self.page.work))
        self.day.show_work(self.page.running.by_encounter)
        self.day.refresh_soon()
        self.day.offer_new(is_next_step=self.page.is_empty or (shown is not None and shown.is_signed_as_shown))
        if shown is not None:
            self.day.choose(shown.encounter.id)
        if self._is_closing and not self.page.running.is_running():
            self._close_soon()

    def _show_palette(self) -> None:
        a = self.actions_
        commands = [action for action in Menus().commands(a) if action.isVisible() and action is not a.show_palette]
        palette = CommandPalette(commands, self)
        if palette.exec() and palette.chosen is not None:
            palette.chosen.trigger()

    def _edit_templates(self, typed: Unsaved | None = None) -> None:
        """As they are kept, or with what was typed and not saved."""
        dialog = TemplatesDialog(self._services.library, self)
        dialog.changed.connect(lambda: self.page.note_panel.offer_templates(self._services.templates))
        if typed is not None:
            dialog.type_again(typed)
        with self.page.unsaved.being_written(lambda: dialog.unsaved):
            dialog.exec()

    def _close_soon(self) -> None:
        """Not from within closeEvent, where the work may end at once."""
        QTimer.singleShot(0, self.close)

    def _on_new_encounter_requested(self) -> None:
        dialog = PatientDialog(self._services.patients.seen, self.tr("New encounter"), self.tr("&Create"), self)
        if not dialog.exec():
            return
        name, number, seen = dialog.patient_name, dialog.patient_number, dialog.seen
        encounter = self._notices.attempt(lambda: self._services.encounters.create(name, number, seen=seen))
        if encounter is not None:
            self.page.note_panel.begin_as_chosen()
            self.page.transcript_panel.begin_as_chosen()
            self.day.show_all()
            self.open_encounter(encounter.id)

    def _open_last_visit(self) -> None:
        if self.page.open is not None and self.page.open.last_visit:
            self.open_encounter(self.page.open.last_visit)

    def _on_open_audio_requested(self) -> None:
        audio, everything = self.tr("Audio and video"), self.tr("All files")
        kinds = f"{audio} ({_AUDIO_FILES});;{everything} (*)"
        name, _ = QFileDialog.getOpenFileName(self, self.tr("Open audio file"), "", kinds)
        if name:
            self.work_desk.transcribe(Path(name))

    def _on_export_requested(self, file_format: str) -> None:
        suffix, kind = {
            "docx": (".docx", self.tr("Word document")),
            "pdf": (".pdf", self.tr("PDF document")),
            "text": (".txt", self.tr("Plain text")),
            "fhir": (".json", self.tr("FHIR document")),
        }[file_format]
        path = self.page.save_place.ask(self, self.tr("Export"), self._desk.file_name(), suffix, kind)
        if path is not None:
            self._desk.export(path, file_format)

    def _may_end_work(self) -> bool:
        return (
            not self.page.running.is_running()
            or self._services.is_practice
            or is_sure(
                self,
                self.tr("Work is still in progress."),
                self.tr("It will be stopped. The recording is kept and can be transcribed again."),
                go_on=self.tr("&Close anyway"),
                stay=self.tr("&Stay"),
            )
        )
