"""Begin an encounter, find it again."""

import uuid

from app.domain.encounter import Encounter, Patient
from app.domain.language import Language
from app.services.clock import now
from app.storage.vault import Vault


class Encounters:
    def __init__(self, vault: Vault, actor: str) -> None:
        self._vault = vault
        self._actor = actor

    def create(
        self,
        patient_name: str = "",
        patient_number: str = "",
        sex: str = "",
        birth_date: str = "",
        title: str = "",
        language: Language | None = None,
    ) -> Encounter:
        """A new encounter that starts now. Nothing about the patient needs to be known yet."""
        patient = Patient(uuid.uuid4().hex, patient_name.strip(), patient_number.strip(), sex, birth_date)
        encounter = Encounter(uuid.uuid4().hex, patient, now(), language=language, title=title.strip())
        with self._vault.transaction():
            self._vault.encounters.add(encounter)
            self._vault.audit_log.append(self._actor, "encounter_created", encounter.id)
        return encounter

    def search(self, text: str = "", limit: int = 200, offset: int = 0) -> list[Encounter]:
        """Newest first; every word must occur in the patient's name or number, or in the title."""
        return self._vault.encounters.list(text, limit, offset)

    def get(self, encounter_id: str) -> Encounter:
        """Raises VaultError("encounter_not_found")."""
        return self._vault.encounters.get(encounter_id)
