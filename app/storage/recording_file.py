"""One recording on the disk: an encrypted, append-only stream of sound, readable while it is written and after a crash.

The stream's first frame says where in the encounter the recording begins and how many channels it has, so that later
times hold whatever happens to an earlier recording. Files of the first format have no such frame: one channel, right
after the recording before.
"""

import os
import struct
import time
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import BinaryIO

from app.storage.failures import file_failures
from app.storage.folder import create_private_file, sync_folder
from app.storage.frames import FrameReader, FrameWriter, KeyOfStream, StreamEnd

RATE_HZ = 16_000
BYTES_PER_SAMPLE = 2
BYTES_PER_S = BYTES_PER_SAMPLE * RATE_HZ
# What a killed process loses at most is the frame that was not full yet.
FRAME_S = 0.5

_FIRST_MAGIC = b"SAEGIMJ1"
_MAGIC = b"SAEGIMJ2"
_HEAD = struct.Struct(">QB")
# A live recording fills two frames in a second; a file that is copied in runs past the disk's pace.
_SYNC_INTERVAL_S = 0.5


@dataclass(frozen=True, slots=True)
class RecordingHead:
    """`start_sample` counts from the beginning of the encounter; None: right after the recording before."""

    start_sample: int | None
    channels: int


class RecordingWriter:
    """One recording while it is made: what was appended is on the disk within a second. `written_bytes` can be read.
    `start_s` is where in the encounter it begins.

    As a context manager it finishes the recording, or leaves it unfinished when an exception passes: what was
    appended stays readable either way. Raises VaultError("disk_full" | "vault_unreachable").
    """

    def __init__(self, path: Path, key_of: KeyOfStream, head: RecordingHead) -> None:
        self._frame_bytes = round(FRAME_S * BYTES_PER_S) * head.channels
        with file_failures():
            self._file = create_private_file(path)
            try:
                self._frames = FrameWriter(self._file, _MAGIC, key_of)
                self._frames.write(_HEAD.pack(head.start_sample or 0, head.channels))
                sync_folder(path.parent)
            except BaseException:
                # A file without a head would count as a recording, and stand in the way of the next attempt.
                self._file.close()
                path.unlink()
                raise
        self.start_s = (head.start_sample or 0) / RATE_HZ
        self.written_bytes = 0
        self._waiting = bytearray()
        self._synced_at = time.monotonic()

    def append(self, pcm: bytes) -> None:
        """16 kHz s16le of any length, the channels interleaved."""
        self._waiting += pcm
        while len(self._waiting) >= self._frame_bytes:
            self._write_frame()

    def finish(self) -> None:
        self.flush()
        with file_failures():
            self._frames.finish()
            os.fsync(self._file.fileno())
        self.close()

    def leave_unfinished(self) -> None:
        try:
            self.flush()
        finally:
            self.close()

    def flush(self) -> None:
        """Everything that was appended is on the disk afterwards."""
        if self._waiting:
            self._write_frame()
        with file_failures():
            os.fsync(self._file.fileno())

    def close(self) -> None:
        """Gives up the file; what waits for its frame to be full is dropped."""
        self._file.close()

    def _write_frame(self) -> None:
        content = bytes(self._waiting[: self._frame_bytes])
        with file_failures():
            self._frames.write(content)
            del self._waiting[: len(content)]
            self.written_bytes += len(content)
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


class RecordingReader:
    """One recording, block by block, as far as it is written and whole. Takes over the file."""

    def __init__(self, file: BinaryIO, key_of: KeyOfStream) -> None:
        self._file = file
        has_first_format = file.read(len(_FIRST_MAGIC)) == _FIRST_MAGIC
        file.seek(0)
        self._frames = FrameReader(file, _FIRST_MAGIC if has_first_format else _MAGIC, key_of)
        self._head = RecordingHead(None, 1) if has_first_format else None

    @property
    def end(self) -> StreamEnd:
        return self._frames.end

    def head(self) -> RecordingHead | None:
        """None as long as it is not written; for good when the file ended before it.

        Raises VaultError("vault_unreachable").
        """
        with file_failures():
            if self._head is None and (content := self._frames.read()) is not None:
                self._head = RecordingHead(*_HEAD.unpack(content))
        return self._head

    def read(self) -> bytes | None:
        """The next block as it was recorded, channels interleaved; None when there is none, or none yet.

        Raises as `head`.
        """
        with file_failures():
            return self._frames.read() if self.head() else None

    def close(self) -> None:
        self._file.close()
