from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from made_recordings import write_recording

from app.domain.attestation import SignedDocument, canonical_json, content_sha256, document_content, sign_addendum
from app.domain.encounter import Clinician, Encounter, Role
from app.domain.errors import VaultError
from app.storage.vault import Vault, verify_vault

Sign = Callable[..., SignedDocument]


@pytest.fixture
def kept(vault: Vault, encounter: Encounter, sign: Sign) -> Vault:
    """A vault with one of everything that is verified."""
    vault.encounters.add(encounter)
    vault.encounters.add(replace(encounter, id="e2"))
    with vault.transaction():
        vault.documents.add_signed(sign("d1"))
        vault.audit_log.append("Dr Park", "document_signed", "d1")
    vault.documents.add_signed(sign("d2", version=2, supersedes="d1"))
    clinician = Clinician("Dr Lee", Role.DOCTOR)
    vault.documents.add_addendum(sign_addendum("a1", "d1", "later", clinician, signed_at="t", statement="s"))
    write_recording(vault.journal, "e1", [bytes(64_000)])
    return vault


def tamper(vault: Vault, *changes: str) -> None:
    """As somebody could who holds the data key and takes the triggers away first."""
    with vault.database.transaction() as tables:
        for trigger in vault.database.rows("SELECT name FROM sqlite_master WHERE type = 'trigger'"):
            tables.execute(f"DROP TRIGGER {trigger['name']}")
        for change in changes:
            tables.execute(change)


def test_an_untouched_vault_is_intact(kept: Vault) -> None:
    report = verify_vault(kept)

    assert report.is_intact
    assert (report.signed_documents, report.audit_events) == (2, 1)


def test_an_empty_vault_is_intact(vault: Vault) -> None:
    assert verify_vault(vault).is_intact


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE signed_documents SET content = replace(content, 'Cough', 'Fever') WHERE id = 'd1'",
        "UPDATE signed_documents SET content = '' WHERE id = 'd1'",
        f"UPDATE signed_documents SET content_sha256 = '{'0' * 64}' WHERE id = 'd1'",
        "UPDATE signed_documents SET template = 'discharge' WHERE id = 'd1'",
        "UPDATE signed_documents SET encounter_id = 'e2' WHERE id = 'd1'",
    ],
)
def test_a_document_that_was_altered_is_named(kept: Vault, change: str) -> None:
    tamper(kept, change)

    report = verify_vault(kept)

    assert report.altered_documents == ("d1",)
    assert not report.is_intact


@pytest.mark.parametrize("change", ["content = replace(content, 'later', 'never')", "document_id = 'd2'"])
def test_an_addendum_that_was_altered_is_named(kept: Vault, change: str) -> None:
    tamper(kept, f"UPDATE addenda SET {change}")

    assert verify_vault(kept).altered_documents == ("a1",)


def test_a_document_that_was_replaced_under_the_same_id_is_named(kept: Vault, sign: Sign) -> None:
    forged = document_content(replace(sign("d9"), title="forged"))
    tamper(
        kept,
        f"UPDATE signed_documents SET content = '{canonical_json(forged).decode()}', "
        f"content_sha256 = '{content_sha256(forged)}' WHERE id = 'd1'",
    )

    assert verify_vault(kept).altered_documents == ("d1",)


def test_what_is_gone_is_counted(kept: Vault) -> None:
    tamper(kept, "DELETE FROM addenda", "DELETE FROM signed_documents WHERE id = 'd2'")

    report = verify_vault(kept)

    assert report.missing_documents == 2
    assert not report.is_intact


def test_a_broken_audit_chain_is_found(kept: Vault) -> None:
    tamper(kept, "UPDATE audit_events SET actor = 'nobody'")

    report = verify_vault(kept)

    assert report.broken_audit_event == 1
    assert not report.is_intact


def test_a_damaged_recording_is_named_and_one_that_was_cut_off_is_not(kept: Vault) -> None:
    cut_off, damaged = kept.journal.start_recording("e2"), kept.folder / "journal" / "e1.saj"
    cut_off.append(bytes(40_000))
    cut_off.close()
    assert verify_vault(kept).is_intact

    content = bytearray(damaged.read_bytes())
    content[100] ^= 1
    damaged.write_bytes(content)

    assert verify_vault(kept).damaged_recordings == ("e1",)


def test_a_damaged_page_is_reported_and_stops_no_other_check(
    kept: Vault, open_quickly: Callable[[], Vault], vault_folder: Path
) -> None:
    kept.close()
    database = vault_folder / "saegim.db"
    whole = database.read_bytes()
    refused: list[str] = []
    for page in range(1, len(whole) // 4096):
        damaged = bytearray(whole)
        damaged[page * 4096 + 1000] ^= 1
        database.write_bytes(damaged)
        try:
            with open_quickly() as opened:
                report = verify_vault(opened)
        except VaultError as error:
            refused.append(error.problem.code)
            continue
        assert f"HMAC verification failed for page {page + 1}" in report.database_faults
        assert not report.is_intact
    assert set(refused) <= {"database_damaged"}
