import time
import unicodedata
from dataclasses import replace

import pytest

from app.domain.encounter import Encounter, EncounterState, Patient
from app.domain.errors import InputError, VaultError
from app.domain.language import Language
from app.storage.vault import Vault


@pytest.fixture
def three(vault: Vault, encounter: Encounter) -> Vault:
    """Seoul 09:30 is before London 02:00 of the same day."""
    vault.encounters.add(encounter)
    vault.encounters.add(
        Encounter("e2", Patient("p2", "Ｊane DOE", "A_100%"), "2026-03-02T02:00:00+00:00", title="Follow-up")
    )
    vault.encounters.add(
        Encounter("e3", Patient("p3", "이서연", "777"), "2026-02-27T23:59:59+09:00", title="당뇨 상담")
    )
    return vault


def found(vault: Vault, search: str) -> list[str]:
    return [encounter.id for encounter in vault.encounters.list(search)]


def test_an_encounter_comes_back_as_it_was(vault: Vault, encounter: Encounter) -> None:
    nameless = Encounter("e9", Patient("p9"), "2026-03-02T09:30:00+09:00")
    vault.encounters.add(encounter)
    vault.encounters.add(nameless)

    assert vault.encounters.get("e1") == encounter
    assert vault.encounters.get("e9") == nameless


def test_the_newest_comes_first_wherever_it_was(three: Vault) -> None:
    assert found(three, "") == ["e2", "e1", "e3"]
    assert [encounter.id for encounter in three.encounters.list(limit=1, offset=1)] == ["e1"]


@pytest.mark.parametrize(
    ("search", "ids"),
    [
        ("새김", ["e1"]),
        (unicodedata.normalize("NFD", "김새김"), ["e1"]),
        ("00123", ["e1"]),
        ("COUGH", ["e1"]),
        ("김새김 기침", ["e1"]),
        ("김새김 당뇨", []),
        ("jane", ["e2"]),
        ("doe follow", ["e2"]),
        ("_", ["e2"]),
        ("%", ["e2"]),
        ("'", []),
        ("   ", ["e2", "e1", "e3"]),
    ],
)
def test_search_looks_in_name_number_and_title(three: Vault, search: str, ids: list[str]) -> None:
    assert found(three, search) == ids


def test_an_encounter_and_its_patient_can_change(vault: Vault, encounter: Encounter) -> None:
    vault.encounters.add(encounter)
    vault.encounters.add(replace(encounter, id="e2"))
    corrected = replace(
        encounter,
        patient=replace(encounter.patient, name="김새길"),
        state=EncounterState.TRANSCRIBED,
        language=Language.EN,
        title="Cough, third day",
    )

    vault.encounters.update(corrected)

    assert vault.encounters.get("e1") == corrected
    assert vault.encounters.get("e2").patient.name == "김새길"
    assert found(vault, "새김") == []
    assert found(vault, "third") == ["e1"]


def test_a_state_cannot_be_skipped(vault: Vault, encounter: Encounter) -> None:
    vault.encounters.add(encounter)

    with pytest.raises(InputError, match="encounter_state"):
        vault.encounters.update(replace(encounter, state=EncounterState.SIGNED, title="changed"))

    assert vault.encounters.get("e1") == encounter


def test_what_is_not_there_is_said_to_be_missing(vault: Vault, encounter: Encounter) -> None:
    with pytest.raises(VaultError, match="encounter_not_found"):
        vault.encounters.get("e1")
    with pytest.raises(VaultError, match="encounter_not_found"):
        vault.encounters.update(encounter)


def test_a_time_without_its_offset_is_refused(vault: Vault, encounter: Encounter) -> None:
    with pytest.raises(ValueError, match="offset"):
        vault.encounters.add(replace(encounter, started_at="2026-03-02T09:30:00"))

    assert vault.encounters.list() == []


def test_ten_thousand_encounters_are_listed_and_searched_at_once(vault: Vault) -> None:
    vault.encounters.add(Encounter("e0", Patient("p0", "김환자0", "0"), "2010-01-01T09:00:00+09:00", title="정기 상담"))
    with vault.database.transaction() as tables:
        numbers = (
            "WITH RECURSIVE numbers(value) AS (SELECT 1 UNION ALL SELECT value + 1 FROM numbers WHERE value < 9999)"
        )
        tables.execute(
            f"""{numbers} INSERT INTO patients
            SELECT 'p' || value, '김환자' || value, value, '', '', '김환자' || value || char(10) || value
            FROM numbers"""
        )
        tables.execute(
            f"""{numbers} INSERT INTO encounters
            SELECT 'e' || value, 'p' || value, started_at, datetime('2010-01-01', value || ' hours') || '+00:00',
                state, language, place, informant, title, search_text
            FROM encounters, numbers"""
        )

    began = time.process_time()
    page = vault.encounters.list()
    listed = time.process_time()
    hits = vault.encounters.list("환자9999 상담")
    searched = time.process_time()

    assert len(page) == 200
    assert [encounter.id for encounter in hits] == ["e9999"]
    assert page[0].id == "e9999"
    assert listed - began < 0.3
    assert searched - listed < 0.3
