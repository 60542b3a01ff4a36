"""The vault of an earlier Saegim is brought up to date whole, or stays as it was."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from app.domain.errors import SaegimError, VaultError
from app.storage import schema, upgrade
from app.storage.backup import back_up, restore_backup
from app.storage.keys import by_passphrase
from app.storage.schema import MIGRATIONS
from app.storage.sqlcipher import Database
from app.storage.vault import open_vault, verify_vault

DATA = Path(__file__).parent / "data"
PASSPHRASE = "a vault for the tests"
EARLIER = range(1, len(MIGRATIONS))


@pytest.fixture(params=EARLIER)
def earlier(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """The vault of every earlier schema."""
    shutil.copytree(DATA / f"vault_v{request.param}", tmp_path / "vault")
    return tmp_path / "vault"


@pytest.fixture
def first(tmp_path: Path) -> Path:
    shutil.copytree(DATA / "vault_v1", tmp_path / "vault")
    return tmp_path / "vault"


def files(folder: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and path.name != "vault.lock"
    }


def refusal(act: Callable[[], object]) -> VaultError:
    with pytest.raises(VaultError) as caught:
        act()
    return caught.value


def fail_in_the_last_migration(monkeypatch: pytest.MonkeyPatch, damage: Callable[[Database], None]) -> None:
    apply = schema.migrate

    def migrate(database: Database) -> None:
        apply(database)
        damage(database)

    monkeypatch.setattr("app.storage.database.migrate", migrate)


def test_it_is_said_from_which_version_the_vault_comes(earlier: Path) -> None:
    with open_vault(earlier, PASSPHRASE) as vault:
        assert vault.upgraded_from in EARLIER
        assert vault.database.version == len(MIGRATIONS)
        assert verify_vault(vault).is_intact
    with open_vault(earlier, PASSPHRASE) as again:
        assert again.upgraded_from is None
    assert set(files(earlier)) == {"keys.json", "saegim.db", "journal/e1.saj"}


def test_a_migration_that_fails_leaves_every_file_as_it_was(earlier: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = files(earlier)

    def stumble(database: Database) -> None:
        database.execute("DROP TABLE drafts")
        raise KeyError("content")

    with monkeypatch.context() as patch:
        fail_in_the_last_migration(patch, stumble)
        error = refusal(lambda: open_vault(earlier, PASSPHRASE))

    assert (error.problem.code, error.problem.facts) == ("upgrade_failed", {"reason": "KeyError"})
    assert files(earlier) == before
    open_vault(earlier, PASSPHRASE).close()


@pytest.mark.parametrize(
    "loss",
    [
        "UPDATE encounters SET place = 'elsewhere'",
        "UPDATE patients SET name = ''",
        "INSERT INTO audit_events SELECT number + 1, at, actor, action, subject, detail, '', '' FROM audit_events",
    ],
)
def test_a_migration_that_loses_something_is_not_taken_over(
    first: Path, monkeypatch: pytest.MonkeyPatch, loss: str
) -> None:
    before = files(first)
    fail_in_the_last_migration(monkeypatch, lambda database: database.execute(loss))

    error = refusal(lambda: open_vault(first, PASSPHRASE))

    assert (error.problem.code, error.problem.facts) == ("upgrade_failed", {"reason": "verification"})
    assert files(first) == before


def test_a_copy_that_does_not_read_back_is_not_migrated(first: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = files(first)
    monkeypatch.setattr(upgrade.shutil, "copyfileobj", lambda read, write: write.write(read.read()[:-1]))

    assert refusal(lambda: open_vault(first, PASSPHRASE)).problem.code == "upgrade_failed"
    assert files(first) == before


def test_without_room_for_a_copy_nothing_is_begun(first: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = files(first)
    usage = shutil.disk_usage(first)._replace(free=100_000)
    monkeypatch.setattr(upgrade.shutil, "disk_usage", lambda _: usage)

    assert refusal(lambda: open_vault(first, PASSPHRASE)).problem.code == "upgrade_disk_full"
    assert files(first) == before


@pytest.fixture
def full_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk with room for the vault and half of a copy."""
    disk = tmp_path / "disk"
    disk.mkdir()
    if sys.platform != "linux" or os.geteuid() != 0:
        pytest.skip("only root may mount a disk")
    size = f"size={1536 << 10}"
    if subprocess.run(["mount", "-t", "tmpfs", "-o", size, "tmpfs", disk], check=False, capture_output=True).returncode:
        pytest.skip("no disk can be mounted here")
    shutil.copytree(DATA / "vault_v1", disk / "vault")
    filler = shutil.disk_usage(disk).free - (disk / "vault" / "saegim.db").stat().st_size // 2
    (disk / "filler").write_bytes(bytes(filler // 4096 * 4096))
    yield disk / "vault"
    subprocess.run(["umount", disk], check=True)


@pytest.mark.parametrize("is_foreseen", [True, False])
def test_a_disk_that_fills_up_changes_nothing(
    full_disk: Path, monkeypatch: pytest.MonkeyPatch, is_foreseen: bool
) -> None:
    before = files(full_disk)
    if not is_foreseen:
        monkeypatch.setattr(upgrade, "_require_room", lambda path: None)

    error = refusal(lambda: open_vault(full_disk, PASSPHRASE))

    assert (error.problem.code, error.problem.facts) == ("upgrade_disk_full", {"needed_mb": 1})
    assert files(full_disk) == before
    (full_disk.parent / "filler").unlink()
    open_vault(full_disk, PASSPHRASE).close()


def test_a_damaged_vault_is_not_migrated(first: Path) -> None:
    content = bytearray((first / "saegim.db").read_bytes())
    content[-100] ^= 1
    (first / "saegim.db").write_bytes(bytes(content))

    assert refusal(lambda: open_vault(first, PASSPHRASE)).problem.code == "database_damaged"
    assert (first / "saegim.db").read_bytes() == bytes(content)


def test_a_crash_before_the_copy_takes_its_place_leaves_the_vault_as_it_was(
    first: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = files(first)

    def crash(path: Path, target: Path) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(Path, "replace", crash)
        with pytest.raises(KeyboardInterrupt):
            open_vault(first, PASSPHRASE)

    assert files(first) == before
    with open_vault(first, PASSPHRASE) as vault:
        assert vault.upgraded_from == 1


def test_an_earlier_vault_is_restored_up_to_date(first: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patch:
        patch.setattr("app.storage.vault.bring_up_to_date", lambda folder, key: None)
        with open_vault(first, PASSPHRASE) as vault:
            back_up(vault, tmp_path / "backup")

    came_from: list[int | None] = []
    report = restore_backup(
        tmp_path / "backup",
        tmp_path / "restored",
        by_passphrase(PASSPHRASE),
        lambda vault, report: came_from.append(vault.upgraded_from),
    )

    assert report.is_intact
    assert came_from == [1]
    with open_vault(tmp_path / "restored", PASSPHRASE) as vault:
        assert vault.upgraded_from is None


def test_a_restore_that_cannot_be_recorded_makes_no_vault(first: Path, tmp_path: Path) -> None:
    with open_vault(first, PASSPHRASE) as vault:
        back_up(vault, tmp_path / "backup")

    def refuse(*_: object) -> None:
        raise VaultError("disk_full")

    with pytest.raises(SaegimError):
        restore_backup(tmp_path / "backup", tmp_path / "restored", by_passphrase(PASSPHRASE), refuse)

    assert files(tmp_path / "restored") == {}
