"""A full disk, for real where we may mount one, and at a limit of the operating system everywhere else."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from made_recordings import write_recording

from app.domain.encounter import Encounter
from app.domain.errors import VaultError
from app.domain.transcript import Transcript
from app.storage.backup import back_up
from app.storage.failures import database_failures, file_failures
from app.storage.frames import StreamEnd
from app.storage.vault import Vault, create_vault, open_vault, verify_vault

PASSPHRASE = "correct horse battery"


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """One mebibyte."""
    disk = tmp_path / "disk"
    disk.mkdir()
    if sys.platform != "linux" or os.geteuid() != 0:
        pytest.skip("only root may mount a disk")
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", disk], check=False, capture_output=True)
    if mounted.returncode:
        pytest.skip("no disk can be mounted here")
    yield disk
    subprocess.run(["umount", disk], check=True)


@contextmanager
def file_size_limit(size_bytes: int) -> Iterator[None]:
    resource = pytest.importorskip("resource")
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size_bytes, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def long_transcript(transcript: Transcript, megabytes: int) -> Transcript:
    """Of random letters, which cannot be compressed."""
    text = os.urandom(megabytes << 20).hex()
    return transcript.with_segment(replace(transcript.segments[0], text=text))


def test_what_was_saved_before_stays_and_the_rest_can_go_on(
    small_disk: Path, encounter: Encounter, transcript: Transcript
) -> None:
    vault, _ = create_vault(small_disk / "vault", PASSPHRASE)
    vault.encounters.add(encounter)
    vault.transcripts.save("e1", transcript)

    with pytest.raises(VaultError, match="disk_full"):
        vault.transcripts.save("e1", long_transcript(transcript, 1))

    assert vault.transcripts.latest("e1") == transcript
    vault.audit_log.append("Dr Park", "transcript_corrected", "e1")
    vault.close()
    with open_vault(small_disk / "vault", PASSPHRASE) as again:
        assert again.transcripts.latest("e1") == transcript
        assert verify_vault(again).is_intact


def test_a_recording_keeps_every_second_that_found_room(small_disk: Path) -> None:
    vault, _ = create_vault(small_disk / "vault", PASSPHRASE)
    seconds = 0

    def blocks() -> Iterator[bytes]:
        nonlocal seconds
        for seconds in range(1000):
            yield bytes([seconds % 256]) * 32_000

    with pytest.raises(VaultError, match="disk_full"):
        write_recording(vault.journal, "e1", blocks())

    halves = [block[0] for block in vault.journal.read_recording("e1")]
    assert halves == [half // 2 for half in range(len(halves))]
    assert len(halves) // 2 == seconds
    assert vault.journal.states("e1")[0].end is StreamEnd.UNFINISHED
    vault.close()


def test_a_vault_that_finds_no_room_is_not_begun(small_disk: Path) -> None:
    filler = small_disk / "filler"
    filler.write_bytes(bytes(960 << 10))

    with pytest.raises(VaultError, match="disk_full"):
        create_vault(small_disk / "vault", PASSPHRASE)

    assert list((small_disk / "vault").iterdir()) == []
    filler.unlink()
    vault, _ = create_vault(small_disk / "vault", PASSPHRASE)
    vault.close()


def test_a_recording_that_finds_no_room_at_all_is_not_begun(vault: Vault) -> None:
    with file_size_limit(10), pytest.raises(VaultError, match="disk_full"):
        vault.journal.start_recording("e1")
    importing = vault.journal.start_import("e1")
    with file_size_limit(10), pytest.raises(VaultError, match="disk_full"):
        importing.append(bytes(2))
    importing.discard()

    assert not vault.journal.has_recording("e1")
    again = vault.journal.start_import("e1")
    again.append(bytes(32_000))
    again.finish()
    assert vault.journal.duration_s("e1") == 1.0


def test_a_backup_that_finds_no_room_leaves_no_file(vault: Vault, small_disk: Path) -> None:
    write_recording(vault.journal, "e1", [os.urandom(2 << 20)])

    with pytest.raises(VaultError, match="disk_full"):
        back_up(vault, small_disk / "backup")

    assert list(small_disk.iterdir()) == []


def test_the_database_at_its_largest_size_is_a_full_disk(
    vault: Vault, encounter: Encounter, transcript: Transcript
) -> None:
    vault.encounters.add(encounter)
    vault.database.rows("PRAGMA max_page_count = 60")

    with pytest.raises(VaultError, match="disk_full"):
        vault.transcripts.save("e1", long_transcript(transcript, 1))

    assert vault.transcripts.latest("e1") is None
    assert vault.transcripts.save("e1", transcript) == 1


def test_a_recording_at_the_file_size_limit_is_a_full_disk(vault: Vault) -> None:
    with file_size_limit(100_000), pytest.raises(VaultError, match="disk_full"):
        write_recording(vault.journal, "e1", [bytes(32_000)] * 10)

    assert len(b"".join(vault.journal.read_recording("e1"))) == 96_000


def test_a_disk_that_answers_nothing_is_unreachable() -> None:
    with pytest.raises(VaultError) as caught, file_failures():
        raise PermissionError(13, "Permission denied", "/vault/김새김")

    assert caught.value.problem.code == "vault_unreachable"
    assert caught.value.problem.facts == {"reason": "EACCES"}


def test_a_bug_passes_unchanged() -> None:
    with pytest.raises(KeyError), file_failures(), database_failures():
        raise KeyError("bug")
