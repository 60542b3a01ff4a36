"""The first steps after the vault: what this machine can run, the microphone, a practice. Each may be skipped."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import isValid

from app.domain.outcome import Completed, Failed
from app.services.doctor import Diagnosis, Fit, diagnose
from app.ui.parts.action_buttons import ActionButton
from app.ui.parts.actions import Actions, name_and_key, plain_name
from app.ui.parts.dialog_parts import button_row, detail_label, dialog_layout, emphasise, fill_page, plain_button
from app.ui.parts.interface_language import interface_language
from app.ui.parts.tasks import run_task
from app.ui.sound.microphone import Microphones
from app.ui.sound.microphone_test import MicrophoneTest
from app.wording import wording_of

_TEXT_WIDTH_PX = 520


class FirstStepsDialog(QDialog):
    """Signals: practice_requested()."""

    practice_requested = Signal()

    def __init__(self, models_dir: Path, microphones: Microphones, actions: Actions, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("First steps"))
        self._actions = actions
        self._microphone_test = MicrophoneTest(microphones)
        self._pages = QStackedWidget()
        for page in (self._models_page(), self._microphone_page(), self._practice_page()):
            self._pages.addWidget(page)
        self._place = QLabel()
        self._place.setObjectName("muted")
        # Going on without a test is skipping it.
        self._back = plain_button(self.tr("&Back"), lambda: self._go(-1))
        self._skip = plain_button(self.tr("S&kip the rest"), self.accept)
        self._on = plain_button(self.tr("&Next"), lambda: self._go(1))
        self._microphone_test.next_step_changed.connect(self._emphasise)
        layout = dialog_layout(self)
        layout.addWidget(self._pages, 1)
        layout.addLayout(button_row(self._skip, self._back, self._on, beside=self._place))
        self._go(0)
        run_task(lambda: diagnose(models_dir), self._on_diagnosed)

    def done(self, result: int) -> None:
        self._microphone_test.stop()
        super().done(result)

    def _go(self, steps: int) -> None:
        """Beyond the last page the dialog ends."""
        self._microphone_test.stop()
        index, count = self._pages.currentIndex() + steps, self._pages.count()
        if index == count:
            self.accept()
            return
        self._pages.setCurrentIndex(index)
        self._place.setText(self.tr("Step {number} of {count}").format(number=index + 1, count=count))
        is_last = index == count - 1
        self._back.setEnabled(index > 0)
        self._skip.setText(self.tr("Not &now") if is_last else self.tr("S&kip the rest"))
        self._on.setVisible(not is_last)
        # Enter goes on, and at the end begins.
        (self._begin if is_last else self._on).setDefault(True)
        self._emphasise()

    def _emphasise(self) -> None:
        """One step at a time: to go on, or first to speak where a microphone is to be tried."""
        is_to_speak = self._microphone_test.isVisibleTo(self._pages) and self._microphone_test.is_next_step
        emphasise(self._on, not is_to_speak)

    def _models_page(self) -> QWidget:
        page, column = _page(
            self.tr("What this machine can run"),
            self.tr("Three models do the work, all on this computer: one hears, one tells voices apart, one writes."),
        )
        self._found = QLabel(self.tr("Looking at this machine…"))
        self._found.setWordWrap(True)
        column.addWidget(self._found)
        column.addStretch()
        column.addLayout(_row(ActionButton(self._actions.show_models)))
        column.addWidget(self._found_again(self._actions.show_models))
        return page

    def _microphone_page(self) -> QWidget:
        page, column = _page(
            self.tr("Can you be heard?"),
            self.tr("Choose a microphone, speak for five seconds, and hear yourself."),
        )
        column.addWidget(self._microphone_test)
        column.addStretch()
        column.addWidget(self._found_again(self._actions.test_microphone))
        return page

    def _practice_page(self) -> QWidget:
        page, column = _page(
            self.tr("Practise once before the first patient"),
            self.tr(
                "A recorded consultation plays in the place of a microphone: transcript, draft, checks, signature, in "
                "about five minutes. It has a vault of its own, says on every screen and every page that it is a "
                "practice, and is gone when you end it."
            ),
        )
        self._begin = plain_button(self.tr("Begin the &practice"), self._on_practice_requested)
        self._begin.setProperty("primary", True)
        column.addLayout(_row(self._begin))
        column.addStretch()
        column.addWidget(self._found_again(self._actions.start_practice))
        return page

    def _found_again(self, action: QAction) -> QLabel:
        return detail_label(
            self.tr("Found again at any time: {palette}, “{command}”.").format(
                palette=name_and_key(self._actions.show_palette), command=plain_name(action)
            )
        )

    def _on_practice_requested(self) -> None:
        self.accept()
        self.practice_requested.emit()

    def _on_diagnosed(self, outcome: Completed[Diagnosis] | Failed) -> None:
        if not isValid(self):
            return
        if isinstance(outcome, Failed):
            self._found.setText(str(wording_of(outcome.problem, interface_language())))
        else:
            self._found.setText("\n".join(self._lines(outcome.value)))

    def _lines(self, found: Diagnosis) -> list[str]:
        roles = {"speech": self.tr("Hears"), "drafting": self.tr("Writes"), "voices": self.tr("Tells voices apart")}
        lines = [
            self.tr("This machine: {cores} cores, {memory} GB of memory.").format(
                cores=found.machine.cores, memory=round(found.machine.memory_mb / 1024)
            )
        ]
        lines += [f"{roles[model.role]}: {model.name}" for model in found.chosen]
        lines += [str(wording_of(problem, interface_language())) for problem in found.problems]
        present = {model.id for model in found.installed}
        better = [known.name for known, fit in found.catalogue if fit is Fit.FITS and known.id not in present]
        if better:
            lines.append(self.tr("Would fit as well, and can be imported: {models}.").format(models=", ".join(better)))
        return lines


def _row(button: QPushButton) -> QHBoxLayout:
    row = QHBoxLayout()
    row.addWidget(button)
    row.addStretch()
    return row


def _page(title: str, text: str) -> tuple[QWidget, QVBoxLayout]:
    page = QWidget()
    return page, fill_page(page, title, text, _TEXT_WIDTH_PX)
