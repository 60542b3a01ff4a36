import errno
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import tracemalloc
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from made_recordings import write_recording

from app.domain.errors import VaultError
from app.storage.frames import FrameReader, StreamEnd
from app.storage.journal import Journal, RecordingState
from app.storage.keys import DataKey
from app.storage.recording_file import BYTES_PER_S

KEY = DataKey(bytes(range(32)))
FRAME_OVERHEAD_BYTES = 25
HEADER_BYTES = 24 + FRAME_OVERHEAD_BYTES + 9
FRAME_BYTES = BYTES_PER_S // 2


@pytest.fixture
def journal(tmp_path: Path) -> Journal:
    return Journal(tmp_path, KEY)


def pcm(seconds: float, seed: int = 1) -> bytes:
    return random.Random(seed).randbytes(int(seconds * 16_000) * 2)


def blocks_of(audio: bytes, size: int) -> Iterator[bytes]:
    return (audio[start : start + size] for start in range(0, len(audio), size))


def read(journal: Journal, encounter_id: str = "e1", number: int | None = None) -> bytes:
    return b"".join(journal.read_recording(encounter_id, number))


def test_a_recording_comes_back_as_it_was(journal: Journal) -> None:
    audio = pcm(3.7)
    assert not journal.has_recording("e1")

    write_recording(journal, "e1", blocks_of(audio, 3_333))

    assert read(journal) == audio
    assert journal.has_recording("e1")
    assert journal.encounter_ids() == ("e1",)
    assert journal.states("e1") == (RecordingState(1, 3.7, StreamEnd.COMPLETE),)


def test_no_recording_reads_as_nothing(journal: Journal) -> None:
    assert read(journal) == b""
    assert journal.states("e1") == ()


def test_further_recordings_follow_and_ids_that_begin_alike_are_not_mixed_up(journal: Journal) -> None:
    write_recording(journal, "e1", [pcm(1.5, 1)])
    write_recording(journal, "e1", [pcm(1.5, 2)])
    write_recording(journal, "e12", [pcm(1, 3)])
    write_recording(journal, "e1-2", [pcm(1, 4)])

    assert read(journal) == pcm(1.5, 1) + pcm(1.5, 2)
    assert read(journal, number=2) == pcm(1.5, 2)
    assert journal.encounter_ids() == ("e1", "e1-2", "e12")


def test_every_second_is_on_the_disk_before_the_next(journal: Journal) -> None:
    recording = journal.start_recording("e1")
    for second in range(3):
        recording.append(pcm(1, second))
        assert journal.states("e1") == (RecordingState(1, second + 1.0, StreamEnd.UNFINISHED),)
    recording.append(pcm(0.4, 9))
    recording.finish()

    assert read(journal) == pcm(1, 0) + pcm(1, 1) + pcm(1, 2) + pcm(0.4, 9)


def test_a_killed_process_loses_half_a_second_at_most(journal: Journal) -> None:
    recording = journal.start_recording("e1")
    for tenth in range(27):
        recording.append(pcm(0.1, tenth))
        assert journal.duration_s("e1") > (tenth + 1) / 10 - 0.5
    recording.close()

    assert journal.states("e1") == (RecordingState(1, 2.5, StreamEnd.UNFINISHED),)


@settings(max_examples=25)
@given(st.lists(st.tuples(st.integers(1, 40_000), st.booleans()), max_size=12), st.integers(0, 60_000))
def test_who_follows_a_growing_recording_hears_every_sample_once(
    steps: list[tuple[int, bool]], start_sample: int
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        journal = Journal(Path(folder), KEY)
        heard, said = b"", b""
        with journal.follow("e1", start_sample) as follower:
            recording = journal.start_recording("e1")
            for number, (samples, starts_anew) in enumerate(steps):
                if starts_anew:
                    recording.finish()
                    recording = journal.start_recording("e1")
                sound = random.Random(number).randbytes(2 * samples)
                recording.append(sound)
                said += sound
                while block := follower.read():
                    heard += block
                assert follower.sample == max(start_sample, start_sample + len(heard) // 2)
            recording.finish()
            while block := follower.read():
                heard += block

    assert heard == said[2 * start_sample :]


def test_what_follows_a_lost_tail_begins_where_reading_ends(journal: Journal, tmp_path: Path) -> None:
    write_recording(journal, "e1", [pcm(3)])
    content = bytearray((tmp_path / "e1.saj").read_bytes())
    content[-FRAME_BYTES] ^= 1
    (tmp_path / "e1.saj").write_bytes(content)
    write_recording(journal, "e1", [pcm(1, 2)])

    assert read(journal) == pcm(3)[: 5 * FRAME_BYTES] + pcm(1, 2)
    assert [state.start_s for state in journal.states("e1")] == [0.0, 2.5]


def test_two_channels_are_kept_apart(journal: Journal) -> None:
    left, right = (np.frombuffer(pcm(1.3, seed), dtype="<i2") for seed in (1, 2))
    with journal.start_recording("e1", channels=2) as recording:
        recording.append(np.column_stack((left, right)).tobytes())
    write_recording(journal, "e1", [pcm(1, 3)])

    def heard(channels: int, start_sample: int = 0) -> np.ndarray:
        with journal.follow("e1", start_sample, channels=channels) as follower:
            return np.frombuffer(b"".join(iter(follower.read, b"")), "<i2").reshape(-1, channels)

    later = np.frombuffer(pcm(1, 3), "<i2")
    apart = np.concatenate((np.column_stack((left, right)), np.column_stack((later, later))))
    assert (heard(2) == apart).all()
    assert (heard(2, start_sample=1000) == apart[1000:]).all()
    assert np.abs(heard(1)[: len(left), 0] - (left / 2 + right / 2)).max() <= 1
    assert journal.channels("e1") == 2
    assert journal.channels("e2") == 1
    assert [(state.duration_s, state.channels) for state in journal.states("e1")] == [(1.3, 2), (1.0, 1)]


def test_the_room_on_the_disk_is_told_in_seconds(journal: Journal, tmp_path: Path) -> None:
    assert journal.room_s() == pytest.approx(shutil.disk_usage(tmp_path).free / BYTES_PER_S, rel=0.01)


def test_a_recording_whose_source_fails_is_kept_and_unfinished(journal: Journal) -> None:
    def failing() -> Iterator[bytes]:
        yield pcm(1.2)
        raise RuntimeError("the microphone is gone")

    with pytest.raises(RuntimeError, match="microphone"):
        write_recording(journal, "e1", failing())

    assert read(journal) == pcm(1.2)
    assert journal.states("e1")[0].end is StreamEnd.UNFINISHED


@pytest.mark.end_to_end
@pytest.mark.skipif(sys.platform == "win32", reason="signal 9")
def test_what_was_written_survives_kill_9_and_the_next_recording_goes_on(journal: Journal, tmp_path: Path) -> None:
    script = (
        "import itertools, sys, pathlib\n"
        "from app.storage.journal import Journal\n"
        "from app.storage.keys import DataKey\n"
        "recording = Journal(pathlib.Path(sys.argv[1]), DataKey(bytes(range(32)))).start_recording('e1')\n"
        "for second in itertools.count():\n"
        "    recording.append(bytes([second % 256]) * 32000)\n"
        "    print(second, flush=True)\n"
    )
    child = subprocess.Popen([sys.executable, "-c", script, str(tmp_path)], stdout=subprocess.PIPE)
    assert child.stdout is not None
    with child.stdout:
        lines = [child.stdout.readline() for _ in range(5)]
        os.kill(child.pid, signal.SIGKILL)
        child.wait()

    audio = read(journal)
    assert lines[-1].strip() == b"4"
    assert len(audio) >= 5 * BYTES_PER_S
    assert all(audio[s * BYTES_PER_S : (s + 1) * BYTES_PER_S] == bytes([s % 256]) * BYTES_PER_S for s in range(5))
    assert journal.states("e1")[0].end is StreamEnd.UNFINISHED

    write_recording(journal, "e1", [pcm(1)])
    assert read(journal) == audio + pcm(1)


@settings(deadline=None, max_examples=50)
@given(st.data())
def test_damage_anywhere_loses_nothing_before_it_and_lets_nothing_wrong_through(data: st.DataObject) -> None:
    first, second = pcm(2.3, 1), pcm(1.1, 2)
    with tempfile.TemporaryDirectory() as folder:
        journal = Journal(Path(folder), KEY)
        write_recording(journal, "e1", [first])
        write_recording(journal, "e1", [second])
        file = Path(folder) / "e1.saj"
        content = bytearray(file.read_bytes())
        position = data.draw(st.integers(0, len(content) - 1))
        cut_off = data.draw(st.booleans())
        if cut_off:
            del content[position:]
        else:
            content[position] ^= 1 << data.draw(st.integers(0, 7))
        file.write_bytes(content)
        whole_frames = max(0, position - HEADER_BYTES) // (FRAME_BYTES + FRAME_OVERHEAD_BYTES)
        readable = first[: whole_frames * FRAME_BYTES]
        if position >= HEADER_BYTES + 5 * FRAME_OVERHEAD_BYTES + len(first):
            readable = first

        assert read(journal, number=1) == readable
        assert read(journal, number=2) == second
        # What is lost is silent: everything after it keeps its time.
        assert read(journal) == readable + bytes(len(first) - len(readable)) + second
        assert journal.states("e1")[0].end is (StreamEnd.UNFINISHED if cut_off else StreamEnd.DAMAGED)
        assert journal.states("e1")[1].end is StreamEnd.COMPLETE


@pytest.mark.parametrize("name", ["e2.saj", "e1.2.saj"])
def test_a_recording_under_another_name_opens_nowhere(journal: Journal, tmp_path: Path, name: str) -> None:
    write_recording(journal, "e1", [pcm(1)])
    (tmp_path / "e1.saj").rename(tmp_path / name)

    encounter_id = name.split(".")[0]
    assert read(journal, encounter_id) == b""
    assert journal.states(encounter_id)[0].end is StreamEnd.DAMAGED


def test_another_vault_cannot_read_it(journal: Journal, tmp_path: Path) -> None:
    write_recording(journal, "e1", [pcm(1)])

    assert read(Journal(tmp_path, DataKey(bytes(32)))) == b""


def test_an_import_is_there_when_it_is_finished_and_otherwise_never_was(journal: Journal, tmp_path: Path) -> None:
    discarded = journal.start_import("e1")
    discarded.append(pcm(2))
    assert not journal.has_recording("e1")
    discarded.discard()
    assert list(tmp_path.iterdir()) == []

    finished = journal.start_import("e1")
    finished.append(pcm(2))
    finished.finish()
    finished.discard()
    assert read(journal) == pcm(2)


def test_an_import_keeps_as_many_channels_as_it_is_given(journal: Journal) -> None:
    imported = journal.start_import("e1")
    imported.append(pcm(2), channels=2)
    imported.finish()
    assert journal.channels("e1") == 2
    assert journal.duration_s("e1") == 1.0
    assert b"".join(journal.read_recording("e1", channels=2)) == pcm(2)


def test_where_a_further_recording_begins_may_be_read_before_it_does(journal: Journal) -> None:
    assert journal.end_sample("e1") == 0
    write_recording(journal, "e1", [pcm(2)])
    end_sample = journal.end_sample("e1")
    with journal.start_recording("e1", start_sample=end_sample) as recording:
        recording.append(pcm(1, 2))
    assert [state.start_s for state in journal.states("e1")] == [0.0, 2.0]
    assert journal.starts_s("e1") == (0.0, 2.0)
    assert journal.starts_s("e2") == ()


def test_what_cannot_be_read_before_a_later_recording_is_a_gap(journal: Journal, tmp_path: Path) -> None:
    write_recording(journal, "e1", [pcm(3)])
    write_recording(journal, "e1", [pcm(1, 2)])
    assert journal.gaps("e1") == ()
    content = bytearray((tmp_path / "e1.saj").read_bytes())
    content[-FRAME_BYTES] ^= 1
    (tmp_path / "e1.saj").write_bytes(content)
    assert journal.gaps("e1") == ((2.5, 3.0),)


def test_a_disk_that_fails_while_the_head_of_a_recording_is_read_is_unreachable(
    journal: Journal, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_recording(journal, "e1", [pcm(1)])

    def fail(reader: FrameReader) -> bytes | None:
        raise OSError(errno.EIO, "Input/output error")

    monkeypatch.setattr(FrameReader, "read", fail)
    for look in (journal.channels, journal.starts_s, journal.duration_s, lambda _: read(journal)):
        with pytest.raises(VaultError, match="vault_unreachable"):
            look("e1")


def test_an_import_that_was_killed_is_cleared_away(journal: Journal, tmp_path: Path) -> None:
    write_recording(journal, "e1", [pcm(1)])
    killed = journal.start_import("e1")
    killed.append(pcm(2))
    killed._writer.close()

    journal.remove_unfinished_imports()

    assert [path.name for path in tmp_path.iterdir()] == ["e1.saj"]


def test_reading_takes_no_more_memory_for_a_longer_recording(journal: Journal) -> None:
    write_recording(journal, "e1", (bytes(BYTES_PER_S) for _ in range(300)))

    tracemalloc.start()
    for _ in journal.read_recording("e1"):
        pass
    _, peak_bytes = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    assert peak_bytes < 10 * BYTES_PER_S


@pytest.mark.parametrize("encounter_id", ["../e1", "", "e1/..", "e1.2", "e*", "e1\0"])
def test_an_id_cannot_lead_out_of_the_folder(journal: Journal, encounter_id: str) -> None:
    with pytest.raises(ValueError, match="not an encounter id"):
        write_recording(journal, encounter_id, [pcm(1)])
    with pytest.raises(ValueError, match="not an encounter id"):
        journal.has_recording(encounter_id)


@pytest.mark.skipif(os.name == "nt", reason="POSIX permissions")
def test_only_the_owner_can_read_a_recording(journal: Journal, tmp_path: Path) -> None:
    write_recording(journal, "e1", [pcm(1)])

    assert (tmp_path / "e1.saj").stat().st_mode & 0o777 == 0o600
