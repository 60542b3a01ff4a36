"""Works the real program by keys: steps that go on when the window shows what the last one asked for."""

import json
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QCheckBox, QDialog, QFileDialog, QLabel, QMainWindow, QWidget

from app.main import start_window
from app.ui.parts.start import start_application

# A note takes minutes on a machine that others use too.
PATIENCE_S = 600.0
TICK_MS = 100
ALT, CTRL, SHIFT = (
    Qt.KeyboardModifier.AltModifier,
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
)
NONE = Qt.KeyboardModifier.NoModifier
Key = Qt.Key

Condition = Callable[[], object]


class Typist:
    """Goes on with the steps whenever the condition holds that the last one asked for."""

    def __init__(self, steps: Iterator[Condition]) -> None:
        self._steps = steps
        self._condition: Condition = lambda: True
        self._since = time.monotonic()
        self._timer = QTimer(interval=TICK_MS)
        self._timer.timeout.connect(self._go_on)
        self._timer.start()

    def _go_on(self) -> None:
        activate_as_a_window_manager_does()
        if not self._condition():
            if time.monotonic() - self._since > PATIENCE_S:
                give_up("it does not happen")
            return
        try:
            self._condition = next(self._steps)
        except StopIteration:
            self._timer.stop()
        except (AttributeError, TypeError) as error:
            # A window that is not the one that was expected.
            give_up(repr(error))
        self._since = time.monotonic()


def activate_as_a_window_manager_does() -> None:
    """The bare X server of a test has none."""
    if QApplication.activeWindow() is None:
        wants_none = Qt.WindowType.WindowDoesNotAcceptFocus
        shown = (each for each in QApplication.topLevelWidgets() if each.isVisible() and each.isWindow())
        window = QApplication.activeModalWidget() or next(
            (each for each in shown if not each.windowFlags() & wants_none), None
        )
        if window is not None:
            window.activateWindow()


def give_up(why: str) -> None:
    window = QApplication.activeWindow()
    shown = [label.text() for label in window.findChildren(QLabel) if label.isVisible()] if window else []
    tell(f"failed {json.dumps([why, type(window).__name__, shown])}")
    QTimer.singleShot(0, lambda: sys.exit(1))


def tell(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def press(key: Qt.Key, modifier: Qt.KeyboardModifier = NONE) -> None:
    """Later, because a key may open a dialog, which returns when it is closed; and once a window has the focus."""

    def strike() -> None:
        window = QGuiApplication.focusWindow()
        if window is None:
            QTimer.singleShot(TICK_MS, strike)
        else:
            QTest.keyClick(window, key, modifier)

    QTimer.singleShot(0, strike)


def write(text: str) -> None:
    QTest.keyClicks(QApplication.focusWidget(), text)


def asks(name: str) -> Condition:
    """The window of this class is the active one; a dialog, once it can be typed into."""

    def does_ask() -> bool:
        window = QApplication.activeWindow()
        can_be_typed_into = not isinstance(window, QDialog) or QApplication.focusWidget() is not None
        return type(window).__name__ == name and can_be_typed_into

    return does_ask


def main_window() -> QMainWindow:
    return next(each for each in QApplication.topLevelWidgets() if isinstance(each, QMainWindow))


def focused(kind: type[QWidget]) -> bool:
    return isinstance(QApplication.focusWidget(), kind)


def sign_in(passphrase: str) -> Iterator[Condition]:
    yield asks("UnlockDialog")
    write(passphrase)
    press(Key.Key_Return)
    yield asks("MainWindow")


def settle(window: QMainWindow, done: dict[str, object]) -> Iterator[Condition]:
    """Each flag that blocks, from one to the next, confirmed with a reason."""
    done["blocks"] = len(window.page.open.note.open_blocks())
    while left := len(window.page.open.note.open_blocks()):
        press(Key.Key_F8)
        yield lambda: window.page.note_panel.view.current_statement() is not None
        press(Key.Key_F9)
        yield asks("SettlingDialog")
        write("Seen in the chart")
        press(Key.Key_Return)
        yield lambda left=left: asks("MainWindow")() and len(window.page.open.note.open_blocks()) < left


def sign(window: QMainWindow, on_asked: Callable[[], None] = lambda: None) -> Iterator[Condition]:
    """`on_asked` is called when only the last key is left to press."""
    press(Key.Key_S, CTRL)
    yield asks("SignDialog")
    write("Robin Ashby")
    yield from tab_to(lambda: focused(QCheckBox))
    press(Key.Key_Space)
    yield lambda: QApplication.focusWidget().isChecked()
    on_asked()
    press(Key.Key_Return)
    yield lambda: asks("MainWindow")() and window.page.open.is_signed_as_shown


def save_as(path: Path) -> Iterator[Condition]:
    """In the dialog that is about to open; until the file is there and the window before is back."""
    before = type(QApplication.activeWindow()).__name__
    yield lambda: isinstance(QApplication.activeWindow(), QFileDialog)
    write(str(path))
    press(Key.Key_Return)
    yield lambda: path.exists() and asks(before)()


def tab_to(is_reached: Condition) -> Iterator[Condition]:
    while not is_reached():
        before = QApplication.focusWidget()
        press(Key.Key_Tab)
        yield lambda before=before: QApplication.focusWidget() is not before


def work_through(steps: Iterator[Condition], done: dict[str, object]) -> None:
    """Start the program, take the steps, tell what was done, end with its exit code."""
    start_application()
    typist = Typist(steps)
    exit_code = start_window()
    del typist
    tell(f"done {json.dumps(done)}")
    sys.exit(exit_code)
