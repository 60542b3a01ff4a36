"""Model files on disk: hashed as they pass, and never visible under their own name before they are complete."""

import errno
import hashlib
import json
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeAlias

from app.domain.errors import ModelError

BLOCK_BYTES = 1 << 20
SPARE_BYTES = 200 << 20
"""Left free beside the models, so that a recording can still be written."""

Progress: TypeAlias = Callable[[str, int, int], None]
"""Called with the name of a file, the bytes of it that are done, and its size."""


def no_progress(name: str, bytes_done: int, bytes_total: int) -> None:
    pass


def sha256_of(path: Path, progressed: Progress = no_progress) -> str:
    digest = hashlib.sha256()
    size = path.stat().st_size
    with path.open("rb") as file:
        for block in blocks_of(file.read):
            digest.update(block)
            progressed(path.name, file.tell(), size)
    return digest.hexdigest()


def blocks_of(read: Callable[[int], bytes]) -> Iterator[bytes]:
    while block := read(BLOCK_BYTES):
        yield block


def require_space(folder: Path, needed_bytes: int) -> None:
    """Raises ModelError("models_disk_full") when the disk of `folder` would be left with less than a reserve."""
    free = shutil.disk_usage(folder).free
    if free < needed_bytes + SPARE_BYTES:
        raise ModelError(
            "models_disk_full", needed_mb=_mb(needed_bytes + SPARE_BYTES), free_mb=_mb(free), folder=str(folder)
        )


@contextmanager
def writing_models(models_dir: Path) -> Iterator[None]:
    """Makes the folder, and turns what the disk refuses into words for the user."""
    try:
        models_dir.mkdir(parents=True, exist_ok=True)
        yield
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            free = shutil.disk_usage(models_dir).free
            raise ModelError("models_disk_full", needed_mb=1, free_mb=_mb(free), folder=str(models_dir)) from error
        raise ModelError("models_folder_unusable", folder=str(models_dir), kind=type(error).__name__) from error


def write_json(path: Path, content: Any) -> None:
    partial = path.with_name(f"{path.name}.partial")
    partial.write_text(json.dumps(content, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    replace_durably(partial, path)


def replace_durably(partial: Path, path: Path) -> None:
    """Give a complete file its name; after a power loss it is there whole or not at all."""
    with partial.open("rb+") as file:
        os.fsync(file.fileno())
    partial.replace(path)


def _mb(size_bytes: int) -> int:
    return -(-size_bytes // 1_000_000)
