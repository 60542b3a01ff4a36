"""Background work: off the GUI thread, its end on it, a bug told without its words."""

import threading
import time
from collections import Counter

import pytest
from PySide6.QtCore import QObject

from app.domain.errors import InputError, Problem
from app.domain.outcome import Completed, Failed
from app.ui.parts import tasks
from app.ui.parts.tasks import on_gui_thread, run_task


def test_a_task_runs_beside_the_gui_thread_and_ends_on_it(qtbot):
    threads, outcomes = [], []

    def work() -> int:
        threads.append(threading.current_thread())
        return 7

    def on_done(outcome: object) -> None:
        threads.append(threading.current_thread())
        outcomes.append(outcome)

    run_task(work, on_done)
    qtbot.waitUntil(lambda: bool(outcomes))
    assert outcomes == [Completed(7)]
    assert threads[0] is not threading.main_thread()
    assert threads[1] is threading.main_thread()


def test_a_known_failure_is_an_outcome(qtbot):
    outcomes = []

    def work() -> None:
        raise InputError("recording_exists")

    run_task(work, outcomes.append)
    qtbot.waitUntil(lambda: bool(outcomes))
    assert outcomes == [Failed(Problem("recording_exists", {}))]


@pytest.mark.logs_warnings
def test_a_bug_is_an_outcome_and_its_words_stay_out_of_the_log(qtbot, caplog):
    outcomes = []

    def work() -> None:
        raise RuntimeError("the patient said something")

    run_task(work, outcomes.append)
    qtbot.waitUntil(lambda: bool(outcomes))
    assert outcomes == [Failed(Problem("unexpected_error", {"kind": "RuntimeError"}))]
    assert "RuntimeError" in caplog.text
    assert "the patient said" not in caplog.text


def test_calls_from_another_thread_arrive_in_order(qtbot):
    arrived = []

    def send() -> None:
        for number in range(50):
            on_gui_thread(lambda number=number: arrived.append((number, threading.current_thread())))

    threading.Thread(target=send).start()
    qtbot.waitUntil(lambda: len(arrived) == 50)
    assert [number for number, _ in arrived] == list(range(50))
    assert {thread for _, thread in arrived} == {threading.main_thread()}


@pytest.mark.parametrize("start", [tasks.run_task, tasks.run_in_turn, tasks.run_short_task])
def test_what_a_call_holds_comes_to_its_end_on_the_gui_thread(qtbot, start, monkeypatch):
    monkeypatch.setattr(tasks, "PATIENCE_S", 0.0)
    ended_on = []

    class Held:
        def __del__(self) -> None:
            ended_on.append(threading.current_thread())

    def begin() -> None:
        read, told = Held(), Held()
        start(lambda: read and 7, lambda _: told and None)

    for _ in range(20):
        begin()
    qtbot.waitUntil(lambda: len(ended_on) == 40)
    assert set(ended_on) == {threading.main_thread()}


def test_what_is_built_in_one_turn_shares_a_slice(qtbot):
    first = tasks.slice_end()
    assert tasks.slice_end() == first
    qtbot.wait(5)
    assert tasks.slice_end() > first


def test_what_is_built_in_slices_goes_on_by_itself_and_not_twice(qtbot, monkeypatch):
    monkeypatch.setattr(tasks, "SLICE_S", 0.008)
    left, turns = list(range(10)), []

    def step() -> bool:
        left.pop()
        turns.append(tasks.slice_end())
        time.sleep(tasks.SLICE_S / 2)
        return bool(left)

    parent = QObject()
    building = tasks.InSlices(parent, step)
    building.go_on()
    building.go_on()
    assert left, "the window answers in between"
    qtbot.waitUntil(lambda: not left)
    qtbot.wait(20)
    assert max(Counter(turns).values()) <= 3


def test_the_rest_of_what_is_built_in_slices_is_built_when_it_is_needed(qtbot, monkeypatch):
    monkeypatch.setattr(tasks, "SLICE_S", 0.008)
    left = list(range(10))

    def step() -> bool:
        left.pop()
        time.sleep(tasks.SLICE_S / 2)
        return bool(left)

    parent = QObject()
    building = tasks.InSlices(parent, step)
    building.go_on()
    building.finish()
    assert not left
    qtbot.wait(20)
