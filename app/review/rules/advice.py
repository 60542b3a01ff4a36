"""Advice and referrals that nobody gave: «담배는 피우는 것이 좋음» for «담배는 피우세요?», «referred to the bakery».

The wording is in resources/terminology/advice.json; advice in Korean only: in English no draft was seen to do this.
"""

import re
from collections.abc import Iterable
from functools import cache

from app.resources import load_json


def is_advice(line: str) -> bool:
    """Whether a line of a note says what is good to do."""
    return _pattern("written").search(line) is not None


def advises(said: str) -> bool:
    """Whether a sentence of the talk advises, asks to do something, or prescribes."""
    return _pattern("said").search(said) is not None


def suggests(question: str) -> bool:
    """Whether a question is one that advises: «why don't you call us?»"""
    return _pattern("suggesting").search(question) is not None


def asks(said: str) -> bool:
    """Whether a clinician's Korean sentence asks, though a recogniser closed it with a full stop: «담배는 피우세요.»"""
    return _pattern("asking").search(said) is not None


def is_unsaid_referral(line: str, said: Iterable[str]) -> bool:
    """Whether a line of a note refers somebody, where nothing of the talk does or names where one could be sent."""
    referring = _pattern("referring")
    return _pattern("referral").search(line) is not None and not any(referring.search(each) for each in said)


@cache
def _pattern(name: str) -> re.Pattern[str]:
    return re.compile(load_json("terminology/advice.json")[name], re.IGNORECASE)
