"""The real program, worked by keys alone: `keyboard_day.py FOLDER PASSPHRASE SECONDS`.

Sign in, microphone test, new encounter, consent, record SECONDS, draft, settle, sign, export, next patient, quit.
Prints «testing» and «recording» when somebody should speak, and at the end «done JSON».
"""

import json
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QCheckBox, QFileDialog, QLabel, QMainWindow, QWidget

from app.main import start_window
from app.ui.start import start_application

PATIENCE_S = 240.0
TICK_MS = 100
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
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
        shown = [each for each in QApplication.topLevelWidgets() if each.isVisible() and each.isWindow()]
        window = QApplication.activeModalWidget() or next(iter(shown), None)
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
    """The window of this class is the active one."""
    return lambda: type(QApplication.activeWindow()).__name__ == name


def main_window() -> QMainWindow:
    return next(each for each in QApplication.topLevelWidgets() if isinstance(each, QMainWindow))


def focused(kind: type[QWidget]) -> bool:
    return isinstance(QApplication.focusWidget(), kind)


def day(folder: Path, passphrase: str, seconds: float, done: dict[str, object]) -> Iterator[Condition]:
    yield asks("UnlockDialog")
    write(passphrase)
    press(Key.Key_Return)
    yield asks("MainWindow")
    window = main_window()
    yield from microphone_test(done)
    press(Key.Key_N, CTRL)
    yield asks("NewEncounterDialog")
    write("Keyboard")
    press(Key.Key_Tab)
    yield lambda: not QApplication.focusWidget().text()
    write("1001")
    press(Key.Key_Return)
    yield lambda: window.page.open is not None and asks("MainWindow")()
    press(Key.Key_F5)
    yield asks("ConsentDialog")
    press(Key.Key_Return)
    yield lambda: window.recording_desk.recording is not None and window.recording_desk.recording.recorded_s > 0
    tell("recording")
    yield lambda: window.recording_desk.recording.recorded_s >= seconds
    press(Key.Key_F5, SHIFT)
    yield lambda: window.recording_desk.recording is None
    # The note follows by itself.
    yield lambda: window.page.work is None and window.page.open.note is not None
    done["segments"] = len(window.page.open.transcript.segments)
    done["statements"] = len(list(window.page.open.note.statements()))
    yield from settle(window, done)
    press(Key.Key_S, CTRL)
    yield asks("SignDialog")
    write("Robin Ashby")
    while not focused(QCheckBox):
        before = QApplication.focusWidget()
        press(Key.Key_Tab)
        yield lambda before=before: QApplication.focusWidget() is not before
    press(Key.Key_Space)
    yield lambda: QApplication.focusWidget().isChecked()
    press(Key.Key_Return)
    yield lambda: asks("MainWindow")() and window.page.open.is_signed_as_shown
    press(Key.Key_E, CTRL)
    yield lambda: isinstance(QApplication.activeWindow(), QFileDialog)
    write(str(folder / "note.docx"))
    press(Key.Key_Return)
    yield lambda: (folder / "note.docx").exists() and asks("MainWindow")()
    first = window.page.open.encounter.id
    press(Key.Key_N, CTRL)
    yield asks("NewEncounterDialog")
    press(Key.Key_Return)
    yield lambda: window.page.open is not None and window.page.open.encounter.id != first
    done["state"] = window._services.encounters.get(first).state.value
    press(Key.Key_PageDown, CTRL)
    yield lambda: window.page.open is not None and window.page.open.encounter.id == first
    window.grab().save(str(folder / "signed.png"))
    press(Key.Key_Q, CTRL)
    yield lambda: not window.isVisible()


def microphone_test(done: dict[str, object]) -> Iterator[Condition]:
    press(Key.Key_K, CTRL)
    yield asks("CommandPalette")
    write("microphone")
    press(Key.Key_Return)
    yield asks("MicrophoneTestDialog")
    dialog = QApplication.activeWindow()
    before = dialog.test._told.text()
    press(Key.Key_S, Qt.KeyboardModifier.AltModifier)
    yield lambda: dialog.test._told.text() != before
    tell("testing")
    yield lambda: dialog.test._start.isEnabled()
    done["microphone"] = dialog.test._told.text()
    done["heard_s"] = dialog.test._trial.heard_s
    yield lambda: not dialog.test._player.is_playing
    press(Key.Key_Escape)
    yield asks("MainWindow")


def settle(window: QMainWindow, done: dict[str, object]) -> Iterator[Condition]:
    """Each flag that blocks, from one to the next, confirmed with a reason."""
    done["blocks"] = len(window.page.open.note.open_blocks())
    while left := len(window.page.open.note.open_blocks()):
        press(Key.Key_F8)
        yield lambda: window.page.note_panel.view.current_statement() is not None
        press(Key.Key_F9)
        yield asks("ReasonDialog")
        write("Seen in the chart")
        press(Key.Key_Return)
        yield lambda left=left: asks("MainWindow")() and len(window.page.open.note.open_blocks()) < left


def main(folder: Path, passphrase: str, seconds: float) -> None:
    start_application()
    done: dict[str, object] = {}
    typist = Typist(day(folder, passphrase, seconds, done))
    exit_code = start_window()
    del typist
    tell(f"done {json.dumps(done)}")
    sys.exit(exit_code)


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2], float(sys.argv[3]))
