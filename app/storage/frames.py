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


def read_frames(file: BinaryIO, magic: bytes, key_of: KeyOfStream) -> Generator[bytes, None, StreamEnd]:
    """Every content up to the end or to the first damage, one frame in memory at a time; returns how it ended."""
    header = file.read(len(magic) + _STREAM_ID_BYTES)
    if header[: len(magic)] != magic[: len(header)]:
        return StreamEnd.DAMAGED
    if len(header) < len(magic) + _STREAM_ID_BYTES:
        return StreamEnd.UNFINISHED
    stream_id = header[len(magic) :]
    cipher = AESGCM(key_of(stream_id))
    number = 0
    while True:
        frame_header = file.read(_FRAME_HEADER.size)
        if len(frame_header) < _FRAME_HEADER.size:
            return StreamEnd.UNFINISHED
        kind, length, _ = _FRAME_HEADER.unpack(frame_header)
        if frame_header != _frame_header(kind, length, number) or length > MAXIMUM_CONTENT_BYTES + _TAG_BYTES:
            return StreamEnd.DAMAGED
        sealed = file.read(length)
        if len(sealed) < length:
            return StreamEnd.UNFINISHED
        try:
            content = cipher.decrypt(_nonce(number), sealed, _binding(stream_id, number, kind))
        except InvalidTag:
            return StreamEnd.DAMAGED
        if kind == _LAST:
            return StreamEnd.DAMAGED if file.read(1) else StreamEnd.COMPLETE
        yield content
        number += 1


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
