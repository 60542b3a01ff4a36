"""Advice that nobody gave: «담배는 피우는 것이 좋음», written by a small model from «담배는 피우세요?».

The wording is in resources/terminology/advice.json, in Korean only: in English no draft was seen to do this.
"""

import re
from functools import cache

from app.resources import load_json


def is_advice(line: str) -> bool:
    """Whether a line of a note says what is good to do."""
    return _pattern("written").search(line) is not None


def advises(said: str) -> bool:
    """Whether a sentence of the talk advises, asks to do something, or prescribes."""
    return _pattern("said").search(said) is not None


@cache
def _pattern(name: str) -> re.Pattern[str]:
    return re.compile(load_json("terminology/advice.json")[name])
