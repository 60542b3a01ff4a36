"""The window's process: the window and that of a practice, their lock, and the last resort for bugs.

Order of a start: `start_application`, the unlock dialog, the services (wired by main), `run`.
"""

import logging
import sys
from types import TracebackType

from PySide6.QtCore import QCoreApplication, Qt, QTimer
from PySide6.QtWidgets import QApplication

from app.domain.errors import Problem
from app.domain.notice import Level
from app.domain.outcome import Completed, Failed
from app.services.recorder import RecorderState
from app.ui.main_window import MainWindow
from app.ui.parts.bugs import frames_of
from app.ui.parts.garbage import keep_what_is_there
from app.ui.parts.interface_language import install_translations, interface_language
from app.ui.parts.notices import Notices
from app.ui.parts.start import start_application
from app.ui.parts.style import apply_style
from app.ui.parts.tasks import finish_tasks, run_task
from app.ui.services import Practice, UiServices
from app.ui.vault.lock import IdleLock

_log = logging.getLogger(__name__)

# The window is built then, and nobody has opened a patient yet.
_AT_REST_AFTER_MS = 300


def run(services: UiServices, open_encounter: str | None = None, *, is_first_run: bool = False) -> int:
    """Show the window until it is closed; on a first run with the first steps. Returns the exit code."""
    application = start_application()
    notices = Notices(services.memory)
    _tell_about_bugs(notices)
    desktop = _Desktop(application, services, notices)
    desktop.show()
    desktop.open_encounter(open_encounter)
    QTimer.singleShot(_AT_REST_AFTER_MS, keep_what_is_there)
    if is_first_run:
        QTimer.singleShot(0, desktop.show_first_steps)
    exit_code = application.exec()
    finish_tasks()
    return exit_code


class _Desktop:
    """The one window, or the next one in its place: in another language, or with other looks; and beside it, for as
    long as it lasts, that of a practice.
    """

    def __init__(self, application: QApplication, services: UiServices, notices: Notices) -> None:
        self._application = application
        self._services = services
        self._notices = notices
        self._practice_window: MainWindow | None = None
        keys = services.keys
        self._lock = IdleLock(keys.confirm_passphrase, self._is_recording) if keys else None

    def show(self) -> None:
        self.window = MainWindow(self._services, self._notices)
        # Not while the dialog in which it was chosen is still at work.
        self.window.system_desk.to_be_shown_anew.connect(lambda: QTimer.singleShot(0, self._show_anew))
        self.window.system_desk.practice_requested.connect(self._open_practice)
        self._offer_lock(self.window)
        self.window.show()
        QTimer.singleShot(0, self.window, self.window.prepare_page)

    def open_encounter(self, encounter_id: str | None) -> None:
        """The one that is asked for, or else what a crash left. Words that are not saved come before all else: a
        recording is safe and can wait.
        """
        desk, resuming = self.window.recording_desk, self.window.resuming
        wanted, left = encounter_id or desk.unfinished_encounter, resuming.left if resuming is not None else None
        if (
            resuming is not None
            and left is not None
            and (resuming.has_words_left or wanted in {None, left.encounter_id})
        ):
            resuming.resume(self.window.open_encounter, desk.patients_cut_off(apart_from=left.encounter_id))
        elif wanted is not None:
            self.window.open_encounter(wanted)

    def show_first_steps(self) -> None:
        self.window.system_desk.show_first_steps()

    def _offer_lock(self, window: MainWindow) -> None:
        if self._lock is not None:
            window.actions_.lock_window.triggered.connect(self._lock.lock)

    def _is_recording(self) -> bool:
        recording = self.window.recording_desk.recording
        return recording is not None and recording.state is RecorderState.RECORDING

    def _open_practice(self) -> None:
        open_practice, language = self._services.open_practice, interface_language()
        if open_practice is not None:
            run_task(lambda: open_practice(language), self._on_practice_opened)

    def _on_practice_opened(self, outcome: Completed[Practice] | Failed) -> None:
        """Before the window of the clinic, which waits: nobody shall take one for the other."""
        if isinstance(outcome, Failed):
            self._notices.tell_problem(outcome.problem)
            return
        practice = outcome.value
        window = MainWindow(practice.services, Notices())
        window.setWindowModality(Qt.WindowModality.ApplicationModal)
        window.closed.connect(lambda: self._end_practice(practice))
        self._offer_lock(window)
        self._practice_window = window
        window.setGeometry(self.window.geometry())
        window.show()
        window.open_encounter(practice.encounter_id)

    def _end_practice(self, practice: Practice) -> None:
        window, self._practice_window = self._practice_window, None
        if window is None:
            return
        window.deleteLater()
        finish_tasks()
        practice.end()
        self._notices.tell(
            QCoreApplication.translate("Practice", "The practice is over, and all of it is removed."), level=Level.DONE
        )

    def _show_anew(self) -> None:
        former, opened = self.window, self.window.page.open
        former.page.player.stop()
        install_translations(self._application)
        apply_style(self._application)
        self.show()
        self.window.setGeometry(former.geometry())
        if opened is not None:
            self.window.open_encounter(opened.encounter.id)
        former.hide()
        former.deleteLater()


def _tell_about_bugs(notices: Notices) -> None:
    def on_unhandled(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if not issubclass(kind, Exception):
            sys.__excepthook__(kind, error, trace)
            return
        _log.critical("unexpected %s\n%s", kind.__name__, frames_of(error))
        notices.tell_problem(Problem("unexpected_error", {"kind": kind.__name__}))

    sys.excepthook = on_unhandled
