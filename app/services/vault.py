"""Make, unlock, recover, verify and back up the vault, and say in its audit log who did."""

from collections.abc import Callable
from pathlib import Path

from app.storage.backup import back_up as write_backup
from app.storage.backup import restore_backup
from app.storage.folder import KEYS_FILE, is_vacant
from app.storage.keys import KeyFile, Unlock, by_passphrase, by_recovery_key, read_keys, require_good_passphrase
from app.storage.recovery_key import new_recovery_secret, read_recovery_key, write_recovery_key
from app.storage.vault import Vault, create_vault, keys_replaced, open_vault, open_with, verify_vault
from app.storage.verification import VaultReport


def exists(folder: Path) -> bool:
    """Whether there is something to unlock, be it damaged: a new vault only goes into an empty folder.

    Raises VaultError("not_a_vault" | "vault_unreachable").
    """
    return not is_vacant(folder)


def create(folder: Path, passphrase: str, actor: str) -> tuple[Vault, str]:
    """A new vault and its recovery key, which is shown once and kept nowhere. Raises VaultError."""
    vault, recovery_key = create_vault(folder, passphrase)
    return _audited(vault, actor, "vault_created"), recovery_key


def unlock(folder: Path, passphrase: str, actor: str) -> Vault:
    """Raises VaultError: wrong passphrase, no vault, damaged, open already."""
    return _audited(open_vault(folder, passphrase), actor, "vault_unlocked")


def unlock_with_recovery_key(folder: Path, recovery_key: str, actor: str) -> Vault:
    """Raises as unlock does, InputError("recovery_key_mistyped" | "recovery_key_group_mistyped") and
    VaultError("wrong_recovery_key").
    """
    return _audited(open_with(folder, by_recovery_key(recovery_key)), actor, "vault_recovered")


def recover(folder: Path, recovery_key: str, new_passphrase: str, actor: str) -> Vault:
    """With a new passphrase; the recovery key stays. Raises as unlock_with_recovery_key does, and
    InputError("passphrase_too_short").
    """
    require_good_passphrase(new_passphrase)
    vault = unlock_with_recovery_key(folder, recovery_key, actor)
    try:
        VaultKeys(vault, actor).change_passphrase(new_passphrase)
    except BaseException:
        vault.close()
        raise
    return vault


class VaultKeys:
    """The passphrase and the recovery key of an open vault.

    Either is changed by one write of the key file: at every moment the former or the new one opens the vault, and once
    the new one does, the former does no more. The log says that a change was asked for before it is made, so that none
    goes unrecorded.
    """

    def __init__(self, vault: Vault, actor: str) -> None:
        self._vault = vault
        self._actor = actor

    def confirm_passphrase(self, passphrase: str) -> None:
        """That whoever sits here now may see the vault. Raises VaultError("wrong_passphrase" | "keys_damaged")."""
        by_passphrase(passphrase)(read_keys(self._vault.folder / KEYS_FILE))

    def change_passphrase(self, passphrase: str) -> None:
        """Raises InputError("passphrase_too_short"), VaultError("disk_full" | "keys_damaged" | "vault_unreachable")."""
        require_good_passphrase(passphrase)
        self._change("passphrase", lambda keys: keys.with_passphrase(passphrase, self._vault.data_key))

    def propose_recovery_key(self) -> str:
        """To be kept by the user; it opens nothing before it is put in force by `change_recovery_key`."""
        return write_recovery_key(new_recovery_secret())

    def change_recovery_key(self, recovery_key: str) -> None:
        """Raises as change_passphrase does, and InputError("recovery_key_mistyped")."""
        secret = read_recovery_key(recovery_key)
        self._change("recovery_key", lambda keys: keys.with_recovery_secret(secret, self._vault.data_key))

    def _change(self, what: str, successor: Callable[[KeyFile], KeyFile]) -> None:
        audit_log = self._vault.audit_log
        audit_log.append(self._actor, f"{what}_change_requested", "vault")
        with keys_replaced(self._vault, successor):
            audit_log.append(self._actor, f"{what}_changed", "vault")


def verify(vault: Vault, actor: str) -> VaultReport:
    """Damage is in the report, not raised."""
    report = verify_vault(vault)
    if not report.database_faults:
        vault.audit_log.append(actor, "vault_verified", "vault", f"intact={report.is_intact}".lower())
    return report


def back_up(vault: Vault, file: Path, actor: str) -> None:
    """The log says that a backup was asked for, which the backup holds too, and that it was made only once it was.

    Raises VaultError("backup_exists" | "disk_full" | "database_damaged" | "vault_unreachable").
    """
    vault.audit_log.append(actor, "vault_backup_requested", "vault")
    write_backup(vault, file)
    vault.audit_log.append(actor, "vault_backed_up", "vault")


def restore(file: Path, folder: Path, passphrase: str, actor: str) -> VaultReport:
    """Raises as `app.storage.backup.restore_backup` does."""
    return _restore(file, folder, by_passphrase(passphrase), actor)


def restore_with_recovery_key(file: Path, folder: Path, recovery_key: str, actor: str) -> VaultReport:
    """Raises as `app.storage.backup.restore_backup` does."""
    return _restore(file, folder, by_recovery_key(recovery_key), actor)


def _restore(file: Path, folder: Path, unlock: Unlock, actor: str) -> VaultReport:
    def record(vault: Vault, report: VaultReport) -> None:
        _record_upgrade(vault, actor)
        vault.audit_log.append(actor, "vault_restored", "vault", f"intact={report.is_intact}".lower())

    return restore_backup(file, folder, unlock, record)


def _audited(vault: Vault, actor: str, action: str) -> Vault:
    """A vault whose opening cannot be recorded is closed again."""
    try:
        _record_upgrade(vault, actor)
        vault.audit_log.append(actor, action, "vault")
    except BaseException:
        vault.close()
        raise
    return vault


def _record_upgrade(vault: Vault, actor: str) -> None:
    if vault.upgraded_from is not None:
        detail = f"from={vault.upgraded_from} to={vault.database.version}"
        vault.audit_log.append(actor, "vault_upgraded", "vault", detail)
