import logging
from contextlib import suppress
from pathlib import Path

import pytest

from app.logs import start_logging


@pytest.fixture
def application_log():
    log = logging.getLogger("app")
    before, level = list(log.handlers), log.level
    yield log
    for handler in set(log.handlers) - set(before):
        log.removeHandler(handler)
        # What a full disk has not taken is not taken at the end either.
        with suppress(OSError):
            handler.close()
    log.setLevel(level)


@pytest.mark.logs_warnings
def test_log_says_where_an_error_arose_and_never_what_it_said(tmp_path, application_log):
    start_logging(tmp_path / "logs")
    try:
        raise ValueError("the patient said that")
    except ValueError:
        application_log.exception("job %d failed", 3)
    written = (tmp_path / "logs" / "saegim.log").read_text(encoding="utf-8")
    assert "job 3 failed" in written
    assert "ValueError" in written
    assert "test_logs.py" in written
    assert "patient" not in written


@pytest.mark.logs_warnings
def test_libraries_do_not_write_into_the_log(tmp_path, application_log):
    start_logging(tmp_path)
    logging.getLogger("faster_whisper").warning("what was said")
    assert (tmp_path / "saegim.log").read_text(encoding="utf-8") == ""


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a disk that is always full")
def test_a_full_disk_means_no_log_and_no_word_on_the_terminal(tmp_path, application_log, capsys):
    (tmp_path / "saegim.log").symlink_to("/dev/full")
    start_logging(tmp_path)
    application_log.info("job %d ended", 3)
    assert capsys.readouterr() == ("", "")


def test_folder_that_cannot_be_written_means_no_log(tmp_path, application_log):
    (tmp_path / "file").write_text("")
    start_logging(tmp_path / "file")
