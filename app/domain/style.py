"""The style of a clinic's notes: how they are written, never what they say."""

from dataclasses import dataclass
from enum import StrEnum

from app.domain.language import Language


class Habit(StrEnum):
    """What a clinic may do to draft after draft, and what the program can do in its place."""

    WITHOUT_FULL_STOP = "without_full_stop"
    NOUN_ENDINGS = "noun_endings"
    SHORT_VITALS = "short_vitals"
    SECTION_LEFT_OUT = "section_left_out"


@dataclass(frozen=True, slots=True)
class StyleRule:
    """For notes in this language. Template and section are those of a section that is left out, else empty."""

    habit: Habit
    language: Language
    template: str = ""
    section: str = ""
