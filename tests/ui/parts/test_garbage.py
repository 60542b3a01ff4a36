"""Widgets are destroyed on the GUI thread, whichever thread makes the garbage."""

import gc
import threading
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject

from app.ui.parts.garbage import GuiThreadCollector, collect_what_is_due, keep_what_is_there
from app.ui.parts.tasks import run_task


@pytest.fixture
def collecting_threads() -> Iterator[list[threading.Thread]]:
    threads: list[threading.Thread] = []

    def note(phase: str, info: dict[str, int]) -> None:
        threads.append(threading.current_thread())

    gc.callbacks.append(note)
    yield threads
    gc.callbacks.remove(note)


def make_garbage() -> int:
    """More cycles than Python leaves uncollected."""
    for _ in range(20 * gc.get_threshold()[0]):
        cycle: list[object] = []
        cycle.append(cycle)
    return gc.get_count()[0]


def test_no_other_thread_collects(qtbot, qapp, collecting_threads):
    gc.enable()
    parent = QObject()
    GuiThreadCollector(parent)
    made: list[object] = []
    run_task(make_garbage, made.append)
    qtbot.waitUntil(lambda: bool(made))
    collect_what_is_due()
    assert set(collecting_threads) == {threading.main_thread()}


def test_what_is_kept_is_not_looked_through_again():
    gc.collect()
    cycle: list[object] = []
    cycle.append(cycle)
    keep_what_is_there()
    try:
        assert not any(each is cycle for each in gc.get_objects())
        assert gc.get_freeze_count() > 0
    finally:
        gc.unfreeze()


def test_nothing_is_collected_that_is_not_due(collecting_threads):
    gc.disable()
    gc.collect()
    collecting_threads.clear()
    collect_what_is_due()
    assert not collecting_threads
