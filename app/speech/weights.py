"""Reads tensors from a file in PyTorch's older form without PyTorch, and admits nothing in it but tensors."""

import io
import math
import pickle
import pickletools
import struct
from collections import OrderedDict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

import numpy as np
from numpy.typing import NDArray

from app.domain.errors import ModelError

Tensors = dict[str, NDArray[np.float32]]

_MAGIC = 0x1950A86A20F9469CFC6C
_PROTOCOL = 1001
_NUMBER_BYTES = 4
_LENGTH = struct.Struct("<q")
# What a dictionary of tensors is written with. Nothing here can do more than put values together, and call by REDUCE
# what `find_class` admits.
_ADMITTED = frozenset(
    (
        "PROTO", "STOP", "MARK", "NONE", "NEWTRUE", "NEWFALSE", "BININT", "BININT1",
        "BININT2", "LONG1", "BINFLOAT", "BINUNICODE", "EMPTY_TUPLE", "TUPLE", "TUPLE1", "TUPLE2",
        "TUPLE3", "EMPTY_LIST", "APPEND", "APPENDS", "EMPTY_DICT", "SETITEM", "SETITEMS", "BINGET",
        "LONG_BINGET", "BINPUT", "LONG_BINPUT", "BINPERSID", "GLOBAL", "REDUCE", "BUILD",
    )
)  # fmt: skip
_INSTRUCTIONS = {each.code.encode("latin-1"): each for each in pickletools.opcodes if each.name in _ADMITTED}
_MOST_MEMOS = 100_000
# Read apart from the file, a damaged length cannot ask for gigabytes.
_LONGEST_HEAD_BYTES = 1_000_000


def read_tensors(path: Path, key: str) -> Tensors:
    """The tensors that the file keeps under `key`, by name.

    Raises ModelError("model_not_weights") for a file that is of another form, holds anything besides tensors of single
    precision, or is not whole.
    """
    try:
        with path.open("rb") as file:
            head = io.BytesIO(file.read(_LONGEST_HEAD_BYTES))
            tensors = _header(head, key)
            keys = _load(head, _NothingButData)
            file.seek(head.tell())
            offsets = _storages(file, keys)
            return {name: _read(file, tensor, offsets) for name, tensor in tensors.items()}
    # What an unpickler raises over bytes that are no pickle is not limited to its own error.
    except (ArithmeticError, AttributeError, EOFError, LookupError, OSError, TypeError, ValueError) as error:
        raise ModelError("model_not_weights", file=path.name) from error
    except (pickle.UnpicklingError, struct.error) as error:
        raise ModelError("model_not_weights", file=path.name) from error


@dataclass(frozen=True, slots=True)
class _Storage:
    key: str
    length: int


@dataclass(frozen=True, slots=True)
class _Tensor:
    storage: _Storage
    start: int
    shape: tuple[int, ...]


class _FloatStorage:
    """Stands for the only kind of number that is admitted."""


class _TensorsOnly(pickle.Unpickler):
    """A pickle may name any function to be called; this one knows the two that a dictionary of tensors needs."""

    def find_class(self, module: str, name: str) -> Any:
        admitted: Mapping[tuple[str, str], Callable[..., object]] = {
            ("collections", "OrderedDict"): OrderedDict,
            ("torch._utils", "_rebuild_tensor_v2"): _tensor,
            ("torch", "FloatStorage"): _FloatStorage,
        }
        if (module, name) not in admitted:
            raise pickle.UnpicklingError("only tensors are admitted")
        return admitted[module, name]

    def persistent_load(self, identity: Any) -> _Storage:
        kind, storage_type, key, _device, length, view = identity
        if kind != "storage" or storage_type is not _FloatStorage or view is not None:
            raise pickle.UnpicklingError("only tensors are admitted")
        return _Storage(str(key), int(length))


class _NothingButData(pickle.Unpickler):
    def find_class(self, module: str, name: str) -> Any:
        raise pickle.UnpicklingError("only data is admitted")


def _load(file: BinaryIO, kind: type[pickle.Unpickler]) -> Any:
    """The next pickle, after a look at its instructions."""
    start = file.tell()
    name = ""
    while name != "STOP":
        instruction = _INSTRUCTIONS[file.read(1)]
        name = instruction.name
        if name == "GLOBAL":
            # Two lines, which `find_class` looks at; their own reader would warn of odd letters.
            file.readline()
            file.readline()
        elif instruction.arg is not None:
            argument = instruction.arg.reader(file)
            if name.endswith("BINPUT") and int(argument) > _MOST_MEMOS:
                raise pickle.UnpicklingError("only tensors are admitted")
    file.seek(start)
    return kind(file).load()


def _tensor(storage: _Storage, start: int, shape: tuple[int, ...], strides: tuple[int, ...], *_: object) -> _Tensor:
    expected = tuple(math.prod(shape[axis + 1 :]) for axis in range(len(shape)))
    if min((start, *shape)) < 0 or strides != expected or start + math.prod(shape) > storage.length:
        raise pickle.UnpicklingError("a tensor must lie in one piece within its storage")
    return _Tensor(storage, start, tuple(shape))


def _header(file: BinaryIO, key: str) -> dict[str, _Tensor]:
    if _load(file, _NothingButData) != _MAGIC or _load(file, _NothingButData) != _PROTOCOL:
        raise ValueError("another form")
    if not _load(file, _NothingButData)["little_endian"]:
        raise ValueError("another order of bytes")
    content = _load(file, _TensorsOnly)[key]
    return {str(name): tensor for name, tensor in content.items() if isinstance(tensor, _Tensor)}


def _storages(file: BinaryIO, keys: Iterable[object]) -> dict[str, tuple[int, int]]:
    """Where the numbers of each storage begin in the file, and how many there are."""
    offsets = {}
    end = _size_of(file)
    for key in keys:
        (length,) = _LENGTH.unpack(file.read(_LENGTH.size))
        offsets[str(key)] = (file.tell(), length)
        if length < 0 or file.tell() + length * _NUMBER_BYTES > end:
            raise ValueError("cut off")
        file.seek(length * _NUMBER_BYTES, 1)
    return offsets


def _size_of(file: BinaryIO) -> int:
    here = file.tell()
    end = file.seek(0, 2)
    file.seek(here)
    return end


def _read(file: BinaryIO, tensor: _Tensor, offsets: Mapping[str, tuple[int, int]]) -> NDArray[np.float32]:
    offset, length = offsets[tensor.storage.key]
    if length != tensor.storage.length:
        raise ValueError("another length")
    file.seek(offset + tensor.start * _NUMBER_BYTES)
    numbers = np.frombuffer(file.read(math.prod(tensor.shape) * _NUMBER_BYTES), dtype="<f4")
    return numbers.astype(np.float32).reshape(tensor.shape)
