"""Where to save a file: one question, which begins where the last file was saved and proposes a name."""

import re
from pathlib import Path

from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QFileDialog, QWidget

_NOT_IN_NAMES = re.compile(r"[^\w\- ]+")


def file_name(*parts: str) -> str:
    """Parts in words that a file may be called on every system. Nothing that tells who a patient is belongs in it."""
    return " ".join(" ".join(_NOT_IN_NAMES.sub(" ", part) for part in parts).split())


class SavePlace:
    """The folder in which somebody saves: that of their documents, until they choose another, and once that is gone."""

    def __init__(self) -> None:
        self._documents = Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation))
        self._folder = self._documents

    def ask(self, parent: QWidget, title: str, name: str, suffix: str, kind: str) -> Path | None:
        """`name` is proposed; `suffix` is put behind a name that is given without one. None when nothing is to be
        saved.
        """
        proposed = (self._folder if self._folder.is_dir() else self._documents) / f"{name}{suffix}"
        given, _ = QFileDialog.getSaveFileName(parent, title, str(proposed), f"{kind} (*{suffix})")
        if not given:
            return None
        path = Path(given)
        self._folder = path.parent
        return path if path.suffix else path.with_suffix(suffix)
