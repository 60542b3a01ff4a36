"""The installed models: which there are, which one does the work, whether their files are what they were."""

import json
import shutil
import unicodedata
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any, get_args

from app.domain.errors import ModelError
from app.domain.language import Language
from app.services.machine import SYSTEM_MEMORY_MB, memory_mb
from app.services.model_catalogue import CatalogueModel, ModelFormat, ModelRole, known_model
from app.services.model_files import Progress, no_progress, sha256_of, write_json, writing_models

RECORD_NAME = "model.json"
RECORD_FORMAT = "saegim.model/1"
IMPORTED_PREFERENCE = 25
"""A model that the catalogue does not know goes before the starter models: somebody chose to bring it."""


@dataclass(frozen=True, slots=True)
class ModelFile:
    name: str
    bytes: int
    sha256: str


@dataclass(frozen=True, slots=True)
class InstalledModel:
    """`path` is a speech model's folder, any other's one file; `sha256` is that of the weights, the first file."""

    id: str
    name: str
    role: ModelRole
    format: ModelFormat
    folder: Path
    files: tuple[ModelFile, ...]
    languages: tuple[Language, ...]
    licence: str
    tested: bool

    @property
    def path(self) -> Path:
        return self.folder if self.format == "ctranslate2" else self.folder / self.files[0].name

    @property
    def sha256(self) -> str:
        return self.files[0].sha256

    @property
    def bytes(self) -> int:
        return sum(file.bytes for file in self.files)

    @property
    def memory_mb(self) -> int:
        """What it takes at work, approximately; for a model that the catalogue does not know, from its size."""
        known = known_model(self.id)
        return known.memory_mb if known else self.bytes * 5 // 4 // 1_000_000 + 500

    @property
    def preference(self) -> int:
        known = known_model(self.id)
        return known.preference if known else IMPORTED_PREFERENCE

    def damaged_files(self) -> tuple[str, ...]:
        """The files that are gone or have another size. Says nothing of their content: see `verify`."""
        return tuple(file.name for file in self.files if _size_of(self.folder / file.name) != file.bytes)


class FileState(StrEnum):
    INTACT = "intact"
    MISSING = "missing"
    DAMAGED = "damaged"


@dataclass(frozen=True, slots=True)
class FileReport:
    model_id: str
    name: str
    state: FileState


def installed(models_dir: Path) -> tuple[InstalledModel, ...]:
    """Every model whose installation was completed, the best of each role first."""
    records = sorted(models_dir.glob(f"*/{RECORD_NAME}"))
    models = [model for record in records if (model := read_record(record.parent))]
    return tuple(sorted(models, key=lambda model: (model.role, -model.preference, model.id)))


def find_model(role: ModelRole, models_dir: Path, model_id: str | None = None) -> InstalledModel:
    """The model of that id, or the best one installed for the role.

    The best is the first in the catalogue's order of preference that fits into this machine's memory; when none fits,
    the smallest. Raises ModelError with model_missing, model_not_installed or model_damaged.
    """
    candidates = [model for model in installed(models_dir) if model.role == role]
    if model_id is not None:
        candidates = [model for model in candidates if model.id == unicodedata.normalize("NFC", model_id)]
        if not candidates:
            raise ModelError("model_not_installed", model=model_id, role=role)
    if not candidates:
        raise ModelError("model_missing", role=role, folder=str(models_dir))
    chosen = _best(candidates)
    if damaged := chosen.damaged_files():
        raise ModelError("model_damaged", model=chosen.id, file=damaged[0])
    return chosen


def smaller_model(role: ModelRole, models_dir: Path, than_id: str) -> InstalledModel | None:
    """The best of those that are smaller than the model of that id; None when it is the smallest, or not installed."""
    models = [model for model in installed(models_dir) if model.role == role]
    given = next((model for model in models if model.id == than_id), None)
    return next((model for model in models if given and model.bytes < given.bytes), None)


def verify(model: InstalledModel, progressed: Progress = no_progress) -> Iterator[FileReport]:
    """Hash every file anew and compare with what was recorded when the model was installed."""
    for file in model.files:
        path = model.folder / file.name
        if not path.is_file():
            state = FileState.MISSING
        elif sha256_of(path, progressed) != file.sha256:
            state = FileState.DAMAGED
        else:
            state = FileState.INTACT
        yield FileReport(model.id, file.name, state)


def remove(model: InstalledModel, models_dir: Path) -> None:
    """Take its files off the disk. Raises ModelError("models_folder_unusable")."""
    with writing_models(models_dir):
        shutil.rmtree(model.folder)


def starter_model(model: CatalogueModel, models_dir: Path) -> InstalledModel:
    """What a starter model is once installed."""
    return InstalledModel(
        id=model.id,
        name=model.name,
        role=model.role,
        format=model.format,
        folder=models_dir / model.id,
        files=tuple(ModelFile(file.name, file.bytes, file.sha256) for file in model.files),
        languages=model.languages,
        licence=model.licence,
        tested=model.tested,
    )


def write_record(model: InstalledModel) -> None:
    """The last step of every installation: a folder without this record does not count as a model."""
    record = asdict(model)
    del record["folder"]
    write_json(model.folder / RECORD_NAME, {"format_version": RECORD_FORMAT, **record})


def read_record(folder: Path) -> InstalledModel | None:
    """None when the record is missing or is not one: then the model counts as not installed."""
    try:
        content = json.loads((folder / RECORD_NAME).read_text(encoding="utf-8"))
        return _model_of(content, folder)
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _model_of(content: dict[str, Any], folder: Path) -> InstalledModel:
    if content.pop("format_version") != RECORD_FORMAT or content["role"] not in get_args(ModelRole):
        raise ValueError(folder)
    files = tuple(ModelFile(**file) for file in content["files"])
    # A disk may give a folder's name back with its Hangul taken apart.
    if (
        content["id"] != unicodedata.normalize("NFC", folder.name)
        or not files
        or any(Path(file.name).name != file.name for file in files)
    ):
        raise ValueError(folder)
    languages = tuple(Language(language) for language in content["languages"])
    return InstalledModel(**{**content, "folder": folder, "files": files, "languages": languages})


def _best(candidates: list[InstalledModel]) -> InstalledModel:
    room_mb = memory_mb() - SYSTEM_MEMORY_MB
    fitting = [model for model in candidates if model.memory_mb <= room_mb]
    return fitting[0] if fitting else min(candidates, key=lambda model: model.memory_mb)


def _size_of(path: Path) -> int | None:
    try:
        return path.stat().st_size
    except OSError:
        return None
