"""Abbreviations that were said letter by letter, as they are written: «C O P D» is COPD."""

import re

_LETTERS = re.compile(r"(?<![\w'’.])(?:[A-Z](?: [A-Z]){2,}|[B-HJ-Z] [B-HJ-Z])(?![\w'’])")
"""Two letters of which one may be a word, «vitamin D I gave», are left as they are."""


def with_abbreviations(text: str) -> str:
    return _LETTERS.sub(lambda found: found[0].replace(" ", ""), text)
