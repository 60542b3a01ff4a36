from datetime import datetime

from app.domain.encounter import EncounterState


def test_created_encounter_is_found_by_name_and_number(practice, encounter):
    assert practice.encounters.search("secret") == [encounter]
    assert practice.encounters.search("47") == [encounter]
    assert practice.encounters.search("nobody") == []
    assert practice.encounters.get(encounter.id) == encounter


def test_created_encounter_is_open_and_says_when_it_began(encounter):
    assert encounter.state is EncounterState.OPEN
    assert datetime.fromisoformat(encounter.started_at).tzinfo is not None


def test_audit_log_names_the_act_and_never_the_patient(practice, encounter):
    assert practice.actions() == ["encounter_created"]
    assert "Secret" not in str(practice.vault.audit_log.events())
