"""What a column holds: JSON as one sequence of bytes for one content, and transcripts packed small."""

import json
import zlib
from typing import Any

import orjson

from app.domain.attestation import canonical_json
from app.domain.errors import InputError, VaultError
from app.domain.formats import transcript_from_json, transcript_to_json
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
    """Written and read by orjson: the standard library's json holds every other thread up until a whole visit is
    read."""
    return zlib.compress(orjson.dumps(transcript_to_json(transcript), option=orjson.OPT_SORT_KEYS))


def unpacked(content: bytes) -> Transcript:
    """Raises InputError("transcript_format")."""
    try:
        read = orjson.loads(zlib.decompress(content))
    except orjson.JSONDecodeError:
        raise InputError("transcript_format", field="JSON") from None
    return transcript_from_json(read)


def setting(database: VaultDatabase, name: str) -> Any:
    """What is kept under the name; None where nothing is."""
    row = database.row("SELECT content FROM settings WHERE name = ?", [name])
    return from_column(row["content"]) if row else None


def keep_setting(database: VaultDatabase, name: str, content: Any) -> None:
    """In the place of what was kept under the name."""
    with database.transaction() as tables:
        tables.table("settings").upsert({"name": name, "content": to_column(content)}, pk="name")
