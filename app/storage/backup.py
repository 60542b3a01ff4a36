"""The whole vault in one encrypted file, and back.

The file: magic (8 bytes), length of keys.json (4, big endian), keys.json, and a stream of frames that holds the
database and the journal. Each file is a frame with its name, frames with its content and an empty frame. The backup
opens with the passphrase or the recovery key that the vault had at the time.
"""

import hashlib
import os
import struct
from collections.abc import Callable
from contextlib import suppress
from io import BufferedWriter
from itertools import takewhile
from pathlib import Path, PurePosixPath
from typing import BinaryIO

from app.domain.errors import VaultError
from app.storage.failures import file_failures
from app.storage.folder import (
    DATABASE_FILE,
    JOURNAL_FOLDER,
    KEYS_FILE,
    LOCK_FILE,
    create_private_file,
    make_private_folder,
    publish,
    require_vacant,
    staging,
    sync_folder,
    write_atomically,
)
from app.storage.frames import MAXIMUM_CONTENT_BYTES, FrameWriter, KeyOfStream, StreamEnd, end_of, read_frames
from app.storage.keys import DataKey, KeyFile, Unlock, keys_from_bytes
from app.storage.lock import VaultLock
from app.storage.vault import Vault, database_key, open_with, verify_vault
from app.storage.verification import VaultReport

_MAGIC = b"SAEGIMB1"
_FRAMES_MAGIC = b"SAEGIMF1"
_KEYS_LENGTH = struct.Struct(">I")
_MAXIMUM_KEYS_BYTES = 1 << 16


def back_up(vault: Vault, file: Path) -> None:
    """A consistent copy of the open vault. The file appears under its name only when it has been read back whole.

    Raises VaultError("backup_exists" | "disk_full" | "database_damaged" | "vault_unreachable").
    """
    with file_failures():
        if file.exists():
            raise VaultError("backup_exists", file=str(file))
    partial = file.with_name(file.name + ".partial")
    try:
        with staging(vault.folder) as staged, file_failures():
            partial.unlink(missing_ok=True)
            vault.database.copy_to(staged / DATABASE_FILE, database_key(vault.data_key))
            with create_private_file(partial) as target:
                _write(target, vault, staged / DATABASE_FILE)
                os.fsync(target.fileno())
            _require_whole(partial, vault.data_key)
            partial.replace(file)
            sync_folder(file.parent)
    finally:
        # What has failed already is what the user should hear of.
        with suppress(OSError):
            partial.unlink(missing_ok=True)


def restore_backup(
    file: Path,
    folder: Path,
    unlock: Unlock,
    on_verified: Callable[[Vault, VaultReport], object] = lambda vault, report: None,
) -> VaultReport:
    """Unpacks and verifies beside, then puts the vault into a folder that is empty or not there yet. `on_verified` may
    still write into it: what it wrote appears with the vault, and if it fails there is none.

    The report may name what was already wrong when the backup was made. Raises VaultError("backup_missing" |
    "not_a_backup" | "backup_damaged" | "wrong_passphrase" | "wrong_recovery_key" | "vault_exists" |
    "folder_not_empty" | "disk_full" | "vault_newer" | "vault_unreachable"), InputError("recovery_key_mistyped").
    """
    with file_failures():
        if not file.is_file():
            raise VaultError("backup_missing", file=str(file))
    require_vacant(folder)
    data_key = unlock(_key_file(file))
    _require_whole(file, data_key)
    make_private_folder(folder)
    with VaultLock(folder / LOCK_FILE), staging(folder) as staged:
        _unpack(file, data_key, staged)
        report = _verify(staged, data_key, on_verified)
        publish(staged, folder)
    return report


def _write(target: BinaryIO, vault: Vault, database_copy: Path) -> None:
    keys = (vault.folder / KEYS_FILE).read_bytes()
    target.write(_MAGIC + _KEYS_LENGTH.pack(len(keys)) + keys)
    frames = FrameWriter(target, _FRAMES_MAGIC, _key_of(vault.data_key, keys))
    _pack(frames, database_copy, DATABASE_FILE)
    for recording in vault.journal.files():
        _pack(frames, recording, f"{JOURNAL_FOLDER}/{recording.name}")
    frames.finish()


def _pack(frames: FrameWriter, path: Path, name: str) -> None:
    frames.write(name.encode())
    with path.open("rb") as source:
        while content := source.read(MAXIMUM_CONTENT_BYTES):
            frames.write(content)
    frames.write(b"")


def _unpack(file: Path, data_key: DataKey, staged: Path) -> None:
    make_private_folder(staged / JOURNAL_FOLDER)
    with file_failures(), file.open("rb") as source:
        keys = _read_keys(source)
        write_atomically(staged / KEYS_FILE, keys)
        frames = read_frames(source, _FRAMES_MAGIC, _key_of(data_key, keys))
        for name in frames:
            if not _belongs(name.decode()):
                raise VaultError("backup_damaged")
            with BufferedWriter(create_private_file(staged / name.decode())) as target:
                for content in takewhile(bool, frames):
                    target.write(content)
                target.flush()
                os.fsync(target.fileno())


def _belongs(name: str) -> bool:
    return name == DATABASE_FILE or PurePosixPath(name).parts == (JOURNAL_FOLDER, PurePosixPath(name).name)


def _verify(staged: Path, data_key: DataKey, on_verified: Callable[[Vault, VaultReport], object]) -> VaultReport:
    with open_with(staged, lambda keys: data_key) as vault:
        report = verify_vault(vault)
        if report.database_faults:
            raise VaultError("backup_damaged")
        on_verified(vault, report)
    return report


def _require_whole(file: Path, data_key: DataKey) -> None:
    """Authenticates the file to its end. Raises VaultError("backup_damaged" | "vault_unreachable")."""
    with file_failures(), file.open("rb") as source:
        end = end_of(read_frames(source, _FRAMES_MAGIC, _key_of(data_key, _read_keys(source))))
    if end is not StreamEnd.COMPLETE:
        raise VaultError("backup_damaged")


def _key_file(file: Path) -> KeyFile:
    with file_failures(), file.open("rb") as source:
        keys = _read_keys(source)
    try:
        return keys_from_bytes(keys)
    except VaultError as error:
        if error.problem.code == "keys_damaged":
            raise VaultError("backup_damaged") from error
        raise


def _read_keys(source: BinaryIO) -> bytes:
    """Raises VaultError("not_a_backup" | "backup_damaged")."""
    if source.read(len(_MAGIC)) != _MAGIC:
        raise VaultError("not_a_backup")
    length = source.read(_KEYS_LENGTH.size)
    if len(length) < _KEYS_LENGTH.size or _KEYS_LENGTH.unpack(length)[0] > _MAXIMUM_KEYS_BYTES:
        raise VaultError("backup_damaged")
    return source.read(_KEYS_LENGTH.unpack(length)[0])


def _key_of(data_key: DataKey, keys: bytes) -> KeyOfStream:
    """Bound to keys.json as it stands in the backup."""
    return lambda stream_id: data_key.derive(f"backup {hashlib.sha256(keys).hexdigest()}", stream_id)
