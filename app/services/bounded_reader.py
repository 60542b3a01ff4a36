"""Reads a file of unknown origin forward, and never takes memory or a step that the file's size does not cover."""

import struct
from collections.abc import Iterator
from contextlib import contextmanager
from typing import BinaryIO

from app.domain.errors import ModelError


class Malformed(Exception):
    """The bytes break the format's rules."""


class Truncated(Exception):
    """The file ends before what it promises."""


@contextmanager
def told_as_model_error(name: str) -> Iterator[None]:
    """Malformed and Truncated as ModelError, for a file that the user calls `name`."""
    try:
        yield
    except Malformed as error:
        raise ModelError("model_header_invalid", file=name) from error
    except Truncated as error:
        raise ModelError("model_truncated", file=name) from error


class BoundedReader:
    """All numbers are little-endian. Raises Truncated when the file has less than is asked for."""

    def __init__(self, file: BinaryIO, size: int) -> None:
        self.position = 0
        self._file = file
        self._size = size

    def take(self, length: int) -> bytes:
        self._advance(length)
        taken = self._file.read(length)
        if len(taken) != length:
            raise Truncated
        return taken

    def skip(self, length: int) -> None:
        self._advance(length)
        self._file.seek(self.position)

    def unsigned(self, length: int) -> int:
        return int.from_bytes(self.take(length), "little")

    def unsigned_up_to(self, limit: int, length: int) -> int:
        """Raises Malformed above the limit."""
        number = self.unsigned(length)
        if number > limit:
            raise Malformed
        return number

    def scalar(self, layout: str) -> int | float | bool:
        """One value in a struct layout such as "<f"."""
        value: int | float | bool = struct.unpack(layout, self.take(struct.calcsize(layout)))[0]
        return value

    def _advance(self, length: int) -> None:
        self.position += length
        if self.position > self._size:
            raise Truncated
