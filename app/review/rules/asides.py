"""What belongs to how a visit goes and to no note: «take a deep breath», «finalize the report», «nice to meet you»."""

import re
from functools import cache

from app.resources import load_json

_LONGEST_MANOEUVRE_WORDS = 16


def is_aside(line: str) -> bool:
    """Whether a line, or a sentence of talk, only directs an examination or an assistant, or only greets.

    The wording is in resources/terminology/asides.json. What tells how often, how long or when is care.
    """
    plain = line.strip().strip("“”\"'").replace("’", "'")
    if _pattern("greetings").fullmatch(plain.rstrip(" .!?")) or _pattern("assistant").match(plain):
        return True
    is_short = len(plain.split()) <= _LONGEST_MANOEUVRE_WORDS
    return is_short and _pattern("manoeuvres").match(plain) is not None and not _is_care().search(plain)


@cache
def _pattern(name: str) -> re.Pattern[str]:
    table = load_json("terminology/asides.json")
    return re.compile(rf"{table['openings']}(?:{'|'.join(table[name])})", re.IGNORECASE)


@cache
def _is_care() -> re.Pattern[str]:
    return re.compile(load_json("terminology/asides.json")["is_care"], re.IGNORECASE)
