from pathlib import Path

import pytest

from app.domain.errors import ModelError
from app.speech.whisper import WhisperTranscriber

FILES = {"model.bin": b"", "config.json": b"{}", "tokenizer.json": b"{}"}


def problem_of(folder: Path) -> dict[str, object]:
    with pytest.raises(ModelError) as caught:
        WhisperTranscriber(folder, model_id="whisper-test", model_sha256="")
    return {"code": caught.value.problem.code, **caught.value.problem.facts}


@pytest.mark.parametrize("missing", FILES)
def test_a_model_without_one_of_its_files_is_refused_before_anything_asks_for_it(tmp_path: Path, missing: str) -> None:
    for name, content in FILES.items():
        if name != missing:
            (tmp_path / name).write_bytes(content)
    assert problem_of(tmp_path) == {"code": "model_damaged", "model": "whisper-test", "file": missing}


def test_the_name_of_a_model_is_not_fetched(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert problem_of(Path("base"))["code"] == "model_damaged"


def test_weights_that_do_not_load(tmp_path: Path) -> None:
    for name, content in FILES.items():
        (tmp_path / name).write_bytes(content + b"\x00" * 100)
    assert problem_of(tmp_path) == {"code": "model_unloadable", "file": "whisper-test"}
