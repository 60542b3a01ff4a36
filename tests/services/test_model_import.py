import json
import shutil
import unicodedata
from pathlib import Path

import pytest
from model_bytes import ctranslate2_bytes, gguf_bytes, write_whisper_folder

from app.domain.errors import InputError, ModelError
from app.domain.language import Language
from app.services.model_files import sha256_of
from app.services.model_import import import_model
from app.services.models import InstalledModel, find_model, installed

WRITES = {"general.architecture": "qwen2", "tokenizer.ggml.model": "gpt2"}


def loads(model: InstalledModel) -> None:
    """A trial that succeeds."""
    assert model.path.exists()


def refuses(model: InstalledModel) -> None:
    raise ModelError("model_unloadable", file=model.path.name)


def failure(source: Path, models_dir: Path) -> str:
    with pytest.raises(ModelError) as caught:
        import_model(source, models_dir, trial=loads)
    assert not models_dir.exists() or not list(models_dir.iterdir())
    return caught.value.problem.code


@pytest.fixture
def gguf(tmp_path: Path) -> Path:
    path = tmp_path / "Some Model-Q4_K_M.gguf"
    path.write_bytes(gguf_bytes())
    return path


@pytest.fixture
def models_dir(tmp_path: Path) -> Path:
    return tmp_path / "models"


def test_a_gguf_file_becomes_a_drafting_model_with_its_hash(gguf: Path, models_dir: Path) -> None:
    model = import_model(gguf, models_dir, trial=loads)
    assert (model.id, model.role, model.sha256) == ("some-model-q4_k_m", "drafting", sha256_of(gguf))
    assert find_model("drafting", models_dir) == model
    assert [path.name for path in models_dir.iterdir()] == [model.id]


def test_a_whisper_folder_becomes_a_speech_model(tmp_path: Path, models_dir: Path) -> None:
    source = write_whisper_folder(tmp_path / "faster-whisper-small")
    model = import_model(source, models_dir, trial=loads)
    assert (model.id, model.role, model.path) == ("whisper-small", "speech", models_dir / "whisper-small")
    assert model.languages == (Language.KO, Language.EN)
    assert {path.name for path in model.path.iterdir()} == {
        "model.bin", "config.json", "tokenizer.json", "vocabulary.txt", "model.json"
    }  # fmt: skip


def test_the_catalogue_knows_published_names(tmp_path: Path, models_dir: Path) -> None:
    source = tmp_path / "Qwen2.5-7B-Instruct-Q4_K_M.gguf"
    source.write_bytes(gguf_bytes())
    model = import_model(source, models_dir, trial=loads)
    assert (model.id, model.licence, model.tested) == ("qwen2.5-7b-instruct", "Apache-2.0", False)


def test_an_id_may_be_chosen_and_is_taken_once(gguf: Path, models_dir: Path) -> None:
    assert import_model(gguf, models_dir, model_id="우리 병원 1", trial=loads).id == "우리-병원-1"
    with pytest.raises(ModelError) as caught:
        import_model(gguf, models_dir, model_id="우리 병원 1", trial=loads)
    assert caught.value.problem.code == "model_already_installed"
    assert len(installed(models_dir)) == 1


def test_a_korean_name_is_one_however_a_system_composes_it(gguf: Path, models_dir: Path) -> None:
    apart = unicodedata.normalize("NFD", "우리 병원")
    source = gguf.rename(gguf.with_name(f"{apart}.gguf"))
    model = import_model(source, models_dir, trial=loads)
    assert model.id == "우리-병원"
    # As some disks do by themselves.
    (models_dir / model.id).rename(models_dir / unicodedata.normalize("NFD", model.id))
    assert find_model("drafting", models_dir, unicodedata.normalize("NFD", model.id)).id == model.id


def test_an_id_cannot_lead_out_of_the_folder(gguf: Path, models_dir: Path) -> None:
    assert import_model(gguf, models_dir, model_id="../../etc", trial=loads).path.parent.parent == models_dir


def test_a_model_that_does_not_load_leaves_nothing(gguf: Path, models_dir: Path) -> None:
    with pytest.raises(ModelError) as caught:
        import_model(gguf, models_dir, trial=refuses)
    assert caught.value.problem.code == "model_unloadable"
    assert not list(models_dir.iterdir())


def test_what_is_no_model_is_refused_before_anything_is_copied(tmp_path: Path, models_dir: Path) -> None:
    text = tmp_path / "notes.gguf"
    text.write_text("These are not weights.")
    assert failure(text, models_dir) == "model_not_recognised"
    assert failure(tmp_path, models_dir) == "model_not_recognised"
    with pytest.raises(InputError, match="file_missing"):
        import_model(tmp_path / "nowhere", models_dir, trial=loads)


@pytest.mark.parametrize(
    ("metadata", "code"),
    [
        ({"general.architecture": "bert", "tokenizer.ggml.model": "bert"}, "model_not_generative"),
        ({**WRITES, "general.type": "adapter"}, "model_not_generative"),
        ({"general.architecture": "qwen2"}, "model_not_generative"),
        ({**WRITES, "split.count": 2}, "model_in_pieces"),
    ],
    ids=["encoder", "adapter", "no tokenizer", "piece"],
)
def test_gguf_files_that_write_no_text_are_refused(
    tmp_path: Path, models_dir: Path, metadata: dict[str, str | int], code: str
) -> None:
    source = tmp_path / "m.gguf"
    source.write_bytes(gguf_bytes(metadata))
    assert failure(source, models_dir) == code


def test_a_truncated_file_is_refused(gguf: Path, models_dir: Path) -> None:
    gguf.write_bytes(gguf.read_bytes()[:-1])
    assert failure(gguf, models_dir) == "model_truncated"


def test_a_translation_model_is_not_taken_for_speech(tmp_path: Path, models_dir: Path) -> None:
    source = write_whisper_folder(tmp_path / "opus", ctranslate2_bytes("TransformerSpec"))
    assert failure(source, models_dir) == "model_not_whisper"


@pytest.mark.parametrize("name", ["config.json", "tokenizer.json", "vocabulary.txt"])
def test_a_whisper_folder_must_be_complete(tmp_path: Path, models_dir: Path, name: str) -> None:
    source = write_whisper_folder(tmp_path / "whisper")
    (source / name).unlink()
    assert failure(source, models_dir) == "model_file_missing"


def test_a_whisper_model_with_other_mel_bands_needs_its_preprocessor(tmp_path: Path, models_dir: Path) -> None:
    source = write_whisper_folder(tmp_path / "large", ctranslate2_bytes(shapes={"encoder/conv1/weight": (4, 128, 3)}))
    assert failure(source, models_dir) == "model_file_missing"
    (source / "preprocessor_config.json").write_text(json.dumps({"feature_size": 128}))
    model = import_model(source, models_dir, trial=loads)
    assert (model.path / "preprocessor_config.json").is_file()
    assert model.languages == (Language.EN,)


def test_damaged_json_is_refused(tmp_path: Path, models_dir: Path) -> None:
    source = write_whisper_folder(tmp_path / "whisper")
    (source / "tokenizer.json").write_text('{"model": ')
    assert failure(source, models_dir) == "model_header_invalid"


def test_what_an_earlier_interruption_left_is_cleared(gguf: Path, models_dir: Path) -> None:
    left = models_dir / ".some-model-q4_k_m.importing"
    left.mkdir(parents=True)
    (left / "half").write_text("")
    import_model(gguf, models_dir, trial=loads)
    assert not left.exists()


@pytest.mark.end_to_end
class TestInAChildProcess:
    def test_a_file_with_a_true_header_and_no_model_behind_it_is_refused(self, gguf: Path, models_dir: Path) -> None:
        with pytest.raises(ModelError) as caught:
            import_model(gguf, models_dir)
        assert caught.value.problem.code == "model_unloadable"
        assert not list(models_dir.iterdir())

    @pytest.mark.real_models
    @pytest.mark.parametrize("model_id", ["qwen2.5-coder-0.5b", "whisper-base"])
    def test_a_starter_model_is_known_by_its_hash(self, tmp_path: Path, models_dir: Path, model_id: str) -> None:
        from app.paths import models_dir as real_models_dir

        original = real_models_dir() / model_id
        source = tmp_path / "downloaded"
        source.mkdir()
        for path in original.iterdir():
            if path.name != "model.json":
                (source / path.name).symlink_to(path.resolve())
        gguf_files = list(source.glob("*.gguf"))
        model = import_model(gguf_files[0] if gguf_files else source, models_dir)
        assert model.id == model_id
        assert model.tested
        shutil.rmtree(models_dir)
