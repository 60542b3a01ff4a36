"""Who did what, when: events that are only ever added, each sealing all before it."""

from datetime import datetime

from app.domain.audit import GENESIS_SHA256, AuditEvent, SealedEvent, first_broken_link, seal
from app.storage.database import Row, VaultDatabase


class AuditLog:
    def __init__(self, database: VaultDatabase) -> None:
        self._database = database

    def append(self, actor: str, action: str, subject: str, detail: str = "") -> SealedEvent:
        """`subject` is an id, `detail` counts and codes: never a patient's name, never anything said."""
        at = datetime.now().astimezone().isoformat(timespec="milliseconds")
        with self._database.transaction() as tables:
            last = self._database.row("SELECT number, sha256 FROM audit_events ORDER BY number DESC LIMIT 1")
            number, previous = (last["number"], last["sha256"]) if last else (0, GENESIS_SHA256)
            sealed = seal(AuditEvent(at, actor, action, subject, detail), number + 1, previous)
            tables.table("audit_events").insert(
                {
                    "number": sealed.number,
                    "at": at,
                    "actor": actor,
                    "action": action,
                    "subject": subject,
                    "detail": detail,
                    "previous_sha256": sealed.previous_sha256,
                    "sha256": sealed.sha256,
                }
            )
        return sealed

    def events(self) -> tuple[SealedEvent, ...]:
        """Oldest first."""
        return tuple(_sealed(row) for row in self._database.rows("SELECT * FROM audit_events ORDER BY number"))

    def events_of(self, subject: str) -> tuple[SealedEvent, ...]:
        """Oldest first."""
        rows = self._database.rows("SELECT * FROM audit_events WHERE subject = ? ORDER BY number", [subject])
        return tuple(_sealed(row) for row in rows)

    def first_broken_link(self) -> int | None:
        """The number of the first event that was changed, removed or put in later; None when the chain holds."""
        events = self.events()
        broken = first_broken_link(events)
        # The hashes cannot tell that events are gone from the end; the database's own counter can.
        return len(events) + 1 if broken is None and len(events) < self._database.ever_added("audit_events") else broken


def _sealed(row: Row) -> SealedEvent:
    event = AuditEvent(row["at"], row["actor"], row["action"], row["subject"], row["detail"])
    return SealedEvent(row["number"], event, row["previous_sha256"], row["sha256"])
