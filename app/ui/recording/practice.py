"""A practice consultation: the sample plays as the microphone, and a line at the top says what comes next."""

from collections.abc import Sequence
from enum import StrEnum

from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from app.services.practice import sample_recording
from app.speech.microphone import FilePlayer
from app.ui.encounter.open_encounter import OpenEncounter
from app.ui.parts.action_buttons import ActionButton
from app.ui.parts.actions import Actions, name_and_key
from app.ui.parts.interface_language import interface_language
from app.ui.parts.work import Transcribing, Work
from app.ui.sound.microphone import Microphones, NamedMicrophone


class Step(StrEnum):
    """How far the practice has come, by what is to be done next."""

    RECORD = "record"
    LISTEN = "listen"
    WAIT = "wait"
    TRANSCRIBE = "transcribe"
    DRAFT = "draft"
    SETTLE = "settle"
    SIGN = "sign"
    EXPORT = "export"


def step_of(shown: OpenEncounter | None, work: Work | None) -> Step:
    if isinstance(work, Transcribing) and work.is_being_recorded:
        return Step.LISTEN
    if work is not None:
        return Step.WAIT
    if shown is None or shown.transcript is None:
        return Step.TRANSCRIBE if shown is not None and shown.has_recording else Step.RECORD
    if shown.note is None:
        return Step.DRAFT
    if shown.is_signed_as_shown:
        return Step.EXPORT
    return Step.SETTLE if shown.note.open_blocks() else Step.SIGN


class SampleMicrophone(FilePlayer):
    """The bundled consultation, from its beginning, in its own time."""

    id = "sample"

    def __init__(self, name: str) -> None:
        super().__init__(sample_recording(interface_language()))
        self.name = name


class PracticeMicrophones(Microphones):
    """The sample first, then those of this computer."""

    def all(self) -> Sequence[NamedMicrophone]:
        return [self._sample(), *super().all()]

    @property
    def preferred_id(self) -> str:
        return SampleMicrophone.id

    def chosen(self, microphone_id: str) -> NamedMicrophone:
        return self._sample() if microphone_id == SampleMicrophone.id else super().chosen(microphone_id)

    def _sample(self) -> SampleMicrophone:
        return SampleMicrophone(self.tr("Sample consultation"))


class PracticeGuide(QFrame):
    """Says on every screen that this is a practice, and what to do next."""

    def __init__(self, actions: Actions) -> None:
        super().__init__()
        self.setObjectName("practice")
        self.setAccessibleName(self.tr("Practice"))
        self._actions = actions
        mark = QLabel(self.tr("Practice · about no patient"))
        mark.setObjectName("practiceMark")
        self._words = QLabel()
        self._words.setWordWrap(True)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(mark)
        words.addWidget(self._words)
        self._open_sample = ActionButton(actions.open_sample, "audio")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(16, 8, 16, 8)
        layout.setSpacing(8)
        layout.addLayout(words, 1)
        layout.addWidget(self._open_sample)
        layout.addWidget(ActionButton(actions.end_practice, "close"))
        self.show_step(Step.RECORD)

    def show_step(self, step: Step) -> None:
        self._words.setText(self._sentence(step))
        self._open_sample.setVisible(step is Step.RECORD)

    def _sentence(self, step: Step) -> str:
        a = self._actions
        return {
            Step.RECORD: self.tr(
                "1 of 5: {record}. A consultation of two minutes plays in the place of a microphone."
            ).format(record=name_and_key(a.record)),
            Step.LISTEN: self.tr(
                "2 of 5: Transcript and note grow while people talk. After two minutes, or earlier: {stop}."
            ).format(stop=name_and_key(a.stop_recording)),
            Step.WAIT: self.tr("2 of 5: Saegim is at work. What is finished can be read already."),
            Step.TRANSCRIBE: self.tr("2 of 5: {transcribe}. The recording is kept, and not transcribed yet.").format(
                transcribe=name_and_key(a.transcribe_again)
            ),
            Step.DRAFT: self.tr("3 of 5: {draft}. Each line of the note will rest on words of the transcript.").format(
                draft=name_and_key(a.draft_note)
            ),
            Step.SETTLE: self.tr(
                "4 of 5: Choose a line to see and hear its words. {next} finds what stands in the way, {settle} "
                "confirms it, {edit} corrects it."
            ).format(
                next=name_and_key(a.next_flag), settle=name_and_key(a.settle_flag), edit=name_and_key(a.edit_section)
            ),
            Step.SIGN: self.tr(
                "5 of 5: Read the note against the transcript, then {sign}. Any name will do here."
            ).format(sign=name_and_key(a.sign)),
            Step.EXPORT: self.tr("Done. {export} writes the document, and it says that it is a practice.").format(
                export=name_and_key(a.export_docx)
            ),
        }[step]


def mark_as_practice(page: QWidget, guide: PracticeGuide) -> QWidget:
    """The page with the guide above it."""
    whole = QWidget()
    column = QVBoxLayout(whole)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    column.addWidget(guide)
    column.addWidget(page, 1)
    return whole
