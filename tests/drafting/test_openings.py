from collections.abc import Sequence
from pathlib import Path

import pytest

from app.drafting.openings import MOST_FILES, OpeningStore

TOKENS = [1, 2, 3]


class Model:
    """Holds tokens, and gives them out as its state."""

    def __init__(self, build: str = "one build") -> None:
        self.build = build
        self.tokens: list[int] = []

    def holds(self, tokens: Sequence[int]) -> bool:
        return self.tokens == list(tokens)

    def state(self) -> bytes:
        return bytes(self.tokens)

    def restore(self, tokens: Sequence[int], state: bytes) -> bool:
        self.tokens = list(state)
        return self.tokens == list(tokens)


def model_that_read(tokens: Sequence[int]) -> Model:
    model = Model()
    model.tokens = list(tokens)
    return model


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "openings"


def test_what_one_run_read_another_need_not(folder: Path) -> None:
    OpeningStore(folder).keep(model_that_read(TOKENS), TOKENS)
    model = Model()
    assert OpeningStore(folder).restore(model, TOKENS)
    assert model.holds(TOKENS)


def test_another_opening_or_another_build_must_be_read(folder: Path) -> None:
    store = OpeningStore(folder)
    store.keep(model_that_read(TOKENS), TOKENS)
    assert not store.restore(Model(), [1, 2])
    assert not store.restore(Model("another build"), TOKENS)


@pytest.mark.parametrize("damage", [b"", b"\x00" * 10, b"\x00" * 35])
def test_a_damaged_file_never_reaches_the_model(folder: Path, damage: bytes) -> None:
    store = OpeningStore(folder)
    store.keep(model_that_read(TOKENS), TOKENS)
    [path] = folder.iterdir()
    path.write_bytes(damage)
    model = Model()
    assert not store.restore(model, TOKENS)
    assert model.tokens == []


def test_a_folder_that_cannot_be_written_is_no_failure(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    store = OpeningStore(tmp_path / "file" / "openings")
    store.keep(model_that_read(TOKENS), TOKENS)
    assert not store.restore(Model(), TOKENS)


def test_the_folder_does_not_grow_for_ever(folder: Path) -> None:
    store = OpeningStore(folder)
    for token in range(MOST_FILES + 3):
        store.keep(model_that_read([token]), [token])
    assert len(list(folder.iterdir())) == MOST_FILES
