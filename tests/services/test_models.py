import json
from dataclasses import replace
from pathlib import Path

import pytest

from app.domain.errors import ModelError
from app.services import models as models_module
from app.services.model_catalogue import starter_models
from app.services.models import FileState, InstalledModel, ModelFile, find_model, installed, verify, write_record

CONTENT = b"weights"
OUTSIDE = {"name": "../w.gguf", "bytes": 7, "sha256": ""}


def put(models_dir: Path, model_id: str, size: int = len(CONTENT), role: str = "drafting") -> InstalledModel:
    folder = models_dir / model_id
    folder.mkdir(parents=True)
    (folder / "w.gguf").write_bytes(CONTENT)
    model = InstalledModel(
        model_id,
        model_id,
        role,  # type: ignore[arg-type]
        "gguf",
        folder,
        (ModelFile("w.gguf", size, models_module.sha256_of(folder / "w.gguf")),),
        (),
        "MIT",
        False,
    )
    write_record(model)
    return model


def failure(models_dir: Path, model_id: str | None = None) -> str:
    with pytest.raises(ModelError) as caught:
        find_model("drafting", models_dir, model_id)
    return caught.value.problem.code


def test_what_was_recorded_is_read_back(tmp_path: Path) -> None:
    model = put(tmp_path, "mine")
    assert installed(tmp_path) == (model,)
    assert model.path == tmp_path / "mine" / "w.gguf"


def test_no_model_is_missing_and_another_is_not_installed(tmp_path: Path) -> None:
    assert failure(tmp_path) == "model_missing"
    put(tmp_path, "mine")
    assert failure(tmp_path, "yours") == "model_not_installed"
    put(tmp_path, "voice", role="speech")
    assert failure(tmp_path, "voice") == "model_not_installed"


def test_the_larger_starter_model_is_the_default_and_the_small_one_serves_alone(tmp_path: Path) -> None:
    put(tmp_path, "qwen2.5-coder-0.5b")
    assert find_model("drafting", tmp_path).id == "qwen2.5-coder-0.5b"
    put(tmp_path, "qwen2.5-coder-1.5b")
    assert find_model("drafting", tmp_path).id == "qwen2.5-coder-1.5b"
    assert find_model("drafting", tmp_path, "qwen2.5-coder-0.5b").id == "qwen2.5-coder-0.5b"


def test_a_model_that_somebody_brought_goes_first(tmp_path: Path) -> None:
    put(tmp_path, "qwen2.5-coder-1.5b")
    put(tmp_path, "brought")
    assert find_model("drafting", tmp_path).id == "brought"


def test_a_model_too_large_for_the_memory_is_passed_over(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(tmp_path, "qwen2.5-coder-1.5b")
    put(tmp_path, "llama-3.1-8b-instruct")
    monkeypatch.setattr(models_module, "memory_mb", lambda: 4000)
    assert find_model("drafting", tmp_path).id == "qwen2.5-coder-1.5b"
    monkeypatch.setattr(models_module, "memory_mb", lambda: 16000)
    assert find_model("drafting", tmp_path).id == "llama-3.1-8b-instruct"
    monkeypatch.setattr(models_module, "memory_mb", lambda: 100)
    assert find_model("drafting", tmp_path).id == "qwen2.5-coder-1.5b"


def test_a_model_of_another_size_is_damaged(tmp_path: Path) -> None:
    put(tmp_path, "mine", size=8)
    assert failure(tmp_path) == "model_damaged"


@pytest.mark.parametrize(
    "record",
    [
        "",
        "[]",
        "{}",
        json.dumps({"format_version": "saegim.model/9"}),
        json.dumps({"format_version": "saegim.model/1", "role": "drafting", "id": "mine", "files": []}),
        json.dumps({"format_version": "saegim.model/1", "role": "drafting", "id": "mine", "files": [OUTSIDE]}),
    ],
)
def test_a_folder_without_a_proper_record_is_no_model(tmp_path: Path, record: str) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "model.json").write_text(record)
    assert installed(tmp_path) == ()


def test_verifying_finds_what_the_size_does_not_tell(tmp_path: Path) -> None:
    model = put(tmp_path, "mine")
    assert [report.state for report in verify(model)] == [FileState.INTACT]
    model.path.write_bytes(CONTENT.swapcase())
    assert [report.state for report in verify(model)] == [FileState.DAMAGED]
    model.path.unlink()
    assert [report.state for report in verify(replace(model))] == [FileState.MISSING]


def test_the_starter_set_is_one_for_speech_two_for_drafting_and_one_for_voices() -> None:
    assert [(model.role, model.id) for model in starter_models()] == [
        ("speech", "whisper-base"),
        ("drafting", "qwen2.5-coder-1.5b"),
        ("drafting", "qwen2.5-coder-0.5b"),
        ("voices", "ge2e-voices"),
    ]
