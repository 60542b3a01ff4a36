"""What a clinic's signed notes left behind: counts of one note, as of many alike."""

from app.domain.edits import DraftEdits, FlagCounts, HabitCounts, SectionEdits
from app.domain.language import Language
from app.domain.note import FlagKind, Severity
from app.domain.style import Habit


def edits_in(language: Language) -> DraftEdits:
    return DraftEdits(
        "soap",
        language,
        (
            SectionEdits("plan", kept=3, changed=1, words_drafted=20, words_kept=18, words_signed=20),
            SectionEdits("history_of_present_illness", 2, 1, 0, 1, 40, 31, 44),
            SectionEdits("results", removed=1, words_drafted=4),
        ),
        (
            FlagCounts(FlagKind.TIME_MISMATCH, Severity.WARN, 3, 3),
            FlagCounts(FlagKind.NUMBER_UNSUPPORTED, Severity.WARN, 3, 3),
        ),
        (HabitCounts(Habit.WITHOUT_FULL_STOP, 4, 4),),
    )
