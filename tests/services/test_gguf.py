import contextlib
import io
import struct
import tracemalloc

import pytest
from hypothesis import given
from hypothesis import strategies as st
from model_bytes import gguf_bytes, gguf_text

from app.domain.errors import ModelError
from app.services.gguf import MAGIC, GgufHeader, parse_gguf_header

WHOLE = gguf_bytes({"general.architecture": "qwen2", "tokenizer.ggml.model": "gpt2", "general.alignment": 32})
MAX_MEMORY_BYTES = 8 << 20


def parse(content: bytes) -> GgufHeader:
    return parse_gguf_header(io.BytesIO(content), len(content), "file.gguf")


def code_of(content: bytes) -> str:
    with pytest.raises(ModelError) as caught:
        parse(content)
    return caught.value.problem.code


def test_a_whole_file_is_read_to_the_last_byte() -> None:
    header = parse(WHOLE)
    assert header.architecture == "qwen2"
    assert header.text("tokenizer.ggml.model") == "gpt2"
    assert (header.version, header.tensor_count, header.needed_bytes) == (3, 1, len(WHOLE))


@pytest.mark.parametrize("length", range(len(WHOLE)))
def test_a_file_cut_anywhere_is_truncated(length: int) -> None:
    assert code_of(WHOLE[:length]) == "model_truncated"


def test_arrays_are_passed_over() -> None:
    numbers = struct.pack("<IIQ", 9, 4, 3) + struct.pack("<III", 1, 2, 3)
    words = struct.pack("<IIQ", 9, 8, 2) + gguf_text("one") + gguf_text("two")
    entries = gguf_text("a") + numbers + gguf_text("b") + words + gguf_text("c") + struct.pack("<IB", 7, 1)
    header = parse(MAGIC + struct.pack("<IQQ", 2, 0, 3) + entries)
    assert dict(header.metadata) == {"a": None, "b": None, "c": True}


@pytest.mark.parametrize("version", [0, 1, 4, 0x03000000])
def test_other_versions_are_named(version: int) -> None:
    assert code_of(gguf_bytes(version=version)) == "model_version_unsupported"


@pytest.mark.parametrize(
    "content",
    [
        b"GGML" + bytes(40),
        MAGIC + struct.pack("<IQQ", 3, 1 << 60, 0),
        MAGIC + struct.pack("<IQQ", 3, 0, 1 << 60),
        MAGIC + struct.pack("<IQQQ", 3, 0, 1, 1 << 60) + bytes(64),
        MAGIC + struct.pack("<IQQ", 3, 0, 1) + gguf_text("k") + struct.pack("<I", 99),
        MAGIC + struct.pack("<IQQ", 3, 0, 1) + gguf_text("k") + struct.pack("<IIQ", 9, 9, 1) + bytes(64),
        MAGIC + struct.pack("<IQQ", 3, 0, 1) + gguf_text("k") + struct.pack("<IIQ", 9, 8, 1 << 40) + bytes(64),
        MAGIC + struct.pack("<IQQ", 3, 0, 1) + gguf_text("general.alignment") + struct.pack("<II", 4, 0),
        MAGIC + struct.pack("<IQQ", 3, 1, 0) + gguf_text("t") + struct.pack("<I", 9) + bytes(128),
        MAGIC + struct.pack("<IQQ", 3, 0, 1) + struct.pack("<Q", 2) + b"\xff\xfe" + bytes(64),
    ],
    ids=["magic", "tensors", "keys", "key length", "type", "nested", "array", "alignment", "rank", "utf-8"],
)
def test_senseless_headers_are_refused(content: bytes) -> None:
    assert code_of(content) == "model_header_invalid"


def test_a_tensor_far_beyond_the_end_is_truncation() -> None:
    tensor = gguf_text("t") + struct.pack("<IQIQ", 1, 8, 0, 1 << 60)
    assert code_of(MAGIC + struct.pack("<IQQ", 3, 1, 0) + tensor) == "model_truncated"


@given(st.binary(max_size=400))
def test_random_bytes_are_refused_or_read(tail: bytes) -> None:
    for content in (tail, MAGIC + tail, MAGIC + struct.pack("<I", 3) + tail, WHOLE[:24] + tail):
        with contextlib.suppress(ModelError):
            parse(content)


@given(st.integers(0, len(WHOLE) - 1), st.integers(1, 255))
def test_a_flipped_byte_never_crashes_and_never_takes_much_memory(position: int, flip: int) -> None:
    content = bytearray(WHOLE)
    content[position] ^= flip
    tracemalloc.start()
    with contextlib.suppress(ModelError):
        parse(bytes(content))
    peak_bytes = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak_bytes < MAX_MEMORY_BYTES
