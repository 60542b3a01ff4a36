import contextlib
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from torch_file import FLOAT, tensor, text, torch_bytes, write_tensors

from app.domain.errors import ModelError
from app.speech.weights import read_tensors

TENSORS = {
    "matrix": np.arange(6, dtype=np.float32).reshape(2, 3),
    "vector": np.array([0.5, -0.5], dtype=np.float32),
}


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    return write_tensors(tmp_path_factory.mktemp("weights") / "whole.pt", TENSORS).read_bytes()


def refused(path: Path) -> bool:
    with pytest.raises(ModelError) as caught:
        read_tensors(path, "model")
    return caught.value.problem.code == "model_not_weights"


def test_what_was_written_is_read(tmp_path: Path) -> None:
    read = read_tensors(write_tensors(tmp_path / "w.pt", TENSORS), "model")
    assert set(read) == set(TENSORS)
    for name, expected in TENSORS.items():
        np.testing.assert_array_equal(read[name], expected)


def test_a_missing_file_and_a_missing_key_are_told(tmp_path: Path) -> None:
    assert refused(tmp_path / "none.pt")
    write_tensors(tmp_path / "w.pt", TENSORS)
    with pytest.raises(ModelError):
        read_tensors(tmp_path / "w.pt", "another")


@pytest.mark.parametrize(
    "content",
    [
        b"cos\nsystem\n(" + text("touch called") + b"tR",
        b"cbuiltins\nexec\n(" + text("raise SystemExit") + b"tR",
        b"cposix\nsystem\n",
        b"(" + text("touch called") + b"ios\nsystem\n",
        b"ccollections\nOrderedDict\n)\x81",
        b"}" + text("a") + tensor("1", 4, 0, (4,), (1,), b"ctorch\nDoubleStorage\n") + b"s",
        b"}" + text("a") + tensor("1", 4, 2, (4,), (1,)) + b"s",
        b"}" + text("a") + tensor("1", 4, -2, (4,), (1,)) + b"s",
        b"}" + text("a") + tensor("1", 4, 0, (2, 2), (1, 2)) + b"s",
        b"}" + text("a") + tensor("2", 4, 0, (4,), (1,)) + b"s",
        b"}" + text("a") + tensor("1", 5, 0, (4,), (1,)) + b"s",
        b"}r\xff\xff\xff\xff",
        FLOAT,
    ],
    ids=[
        "function", "builtin", "named only", "old call", "new object", "other numbers", "beyond its storage",
        "before its storage", "not in one piece", "no storage", "other length", "huge memo", "no tensors",
    ],
)  # fmt: skip
def test_anything_but_tensors_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, content: bytes) -> None:
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "w.pt"
    path.write_bytes(torch_bytes(content, {"1": np.zeros(4, np.float32)}))
    assert refused(path)
    assert not (tmp_path / "called").exists()


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 the newer form", b"GGUF", b"\x80\x02."])
def test_another_kind_of_file_is_refused(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "w.pt").write_bytes(content)
    assert refused(tmp_path / "w.pt")


@given(st.data())
@settings(max_examples=200, deadline=None)
def test_damage_is_refused_or_harmless(
    tmp_path_factory: pytest.TempPathFactory, whole: bytes, data: st.DataObject
) -> None:
    damaged = bytearray(whole)
    damaged[data.draw(st.integers(0, len(whole) - 1))] = data.draw(st.integers(0, 255))
    path = tmp_path_factory.getbasetemp() / "damaged.pt"
    path.write_bytes(damaged[: data.draw(st.integers(0, len(whole)))])
    with contextlib.suppress(ModelError):
        assert all(array.dtype == np.float32 for array in read_tensors(path, "model").values())
