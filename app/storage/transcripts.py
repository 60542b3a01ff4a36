"""Transcripts by revision: a correction is a new revision, and every old one stays."""

import zlib

from app.domain.attestation import canonical_json
from app.domain.errors import VaultError
from app.domain.formats import parse_json, transcript_from_json, transcript_to_json
from app.domain.transcript import Transcript
from app.storage.database import Row, VaultDatabase


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
                    "content": zlib.compress(canonical_json(transcript_to_json(transcript))),
                }
            )
        return revision

    def latest(self, encounter_id: str) -> Transcript | None:
        row = self._database.row(
            "SELECT content FROM transcripts WHERE encounter_id = ? ORDER BY revision DESC LIMIT 1", [encounter_id]
        )
        return _transcript(row) if row else None

    def revision(self, encounter_id: str, number: int) -> Transcript:
        """Raises VaultError("revision_not_found")."""
        row = self._database.row(
            "SELECT content FROM transcripts WHERE encounter_id = ? AND revision = ?", [encounter_id, number]
        )
        if row is None:
            raise VaultError("revision_not_found", number=number)
        return _transcript(row)

    def _last_revision(self, encounter_id: str) -> int:
        row = self._database.row("SELECT max(revision) AS last FROM transcripts WHERE encounter_id = ?", [encounter_id])
        return int(row["last"]) if row and row["last"] else 0


def _transcript(row: Row) -> Transcript:
    return transcript_from_json(parse_json(zlib.decompress(row["content"]), "transcript_format"))
