"""The lock: after a time without work, or by command; nothing is seen until the passphrase is typed."""

import time

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QLabel, QLineEdit, QPushButton, QToolButton, QWidget

from app.domain.errors import VaultError
from app.ui.parts import settings
from app.ui.parts.settings import LOCK_AFTER, NEVER
from app.ui.vault.lock import IdleLock

PASSPHRASE = "a calm sentence to remember"


def confirm(passphrase: str) -> None:
    if passphrase != PASSPHRASE:
        raise VaultError("wrong_passphrase")


@pytest.fixture
def lock(window) -> IdleLock:
    return IdleLock(confirm, lambda: False)


def type_passphrase(dialog: QDialog, passphrase: str) -> None:
    dialog.findChild(QLineEdit).setText(passphrase)
    dialog.findChild(QPushButton).click()


def test_everything_is_covered_until_the_passphrase_is_typed(window, lock, qtbot, answer):
    seen = []

    def act(dialog) -> None:
        [cover] = window.findChildren(QWidget, "cover")
        seen.append(cover.isVisible() and cover.geometry() == window.rect())
        window.resize(window.width() + 40, window.height())
        seen.append(cover.geometry() == window.rect())
        dialog.reject()
        seen.append(dialog.isVisible())
        type_passphrase(dialog, "not the right one")
        qtbot.waitUntil(lambda: "not right" in dialog.findChild(QLabel).text())
        type_passphrase(dialog, PASSPHRASE)
        qtbot.waitUntil(lambda: not dialog.isVisible())

    answer(act)
    lock.lock()
    assert seen == [True, True, True]
    assert not lock.is_locked
    assert not [each for each in window.findChildren(QWidget, "cover") if each.isVisible()]


@pytest.mark.parametrize(
    ("limit", "idle_min", "is_busy", "locks"),
    [("5", 6, False, True), ("5", 4, False, False), ("5", 6, True, False), (NEVER, 600, False, False)],
)
def test_it_locks_by_itself_after_the_chosen_time_unless_it_records(
    window, monkeypatch, limit, idle_min, is_busy, locks
):
    settings.chosen().choose(LOCK_AFTER, limit)
    lock = IdleLock(confirm, lambda: is_busy)
    locked = []
    monkeypatch.setattr(lock, "lock", lambda: locked.append(1))
    now = time.monotonic()
    monkeypatch.setattr(time, "monotonic", lambda: now + 60 * idle_min)
    lock.lock_if_idle()
    assert bool(locked) is locks


def test_a_key_is_a_sign_of_work(window, lock, qtbot, monkeypatch):
    before = lock._last_work
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    lock._watch(window.windowHandle())
    QTest.keyClick(window.windowHandle(), Qt.Key.Key_Shift)
    assert lock._last_work > before
    assert not lock.eventFilter(window, QEvent(QEvent.Type.Paint))


def test_the_lock_hides_again_what_was_shown_once_it_is_given(lock, qtbot, answer):
    seen = []

    def act(dialog) -> None:
        field, eye = dialog.findChild(QLineEdit), dialog.findChild(QToolButton)
        eye.click()
        seen.append(field.echoMode())
        type_passphrase(dialog, PASSPHRASE)
        seen.append(field.echoMode())
        qtbot.waitUntil(lambda: not dialog.isVisible())

    answer(act)
    lock.lock()
    assert seen == [QLineEdit.EchoMode.Normal, QLineEdit.EchoMode.Password]
