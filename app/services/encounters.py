"""Begin an encounter, and find it again."""

import uuid
from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import datetime

from app.domain.encounter import Encounter, EncounterState, Patient
from app.domain.language import Language
from app.services.clock import now
from app.services.patients import patient_named
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
        seen: Patient | None = None,
    ) -> Encounter:
        """A new encounter that starts now. Nothing about the patient needs to be known yet; one `seen` before, or with
        this number and name, is the same.
        """
        with self._vault.transaction():
            patient = patient_named(self._vault, patient_name, patient_number, seen)
            patient = replace(patient, sex=patient.sex or sex, birth_date=patient.birth_date or birth_date)
            encounter = Encounter(uuid.uuid4().hex, patient, now(), language=language, title=title.strip())
            self._vault.encounters.add(encounter)
            self._vault.audit_log.append(self._actor, "encounter_created", encounter.id)
        return encounter

    def search(self, text: str = "", limit: int = 200, offset: int = 0) -> list[Encounter]:
        """Newest first; every word must occur in the patient's name or number, or in the title."""
        return self._vault.encounters.list(text, limit, offset)

    def find(
        self, text: str = "", states: Collection[EncounterState] = (), since: datetime | None = None
    ) -> tuple[str, ...]:
        """The ids of all that match, newest first; of these states only, unless there are none, and not from before
        `since`.
        """
        return self._vault.encounters.find(text, states, since)

    def some(self, encounter_ids: Sequence[str]) -> tuple[Encounter, ...]:
        """In the order of the ids; those that are not there are left out."""
        return self._vault.encounters.some(encounter_ids)

    def get(self, encounter_id: str) -> Encounter:
        """Raises VaultError("encounter_not_found")."""
        return self._vault.encounters.get(encounter_id)
