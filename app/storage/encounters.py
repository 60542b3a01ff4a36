"""Encounters and their patients: add, read, change, search."""

import unicodedata
from dataclasses import asdict
from datetime import UTC, datetime

from app.domain.encounter import Encounter, EncounterState, Patient, require_transition
from app.domain.errors import VaultError
from app.domain.language import Language
from app.storage.database import Row, VaultDatabase
from app.storage.sqlcipher import Database

_SELECT = """SELECT encounters.*, patients.name, patients.number, patients.sex, patients.birth_date
    FROM encounters JOIN patients ON patients.id = encounters.patient_id"""
_MATCHES_A_WORD = "(instr(patients.search_text, ?) OR instr(encounters.search_text, ?))"


class EncounterStore:
    def __init__(self, database: VaultDatabase) -> None:
        self._database = database

    def add(self, encounter: Encounter) -> None:
        """`started_at` must carry its offset from UTC (ValueError)."""
        with self._database.transaction() as tables:
            _put_patient(tables, encounter.patient)
            tables.table("encounters").insert(_row(encounter))

    def get(self, encounter_id: str) -> Encounter:
        """Raises VaultError("encounter_not_found")."""
        row = self._database.row(f"{_SELECT} WHERE encounters.id = ?", [encounter_id])
        if row is None:
            raise VaultError("encounter_not_found")
        return _encounter(row)

    def update(self, encounter: Encounter) -> None:
        """The patient's identity changes with it, in every encounter of that patient.

        Raises VaultError("encounter_not_found"), or InputError("encounter_state") for a step that skips work.
        """
        with self._database.transaction() as tables:
            require_transition(self.get(encounter.id).state, encounter.state)
            _put_patient(tables, encounter.patient)
            tables.table("encounters").update(encounter.id, _row(encounter))

    def list(self, search: str = "", limit: int = 200, offset: int = 0) -> list[Encounter]:
        """Newest first. Each word of the search must be part of the patient's name or number, or of the title."""
        words = [_searchable(word) for word in search.split()]
        where = " AND ".join([_MATCHES_A_WORD] * len(words)) or "TRUE"
        rows = self._database.rows(
            f"{_SELECT} WHERE {where} ORDER BY encounters.started_utc DESC, encounters.id LIMIT ? OFFSET ?",
            [word for word in words for _ in range(2)] + [limit, offset],
        )
        return [_encounter(row) for row in rows]


def _put_patient(tables: Database, patient: Patient) -> None:
    tables.table("patients").upsert(
        {**asdict(patient), "search_text": _searchable(f"{patient.name}\n{patient.number}")}, pk="id"
    )


def _row(encounter: Encounter) -> Row:
    started = datetime.fromisoformat(encounter.started_at)
    if started.tzinfo is None:
        raise ValueError("started_at has no offset from UTC")
    return {
        "id": encounter.id,
        "patient_id": encounter.patient.id,
        "started_at": encounter.started_at,
        "started_utc": started.astimezone(UTC).isoformat(timespec="microseconds"),
        "state": encounter.state.value,
        "language": encounter.language.value if encounter.language else None,
        "place": encounter.place,
        "informant": encounter.informant,
        "title": encounter.title,
        "search_text": _searchable(encounter.title),
    }


def _encounter(row: Row) -> Encounter:
    return Encounter(
        id=row["id"],
        patient=Patient(row["patient_id"], row["name"], row["number"], row["sex"], row["birth_date"]),
        started_at=row["started_at"],
        state=EncounterState(row["state"]),
        language=Language(row["language"]) if row["language"] else None,
        place=row["place"],
        informant=row["informant"],
        title=row["title"],
    )


def _searchable(text: str) -> str:
    """Case, width and the composition of Hangul make no difference to a search."""
    return unicodedata.normalize("NFKC", text).casefold()
