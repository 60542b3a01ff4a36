"""Children that behave as told, for the supervisor's tests: real processes, no models."""

import os
import sys
import time
from dataclasses import dataclass, field
from multiprocessing.connection import Connection
from typing import Any

from app.domain.errors import InputError, JobCancelled
from app.domain.language import Language
from app.domain.transcript import Transcript
from app.engines.audio_inbox import AudioInbox
from app.engines.protocol import AudioDecoded, PieceHeard, Progressed, Report, ShouldStop, Task
from app.engines.worker import serve

AUDIO = AudioInbox()


@dataclass(frozen=True, slots=True)
class Add(Task[int]):
    left: int
    right: int


@dataclass(frozen=True, slots=True)
class Echo(Task[bytes]):
    content: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Work(Task[str]):
    """Report progress every hundredth of a second; stop when asked, unless stubborn."""

    is_stubborn: bool = False


@dataclass(frozen=True, slots=True)
class Raise(Task[None]):
    kind: str


@dataclass(frozen=True, slots=True)
class Listen(Task[int]):
    """Report a piece for every bit of sound that is fed, then how many bytes it was in all."""


@dataclass(frozen=True, slots=True)
class Decode(Task[float]):
    blocks: int


def perform(task: Task[Any], report: Report, should_stop: ShouldStop) -> object:
    match task:
        case Add(left, right):
            return left + right
        case Echo(content):
            return content
        case Work(is_stubborn):
            return _work(report, should_stop, is_stubborn)
        case Decode(blocks):
            for number in range(blocks):
                if should_stop():
                    raise JobCancelled
                report(AudioDecoded(bytes([number]) * 4))
            return float(blocks)
        case Listen():
            return _listen(report, should_stop)
        case Raise("input"):
            raise InputError("audio_unreadable", name="x.ogg")
        case Raise("bug"):
            raise ZeroDivisionError("words that a patient said")
        case Raise("print"):
            sys.stdout.write("noise from a native library")
            sys.stdout.flush()
            return None
    os._exit(7)


def _listen(report: Report, should_stop: ShouldStop) -> int:
    heard = 0
    while (pcm := AUDIO.take(0.01)) is not None:
        if should_stop():
            raise JobCancelled
        heard += len(pcm)
        if pcm:
            report(PieceHeard(Transcript(Language.EN, float(heard), ())))
    return heard


def _work(report: Report, should_stop: ShouldStop, is_stubborn: bool) -> str:
    for step in range(6000):
        if should_stop() and not is_stubborn:
            raise JobCancelled
        report(Progressed(step, 6000))
        time.sleep(0.01)
    return "worked to the end"


def run(connection: Connection) -> None:
    serve(connection, perform, AUDIO)


def die_at_once(connection: Connection) -> None:
    os._exit(3)
