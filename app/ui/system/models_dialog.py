"""The models: which do the work, which this machine can carry; to bring in, to verify, to remove."""

import threading
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QProgressBar,
    QWidget,
)
from shiboken6 import isValid

from app.domain.errors import JobCancelled
from app.domain.outcome import Completed, Failed
from app.services.doctor import Diagnosis, Fit, diagnose
from app.services.model_catalogue import CatalogueModel, ModelRole
from app.services.model_import import import_model
from app.services.model_trial import load_in_child
from app.services.models import FileState, InstalledModel, remove, verify
from app.ui.parts.dialog_parts import button_row, dialog_layout, is_sure, plain_button
from app.ui.parts.interface_language import interface_language
from app.ui.parts.style import icon, scaled, scaled_size
from app.ui.parts.tasks import on_gui_thread, run_task
from app.ui.parts.two_lines import show_in_two_lines
from app.wording import wording_of

_SIZE_PX = (760, 560)
_PROGRESS_STEPS = 1000

T = TypeVar("T")


class ModelsDialog(QDialog):
    def __init__(self, models_dir: Path, parent: QWidget) -> None:
        super().__init__(parent)
        self._models_dir = models_dir
        self.setWindowTitle(self.tr("Models"))
        self.resize(scaled_size(*_SIZE_PX))
        self._list = QListWidget()
        self._list.setObjectName("pages")
        show_in_two_lines(self._list)
        self._list.setAccessibleName(self.tr("Models"))
        self._list.currentItemChanged.connect(self._enable)
        self._told = QLabel()
        self._told.setWordWrap(True)
        self._told.setMinimumHeight(scaled(40))
        self._progress = QProgressBar()
        self._progress.setRange(0, _PROGRESS_STEPS)
        self._progress.setTextVisible(False)
        self._progress.setAccessibleName(self.tr("Progress"))
        self._progress.hide()
        self._import_file = plain_button(self.tr("Import &file…"), self._on_import_file_requested)
        self._import_folder = plain_button(self.tr("Import f&older…"), self._on_import_folder_requested)
        self._verify = plain_button(self.tr("&Verify"), self._on_verify_requested)
        self._remove = plain_button(self.tr("&Remove…"), self._on_remove_requested)
        self._cancel = plain_button(self.tr("C&ancel"), self._on_cancel_requested)
        self._cancel.hide()
        self._close = plain_button(self.tr("&Close"), self.reject)
        self._buttons = (self._import_file, self._import_folder, self._verify, self._remove, self._close)
        layout = dialog_layout(self)
        layout.addWidget(self._list, 1)
        layout.addWidget(self._progress)
        layout.addWidget(self._told)
        layout.addLayout(button_row(self._cancel, self._close, left=self._buttons[:-1]))
        self._is_working = False
        self._is_cancelled = threading.Event()
        self._enable()
        self._refresh()

    def reject(self) -> None:
        """In the middle of a copy it cancels the copy."""
        if self._is_working:
            self._on_cancel_requested()
        else:
            super().reject()

    def _refresh(self) -> None:
        run_task(lambda: diagnose(self._models_dir), self._on_diagnosed)

    def _on_diagnosed(self, outcome: Completed[Diagnosis] | Failed) -> None:
        if not isValid(self):
            return
        if isinstance(outcome, Failed):
            self._told.setText(str(wording_of(outcome.problem, interface_language())))
            return
        found = outcome.value
        self._list.clear()
        for model in found.installed:
            self._add_installed(model, is_used=model in found.chosen)
        present = {model.id for model in found.installed}
        for known, fit in found.catalogue:
            if known.id not in present:
                self._add_known(known, fit)
        self._list.setCurrentRow(0)

    def _add_installed(self, model: InstalledModel, *, is_used: bool) -> None:
        size = self.tr("{megabytes} MB on the disk").format(megabytes=f"{model.bytes // 1_000_000:,}")
        state = self.tr("installed, in use") if is_used else self.tr("installed")
        mark = icon("done", "done") if is_used else icon("installed", "text_muted")
        item = self._add(model.name, (self._role(model.role), state, size, model.licence), mark)
        item.setData(Qt.ItemDataRole.UserRole, model)

    def _add_known(self, known: CatalogueModel, fit: Fit) -> None:
        fits = {
            Fit.FITS: self.tr("would fit this machine"),
            Fit.SLOW: self.tr("would run, but slowly on this machine"),
            Fit.TOO_LARGE: self.tr("too large for the memory of this machine"),
        }[fit]
        memory = self.tr("about {megabytes} MB of memory").format(megabytes=f"{known.memory_mb:,}")
        facts = (self._role(known.role), self.tr("not installed"), fits, memory, known.licence)
        self._add(known.name, facts, icon("absent", "text_muted"))

    def _add(self, name: str, facts: tuple[str, ...], mark: QIcon) -> QListWidgetItem:
        return QListWidgetItem(mark, f"{name}\n{' · '.join(facts)}", self._list)

    def _role(self, role: ModelRole) -> str:
        return {"speech": self.tr("hears"), "drafting": self.tr("writes"), "voices": self.tr("tells voices apart")}[
            role
        ]

    def _on_import_file_requested(self) -> None:
        name, _ = QFileDialog.getOpenFileName(self, self.tr("A language model"), "", "GGUF (*.gguf)")
        if name:
            self._import(Path(name))

    def _on_import_folder_requested(self) -> None:
        name = QFileDialog.getExistingDirectory(self, self.tr("The folder of a speech model"))
        if name:
            self._import(Path(name))

    def _import(self, source: Path) -> None:
        self._begin(self.tr("Copying and trying the model. This may take some minutes."))
        run_task(
            lambda: import_model(source, self._models_dir, self._progressed, trial=self._try),
            lambda outcome: self._end(outcome, lambda model: self.tr("Ready: {model}").format(model=model.name)),
        )

    def _on_verify_requested(self) -> None:
        model = self._current()
        if model is None:
            return
        self._begin(self.tr("Reading every byte of the model…"))
        run_task(
            lambda: all(report.state is FileState.INTACT for report in verify(model, self._progressed)),
            lambda outcome: self._end(
                outcome,
                lambda is_intact: (
                    self.tr("Every byte is as it was when the model was installed.")
                    if is_intact
                    else self.tr("The model is damaged. Remove it and import it again.")
                ),
            ),
        )

    def _on_remove_requested(self) -> None:
        model = self._current()
        if model is not None and is_sure(
            self,
            self.tr("Remove {model} from this machine?").format(model=model.name),
            self.tr("It can be imported again from where it came."),
            go_on=self.tr("&Remove"),
            stay=self.tr("&Keep"),
        ):
            self._begin(self.tr("Removing…"), can_cancel=False)
            run_task(
                lambda: remove(model, self._models_dir),
                lambda outcome: self._end(outcome, lambda _: self.tr("Removed: {model}").format(model=model.name)),
            )

    def _try(self, model: InstalledModel) -> None:
        """A model that was cancelled while it was tried is not kept either."""
        self._stop_if_cancelled()
        load_in_child(model)
        self._stop_if_cancelled()

    def _on_cancel_requested(self) -> None:
        """Heeded with the next block that is read, or at the end of the trial."""
        if self._cancel.isVisible():
            self._is_cancelled.set()
            self._cancel.setEnabled(False)
            self._told.setText(self.tr("Cancelling…"))

    def _stop_if_cancelled(self) -> None:
        if self._is_cancelled.is_set():
            raise JobCancelled

    def _progressed(self, _name: str, bytes_done: int, bytes_total: int) -> None:
        self._stop_if_cancelled()
        step = _PROGRESS_STEPS * bytes_done // max(1, bytes_total)
        on_gui_thread(lambda: self._progress.setValue(step))

    def _begin(self, doing: str, *, can_cancel: bool = True) -> None:
        self._is_working = True
        self._is_cancelled.clear()
        self._cancel.setVisible(can_cancel)
        self._cancel.setEnabled(can_cancel)
        self._close.setVisible(not can_cancel)
        self._progress.setValue(0)
        self._progress.show()
        self._told.setText(doing)
        self._enable()

    def _end(self, outcome: Completed[T] | Failed, words: Callable[[T], str]) -> None:
        self._is_working = False
        self._progress.hide()
        self._cancel.hide()
        self._close.show()
        if self._is_cancelled.is_set():
            self._told.setText(self.tr("Cancelled. Nothing has changed."))
        elif isinstance(outcome, Failed):
            self._told.setText(str(wording_of(outcome.problem, interface_language())))
        else:
            self._told.setText(words(outcome.value))
        self._enable()
        self._refresh()

    def _enable(self) -> None:
        for button in self._buttons:
            button.setEnabled(not self._is_working)
        for button in (self._verify, self._remove):
            button.setEnabled(not self._is_working and self._current() is not None)

    def _current(self) -> InstalledModel | None:
        item = self._list.currentItem()
        model = item.data(Qt.ItemDataRole.UserRole) if item is not None else None
        return model if isinstance(model, InstalledModel) else None
