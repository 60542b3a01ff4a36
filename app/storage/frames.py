"""A stream of authenticated frames: it grows at its end only, and tells damage and a missing end from each other.

Header: magic (8 bytes), stream id (16 random bytes). Then frames, each: kind (1), length of what follows (4, big
endian), CRC-32 of both with the frame's number (4), and the content under AES-256-GCM with its tag. Key: one for each
stream. Nonce: the frame's number. Bound in: stream id, number and kind, so that no frame can be moved, dropped or
passed off as the last.
"""

import secrets
import struct
import zlib
from collections.abc import Callable, Generator
from enum import StrEnum
from typing import BinaryIO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

MAXIMUM_CONTENT_BYTES = 1 << 20
_STREAM_ID_BYTES = 16
_TAG_BYTES = 16
_DATA, _LAST = 0, 1
_FRAME_HEADER = struct.Struct(">BII")

KeyOfStream = Callable[[bytes], bytes]


class StreamEnd(StrEnum):
    """How a stream ended. Unfinished: its writer was stopped, and nothing that it had written is missing."""

    COMPLETE = "complete"
    UNFINISHED = "unfinished"
    DAMAGED = "damaged"


class FrameWriter:
    """Writes a new stream to an unbuffered file. Raises OSError; after one, nothing more may be written."""

    def __init__(self, file: BinaryIO, magic: bytes, key_of: KeyOfStream) -> None:
        self._file = file
        self._stream_id = secrets.token_bytes(_STREAM_ID_BYTES)
        self._cipher = AESGCM(key_of(self._stream_id))
        self._number = 0
        self._put(magic + self._stream_id)

    def write(self, content: bytes) -> None:
        """One frame, of at most MAXIMUM_CONTENT_BYTES."""
        self._write_frame(_DATA, content)

    def finish(self) -> None:
        self._write_frame(_LAST, b"")

    def _write_frame(self, kind: int, content: bytes) -> None:
        if len(content) > MAXIMUM_CONTENT_BYTES:
            raise ValueError("frame too long")
        sealed = self._cipher.encrypt(_nonce(self._number), content, _binding(self._stream_id, self._number, kind))
        self._put(_frame_header(kind, len(sealed), self._number) + sealed)
        self._number += 1

    def _put(self, content: bytes) -> None:
        rest = memoryview(content)
        while rest:
            rest = rest[self._file.write(rest) :]


class FrameReader:
    """Reads a stream that may still be growing, one frame in memory at a time.

    `end` is UNFINISHED until the last frame or damage has been read: more may come then.
    """

    def __init__(self, file: BinaryIO, magic: bytes, key_of: KeyOfStream) -> None:
        self.end = StreamEnd.UNFINISHED
        self._file = file
        self._magic = magic
        self._key_of = key_of
        self._offset = file.tell()
        self._number = 0
        self._stream_id = b""
        self._cipher: AESGCM | None = None

    def read(self) -> bytes | None:
        """The next frame's content; None at the end, at damage, and when no further frame is whole by now."""
        if self.end is not StreamEnd.UNFINISHED:
            return None
        self._file.seek(self._offset)
        cipher = self._cipher or self._read_header()
        frame = self._read_frame() if cipher else None
        if cipher is None or frame is None:
            return None
        kind, sealed = frame
        try:
            content = cipher.decrypt(_nonce(self._number), sealed, _binding(self._stream_id, self._number, kind))
        except InvalidTag:
            self.end = StreamEnd.DAMAGED
            return None
        if kind == _LAST:
            self.end = StreamEnd.DAMAGED if self._file.read(1) else StreamEnd.COMPLETE
            return None
        self._number += 1
        self._offset += _FRAME_HEADER.size + len(sealed)
        return content

    def _read_header(self) -> AESGCM | None:
        size = len(self._magic) + _STREAM_ID_BYTES
        header = self._file.read(size)
        if header[: len(self._magic)] != self._magic[: len(header)]:
            self.end = StreamEnd.DAMAGED
        elif len(header) == size:
            self._stream_id = header[len(self._magic) :]
            self._cipher = AESGCM(self._key_of(self._stream_id))
            self._offset += size
        return self._cipher

    def _read_frame(self) -> tuple[int, bytes] | None:
        header = self._file.read(_FRAME_HEADER.size)
        if len(header) < _FRAME_HEADER.size:
            return None
        kind, length, _ = _FRAME_HEADER.unpack(header)
        if header != _frame_header(kind, length, self._number) or length > MAXIMUM_CONTENT_BYTES + _TAG_BYTES:
            self.end = StreamEnd.DAMAGED
            return None
        sealed = self._file.read(length)
        return (kind, sealed) if len(sealed) == length else None


def read_frames(file: BinaryIO, magic: bytes, key_of: KeyOfStream) -> Generator[bytes, None, StreamEnd]:
    """Every content up to the end or to the first damage, one frame in memory at a time; returns how it ended."""
    reader = FrameReader(file, magic, key_of)
    while (content := reader.read()) is not None:
        yield content
    return reader.end


def end_of(frames: Generator[bytes, None, StreamEnd]) -> StreamEnd:
    """Reads to the end, for the sake of knowing it."""
    while True:
        try:
            next(frames)
        except StopIteration as stop:
            return StreamEnd(stop.value)


def _frame_header(kind: int, length: int, number: int) -> bytes:
    """Its checksum tells a header that was hit from one whose frame was still being written."""
    return _FRAME_HEADER.pack(kind, length, zlib.crc32(struct.pack(">BIQ", kind, length, number)))


def _nonce(number: int) -> bytes:
    return number.to_bytes(12, "big")


def _binding(stream_id: bytes, number: int, kind: int) -> bytes:
    return stream_id + struct.pack(">QB", number, kind)
