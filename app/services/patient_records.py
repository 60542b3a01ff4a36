"""What is known of the patient apart from the talk, and the clinic's decisions about the checks that use it."""

from dataclasses import asdict, replace

from app.domain.clinic_settings import ClinicSettings
from app.domain.patient_record import PatientRecord
from app.services.charts import KnownRecord, known_record, record_of
from app.services.review import check_again
from app.storage.vault import Vault


class PatientRecords:
    def __init__(self, vault: Vault, actor: str) -> None:
        self._vault = vault
        self._actor = actor

    def get(self, encounter_id: str) -> PatientRecord:
        """Raises VaultError("encounter_not_found")."""
        return record_of(self._vault, encounter_id)

    def known(self, encounter_id: str) -> KnownRecord:
        """As `get`, and from which visit it is. Raises VaultError("encounter_not_found")."""
        return known_record(self._vault, encounter_id)

    def save(self, encounter_id: str, record: PatientRecord, template_ids: tuple[str, ...]) -> None:
        """Kept with the encounter, sex and birth date with the patient; the drafts of these templates are checked anew.

        Raises VaultError("encounter_not_found").
        """
        with self._vault.transaction():
            encounter = self._vault.encounters.get(encounter_id)
            patient = replace(encounter.patient, sex=record.sex or "", birth_date=record.birth_date)
            self._vault.encounters.update(replace(encounter, patient=patient))
            self._vault.patient_records.save(encounter_id, record)
            self.check_drafts(encounter_id, template_ids)
            self._vault.audit_log.append(self._actor, "patient_record_changed", encounter_id)

    def check_drafts(self, encounter_id: str, template_ids: tuple[str, ...]) -> None:
        """Against the record and the clinic's settings as they are now."""
        for template_id in template_ids:
            check_again(self._vault, encounter_id, template_id)

    def settings(self) -> ClinicSettings:
        return self._vault.settings.clinic()

    def decide(self, settings: ClinicSettings) -> None:
        """For all encounters from now on; a draft follows when it is next checked."""
        decided = " ".join(f"{name}={str(value).lower()}" for name, value in asdict(settings).items())
        with self._vault.transaction():
            self._vault.settings.save_clinic(settings)
            self._vault.audit_log.append(self._actor, "clinic_settings_changed", "clinic", decided)
