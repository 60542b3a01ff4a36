"""What the vault knows beside the talk, for the checks that hold a note against it."""

from dataclasses import dataclass, replace
from datetime import date, datetime

from app.domain.attestation import SignedDocument
from app.domain.patient_record import PatientRecord, Sex
from app.paths import tables_dir
from app.review.copied import EarlierNote
from app.review.safety.flags import Chart
from app.services.terminology import official_rules
from app.storage.vault import Vault


@dataclass(frozen=True, slots=True)
class KnownRecord:
    """`carried_from` is when the visit began from which it is known; "" where it was entered at this one, or nothing is
    known."""

    record: PatientRecord
    carried_from: str = ""


def record_of(vault: Vault, encounter_id: str) -> PatientRecord:
    """The encounter's record with the patient's sex and birth date. Raises VaultError("encounter_not_found")."""
    return known_record(vault, encounter_id).record


def known_record(vault: Vault, encounter_id: str) -> KnownRecord:
    """What was entered at this encounter; else what lasts of the patient's last visit at which something was.

    Raises VaultError("encounter_not_found").
    """
    patient = vault.encounters.get(encounter_id).patient
    known = _as_kept(vault, encounter_id)
    return replace(known, record=replace(known.record, sex=_sex(patient.sex), birth_date=patient.birth_date))


def chart_of(vault: Vault, encounter_id: str) -> Chart:
    """The record, the clinic's settings, the day of the encounter, the official lists that are imported, lowered rules,
    and what was signed at the patient's last visit.

    Raises VaultError("encounter_not_found").
    """
    return Chart(
        record_of(vault, encounter_id),
        vault.settings.clinic(),
        _day(vault.encounters.get(encounter_id).started_at),
        official_rules(tables_dir()),
        vault.tuning.get().lowered,
        _signed_last(vault, encounter_id),
    )


def _as_kept(vault: Vault, encounter_id: str) -> KnownRecord:
    own = vault.patient_records.get(encounter_id)
    if own is not None:
        return KnownRecord(own)
    for earlier_id in vault.encounters.earlier(encounter_id):
        earlier = vault.patient_records.get(earlier_id)
        if earlier is not None:
            # The latest counts also where it is empty: what was taken out of it stays out.
            lasting = earlier.lasting()
            is_empty = lasting == PatientRecord()
            return KnownRecord(lasting, "" if is_empty else vault.encounters.get(earlier_id).started_at)
    return KnownRecord(PatientRecord())


def _signed_last(vault: Vault, encounter_id: str) -> tuple[EarlierNote, ...]:
    """The latest version of each document of the last visit at which any was signed."""
    for earlier_id in vault.encounters.earlier(encounter_id):
        latest = {document.note.template: document for document in vault.documents.signed(earlier_id)}
        if latest:
            return tuple(map(_earlier_note, latest.values()))
    return ()


def _earlier_note(document: SignedDocument) -> EarlierNote:
    day = _day(document.encounter.started_at).isoformat()
    return EarlierNote(day, tuple(statement.text for statement in document.note.statements()))


def _sex(text: str) -> Sex | None:
    """As it may have been entered: «F», «male», «여»."""
    first = text.strip().lower()[:1]
    return "female" if first in ("f", "여") else "male" if first in ("m", "남") else None


def _day(started_at: str) -> date:
    return datetime.fromisoformat(started_at).date()
