"""Whether a line adds anything: says something at all, and not what it or another line says already."""

import re
from collections.abc import Iterable

from app.domain.loops import first_loop
from app.resources import load_json

ALIKE_SHARE = 0.8
"""«Lisinopril 20 mg once a day.» and «Lisinopril 20 mg daily.» stay two lines; a line with one word changed is one."""

LOOP_ROUNDS = 4
"""Nobody says the same words so many times in a row, and a model that has begun to does not stop."""

_WORD = re.compile(r"[^\W_]+")
_LOOP_IN_A_WORD = re.compile(rf"([^\W\d_]{{2,12}}?)\1{{{LOOP_ROUNDS - 1},}}")


def says_nothing(line: str, talk: str) -> bool:
    """True for «None.», for «No plan mentioned.», and for «No specific findings.» where nobody said «no specific».

    Silence is never a negative, so such a line never enters a note.
    """
    words = " ".join(words_of(line))
    phrases = load_json("prompts/empty_lines.json")
    if not words or words in phrases["whole"]:
        return True
    if any(f"{words} ".startswith(f"{start} ") and start not in talk.casefold() for start in phrases["beginning"]):
        return True
    of_the_talk = phrases["of_the_talk"]
    begins_so = words.startswith(tuple(f"{start} " for start in of_the_talk["beginning"])) or "가" <= words[0] <= "힣"
    return begins_so and words.endswith(tuple(f" {end}" for end in of_the_talk["end"]))


def goes_round(line: str) -> bool:
    """Whether the line says the same words, or a part of a word, again and again without anything between."""
    words = words_of(line)
    return _LOOP_IN_A_WORD.search(line) is not None or first_loop(words, lambda _: LOOP_ROUNDS) is not None


def is_repetition(line: str, lines: Iterable[str]) -> bool:
    """True when nearly all words of the line stand in one of the others, and its numbers in the same one."""
    words = set(words_of(line))
    return any(_repeats(words, set(words_of(other))) for other in lines)


def _repeats(words: set[str], others: set[str]) -> bool:
    if not words:
        return True
    if {word for word in words if word.isdigit()} - others:
        return False
    return len(words & others) >= ALIKE_SHARE * len(words)


def words_of(line: str) -> list[str]:
    """In their order, without signs and capitals."""
    return _WORD.findall(line.casefold())
