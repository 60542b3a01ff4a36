"""The fonts that go into a PDF: TrueType, Korean and Latin in one, as the system has them. None is shipped."""

import os
import sys
from dataclasses import dataclass
from pathlib import Path

from app.domain.errors import ExportError

_FONTS_OF_WINDOWS = Path(os.environ.get("WINDIR", "C:/Windows")) / "Fonts"
_FONTS_OF_MACOS = Path("/System/Library/Fonts/Supplemental")
_FONTS_OF_LINUX = (Path("/usr/share/fonts"), Path("/usr/local/share/fonts"), Path.home() / ".local/share/fonts")
# Of each family the regular and the bold face. Noto Sans CJK is not among them: its outlines are not TrueType.
_FAMILIES_OF_LINUX = (
    ("NanumGothic.ttf", "NanumGothicBold.ttf"),
    ("NanumBarunGothic.ttf", "NanumBarunGothicBold.ttf"),
    ("UnDotum.ttf", "UnDotumBold.ttf"),
)


@dataclass(frozen=True, slots=True)
class FontFiles:
    """Both may be one file: not every family has a bold face."""

    regular: Path
    bold: Path


def find_fonts() -> FontFiles:
    """Raises ExportError("pdf_font_missing")."""
    if sys.platform == "win32":
        found = _in_folder(_FONTS_OF_WINDOWS, "malgun.ttf", "malgunbd.ttf")
    elif sys.platform == "darwin":
        found = _in_folder(_FONTS_OF_MACOS, "AppleGothic.ttf", "AppleGothic.ttf")
    else:
        found = _below(_FONTS_OF_LINUX)
    if found is None:
        raise ExportError("pdf_font_missing")
    return found


def _below(folders: tuple[Path, ...]) -> FontFiles | None:
    for regular, bold in _FAMILIES_OF_LINUX:
        for folder in folders:
            for path in folder.rglob(regular):
                return _in_folder(path.parent, regular, bold)
    return None


def _in_folder(folder: Path, regular: str, bold: str) -> FontFiles | None:
    if not (folder / regular).is_file():
        return None
    return FontFiles(folder / regular, folder / (bold if (folder / bold).is_file() else regular))
