"""From signed notes to figures, and from figures to what the clinic decides: on a real vault, without a model."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from app.domain.edits import DraftEdits, FlagCounts, HabitCounts, SectionEdits
from app.domain.encounter import Clinician, EncounterState, Role
from app.domain.errors import InputError
from app.domain.language import Language
from app.domain.note import DraftNote, Flag, FlagKind, NoteSection, Origin, SectionState, Severity, Statement
from app.domain.style import Habit, StyleRule
from app.domain.transcript import Speaker, Transcript, TranscriptSegment
from app.review.checks import review_note
from app.services.documents import Documents
from app.services.encounters import Encounters
from app.services.quality import Quality
from app.services.review import Review
from app.storage.vault import Vault, create_vault

ACTOR = "tester"
DOCTOR = Clinician("Dr Lee", Role.DOCTOR, "12345")
TALK = Transcript(
    Language.EN,
    9.0,
    (
        TranscriptSegment("s0001", 0.0, 3.0, Speaker.PATIENT, "I have had a cough for three days and no fever."),
        TranscriptSegment("s0002", 3.0, 6.0, Speaker.CLINICIAN, "Rest and drink plenty of fluids at home."),
        TranscriptSegment("s0003", 6.0, 9.0, Speaker.PATIENT, "I had a stroke five years ago."),
    ),
)
DRAFT = DraftNote(
    "soap",
    Language.EN,
    (
        NoteSection(
            "history",
            "History",
            SectionState.STATED,
            (Statement("n001", "Cough for three days."), Statement("n002", "No fever.")),
        ),
        NoteSection("plan", "Plan", SectionState.STATED, (Statement("n003", "Rest and drink plenty of fluids."),)),
    ),
)
NO_STOP = StyleRule(Habit.WITHOUT_FULL_STOP, Language.EN)


@pytest.fixture
def vault(tmp_path: Path) -> Iterator[Vault]:
    opened, _ = create_vault(tmp_path / "vault", "a passphrase for tests")
    with opened:
        yield opened


@pytest.fixture
def quality(vault: Vault) -> Quality:
    return Quality(vault, ACTOR)


def drafted(vault: Vault) -> str:
    encounter = Encounters(vault, ACTOR).create("Kim Secret", "MRN-4711")
    for state in (EncounterState.TRANSCRIBED, EncounterState.DRAFTED):
        vault.encounters.update(replace(encounter, state=state))
    vault.transcripts.save(encounter.id, TALK)
    vault.documents.save_draft(encounter.id, review_note(DRAFT, TALK), ai=True)
    return encounter.id


def sign(vault: Vault, encounter_id: str) -> None:
    Documents(vault, ACTOR).sign(encounter_id, "soap", DOCTOR, "I have read this note.")


def actions(vault: Vault) -> list[str]:
    return [sealed.event.action for sealed in vault.audit_log.events()]


def a_month(vault: Vault) -> None:
    """Notes of which the figures speak."""
    edits = DraftEdits(
        "soap",
        Language.EN,
        (
            SectionEdits("results", removed=1, words_drafted=4),
            SectionEdits("plan", kept=1, words_drafted=3, words_kept=3),
        ),
        (
            FlagCounts(FlagKind.TIME_MISMATCH, Severity.WARN, 3, 3),
            FlagCounts(FlagKind.NUMBER_UNSUPPORTED, Severity.WARN, 3, 3),
        ),
        (HabitCounts(Habit.WITHOUT_FULL_STOP, 4, 4),),
    )
    for _ in range(10):
        vault.edits.add(edits)


def test_signing_counts_what_became_of_the_draft(vault: Vault, quality: Quality) -> None:
    encounter_id = drafted(vault)
    Review(vault, ACTOR).edit_section(encounter_id, "soap", "history", ("Cough for 3 days.", "No fever."))
    sign(vault, encounter_id)
    (of_soap,) = quality.report().templates
    history, plan = of_soap.sections
    assert (history.section, history.kept, history.changed, history.removed, history.added) == ("history", 1, 1, 0, 0)
    assert (plan.section, plan.kept, plan.changed) == ("plan", 1, 0)


def test_numbers_leave_the_encounter_and_words_do_not(vault: Vault) -> None:
    encounter_id = drafted(vault)
    sign(vault, encounter_id)
    with vault.database.transaction() as tables:
        (row,) = tables.query("SELECT * FROM draft_edits")
    for word in (encounter_id, "Cough", "fever", "Secret", "MRN-4711", "Lee"):
        assert word not in str(row)


def test_a_document_that_is_not_signed_is_not_counted(vault: Vault, quality: Quality) -> None:
    drafted(vault)
    assert quality.report().notes == 0


def test_a_correction_of_a_signed_note_says_nothing_of_the_draft(vault: Vault, quality: Quality) -> None:
    encounter_id = drafted(vault)
    sign(vault, encounter_id)
    Review(vault, ACTOR).edit_section(encounter_id, "soap", "plan", ())
    sign(vault, encounter_id)
    assert quality.report().notes == 1


def test_an_edited_draft_is_held_against_the_last_draft_of_the_model_not_the_first(
    vault: Vault, quality: Quality
) -> None:
    encounter_id = drafted(vault)
    again = replace(DRAFT, sections=(replace(DRAFT.sections[0], statements=()), DRAFT.sections[1]))
    vault.documents.save_draft(encounter_id, again, ai=True)
    sign(vault, encounter_id)
    (of_soap,) = quality.report().templates
    assert (of_soap.unchanged, of_soap.sections[0].removed) == (1, 0)


def test_a_note_in_the_clinics_style_is_held_against_the_draft_in_that_style(vault: Vault, quality: Quality) -> None:
    a_month(vault)
    quality.add_style(NO_STOP)
    encounter_id = drafted(vault)
    written = review_note(DRAFT, TALK)
    lines = tuple(
        replace(s, statements=tuple(replace(each, text=each.text.removesuffix(".")) for each in s.statements))
        for s in written.sections
    )
    styled = replace(written, sections=lines, style=(NO_STOP,))
    vault.documents.save_draft(encounter_id, styled, ai=True, as_written=written)
    sign(vault, encounter_id)
    assert [(section.kept, section.changed) for section in vault.edits.latest(1)[0].sections] == [(2, 0), (1, 0)]


def test_a_sentence_of_the_model_that_is_put_back_is_the_models_again(vault: Vault) -> None:
    encounter_id, review = drafted(vault), Review(vault, ACTOR)
    review.edit_section(encounter_id, "soap", "history", ("No fever.", "Mine."))
    note = review.edit_section(encounter_id, "soap", "history", ("Cough for three days.", "No fever.", "Mine."))
    assert [(each.id, each.origin) for each in note.sections[0].statements] == [
        ("n001", Origin.MODEL),
        ("n002", Origin.MODEL),
        ("n004", Origin.CLINICIAN),
    ]


def test_a_rule_is_lowered_when_somebody_asks_and_put_back(vault: Vault, quality: Quality) -> None:
    a_month(vault)
    assert vault.tuning.get().lowered == ()
    quality.lower(FlagKind.TIME_MISMATCH)
    assert quality.report().tuning.lowered == (FlagKind.TIME_MISMATCH,)
    assert quality.report().lowerings == ()
    quality.put_back(FlagKind.TIME_MISMATCH)
    assert quality.report().tuning.lowered == ()
    assert actions(vault) == ["flag_lowered", "flag_put_back"]


@pytest.mark.parametrize("kind", [FlagKind.NUMBER_UNSUPPORTED, FlagKind.CERTAINTY_MISMATCH])
def test_no_rule_is_lowered_that_the_figures_do_not_propose(vault: Vault, quality: Quality, kind: FlagKind) -> None:
    a_month(vault)
    with pytest.raises(InputError, match="tuning_unfounded"):
        quality.lower(kind)
    assert actions(vault) == []


def test_a_lowered_rule_still_shows_its_flag_and_says_who_lowered_it(vault: Vault, quality: Quality) -> None:
    a_month(vault)
    encounter_id, review = drafted(vault), Review(vault, ACTOR)

    def flag() -> Flag:
        note = review.edit_section(encounter_id, "soap", "plan", ("Has an acute stroke.",))
        (found,) = note.sections[1].statements[0].flags
        return found

    shipped = flag()
    assert (shipped.kind, shipped.severity) == (FlagKind.TIME_MISMATCH, Severity.WARN)
    quality.lower(FlagKind.TIME_MISMATCH)
    assert flag() == replace(shipped, severity=Severity.INFO, is_lowered=True)
    quality.put_back(FlagKind.TIME_MISMATCH)
    assert flag() == shipped


def test_at_most_five_style_rules_are_in_force(vault: Vault, quality: Quality) -> None:
    a_month(vault)
    others = tuple(StyleRule(Habit.SECTION_LEFT_OUT, Language.EN, "soap", str(number)) for number in range(5))
    vault.tuning.save(replace(vault.tuning.get(), style=others))
    with pytest.raises(InputError, match="style_rules_full"):
        quality.add_style(NO_STOP)
    quality.remove_style(others[0])
    quality.add_style(NO_STOP)
    assert quality.report().tuning.style == (*others[1:], NO_STOP)
    assert actions(vault) == ["style_rule_removed", "style_rule_added"]


def test_the_figures_say_which_section_is_always_emptied(vault: Vault, quality: Quality) -> None:
    a_month(vault)
    assert [each.rule for each in quality.report().styles] == [
        NO_STOP,
        StyleRule(Habit.SECTION_LEFT_OUT, Language.EN, "soap", "results"),
    ]


def test_a_section_that_the_style_left_out_is_put_back_where_it_stood(vault: Vault, quality: Quality) -> None:
    encounter_id, review = drafted(vault), Review(vault, ACTOR)
    written = review.note(encounter_id, "soap")
    assert written is not None
    rule = StyleRule(Habit.SECTION_LEFT_OUT, Language.EN, "soap", "history")
    without = replace(written, sections=written.sections[1:], style=(rule,))
    vault.documents.save_draft(encounter_id, without, ai=True, as_written=written)
    note = review.put_section_back(encounter_id, "soap", "history")
    assert [section.id for section in note.sections] == ["history", "plan"]
    assert note.style == ()
    assert all(statement.origin is Origin.MODEL for statement in note.statements())


def test_what_is_done_to_note_after_note_becomes_a_rule_that_is_offered(vault: Vault, quality: Quality) -> None:
    review = Review(vault, ACTOR)
    for _ in range(7):
        encounter_id = drafted(vault)
        review.edit_section(encounter_id, "soap", "history", ("Cough for three days", "No fever"))
        review.edit_section(encounter_id, "soap", "plan", ("Rest and drink plenty of fluids",))
        sign(vault, encounter_id)
    report = quality.report()
    assert [(each.rule, each.chances, each.taken) for each in report.styles] == [(NO_STOP, 21, 21)]
    assert (report.templates[0].notes, report.templates[0].unchanged) == (7, 0)
