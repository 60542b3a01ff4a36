"""The Qt binding itself: a call must not give up references to None that it does not own."""

import sys

from PySide6.QtCore import QObject

CALLS = 2_000


def test_calls_leave_the_reference_count_of_none_alone():
    """Before Python 3.12 None is counted like any object, and a program that loses it dies in mid-work."""
    thing = QObject()
    before = sys.getrefcount(None)
    for _ in range(CALLS):
        thing.setObjectName("x")
    assert abs(sys.getrefcount(None) - before) < CALLS / 10
