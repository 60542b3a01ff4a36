"""Locks the window when nobody works at it: it shows nothing until the passphrase is typed."""

import time
from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QGuiApplication, QWindow
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QPushButton, QWidget

from app.domain.outcome import Completed, Failed
from app.ui.parts.dialog_parts import dialog_layout
from app.ui.parts.interface_language import interface_language
from app.ui.parts.settings import LOCK_AFTER, NEVER, chosen
from app.ui.parts.style import scaled_width
from app.ui.parts.tasks import run_task
from app.ui.vault.passphrase_field import PassphraseField
from app.wording import wording_of

_CHECK_INTERVAL_MS = 5_000
_WIDTH_PX = 380
_SIGNS_OF_WORK = {
    QEvent.Type.KeyPress,
    QEvent.Type.InputMethod,
    QEvent.Type.MouseButtonPress,
    QEvent.Type.MouseMove,
    QEvent.Type.Wheel,
    QEvent.Type.TouchBegin,
}


class IdleLock(QObject):
    """Watches for signs of work in every window of the program; `is_busy` says that it works for somebody meanwhile."""

    def __init__(self, confirm_passphrase: Callable[[str], None], is_busy: Callable[[], bool]) -> None:
        super().__init__()
        self.is_locked = False
        self._confirm_passphrase = confirm_passphrase
        self._is_busy = is_busy
        self._last_work = time.monotonic()
        application = QGuiApplication.instance()
        assert isinstance(application, QGuiApplication)
        application.focusWindowChanged.connect(self._watch)
        self._timer = QTimer(self, interval=_CHECK_INTERVAL_MS)
        self._timer.timeout.connect(self.lock_if_idle)
        self._timer.start()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _SIGNS_OF_WORK:
            self._last_work = time.monotonic()
        return False

    def lock_if_idle(self) -> None:
        limit = chosen()[LOCK_AFTER]
        if self._is_busy():
            self._last_work = time.monotonic()
        elif limit != NEVER and time.monotonic() - self._last_work >= 60 * int(limit):
            self.lock()

    def lock(self) -> None:
        """Cover every window, and wait for the passphrase."""
        if self.is_locked:
            return
        self.is_locked = True
        covers = [_Cover(window) for window in QApplication.topLevelWidgets() if window.isVisible()]
        dialog = PassphraseDialog(self._confirm_passphrase, QApplication.activeWindow())
        dialog.exec()
        for cover in covers:
            cover.hide()
            cover.deleteLater()
        self.is_locked = False
        self._last_work = time.monotonic()

    def _watch(self, window: QWindow | None) -> None:
        if window is not None:
            window.installEventFilter(self)


class _Cover(QWidget):
    """Lies over all that a window shows, however the window is resized."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.setObjectName("cover")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._window = window
        window.installEventFilter(self)
        self.setGeometry(window.rect())
        self.raise_()
        self.show()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Resize:
            self.setGeometry(self._window.rect())
        return False


class PassphraseDialog(QDialog):
    """Ends with the right passphrase, and no other way."""

    def __init__(self, confirm_passphrase: Callable[[str], None], parent: QWidget | None) -> None:
        super().__init__(parent)
        self._confirm_passphrase = confirm_passphrase
        self.setWindowTitle(self.tr("Locked"))
        self.setWindowModality(Qt.WindowModality.ApplicationModal)
        self.setMinimumWidth(scaled_width(_WIDTH_PX))
        self._told = QLabel(self.tr("Saegim is locked. Nothing is lost, and what is in progress goes on."))
        self._told.setWordWrap(True)
        self._field = PassphraseField(self.tr("Passphrase"))
        self._passphrase = self._field.line
        self._passphrase.setPlaceholderText(self.tr("Passphrase"))
        self._unlock = QPushButton(self.tr("&Unlock"))
        self._unlock.setProperty("primary", True)
        self._unlock.setEnabled(False)
        self._unlock.clicked.connect(self._on_unlock_requested)
        self._passphrase.textChanged.connect(lambda text: self._unlock.setEnabled(bool(text)))
        layout = dialog_layout(self)
        layout.addWidget(self._told)
        layout.addWidget(self._field)
        layout.addWidget(self._unlock, alignment=Qt.AlignmentFlag.AlignRight)

    def reject(self) -> None:
        """Neither Escape nor the window's own button unlocks."""

    def _on_unlock_requested(self) -> None:
        passphrase = self._passphrase.text()
        self._field.hide_words()
        self.setEnabled(False)
        run_task(lambda: self._confirm_passphrase(passphrase), self._on_confirmed)

    def _on_confirmed(self, outcome: Completed[None] | Failed) -> None:
        self.setEnabled(True)
        if isinstance(outcome, Completed):
            self.accept()
            return
        self._told.setText(str(wording_of(outcome.problem, interface_language())))
        self._passphrase.clear()
        self._passphrase.setFocus()
