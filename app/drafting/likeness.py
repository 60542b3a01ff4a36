"""Whether a line adds anything: says something at all, and not what another line says already."""

import re
from collections.abc import Iterable

from app.resources import load_json

ALIKE_SHARE = 0.8
"""«Lisinopril 20 mg once a day.» and «Lisinopril 20 mg daily.» stay two lines; a line with one word changed is one."""

_WORD = re.compile(r"[^\W_]+")


def says_nothing(line: str, talk: str) -> bool:
    """True for «None.» and for «No specific findings.» where nobody said «no specific».

    Silence is never a negative, so such a line never enters a note.
    """
    words = " ".join(_WORD.findall(line.casefold()))
    phrases = load_json("prompts/empty_lines.json")
    if not words or words in phrases["whole"]:
        return True
    return any(words.startswith(f"{start} ") and start not in talk.casefold() for start in phrases["beginning"])


def is_repetition(line: str, lines: Iterable[str]) -> bool:
    """True when nearly all words of the line stand in one of the others, and its numbers in the same one."""
    words = _words(line)
    return any(_repeats(words, _words(other)) for other in lines)


def _repeats(words: set[str], others: set[str]) -> bool:
    if not words:
        return True
    if {word for word in words if word.isdigit()} - others:
        return False
    return len(words & others) >= ALIKE_SHARE * len(words)


def _words(line: str) -> set[str]:
    return set(_WORD.findall(line.casefold()))
