import os
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from made_recordings import write_recording

from app.domain.attestation import SignedDocument
from app.domain.encounter import Encounter
from app.domain.errors import SaegimError
from app.domain.transcript import Transcript
from app.storage.backup import back_up, restore_backup
from app.storage.keys import DataKey, KeyFile, by_passphrase, by_recovery_key
from app.storage.vault import Vault, open_vault, verify_vault

PASSPHRASE = "correct horse battery"


@pytest.fixture
def backup(
    vault: Vault,
    encounter: Encounter,
    transcript: Transcript,
    sign: Callable[..., SignedDocument],
    tmp_path: Path,
) -> Path:
    vault.encounters.add(encounter)
    vault.transcripts.save("e1", transcript)
    vault.documents.add_signed(sign())
    vault.audit_log.append("Dr Park", "document_signed", "d1")
    write_recording(vault.journal, "e1", [bytes(64_000)])
    write_recording(vault.journal, "e1", [b"\1\2" * 20_000])
    file = tmp_path / "backup.saegim"
    back_up(vault, file)
    return file


def refusal(act: Callable[[], object]) -> str:
    with pytest.raises(SaegimError) as caught:
        act()
    return caught.value.problem.code


def test_a_restored_vault_holds_everything(
    backup: Path,
    tmp_path: Path,
    encounter: Encounter,
    transcript: Transcript,
    sign: Callable[..., SignedDocument],
) -> None:
    report = restore_backup(backup, tmp_path / "restored", by_passphrase(PASSPHRASE))

    assert report.is_intact
    assert (report.signed_documents, report.audit_events) == (1, 1)
    with open_vault(tmp_path / "restored", PASSPHRASE) as restored:
        assert restored.encounters.list() == [encounter]
        assert restored.transcripts.latest("e1") == transcript
        assert restored.documents.signed("e1") == (sign(),)
        assert b"".join(restored.journal.read_recording("e1")) == bytes(64_000) + b"\1\2" * 20_000
        assert verify_vault(restored).is_intact
    names = {str(path.relative_to(tmp_path / "restored")) for path in (tmp_path / "restored").rglob("*")}
    assert names == {"journal", "journal/e1.saj", "journal/e1.2.saj", "keys.json", "saegim.db", "vault.lock"}


def test_the_recovery_key_restores_too(backup: Path, tmp_path: Path, recovery_key: str) -> None:
    assert restore_backup(backup, tmp_path / "restored", by_recovery_key(recovery_key)).is_intact


def test_a_backup_can_be_made_while_a_recording_goes_on(vault: Vault, tmp_path: Path) -> None:
    recording = vault.journal.start_recording("e1")
    recording.append(bytes(40_000))
    importing = vault.journal.start_import("e2")
    importing.append(bytes(40_000))

    back_up(vault, tmp_path / "backup")
    recording.append(bytes(40_000))
    recording.finish()
    importing.discard()

    restore_backup(tmp_path / "backup", tmp_path / "restored", by_passphrase(PASSPHRASE))
    with open_vault(tmp_path / "restored", PASSPHRASE) as restored:
        assert b"".join(restored.journal.read_recording("e1")) == bytes(32_000)
        assert restored.journal.encounter_ids() == ("e1",)


def test_the_backup_tells_nothing(backup: Path, encounter: Encounter, transcript: Transcript) -> None:
    content = backup.read_bytes()

    assert encounter.patient.name.encode() not in content
    assert transcript.segments[0].text.encode() not in content
    assert b"e1.saj" not in content
    assert bytes(64) not in content
    if os.name != "nt":
        assert backup.stat().st_mode & 0o777 == 0o600


def test_a_file_that_is_there_is_not_overwritten(vault: Vault, tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("dear colleague")

    assert refusal(lambda: back_up(vault, tmp_path / "letter.txt")) == "backup_exists"
    assert (tmp_path / "letter.txt").read_text() == "dear colleague"


def test_a_backup_does_not_go_below_a_file(vault: Vault, tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("dear colleague")

    assert refusal(lambda: back_up(vault, tmp_path / "letter.txt" / "backup")) == "vault_unreachable"


def test_a_backup_that_is_taken_away_while_it_is_restored_is_unreachable(backup: Path, tmp_path: Path) -> None:
    def unlock_and_take_away(keys: KeyFile) -> DataKey:
        backup.unlink()
        return keys.unlock(PASSPHRASE)

    assert refusal(lambda: restore_backup(backup, tmp_path / "there", unlock_and_take_away)) == "vault_unreachable"
    assert not (tmp_path / "there").exists()


def test_a_folder_that_is_not_there_is_unreachable(vault: Vault, tmp_path: Path) -> None:
    assert refusal(lambda: back_up(vault, tmp_path / "nowhere" / "backup")) == "vault_unreachable"


def test_a_restore_replaces_nothing(backup: Path, vault: Vault, tmp_path: Path, encounter: Encounter) -> None:
    (tmp_path / "letters").mkdir()
    (tmp_path / "letters" / "letter.txt").write_text("dear colleague")

    unlock = by_passphrase(PASSPHRASE)
    assert refusal(lambda: restore_backup(backup, vault.folder, unlock)) == "vault_exists"
    assert refusal(lambda: restore_backup(backup, tmp_path / "letters", unlock)) == "folder_not_empty"
    assert vault.encounters.list() == [encounter]


def test_a_restore_that_is_refused_makes_nothing(backup: Path, tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("dear colleague, this is no backup")
    right = by_passphrase(PASSPHRASE)

    def restore(file: Path, unlock: Callable[..., object] = right) -> str:
        return refusal(lambda: restore_backup(file, tmp_path / "restored", unlock))

    assert restore(backup, by_passphrase("wrong horse battery")) == "wrong_passphrase"
    assert restore(tmp_path / "letter.txt") == "not_a_backup"
    assert restore(tmp_path / "nowhere") == "backup_missing"
    assert not (tmp_path / "restored").exists()


@settings(deadline=None, max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_a_damaged_backup_is_refused_wherever_the_damage_is(
    backup: Path, recovery_key: str, tmp_path: Path, data: st.DataObject
) -> None:
    content = bytearray(backup.read_bytes())
    position = data.draw(st.integers(8, len(content) - 1))
    if data.draw(st.booleans()):
        del content[position:]
    else:
        content[position] ^= 1 << data.draw(st.integers(0, 7))
    damaged = tmp_path / "damaged"
    damaged.write_bytes(content)

    assert (
        refusal(lambda: restore_backup(damaged, tmp_path / "restored", by_recovery_key(recovery_key)))
        == "backup_damaged"
    )
    assert not (tmp_path / "restored").exists()


def test_a_vault_with_a_broken_audit_chain_is_restored_and_says_so(vault: Vault, tmp_path: Path) -> None:
    vault.audit_log.append("Dr Park", "document_signed", "d1")
    with vault.database.transaction() as tables:
        tables.execute("DROP TRIGGER audit_events_refuse_update")
        tables.execute("UPDATE audit_events SET actor = 'nobody'")
    back_up(vault, tmp_path / "backup")

    report = restore_backup(tmp_path / "backup", tmp_path / "restored", by_passphrase(PASSPHRASE))

    assert report.broken_audit_event == 1
    open_vault(tmp_path / "restored", PASSPHRASE).close()


def test_a_damaged_database_is_not_backed_up(vault: Vault, tmp_path: Path, open_quickly: Callable[[], Vault]) -> None:
    for _ in range(50):
        vault.audit_log.append("Dr Park", "document_signed", "d1", "x" * 500)
    vault.close()
    content = bytearray((vault.folder / "saegim.db").read_bytes())
    content[-2000] ^= 1
    (vault.folder / "saegim.db").write_bytes(content)

    with open_quickly() as damaged:
        assert refusal(lambda: back_up(damaged, tmp_path / "backup")) == "database_damaged"

    assert sorted(path.name for path in tmp_path.iterdir()) == ["vault"]
