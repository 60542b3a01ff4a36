"""A line without an age that nobody said.

A small model opens a history as its example does, «The patient is a 61-year-old female with …», of a patient whose age
it does not know. What follows was said, and stands.
"""

import re
from collections.abc import Callable

_AGE = r"\d{1,3}[- ]year[- ]old\b"
_WHO = rf"an? {_AGE}(?: (?:wo)?man| (?:fe)?male| lady| gentleman| patient| boy| girl)?,?"
_FORMS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], str]], ...] = (
    (re.compile(rf"\bis {_WHO} with "), lambda _: "has "),
    (re.compile(rf"\bis {_WHO} who "), lambda _: ""),
    (re.compile(rf"\bis {_WHO} (?=\w+ing\b|here\b)"), lambda _: "is "),
    (re.compile(rf"\ban? {_AGE} (?=(\w))"), lambda found: "an " if found[1].casefold() in "aeiou" else "a "),
)


def without_age(line: str) -> str:
    """The English line with its age taken out; the line itself where it tells none."""
    for pattern, put in _FORMS:
        shorter, count = pattern.subn(put, line)
        if count:
            return shorter
    return line


def is_age(words: str) -> bool:
    """Whether the words tell an age and nothing else."""
    return re.fullmatch(_AGE, words) is not None
