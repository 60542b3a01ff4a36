import logging

import pytest

from app.logs import start_logging


@pytest.fixture
def application_log():
    log = logging.getLogger("app")
    before, level = list(log.handlers), log.level
    yield log
    for handler in set(log.handlers) - set(before):
        log.removeHandler(handler)
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


def test_folder_that_cannot_be_written_means_no_log(tmp_path, application_log):
    (tmp_path / "file").write_text("")
    start_logging(tmp_path / "file")
