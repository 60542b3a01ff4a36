import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from app.cli import saegim
from app.storage.vault import open_vault

PASSPHRASE = "correct horse battery"

Run = Callable[..., Result]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "vault"


@pytest.fixture
def run(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs `saegim vault …` on the vault in the folder, in English."""
    monkeypatch.setenv("SAEGIM_PASSPHRASE", PASSPHRASE)
    for name in ("SAEGIM_VAULT", "SAEGIM_LANG", "SAEGIM_RECOVERY_KEY"):
        monkeypatch.setenv(name, "")

    def run(*arguments: str, typed: str = "", at: Path = folder, language: str = "en") -> Result:
        return CliRunner().invoke(saegim, ["--vault", str(at), "--lang", language, "vault", *arguments], input=typed)

    return run


def figures(result: Result) -> dict[str, object]:
    assert result.exit_code == 0, result.output
    content = json.loads(result.stdout)
    assert isinstance(content, dict)
    return content


def test_a_vault_is_made_and_its_recovery_key_is_shown_once(run: Run, folder: Path) -> None:
    result = run("init")

    assert result.exit_code == 0
    assert len(re.findall(r"(?:[0-9A-Z]{4}-){8}[0-9A-Z]{4}", result.stdout)) == 1
    open_vault(folder, PASSPHRASE).close()


def test_the_passphrase_is_asked_for_twice(run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SAEGIM_PASSPHRASE")
    passphrase = "typed by hand twice"

    result = run("init", "--json", typed=f"{passphrase}\n{passphrase}\n")

    assert set(figures(result)) == {"vault", "recovery_key"}
    assert passphrase not in result.output
    open_vault(folder, passphrase).close()


def test_a_whole_life(run: Run, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    recovery_key = str(figures(run("init", "--json"))["recovery_key"])
    assert figures(run("unlock-test", "--json")) == {"vault": str(folder), "unlocked": True}
    report = figures(run("verify", "--json"))
    assert (report["intact"], report["database_faults"], report["audit_events"]) == (True, [], 3)

    backup = tmp_path / "backup"
    assert figures(run("backup", str(backup), "--json")) == {"backup": str(backup), "bytes": backup.stat().st_size}
    assert figures(run("restore", str(backup), "--json", at=tmp_path / "restored"))["intact"] is True
    by_key = run("restore", str(backup), "--recovery-key", typed=f"{recovery_key}\n", at=tmp_path / "by_key")
    assert by_key.exit_code == 0
    assert "intact" in by_key.stdout

    monkeypatch.setenv("SAEGIM_PASSPHRASE", "a new long passphrase")
    monkeypatch.setenv("SAEGIM_RECOVERY_KEY", recovery_key)
    assert run("recover").exit_code == 0
    with open_vault(folder, "a new long passphrase") as vault:
        actions = [sealed.event.action for sealed in vault.audit_log.events()]
    assert actions == [
        "vault_created",
        "vault_unlocked",
        "vault_unlocked",
        "vault_verified",
        "vault_unlocked",
        "vault_backup_requested",
        "vault_backed_up",
        "vault_recovered",
        "passphrase_change_requested",
        "passphrase_changed",
    ]


def test_the_passphrase_and_the_recovery_key_are_changed(
    run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    former = str(figures(run("init", "--json"))["recovery_key"])
    new = "a new long passphrase"
    monkeypatch.setenv("SAEGIM_NEW_PASSPHRASE", "")
    assert figures(run("change-passphrase", "--json", typed=f"{new}\n{new}\n"))["changed"] is True
    assert run("unlock-test").exit_code == 1
    monkeypatch.setenv("SAEGIM_PASSPHRASE", new)
    recovery_key = str(figures(run("new-recovery-key", "--json"))["recovery_key"])

    monkeypatch.setenv("SAEGIM_RECOVERY_KEY", former)
    assert "another vault" in run("recover").stderr
    monkeypatch.setenv("SAEGIM_RECOVERY_KEY", recovery_key)
    assert run("recover").exit_code == 0


def test_a_failure_is_one_sentence_with_the_next_step(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    assert run("init").exit_code == 0
    monkeypatch.setenv("SAEGIM_PASSPHRASE", "wrong horse battery")

    english, korean = run("unlock-test"), run("unlock-test", language="ko")

    assert (english.exit_code, korean.exit_code) == (1, 1)
    assert (english.stdout, korean.stdout) == ("", "")
    assert english.stderr.startswith("The passphrase is not right.")
    assert korean.stderr.startswith("암호 문구가 맞지 않습니다.")


def test_a_vault_that_is_not_intact_fails_and_says_why(run: Run, folder: Path) -> None:
    run("init")
    with open_vault(folder, PASSPHRASE) as vault, vault.database.transaction() as tables:
        tables.execute("DROP TRIGGER audit_events_refuse_update")
        tables.execute("UPDATE audit_events SET actor = 'nobody' WHERE number = 1")

    plain, as_json = run("verify"), run("verify", "--json")

    assert (plain.exit_code, as_json.exit_code) == (1, 1)
    assert "broken from event 1" in plain.stdout
    assert "restore the last good backup" in plain.stderr
    assert json.loads(as_json.stdout)["broken_audit_event"] == 1


@pytest.mark.parametrize(
    ("arguments", "beginning"),
    [
        (("unlock-test",), "There is no vault"),
        (("verify",), "There is no vault"),
        (("backup", "file"), "There is no vault"),
        (("restore", "nowhere"), "There is no file nowhere"),
    ],
)
def test_without_a_vault_every_verb_says_so(run: Run, arguments: tuple[str, ...], beginning: str) -> None:
    result = run(*arguments)

    assert result.exit_code == 1
    assert result.stderr.startswith(beginning)
