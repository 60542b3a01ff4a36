"""Reads official lists in the layouts in which they are published: DUR and drug master as CSV, RxNorm as RRF."""

import csv
import io
import re
from collections.abc import Iterator, Mapping, Sequence

from app.domain.errors import InputError
from app.domain.official_list import ListKind, OfficialEntry

_DUR_KINDS = {
    "병용금기": ListKind.DUR_PAIRS,
    "특정연령대금기": ListKind.DUR_AGE,
    "연령금기": ListKind.DUR_AGE,
    "임부금기": ListKind.DUR_PREGNANCY,
    "노인주의": ListKind.DUR_ELDERLY,
}
_DUR_NAME, _DUR_KIND, _DUR_OTHER = "DUR성분(영문)", "DUR유형", "병용금기DUR성분(영문)"
_DUR_DETAILS = ("연령기준", "금기등급", "등급", "금기내용")
_DUR_STATE, _DELETED = "상태", "삭제"
_PRODUCT, _PRODUCT_CODES = "한글상품명", ("일반명코드(성분명코드)", "일반명코드")
_INGREDIENT_CODE, _INGREDIENT_NAMES = "일반명코드", ("일반명", "주성분명", "일반명칭")
_RXNCONSO_FIELDS, _RXNREL_FIELDS = 18, 16
_RXCUI, _SAB, _TTY, _STR, _SUPPRESS = 0, 11, 12, 14, 16
_RXCUI_1, _RXCUI_2, _RELA = 0, 4, 7
_RXNORM, _SHOWN = "RXNORM", "N"
_SPACES = re.compile(r"\s+")


def read_csv_list(text: str) -> tuple[ListKind, tuple[OfficialEntry, ...]]:
    """A DUR list or one of the two files of the drug master, told apart by the columns.

    Raises InputError("official_list_unknown"), and InputError("official_list_empty") when no row can be used.
    """
    rows = list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline="")))
    columns = {name.strip() for name in rows[0] if name} if rows else set()
    plain = [{(name or "").strip(): (value or "").strip() for name, value in _texts(row)} for row in rows]
    if {_DUR_NAME, _DUR_KIND} <= columns:
        kind = _DUR_KINDS.get(plain[0][_DUR_KIND])
        if kind is None:
            raise InputError("official_list_unknown")
        return kind, _used(_dur_entry(kind, row) for row in plain if _DELETED not in row.get(_DUR_STATE, ""))
    if _PRODUCT in columns and columns & set(_PRODUCT_CODES):
        return ListKind.HIRA_PRODUCTS, _used(OfficialEntry(row[_PRODUCT], _first(row, _PRODUCT_CODES)) for row in plain)
    if _INGREDIENT_CODE in columns and columns & set(_INGREDIENT_NAMES):
        return ListKind.HIRA_INGREDIENTS, _used(
            OfficialEntry(row[_INGREDIENT_CODE], _first(row, _INGREDIENT_NAMES).lower()) for row in plain
        )
    raise InputError("official_list_unknown")


def read_rxnorm(concepts: str, relations: str = "") -> tuple[OfficialEntry, ...]:
    """Brand names and ingredients of RXNCONSO.RRF, each brand with the ingredient that RXNREL.RRF relates it to.

    A brand of several ingredients has them joined by a slash. Raises InputError("official_list_unknown" |
    "official_list_empty").
    """
    ingredients: dict[str, str] = {}
    brands: dict[str, str] = {}
    for fields in _rrf(concepts, _RXNCONSO_FIELDS):
        if fields[_SAB] == _RXNORM and fields[_SUPPRESS] == _SHOWN:
            if fields[_TTY] in ("IN", "MIN"):
                ingredients[fields[_RXCUI]] = _plain(fields[_STR]).lower().replace(" / ", "/")
            elif fields[_TTY] == "BN":
                brands[fields[_RXCUI]] = _plain(fields[_STR])
    made_of: dict[str, set[str]] = {}
    for fields in _rrf(relations, _RXNREL_FIELDS) if relations else ():
        if fields[_RELA] in ("tradename_of", "has_tradename"):
            for brand, ingredient in ((fields[_RXCUI_1], fields[_RXCUI_2]), (fields[_RXCUI_2], fields[_RXCUI_1])):
                if brand in brands and ingredient in ingredients:
                    made_of.setdefault(brand, set()).add(ingredients[ingredient])
    return _used(
        [
            *(OfficialEntry(name, name) for name in ingredients.values()),
            *(OfficialEntry(name, _joined(made_of.get(brand, set()))) for brand, name in brands.items()),
        ]
    )


def age_limit_years(detail: str) -> float | None:
    """«12세 미만», «6개월 미만», «18세 이하» as the age in years from which it is allowed; None for another wording."""
    match = re.search(r"(?P<n>\d+(?:\.\d+)?)\s*(?P<unit>세|개월|주|일)\s*(?P<bound>미만|이하)", detail)
    if match is None:
        return None
    years = float(match["n"]) * {"세": 1.0, "개월": 1 / 12, "주": 7 / 365.25, "일": 1 / 365.25}[match["unit"]]
    is_inclusive = match["bound"] == "이하"
    return years + {"세": 1.0, "개월": 1 / 12, "주": 7 / 365.25, "일": 1 / 365.25}[match["unit"]] * is_inclusive


def _dur_entry(kind: ListKind, row: Mapping[str, str]) -> OfficialEntry:
    other = row.get(_DUR_OTHER, "") if kind is ListKind.DUR_PAIRS else ""
    detail = " ".join(row[name] for name in _DUR_DETAILS if row.get(name))
    return OfficialEntry(row[_DUR_NAME].lower(), other.lower(), detail)


def _used(entries: Iterator[OfficialEntry] | Sequence[OfficialEntry]) -> tuple[OfficialEntry, ...]:
    found = tuple(dict.fromkeys(entry for entry in entries if entry.name))
    if not found:
        raise InputError("official_list_empty")
    return found


def _texts(row: Mapping[str | None, str | list[str] | None]) -> Iterator[tuple[str | None, str]]:
    """A row with more cells than columns has a list of them under None, a shorter one None for the rest."""
    for name, value in row.items():
        yield name, value if isinstance(value, str) else ""


def _first(row: Mapping[str, str], names: Sequence[str]) -> str:
    return next((row[name] for name in names if row.get(name)), "")


def _rrf(text: str, fields: int) -> Iterator[list[str]]:
    """Fields end with a bar, so that the last of a line is empty."""
    for line in text.splitlines():
        if line.strip():
            found = line.split("|")
            if len(found) != fields + 1:
                raise InputError("official_list_unknown")
            yield found


def _plain(text: str) -> str:
    return _SPACES.sub(" ", text).strip()


def _joined(ingredients: set[str]) -> str:
    """Of a combination and its parts only the combination."""
    whole = [each for each in ingredients if "/" in each]
    return "/".join(sorted(whole[:1] or ingredients))
