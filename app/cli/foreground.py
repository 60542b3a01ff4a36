"""Runs a job of an engine in the foreground: its callbacks on the main thread, Ctrl+C as its cancel."""

import queue
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Protocol, TypeVar

from app.domain.errors import JobCancelled, SaegimError
from app.domain.outcome import Cancelled, Completed, Outcome
from app.engines import drafting_worker, speech_worker
from app.engines.supervisor import Engine

R = TypeVar("R")

POLL_S = 0.1


class Cancellable(Protocol):
    def cancel(self) -> None: ...


class Foreground:
    """Its engines dispatch to the thread that waits in `result_of`."""

    def __init__(self) -> None:
        self._calls: queue.SimpleQueue[Callable[[], None]] = queue.SimpleQueue()

    @contextmanager
    def speech_engine(self) -> Iterator[Engine]:
        with _closing(Engine("speech", speech_worker.run, self._calls.put)) as engine:
            yield engine

    @contextmanager
    def drafting_engine(self) -> Iterator[Engine]:
        with _closing(Engine("drafting", drafting_worker.run, self._calls.put)) as engine:
            yield engine

    def result_of(self, submit: Callable[[Callable[[Outcome[R]], None]], Cancellable]) -> R:
        """Submit a job with the callback given to it, and wait for its end. Raises SaegimError when it did not work."""
        outcomes: list[Outcome[R]] = []
        with _interrupts() as interrupts:
            job = submit(outcomes.append)
            while not outcomes:
                if interrupts:
                    interrupts.clear()
                    job.cancel()
                self._run_next_call()
        outcome = outcomes[0]
        if isinstance(outcome, Completed):
            return outcome.value
        if isinstance(outcome, Cancelled):
            raise JobCancelled
        raise SaegimError(outcome.problem.code, **outcome.problem.facts)

    def _run_next_call(self) -> None:
        try:
            call = self._calls.get(timeout=POLL_S)
        except queue.Empty:
            return
        call()


@contextmanager
def _closing(engine: Engine) -> Iterator[Engine]:
    try:
        yield engine
    finally:
        engine.close()


@contextmanager
def _interrupts() -> Iterator[list[int]]:
    """Collects Ctrl+C instead of letting it break into whatever the main thread is doing, such as saving."""
    received: list[int] = []

    def on_interrupt(number: int, frame: FrameType | None) -> None:
        received.append(number)

    before = signal.signal(signal.SIGINT, on_interrupt)
    try:
        yield received
    finally:
        signal.signal(signal.SIGINT, before)
