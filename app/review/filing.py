"""Under which section a drafted line goes: «왼쪽 고막이 빨갛다» is a finding, though a small model calls it a symptom.

The words are in resources/terminology/filing.json. What no word decides stays where the model put it. And a section of
which the talk has not a word gets no line: asked for vital signs where none were told, a small model invents a pulse.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from app.domain.transcript import Speaker
from app.resources import load_json
from app.review.reading.medications import medications_in


@dataclass(frozen=True, slots=True)
class _Move:
    to: tuple[str, ...]
    by_clinician: bool


def is_spoken_of(section_id: str, talk: str) -> bool:
    """Whether the talk may say anything for the section, an id as in the templates that ship; True of any other."""
    words = _words("spoken_of").get(section_id)
    if words is None or words.search(talk):
        return True
    return section_id in load_json("terminology/filing.json")["spoken_of_by_drugs"] and bool(medications_in(talk))


def is_filed_by_words(section_id: str) -> bool:
    """Whether a line under this section may belong under another."""
    return section_id in _moves()


def section_for(section_id: str, line: str, said_by: Speaker | None) -> str:
    """The id of the section, as in the templates that ship. `said_by`: who said the sentence that the line rests on."""
    move = _moves().get(section_id)
    if move is None or (move.by_clinician and said_by is not Speaker.CLINICIAN) or _is_for(section_id, line):
        return section_id
    return next((other for other in move.to if _is_for(other, line)), section_id)


def _is_for(section_id: str, line: str) -> bool:
    return _words("words")[section_id].search(line) is not None


@cache
def _moves() -> Mapping[str, _Move]:
    rows = load_json("terminology/filing.json")["moves"]
    return {row["from"]: _Move(tuple(row["to"]), row["by_clinician"]) for row in rows}


@cache
def _words(name: str) -> Mapping[str, re.Pattern[str]]:
    """By section; «words» of its lines, or those of talk that is «spoken_of» it."""
    words = load_json("terminology/filing.json")[name]
    return {section_id: re.compile(pattern, re.IGNORECASE) for section_id, pattern in words.items()}
