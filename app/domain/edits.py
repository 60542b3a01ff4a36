"""What became of a draft that was signed: counts by section, rule and habit. Of what was said it holds no word."""

from dataclasses import dataclass

from app.domain.language import Language
from app.domain.note import FlagKind, Severity
from app.domain.style import Habit


@dataclass(frozen=True, slots=True)
class SectionEdits:
    """Lines of one section: kept word for word, changed, removed, or added by the clinician; and its words."""

    section: str
    kept: int = 0
    changed: int = 0
    removed: int = 0
    added: int = 0
    words_drafted: int = 0
    words_kept: int = 0
    words_signed: int = 0

    @property
    def lines_drafted(self) -> int:
        return self.kept + self.changed + self.removed

    @property
    def kept_share(self) -> float:
        """Of the drafted words; 0 where there were none."""
        return self.words_kept / self.words_drafted if self.words_drafted else 0.0

    @property
    def lines_signed(self) -> int:
        return self.kept + self.changed + self.added


@dataclass(frozen=True, slots=True)
class FlagCounts:
    """Flags on drafted lines. One is dismissed when the line was signed as it stood and the flag with it: for a block
    that means confirmed with a reason.
    """

    kind: FlagKind
    severity: Severity
    raised: int
    dismissed: int


@dataclass(frozen=True, slots=True)
class HabitCounts:
    """Drafted lines that a habit would change and that were signed in some form, and those signed as it would."""

    habit: Habit
    chances: int
    taken: int


@dataclass(frozen=True, slots=True)
class DraftEdits:
    """Of one signed note. Nothing names the encounter."""

    template: str
    language: Language
    sections: tuple[SectionEdits, ...]
    flags: tuple[FlagCounts, ...] = ()
    habits: tuple[HabitCounts, ...] = ()
