"""Brings in a model from a file or folder: header first, then a copy, then a trial in a child process."""

import hashlib
import json
import shutil
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from app.domain.errors import InputError, ModelError
from app.domain.language import Language
from app.services.ctranslate2_header import read_ctranslate2_header
from app.services.gguf import is_gguf, read_gguf_header
from app.services.model_catalogue import (
    CatalogueModel,
    ModelFormat,
    ModelRole,
    known_model,
    model_published_as,
    model_with_sha256,
    slug,
)
from app.services.model_files import Progress, blocks_of, no_progress, require_space, writing_models
from app.services.model_trial import load_in_child
from app.services.models import InstalledModel, ModelFile, read_record, write_record

Trial = Callable[[InstalledModel], object]

NOT_GENERATIVE = frozenset(
    (
        "bert",
        "modern-bert",
        "nomic-bert",
        "nomic-bert-moe",
        "jina-bert-v2",
        "jina-bert-v3",
        "t5encoder",
        "clip",
        "whisper",
    )
)
"""Architectures of GGUF files that write no text: encoders, image and audio models."""

WHISPER_FILES = ("model.bin", "config.json", "tokenizer.json")
WHISPER_VOCABULARIES = ("vocabulary.json", "vocabulary.txt")
PREPROCESSOR = "preprocessor_config.json"
DEFAULT_MEL_BANDS = 80
"""What faster-whisper assumes of a model without preprocessor_config.json."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """What a header promises. `files` has the weights first."""

    name: str
    role: ModelRole
    format: ModelFormat
    files: tuple[Path, ...]
    languages: tuple[Language, ...]
    licence: str


def import_model(
    source: Path,
    models_dir: Path,
    progressed: Progress = no_progress,
    *,
    model_id: str | None = None,
    trial: Trial = load_in_child,
) -> InstalledModel:
    """Install the GGUF file or the CTranslate2 folder `source`; its hash is recorded, and verified from then on.

    Without `model_id` the catalogue's id is taken where the name or the hash fits, else one made from the name.
    Raises ModelError for a file that is not whole, not a model for Saegim, or cannot be loaded; then nothing stays.
    """
    candidate = examine(source)
    with writing_models(models_dir):
        require_space(models_dir, sum(path.stat().st_size for path in candidate.files))
        staging = models_dir / f".{slug(candidate.name)}.importing"
        shutil.rmtree(staging, ignore_errors=True)
        try:
            model = _identified(_copied(candidate, staging, progressed), candidate, model_id)
            _require_absent(model, models_dir)
            trial(model)
            write_record(model)
            target = models_dir / model.id
            shutil.rmtree(target, ignore_errors=True)
            staging.rename(target)
        finally:
            shutil.rmtree(staging, ignore_errors=True)
    return replace(model, folder=target)


def examine(source: Path) -> Candidate:
    """What `source` is, read from its header alone, in pure Python. Raises InputError("file_missing"), ModelError."""
    try:
        if not source.exists():
            raise InputError("file_missing", file=source.name)
        if source.is_dir() and (source / WHISPER_FILES[0]).is_file():
            return _whisper_candidate(source)
        if source.is_file() and is_gguf(source):
            return _gguf_candidate(source)
    except OSError as error:
        raise ModelError("model_unreadable", file=source.name, kind=type(error).__name__) from error
    raise ModelError("model_not_recognised", file=source.name)


def _gguf_candidate(source: Path) -> Candidate:
    header = read_gguf_header(source)
    split = header.metadata.get("split.count", 0)
    if isinstance(split, int) and split > 1:
        raise ModelError("model_in_pieces", file=source.name, pieces=split)
    kind = header.text("general.type") or "model"
    writes_text = header.tensor_count and header.text("tokenizer.ggml.model")
    if header.architecture in NOT_GENERATIVE or kind != "model" or not writes_text:
        raise ModelError("model_not_generative", file=source.name, architecture=header.architecture or "?")
    return Candidate(source.stem, "drafting", "gguf", (source,), (), header.text("general.license"))


def _whisper_candidate(source: Path) -> Candidate:
    header = read_ctranslate2_header(source / WHISPER_FILES[0])
    if not header.is_whisper:
        raise ModelError("model_not_whisper", file=source.name, specification=header.specification)
    files = [source / name for name in WHISPER_FILES]
    files.append(
        next((source / name for name in WHISPER_VOCABULARIES if (source / name).is_file()), source / "vocabulary")
    )
    if (source / PREPROCESSOR).is_file() or header.mel_bands not in (DEFAULT_MEL_BANDS, None):
        files.append(source / PREPROCESSOR)
    for path in files:
        _require_whole(path, source)
    languages = (Language.KO, Language.EN) if header.is_multilingual else (Language.EN,)
    return Candidate(source.resolve().name, "speech", "ctranslate2", tuple(files), languages, "")


def _require_whole(path: Path, source: Path) -> None:
    if not path.is_file():
        raise ModelError("model_file_missing", file=path.name, folder=str(source))
    if path.suffix == ".json":
        try:
            json.loads(path.read_bytes())
        except (ValueError, RecursionError) as error:
            raise ModelError("model_header_invalid", file=path.name) from error


def _copied(candidate: Candidate, folder: Path, progressed: Progress) -> InstalledModel:
    folder.mkdir()
    files = tuple(_copy(path, folder / path.name, progressed) for path in candidate.files)
    return InstalledModel(
        id=slug(candidate.name),
        name=candidate.name,
        role=candidate.role,
        format=candidate.format,
        folder=folder,
        files=files,
        languages=candidate.languages,
        licence=candidate.licence,
        tested=False,
    )


def _copy(source: Path, target: Path, progressed: Progress) -> ModelFile:
    digest = hashlib.sha256()
    size, done = source.stat().st_size, 0
    with source.open("rb") as original, target.open("wb") as copy:
        for block in blocks_of(original.read):
            copy.write(block)
            digest.update(block)
            done += len(block)
            progressed(source.name, done, size)
    return ModelFile(source.name, done, digest.hexdigest())


def _identified(model: InstalledModel, candidate: Candidate, model_id: str | None) -> InstalledModel:
    """The model under its id, with what the catalogue knows of it."""
    known = _known(model, candidate, model_id)
    if known is None:
        return replace(model, id=slug(model_id or candidate.name))
    is_official = model_with_sha256(model.sha256) is known
    return replace(
        model,
        id=known.id,
        name=known.name,
        languages=known.languages,
        licence=known.licence,
        tested=known.tested and is_official,
    )


def _known(model: InstalledModel, candidate: Candidate, model_id: str | None) -> CatalogueModel | None:
    if model_id is not None:
        known = known_model(slug(model_id))
        return known if known and known.role == model.role else None
    return model_with_sha256(model.sha256) or model_published_as(candidate.name, model.role)


def _require_absent(model: InstalledModel, models_dir: Path) -> None:
    if read_record(models_dir / model.id):
        raise ModelError("model_already_installed", model=model.id)
