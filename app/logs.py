"""The log file: what happened to which id, how many, how long. Never what was said, never who the patient is."""

import logging
import traceback
from logging.handlers import RotatingFileHandler
from pathlib import Path
from types import TracebackType

MAX_BYTES = 1_000_000
OLD_FILES = 3


def start_logging(folder: Path) -> None:
    """Log this application's own events to saegim.log in the folder; libraries are left out, they quote content.

    A folder that cannot be written, or a full disk, means no log: the work does not depend on it.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        handler = _LogFile(folder / "saegim.log", maxBytes=MAX_BYTES, backupCount=OLD_FILES, encoding="utf-8")
    except OSError:
        return
    handler.setFormatter(ContentFreeFormatter("%(asctime)s %(levelname)s %(name)s %(message)s"))
    application_log = logging.getLogger("app")
    application_log.addHandler(handler)
    application_log.setLevel(logging.INFO)


class _LogFile(RotatingFileHandler):
    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802 - the name of logging's own method
        """Says nothing: logging would print a traceback among the results of the command line."""


class ContentFreeFormatter(logging.Formatter):
    """Says where an exception arose and of which type; its text may quote a consultation."""

    def formatException(  # noqa: N802 - the name of logging's own method
        self, ei: tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]
    ) -> str:
        kind, _, trace = ei
        frames = [f"  {frame.filename}:{frame.lineno} {frame.name}" for frame in traceback.extract_tb(trace)]
        return "\n".join([*frames, f"  {kind.__name__ if kind else ''}"])
