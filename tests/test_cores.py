import multiprocessing
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app import cores
from app.cores import FreeCores, core_count, free_cores


@pytest.mark.parametrize(
    ("all_cores", "used_by_others", "left"),
    [(2, 0.0, 2), (2, 0.4, 2), (2, 0.8, 1), (2, 2.0, 1), (8, 1.2, 7), (8, 9.0, 1), (1, 1.0, 1)],
)
def test_a_core_that_others_keep_busy_is_theirs(all_cores: int, used_by_others: float, left: int) -> None:
    assert free_cores(all_cores, used_by_others) == left


@given(st.integers(1, 64), st.floats(-0.5, 128))
def test_there_is_always_a_core_and_never_more_than_there_are(all_cores: int, used_by_others: float) -> None:
    assert 1 <= free_cores(all_cores, used_by_others) <= all_cores


def test_the_work_of_this_process_counts_as_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    others: list[float] = []
    monkeypatch.setattr(cores, "free_cores", lambda cores, used: others.append(used) or cores)
    free = FreeCores()
    before_s, cpu_before_s = time.monotonic(), time.process_time()
    _work_for(2 * cores.LOOK_EVERY_S)
    assert free.count() == core_count()
    own_share = (time.process_time() - cpu_before_s) / (time.monotonic() - before_s)
    assert others[0] <= core_count() - own_share + 0.2


def test_the_work_of_another_process_is_seen() -> None:
    used: list[float] = []
    free = FreeCores()
    other = multiprocessing.get_context("spawn").Process(target=_work_for, args=(60.0,))
    other.start()
    try:
        deadline = time.monotonic() + 30
        while not (used and used[-1] < core_count()) and time.monotonic() < deadline:
            time.sleep(cores.LOOK_EVERY_S)
            used.append(free.count())
    finally:
        other.kill()
        other.join()
    assert used[-1] < core_count() or core_count() == 1


def _work_for(seconds: float) -> None:
    ends_at = time.monotonic() + seconds
    while time.monotonic() < ends_at:
        pass
