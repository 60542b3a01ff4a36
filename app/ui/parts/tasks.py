"""The one door from background work to the window: slow calls run beside the GUI thread, widgets are touched on it."""

import itertools
import logging
import time
from collections.abc import Callable
from concurrent.futures import Future
from functools import cache
from typing import Generic, Protocol, TypeVar

from PySide6.QtCore import QCoreApplication, QObject, Qt, QThreadPool, QTimer, Signal, Slot

from app.domain.errors import Problem, SaegimError
from app.domain.outcome import Completed, Failed
from app.ui.parts.bugs import frames_of

T = TypeVar("T")

PATIENCE_S = 0.012
"""What is read within this time is shown at once, without a flicker."""
SLICE_S = 0.008
"""How long the window may build before it answers again: well under what is felt."""

_log = logging.getLogger(__name__)


class _Runnable(Protocol):
    def run(self) -> None: ...

    def tell(self) -> None: ...


# Held for the pool threads, which know only a number, and let go on the GUI thread: a widget on which a call hangs
# must not come to its end beside that thread.
_tasks: dict[int, _Runnable] = {}
_numbers = itertools.count()


class _Task(Generic[T]):
    def __init__(self, func: Callable[[], T], on_done: Callable[[Completed[T] | Failed], None]) -> None:
        self._func = func
        self._on_done = on_done
        self._outcome: Completed[T] | Failed | None = None

    def run(self) -> None:
        self._outcome = _outcome_of(self._func)

    def tell(self) -> None:
        assert self._outcome is not None
        self._on_done(self._outcome)


class _GuiThread(QObject):
    call_requested = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.call_requested.connect(self._on_call_requested, Qt.ConnectionType.QueuedConnection)

    @Slot(object)
    def _on_call_requested(self, call: Callable[[], None]) -> None:
        call()


class _Turn:
    """Of the event loop; `end` of its slice, once somebody builds in it."""

    def __init__(self) -> None:
        self.end: float | None = None

    def close(self) -> None:
        self.end = None


@cache
def _turn() -> _Turn:
    return _Turn()


@cache
def _gui_thread() -> _GuiThread:
    door = _GuiThread()
    application = QCoreApplication.instance()
    if application is not None:
        door.moveToThread(application.thread())
    return door


def on_gui_thread(call: Callable[[], None]) -> None:
    """Run `call` on the GUI thread, soon and in order. May be called from any thread; needs a QApplication."""
    _gui_thread().call_requested.emit(call)


def run_task(func: Callable[[], T], on_done: Callable[[Completed[T] | Failed], None]) -> None:
    """Run `func` on a pool thread, then `on_done` with how it ended on the GUI thread.

    `func` must not touch widgets. A bug in it ends as Failed("unexpected_error") and is logged without content.
    """
    _start(QThreadPool.globalInstance(), func, on_done)


def run_in_turn(func: Callable[[], T], on_done: Callable[[Completed[T] | Failed], None]) -> None:
    """As run_task, but one after the other in the order of the calls: for changes that build on each other."""
    _start(_one_at_a_time(), func, on_done)


def run_short_task(func: Callable[[], T], on_done: Callable[[Completed[T] | Failed], None]) -> None:
    """As run_in_turn, but for reading: waits PATIENCE_S, and what is done by then is told before this returns.

    So what is short is shown without a flicker, and what is long blocks nothing.
    """
    number, reading = _hold(_Task(func, on_done)), Future[None]()

    def work() -> None:
        _tasks[number].run()
        reading.set_result(None)

    _readers().start(work)
    try:
        reading.result(timeout=PATIENCE_S)
    except TimeoutError:
        reading.add_done_callback(lambda _: on_gui_thread(lambda: _end(number)))
    else:
        _end(number)


class LatestRead:
    """Reads as run_short_task does, and tells only what was asked for last."""

    def __init__(self) -> None:
        self._asked = 0

    def read(self, func: Callable[[], T], on_done: Callable[[Completed[T] | Failed], None]) -> None:
        self._asked += 1
        asked = self._asked
        run_short_task(func, lambda outcome: on_done(outcome) if asked == self._asked else None)


def slice_end() -> float:
    """When the GUI thread should let others have their turn, by time.monotonic(). All that is built in one turn of the
    event loop shares a slice.
    """
    turn = _turn()
    if turn.end is None:
        turn.end = time.monotonic() + SLICE_S
        QTimer.singleShot(0, turn.close)
    return turn.end


class InSlices(QObject):
    """Builds on the GUI thread, as much at a time as is not felt; then the window answers, and it goes on.

    `step` builds a little, and says whether there is more.
    """

    def __init__(self, parent: QObject, step: Callable[[], bool]) -> None:
        super().__init__(parent)
        self._step = step
        self._next = QTimer(self, interval=0, singleShot=True)
        self._next.timeout.connect(self.go_on)

    def go_on(self) -> None:
        """At once, if this turn of the event loop has time left. Begun again, it does not go on twice."""
        end = slice_end()
        while time.monotonic() < end:
            if not self._step():
                self._next.stop()
                return
        self._next.start()

    def finish(self) -> None:
        """All the rest, now."""
        while self._step():
            pass
        self._next.stop()


def finish_tasks() -> None:
    """Wait for what still runs: it may hold the vault."""
    QThreadPool.globalInstance().waitForDone()
    _one_at_a_time().waitForDone()
    _readers().waitForDone()


@cache
def _readers() -> QThreadPool:
    return _single_thread()


@cache
def _one_at_a_time() -> QThreadPool:
    return _single_thread()


def _single_thread() -> QThreadPool:
    pool = QThreadPool()
    pool.setMaxThreadCount(1)
    return pool


def _start(pool: QThreadPool, func: Callable[[], T], on_done: Callable[[Completed[T] | Failed], None]) -> None:
    number = _hold(_Task(func, on_done))

    def work() -> None:
        _tasks[number].run()
        on_gui_thread(lambda: _end(number))

    pool.start(work)


def _hold(task: _Runnable) -> int:
    number = next(_numbers)
    _tasks[number] = task
    return number


def _end(number: int) -> None:
    _tasks.pop(number).tell()


def _outcome_of(func: Callable[[], T]) -> Completed[T] | Failed:
    try:
        return Completed(func())
    except SaegimError as error:
        return Failed(error.problem)
    except Exception as error:  # noqa: BLE001 - the end of a thread: logged, and told to the window as a failure.
        _log.error("unexpected %s in a task\n%s", type(error).__name__, frames_of(error))
        return Failed(Problem("unexpected_error", {"kind": type(error).__name__}))
