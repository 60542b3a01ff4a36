"""Reads the header of a GGUF file, versions 2 and 3, without any native library and without trusting a number in it."""

import math
import struct
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, TypeAlias

from app.domain.errors import ModelError
from app.services.bounded_reader import BoundedReader, Malformed, Truncated, told_as_model_error

MAGIC = b"GGUF"
VERSIONS = (2, 3)
MAX_ENTRIES = 1 << 16
"""Metadata keys, or tensors. The largest models published have some thousands of tensors."""
MAX_ARRAY_ITEMS = 1 << 21
"""The largest vocabularies have some 260,000 tokens."""
MAX_TEXT_BYTES = 1 << 20
"""Chat templates are the longest texts, some ten thousand bytes."""
MAX_DIMENSIONS = 4
MAX_ALIGNMENT = 1 << 16

_SCALARS = {0: "<B", 1: "<b", 2: "<H", 3: "<h", 4: "<I", 5: "<i", 6: "<f", 7: "<?", 10: "<Q", 11: "<q", 12: "<d"}
_TEXT, _ARRAY = 8, 9

_BLOCKS = {
    0: (1, 4), 1: (1, 2), 2: (32, 18), 3: (32, 20), 6: (32, 22), 7: (32, 24), 8: (32, 34), 9: (32, 36), 10: (256, 84),
    11: (256, 110), 12: (256, 144), 13: (256, 176), 14: (256, 210), 15: (256, 292), 16: (256, 66), 17: (256, 74),
    18: (256, 98), 19: (256, 50), 20: (32, 18), 21: (256, 110), 22: (256, 82), 23: (256, 136), 24: (1, 1), 25: (1, 2),
    26: (1, 4), 27: (1, 8), 28: (1, 8), 29: (256, 56), 30: (1, 2), 34: (256, 54), 35: (256, 66), 39: (32, 17),
}  # fmt: skip
"""Type of a tensor -> (values in a block, bytes of a block), from ggml's table of types."""

Value: TypeAlias = str | int | float | bool | None


@dataclass(frozen=True, slots=True)
class GgufHeader:
    """`metadata` has every key; the value of an array is None. `needed_bytes` is the least size of a whole file."""

    version: int
    metadata: Mapping[str, Value]
    tensor_count: int
    needed_bytes: int

    def text(self, key: str) -> str:
        value = self.metadata.get(key)
        return value if isinstance(value, str) else ""

    @property
    def architecture(self) -> str:
        return self.text("general.architecture")


def is_gguf(path: Path) -> bool:
    with path.open("rb") as file:
        return file.read(len(MAGIC)) == MAGIC


def read_gguf_header(path: Path) -> GgufHeader:
    """Raises ModelError with model_header_invalid, model_truncated or model_version_unsupported."""
    with path.open("rb") as file:
        return parse_gguf_header(file, path.stat().st_size, path.name)


def parse_gguf_header(file: BinaryIO, size: int, name: str) -> GgufHeader:
    """`size` is that of the whole file, `name` what the user calls it. Raises as read_gguf_header."""
    reader = BoundedReader(file, size)
    with told_as_model_error(name):
        if reader.take(len(MAGIC)) != MAGIC:
            raise Malformed
        version = reader.unsigned(4)
        if version not in VERSIONS:
            raise ModelError("model_version_unsupported", file=name, version=version)
        tensor_count = reader.unsigned_up_to(MAX_ENTRIES, 8)
        metadata = dict(_entry(reader) for _ in range(reader.unsigned_up_to(MAX_ENTRIES, 8)))
        needed_bytes = _end_of_tensors(reader, tensor_count, metadata)
        if needed_bytes > size:
            raise Truncated
    return GgufHeader(version, metadata, tensor_count, needed_bytes)


def _entry(reader: BoundedReader) -> tuple[str, Value]:
    return _text(reader), _value(reader)


def _value(reader: BoundedReader) -> Value:
    kind = reader.unsigned(4)
    if kind in _SCALARS:
        return reader.scalar(_SCALARS[kind])
    if kind == _TEXT:
        return _text(reader)
    if kind == _ARRAY:
        _skip_array(reader)
        return None
    raise Malformed


def _text(reader: BoundedReader) -> str:
    try:
        return reader.take(reader.unsigned_up_to(MAX_TEXT_BYTES, 8)).decode("utf-8")
    except UnicodeDecodeError as error:
        raise Malformed from error


def _skip_array(reader: BoundedReader) -> None:
    kind = reader.unsigned(4)
    count = reader.unsigned_up_to(MAX_ARRAY_ITEMS, 8)
    if kind in _SCALARS:
        reader.skip(count * struct.calcsize(_SCALARS[kind]))
    elif kind == _TEXT:
        for _ in range(count):
            reader.skip(reader.unsigned_up_to(MAX_TEXT_BYTES, 8))
    else:
        raise Malformed


def _end_of_tensors(reader: BoundedReader, tensor_count: int, metadata: Mapping[str, Value]) -> int:
    """Where the last tensor's data ends, counted from the start of the file."""
    alignment = metadata.get("general.alignment", 32)
    if not isinstance(alignment, int) or not 1 <= alignment <= MAX_ALIGNMENT:
        raise Malformed
    ends = [_tensor_end(reader) for _ in range(tensor_count)]
    start = -(-reader.position // alignment) * alignment
    return start + max(ends) if ends else reader.position


def _tensor_end(reader: BoundedReader) -> int:
    """Relative to the start of the data. A type that is not in the table counts as one byte."""
    _text(reader)
    values = math.prod(reader.unsigned(8) for _ in range(reader.unsigned_up_to(MAX_DIMENSIONS, 4)))
    block_values, block_bytes = _BLOCKS.get(reader.unsigned(4), (max(values, 1), 1))
    return reader.unsigned(8) + values // block_values * block_bytes
