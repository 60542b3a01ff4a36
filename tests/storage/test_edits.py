from dataclasses import replace

from app.domain.edits import DraftEdits, FlagCounts, HabitCounts, SectionEdits
from app.domain.language import Language
from app.domain.note import FlagKind, Severity
from app.domain.style import Habit, StyleRule
from app.domain.tuning import ClinicTuning
from app.storage.vault import Vault

EDITS = DraftEdits(
    "soap",
    Language.KO,
    (SectionEdits("plan", 1, 2, 3, 4, 50, 40, 60),),
    (FlagCounts(FlagKind.TIME_MISMATCH, Severity.WARN, 5, 4),),
    (HabitCounts(Habit.NOUN_ENDINGS, 3, 2),),
)


def test_counts_come_back_the_last_first(vault: Vault) -> None:
    discharge = replace(EDITS, template="discharge", flags=(), habits=())
    for edits in (EDITS, discharge, replace(EDITS, language=Language.EN)):
        vault.edits.add(edits)
    assert vault.edits.latest(2) == (replace(EDITS, language=Language.EN), discharge)
    assert vault.edits.latest(10)[-1] == EDITS


def test_a_clinic_has_decided_nothing_at_first(vault: Vault) -> None:
    assert vault.tuning.get() == ClinicTuning()


def test_what_the_clinic_has_decided_comes_back(vault: Vault) -> None:
    rules = (
        StyleRule(Habit.NOUN_ENDINGS, Language.KO),
        StyleRule(Habit.SECTION_LEFT_OUT, Language.EN, "soap", "results"),
    )
    tuning = ClinicTuning((FlagKind.TIME_MISMATCH,), rules)
    vault.tuning.save(tuning)
    assert vault.tuning.get() == tuning
    vault.tuning.save(ClinicTuning())
    assert vault.tuning.get() == ClinicTuning()
