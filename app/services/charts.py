"""What the vault knows beside the talk, for the checks that hold a note against it."""

from dataclasses import replace
from datetime import date, datetime

from app.domain.patient_record import PatientRecord, Sex
from app.paths import tables_dir
from app.review.safety.flags import Chart
from app.services.terminology import official_rules
from app.storage.vault import Vault


def record_of(vault: Vault, encounter_id: str) -> PatientRecord:
    """The encounter's record with the patient's sex and birth date. Raises VaultError("encounter_not_found")."""
    patient = vault.encounters.get(encounter_id).patient
    return replace(vault.patient_records.get(encounter_id), sex=_sex(patient.sex), birth_date=patient.birth_date)


def chart_of(vault: Vault, encounter_id: str) -> Chart:
    """The record, the clinic's settings, the day of the encounter, the official lists that are imported, lowered rules.

    Raises VaultError("encounter_not_found").
    """
    encounter = vault.encounters.get(encounter_id)
    record = record_of(vault, encounter_id)
    return Chart(
        record,
        vault.settings.clinic(),
        _day(encounter.started_at),
        official_rules(tables_dir()),
        vault.tuning.get().lowered,
    )


def _sex(text: str) -> Sex | None:
    """As it may have been entered: «F», «male», «여»."""
    first = text.strip().lower()[:1]
    return "female" if first in ("f", "여") else "male" if first in ("m", "남") else None


def _day(started_at: str) -> date:
    return datetime.fromisoformat(started_at).date()
