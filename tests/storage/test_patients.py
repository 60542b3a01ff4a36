"""Patients who were here before: found by name or number, and forgotten with their last encounter."""

from dataclasses import replace

import pytest

from app.domain.encounter import Encounter, Patient
from app.storage.vault import Vault

FIRST = Patient("p1", "김새김", "00123-4", "F", "1961-02-03")


def came(vault: Vault, patient: Patient, day: str) -> Encounter:
    encounter = Encounter(f"{patient.id} {day}", patient, f"{day}T09:30:00+09:00")
    vault.encounters.add(encounter)
    return encounter


@pytest.fixture
def visits(vault: Vault) -> Vault:
    came(vault, FIRST, "2026-03-02")
    came(vault, FIRST, "2026-05-02")
    came(vault, Patient("p2", "김서연", "00123-45"), "2026-04-01")
    came(vault, Patient("p3"), "2026-06-01")
    return vault


def found(vault: Vault, search: str) -> list[tuple[str, str]]:
    return [(seen.patient.id, seen.last_seen[:10]) for seen in vault.encounters.patients(search, 6)]


def test_each_patient_is_found_once_with_the_day_of_the_last_visit(visits: Vault) -> None:
    assert found(visits, "김") == [("p1", "2026-05-02"), ("p2", "2026-04-01")]
    assert found(visits, "새김 123") == [("p1", "2026-05-02")]
    assert found(visits, "  ") == []
    assert [seen.patient for seen in visits.encounters.patients("김", 1)] == [FIRST]


@pytest.mark.parametrize(
    ("number", "name", "patient_id"),
    [
        ("00123-4", "", "p1"),
        ("００123-4", "김새김", "p1"),
        ("00123-4", "이서연", None),
        ("00123", "", None),
        ("", "김새김", None),
    ],
)
def test_a_number_means_its_patient_unless_the_name_says_otherwise(
    visits: Vault, number: str, name: str, patient_id: str | None
) -> None:
    patient = visits.encounters.patient_of(number, name)
    assert (patient.id if patient else None) == patient_id


def test_earlier_encounters_are_those_of_the_same_patient(visits: Vault) -> None:
    assert visits.encounters.earlier("p1 2026-05-02") == ("p1 2026-03-02",)
    assert visits.encounters.earlier("p1 2026-03-02") == ()
    assert visits.encounters.earlier("p3 2026-06-01") == ()


def test_a_patient_without_any_encounter_is_forgotten(visits: Vault) -> None:
    nameless = visits.encounters.get("p3 2026-06-01")
    visits.encounters.update(replace(nameless, patient=FIRST))
    assert visits.database.row("SELECT * FROM patients WHERE id = 'p3'") is None
    visits.encounters.update(replace(nameless, patient=Patient("p2", "김서연", "00123-45")))
    assert visits.database.row("SELECT * FROM patients WHERE id = 'p1'") is not None
