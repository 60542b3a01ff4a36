"""A job that is fed while it runs: sound one way, kept pieces the other."""

import contextlib
import os
import queue
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

sys.path.insert(0, str(Path(__file__).parent))

import fake_workers
from fake_workers import Add, Listen

from app.domain.errors import VaultError
from app.domain.outcome import Cancelled, Completed, Crashed, Failed
from app.domain.transcript import Transcript
from app.engines.protocol import PieceHeard
from app.engines.supervisor import Engine, Job

PATIENCE_S = 60.0

pytestmark = pytest.mark.end_to_end


class Feeder:
    """What is to be fed, and what comes back."""

    def __init__(self) -> None:
        self.calls: queue.Queue[Callable[[], None]] = queue.Queue()
        self.engine = Engine("speech", fake_workers.run, self.calls.put, grace_s=20.0)
        self.blocks: list[bytes | None] = []
        self.kept: list[float] = []
        self.told: list[float] = []
        self.outcomes: list[Any] = []

    def listen(self, on_piece: Callable[[Transcript], None] | None = None) -> Job[int]:
        return self.engine.submit(
            Listen(),
            lambda event: self.told.append(event.piece.duration_s) if isinstance(event, PieceHeard) else None,
            self.outcomes.append,
            on_piece=on_piece or (lambda piece: self.kept.append(piece.duration_s)),
            next_audio=lambda: self.blocks.pop(0) if self.blocks else b"",
        )

    def run_until(self, is_reached: Callable[[], bool]) -> None:
        end = time.monotonic() + PATIENCE_S
        while not is_reached():
            assert time.monotonic() < end
            with contextlib.suppress(queue.Empty):
                self.calls.get(timeout=0.02)()

    def outcome(self) -> Any:
        self.run_until(lambda: bool(self.outcomes))
        return self.outcomes.pop(0)


@pytest.fixture
def feeder() -> Iterator[Feeder]:
    feeder = Feeder()
    yield feeder
    feeder.engine.close()


def test_a_job_hears_what_there_is_and_what_comes_later(feeder: Feeder) -> None:
    feeder.blocks = [b"ab", b"cd"]
    job = feeder.listen()
    feeder.run_until(lambda: sum(feeder.told[-1:]) == 4.0)
    feeder.blocks = [b"ef" * 100_000, None]
    job.feed()

    assert feeder.outcome() == Completed(200_004)
    assert feeder.told == feeder.kept
    assert feeder.told[-1] == 200_004.0


def test_the_next_job_hears_nothing_of_the_one_before(feeder: Feeder) -> None:
    feeder.blocks = [b"ab"] * 10
    first = feeder.listen()
    feeder.run_until(lambda: bool(feeder.told))
    first.cancel()
    assert feeder.outcome() == Cancelled()
    feeder.blocks = [b"xyz", None]
    feeder.listen()
    assert feeder.outcome() == Completed(3)


def test_a_piece_is_kept_on_the_engines_thread_before_it_is_told(feeder: Feeder) -> None:
    where: list[tuple[str, int]] = []
    feeder.blocks = [b"ab", None]
    feeder.listen(lambda piece: where.append((threading.current_thread().name, len(feeder.told))))
    feeder.outcome()

    assert where == [("speech-engine", 0)]
    assert feeder.told == [2.0]


def test_a_piece_that_cannot_be_kept_ends_the_job_and_is_not_told(feeder: Feeder) -> None:
    def full(piece: Transcript) -> None:
        raise VaultError("disk_full")

    feeder.blocks = [b"ab"]
    feeder.listen(full)
    outcome = feeder.outcome()

    assert isinstance(outcome, Failed)
    assert outcome.problem.code == "disk_full"
    assert feeder.told == []


def test_a_source_that_fails_ends_the_job_with_its_problem(feeder: Feeder) -> None:
    def fails() -> bytes:
        raise VaultError("vault_unreachable", reason="EIO")

    feeder.engine.submit(Listen(), lambda event: None, feeder.outcomes.append, next_audio=fails)

    assert feeder.outcome().problem.code == "vault_unreachable"
    feeder.engine.submit(Add(1, 2), lambda event: None, feeder.outcomes.append)
    assert feeder.outcome() == Completed(3)


@pytest.mark.logs_warnings
def test_a_child_that_dies_while_it_is_fed_is_a_crash(feeder: Feeder) -> None:
    feeder.blocks = [b"ab"]
    job = feeder.listen()
    feeder.run_until(lambda: bool(feeder.told))
    assert feeder.engine.child_pid is not None
    os.kill(feeder.engine.child_pid, signal.SIGKILL)
    feeder.blocks = [b"x" * 1_000_000] * 20
    job.feed()

    assert isinstance(feeder.outcome(), Crashed)
