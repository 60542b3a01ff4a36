"""The microphone test: choose one, speak five seconds, see the level, hear oneself. Nothing of it is kept."""

import time

from PySide6.QtCore import QSignalBlocker, QTimer, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from app.domain.errors import InputError, Problem
from app.speech.microphone import Microphone
from app.speech.microphone_trial import TRIAL_S, MicrophoneTrial
from app.ui.parts.dialog_parts import close_button, detail_label, dialog_layout, emphasise
from app.ui.parts.interface_language import interface_language
from app.ui.parts.level_meter import LevelMeter
from app.ui.parts.settings import MICROPHONE, chosen
from app.ui.parts.style import icon, scaled, scaled_width
from app.ui.sound.microphone import Microphones
from app.ui.sound.playback import Player
from app.ui.sound.stretches import Stretch
from app.wording import wording_of

_TICK_MS = 50
# A device that gives nothing does not even tell that the five seconds are over.
_PATIENCE_S = TRIAL_S + 2.0
_WIDTH_PX = 520


class MicrophoneTest(QWidget):
    """The microphone that is chosen here is the one that recordings begin with from now on.

    Signals: next_step_changed(), when `is_next_step` may have changed.
    """

    next_step_changed = Signal()

    def __init__(self, microphones: Microphones, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._microphones = microphones
        self._microphone: Microphone | None = None
        self._trial: MicrophoneTrial | None = None
        self._will_do = False
        self._started_at = 0.0
        self._player = Player(self)
        self._player.failed.connect(self._on_playing_failed)
        self._choice = QComboBox()
        self._choice.setAccessibleName(self.tr("Microphone"))
        self._choice.activated.connect(self._on_chosen)
        self._start = QPushButton(self.tr("&Speak five seconds"))
        self._start.setAutoDefault(False)
        self._start.clicked.connect(self.start)
        self._again = QPushButton(self.tr("&Hear it again"))
        self._again.setIcon(icon("play"))
        self._again.setAutoDefault(False)
        self._again.setEnabled(False)
        self._again.clicked.connect(self.play)
        self._level = LevelMeter()
        self._told = QLabel(self.tr("Speak as you will with a patient, from where you will sit."))
        self._told.setWordWrap(True)
        self._told.setMinimumHeight(scaled(44))
        self._tick = QTimer(self, interval=_TICK_MS)
        self._tick.timeout.connect(self._on_tick)
        self._lay_out()
        microphones.changed.connect(self._show_microphones)
        self._show_microphones()

    def start(self) -> None:
        """Hear the chosen microphone; what was heard before is forgotten."""
        self.stop()
        self._trial, self._started_at = MicrophoneTrial(), time.monotonic()
        try:
            microphone = self._microphones.chosen(str(self._choice.currentData() or ""))
            microphone.start(self._trial)
        except InputError as error:
            self._trial = None
            self._tell(error.problem)
            return
        self._microphone = microphone
        self._start.setEnabled(False)
        self._tick.start()
        self._on_tick()

    def play(self) -> None:
        trial = self._trial
        if trial is not None and trial.heard_s > 0:
            self._player.play(lambda _: [trial.pcm], [Stretch("trial", 0.0, trial.heard_s)])

    @property
    def is_next_step(self) -> bool:
        """Whether to speak is what should be done next: there is a microphone, and it is not known yet to be good."""
        return self._choice.count() > 0 and not self._will_do

    def stop(self) -> None:
        """Let go of the microphone and of what it heard."""
        self._close_microphone()
        self._player.stop()
        self._trial = None
        self._again.setEnabled(False)

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self._choice, 1)
        row.addWidget(self._start)
        row.addWidget(self._again)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(12)
        layout.addLayout(row)
        layout.addWidget(self._level)
        layout.addWidget(self._told)
        layout.addWidget(detail_label(self.tr("What is said here is played back to you and not kept.")))

    def _show_microphones(self) -> None:
        wanted = str(self._choice.currentData() or "") or self._microphones.preferred_id
        with QSignalBlocker(self._choice):
            self._choice.clear()
            for microphone in self._microphones.all():
                self._choice.addItem(icon("microphone"), microphone.name, microphone.id)
            self._choice.setCurrentIndex(max(0, self._choice.findData(wanted)))
        has_any = self._choice.count() > 0
        self._start.setEnabled(has_any and self._microphone is None)
        if not has_any:
            self._tell(Problem("microphone_missing"))
        self._offer(will_do=self._will_do and self._choice.currentData() == wanted)

    def _offer(self, *, will_do: bool) -> None:
        self._will_do = will_do
        self._start.setIcon(icon("record", "on_accent" if self.is_next_step else "text"))
        emphasise(self._start, self.is_next_step)
        self.next_step_changed.emit()

    def _on_chosen(self) -> None:
        self.stop()
        self._offer(will_do=False)
        chosen().choose(MICROPHONE, str(self._choice.currentData()))

    def _on_tick(self) -> None:
        trial = self._trial
        if trial is None:
            return
        self._level.show_level(trial.level)
        rest_s = max(0.0, TRIAL_S - trial.heard_s)
        self._told.setText(self.tr("Please speak: {seconds} s").format(seconds=round(rest_s + 0.49)))
        if trial.is_over or time.monotonic() - self._started_at > _PATIENCE_S:
            self._end(trial)

    def _end(self, trial: MicrophoneTrial) -> None:
        self._close_microphone()
        self._again.setEnabled(trial.heard_s > 0)
        problem = trial.problem()
        if problem is None:
            self._told.setText(self.tr("The microphone will do. This is what you sound like."))
        else:
            self._tell(problem)
        self._offer(will_do=problem is None)
        if trial.has_sound:
            self.play()

    def _on_playing_failed(self, problem: Problem) -> None:
        """The microphone may be good all the same."""
        self._told.setText(f"{self._told.text()}\n{wording_of(problem, interface_language())}")

    def _close_microphone(self) -> None:
        self._tick.stop()
        self._level.show_level(None)
        self._start.setEnabled(self._choice.count() > 0)
        if self._microphone is not None:
            self._microphone.stop()
            self._microphone = None

    def _tell(self, problem: Problem) -> None:
        self._told.setText(str(wording_of(problem, interface_language())))


class MicrophoneTestDialog(QDialog):
    def __init__(self, microphones: Microphones, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Test the microphone"))
        self.setMinimumWidth(scaled_width(_WIDTH_PX))
        self.test = MicrophoneTest(microphones)
        layout = dialog_layout(self)
        layout.addWidget(self.test)
        layout.addWidget(close_button(self))

    def done(self, result: int) -> None:
        self.test.stop()
        super().done(result)
