"""A section of a note, written anew as a clinician wishes."""

from dataclasses import dataclass

from app.domain.note import Withheld


@dataclass(frozen=True, slots=True)
class SectionWish:
    """What is wanted of a section, in the clinician's own words; `lines` are its lines as they are now."""

    section_id: str
    title: str
    lines: tuple[str, ...]
    words: str


@dataclass(frozen=True, slots=True)
class RevisedSection:
    """What the model proposes in the place of the lines, and what it wrote that nobody said."""

    lines: tuple[str, ...]
    withheld: tuple[Withheld, ...] = ()
