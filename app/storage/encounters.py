"""Encounters and their patients: add, read, change, search."""

import unicodedata
from collections.abc import Collection, Sequence, Sized
from dataclasses import asdict
from datetime import UTC, datetime

from app.domain.encounter import Encounter, EncounterState, Patient, SeenPatient, require_transition
from app.domain.errors import VaultError
from app.domain.language import Language
from app.storage.database import Row, VaultDatabase
from app.storage.sqlcipher import Database

_SELECT = """SELECT encounters.*, patients.name, patients.number, patients.sex, patients.birth_date
    FROM encounters JOIN patients ON patients.id = encounters.patient_id"""
_NEWEST_FIRST = "ORDER BY encounters.started_utc DESC, encounters.id"
_ANY_NUMBER = -1
"""As a limit, none."""
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
        """The patient's identity changes with it, in every encounter of that patient; one of no encounter is forgotten.

        Raises VaultError("encounter_not_found"), or InputError("encounter_state") for a step that skips work.
        """
        with self._database.transaction() as tables:
            before = self.get(encounter.id)
            require_transition(before.state, encounter.state)
            _put_patient(tables, encounter.patient)
            tables.table("encounters").update(encounter.id, _row(encounter))
            if before.patient.id != encounter.patient.id:
                _forget_unless_seen(tables, before.patient.id)

    def earlier(self, encounter_id: str) -> tuple[str, ...]:
        """The ids of the same patient's encounters that began before this one, newest first."""
        rows = self._database.rows(
            """SELECT earlier.id FROM encounters AS earlier
            JOIN encounters AS this ON this.patient_id = earlier.patient_id AND this.started_utc > earlier.started_utc
            WHERE this.id = ? ORDER BY earlier.started_utc DESC, earlier.id""",
            [encounter_id],
        )
        return tuple(row["id"] for row in rows)

    def patients(self, search: str, limit: int) -> tuple[SeenPatient, ...]:
        """Those with each word of the search in their name or number, whoever was here last first; none for no word."""
        words = [_searchable(word) for word in search.split()]
        if not words:
            return ()
        where = " AND ".join(["instr(patients.search_text, ?)"] * len(words))
        # Of the row with the latest start, which is what SQLite takes where max() is asked for.
        rows = self._database.rows(
            f"""SELECT patients.*, encounters.patient_id, encounters.started_at, max(encounters.started_utc)
            FROM patients JOIN encounters ON encounters.patient_id = patients.id
            WHERE {where} GROUP BY patients.id ORDER BY max(encounters.started_utc) DESC LIMIT ?""",
            [*words, limit],
        )
        return tuple(SeenPatient(_patient(row), row["started_at"]) for row in rows)

    def patient_of(self, number: str, name: str) -> Patient | None:
        """Who has exactly this number and, where both are known, this name; the one seen last."""
        if not number.strip():
            return None
        candidates = (seen.patient for seen in self.patients(number, _ANY_NUMBER))
        return next((each for each in candidates if _is_same(each, number, name)), None)

    def list(self, search: str = "", limit: int = 200, offset: int = 0) -> list[Encounter]:
        """Newest first. Each word of the search must be part of the patient's name or number, or of the title."""
        where, parameters = _matching(search)
        rows = self._database.rows(
            f"{_SELECT} WHERE {where} {_NEWEST_FIRST} LIMIT ? OFFSET ?", [*parameters, limit, offset]
        )
        return [_encounter(row) for row in rows]

    def find(
        self, search: str = "", states: Collection[EncounterState] = (), since: datetime | None = None
    ) -> tuple[str, ...]:
        """The ids of all that `list` would find, newest first; only of these states, unless there are none, and only
        those that began at this moment or later.
        """
        where, parameters = _matching(search)
        if states:
            where += f" AND encounters.state IN ({_places(states)})"
            parameters += sorted(states)
        if since is not None:
            where += " AND encounters.started_utc >= ?"
            parameters.append(_in_utc(since))
        # Without the patients where nothing is asked of them: a tenth of the time.
        patients = " JOIN patients ON patients.id = encounters.patient_id" if search.strip() else ""
        rows = self._database.rows(
            f"SELECT encounters.id FROM encounters{patients} WHERE {where} {_NEWEST_FIRST}", parameters
        )
        return tuple(row["id"] for row in rows)

    def some(self, encounter_ids: Sequence[str]) -> tuple[Encounter, ...]:
        """In the order of the ids; those that are not there are left out."""
        rows = self._database.rows(f"{_SELECT} WHERE encounters.id IN ({_places(encounter_ids)})", list(encounter_ids))
        found = {row["id"]: _encounter(row) for row in rows}
        return tuple(found[each] for each in encounter_ids if each in found)


def _is_same(patient: Patient, number: str, name: str) -> bool:
    has_other_name = bool(patient.name and name) and _searchable(patient.name) != _searchable(name)
    return _searchable(patient.number) == _searchable(number) and not has_other_name


def _matching(search: str) -> tuple[str, list[object]]:
    """A condition on encounters and their patients, and its parameters."""
    words = [_searchable(word) for word in search.split()]
    where = " AND ".join([_MATCHES_A_WORD] * len(words)) or "TRUE"
    return where, [word for word in words for _ in range(2)]


def _places(values: Sized) -> str:
    return ", ".join("?" * len(values))


def _in_utc(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="microseconds")


def _put_patient(tables: Database, patient: Patient) -> None:
    tables.table("patients").upsert(
        {**asdict(patient), "search_text": _searchable(f"{patient.name}\n{patient.number}")}, pk="id"
    )


def _forget_unless_seen(tables: Database, patient_id: str) -> None:
    tables.execute(
        "DELETE FROM patients WHERE id = ? AND NOT EXISTS (SELECT * FROM encounters WHERE patient_id = ?)",
        [patient_id, patient_id],
    )


def _row(encounter: Encounter) -> Row:
    started = datetime.fromisoformat(encounter.started_at)
    if started.tzinfo is None:
        raise ValueError("started_at has no offset from UTC")
    return {
        "id": encounter.id,
        "patient_id": encounter.patient.id,
        "started_at": encounter.started_at,
        "started_utc": _in_utc(started),
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
        patient=_patient(row),
        started_at=row["started_at"],
        state=EncounterState(row["state"]),
        language=Language(row["language"]) if row["language"] else None,
        place=row["place"],
        informant=row["informant"],
        title=row["title"],
    )


def _patient(row: Row) -> Patient:
    return Patient(row["patient_id"], row["name"], row["number"], row["sex"], row["birth_date"])


def _searchable(text: str) -> str:
    """Case, width and the composition of Hangul make no difference to a search."""
    return unicodedata.normalize("NFKC", text).casefold()
