import errno
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from made_recordings import write_recording

from app.domain.attestation import SignedDocument
from app.domain.encounter import Encounter
from app.domain.errors import SaegimError, VaultError
from app.domain.note import DraftNote
from app.domain.transcript import Transcript
from app.storage.folder import staging
from app.storage.keys import by_recovery_key, read_keys
from app.storage.lock import VaultLock
from app.storage.vault import Vault, create_vault, keys_replaced, open_vault, open_with

PASSPHRASE = "correct horse battery"
PARTS = ["journal", "keys.json", "saegim.db", "vault.lock"]


def refusal(act: Callable[[], object]) -> str:
    """The code of the problem that the act ends with."""
    with pytest.raises(SaegimError) as caught:
        act()
    return caught.value.problem.code


def entries(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_what_was_kept_is_there_when_the_vault_is_opened_again(vault_folder: Path, encounter: Encounter) -> None:
    with open_vault(vault_folder, PASSPHRASE) as vault:
        vault.encounters.add(encounter)

    with open_vault(vault_folder, PASSPHRASE) as vault:
        assert vault.encounters.get("e1") == encounter
    assert entries(vault_folder) == PARTS


@pytest.mark.parametrize("name", ["vault", "진료 보관소/100% #1? 'a'"])
def test_a_vault_is_made_in_a_folder_that_is_not_there(tmp_path: Path, name: str) -> None:
    vault, recovery_key = create_vault(tmp_path / name, PASSPHRASE)
    vault.close()

    assert entries(tmp_path / name) == PARTS
    assert len(recovery_key.split("-")) == 9


def test_a_vault_is_made_in_an_empty_folder(tmp_path: Path) -> None:
    vault, _ = create_vault(tmp_path, PASSPHRASE)
    vault.close()

    assert entries(tmp_path) == PARTS


def test_a_short_passphrase_is_refused_before_anything_is_made(tmp_path: Path) -> None:
    assert refusal(lambda: create_vault(tmp_path / "vault", "eleven char")) == "passphrase_too_short"
    assert entries(tmp_path) == []


def test_a_vault_does_not_go_where_something_else_is(vault_folder: Path, tmp_path: Path) -> None:
    (tmp_path / "letters").mkdir()
    (tmp_path / "letters" / "letter.txt").write_text("dear colleague")
    (tmp_path / "file").write_text("")

    assert refusal(lambda: create_vault(vault_folder, PASSPHRASE)) == "vault_exists"
    assert refusal(lambda: create_vault(tmp_path / "letters", PASSPHRASE)) == "folder_not_empty"
    assert refusal(lambda: create_vault(tmp_path / "file", PASSPHRASE)) == "not_a_vault"
    assert entries(tmp_path / "letters") == ["letter.txt"]


@pytest.mark.parametrize(
    ("break_it", "code"),
    [
        (shutil.rmtree, "vault_not_found"),
        (lambda folder: (shutil.rmtree(folder), folder.mkdir()), "vault_not_found"),
        (lambda folder: (shutil.rmtree(folder), folder.write_text("a file")), "not_a_vault"),
        (lambda folder: [(folder / name).unlink() for name in ("keys.json", "saegim.db")], "not_a_vault"),
        (lambda folder: (folder / "keys.json").unlink(), "keys_missing"),
        (lambda folder: (folder / "saegim.db").unlink(), "database_missing"),
        (lambda folder: (folder / "keys.json").write_text("{}"), "keys_damaged"),
        (lambda folder: (folder / "keys.json").write_bytes(b""), "keys_damaged"),
        (lambda folder: (folder / "saegim.db").write_bytes(b""), "database_damaged"),
        (lambda folder: (folder / "saegim.db").write_text("not a database"), "database_damaged"),
    ],
)
def test_every_way_in_which_a_folder_is_no_vault_has_its_name(
    vault_folder: Path, break_it: Callable[[Path], object], code: str
) -> None:
    break_it(vault_folder)

    assert refusal(lambda: open_vault(vault_folder, PASSPHRASE)) == code


def test_a_wrong_passphrase_is_refused_and_keeps_nobody_out(vault_folder: Path) -> None:
    assert refusal(lambda: open_vault(vault_folder, "correct horse batteri")) == "wrong_passphrase"

    open_vault(vault_folder, PASSPHRASE).close()


def test_the_database_of_another_vault_is_damage(vault_folder: Path, tmp_path: Path) -> None:
    other, _ = create_vault(tmp_path / "other", PASSPHRASE)
    other.close()
    shutil.copy(tmp_path / "other" / "saegim.db", vault_folder / "saegim.db")

    assert refusal(lambda: open_vault(vault_folder, PASSPHRASE)) == "database_damaged"


def test_the_recovery_key_opens_the_vault(vault_folder: Path, recovery_key: str, encounter: Encounter) -> None:
    with open_vault(vault_folder, PASSPHRASE) as vault:
        vault.encounters.add(encounter)

    with open_with(vault_folder, by_recovery_key(recovery_key.lower().replace("-", " "))) as vault:
        assert vault.encounters.get("e1") == encounter


def test_a_recovery_key_that_does_not_fit_is_refused(vault_folder: Path, recovery_key: str, tmp_path: Path) -> None:
    other, other_key = create_vault(tmp_path / "other", PASSPHRASE)
    other.close()
    keys = (vault_folder / "keys.json").read_bytes()

    def open_by(key: str) -> str:
        return refusal(lambda: open_with(vault_folder, by_recovery_key(key)))

    assert open_by(recovery_key[:-3]) == "recovery_key_group_mistyped"
    assert open_by("something else") == "recovery_key_mistyped"
    assert open_by(other_key) == "wrong_recovery_key"
    assert (vault_folder / "keys.json").read_bytes() == keys
    open_vault(vault_folder, PASSPHRASE).close()


def test_keys_are_put_back_when_what_hangs_on_them_fails(vault: Vault) -> None:
    def change() -> None:
        with keys_replaced(vault, lambda keys: keys.with_passphrase("another passphrase", vault.data_key)):
            assert read_keys(vault.folder / "keys.json").unlock("another passphrase") == vault.data_key
            raise VaultError("disk_full")

    assert refusal(change) == "disk_full"
    assert read_keys(vault.folder / "keys.json").unlock(PASSPHRASE) == vault.data_key


def test_a_vault_is_open_once(vault: Vault) -> None:
    assert refusal(lambda: open_vault(vault.folder, PASSPHRASE)) == "vault_in_use"


def test_a_folder_in_which_another_process_makes_a_vault_is_left_to_it(tmp_path: Path) -> None:
    with VaultLock(tmp_path / "vault.lock"):
        assert refusal(lambda: create_vault(tmp_path, PASSPHRASE)) == "vault_in_use"

        assert entries(tmp_path) == ["vault.lock"]


@pytest.mark.skipif(os.name == "nt", reason="POSIX locks")
def test_a_disk_that_knows_no_locks_is_not_taken_for_another_process(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(descriptor: int, operation: int) -> None:
        raise OSError(errno.ENOLCK, "No locks available")

    monkeypatch.setattr("fcntl.flock", refuse)

    assert refusal(lambda: create_vault(tmp_path / "vault", PASSPHRASE)) == "vault_unreachable"


def test_a_folder_that_nobody_may_look_into_is_unreachable(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(path: Path, **options: object) -> None:
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr(Path, "stat", refuse)

    assert refusal(lambda: open_vault(tmp_path / "vault", PASSPHRASE)) == "vault_unreachable"
    assert refusal(lambda: create_vault(tmp_path / "vault", PASSPHRASE)) == "vault_unreachable"


@pytest.mark.end_to_end
def test_another_process_keeps_the_vault_until_it_dies(vault_folder: Path) -> None:
    script = (
        "import pathlib, sys, time\n"
        "from app.storage.vault import open_vault\n"
        f"vault = open_vault(pathlib.Path(sys.argv[1]), {PASSPHRASE!r})\n"
        "print('open', flush=True)\n"
        "time.sleep(60)\n"
    )
    holder = subprocess.Popen([sys.executable, "-c", script, str(vault_folder)], stdout=subprocess.PIPE)
    assert holder.stdout is not None
    with holder.stdout:
        assert holder.stdout.readline().strip() == b"open"
        assert refusal(lambda: open_vault(vault_folder, PASSPHRASE)) == "vault_in_use"
        os.kill(holder.pid, getattr(signal, "SIGKILL", signal.SIGTERM))
        holder.wait()

    open_vault(vault_folder, PASSPHRASE).close()


def test_what_a_killed_process_left_unfinished_is_cleared_away(vault_folder: Path) -> None:
    unfinished = vault_folder / ".unfinished"
    unfinished.mkdir()
    (unfinished / "saegim.db").write_text("half a copy")

    open_vault(vault_folder, PASSPHRASE).close()

    assert entries(vault_folder) == PARTS


def test_a_vault_whose_making_was_killed_can_be_made_again(tmp_path: Path) -> None:
    killed = staging(tmp_path)
    (killed.__enter__() / "saegim.db").write_text("half a database")

    vault, _ = create_vault(tmp_path, PASSPHRASE)
    vault.close()

    assert entries(tmp_path) == PARTS


@pytest.mark.skipif(os.name == "nt", reason="POSIX permissions")
def test_only_the_owner_can_look_inside(tmp_path: Path) -> None:
    umask = os.umask(0)
    try:
        vault, _ = create_vault(tmp_path / "vault", PASSPHRASE)
        write_recording(vault.journal, "e1", [bytes(32_000)])
        vault.audit_log.append("Dr Park", "recording_imported", "e1")
        vault.close()
    finally:
        os.umask(umask)

    modes = {str(path.relative_to(tmp_path)): path.stat().st_mode & 0o777 for path in tmp_path.rglob("*")}
    assert modes == {
        "vault": 0o700,
        "vault/journal": 0o700,
        "vault/journal/e1.saj": 0o600,
        "vault/keys.json": 0o600,
        "vault/saegim.db": 0o600,
        "vault/vault.lock": 0o600,
    }


def test_a_later_saegim_keeps_its_vault_to_itself(vault_folder: Path) -> None:
    with open_vault(vault_folder, PASSPHRASE) as vault, vault.database.transaction() as tables:
        tables.table("_sqlite_migrations").insert({"migration_set": "saegim", "name": "m9999_later", "applied_at": ""})

    assert refusal(lambda: open_vault(vault_folder, PASSPHRASE)) == "vault_newer"


def test_nothing_of_a_patient_is_on_the_disk_in_plain(
    vault: Vault,
    encounter: Encounter,
    transcript: Transcript,
    note: DraftNote,
    sign: Callable[..., SignedDocument],
    tmp_path: Path,
) -> None:
    sound = b"\x12\x34\x56\x78\x9a\xbc\xde\xf0" * 4_000
    vault.encounters.add(encounter)
    vault.transcripts.save("e1", transcript)
    vault.documents.save_draft("e1", note, ai=True)
    vault.documents.add_signed(sign())
    vault.audit_log.append("Dr Park", "document_signed", "d1")
    write_recording(vault.journal, "e1", [sound])
    said = [
        encounter.patient.name,
        encounter.patient.number,
        encounter.title,
        transcript.segments[0].text,
        "Cough for three days",
        "Dr Park",
        "document_signed",
        "signed_documents",
        PASSPHRASE,
    ]
    looked_for = [text.encode(encoding) for text in said for encoding in ("utf-8", "utf-16-le", "utf-16-be")]

    files = [path for path in tmp_path.rglob("*") if path.is_file()]
    on_disk = b"".join(path.read_bytes() for path in files)

    assert {"saegim.db", "keys.json", "e1.saj"} <= {path.name for path in files}
    assert [words for words in [*looked_for, sound[:16], vault.data_key.secret] if words in on_disk] == []


def test_a_transaction_in_progress_leaves_nothing_in_plain_either(
    vault: Vault, encounter: Encounter, transcript: Transcript, tmp_path: Path
) -> None:
    """The rollback journal lies beside the database while a transaction runs."""
    vault.encounters.add(encounter)
    with vault.transaction():
        for _ in range(50):
            vault.transcripts.save("e1", transcript)
        on_disk = {path.name: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}

    assert "saegim.db-journal" in on_disk
    assert not any(encounter.patient.name.encode() in content for content in on_disk.values())
