"""What was told to the user: a sentence, what to do next, and when."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Level(StrEnum):
    INFO = "info"
    DONE = "done"
    PROBLEM = "problem"


@dataclass(frozen=True, slots=True)
class Notice:
    """In the words of the language in which it was told."""

    sentence: str
    next_step: str
    level: Level
    at: datetime
