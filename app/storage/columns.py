"""What a column holds: JSON as one sequence of bytes for one content, and transcripts packed small."""

import json
import zlib
from typing import Any

from app.domain.attestation import canonical_json
from app.domain.errors import VaultError
from app.domain.formats import parse_json, transcript_from_json, transcript_to_json
from app.domain.transcript import Transcript
from app.storage.database import VaultDatabase


def to_column(content: Any) -> str:
    return canonical_json(content).decode()


def from_column(text: str) -> Any:
    """Raises VaultError("database_damaged")."""
    try:
        return json.loads(text)
    except ValueError:
        raise VaultError("database_damaged") from None


def packed(transcript: Transcript) -> bytes:
    return zlib.compress(canonical_json(transcript_to_json(transcript)))


def unpacked(content: bytes) -> Transcript:
    return transcript_from_json(parse_json(zlib.decompress(content), "transcript_format"))


def setting(database: VaultDatabase, name: str) -> Any:
    """What is kept under the name; None where nothing is."""
    row = database.row("SELECT content FROM settings WHERE name = ?", [name])
    return from_column(row["content"]) if row else None


def keep_setting(database: VaultDatabase, name: str, content: Any) -> None:
    """In the place of what was kept under the name."""
    with database.transaction() as tables:
        tables.table("settings").upsert({"name": name, "content": to_column(content)}, pk="name")
