"""Transcripts by revision: a correction is a new revision, and every old one stays."""

from functools import lru_cache

from app.domain.errors import VaultError
from app.domain.transcript import Transcript
from app.storage.columns import packed, unpacked
from app.storage.database import VaultDatabase

# What is open is read again after every change; an hour of talk takes a tenth of a second each time.
_KEPT = 2


class TranscriptStore:
    def __init__(self, database: VaultDatabase) -> None:
        self._database = database

    def save(self, encounter_id: str, transcript: Transcript) -> int:
        """The number of the new revision, counted from 1."""
        with self._database.transaction() as tables:
            revision = 1 + self._last_revision(encounter_id)
            tables.table("transcripts").insert(
                {
                    "encounter_id": encounter_id,
                    "revision": revision,
                    "content": packed(transcript),
                }
            )
        return revision

    def has(self, encounter_id: str) -> bool:
        """Whether there is one, without reading it."""
        return self._last_revision(encounter_id) > 0

    def latest(self, encounter_id: str) -> Transcript | None:
        row = self._database.row(
            "SELECT content FROM transcripts WHERE encounter_id = ? ORDER BY revision DESC LIMIT 1", [encounter_id]
        )
        return _transcript(row["content"]) if row else None

    def revision(self, encounter_id: str, number: int) -> Transcript:
        """Raises VaultError("revision_not_found")."""
        row = self._database.row(
            "SELECT content FROM transcripts WHERE encounter_id = ? AND revision = ?", [encounter_id, number]
        )
        if row is None:
            raise VaultError("revision_not_found", number=number)
        return _transcript(row["content"])

    def _last_revision(self, encounter_id: str) -> int:
        row = self._database.row("SELECT max(revision) AS last FROM transcripts WHERE encounter_id = ?", [encounter_id])
        return int(row["last"]) if row and row["last"] else 0


@lru_cache(maxsize=_KEPT)
def _transcript(content: bytes) -> Transcript:
    return unpacked(content)
