"""Reads official lists in the layouts in which they are published: DUR and drug master as CSV, RxNorm as RRF."""

import csv
import io
import re
from collections.abc import Iterator, Mapping, Sequence

from app.domain.errors import InputError
from app.domain.official_list import ListKind, OfficialEntry
from app.review.reading.numbers import quantities_in
from app.review.reading.units import unit

_DUR_KINDS = {
    "병용금기": ListKind.DUR_PAIRS,
    "특정연령대금기": ListKind.DUR_AGE,
    "연령금기": ListKind.DUR_AGE,
    "임부금기": ListKind.DUR_PREGNANCY,
    "노인주의": ListKind.DUR_ELDERLY,
    "용량주의": ListKind.DUR_DOSE,
    "투여기간주의": ListKind.DUR_DURATION,
    "효능군중복": ListKind.DUR_GROUP,
    "효능군중복주의": ListKind.DUR_GROUP,
}
# The ministry's own tables and the files of the open data portal name the same columns otherwise.
_DUR_KIND = "DUR유형"
_DUR_NAMES, _DUR_OTHERS = ("DUR성분명영문", "DUR성분(영문)"), ("병용금기DUR성분영문명", "병용금기DUR성분(영문)")
_DUR_LIMITS = {ListKind.DUR_DOSE: ("1일최대용량", "최대1일용량"), ListKind.DUR_DURATION: ("최대투여기간",)}
_DUR_GROUPS = ("효능군",)
_DUR_DETAILS = ("연령기준", "금기등급", "등급", "금기내용")
_EMPTY = "-"
_DUR_STATE, _DELETED = "상태", "삭제"
_PRODUCT, _PRODUCT_CODES = "한글상품명", ("일반명코드(성분명코드)", "일반명코드")
_INGREDIENT_CODE, _INGREDIENT_NAMES = "일반명코드", ("일반명", "주성분명", "일반명칭")
_RXNCONSO_FIELDS, _RXNREL_FIELDS = 18, 16
_RXCUI, _SAB, _TTY, _STR, _SUPPRESS = 0, 11, 12, 14, 16
_RXCUI_1, _RXCUI_2, _RELA = 0, 4, 7
_RXNORM, _SHOWN = "RXNORM", "N"
_MASSES, _MG_A_GRAM = ("mg", "mcg", "g"), 1000
_TIME, _DAYS_A = re.compile(r"(?P<n>\d+)\s*(?P<unit>일|주|개월)"), {"일": 1, "주": 7, "개월": 30}
_SPACES = re.compile(r"\s+")


def read_csv_list(text: str) -> tuple[ListKind, tuple[OfficialEntry, ...]]:
    """A DUR list or one of the two files of the drug master, told apart by the columns.

    Raises InputError("official_list_unknown"), and InputError("official_list_empty") when no row can be used.
    """
    rows = list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline="")))
    columns = {name.strip() for name in rows[0] if name} if rows else set()
    plain = [{(name or "").strip(): _cell(value) for name, value in _texts(row)} for row in rows]
    if _DUR_KIND in columns and columns & set(_DUR_NAMES):
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


def most_mg_a_day(detail: str) -> float | None:
    """«240밀리그램», «4g», «4,000 mg» in milligrams, the largest of several; None where it is no mass, or by weight."""
    if "kg" in detail.lower() or "체중" in detail:
        return None
    factors = [(each.value, unit(each.unit).factor) for each in quantities_in(detail) if each.unit in _MASSES]
    return max((value * factor * _MG_A_GRAM for value, factor in factors if factor), default=None)


def longest_days(detail: str) -> float | None:
    """«28일», «4주» in days; None for another wording."""
    return max((float(each["n"]) * _DAYS_A[each["unit"]] for each in _TIME.finditer(detail)), default=None)


def _dur_entry(kind: ListKind, row: Mapping[str, str]) -> OfficialEntry:
    name = _first(row, _DUR_NAMES).lower()
    if kind in _DUR_LIMITS:
        return OfficialEntry(name, "", _first(row, _DUR_LIMITS[kind]))
    if kind is ListKind.DUR_GROUP:
        return OfficialEntry(name, _first(row, _DUR_GROUPS))
    other = _first(row, _DUR_OTHERS).lower() if kind is ListKind.DUR_PAIRS else ""
    return OfficialEntry(name, other, " ".join(row[each] for each in _DUR_DETAILS if row.get(each)))


def _used(entries: Iterator[OfficialEntry] | Sequence[OfficialEntry]) -> tuple[OfficialEntry, ...]:
    found = tuple(dict.fromkeys(entry for entry in entries if entry.name))
    if not found:
        raise InputError("official_list_empty")
    return found


def _texts(row: Mapping[str | None, str | list[str] | None]) -> Iterator[tuple[str | None, str]]:
    """A row with more cells than columns has a list of them under None, a shorter one None for the rest."""
    for name, value in row.items():
        yield name, value if isinstance(value, str) else ""


def _cell(value: str | None) -> str:
    """What is stripped and, as the open data portal writes it, a hyphen for nothing."""
    text = (value or "").strip()
    return "" if text == _EMPTY else text


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
