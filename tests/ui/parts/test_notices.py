"""What is told to the user: one door, with a history, before and after there is a window."""

from PySide6.QtWidgets import QListWidget

from app.domain.errors import InputError, Problem
from app.domain.notice import Level
from app.domain.outcome import Cancelled, Completed, Crashed, Failed
from app.ui.parts.notices import NoticeBar, NoticeHistory, Notices
from app.ui.parts.tasks import finish_tasks


def test_what_was_told_before_the_window_waits_for_the_bar(qtbot):
    notices = Notices()
    notices.tell("Told early.")
    bar = NoticeBar(notices)
    qtbot.addWidget(bar)
    assert bar.isVisibleTo(None)
    assert bar.findChild(type(bar._sentence), "noticeSentence").text() == "Told early."


def test_a_problem_has_its_sentence_and_its_next_step():
    notices = Notices()
    notices.tell_problem(Problem("open_blocks", {"count": 2}))
    (notice,) = notices.history
    assert notice.level is Level.PROBLEM
    assert "2" in notice.sentence
    assert notice.next_step


def test_failures_and_crashes_are_told_success_and_cancelling_are_not():
    notices = Notices()
    for outcome in (Completed(1), Cancelled()):
        notices.tell_outcome(outcome)
    assert notices.history == []
    notices.tell_outcome(Failed(Problem("recording_missing")))
    notices.tell_outcome(Crashed(Problem("speech_crashed")))
    assert [notice.level for notice in notices.history] == [Level.PROBLEM, Level.PROBLEM]


def test_attempt_gives_the_value_or_tells_the_problem():
    notices = Notices()

    def fail() -> int:
        raise InputError("recording_exists")

    assert notices.attempt(lambda: 3) == 3
    assert notices.history == []
    assert notices.attempt(fail) is None
    assert len(notices.history) == 1


def test_what_was_told_is_found_again_after_a_start(workplace, qtbot):
    before = Notices(workplace.services.memory)
    before.tell("Told yesterday.", "Do this.", Level.DONE)
    finish_tasks()
    now = Notices(workplace.services.memory)
    now.tell("Told now.")
    assert [notice.sentence for notice in now.history] == ["Told now."]
    assert [notice.sentence for notice in now.with_earlier()] == ["Told yesterday.", "Told now."]
    finish_tasks()
    assert [notice.sentence for notice in now.with_earlier()] == ["Told yesterday.", "Told now."]
    bar = NoticeBar(Notices(workplace.services.memory))
    qtbot.addWidget(bar)
    assert bar.isHidden()
    history = NoticeHistory(now, bar)
    told = history.findChild(QListWidget)
    first, second = (told.item(row).text().split("\n") for row in range(told.count()))
    assert first[:-1] == ["Told now."]
    assert second[:-1] == ["Told yesterday.", "Do this."]
    assert first[-1].startswith("Today ")


def test_a_problem_stays_until_it_is_closed(qtbot, monkeypatch):
    monkeypatch.setattr("app.ui.parts.notices._CALM_NOTICE_MS", 30)
    notices = Notices()
    bar = NoticeBar(notices)
    qtbot.addWidget(bar)
    notices.tell("Done.", level=Level.DONE)
    qtbot.waitUntil(bar.isHidden)
    notices.tell_problem(Problem("recording_missing"))
    qtbot.wait(80)
    assert not bar.isHidden()
