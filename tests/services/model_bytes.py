"""Small model files, made byte by byte."""

import struct
from collections.abc import Mapping
from pathlib import Path

from app.services.gguf import MAGIC

WHISPER_SHAPES = {"decoder/embeddings/weight": (51865, 2), "encoder/conv1/weight": (4, 80, 3)}


def gguf_text(text: str) -> bytes:
    encoded = text.encode()
    return struct.pack("<Q", len(encoded)) + encoded


def gguf_bytes(metadata: Mapping[str, str | int] | None = None, *, version: int = 3, tensor_bytes: int = 64) -> bytes:
    """One float tensor of `tensor_bytes`, and the metadata of a model that writes text unless others are given."""
    if metadata is None:
        metadata = {"general.architecture": "qwen2", "tokenizer.ggml.model": "gpt2"}
    content = MAGIC + struct.pack("<IQQ", version, 1, len(metadata))
    for key, value in metadata.items():
        content += gguf_text(key)
        content += struct.pack("<I", 8) + gguf_text(value) if isinstance(value, str) else struct.pack("<II", 4, value)
    content += gguf_text("output.weight") + struct.pack("<IQIQ", 1, tensor_bytes // 4, 0, 0)
    padding = -len(content) % 32
    return content + bytes(padding + tensor_bytes)


def ctranslate2_text(text: str) -> bytes:
    return struct.pack("<H", len(text) + 1) + text.encode() + b"\0"


def ctranslate2_bytes(
    specification: str = "WhisperSpec", shapes: Mapping[str, tuple[int, ...]] = WHISPER_SHAPES, *, version: int = 6
) -> bytes:
    """Variables of these shapes with two bytes of weights each."""
    content = struct.pack("<I", version) + ctranslate2_text(specification) + struct.pack("<II", 3, len(shapes))
    for name, shape in shapes.items():
        content += ctranslate2_text(name) + struct.pack(f"<B{len(shape)}I", len(shape), *shape)
        content += struct.pack("<BI", 1, 2) + b"\0\0"
    return content + struct.pack("<I", 0)


def write_whisper_folder(folder: Path, model: bytes | None = None) -> Path:
    folder.mkdir(parents=True)
    (folder / "model.bin").write_bytes(ctranslate2_bytes() if model is None else model)
    (folder / "config.json").write_text("{}")
    (folder / "tokenizer.json").write_text("{}")
    (folder / "vocabulary.txt").write_text("a\nb\n")
    return folder
