"""Where to save a file: one question, which begins where the last file was saved and proposes a name."""

import re
from pathlib import Path

from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QFileDialog, QWidget

_NOT_IN_NAMES = re.compile(r"[^\w\- ]+")

_last_folder: list[Path] = []


def file_name(*parts: str) -> str:
    """Parts in words that a file may be called on every system. Nothing that tells who a patient is belongs in it."""
    return " ".join(" ".join(_NOT_IN_NAMES.sub(" ", part) for part in parts).split())


def ask_where_to_save(parent: QWidget, title: str, name: str, suffix: str, kind: str) -> Path | None:
    """`name` is proposed; `suffix` is put behind a name that is given without one. None when nothing is to be saved."""
    proposed = _folder() / f"{name}{suffix}"
    given, _ = QFileDialog.getSaveFileName(parent, title, str(proposed), f"{kind} (*{suffix})")
    if not given:
        return None
    path = Path(given)
    _last_folder[:] = [path.parent]
    return path if path.suffix else path.with_suffix(suffix)


def _folder() -> Path:
    if _last_folder and _last_folder[0].is_dir():
        return _last_folder[0]
    return Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation))
