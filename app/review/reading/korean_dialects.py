"""Korean as it is spoken in the regions, written so that the rest of the reading knows it: «안 아퍼유», «읎어유»."""

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from app.domain.hangul import is_hangul
from app.domain.transcript import TranscriptSegment
from app.resources import load_json


def in_standard_korean(text: str) -> str:
    """The text with regional forms made standard, letter for letter: it is as long as before."""
    if not any(is_hangul(letter) for letter in text):
        return text
    for pattern, standard in _pairs():
        text = pattern.sub(standard, text)
    return text


def segments_in_standard_korean(segments: Sequence[TranscriptSegment]) -> tuple[TranscriptSegment, ...]:
    return tuple(replace(segment, text=in_standard_korean(segment.text)) for segment in segments)


@cache
def _pairs() -> tuple[tuple[re.Pattern[str], str], ...]:
    pairs = load_json("terminology/korean_dialects.json")["pairs"]
    return tuple((re.compile(spoken), standard) for spoken, standard in pairs)
