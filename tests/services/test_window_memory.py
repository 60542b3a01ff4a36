"""What the window finds again at its next start."""

from datetime import UTC, datetime, timedelta

from app.domain.notice import Level, Notice
from app.services.window_memory import WindowMemory


def test_the_latest_notices_come_back_as_they_were_told(practice):
    memory = WindowMemory(practice.vault)
    assert memory.notices() == ()
    at = datetime(2026, 3, 2, 9, tzinfo=UTC)
    told = [Notice(f"문장 {n}", "", Level.PROBLEM, at + timedelta(minutes=n)) for n in range(202)]
    for notice in told:
        memory.add_notice(notice)
    assert memory.notices() == tuple(told[-200:])
