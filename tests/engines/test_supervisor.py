"""The process boundary with real child processes: every way in which a job can end."""

import contextlib
import logging
import os
import queue
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

sys.path.insert(0, str(Path(__file__).parent))

import fake_workers
from fake_workers import Add, Decode, Echo, Raise, Work

from app.domain.errors import VaultError
from app.domain.outcome import Cancelled, Completed, Crashed, Failed
from app.engines.protocol import AudioDecoded
from app.engines.supervisor import Engine, Job, JobState

PATIENCE_S = 60.0

pytestmark = pytest.mark.end_to_end


class Desk:
    """Takes what the engine dispatches and runs it here, as the window's thread does."""

    def __init__(self) -> None:
        self.inbox: queue.Queue[Callable[[], None]] = queue.Queue()
        self.events: list[Any] = []
        self.outcomes: list[Any] = []

    def submit(self, engine: Engine, task: Any, **options: Any) -> Job[Any]:
        return engine.submit(task, self.events.append, self.outcomes.append, **options)

    def drain_until(self, is_reached: Callable[[], bool]) -> None:
        end = time.monotonic() + PATIENCE_S
        while not is_reached():
            assert time.monotonic() < end, "nothing more came from the child"
            with contextlib.suppress(queue.Empty):
                self.inbox.get(timeout=0.02)()

    def outcome(self) -> Any:
        self.drain_until(lambda: bool(self.outcomes))
        return self.outcomes.pop(0)


@pytest.fixture
def desk() -> Desk:
    return Desk()


@pytest.fixture
def engine(desk: Desk) -> Iterator[Engine]:
    engine = Engine("speech", fake_workers.run, desk.inbox.put, grace_s=0.3)
    yield engine
    engine.close()


def is_running(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def assert_warned(caplog: pytest.LogCaptureFixture, words: str) -> None:
    assert any(words in record.getMessage() for record in caplog.records if record.levelno >= logging.WARNING)


def test_jobs_are_done_one_after_another_in_the_same_child(desk: Desk, engine: Engine) -> None:
    for number in range(3):
        desk.submit(engine, Add(number, 10))
    results = [desk.outcome() for _ in range(3)]
    first = engine.child_pid
    desk.submit(engine, Add(1, 1))
    assert [*results, desk.outcome()] == [Completed(10), Completed(11), Completed(12), Completed(2)]
    assert engine.child_pid == first


def test_child_starts_ahead_of_the_first_job(engine: Engine) -> None:
    engine.start()
    end = time.monotonic() + PATIENCE_S
    while engine.child_pid is None:
        assert time.monotonic() < end
        time.sleep(0.01)


def test_events_arrive_before_the_outcome(desk: Desk, engine: Engine) -> None:
    job = desk.submit(engine, Work())
    desk.drain_until(lambda: len(desk.events) >= 3)
    assert [event.done_s for event in desk.events[:3]] == [0, 1, 2]
    assert job.state is JobState.RUNNING


@pytest.mark.logs_warnings
def test_child_killed_in_mid_job_ends_it_as_crashed_and_the_same_job_can_be_offered_again(
    desk: Desk, engine: Engine, caplog: pytest.LogCaptureFixture
) -> None:
    job = desk.submit(engine, Work())
    desk.submit(engine, Add(2, 3))
    desk.drain_until(lambda: len(desk.events) >= 1)
    killed = engine.child_pid
    assert killed is not None
    os.kill(killed, signal.SIGKILL)
    outcome = desk.outcome()
    assert isinstance(outcome, Crashed)
    assert outcome.problem.code == "speech_crashed"
    assert desk.outcome() == Completed(5)
    assert engine.child_pid != killed

    desk.events.clear()
    again = desk.submit(engine, job.task)
    desk.drain_until(lambda: len(desk.events) >= 1)
    again.cancel()
    assert desk.outcome() == Cancelled()
    assert_warned(caplog, "died in job")


@pytest.mark.logs_warnings
def test_child_killed_while_idle_is_replaced_unnoticed(
    desk: Desk, engine: Engine, caplog: pytest.LogCaptureFixture
) -> None:
    desk.submit(engine, Add(1, 2))
    assert desk.outcome() == Completed(3)
    killed = engine.child_pid
    assert killed is not None
    os.kill(killed, signal.SIGKILL)
    end = time.monotonic() + PATIENCE_S
    while engine.child_pid is not None:
        assert time.monotonic() < end
        time.sleep(0.01)
    desk.submit(engine, Add(3, 4))
    assert desk.outcome() == Completed(7)
    assert_warned(caplog, "ended while idle")


@pytest.mark.logs_warnings
def test_child_that_leaves_by_itself_is_a_crash_too(
    desk: Desk, engine: Engine, caplog: pytest.LogCaptureFixture
) -> None:
    desk.submit(engine, Raise("exit"))
    assert isinstance(desk.outcome(), Crashed)
    assert_warned(caplog, "died in job")


@pytest.mark.logs_warnings
def test_child_that_cannot_even_begin_ends_the_job_as_crashed(desk: Desk, caplog: pytest.LogCaptureFixture) -> None:
    engine = Engine("drafting", fake_workers.die_at_once, desk.inbox.put)
    desk.submit(engine, Add(1, 1))
    outcome = desk.outcome()
    engine.close()
    assert isinstance(outcome, Crashed)
    assert outcome.problem.code == "drafting_crashed"
    assert_warned(caplog, "died in job")


def test_cancelled_job_stops_when_asked_and_the_child_lives_on(desk: Desk, engine: Engine) -> None:
    job = desk.submit(engine, Work())
    desk.drain_until(lambda: len(desk.events) >= 1)
    child = engine.child_pid
    job.cancel()
    assert desk.outcome() == Cancelled()
    assert job.state is JobState.DONE
    desk.submit(engine, Add(1, 1))
    assert desk.outcome() == Completed(2)
    assert engine.child_pid == child


def test_no_event_arrives_after_cancel(desk: Desk, engine: Engine) -> None:
    job = desk.submit(engine, Work())
    desk.drain_until(lambda: len(desk.events) >= 1)
    time.sleep(0.1)
    assert not desk.inbox.empty()
    job.cancel()
    seen = len(desk.events)
    assert desk.outcome() == Cancelled()
    assert len(desk.events) == seen


def test_job_cancelled_after_its_end_but_before_its_delivery_is_cancelled(desk: Desk, engine: Engine) -> None:
    job = desk.submit(engine, Add(1, 1))
    end = time.monotonic() + PATIENCE_S
    while desk.inbox.empty():
        assert time.monotonic() < end
        time.sleep(0.01)
    job.cancel()
    assert desk.outcome() == Cancelled()


@pytest.mark.logs_warnings
@pytest.mark.parametrize("stop", [None, signal.SIGSTOP], ids=["deaf to the request", "frozen"])
def test_stuck_child_is_killed_after_the_grace_time(
    desk: Desk, engine: Engine, stop: signal.Signals | None, caplog: pytest.LogCaptureFixture
) -> None:
    job = desk.submit(engine, Work(is_stubborn=True))
    desk.drain_until(lambda: len(desk.events) >= 1)
    child = engine.child_pid
    assert child is not None
    if stop:
        os.kill(child, stop)
    job.cancel()
    assert desk.outcome() == Cancelled()
    assert not is_running(child)
    desk.submit(engine, Add(1, 1))
    assert desk.outcome() == Completed(2)
    assert_warned(caplog, "is killed")


def test_job_that_gives_way_is_never_killed_and_the_next_one_finds_its_child(desk: Desk, engine: Engine) -> None:
    job = desk.submit(engine, Work())
    desk.drain_until(lambda: len(desk.events) >= 1)
    child = engine.child_pid
    assert child is not None
    os.kill(child, signal.SIGSTOP)
    job.give_way()
    desk.submit(engine, Add(1, 1))
    time.sleep(1.0)  # more than the engine's grace time
    os.kill(child, signal.SIGCONT)
    assert desk.outcome() == Cancelled()
    assert desk.outcome() == Completed(2)
    assert engine.child_pid == child


@pytest.mark.logs_warnings
def test_frozen_child_that_takes_no_more_input_is_killed_on_cancel(
    desk: Desk, engine: Engine, caplog: pytest.LogCaptureFixture
) -> None:
    desk.submit(engine, Add(0, 0))
    desk.outcome()
    child = engine.child_pid
    assert child is not None
    os.kill(child, signal.SIGSTOP)
    job = desk.submit(engine, Echo(bytes(50_000_000)))
    time.sleep(0.1)
    job.cancel()
    assert desk.outcome() == Cancelled()
    assert not is_running(child)
    assert_warned(caplog, "is killed")


def test_queued_job_is_cancelled_without_reaching_the_child(desk: Desk, engine: Engine) -> None:
    running = desk.submit(engine, Work())
    queued = desk.submit(engine, Add(1, 1))
    queued.cancel()
    assert desk.outcome() == Cancelled()
    assert running.state is not JobState.DONE
    # A child that is still starting cannot stop, and on a busy machine it starts for longer than it is waited for.
    desk.drain_until(lambda: len(desk.events) >= 1)
    running.cancel()
    assert desk.outcome() == Cancelled()


def test_problem_in_the_child_is_told_as_it_is(desk: Desk, engine: Engine) -> None:
    desk.submit(engine, Raise("input"))
    outcome = desk.outcome()
    assert isinstance(outcome, Failed)
    assert (outcome.problem.code, outcome.problem.facts) == ("audio_unreadable", {"name": "x.ogg"})


@pytest.mark.logs_warnings
def test_bug_in_the_child_is_an_engine_error_and_its_text_stays_out_of_the_log(
    desk: Desk, engine: Engine, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.DEBUG):
        desk.submit(engine, Raise("bug"))
        outcome = desk.outcome()
    assert isinstance(outcome, Failed)
    assert (outcome.problem.code, outcome.problem.facts) == ("engine_error", {"kind": "ZeroDivisionError"})
    assert "patient" not in caplog.text
    assert_warned(caplog, "fake_workers.py")


def test_large_payloads_cross_in_both_directions(desk: Desk, engine: Engine) -> None:
    content = bytes(range(256)) * 200_000
    desk.submit(engine, Echo(content))
    assert desk.outcome() == Completed(content)


def test_task_is_made_on_the_engines_thread_and_may_fail(desk: Desk, engine: Engine) -> None:
    def refuse() -> Add:
        raise VaultError("recording_damaged")

    desk.submit(engine, refuse)
    desk.submit(engine, lambda: Add(20, 1))
    refused, completed = desk.outcome(), desk.outcome()
    assert isinstance(refused, Failed)
    assert refused.problem.code == "recording_damaged"
    assert completed == Completed(21)


def test_audio_goes_to_its_sink_in_order_and_never_through_dispatch(desk: Desk, engine: Engine) -> None:
    kept: list[AudioDecoded] = []
    desk.submit(engine, Decode(100), on_audio=kept.append)
    assert desk.outcome() == Completed(100.0)
    assert [block.pcm for block in kept] == [bytes([number]) * 4 for number in range(100)]
    assert desk.events == []


@pytest.mark.parametrize(
    ("error", "code"), [(VaultError("vault_full"), "vault_full"), (OSError("disk"), "engine_error")]
)
def test_failing_audio_sink_ends_the_job_with_its_problem(
    desk: Desk, engine: Engine, error: Exception, code: str
) -> None:
    def refuse(block: AudioDecoded) -> None:
        raise error

    desk.submit(engine, Decode(100), on_audio=refuse)
    desk.submit(engine, Add(1, 1))
    outcome = desk.outcome()
    assert isinstance(outcome, Failed)
    assert outcome.problem.code == code
    assert desk.outcome() == Completed(2)


def test_result_is_kept_on_the_engines_thread_before_it_is_told(desk: Desk, engine: Engine) -> None:
    kept: list[tuple[str, int]] = []

    def keep(result: int) -> int:
        kept.append((threading.current_thread().name, result))
        return result * 2

    desk.submit(engine, Add(2, 3), on_result=keep)
    assert desk.outcome() == Completed(10)
    assert kept == [("speech-engine", 5)]


def test_result_that_cannot_be_kept_fails_the_job(desk: Desk, engine: Engine) -> None:
    def refuse(result: int) -> int:
        raise VaultError("disk_full")

    desk.submit(engine, Add(2, 3), on_result=refuse)
    outcome = desk.outcome()
    assert isinstance(outcome, Failed)
    assert outcome.problem.code == "disk_full"


def test_cancel_after_the_result_was_kept_comes_too_late(desk: Desk, engine: Engine) -> None:
    kept = threading.Event()

    def keep(result: int) -> int:
        kept.set()
        return result

    job = desk.submit(engine, Add(2, 3), on_result=keep)
    assert kept.wait(PATIENCE_S)
    job.cancel()
    assert desk.outcome() == Completed(5)


def test_closing_while_busy_ends_every_job_as_cancelled_at_once(desk: Desk) -> None:
    engine = Engine("speech", fake_workers.run, desk.inbox.put)
    desk.submit(engine, Work(is_stubborn=True))
    desk.submit(engine, Add(1, 1))
    desk.drain_until(lambda: len(desk.events) >= 1)
    child = engine.child_pid
    assert child is not None
    began = time.monotonic()
    engine.close()
    assert time.monotonic() - began < 5
    assert not is_running(child)
    assert [desk.outcome(), desk.outcome()] == [Cancelled(), Cancelled()]
    engine.close()


def test_job_that_comes_after_closing_is_cancelled(desk: Desk) -> None:
    engine = Engine("speech", fake_workers.run, desk.inbox.put)
    engine.close()
    desk.submit(engine, Add(1, 1))
    assert desk.outcome() == Cancelled()


def test_child_leaves_when_its_parent_is_killed_in_mid_job() -> None:
    parent = subprocess.Popen(
        [sys.executable, str(Path(__file__).parent / "orphan_parent.py")], stdout=subprocess.PIPE, text=True
    )
    with parent:
        assert parent.stdout is not None
        child = int(parent.stdout.readline())
        assert is_running(child)
        parent.kill()
    end = time.monotonic() + PATIENCE_S
    while is_running(child):
        assert time.monotonic() < end, "the child outlived its parent"
        time.sleep(0.02)


def test_interrupt_from_the_terminal_does_not_reach_the_job(desk: Desk, engine: Engine) -> None:
    job = desk.submit(engine, Work())
    desk.drain_until(lambda: len(desk.events) >= 1)
    assert engine.child_pid is not None
    os.kill(engine.child_pid, signal.SIGINT)
    seen = len(desk.events)
    desk.drain_until(lambda: len(desk.events) > seen + 5)
    job.cancel()
    assert desk.outcome() == Cancelled()


def test_native_noise_stays_off_standard_output(desk: Desk, engine: Engine, capfd: pytest.CaptureFixture[str]) -> None:
    desk.submit(engine, Raise("print"))
    desk.outcome()
    engine.close()
    assert capfd.readouterr().out == ""
