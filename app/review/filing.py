"""Under which section a drafted line goes: «왼쪽 고막이 빨갛다» is a finding, though a small model calls it a symptom.

The words are in resources/terminology/filing.json. What no word decides stays where the model put it. And a section of
which the talk has not a word gets no line: asked for vital signs where none were told, a small model invents a pulse.
"""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from app.domain.transcript import Speaker
from app.resources import load_json
from app.review.reading.medications import medications_in


@dataclass(frozen=True, slots=True)
class _Move:
    to: tuple[str, ...]
    otherwise: str | None
    said_by: str | None
    written: re.Pattern[str] | None
    said: re.Pattern[str] | None

    @property
    def is_by_wording(self) -> bool:
        """Whether it goes by how the line or the talk is worded, whatever else the line holds."""
        return self.written is not None or self.said is not None

    def fits(self, line: str, said: str) -> bool:
        """Whether the line and the sentence that it rests on are worded so."""
        return (self.written is None or self.written.search(line) is not None) and (
            self.said is None or self.said.search(said) is not None
        )

    def concerns(self, said_by: Speaker | None) -> bool:
        if self.said_by is None:
            return True
        return (said_by is Speaker.CLINICIAN) == (self.said_by == "clinician") and said_by is not None


def is_spoken_of(section_id: str, talk: str) -> bool:
    """Whether the talk may say anything for the section, an id as in the templates that ship; True of any other."""
    return section_id not in _words("spoken_of") or _tells_of(section_id, talk, "spoken_of")


def is_told_by_staff(section_id: str) -> bool:
    """Whether the section holds only what a clinician says: diagnoses and what is to be done."""
    return section_id in load_json("terminology/filing.json")["told_by_staff"]


def is_filed_by_words(section_id: str) -> bool:
    """Whether a line under this section may belong under another."""
    return section_id in _moves() or section_id in _for_quotations()


def section_for(section_id: str, line: str, said_by: Speaker | None, said: str = "") -> str:
    """The id of the section, as in the templates that ship. `said`: the sentence that the line rests on, `said_by`
    somebody."""
    if line.startswith("“") and said_by is not Speaker.CLINICIAN and section_id in _for_quotations():
        return _for_quotations()[section_id]
    moves = [move for move in _moves().get(section_id, ()) if move.concerns(said_by) and move.fits(line, said)]
    for move in moves:
        if move.is_by_wording:
            fitting = next((other for other in move.to if _tells_of(other, line, "words")), move.otherwise)
            if fitting:
                return fitting
    if _tells_of(section_id, line, "words"):
        return section_id
    for move in moves:
        if not move.is_by_wording:
            fitting = next((other for other in move.to if _tells_of(other, line, "words")), None)
            if fitting or (move.otherwise and not any(character.isdigit() for character in line)):
                return fitting or move.otherwise or section_id
    return section_id


def section_of_dictated(line: str, section_ids: Collection[str], otherwise: str) -> str:
    """The id of the section of a handover or discharge document, of `section_ids`, for a line of what was dictated."""
    for section_id, pattern in _of_dictations():
        if section_id in section_ids and pattern.search(line):
            return section_id
    return otherwise


def _tells_of(section_id: str, text: str, words: str) -> bool:
    pattern = _words(words).get(section_id)
    if pattern is not None and pattern.search(text):
        return True
    return section_id in load_json("terminology/filing.json")["told_by_drugs"] and bool(medications_in(text))


def _for_quotations() -> Mapping[str, str]:
    """By the section that is the clinician's own, the one for what somebody else said word for word."""
    quotations: Mapping[str, str] = load_json("terminology/filing.json")["quotations"]
    return quotations


@cache
def _of_dictations() -> Sequence[tuple[str, re.Pattern[str]]]:
    """In the order of trying."""
    rows = load_json("terminology/filing.json")["dictated"]
    return tuple(
        (section_id, re.compile(row["words"], re.IGNORECASE)) for row in rows for section_id in row["sections"]
    )


@cache
def _moves() -> Mapping[str, Sequence[_Move]]:
    """By the section that a line leaves, in the order of trying."""
    moves: dict[str, list[_Move]] = {}
    for row in load_json("terminology/filing.json")["moves"]:
        worded = (re.compile(row[name], re.IGNORECASE) if name in row else None for name in ("written", "said"))
        move = _Move(tuple(row["to"]), row.get("otherwise"), row.get("said_by"), *worded)
        moves.setdefault(row["from"], []).append(move)
    return moves


@cache
def _words(name: str) -> Mapping[str, re.Pattern[str]]:
    """By section: «words» of its lines, or those of talk that has «spoken_of» it, which hold for both where a section
    has no others."""
    table = load_json("terminology/filing.json")
    words = {**table["spoken_of"], **table[name]}
    return {section_id: re.compile(pattern, re.IGNORECASE) for section_id, pattern in words.items()}
