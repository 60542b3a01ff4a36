"""Writes files in PyTorch's older form, instruction by instruction."""

import pickle
import struct
from collections.abc import Mapping
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

MAGIC = 0x1950A86A20F9469CFC6C
FLOAT = b"ctorch\nFloatStorage\n"


def text(value: str) -> bytes:
    return b"X" + struct.pack("<I", len(value)) + value.encode()


def number(value: int) -> bytes:
    return b"J" + struct.pack("<i", value)


def numbers(values: tuple[int, ...]) -> bytes:
    return b"(" + b"".join(map(number, values)) + b"t"


def tensor(
    key: str, length: int, start: int, shape: tuple[int, ...], strides: tuple[int, ...], storage: bytes = FLOAT
) -> bytes:
    identity = b"(" + text("storage") + storage + text(key) + text("cpu") + number(length) + b"NtQ"
    place = number(start) + numbers(shape) + numbers(strides)
    return b"ctorch._utils\n_rebuild_tensor_v2\n(" + identity + place + b"\x89ccollections\nOrderedDict\n)RtR"


def torch_bytes(content: bytes, storages: Mapping[str, NDArray[np.float32]]) -> bytes:
    """`content` is the instructions for what the file keeps under the key "model"."""
    parts = [pickle.dumps(MAGIC, 2), pickle.dumps(1001, 2), pickle.dumps({"little_endian": True}, 2)]
    parts.append(b"\x80\x02}" + text("model") + content + b"s.")
    parts.append(pickle.dumps(list(storages), 2))
    for storage in storages.values():
        parts.append(struct.pack("<q", storage.size) + storage.astype("<f4").tobytes())
    return b"".join(parts)


def write_tensors(path: Path, tensors: Mapping[str, NDArray[np.float32]]) -> Path:
    """All in one storage, one after the other, as PyTorch lays out the layers of an LSTM."""
    storage = np.concatenate([array.reshape(-1) for array in tensors.values()])
    content, start = b"}", 0
    for name, array in tensors.items():
        strides = tuple(int(stride) // 4 for stride in np.ascontiguousarray(array, np.float32).strides)
        content += text(name) + tensor("1", storage.size, start, array.shape, strides) + b"s"
        start += array.size
    path.write_bytes(torch_bytes(content, {"1": storage}))
    return path
