"""Is everything in the vault still what was put there?"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TypeVar

from app.domain.errors import VaultError
from app.storage.audit_log import AuditLog
from app.storage.database import VaultDatabase
from app.storage.documents import DocumentStore
from app.storage.frames import StreamEnd
from app.storage.journal import Journal

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class VaultReport:
    """Ids, counts and page numbers: nothing of what the vault holds.

    `database_faults`: what SQLCipher and SQLite found. `broken_audit_event`: where the audit chain first breaks.
    `altered_documents`: ids of signed documents and addenda that are not what was signed; `missing_documents`: how many
    are gone. `damaged_recordings`: encounters with audio that cannot be read to its end; one that was cut off by a
    crash is not damaged. `audit_events` and `signed_documents` count what was checked.
    """

    database_faults: tuple[str, ...] = ()
    broken_audit_event: int | None = None
    altered_documents: tuple[str, ...] = ()
    missing_documents: int = 0
    damaged_recordings: tuple[str, ...] = ()
    audit_events: int = 0
    signed_documents: int = 0

    @property
    def is_intact(self) -> bool:
        return not (
            self.database_faults
            or self.broken_audit_event
            or self.altered_documents
            or self.missing_documents
            or self.damaged_recordings
        )


def verify(database: VaultDatabase, documents: DocumentStore, audit_log: AuditLog, journal: Journal) -> VaultReport:
    """Reads everything once. Damage is in the report, not raised."""
    unreadable: list[str] = []

    def read(check: Callable[[], T], otherwise: T) -> T:
        try:
            return check()
        except VaultError as error:
            unreadable.append(str(error))
            return otherwise

    faults = database.faults()
    report = VaultReport(
        broken_audit_event=read(audit_log.first_broken_link, None),
        altered_documents=read(documents.altered, ()),
        missing_documents=read(documents.missing, 0),
        damaged_recordings=read(lambda: _damaged_recordings(journal), ()),
        audit_events=read(lambda: len(audit_log.events()), 0),
        signed_documents=read(documents.count, 0),
    )
    return replace(report, database_faults=(*faults, *dict.fromkeys(unreadable)))


def _damaged_recordings(journal: Journal) -> tuple[str, ...]:
    return tuple(
        encounter_id
        for encounter_id in journal.encounter_ids()
        if any(state.end is StreamEnd.DAMAGED for state in journal.states(encounter_id))
    )
