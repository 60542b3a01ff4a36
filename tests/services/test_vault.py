import itertools
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from app.domain.audit import SealedEvent
from app.domain.errors import VaultError
from app.services import vault as vaults
from app.storage.audit_log import AuditLog
from app.storage.keys import KeyFile, Unlock, by_passphrase, by_recovery_key, read_keys
from app.storage.vault import open_vault, open_with

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
        ("Nurse Lee", "vault_backup_requested", ""),
    ]
    assert actions(folder) == [
        *expected,
        ("Nurse Lee", "vault_backed_up", ""),
        ("Dr Park", "vault_recovered", ""),
        ("Dr Park", "passphrase_change_requested", ""),
        ("Dr Park", "passphrase_changed", ""),
    ]
    assert vaults.restore(tmp_path / "backup", tmp_path / "restored", PASSPHRASE, "Nurse Lee").is_intact
    assert actions(tmp_path / "restored") == [*expected, ("Nurse Lee", "vault_restored", "intact=true")]


@pytest.mark.parametrize("left", ["nothing", "vault.lock", ".unfinished"])
def test_where_no_vault_came_about_one_can_be_made(tmp_path: Path, left: str) -> None:
    if left != "nothing":
        (tmp_path / left).mkdir() if left == ".unfinished" else (tmp_path / left).touch()
    assert not vaults.exists(tmp_path / "folder that is not there")
    assert not vaults.exists(tmp_path)

    vaults.create(tmp_path, PASSPHRASE, "Dr Park")[0].close()

    assert vaults.exists(tmp_path)


def test_a_folder_with_anything_else_in_it_is_not_for_a_new_vault(tmp_path: Path) -> None:
    (tmp_path / "keys.json").write_text("damaged")
    assert vaults.exists(tmp_path)


def test_the_log_does_not_say_that_a_backup_was_made_where_it_failed(tmp_path: Path) -> None:
    made, _ = vaults.create(tmp_path / "vault", PASSPHRASE, "Dr Park")
    (tmp_path / "backup").write_text("another file")
    with made, pytest.raises(VaultError, match="backup_exists"):
        vaults.back_up(made, tmp_path / "backup", "Nurse Lee")

    assert actions(tmp_path / "vault")[-1] == ("Nurse Lee", "vault_backup_requested", "")


def test_the_log_says_that_an_earlier_vault_was_brought_up_to_date(tmp_path: Path) -> None:
    shutil.copytree(Path(__file__).parents[1] / "storage" / "data" / "vault_v1", tmp_path / "vault")
    with vaults.unlock(tmp_path / "vault", "a vault for the tests", "Nurse Lee") as vault:
        events = [sealed.event for sealed in vault.audit_log.events()][-2:]

    assert [(event.action, event.detail.partition(" ")[0]) for event in events] == [
        ("vault_upgraded", "from=1"),
        ("vault_unlocked", ""),
    ]


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
        keys = vaults.VaultKeys(made, "Dr Park")
        keys.confirm_passphrase(PASSPHRASE)
        with pytest.raises(VaultError) as caught:
            keys.confirm_passphrase("somebody else's sentence")
    assert caught.value.problem.code == "wrong_passphrase"


def test_who_forgot_the_passphrase_gets_in_and_leaves_neither_old_key_behind(tmp_path: Path) -> None:
    folder = tmp_path / "vault"
    made, recovery_key = vaults.create(folder, "a sentence that is forgotten", "Dr Park")
    made.close()

    with vaults.unlock_with_recovery_key(folder, recovery_key, "Nurse Lee") as vault:
        keys = vaults.VaultKeys(vault, "Nurse Lee")
        keys.change_passphrase(PASSPHRASE)
        proposed = keys.propose_recovery_key()
        with pytest.raises(VaultError, match="wrong_recovery_key"):
            by_recovery_key(proposed)(read_keys(folder / "keys.json"))
        keys.change_recovery_key(proposed)

    with pytest.raises(VaultError, match="wrong_passphrase"):
        vaults.unlock(folder, "a sentence that is forgotten", "Dr Park")
    with pytest.raises(VaultError, match="wrong_recovery_key"):
        vaults.unlock_with_recovery_key(folder, recovery_key, "Dr Park")
    vaults.unlock_with_recovery_key(folder, proposed, "Dr Park").close()
    assert [action for actor, action, _ in actions(folder) if actor == "Nurse Lee"] == [
        "vault_recovered",
        "passphrase_change_requested",
        "passphrase_changed",
        "recovery_key_change_requested",
        "recovery_key_changed",
    ]


def test_a_change_that_cannot_be_recorded_is_not_made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made, _ = vaults.create(tmp_path / "vault", PASSPHRASE, "Dr Park")
    append = AuditLog.append

    def until_changed(log: AuditLog, actor: str, action: str, subject: str, detail: str = "") -> SealedEvent:
        if action == "passphrase_changed":
            raise VaultError("disk_full")
        return append(log, actor, action, subject, detail)

    monkeypatch.setattr(AuditLog, "append", until_changed)
    with made, pytest.raises(VaultError, match="disk_full"):
        vaults.VaultKeys(made, "Dr Park").change_passphrase("another good passphrase")

    assert actions(tmp_path / "vault")[-1] == ("Dr Park", "passphrase_change_requested", "")


@pytest.mark.end_to_end
@pytest.mark.parametrize("what", ["passphrase", "recovery_key"])
def test_a_crash_at_any_file_operation_leaves_the_former_or_the_new_key(tmp_path: Path, what: str) -> None:
    """The process ends at its first touch of a file, at its second, and so on until it reaches its end."""
    made, recovery_key = vaults.create(tmp_path / "pattern", PASSPHRASE, "Dr Park")
    proposed = vaults.VaultKeys(made, "Dr Park").propose_recovery_key()
    made.close()
    changed_at = []
    for survived in itertools.count():
        folder = tmp_path / str(survived)
        shutil.copytree(tmp_path / "pattern", folder)
        command = [sys.executable, str(Path(__file__).with_name("change_keys.py")), what, proposed, str(survived)]
        process = subprocess.run([*command, str(folder)], check=False, cwd=Path(__file__).parents[2])
        keys = read_keys(folder / "keys.json")
        former, new = (
            (opens(keys, by_passphrase(PASSPHRASE)), opens(keys, by_passphrase("another good passphrase")))
            if what == "passphrase"
            else (opens(keys, by_recovery_key(recovery_key)), opens(keys, by_recovery_key(proposed)))
        )
        assert former != new
        changed_at.append(new)
        open_with(folder, by_recovery_key(proposed if new and what == "recovery_key" else recovery_key)).close()
        assert [path.name for path in folder.iterdir() if path.name.startswith("keys")] == ["keys.json"]
        if process.returncode == 0:
            break
        assert process.returncode == 9
    assert len(changed_at) > 3
    assert changed_at == sorted(changed_at)
    assert changed_at[-1]


def opens(keys: KeyFile, unlock: Unlock) -> bool:
    try:
        unlock(keys)
    except VaultError:
        return False
    return True
