"""saegim vault: make, test, verify, back up and restore the encrypted vault."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path

import click

from app.cli.files import STANDARD_OUTPUT, json_option, write_json
from app.cli.wording import say
from app.domain.errors import VaultError
from app.paths import vault_dir
from app.services import vault as vaults
from app.services.actor import actor
from app.storage.vault import Vault
from app.storage.verification import VaultReport

_with_recovery_key = click.option(
    "--recovery-key", "with_recovery_key", is_flag=True, help="Ask for the recovery key instead of the passphrase."
)


@click.group()
def vault() -> None:
    """The encrypted vault. The passphrase is asked for, or taken from SAEGIM_PASSPHRASE."""


@vault.command()
@json_option
def init(wants_json: bool) -> None:
    """Make a new vault and show its recovery key, once."""
    folder = vault_dir()
    opened, recovery_key = vaults.create(folder, ask_passphrase(confirm=True), actor())
    opened.close()
    if wants_json:
        write_json({"vault": str(folder), "recovery_key": recovery_key}, STANDARD_OUTPUT)
    else:
        click.echo(say("vault_created", folder=folder))
        click.echo(say("vault_recovery_key_once", key=recovery_key))


@vault.command("unlock-test")
@json_option
def unlock_test(wants_json: bool) -> None:
    """Try the passphrase."""
    folder = vault_dir()
    vaults.unlock(folder, ask_passphrase(), actor()).close()
    if wants_json:
        write_json({"vault": str(folder), "unlocked": True}, STANDARD_OUTPUT)
    else:
        click.echo(say("vault_unlocked", folder=folder))


@vault.command()
@json_option
def recover(wants_json: bool) -> None:
    """Set a new passphrase with the recovery key."""
    folder = vault_dir()
    vaults.recover(folder, _recovery_key(), ask_passphrase(confirm=True), actor()).close()
    if wants_json:
        write_json({"vault": str(folder), "recovered": True}, STANDARD_OUTPUT)
    else:
        click.echo(say("vault_recovered"))


@vault.command("change-passphrase")
@json_option
def change_passphrase(wants_json: bool) -> None:
    """Set a new passphrase, asked for or taken from SAEGIM_NEW_PASSPHRASE."""
    with unlocked() as (opened, actor):
        vaults.VaultKeys(opened, actor).change_passphrase(_new_passphrase())
    if wants_json:
        write_json({"vault": str(vault_dir()), "changed": True}, STANDARD_OUTPUT)
    else:
        click.echo(say("vault_passphrase_changed"))


@vault.command("new-recovery-key")
@json_option
def new_recovery_key(wants_json: bool) -> None:
    """Make a new recovery key and show it, once; the former one opens nothing any more."""
    with unlocked() as (opened, actor):
        keys = vaults.VaultKeys(opened, actor)
        recovery_key = keys.propose_recovery_key()
        keys.change_recovery_key(recovery_key)
    if wants_json:
        write_json({"vault": str(vault_dir()), "recovery_key": recovery_key}, STANDARD_OUTPUT)
    else:
        click.echo(say("vault_recovery_key_once", key=recovery_key))
        click.echo(say("vault_recovery_key_changed"))


@vault.command()
@json_option
def verify(wants_json: bool) -> None:
    """Check the database, the audit chain, every signed document and every recording."""
    with unlocked() as (opened, actor):
        report = vaults.verify(opened, actor)
    _print_report(report, wants_json)
    if not report.is_intact:
        raise VaultError("vault_not_intact")


@vault.command()
@click.argument("file", type=click.Path(path_type=Path))
@json_option
def backup(file: Path, wants_json: bool) -> None:
    """Write the whole vault, encrypted, to one file."""
    with unlocked() as (opened, actor):
        vaults.back_up(opened, file, actor)
    if wants_json:
        write_json({"backup": str(file), "bytes": file.stat().st_size}, STANDARD_OUTPUT)
    else:
        click.echo(say("vault_backed_up", file=file))


@vault.command()
@click.argument("file", type=click.Path(path_type=Path))
@_with_recovery_key
@json_option
def restore(file: Path, with_recovery_key: bool, wants_json: bool) -> None:
    """Verify a backup and put it into the vault's folder, which must be empty or not there."""
    folder = vault_dir()
    if with_recovery_key:
        report = vaults.restore_with_recovery_key(file, folder, _recovery_key(), actor())
    else:
        report = vaults.restore(file, folder, ask_passphrase(), actor())
    if not wants_json:
        click.echo(say("vault_restored", folder=folder))
    _print_report(report, wants_json)
    if not report.is_intact:
        raise VaultError("vault_not_intact")


def _print_report(report: VaultReport, wants_json: bool) -> None:
    if wants_json:
        write_json({"intact": report.is_intact, **asdict(report)}, STANDARD_OUTPUT)
        return
    if report.is_intact:
        click.echo(say("vault_intact", documents=report.signed_documents, events=report.audit_events))
    for fault in report.database_faults:
        click.echo(say("vault_database_faults", fault=fault))
    if report.broken_audit_event is not None:
        click.echo(say("vault_broken_audit_event", number=report.broken_audit_event))
    if report.altered_documents:
        click.echo(say("vault_altered_documents", ids=", ".join(report.altered_documents)))
    if report.missing_documents:
        click.echo(say("vault_missing_documents", count=report.missing_documents))
    if report.damaged_recordings:
        click.echo(say("vault_damaged_recordings", ids=", ".join(report.damaged_recordings)))


@contextmanager
def unlocked() -> Iterator[tuple[Vault, str]]:
    """The vault, and who is at work in it. Asks for the passphrase. Raises as app.services.vault.unlock does."""
    who = actor()
    with vaults.unlock(vault_dir(), ask_passphrase(), who) as opened:
        yield opened, who


def ask_passphrase(*, confirm: bool = False) -> str:
    """From SAEGIM_PASSPHRASE, else from the terminal."""
    chosen = os.environ.get("SAEGIM_PASSPHRASE")
    return chosen or str(click.prompt(say("passphrase"), hide_input=True, confirmation_prompt=confirm, err=True))


def _new_passphrase() -> str:
    chosen = os.environ.get("SAEGIM_NEW_PASSPHRASE")
    asked = say("vault_new_passphrase")
    return chosen or str(click.prompt(asked, hide_input=True, confirmation_prompt=True, err=True))


def _recovery_key() -> str:
    chosen = os.environ.get("SAEGIM_RECOVERY_KEY")
    return chosen or str(click.prompt(say("vault_recovery_key"), err=True))
