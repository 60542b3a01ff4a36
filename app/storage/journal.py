"""The audio journal: encrypted recordings on disk before anything else hears them, and readable after any crash.

`journal/<encounter id>.saj` is an encounter's first recording, `<encounter id>.2.saj` its second. A file is written
once, from front to end, and never touched again.
"""

import os
import re
import time
from collections.abc import Generator, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType

from app.storage.failures import file_failures
from app.storage.folder import create_private_file, sync_folder
from app.storage.frames import FrameWriter, KeyOfStream, StreamEnd, read_frames
from app.storage.keys import DataKey

BYTES_PER_S = 2 * 16_000
_MAGIC = b"SAEGIMJ1"
_SUFFIX = ".saj"
_IMPORT_SUFFIX = ".importing"
_ENCOUNTER_ID = re.compile(r"[A-Za-z0-9_-]+")
# Shorter than the second of audio in a frame, so that a live recording is on the disk once a second; a file that is
# copied in runs past the disk's pace and needs no more than that either.
_SYNC_INTERVAL_S = 0.5


@dataclass(frozen=True, slots=True)
class RecordingState:
    """`duration_s` is what can be read; `end` says whether that is all."""

    number: int
    duration_s: float
    end: StreamEnd


class RecordingWriter:
    """One recording while it is made: whatever was appended is on the disk about a second later.

    As a context manager it finishes the recording, or leaves it unfinished when an exception passes: what was
    appended stays readable either way. Raises VaultError("disk_full" | "vault_unreachable").
    """

    def __init__(self, path: Path, key_of: KeyOfStream) -> None:
        with file_failures():
            self._file = create_private_file(path)
            self._frames = FrameWriter(self._file, _MAGIC, key_of)
            sync_folder(path.parent)
        self._waiting = bytearray()
        self._synced_at = time.monotonic()

    def append(self, pcm: bytes) -> None:
        """16 kHz mono s16le, of any length."""
        self._waiting += pcm
        while len(self._waiting) >= BYTES_PER_S:
            self._write_frame()

    def finish(self) -> None:
        self._flush()
        with file_failures():
            self._frames.finish()
            os.fsync(self._file.fileno())
        self.close()

    def leave_unfinished(self) -> None:
        try:
            self._flush()
        finally:
            self.close()

    def close(self) -> None:
        """Gives up the file; what waits for its second to be full is dropped."""
        self._file.close()

    def _flush(self) -> None:
        if self._waiting:
            self._write_frame()
        with file_failures():
            os.fsync(self._file.fileno())

    def _write_frame(self) -> None:
        with file_failures():
            self._frames.write(bytes(self._waiting[:BYTES_PER_S]))
            del self._waiting[:BYTES_PER_S]
            if time.monotonic() - self._synced_at >= _SYNC_INTERVAL_S:
                os.fsync(self._file.fileno())
                self._synced_at = time.monotonic()

    def __enter__(self) -> "RecordingWriter":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        if error is None:
            self.finish()
        elif not self._file.closed:
            self.leave_unfinished()


class RecordingImport:
    """A copy of a recording that exists elsewhere: it is there whole after finish(), and otherwise never was.

    Raises VaultError("disk_full" | "vault_unreachable").
    """

    def __init__(self, path: Path, key_of: KeyOfStream) -> None:
        self._path = path
        self._unfinished = path.with_name(path.name + _IMPORT_SUFFIX)
        self._writer = RecordingWriter(self._unfinished, key_of)

    def append(self, pcm: bytes) -> None:
        """16 kHz mono s16le, of any length."""
        self._writer.append(pcm)

    def finish(self) -> None:
        self._writer.finish()
        with file_failures():
            self._unfinished.replace(self._path)
            sync_folder(self._path.parent)

    def discard(self) -> None:
        """May be called at any time; a finished import stays."""
        self._writer.close()
        self._unfinished.unlink(missing_ok=True)


class Journal:
    def __init__(self, folder: Path, data_key: DataKey) -> None:
        self._folder = folder
        self._data_key = data_key

    def start_recording(self, encounter_id: str) -> RecordingWriter:
        """A new recording after those that the encounter has."""
        return RecordingWriter(*self._next(encounter_id))

    def start_import(self, encounter_id: str) -> RecordingImport:
        """As start_recording, for audio that exists elsewhere and can be copied again."""
        return RecordingImport(*self._next(encounter_id))

    def write_recording(self, encounter_id: str, blocks: Iterable[bytes]) -> None:
        """16 kHz mono s16le. When the blocks or the disk fail half-way, what was written stays readable."""
        with self.start_recording(encounter_id) as recording:
            for block in blocks:
                recording.append(block)

    def read_recording(self, encounter_id: str, number: int | None = None) -> Iterator[bytes]:
        """Blocks of about a second, streamed; nothing when there is no recording.

        Without a number all recordings in their order, up to the first damage, so that every time still holds; with
        one that recording alone, up to its damage. `states` says how far each can be read.
        """
        for each in self._numbers(encounter_id) if number is None else [number]:
            end = yield from self._frames(encounter_id, each)
            if end is StreamEnd.DAMAGED:
                return

    def states(self, encounter_id: str) -> tuple[RecordingState, ...]:
        """Reads and authenticates every recording of the encounter, first to last."""
        return tuple(self._state(encounter_id, number) for number in self._numbers(encounter_id))

    def has_recording(self, encounter_id: str) -> bool:
        return bool(self._numbers(encounter_id))

    def encounter_ids(self) -> tuple[str, ...]:
        """Of the encounters that have a recording."""
        return tuple(sorted({path.name.split(".")[0] for path in self.files()}))

    def remove_unfinished_imports(self) -> None:
        """Left behind by a process that was killed. Only the holder of the vault's lock may call it."""
        with file_failures():
            for path in self._folder.glob(f"*{_IMPORT_SUFFIX}"):
                path.unlink()

    def files(self) -> tuple[Path, ...]:
        """All recordings as they lie on the disk, encrypted."""
        return tuple(sorted(self._folder.glob(f"*{_SUFFIX}")))

    def _next(self, encounter_id: str) -> tuple[Path, KeyOfStream]:
        number = max(self._numbers(encounter_id), default=0) + 1
        return self._path(encounter_id, number), self._key_of(encounter_id, number)

    def _state(self, encounter_id: str, number: int) -> RecordingState:
        frames = self._frames(encounter_id, number)
        read_bytes = 0
        while True:
            try:
                read_bytes += len(next(frames))
            except StopIteration as stop:
                return RecordingState(number, read_bytes / BYTES_PER_S, stop.value)

    def _frames(self, encounter_id: str, number: int) -> Generator[bytes, None, StreamEnd]:
        with file_failures(), self._path(encounter_id, number).open("rb") as file:
            return (yield from read_frames(file, _MAGIC, self._key_of(encounter_id, number)))

    def _key_of(self, encounter_id: str, number: int) -> KeyOfStream:
        """Bound to the encounter and the number: a file under another name opens nowhere."""
        return lambda stream_id: self._data_key.derive(f"recording {encounter_id} {number}", stream_id)

    def _numbers(self, encounter_id: str) -> list[int]:
        numbered = re.compile(rf"{re.escape(_checked(encounter_id))}(?:\.(\d+))?{re.escape(_SUFFIX)}")
        names = (numbered.fullmatch(path.name) for path in self._folder.glob(f"{encounter_id}*{_SUFFIX}"))
        return sorted(int(name[1] or 1) for name in names if name)

    def _path(self, encounter_id: str, number: int) -> Path:
        stem = _checked(encounter_id) if number == 1 else f"{_checked(encounter_id)}.{number}"
        return self._folder / f"{stem}{_SUFFIX}"


def _checked(encounter_id: str) -> str:
    """An id becomes a file name; raises ValueError for one that could leave the folder."""
    if not _ENCOUNTER_ID.fullmatch(encounter_id):
        raise ValueError("not an encounter id")
    return encounter_id
