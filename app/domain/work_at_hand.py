"""What somebody was at, so that they find it again after a crash."""

from dataclasses import dataclass
from enum import StrEnum


class Writing(StrEnum):
    SECTION = "section"
    CORRECTION = "correction"
    ADDENDUM = "addendum"
    RECORD = "record"


@dataclass(frozen=True, slots=True)
class Unsaved:
    """Words that were being written, in the order of their fields; `id` is that of the section, the segment or the
    signed document, and "" for the patient's record.
    """

    writing: Writing
    id: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class WorkAtHand:
    """The encounter and the document that were open, and what was not saved."""

    encounter_id: str
    template_id: str
    unsaved: Unsaved | None = None
