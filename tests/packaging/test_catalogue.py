"""The catalogue, the lock file of the carriers and the notices of licences belong together."""

import re
from pathlib import Path

import pytest

from app.domain.language import Language
from app.paths import RESOURCES, ROOT
from app.services.model_catalogue import CatalogueModel, catalog, slug, starter_models

LOCK = (ROOT / "models" / "starter.lock").read_text(encoding="utf-8")
CATALOGUE = catalog()


def test_every_carrier_is_locked_with_one_hash_and_nothing_else_is() -> None:
    carriers = {part.carrier for model in starter_models() for file in model.files for part in file.parts}
    pinned = {"-".join(name.lower().split("-")[:2]) for name in carriers}
    locked = re.findall(r"^(\S+)==(\S+) \\\n    --hash=sha256:[0-9a-f]{64}$", LOCK, re.MULTILINE)
    assert {f"{name.replace('-', '_')}-{version}" for name, version in locked} == pinned
    assert len(locked) == LOCK.count("--hash=")


@pytest.mark.parametrize("model", CATALOGUE, ids=lambda model: model.id)
class TestEveryModel:
    def test_has_an_id_fit_for_a_folder(self, model: CatalogueModel) -> None:
        assert model.id == slug(model.id)
        assert sum(other.id == model.id for other in CATALOGUE) == 1

    def test_is_described_in_both_languages(self, model: CatalogueModel) -> None:
        assert set(model.note) == set(Language)
        assert all(model.note.values())
        assert model.licence
        assert model.publisher
        assert model.languages

    def test_has_hashes_only_if_it_is_a_starter_model(self, model: CatalogueModel) -> None:
        assert bool(model.files) == model.starter == model.tested
        assert bool(model.import_names) != model.starter
        for file in model.files:
            assert re.fullmatch("[0-9a-f]{64}", file.sha256)
            assert Path(file.name).name == file.name
            assert file.parts

    def test_of_a_starter_set_has_its_licence_noted(self, model: CatalogueModel) -> None:
        if model.starter:
            notices = (RESOURCES / "licences" / "THIRD_PARTY.md").read_text(encoding="utf-8")
            assert model.publisher.partition(";")[0].partition(" (")[0] in notices
