"""Whether a drug that was named is one that the clinician orders now, or one that the patient takes already."""

import re
from functools import cache

from app.domain.transcript import Speaker
from app.resources import load_json

_WHO_ORDERS = frozenset({Speaker.CLINICIAN, Speaker.NURSE, Speaker.UNKNOWN})


def is_ordered(said: str, speaker: Speaker) -> bool:
    """By a clinician, or by somebody who may be one, in words that order. Source: resources/terminology."""
    return speaker in _WHO_ORDERS and any(pattern.search(said.lower()) for pattern in _patterns())


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(each) for each in load_json("terminology/prescribing.json")["patterns"])
