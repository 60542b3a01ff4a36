"""Who the patient is: named when an encounter begins or later, and known again at the next visit."""

import uuid
from dataclasses import replace

from app.domain.encounter import Patient, SeenPatient
from app.services.review import check_drafts_again
from app.storage.vault import Vault

_MOST_SHOWN = 6


class Patients:
    def __init__(self, vault: Vault, actor: str) -> None:
        self._vault = vault
        self._actor = actor

    def seen(self, text: str) -> tuple[SeenPatient, ...]:
        """The last few with every word of the text in their name or number; none for an empty text."""
        return self._vault.encounters.patients(text, _MOST_SHOWN)

    def last_visit(self, encounter_id: str) -> str:
        """The id of the same patient's encounter before this one; "" where there is none."""
        return next(iter(self._vault.encounters.earlier(encounter_id)), "")

    def name(self, encounter_id: str, name: str, number: str, seen: Patient | None = None) -> Patient:
        """The encounter is that of the patient who was chosen as `seen` before, or has this number and name.

        Where there is none, its own patient is written so; with another number than at an earlier visit it is a new
        one. Drafts are checked against what is known of that patient. Raises VaultError("encounter_not_found").
        """
        with self._vault.transaction():
            before = self._vault.encounters.get(encounter_id).patient
            known = _known(self._vault, name, number, seen)
            if known is not None and known.id != before.id:
                patient = known
            elif known is None and before.number != number.strip() and self._vault.encounters.earlier(encounter_id):
                patient = _new(name, number)
            else:
                patient = replace(before, name=name.strip(), number=number.strip())
            self.put_back(encounter_id, patient)
        return patient

    def put_back(self, encounter_id: str, patient: Patient) -> None:
        """The encounter is this patient's, as it was or shall be. Raises VaultError("encounter_not_found")."""
        with self._vault.transaction():
            encounter = self._vault.encounters.get(encounter_id)
            self._vault.encounters.update(replace(encounter, patient=patient))
            check_drafts_again(self._vault, encounter_id)
            self._vault.audit_log.append(self._actor, "patient_named", encounter_id)


def patient_named(vault: Vault, name: str, number: str, seen: Patient | None = None) -> Patient:
    """Who is meant: the patient that was chosen as `seen` before, one with this number and name, or a new one."""
    return _known(vault, name, number, seen) or _new(name, number)


def _known(vault: Vault, name: str, number: str, seen: Patient | None) -> Patient | None:
    known = seen or vault.encounters.patient_of(number.strip(), name.strip())
    return replace(known, name=known.name or name.strip()) if known else None


def _new(name: str, number: str) -> Patient:
    return Patient(uuid.uuid4().hex, name.strip(), number.strip())
