"""A process of its own for the window: it starts as the product does, works through the day, and tells what it took.

It imports no more than the product has read by then.
"""

import json
import statistics
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TypeVar

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QListView, QMainWindow, QPlainTextEdit, QWidget

from app.main import start_window
from app.ui.parts.start import start_application
from app.ui.vault.unlock_dialog import UnlockDialog

W = TypeVar("W", bound=QWidget)

TICK_MS = 2
TYPING_MS = 2000
PATIENCE_S = 30.0
TYPED = "The patient was seen again at the bedside and takes metformin 850 mg twice a day. "
TIMES_TYPED = 3
SCROLL_STEPS = 120


@dataclass
class Heartbeat(QObject):
    """How long the GUI thread was deaf: a tick that is late says so."""

    wall_s: list[float] = field(default_factory=list)
    cpu_s: list[float] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__()
        self._timer = QTimer(self, interval=TICK_MS, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._on_tick)
        self.resume()

    def resume(self) -> None:
        self._last = time.perf_counter(), time.thread_time()
        self._timer.start()

    def pause(self) -> None:
        self._on_tick()
        self._timer.stop()

    def _on_tick(self) -> None:
        now = time.perf_counter(), time.thread_time()
        self.wall_s.append(now[0] - self._last[0])
        self.cpu_s.append(now[1] - self._last[1])
        self._last = now


class Painted(QObject):
    """Calls once when a widget of this class has been painted and the window is at rest again."""

    def __init__(self, kind: type[QWidget], call: Callable[[], None]) -> None:
        super().__init__()
        self._kind = kind
        self._call: Callable[[], None] | None = call

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's own name.
        if self._call is not None and event.type() is QEvent.Type.Paint and isinstance(watched, self._kind):
            call, self._call = self._call, None
            QTimer.singleShot(0, call)
        return False


class Day:
    """The steps, one after the other, on the event loop of the product."""

    def __init__(self, started_at: float, passphrase: str, long_visit: str, more: int) -> None:
        self.figures: dict[str, float] = {}
        self._started_at = started_at
        self._passphrase = passphrase
        self._long_visit = long_visit
        self._more = more

    def type_passphrase(self) -> None:
        self._dialog_s = time.time() - self._started_at
        dialog = next(each for each in QApplication.topLevelWidgets() if isinstance(each, UnlockDialog))
        dialog.accepted.connect(self._on_unlocked)
        field = _first(dialog, QLineEdit)

        def finish() -> None:
            field.setText(self._passphrase)
            QTest.keyClick(field, Qt.Key.Key_Return)

        QTimer.singleShot(TYPING_MS, finish)

    def _on_unlocked(self) -> None:
        self._unlocked_at = time.time()

    def run(self) -> None:
        unlocked_s = time.time() - self._unlocked_at
        self.figures["start_s"] = round(self._dialog_s + unlocked_s, 2)
        self.figures["dialog_s"] = round(self._dialog_s, 2)
        self.figures["unlocked_s"] = round(unlocked_s, 2)
        self._window = next(each for each in QApplication.topLevelWidgets() if isinstance(each, QMainWindow))
        self._heartbeat = Heartbeat()
        for name, step in (("rest", self._rest), ("open", self._open), ("type", self._type), ("scroll", self._scroll)):
            before = len(self._heartbeat.wall_s)
            step()
            self._heartbeat.pause()
            self._heartbeat.resume()
            self.figures[f"block_{name}_ms"] = _ms(max(self._heartbeat.wall_s[before:]))
            self.figures[f"block_{name}_cpu_ms"] = _ms(max(self._heartbeat.cpu_s[before:]))
        self.figures["gui_block_max_ms"] = _ms(max(self._heartbeat.wall_s))
        self.figures["gui_block_cpu_max_ms"] = _ms(max(self._heartbeat.cpu_s))
        self._window.close()

    def _rest(self) -> None:
        QTest.qWait(500)

    def _open(self) -> None:
        """Until words of the transcript and lines of the note are painted."""
        from app.ui.note.statement import StatementRow

        began = time.perf_counter()
        self._window.open_encounter(self._long_visit)
        view = self._window.page.note_panel.view
        _wait_until(lambda: any(_is_on_screen(row) for row in view.findChildren(StatementRow)))
        _wait_until(lambda: self._window.page.transcript_panel.view.model().rowCount() > 0)
        QApplication.processEvents()
        self.figures["open_encounter_ms"] = _ms(time.perf_counter() - began)
        strip = self._window.page.transcript_panel.strip
        _wait_until(lambda: strip.picture is not None)
        self.figures["recording_shown_ms"] = _ms(time.perf_counter() - began)
        QTest.qWait(1000)

    def _type(self) -> None:
        from app.ui.note.section_editor import SectionEditor

        view = self._window.page.note_panel.view
        view.edit_section("plan")
        editor = _first(view, SectionEditor)
        QTest.qWait(200)
        waits = [_key_to_paint_s(editor, character) for character in TYPED * TIMES_TYPED]
        self.figures["key_to_paint_p95_ms"] = _ms(statistics.quantiles(waits, n=20)[-1])
        self.figures["key_to_paint_max_ms"] = _ms(max(waits))
        began = time.perf_counter()
        self._window.page.after_editing(lambda: None)
        _wait_until(lambda: self._window.page.is_all_kept)
        self.figures["keep_edit_ms"] = _ms(time.perf_counter() - began)
        QTest.qWait(500)

    def _scroll(self) -> None:
        from ui_consultation import add_encounters

        self._heartbeat.pause()
        add_encounters(self._window._services.encounters._vault, self._more)
        self._heartbeat.resume()
        began = time.perf_counter()
        self._window.day.refresh()
        self.figures["refresh_ms"] = _ms(time.perf_counter() - began)
        QTest.qWait(200)
        encounters = next(each for each in self._window.findChildren(QListView) if each.objectName() == "encounters")
        bar, frames = encounters.verticalScrollBar(), []
        for step in range(SCROLL_STEPS + 1):
            began = time.perf_counter()
            bar.setValue(bar.maximum() * step // SCROLL_STEPS)
            encounters.viewport().repaint()
            frames.append(time.perf_counter() - began)
            QTest.qWait(5)
        self.figures["scrolled"] = encounters.model().rowCount()
        self.figures["scroll_frame_p95_ms"] = _ms(statistics.quantiles(frames, n=20)[-1])


def work_through_the_day(started_at: float, passphrase: str, long_visit: str, more: int) -> None:
    application = start_application()
    day = Day(started_at, passphrase, long_visit, more)
    asked = Painted(UnlockDialog, lambda: (application.removeEventFilter(asked), day.type_passphrase()))
    shown = Painted(QMainWindow, lambda: (application.removeEventFilter(shown), day.run()))
    for each in (asked, shown):
        application.installEventFilter(each)
    start_window()
    print(json.dumps(day.figures))  # noqa: T201


def _key_to_paint_s(editor: QPlainTextEdit, character: str) -> float:
    painted = Painted(QWidget, lambda: None)
    editor.viewport().installEventFilter(painted)
    began = time.perf_counter()
    QTest.keyClick(editor, character)
    _wait_until(lambda: painted._call is None)
    taken = time.perf_counter() - began
    editor.viewport().removeEventFilter(painted)
    QTest.qWait(15)
    return taken


def _wait_until(is_reached: Callable[[], bool]) -> None:
    deadline = time.monotonic() + PATIENCE_S
    while not is_reached():
        if time.monotonic() > deadline:
            raise TimeoutError
        QApplication.processEvents()


def _is_on_screen(widget: QWidget) -> bool:
    return widget.isVisible() and not widget.visibleRegion().isEmpty()


def _first(root: QWidget, kind: type[W]) -> W:
    return root.findChildren(kind)[0]


def _ms(seconds: float) -> float:
    return round(1000 * seconds, 1)


if __name__ == "__main__":
    work_through_the_day(float(sys.argv[1]), sys.argv[2], sys.argv[3], int(sys.argv[4]))
