"""The real program, worked by keys alone: `keyboard_day.py FOLDER PASSPHRASE SECONDS`.

Sign in, microphone test, new encounter, consent, record SECONDS, draft, settle, sign, export, next patient, quit.
Prints «testing» and «recording» when somebody should speak, and at the end «done JSON».
"""

import sys
from collections.abc import Iterator
from pathlib import Path

from PySide6.QtWidgets import QApplication

sys.path.insert(0, str(Path(__file__).parent))

from typist import (
    ALT,
    CTRL,
    SHIFT,
    Condition,
    Key,
    asks,
    main_window,
    press,
    save_as,
    settle,
    sign,
    sign_in,
    tell,
    work_through,
    write,
)


def day(folder: Path, passphrase: str, seconds: float, done: dict[str, object]) -> Iterator[Condition]:
    yield from sign_in(passphrase)
    window = main_window()
    yield from microphone_test(done)
    press(Key.Key_N, CTRL)
    yield asks("PatientDialog")
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
    yield from sign(window)
    press(Key.Key_E, CTRL)
    yield from save_as(folder / "note.docx")
    first = window.page.open.encounter.id
    # The same patient comes again, and is chosen among those who were here before.
    press(Key.Key_N, CTRL)
    yield asks("PatientDialog")
    write("Keyb")
    yield lambda: QApplication.activeWindow()._list.count() == 1
    press(Key.Key_Down)
    press(Key.Key_Return)
    yield lambda: window.page.open is not None and window.page.open.encounter.id != first
    done["number"] = window.page.open.encounter.patient.number
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
    press(Key.Key_S, ALT)
    yield lambda: dialog.test._told.text() != before
    tell("testing")
    yield lambda: dialog.test._start.isEnabled()
    done["microphone"] = dialog.test._told.text()
    done["heard_s"] = dialog.test._trial.heard_s
    yield lambda: not dialog.test._player.is_playing
    press(Key.Key_Escape)
    yield asks("MainWindow")


def main(folder: Path, passphrase: str, seconds: float) -> None:
    done: dict[str, object] = {}
    work_through(day(folder, passphrase, seconds, done), done)


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2], float(sys.argv[3]))
