"""Make, unlock, recover, verify and back up the vault, and say in its audit log who did."""

from pathlib import Path

from app.storage.backup import back_up as write_backup
from app.storage.backup import restore_backup
from app.storage.folder import KEYS_FILE
from app.storage.keys import by_passphrase, by_recovery_key, read_keys
from app.storage.vault import Vault, create_vault, open_vault, recover_vault, verify_vault
from app.storage.verification import VaultReport


def exists(folder: Path) -> bool:
    """Whether there is something to unlock, be it damaged: a new vault only goes into an empty folder."""
    return folder.is_dir() and any(folder.iterdir())


def create(folder: Path, passphrase: str, actor: str) -> tuple[Vault, str]:
    """A new vault and its recovery key, which is shown once and kept nowhere. Raises VaultError."""
    vault, recovery_key = create_vault(folder, passphrase)
    return _audited(vault, actor, "vault_created"), recovery_key


def unlock(folder: Path, passphrase: str, actor: str) -> Vault:
    """Raises VaultError: wrong passphrase, no vault, damaged, open already."""
    return _audited(open_vault(folder, passphrase), actor, "vault_unlocked")


def confirm_passphrase(folder: Path, passphrase: str) -> None:
    """That whoever sits here now may see an open vault. Raises VaultError("wrong_passphrase" | "keys_damaged")."""
    by_passphrase(passphrase)(read_keys(folder / KEYS_FILE))


def recover(folder: Path, recovery_key: str, new_passphrase: str, actor: str) -> Vault:
    """Raises as unlock does, and InputError for a passphrase that is too short or a key that is mistyped."""
    return _audited(recover_vault(folder, recovery_key, new_passphrase), actor, "vault_recovered")


def verify(vault: Vault, actor: str) -> VaultReport:
    """Damage is in the report, not raised."""
    report = verify_vault(vault)
    if not report.database_faults:
        vault.audit_log.append(actor, "vault_verified", "vault", f"intact={report.is_intact}".lower())
    return report


def back_up(vault: Vault, file: Path, actor: str) -> None:
    """Raises VaultError("backup_exists" | "disk_full" | "database_damaged" | "vault_unreachable")."""
    vault.audit_log.append(actor, "vault_backed_up", "vault")
    write_backup(vault, file)


def restore(file: Path, folder: Path, passphrase: str) -> VaultReport:
    """Raises as `app.storage.backup.restore_backup` does."""
    return restore_backup(file, folder, by_passphrase(passphrase))


def restore_with_recovery_key(file: Path, folder: Path, recovery_key: str) -> VaultReport:
    """Raises as `app.storage.backup.restore_backup` does."""
    return restore_backup(file, folder, by_recovery_key(recovery_key))


def _audited(vault: Vault, actor: str, action: str) -> Vault:
    """A vault whose opening cannot be recorded is closed again."""
    try:
        vault.audit_log.append(actor, action, "vault")
    except BaseException:
        vault.close()
        raise
    return vault
