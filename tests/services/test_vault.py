from pathlib import Path

import pytest

from app.domain.errors import VaultError
from app.services import vault as vaults
from app.storage.audit_log import AuditLog
from app.storage.vault import open_vault

PASSPHRASE = "correct horse battery"


def actions(folder: Path) -> list[tuple[str, str, str]]:
    with open_vault(folder, PASSPHRASE) as vault:
        events = [sealed.event for sealed in vault.audit_log.events()]
    return [(event.actor, event.action, event.detail) for event in events]


def test_the_log_says_who_opened_the_vault_and_what_for(tmp_path: Path) -> None:
    folder = tmp_path / "vault"
    made, recovery_key = vaults.create(folder, PASSPHRASE, "Dr Park")
    made.close()
    with vaults.unlock(folder, PASSPHRASE, "Nurse Lee") as vault:
        assert vaults.verify(vault, "Nurse Lee").is_intact
        vaults.back_up(vault, tmp_path / "backup", "Nurse Lee")
    vaults.recover(folder, recovery_key, PASSPHRASE, "Dr Park").close()

    expected = [
        ("Dr Park", "vault_created", ""),
        ("Nurse Lee", "vault_unlocked", ""),
        ("Nurse Lee", "vault_verified", "intact=true"),
        ("Nurse Lee", "vault_backed_up", ""),
    ]
    assert actions(folder) == [*expected, ("Dr Park", "vault_recovered", "")]
    assert vaults.restore(tmp_path / "backup", tmp_path / "restored", PASSPHRASE).is_intact
    assert actions(tmp_path / "restored") == expected


def test_a_vault_whose_opening_cannot_be_recorded_is_closed_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    vaults.create(tmp_path / "vault", PASSPHRASE, "Dr Park")[0].close()

    def fail(*_: str) -> None:
        raise VaultError("disk_full")

    with monkeypatch.context() as patch:
        patch.setattr(AuditLog, "append", fail)
        with pytest.raises(VaultError, match="disk_full"):
            vaults.unlock(tmp_path / "vault", PASSPHRASE, "Dr Park")

    open_vault(tmp_path / "vault", PASSPHRASE).close()


def test_the_passphrase_of_an_open_vault_can_be_asked_for_again(tmp_path: Path) -> None:
    made, _ = vaults.create(tmp_path / "vault", PASSPHRASE, "Dr Park")
    with made:
        vaults.confirm_passphrase(tmp_path / "vault", PASSPHRASE)
        with pytest.raises(VaultError) as caught:
            vaults.confirm_passphrase(tmp_path / "vault", "somebody else's sentence")
    assert caught.value.problem.code == "wrong_passphrase"
