"""The real program as a new user meets it, by keys alone: `first_day.py FOLDER PASSPHRASE SECONDS`.

Vault, recovery key, first steps, practice of SECONDS, settled, signed, exported, removed, quit. Prints at the end
«done JSON»: the seconds that each step took. A picture of each step lies in FOLDER.
"""

import sys
import time
from collections.abc import Iterator
from pathlib import Path

from PySide6.QtWidgets import QApplication, QCheckBox, QLabel, QLineEdit

sys.path.insert(0, str(Path(__file__).parent))

from typist import CTRL, SHIFT, Condition, Key, asks, focused, press, save_as, settle, sign, work_through, write

from app.ui.vault.recovery_key_pages import AskBackPage, KeepKeyPage


class Diary:
    """A picture and a time for each step."""

    def __init__(self, folder: Path, done: dict[str, object]) -> None:
        self._folder = folder
        self._done = done
        self._number = 0
        self._since = time.monotonic()

    def note(self, step: str) -> None:
        self._number += 1
        QApplication.activeWindow().grab().save(str(self._folder / f"{self._number:02}_{step}.png"))
        self._done[step] = round(time.monotonic() - self._since, 1)
        self._since = time.monotonic()


def first_day(folder: Path, passphrase: str, seconds: float, done: dict[str, object]) -> Iterator[Condition]:
    diary = Diary(folder, done)
    yield asks("UnlockDialog")
    diary.note("asked_for_a_passphrase")
    yield from make_the_vault(passphrase, diary)
    yield asks("FirstStepsDialog")
    yield lambda: "…" not in QApplication.activeWindow()._found.text()
    for step in ("models", "microphone"):
        diary.note(step)
        press(Key.Key_Return)
        yield lambda step=step: QApplication.activeWindow()._pages.currentIndex() == 1 + (step == "microphone")
    diary.note("offered_a_practice")
    press(Key.Key_Return)
    yield lambda: asks("MainWindow")() and QApplication.activeWindow()._services.is_practice
    window = QApplication.activeWindow()
    yield lambda: window.page.open is not None
    diary.note("practice_begun")
    yield from record(window, seconds, diary)
    done["blocks_to_settle"] = len(window.page.open.note.open_blocks())
    yield from settle(window, done)
    diary.note("settled")
    yield from sign(window, lambda: diary.note("about_to_sign"))
    diary.note("signed")
    press(Key.Key_E, CTRL)
    yield from save_as(folder / "practice.docx")
    diary.note("exported")
    press(Key.Key_Q, CTRL)
    yield lambda: asks("MainWindow")() and not QApplication.activeWindow()._services.is_practice
    diary.note("back_in_the_clinic")
    clinic = QApplication.activeWindow()
    press(Key.Key_Q, CTRL)
    yield lambda: not clinic.isVisible()


def make_the_vault(passphrase: str, diary: Diary) -> Iterator[Condition]:
    dialog = QApplication.activeWindow()
    write(passphrase)
    press(Key.Key_Tab)
    yield lambda: focused(QLineEdit) and QApplication.focusWidget().text() == ""
    write(passphrase)
    press(Key.Key_Return)
    yield lambda: dialog.findChild(KeepKeyPage) is not None and focused(QCheckBox)
    diary.note("recovery_key_shown")
    recovery_key = dialog.findChild(KeepKeyPage).findChild(QLabel, "recoveryKey").text()
    press(Key.Key_Space)
    yield lambda: QApplication.focusWidget().isChecked()
    press(Key.Key_Return)
    yield lambda: dialog.findChild(AskBackPage).isVisible()
    diary.note("recovery_key_asked_back")
    write(recovery_key.split("-")[-1])
    press(Key.Key_Return)


def record(window: object, seconds: float, diary: Diary) -> Iterator[Condition]:
    press(Key.Key_F5)
    yield asks("ConsentDialog")
    diary.note("consent")
    press(Key.Key_Return)
    desk = window.recording_desk
    yield lambda: desk.recording is not None and desk.recording.recorded_s >= seconds
    diary.note("recorded")
    press(Key.Key_F5, SHIFT)
    yield lambda: window.page.work is None and window.page.open.note is not None
    diary.note("written")


def main(folder: Path, passphrase: str, seconds: float) -> None:
    done: dict[str, object] = {}
    work_through(first_day(folder, passphrase, seconds, done), done)


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2], float(sys.argv[3]))
