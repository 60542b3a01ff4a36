"""Reads the header of a CTranslate2 model file, without any native library and without trusting a number in it."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from app.domain.errors import ModelError
from app.services.bounded_reader import BoundedReader, Malformed, told_as_model_error

VERSIONS = range(4, 7)
"""The binary versions that share this layout; 6 is what today's converter writes."""
MAX_VERSION = 255
"""A greater number is no version: the file is something else."""
REVISION_BYTES = 4
TYPE_BYTES = 1
MAX_VARIABLES = 1 << 14
MAX_DIMENSIONS = 8

MULTILINGUAL_WHISPER_TOKENS = 51865
"""A Whisper vocabulary below this size knows English only."""


@dataclass(frozen=True, slots=True)
class CTranslate2Header:
    """`shapes` has the dimensions of every variable by its name."""

    version: int
    specification: str
    shapes: Mapping[str, tuple[int, ...]]

    @property
    def is_whisper(self) -> bool:
        return self.specification == "WhisperSpec"

    @property
    def is_multilingual(self) -> bool:
        vocabulary = self.shapes.get("decoder/embeddings/weight", (0,))[:1]
        return bool(vocabulary) and vocabulary[0] >= MULTILINGUAL_WHISPER_TOKENS

    @property
    def mel_bands(self) -> int | None:
        shape = self.shapes.get("encoder/conv1/weight", ())
        return shape[1] if len(shape) == 3 else None


def read_ctranslate2_header(path: Path) -> CTranslate2Header:
    """Raises ModelError with model_header_invalid, model_truncated or model_version_unsupported."""
    with path.open("rb") as file:
        return parse_ctranslate2_header(file, path.stat().st_size, path.name)


def parse_ctranslate2_header(file: BinaryIO, size: int, name: str) -> CTranslate2Header:
    """`size` is that of the whole file, `name` what the user calls it. Raises as read_ctranslate2_header."""
    reader = BoundedReader(file, size)
    with told_as_model_error(name):
        version = reader.unsigned_up_to(MAX_VERSION, 4)
        if version not in VERSIONS:
            raise ModelError("model_version_unsupported", file=name, version=version)
        specification = _text(reader)
        reader.skip(REVISION_BYTES)
        shapes = dict(_variable(reader) for _ in range(reader.unsigned_up_to(MAX_VARIABLES, 4)))
    return CTranslate2Header(version, specification, shapes)


def _text(reader: BoundedReader) -> str:
    """A length of two bytes, the text, and a NUL that the length counts."""
    raw = reader.take(reader.unsigned(2))
    if not raw.endswith(b"\0") or not raw.isascii():
        raise Malformed
    return raw[:-1].decode("ascii")


def _variable(reader: BoundedReader) -> tuple[str, tuple[int, ...]]:
    name = _text(reader)
    shape = tuple(reader.unsigned(4) for _ in range(reader.unsigned_up_to(MAX_DIMENSIONS, 1)))
    reader.skip(TYPE_BYTES)
    reader.skip(reader.unsigned(4))
    return name, shape
