"""The vault's SQLCipher database: one keyed connection with two doors, `transaction` to write and `rows` to read."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from threading import RLock
from typing import Any

from app.domain.errors import VaultError
from app.storage.failures import database_failures, file_failures
from app.storage.folder import create_private_file
from app.storage.schema import is_from_a_newer_saegim, migrate, version_of
from app.storage.sqlcipher import Database, dbapi2

Row = dict[str, Any]

_BUSY_TIMEOUT_S = 5.0
_MAXIMUM_FAULTS = 20
_SETTINGS = (
    # One process and one connection at a time, so that write-ahead logging would gain no reader; the rollback journal
    # leaves a single whole file behind. EXTRA: what was committed outlives a power loss.
    "PRAGMA journal_mode = DELETE",
    "PRAGMA synchronous = EXTRA",
    "PRAGMA foreign_keys = ON",
    "PRAGMA temp_store = MEMORY",
    "PRAGMA trusted_schema = OFF",
)


class VaultDatabase:
    """Raises VaultError("disk_full" | "database_damaged" | "vault_unreachable") from every method.

    May be used from several threads; a transaction keeps the others waiting.
    """

    def __init__(self, path: Path, key: bytes) -> None:
        """Opens a database that `create_database` made, `version` of its schema as it finds it.

        Raises VaultError("vault_newer") when a later Saegim has written it.
        """
        self._lock = RLock()
        self._connection = _connect(path, key)
        try:
            with database_failures():
                self._tables = Database(self._connection, execute_plugins=False)
                self.version = version_of(self._tables)
                if not self.version:
                    raise VaultError("database_damaged")
                if is_from_a_newer_saegim(self._tables):
                    raise VaultError("vault_newer")
        except BaseException:
            self._connection.close()
            raise

    @contextmanager
    def transaction(self) -> Iterator[Database]:
        """All of it or nothing. Inside another transaction it is part of that one.

        Read what a change depends on inside the same transaction, and no other thread's change is lost.
        """
        with self._lock, database_failures():
            if self._connection.in_transaction:
                with self._tables.atomic():
                    yield self._tables
                return
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                yield self._tables
                self._connection.execute("COMMIT")
            except BaseException:
                self._tables.rollback()
                raise

    def rows(self, sql: str, parameters: Sequence[object] = ()) -> list[Row]:
        with self._lock, database_failures():
            return list(self._tables.query(sql, parameters))

    def row(self, sql: str, parameters: Sequence[object] = ()) -> Row | None:
        """The first row, or None."""
        return next(iter(self.rows(sql, parameters)), None)

    def count(self, table: str) -> int:
        """How many rows the table has."""
        row = self.row(f"SELECT count(*) AS n FROM {table}")
        return int(row["n"]) if row else 0

    def ever_added(self, table: str) -> int:
        """How many rows an insert-only table has ever been given, by SQLite's own counter."""
        row = self.row("SELECT seq FROM sqlite_sequence WHERE name = ?", [table])
        return int(row["seq"]) if row else 0

    def copy_to(self, path: Path, key: bytes) -> None:
        """A consistent copy under the same key. Raises VaultError("database_damaged") before it copies damage."""
        if self.faults():
            raise VaultError("database_damaged")
        _make_empty_file(path)
        copy = _connect(path, key)
        try:
            with self._lock, database_failures():
                self._connection.backup(copy)
        finally:
            copy.close()

    def faults(self) -> tuple[str, ...]:
        """What SQLCipher and SQLite find wrong with the file; empty when it is sound. Names pages, never content."""
        found: list[str] = []
        for check in ("cipher_integrity_check", f"integrity_check({_MAXIMUM_FAULTS})", "foreign_key_check"):
            try:
                rows = self.rows(f"PRAGMA {check}")
            except VaultError as error:
                found.append(str(error))
            else:
                found += [" ".join(str(value) for value in row.values()) for row in rows]
        return tuple(fault for fault in found if fault != "ok")[:_MAXIMUM_FAULTS]

    def close(self) -> None:
        with self._lock:
            self._connection.close()


def create_database(path: Path, key: bytes) -> None:
    """Raises VaultError("disk_full" | "vault_unreachable")."""
    _make_empty_file(path)
    migrate_database(path, key)


def migrate_database(path: Path, key: bytes) -> None:
    """Where it stands: `upgrade` does it on a copy. Raises VaultError as above."""
    connection = _connect(path, key)
    try:
        with database_failures():
            migrate(Database(connection, execute_plugins=False))
    finally:
        connection.close()


def _make_empty_file(path: Path) -> None:
    with file_failures():
        create_private_file(path).close()


def _connect(path: Path, key: bytes) -> Any:
    """Raises VaultError("database_damaged") when the key does not fit the file or the file is no database."""
    with database_failures():
        connection = dbapi2.connect(
            f"{path.resolve().as_uri()}?mode=rw",
            uri=True,
            timeout=_BUSY_TIMEOUT_S,
            isolation_level=None,
            check_same_thread=False,
        )
    try:
        with database_failures():
            # SQLCipher would write its errors to the standard error stream, past our own words for them.
            connection.execute("PRAGMA cipher_log = off")
            connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
            connection.execute("PRAGMA cipher_memory_security = ON")
            for setting in _SETTINGS:
                connection.execute(setting).fetchall()
            connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except BaseException:
        connection.close()
        raise
    return connection
