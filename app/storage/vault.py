"""The vault: made and opened here, its keys replaced; its parts hang on it."""

from collections.abc import Callable, Iterator
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
    KeyFile,
    Unlock,
    by_passphrase,
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
from app.storage.upgrade import bring_up_to_date
from app.storage.verification import VaultReport, verify
from app.storage.vocabulary import VocabularyStore


class Vault:
    """An open vault: encounters, patient_records, transcripts, live_transcripts, documents, edits, settings, tuning,
    vocabulary, journal, handovers, own_templates, audit_log.

    `upgraded_from` is the version of its schema before this opening, None if that was the present one. Close it to let
    others in.
    """

    def __init__(self, folder: Path, data_key: DataKey, lock: VaultLock, upgraded_from: int | None = None) -> None:
        """Takes over the lock. Use create_vault, open_vault or open_with."""
        self.upgraded_from = upgraded_from
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
    """As open_vault, by any of the ways to the data key. A vault of an earlier Saegim is brought up to date first.

    Raises VaultError("upgrade_disk_full" | "upgrade_failed") with the vault as it was.
    """
    require_vault(folder)
    with _on_failure_released(VaultLock(folder / LOCK_FILE)) as lock:
        remove_unfinished(folder)
        data_key = unlock(read_keys(folder / KEYS_FILE))
        return Vault(folder, data_key, lock, bring_up_to_date(folder, database_key(data_key)))


@contextmanager
def keys_replaced(vault: Vault, successor: Callable[[KeyFile], KeyFile]) -> Iterator[None]:
    """Inside, what succeeds the vault's keys is in force: whole, whatever happens. They are put back if the body fails.

    Raises VaultError("keys_damaged" | "disk_full" | "vault_unreachable").
    """
    path = vault.folder / KEYS_FILE
    former = read_keys(path)
    write_keys(path, successor(former))
    try:
        yield
    except BaseException:
        write_keys(path, former)
        raise


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
