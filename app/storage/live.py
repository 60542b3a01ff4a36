"""Live transcripts: what was heard of a recording that is not wholly transcribed yet, piece by piece."""

from dataclasses import dataclass

from app.domain.language import Language
from app.domain.transcript import Transcript
from app.storage.columns import packed, unpacked
from app.storage.database import VaultDatabase


@dataclass(frozen=True, slots=True)
class LiveTranscript:
    """`language` is the one that was chosen, None when it is to be detected.

    Each piece follows the one before in its times and in the numbers of its segments; its duration says how far into
    the encounter everything has been heard.
    """

    encounter_id: str
    started_at: str
    language: Language | None
    pieces: tuple[Transcript, ...]


class LiveTranscriptStore:
    def __init__(self, database: VaultDatabase) -> None:
        self._database = database

    def begin(self, encounter_id: str, language: Language | None) -> None:
        """Where one has begun already, it goes on."""
        with self._database.transaction() as tables:
            row = {"encounter_id": encounter_id, "language": language.value if language else None}
            tables.table("live_transcripts").insert(row, ignore=True)

    def add_piece(self, encounter_id: str, piece: Transcript) -> None:
        with self._database.transaction() as tables:
            [count] = self._database.rows(
                "SELECT count(*) AS n FROM live_pieces WHERE encounter_id = ?", [encounter_id]
            )
            content = packed(piece)
            row = {"encounter_id": encounter_id, "number": 1 + int(count["n"]), "content": content}
            tables.table("live_pieces").insert(row)

    def get(self, encounter_id: str) -> LiveTranscript | None:
        row = self._database.row("SELECT * FROM live_transcripts WHERE encounter_id = ?", [encounter_id])
        if row is None:
            return None
        pieces = self._database.rows(
            "SELECT content FROM live_pieces WHERE encounter_id = ? ORDER BY number", [encounter_id]
        )
        return LiveTranscript(
            encounter_id,
            row["started_at"],
            Language(row["language"]) if row["language"] else None,
            tuple(unpacked(each["content"]) for each in pieces),
        )

    def encounter_ids(self) -> tuple[str, ...]:
        """Of everything that is not wholly transcribed, the latest first."""
        rows = self._database.rows("SELECT encounter_id FROM live_transcripts ORDER BY started_at DESC, encounter_id")
        return tuple(row["encounter_id"] for row in rows)

    def end(self, encounter_id: str) -> None:
        """The whole transcript is kept, in the same transaction."""
        with self._database.transaction() as tables:
            tables.execute("DELETE FROM live_pieces WHERE encounter_id = ?", [encounter_id])
            tables.execute("DELETE FROM live_transcripts WHERE encounter_id = ?", [encounter_id])
