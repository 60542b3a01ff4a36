"""What a clinic has decided from its own figures: rules that it lowered, and the style of its notes."""

from dataclasses import dataclass

from app.domain.note import FlagKind
from app.domain.style import StyleRule

MOST_STYLE_RULES = 5


@dataclass(frozen=True, slots=True)
class ClinicTuning:
    """Nothing, unless somebody has turned it on."""

    lowered: tuple[FlagKind, ...] = ()
    style: tuple[StyleRule, ...] = ()
