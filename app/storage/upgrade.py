"""An older database is brought up to date on a copy, which takes its place only once it was verified."""

import hashlib
import os
import shutil
from collections.abc import Iterator
from contextlib import closing, contextmanager
from io import BufferedWriter
from pathlib import Path

from app.domain.attestation import canonical_json
from app.domain.errors import VaultError
from app.storage.database import VaultDatabase, migrate_database
from app.storage.failures import file_failures
from app.storage.folder import DATABASE_FILE, create_private_file, staging, sync_folder
from app.storage.schema import MIGRATIONS

# The copy, and the journal of what is changed in it.
_ROOM = 2
_ROWS_AT_ONCE = 200
_KEPT_WHOLE = ("patients", "encounters", "transcripts", "signed_documents", "addenda", "audit_events")
"""Whatever else a migration rearranges, the rows of these tables say afterwards what they said before."""


def bring_up_to_date(folder: Path, key: bytes) -> int | None:
    """The version that the vault's database had; None when there was nothing to do. Only for the holder of its lock.

    Until the migrated copy is verified, the database stays as it is, whatever happens. Raises
    VaultError("upgrade_disk_full") before anything is written, VaultError("upgrade_failed") when a migration or its
    verification fails, and as VaultDatabase does.
    """
    path = folder / DATABASE_FILE
    with closing(VaultDatabase(path, key)) as database:
        version = database.version
        if version == len(MIGRATIONS):
            return None
        _require_sound(database)
        content = _kept_whole(database)
    _require_room(path)
    with staging(folder) as staged, _upgrade_failures(path):
        _copy(path, staged / DATABASE_FILE)
        migrate_database(staged / DATABASE_FILE, key)
        with closing(VaultDatabase(staged / DATABASE_FILE, key)) as migrated:
            _require_sound(migrated)
            if {name: _digest(migrated, name, columns) for name, (columns, _) in content.items()} != {
                name: digest for name, (_, digest) in content.items()
            }:
                raise VaultError("upgrade_failed", reason="verification")
        (staged / DATABASE_FILE).replace(path)
        sync_folder(folder)
    return version


def _require_sound(database: VaultDatabase) -> None:
    if database.faults():
        raise VaultError("database_damaged")


def _require_room(path: Path) -> None:
    with file_failures():
        needed, free = _ROOM * path.stat().st_size, shutil.disk_usage(path.parent).free
    if free < needed:
        raise _disk_full(path)


def _disk_full(path: Path) -> VaultError:
    return VaultError("upgrade_disk_full", needed_mb=-(-_ROOM * path.stat().st_size // 1_000_000))


@contextmanager
def _upgrade_failures(path: Path) -> Iterator[None]:
    try:
        yield
    except VaultError as error:
        match error.problem.code:
            case "disk_full":
                raise _disk_full(path) from error
            case "upgrade_failed" | "vault_unreachable":
                raise
        raise VaultError("upgrade_failed", reason=error.problem.code) from error
    except Exception as error:
        # Whatever a migration stumbles over, the old database is whole and the user is told so.
        raise VaultError("upgrade_failed", reason=type(error).__name__) from error


def _copy(source: Path, target: Path) -> None:
    """Raises VaultError("disk_full"), and OSError for a copy that does not read back as it was."""
    with file_failures(), source.open("rb") as read, BufferedWriter(create_private_file(target)) as write:
        shutil.copyfileobj(read, write)
        write.flush()
        os.fsync(write.fileno())
    if _file_sha256(source) != _file_sha256(target):
        raise OSError("the copy differs")


def _file_sha256(path: Path) -> str:
    with file_failures(), path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _kept_whole(database: VaultDatabase) -> dict[str, tuple[tuple[str, ...], str]]:
    """Of each such table: its columns, and a digest of its rows."""
    kept = {}
    for name in _KEPT_WHOLE:
        columns = tuple(str(row["name"]) for row in database.rows("SELECT name FROM pragma_table_info(?)", [name]))
        kept[name] = columns, _digest(database, name, columns)
    return kept


def _digest(database: VaultDatabase, table: str, columns: tuple[str, ...]) -> str:
    digest, last = hashlib.sha256(), 0
    select = f"SELECT rowid AS place, {', '.join(columns)} FROM {table} WHERE rowid > ? ORDER BY rowid LIMIT ?"
    while rows := database.rows(select, [last, _ROWS_AT_ONCE]):
        for row in rows:
            values = [value.hex() if isinstance(value, bytes) else value for value in row.values()]
            digest.update(canonical_json(values[1:]))
        last = rows[-1]["place"]
    return digest.hexdigest()
