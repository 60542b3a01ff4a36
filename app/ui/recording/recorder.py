"""The strip that records: microphone, level, time, pause, off the record, stop, and what is wrong."""

from collections.abc import Sequence

from PySide6.QtCore import QSignalBlocker, QTimer, Signal
from PySide6.QtWidgets import QComboBox, QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout

from app.domain.errors import Problem
from app.services.live import LiveRecording
from app.services.recorder import RecorderState
from app.ui.parts.action_buttons import ActionButton, QuietButton
from app.ui.parts.actions import Actions
from app.ui.parts.choice_box import ChoiceBox
from app.ui.parts.interface_language import interface_language
from app.ui.parts.level_meter import LevelMeter
from app.ui.parts.names import clock
from app.ui.parts.style import icon
from app.ui.sound.microphone import Microphones
from app.wording import wording_of

_TICK_MS = 100
# Below it the transcript follows the talk as closely as anybody could tell.
_LAG_WORTH_TELLING_S = 6.0
_CHARACTERS_OF_A_MICROPHONE = 12


class RecorderStrip(QFrame):
    """Idle, it offers to record or to finish what a crash left; else it shows the recording that is under way.

    Signals: microphone_chosen(id), while recording.
    """

    microphone_chosen = Signal(str)

    def __init__(self, actions: Actions, microphones: Microphones) -> None:
        super().__init__()
        self.setObjectName("progressStrip")
        self.setAccessibleName(self.tr("Recorder"))
        self._actions = actions
        self._microphones = microphones
        self._recording: LiveRecording | None = None
        self._patient = QLabel()
        self._patient.setObjectName("noticeSentence")
        self._state = QLabel()
        self._state.setWordWrap(True)
        self._level = LevelMeter()
        self._level.setFixedWidth(120)
        self._choice = ChoiceBox()
        # A long name of a microphone must not take the room of the lists beside the strip.
        self._choice.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self._choice.setMinimumContentsLength(_CHARACTERS_OF_A_MICROPHONE)
        self._choice.setAccessibleName(self.tr("Microphone"))
        self._choice.setToolTip(self.tr("Microphone"))
        self._choice.activated.connect(lambda: self.microphone_chosen.emit(self.microphone_id))
        self._warning = QLabel()
        self._warning.setObjectName("flagBlock")
        self._warning.setWordWrap(True)
        self._smaller_model = ActionButton(actions.use_smaller_model)
        self._question = QLabel()
        self._question.setWordWrap(True)
        self._go_on = QPushButton(self.tr("Go on recording"))
        self._go_on.clicked.connect(self._on_going_on)
        self._pause_now = ActionButton(actions.pause_recording, "pause")
        self._mark = QuietButton(actions.mark_moment, "mark")
        self._buttons = [
            ActionButton(action, name)
            for action, name in (
                (actions.record, "record"),
                (actions.finish_recording, "record"),
                (actions.pause_recording, "pause"),
                (actions.off_the_record, "off_the_record"),
                (actions.stop_recording, "stop"),
            )
        ]
        self._lay_out()
        self._tick = QTimer(self, interval=_TICK_MS)
        self._tick.timeout.connect(self._show_now)
        microphones.changed.connect(self._show_microphones)
        self._show_microphones()
        self.show_idle()

    @property
    def microphone_id(self) -> str:
        return str(self._choice.currentData() or "")

    def show_idle(self, unfinished: str = "", *, is_next_step: bool = True) -> None:
        """`unfinished` tells of a recording that waits to be transcribed to its end; empty when none does.

        `is_next_step`: to record is what should be done now.
        """
        self._recording = None
        self._tick.stop()
        self.show_patient("")
        self._state.setText(unfinished or self.tr("Ready to record"))
        self._level.hide()
        self._show_warnings(())
        self._show_question(None)
        record, finish, *others = self._buttons
        record.setVisible(not unfinished)
        record.emphasise(is_next_step)
        finish.setVisible(bool(unfinished))
        for button in (self._mark, *others):
            button.hide()

    def show_recording(self, recording: LiveRecording) -> None:
        self._recording = recording
        self.show_patient("")
        self._level.show()
        record, finish, *others = self._buttons
        record.hide()
        finish.hide()
        for button in (self._mark, *others):
            button.show()
        self._tick.start()
        self._show_now()

    def show_patient(self, patient: str) -> None:
        """Whose encounter is being recorded, when it is not the one that is open."""
        self._patient.setText(patient)
        self._patient.setVisible(bool(patient))

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self._patient)
        row.addWidget(self._state, 2)
        row.addWidget(self._level)
        row.addWidget(self._choice, 1)
        row.addWidget(self._mark)
        for button in self._buttons:
            row.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 8, 12, 8)
        column.setSpacing(4)
        column.addLayout(row)
        column.addLayout(_row(self._warning, self._smaller_model))
        column.addLayout(_row(self._question, self._pause_now, self._go_on))

    def _show_microphones(self) -> None:
        chosen = self.microphone_id or self._microphones.preferred_id
        with QSignalBlocker(self._choice):
            self._choice.clear()
            for microphone in self._microphones.all():
                self._choice.addItem(icon("microphone"), microphone.name, microphone.id)
            self._choice.setCurrentIndex(max(0, self._choice.findData(chosen)))
        self._choice.setVisible(self._choice.count() > 0)

    def _show_now(self) -> None:
        recording = self._recording
        if recording is None:
            return
        self._state.setText(self._state_words(recording))
        self._level.show_level(recording.level)
        self._show_warnings(recording.warnings())
        self._show_question(recording.long_quiet())

    def _show_warnings(self, warnings: Sequence[Problem]) -> None:
        """The most urgent; beside it the way out of a transcript that falls behind, where there is one."""
        self._warning.setText(_words(warnings[0]) if warnings else "")
        self._warning.setVisible(bool(warnings))
        is_behind = any(problem.code == "transcription_behind" for problem in warnings)
        self._smaller_model.setVisible(is_behind and self._actions.use_smaller_model.isEnabled())

    def _show_question(self, question: Problem | None) -> None:
        """Asked in passing: whoever does not answer is recorded on."""
        self._question.setText(_words(question) if question else "")
        for part in (self._question, self._pause_now, self._go_on):
            part.setVisible(question is not None)

    def _on_going_on(self) -> None:
        if self._recording is not None:
            self._recording.go_on()
            self._show_question(None)

    def _state_words(self, recording: LiveRecording) -> str:
        time = clock(recording.recorded_s)
        if recording.state is RecorderState.PAUSED:
            return self.tr("Paused at {time}").format(time=time)
        if recording.state is RecorderState.OFF_THE_RECORD:
            return self.tr("Off the record: nothing is stored. Recorded: {time}").format(time=time)
        if recording.lag_s > _LAG_WORTH_TELLING_S:
            return self.tr("Recording {time} · transcript {lag} s behind").format(time=time, lag=round(recording.lag_s))
        return self.tr("Recording {time}").format(time=time)


def _row(words: QLabel, *buttons: QPushButton) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(8)
    row.addWidget(words, 1)
    for button in buttons:
        row.addWidget(button)
    return row


def _words(problem: Problem) -> str:
    return str(wording_of(problem, interface_language()))
