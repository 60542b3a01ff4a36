"""A patient comes again: known by number, named later, with the record and the note of the last visit."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from app.domain.encounter import Clinician, Encounter, EncounterState, Role
from app.domain.errors import VaultError
from app.domain.handover import ShiftKind
from app.domain.language import Language
from app.domain.note import DraftNote, FlagKind, NoteSection, SectionState, Statement
from app.domain.patient_record import PatientRecord
from app.domain.transcript import Speaker, Transcript, TranscriptSegment
from app.services.charts import chart_of
from app.services.documents import Documents
from app.services.encounters import Encounters
from app.services.handovers import Handovers
from app.services.patient_records import PatientRecords
from app.services.patients import Patients
from app.services.review import Review
from app.services.vocabulary import vocabulary_for
from app.storage.vault import Vault, create_vault

NUMBER = "MRN-4711"
KNOWN = PatientRecord(allergies=("Penicillin: hives",), medications=("Warfarin 1 mg",), is_pregnant=True)


@pytest.fixture
def vault(tmp_path: Path) -> Iterator[Vault]:
    opened, _ = create_vault(tmp_path / "vault", "a passphrase for tests")
    with opened:
        yield opened


def came(vault: Vault, number: str, started_at: str, name: str = "") -> Encounter:
    created = Encounters(vault, "tester").create(name, number)
    encounter = replace(created, started_at=started_at)
    vault.encounters.update(encounter)
    return encounter


def drafted(vault: Vault, encounter: Encounter, said: str, *lines: str) -> None:
    vault.transcripts.save(
        encounter.id, Transcript(Language.EN, 4.0, (TranscriptSegment("s0001", 0.0, 4.0, Speaker.CLINICIAN, said),))
    )
    statements = tuple(Statement(f"n{place:03d}", line, ("s0001",)) for place, line in enumerate(lines, start=1))
    note = DraftNote("soap", Language.EN, (NoteSection("plan", "Plan", SectionState.STATED, statements),))
    vault.documents.save_draft(encounter.id, note, ai=True)
    for state in (EncounterState.TRANSCRIBED, EncounterState.DRAFTED):
        vault.encounters.update(replace(vault.encounters.get(encounter.id), state=state))
    Review(vault, "tester").edit_section(encounter.id, "soap", "plan", lines)


def kinds(vault: Vault, encounter: Encounter) -> set[FlagKind]:
    note = Review(vault, "tester").note(encounter.id, "soap")
    assert note is not None
    return {flag.kind for statement in note.statements() for flag in statement.flags}


@pytest.fixture
def first(vault: Vault) -> Encounter:
    return came(vault, NUMBER, "2026-03-02T09:30:00+09:00", "Kim Secret")


def test_a_number_is_enough_to_be_known_again(vault: Vault, first: Encounter) -> None:
    again = Encounters(vault, "tester").create("", NUMBER)
    assert again.patient == first.patient
    on_the_ward = Handovers(vault, "tester")
    shift = on_the_ward.begin("7", "2026-03-02", ShiftKind.DAY, "handover_sbar", Language.EN, with_patients=False)
    assert on_the_ward.admit(shift.id, "1", "", NUMBER).patient == first.patient
    assert Encounters(vault, "tester").create("Lee Other", NUMBER).patient.id != first.patient.id


def test_a_patient_is_named_later(vault: Vault) -> None:
    nameless = came(vault, "", "2026-03-02T09:30:00+09:00")
    patients = Patients(vault, "tester")
    named = patients.name(nameless.id, " Kim Secret ", NUMBER)
    assert named == replace(nameless.patient, name="Kim Secret", number=NUMBER)
    assert [seen.patient for seen in patients.seen("secret")] == [named]
    assert "Secret" not in str(vault.audit_log.events())
    with pytest.raises(VaultError, match="encounter_not_found"):
        patients.name("nowhere", "Kim", "")


def test_a_nameless_visit_turns_out_to_be_of_somebody_known_and_back(vault: Vault, first: Encounter) -> None:
    nameless = came(vault, "", "2026-05-02T09:30:00+09:00")
    patients = Patients(vault, "tester")
    assert patients.name(nameless.id, "", NUMBER) == first.patient
    patients.put_back(nameless.id, nameless.patient)
    assert vault.encounters.get(nameless.id).patient == nameless.patient
    assert patients.name(nameless.id, "Kim Secret", "", first.patient) == first.patient


def test_another_number_at_a_later_visit_is_another_patient(vault: Vault, first: Encounter) -> None:
    again = came(vault, NUMBER, "2026-05-02T09:30:00+09:00")
    other = Patients(vault, "tester").name(again.id, "Kim Secret", "MRN-4712")
    assert other.id != first.patient.id
    assert vault.encounters.get(first.id).patient.number == NUMBER


def test_a_name_is_better_written_at_every_visit(vault: Vault, first: Encounter) -> None:
    again = came(vault, NUMBER, "2026-05-02T09:30:00+09:00")
    Patients(vault, "tester").name(again.id, "Kim Secrett", NUMBER)
    assert vault.encounters.get(first.id).patient.name == "Kim Secrett"


def test_what_lasts_of_a_record_counts_at_the_next_visit(vault: Vault, first: Encounter) -> None:
    records = PatientRecords(vault, "tester")
    records.save(first.id, KNOWN, ())
    again = came(vault, NUMBER, "2026-05-02T09:30:00+09:00")
    known = records.known(again.id)
    assert known.record == replace(KNOWN, is_pregnant=None)
    assert known.carried_from == first.started_at
    assert vocabulary_for(vault, again.id).own_medications == ("Warfarin 1 mg",)
    drafted(vault, again, "Take amoxicillin.", "Amoxicillin.")
    assert FlagKind.ALLERGY_CONFLICT in kinds(vault, again)
    records.save(again.id, replace(known.record, allergies=()), ("soap",))
    assert records.known(again.id).carried_from == ""
    assert FlagKind.ALLERGY_CONFLICT not in kinds(vault, again)


def test_what_was_taken_out_of_the_record_does_not_come_back_from_an_older_visit(
    vault: Vault, first: Encounter
) -> None:
    records = PatientRecords(vault, "tester")
    records.save(first.id, KNOWN, ())
    second = came(vault, NUMBER, "2026-04-02T09:30:00+09:00")
    records.save(second.id, PatientRecord(), ())
    known = records.known(came(vault, NUMBER, "2026-05-02T09:30:00+09:00").id)
    assert (known.record.allergies, known.carried_from) == ((), "")


def test_naming_a_patient_checks_the_draft_against_that_patient(vault: Vault, first: Encounter) -> None:
    PatientRecords(vault, "tester").save(first.id, KNOWN, ())
    nameless = came(vault, "", "2026-05-02T09:30:00+09:00")
    drafted(vault, nameless, "Take amoxicillin.", "Amoxicillin.")
    assert FlagKind.ALLERGY_CONFLICT not in kinds(vault, nameless)
    Patients(vault, "tester").name(nameless.id, "", NUMBER)
    assert FlagKind.ALLERGY_CONFLICT in kinds(vault, nameless)


def test_a_line_of_the_last_note_that_was_not_said_is_asked_about(vault: Vault, first: Encounter) -> None:
    said, line = "The HbA1c is eight point two.", "HbA1c 8.2 %."
    drafted(vault, first, said, line)
    Documents(vault, "tester").sign(first.id, "soap", Clinician("Lee", Role.DOCTOR), "I have read it.")
    again = came(vault, NUMBER, "2026-05-02T09:30:00+09:00")
    assert [note.day for note in chart_of(vault, again.id).earlier] == ["2026-03-02"]
    drafted(vault, again, "How are you?", line)
    assert FlagKind.COPIED_FORWARD in kinds(vault, again)
    drafted(vault, again, said, line)
    assert FlagKind.COPIED_FORWARD not in kinds(vault, again)
