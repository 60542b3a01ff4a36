"""Shifts with their beds, the tasks that are done, and the read-backs, which are only ever added."""

from app.domain.handover import Bed, ReadBack, Shift, ShiftKind, bed_order
from app.domain.language import Language
from app.storage.database import Row, VaultDatabase

_NEWEST_FIRST = "ORDER BY day DESC, CASE kind WHEN 'night' THEN 0 WHEN 'evening' THEN 1 ELSE 2 END, ward"


class HandoverStore:
    def __init__(self, database: VaultDatabase) -> None:
        self._database = database

    def save_shift(self, shift: Shift) -> None:
        """Of a ward there is one shift of a kind on a day."""
        row = {
            "id": shift.id,
            "ward": shift.ward,
            "day": shift.day,
            "kind": shift.kind.value,
            "template": shift.template_id,
            "language": shift.language.value,
            "giver": shift.giver,
            "receiver": shift.receiver,
        }
        with self._database.transaction() as tables:
            tables.table("shifts").upsert(row, pk="id")

    def shift(self, shift_id: str) -> Shift | None:
        row = self._database.row("SELECT * FROM shifts WHERE id = ?", [shift_id])
        return _shift(row) if row else None

    def shifts(self, limit: int = 60) -> tuple[Shift, ...]:
        """The latest first."""
        return tuple(
            _shift(row) for row in self._database.rows(f"SELECT * FROM shifts {_NEWEST_FIRST} LIMIT ?", [limit])
        )

    def shifts_of(self, ward: str) -> tuple[Shift, ...]:
        """The latest first."""
        rows = self._database.rows(f"SELECT * FROM shifts WHERE ward = ? {_NEWEST_FIRST}", [ward])
        return tuple(_shift(row) for row in rows)

    def put_bed(self, shift_id: str, bed: Bed) -> None:
        """The encounter lies in this bed from now on."""
        with self._database.transaction() as tables:
            row = {"encounter_id": bed.encounter_id, "shift_id": shift_id, "bed": bed.name}
            tables.table("shift_beds").upsert(row, pk="encounter_id")

    def remove_bed(self, encounter_id: str) -> None:
        """From the board; the encounter stays."""
        with self._database.transaction() as tables:
            tables.execute("DELETE FROM shift_beds WHERE encounter_id = ?", [encounter_id])

    def beds(self, shift_id: str) -> tuple[Bed, ...]:
        """As a reader orders them."""
        rows = self._database.rows("SELECT * FROM shift_beds WHERE shift_id = ? ORDER BY encounter_id", [shift_id])
        beds = (Bed(row["encounter_id"], row["bed"]) for row in rows)
        return tuple(sorted(beds, key=lambda bed: bed_order(bed.name)))

    def tick(self, encounter_id: str, task: str, at: str) -> None:
        """The task of these words is done; it stays so until the words change."""
        with self._database.transaction() as tables:
            tables.table("tasks_done").insert(
                {"encounter_id": encounter_id, "task": task, "done_at": at}, pk=("encounter_id", "task"), ignore=True
            )

    def untick(self, encounter_id: str, task: str) -> None:
        with self._database.transaction() as tables:
            tables.execute("DELETE FROM tasks_done WHERE encounter_id = ? AND task = ?", [encounter_id, task])

    def done(self, encounter_id: str) -> dict[str, str]:
        """The words of the tasks that are done, and when each was."""
        rows = self._database.rows("SELECT task, done_at FROM tasks_done WHERE encounter_id = ?", [encounter_id])
        return {row["task"]: row["done_at"] for row in rows}

    def add_read_back(self, read_back: ReadBack) -> None:
        """For good."""
        with self._database.transaction() as tables:
            row = {"document_id": read_back.document_id, "receiver": read_back.receiver, "at": read_back.at}
            tables.table("read_backs").insert(row)

    def read_back(self, document_id: str) -> ReadBack | None:
        row = self._database.row("SELECT * FROM read_backs WHERE document_id = ?", [document_id])
        return ReadBack(row["document_id"], row["receiver"], row["at"]) if row else None


def _shift(row: Row) -> Shift:
    return Shift(
        id=row["id"],
        ward=row["ward"],
        day=row["day"],
        kind=ShiftKind(row["kind"]),
        template_id=row["template"],
        language=Language(row["language"]),
        giver=row["giver"],
        receiver=row["receiver"],
    )
