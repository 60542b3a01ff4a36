import contextlib
import io
import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st
from model_bytes import ctranslate2_bytes, ctranslate2_text

from app.domain.errors import ModelError
from app.services.ctranslate2_header import CTranslate2Header, parse_ctranslate2_header

WHOLE = ctranslate2_bytes()
ALIASES_BYTES = 4


def parse(content: bytes) -> CTranslate2Header:
    return parse_ctranslate2_header(io.BytesIO(content), len(content), "model.bin")


def code_of(content: bytes) -> str:
    with pytest.raises(ModelError) as caught:
        parse(content)
    return caught.value.problem.code


def test_a_whisper_model_is_known_by_its_header() -> None:
    header = parse(WHOLE)
    assert header.is_whisper
    assert header.is_multilingual
    assert header.mel_bands == 80
    assert header.version == 6


def test_an_english_whisper_model_is_not_multilingual() -> None:
    assert not parse(ctranslate2_bytes(shapes={"decoder/embeddings/weight": (51864, 2)})).is_multilingual
    assert not parse(ctranslate2_bytes(shapes={})).is_multilingual
    assert parse(ctranslate2_bytes(shapes={})).mel_bands is None


def test_a_translation_model_is_not_whisper() -> None:
    assert not parse(ctranslate2_bytes("TransformerSpec")).is_whisper


@pytest.mark.parametrize("length", range(len(WHOLE) - ALIASES_BYTES))
def test_a_file_cut_anywhere_is_truncated(length: int) -> None:
    assert code_of(WHOLE[:length]) == "model_truncated"


@pytest.mark.parametrize("version", [0, 3, 7, 255])
def test_other_versions_are_named(version: int) -> None:
    assert code_of(ctranslate2_bytes(version=version)) == "model_version_unsupported"


@pytest.mark.parametrize(
    "content",
    [
        struct.pack("<I", 1 << 20) + bytes(40),
        struct.pack("<IH", 6, 4) + b"Spec" + bytes(40),
        struct.pack("<IH", 6, 3) + b"\xff\xff\0" + bytes(40),
        struct.pack("<I", 6) + ctranslate2_text("WhisperSpec") + struct.pack("<II", 3, 1 << 30),
        struct.pack("<I", 6) + ctranslate2_text("S") + struct.pack("<II", 3, 1) + ctranslate2_text("v") + b"\xff" * 40,
    ],
    ids=["version", "no NUL", "not ASCII", "variables", "rank"],
)
def test_senseless_headers_are_refused(content: bytes) -> None:
    assert code_of(content) == "model_header_invalid"


@given(st.binary(max_size=300))
def test_random_bytes_are_refused_or_read(tail: bytes) -> None:
    for content in (tail, struct.pack("<I", 6) + tail, WHOLE[:30] + tail):
        with contextlib.suppress(ModelError):
            parse(content)
