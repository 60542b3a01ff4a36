"""What somebody was at, so that they find it again after a crash."""

from dataclasses import dataclass
from enum import StrEnum


class Writing(StrEnum):
    SECTION = "section"
    CORRECTION = "correction"
    ADDENDUM = "addendum"
    RECORD = "record"
    CALCULATION = "calculation"
    TEMPLATE = "template"


@dataclass(frozen=True, slots=True)
class Unsaved:
    """Words that were being written, in the order of their fields; `id` is that of the section, the segment, the
    signed document, the calculator or the clinic's template, and "" for the patient's record and a new template.
    """

    writing: Writing
    id: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class WorkAtHand:
    """The encounter and the document that were open, "" where none was, and what was not saved."""

    encounter_id: str
    template_id: str
    unsaved: tuple[Unsaved, ...] = ()
