"""What somebody was at, so that they find it again after a crash."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class WorkAtHand:
    """The encounter and the document that were open; a section with its lines while it was being written."""

    encounter_id: str
    template_id: str
    section_id: str = ""
    lines: tuple[str, ...] = ()
