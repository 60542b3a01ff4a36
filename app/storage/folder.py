"""The vault folder: what lies in it, who may read it, and how a whole vault appears in it at once."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from io import BufferedWriter, FileIO
from pathlib import Path

from app.domain.errors import VaultError
from app.storage.failures import file_failures

KEYS_FILE = "keys.json"
DATABASE_FILE = "saegim.db"
JOURNAL_FOLDER = "journal"
LOCK_FILE = "vault.lock"
_STAGING_FOLDER = ".unfinished"
_UNFINISHED = ".new"


def require_vault(folder: Path) -> None:
    """Raises VaultError("vault_not_found" | "not_a_vault" | "keys_missing" | "database_missing")."""
    entries = _entries(folder)
    if not entries:
        raise VaultError("vault_not_found", folder=str(folder))
    if not entries & {KEYS_FILE, DATABASE_FILE}:
        raise VaultError("not_a_vault", folder=str(folder))
    if KEYS_FILE not in entries:
        raise VaultError("keys_missing", folder=str(folder))
    if DATABASE_FILE not in entries:
        raise VaultError("database_missing", folder=str(folder))


def require_vacant(folder: Path) -> None:
    """Raises VaultError("vault_exists" | "folder_not_empty" | "not_a_vault")."""
    entries = _entries(folder)
    if entries & {KEYS_FILE, DATABASE_FILE}:
        raise VaultError("vault_exists", folder=str(folder))
    if entries:
        raise VaultError("folder_not_empty", folder=str(folder))


def is_vacant(folder: Path) -> bool:
    """Whether `require_vacant` lets a vault be made there. Raises VaultError("not_a_vault" | "vault_unreachable")."""
    return not _entries(folder)


def make_private_folder(folder: Path) -> None:
    """Only its owner may look inside, whatever the umask. Its parents are made too."""
    with file_failures():
        folder.mkdir(parents=True, exist_ok=True)
        folder.chmod(0o700)


def create_private_file(path: Path) -> FileIO:
    """A new file, unbuffered, that only its owner may read. Raises OSError, and for a file that exists too."""
    return FileIO(path, "x", opener=lambda name, flags: os.open(name, flags, 0o600))


def write_atomically(path: Path, content: bytes) -> None:
    """Whatever happens, the file holds either its old content or the new, whole."""
    unfinished = path.with_name(path.name + _UNFINISHED)
    with file_failures():
        unfinished.unlink(missing_ok=True)
        try:
            with BufferedWriter(create_private_file(unfinished)) as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            unfinished.replace(path)
        finally:
            unfinished.unlink(missing_ok=True)
        sync_folder(path.parent)


def sync_folder(folder: Path) -> None:
    """Makes new, renamed and removed names last through a power loss. Windows has no such call and needs none."""
    if os.name == "nt":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


@contextmanager
def staging(folder: Path) -> Iterator[Path]:
    """A private place in the vault folder, on the same disk, for what is not finished; gone afterwards."""
    staged = folder / _STAGING_FOLDER
    remove_unfinished(folder)
    make_private_folder(staged)
    try:
        yield staged
    finally:
        remove_unfinished(folder)


def publish(staged: Path, folder: Path) -> None:
    """Moves a finished vault out of staging. The keys come last: with them, the vault is there."""
    with file_failures():
        for name in (JOURNAL_FOLDER, DATABASE_FILE, KEYS_FILE):
            (staged / name).replace(folder / name)
        sync_folder(folder)


def remove_unfinished(folder: Path) -> None:
    """Takes away what a process that was killed had not finished. Only the holder of the vault's lock may call it."""
    shutil.rmtree(folder / _STAGING_FOLDER, ignore_errors=True)
    with file_failures():
        (folder / (KEYS_FILE + _UNFINISHED)).unlink(missing_ok=True)


def remove_lock_of_no_vault(folder: Path) -> None:
    """Leaves a folder empty in which no vault came about."""
    if not _entries(folder):
        (folder / LOCK_FILE).unlink(missing_ok=True)


def _entries(folder: Path) -> set[str]:
    """What lies in the folder, apart from what an attempt to make a vault there may have left behind."""
    with file_failures():
        if not folder.exists():
            return set()
        if not folder.is_dir():
            raise VaultError("not_a_vault", folder=str(folder))
        return {entry.name for entry in folder.iterdir()} - {LOCK_FILE, _STAGING_FOLDER}
