"""The vault: made, opened and recovered here; its parts hang on it."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType

from app.storage.audit_log import AuditLog
from app.storage.database import VaultDatabase, create_database
from app.storage.documents import DocumentStore
from app.storage.edits import EditStore
from app.storage.encounters import EncounterStore
from app.storage.folder import (
    DATABASE_FILE,
    JOURNAL_FOLDER,
    KEYS_FILE,
    LOCK_FILE,
    make_private_folder,
    publish,
    remove_lock_of_no_vault,
    remove_unfinished,
    require_vacant,
    require_vault,
    staging,
)
from app.storage.handovers import HandoverStore
from app.storage.journal import Journal
from app.storage.keys import (
    DataKey,
    Unlock,
    by_passphrase,
    by_recovery_key,
    new_keys,
    read_keys,
    require_good_passphrase,
    write_keys,
)
from app.storage.live import LiveTranscriptStore
from app.storage.lock import VaultLock
from app.storage.own_templates import OwnTemplateStore
from app.storage.patient_records import PatientRecordStore
from app.storage.settings import SettingsStore
from app.storage.transcripts import TranscriptStore
from app.storage.tuning import TuningStore
from app.storage.verification import VaultReport, verify
from app.storage.vocabulary import VocabularyStore


class Vault:
    """An open vault: encounters, patient_records, transcripts, live_transcripts, documents, edits, settings, tuning,
    vocabulary, journal, handovers, own_templates, audit_log.

    Close it to let others in.
    """

    def __init__(self, folder: Path, data_key: DataKey, lock: VaultLock) -> None:
        """Takes over the lock. Use create_vault, open_vault or recover_vault."""
        self.folder = folder
        self.data_key = data_key
        self._lock = lock
        self.database = VaultDatabase(folder / DATABASE_FILE, database_key(data_key))
        self.encounters = EncounterStore(self.database)
        self.transcripts = TranscriptStore(self.database)
        self.live_transcripts = LiveTranscriptStore(self.database)
        self.documents = DocumentStore(self.database)
        self.edits = EditStore(self.database)
        self.patient_records = PatientRecordStore(self.database)
        self.settings = SettingsStore(self.database)
        self.tuning = TuningStore(self.database)
        self.vocabulary = VocabularyStore(self.database)
        self.journal = Journal(folder / JOURNAL_FOLDER, data_key)
        self.handovers = HandoverStore(self.database)
        self.own_templates = OwnTemplateStore(self.database)
        self.audit_log = AuditLog(self.database)
        self.journal.remove_unfinished_imports()

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Everything stored inside, by any part of the vault but the journal, is kept whole or not at all."""
        with self.database.transaction():
            yield

    def close(self) -> None:
        self.database.close()
        self._lock.release()

    def __enter__(self) -> "Vault":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.close()


def create_vault(folder: Path, passphrase: str) -> tuple[Vault, str]:
    """A new vault in a folder that is empty or not there yet, and its recovery key, kept nowhere: show it once.

    Raises InputError("passphrase_too_short"), VaultError("vault_exists" | "folder_not_empty" | "not_a_vault" |
    "vault_in_use" | "disk_full" | "vault_unreachable").
    """
    require_good_passphrase(passphrase)
    require_vacant(folder)
    make_private_folder(folder)
    keys, data_key, recovery_key = new_keys(passphrase)
    lock = VaultLock(folder / LOCK_FILE)
    try:
        with _on_failure_released(lock):
            with staging(folder) as staged:
                make_private_folder(staged / JOURNAL_FOLDER)
                create_database(staged / DATABASE_FILE, database_key(data_key))
                write_keys(staged / KEYS_FILE, keys)
                publish(staged, folder)
            return Vault(folder, data_key, lock), recovery_key
    except BaseException:
        remove_lock_of_no_vault(folder)
        raise


def open_vault(folder: Path, passphrase: str) -> Vault:
    """Raises VaultError("vault_not_found" | "not_a_vault" | "keys_missing" | "keys_damaged" | "database_missing" |
    "database_damaged" | "vault_newer" | "vault_in_use" | "wrong_passphrase" | "vault_unreachable").
    """
    return open_with(folder, by_passphrase(passphrase))


def open_with(folder: Path, unlock: Unlock) -> Vault:
    """As open_vault, by any of the ways to the data key."""
    require_vault(folder)
    with _on_failure_released(VaultLock(folder / LOCK_FILE)) as lock:
        remove_unfinished(folder)
        return Vault(folder, unlock(read_keys(folder / KEYS_FILE)), lock)


def recover_vault(folder: Path, recovery_key: str, new_passphrase: str) -> Vault:
    """Opens the vault and replaces its passphrase. The recovery key stays valid.

    Raises as open_vault does, and InputError("passphrase_too_short" | "recovery_key_mistyped"),
    VaultError("wrong_recovery_key").
    """
    require_good_passphrase(new_passphrase)
    vault = open_with(folder, by_recovery_key(recovery_key))
    try:
        keys = read_keys(folder / KEYS_FILE)
        write_keys(folder / KEYS_FILE, keys.with_passphrase(new_passphrase, vault.data_key))
    except BaseException:
        vault.close()
        raise
    return vault


def verify_vault(vault: Vault) -> VaultReport:
    """Cipher and file integrity, the audit chain, every signed document against its hash, every recording."""
    return verify(vault.database, vault.documents, vault.audit_log, vault.journal)


def database_key(data_key: DataKey) -> bytes:
    return data_key.derive("database")


@contextmanager
def _on_failure_released(lock: VaultLock) -> Iterator[VaultLock]:
    try:
        yield lock
    except BaseException:
        lock.release()
        raise
