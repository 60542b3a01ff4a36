"""The window's process: its turn beside threads that compute, and the last resort for bugs."""

import subprocess
import sys

import pytest

from app.domain.notice import Level
from app.ui.application import _tell_about_bugs
from app.ui.parts.notices import Notices


def test_the_windows_thread_gets_its_turn_soon():
    """A review runs beside it after every edit; with Python's own 5 ms, showing a note took ten times as long then."""
    code = "import sys; from app.ui.parts.start import start_application as s; s(); print(sys.getswitchinterval())"
    printed = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True).stdout
    assert float(printed) <= 0.001


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
