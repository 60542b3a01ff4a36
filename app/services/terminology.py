"""Official lists: imported from the publisher's files, kept as dated tables, and made into rules for the checks."""

import hashlib
import json
import logging
import re
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import TypeAlias

from app.domain.errors import InputError
from app.domain.official_list import ListKind, OfficialEntry, OfficialList
from app.review.safety.official import NO_RULES, OfficialRules, rules_of
from app.review.safety.official_lists import read_csv_list, read_rxnorm

TABLE_FORMAT = "saegim.official_list/1"
_File: TypeAlias = tuple[Path, int]
_log = logging.getLogger(__name__)

_CONCEPTS, _RELATIONS = "RXNCONSO.RRF", "RXNREL.RRF"
_LARGEST_BYTES = 600_000_000
_ENCODINGS = ("utf-8-sig", "cp949")
_EDITION = re.compile(
    r"(?<!\d)(?P<y>20\d{2})[-_.]?(?P<m>\d{2})[-_.]?(?P<d>\d{2})(?!\d)|(?<!\d)(?P<us>\d{4}20\d{2})(?!\d)"
)


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import brought in. `replaced` is the edition that was there before, "" if there was none."""

    kind: ListKind
    edition: str
    entries: int
    replaced: str


def import_list(path: Path, folder: Path, edition: str = "") -> Imported:
    """A CSV file, or RXNCONSO.RRF or the folder that holds it. Takes the place of an earlier edition of its kind.

    The edition is a date in the name of the file or its folder unless it is given. Raises InputError("file_missing" |
    "file_unreadable" | "official_list_unknown" | "official_list_empty" | "official_list_edition_missing" |
    "file_unwritable").
    """
    kind, entries, sha256 = _read(path)
    edition = edition.strip() or _edition_in(path.resolve())
    if not edition:
        raise InputError("official_list_edition_missing", file=path.name)
    before = _edition_before(kind, folder)
    _write(OfficialList(kind, edition, date.today().isoformat(), sha256, entries), folder)
    return Imported(kind, edition, len(entries), before)


def _edition_before(kind: ListKind, folder: Path) -> str:
    """ "" where there is none, or none that can be read: it is replaced all the same."""
    try:
        return next((_table(*file).edition for file in _files(folder) if file[0] == _path_of(kind, folder)), "")
    except InputError:
        return ""


def imported_lists(folder: Path) -> tuple[OfficialList, ...]:
    """Raises InputError("file_unreadable") for a table that is damaged."""
    return tuple(_table(*file) for file in _files(folder))


def official_rules(folder: Path) -> OfficialRules:
    """Made once for what lies in the folder; a table that is damaged leaves all of them out, which is logged."""
    try:
        return _rules(tuple(_files(folder)))
    except InputError as error:
        _log.warning("official lists are left out: %s", error)
        return NO_RULES


@lru_cache(maxsize=2)
def _rules(files: tuple[_File, ...]) -> OfficialRules:
    return rules_of(_table(*file) for file in files) if files else NO_RULES


def _files(folder: Path) -> Iterator[_File]:
    """Each with the time of its last change, so that a new edition is read anew."""
    for kind in ListKind:
        path = _path_of(kind, folder)
        if path.is_file():
            yield path, path.stat().st_mtime_ns


def _path_of(kind: ListKind, folder: Path) -> Path:
    return folder / f"{kind.value}.json"


def _read(path: Path) -> tuple[ListKind, tuple[OfficialEntry, ...], str]:
    concepts = path / _CONCEPTS if path.is_dir() else path
    content = _bytes(concepts)
    digest = hashlib.sha256(content).hexdigest()
    if concepts.suffix.lower() == ".rrf":
        relations = concepts.with_name(_RELATIONS)
        related = _text(_bytes(relations), relations) if relations.is_file() else ""
        return ListKind.RXNORM, read_rxnorm(_text(content, concepts), related), digest
    kind, entries = read_csv_list(_text(content, concepts))
    return kind, entries, digest


def _bytes(path: Path) -> bytes:
    try:
        if path.stat().st_size > _LARGEST_BYTES:
            raise InputError("file_unreadable", file=path.name)
        return path.read_bytes()
    except FileNotFoundError as error:
        raise InputError("file_missing", file=path.name) from error
    except OSError as error:
        raise InputError("file_unreadable", file=path.name) from error


def _text(content: bytes, path: Path) -> str:
    """Korean authorities publish in UTF-8 and in the older Windows code page."""
    for encoding in _ENCODINGS:
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise InputError("file_unreadable", file=path.name)


def _edition_in(path: Path) -> str:
    """«…_20251031.csv», «RxNorm_full_prescribe_11032025/rrf»: the nearest date in the names, as ISO 8601."""
    for name in (path.name, *(folder.name for folder in list(path.parents)[:3])):
        for year, month, day in _dates_in(name):
            try:
                return date(year, month, day).isoformat()
            except ValueError:
                continue
    return ""


def _dates_in(name: str) -> Iterator[tuple[int, int, int]]:
    for match in _EDITION.finditer(name):
        if match["us"]:
            yield int(match["us"][4:]), int(match["us"][:2]), int(match["us"][2:4])
        else:
            yield int(match["y"]), int(match["m"]), int(match["d"])


def _write(table: OfficialList, folder: Path) -> None:
    content = {
        "format": TABLE_FORMAT,
        "kind": table.kind.value,
        "edition": table.edition,
        "imported_on": table.imported_on,
        "sha256": table.sha256,
        "entries": [list(asdict(entry).values()) for entry in table.entries],
    }
    path = _path_of(table.kind, folder)
    unfinished = path.with_suffix(".unfinished")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        unfinished.write_text(json.dumps(content, ensure_ascii=False), encoding="utf-8")
        unfinished.replace(path)
    except OSError as error:
        raise InputError("file_unwritable", file=path.name) from error


@lru_cache(maxsize=len(ListKind))
def _table(path: Path, _modified_ns: int) -> OfficialList:
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
        entries = tuple(OfficialEntry(*(str(value) for value in row)) for row in content["entries"])
        return OfficialList(
            ListKind(content["kind"]), content["edition"], content["imported_on"], content["sha256"], entries
        )
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise InputError("file_unreadable", file=path.name) from error
