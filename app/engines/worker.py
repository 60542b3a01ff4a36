"""The loop that both children run: one job at a time, cancelled by a message, ended by the closing of the pipe."""

import contextlib
import os
import queue
import signal
import threading
import traceback
from collections.abc import Callable
from functools import partial
from multiprocessing.connection import Connection
from typing import Any, NoReturn, TypeAlias

from app.domain.errors import JobCancelled, Problem, SaegimError
from app.domain.outcome import Cancelled, Completed, Failed
from app.engines.audio_inbox import AudioInbox
from app.engines.protocol import AudioFed, Cancel, Event, Finished, Report, ShouldStop, Start, Task

Perform: TypeAlias = Callable[[Task[Any], Report, ShouldStop], object]


def serve(connection: Connection, perform: Perform, audio: AudioInbox | None = None) -> None:
    """Take jobs from the pipe until it closes. Never returns: the process ends with the pipe, even in mid-job.

    What the parent feeds to a job arrives in `audio`.
    """
    # The terminal's Ctrl+C reaches the whole process group; what it means is the parent's to decide.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _keep_standard_output_clean()
    inbox: queue.SimpleQueue[Start] = queue.SimpleQueue()
    cancelled: set[int] = set()
    threading.Thread(target=_read, args=(connection, inbox, cancelled, audio), name="pipe", daemon=True).start()
    while True:
        start = inbox.get()
        _send(connection, _run(start, connection, perform, partial(cancelled.__contains__, start.number)))


def _read(
    connection: Connection, inbox: "queue.SimpleQueue[Start]", cancelled: set[int], audio: AudioInbox | None
) -> None:
    while True:
        try:
            message = connection.recv()
        except (EOFError, OSError):
            _leave()
        if isinstance(message, Start):
            if audio is not None:
                audio.clear()
            inbox.put(message)
        elif isinstance(message, AudioFed) and audio is not None:
            audio.put(message.pcm)
        elif isinstance(message, Cancel):
            cancelled.add(message.number)


def _run(start: Start, connection: Connection, perform: Perform, should_stop: ShouldStop) -> Finished:
    def report(event: Event) -> None:
        _send(connection, event)

    try:
        return Finished(Completed(perform(start.task, report, should_stop)))
    except JobCancelled:
        return Finished(Cancelled())
    except SaegimError as error:
        return Finished(Failed(error.problem))
    except MemoryError:
        return Finished(Failed(Problem("out_of_memory")))
    except Exception as error:  # noqa: BLE001 - the process boundary: a bug in one job must not end the others
        return Finished(Failed(Problem("engine_error", {"kind": type(error).__name__})), _frames(error))


def _send(connection: Connection, message: Event | Finished) -> None:
    try:
        connection.send(message)
    except OSError:
        _leave()


def _leave() -> NoReturn:
    # The parent is gone or wants this process gone. Native code may be busy in another thread and nothing here is
    # worth saving, so no clean-up is attempted.
    os._exit(0)


def _frames(error: Exception) -> tuple[str, ...]:
    """Where it happened. The exception's own text is left out: it may quote what was said in a consultation."""
    return tuple(f"{frame.filename}:{frame.lineno} {frame.name}" for frame in traceback.extract_tb(error.__traceback__))


def _keep_standard_output_clean() -> None:
    """A native library that prints must not write into the results that the parent prints."""
    with contextlib.suppress(OSError):
        os.dup2(2, 1)
