"""The moment of an act, as it is kept."""

from datetime import datetime


def now() -> str:
    """ISO 8601 with the local offset, to the second."""
    return datetime.now().astimezone().isoformat(timespec="seconds")
