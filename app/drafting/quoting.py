"""A sentence that was said, as it is quoted in a note: without the sounds of thinking, otherwise word for word."""

import re
from functools import cache

from app.resources import load_json


def quoted(sentence: str) -> str:
    """In quotation marks; what makes no sound of thinking or stammer is left as it was said."""
    return f"“{without_fillers(sentence)}”"


def without_fillers(sentence: str) -> str:
    """The sentence without sounds of thinking and stammers."""
    stammer, sound = _patterns()
    plain = stammer.sub("", sound.sub(r"\g<comma>", sentence)).strip(" ,")
    return f"{plain[:1].upper() if sentence[:1].isupper() else plain[:1]}{plain[1:]}"


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    table = load_json("prompts/fillers.json")
    sounds, before_a_stop = "|".join(table["sounds"]), "|".join(table["sounds_before_a_stop"])
    stammered = "|".join(table["stammered"])
    return (
        re.compile(rf"\b(?:(?P<word>{stammered})\s+(?=(?P=word)\b)|(?P<part>\w+)-\s+(?=(?P=part)))", re.IGNORECASE),
        re.compile(
            rf"(?:^\s*|(?P<comma>\s*,)?(?:\s+|^))(?:(?:{sounds})(?![\w'-])(?:\s*,|…)?|(?:{before_a_stop})(?:\s*,|…|\.\.\.))",
            re.IGNORECASE,
        ),
    )
