"""The last resort for bugs: told to the user, logged without what was said."""

import sys

import pytest

from app.ui.application import _tell_about_bugs
from app.ui.notices import Level, Notices


@pytest.mark.logs_warnings
def test_a_bug_is_told_and_its_words_stay_out_of_the_log(qtbot, monkeypatch, caplog):
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    notices = Notices()
    _tell_about_bugs(notices)
    try:
        raise ValueError("the patient said something")
    except ValueError as error:
        sys.excepthook(ValueError, error, error.__traceback__)
    (notice,) = notices.history
    assert notice.level is Level.PROBLEM
    assert "ValueError" in notice.sentence
    assert "test_application.py" in caplog.text
    assert "the patient said" not in caplog.text
