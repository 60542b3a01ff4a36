import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from app.cli import Desktop, saegim
from app.paths import models_dir
from app.services.model_catalogue import catalog
from app.services.models import InstalledModel, ModelFile, write_record


def run(*arguments: str) -> Result:
    return CliRunner().invoke(saegim, arguments, obj=Desktop(lambda: 0, lambda: False, lambda *_: 0))


@pytest.fixture
def model() -> InstalledModel:
    folder = models_dir() / "tiny"
    folder.mkdir(parents=True)
    (folder / "tiny.gguf").write_bytes(b"weights")
    sha256 = "3ec6b56218df5fc6f3a8e06be9d3c0f0dd3e9fd0ab67cdd23f48dd4ad9a8db9b"
    model = InstalledModel(
        "tiny", "Tiny", "drafting", "gguf", folder, (ModelFile("tiny.gguf", 7, sha256),), (), "MIT", False
    )
    write_record(model)
    return model


def test_the_list_has_what_is_installed_and_what_is_known(model: InstalledModel) -> None:
    listed = json.loads(run("models", "list", "--json").stdout)
    assert [one["id"] for one in listed["installed"]] == ["tiny"]
    assert [one["id"] for one in listed["known"]] == [one.id for one in catalog()]
    told = run("models", "list")
    assert "tiny" in told.stdout
    assert "not tested here" in told.stdout


def test_verifying_a_changed_file_fails(model: InstalledModel) -> None:
    result = run("models", "verify", "--json")
    assert result.exit_code == 1
    verified = json.loads(result.stdout)
    assert verified == {"intact": False, "files": [{"model_id": "tiny", "name": "tiny.gguf", "state": "damaged"}]}


def test_verifying_nothing_is_told() -> None:
    result = run("models", "verify")
    assert result.exit_code == 1
    assert "No model is installed" in result.stderr


def test_an_empty_stick_is_told(tmp_path: Path) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    result = run("models", "install", "starter", "--from", str(stick))
    assert result.exit_code == 1
    assert "30 of the packages" in result.stderr


def test_importing_something_else_is_told_in_korean(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SAEGIM_LANG", "ko")
    other = tmp_path / "notes.txt"
    other.write_text("not a model")
    result = run("models", "import", str(other))
    assert result.exit_code == 1
    assert "GGUF 파일도" in result.stderr
