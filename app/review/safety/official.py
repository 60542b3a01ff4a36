"""Imported official lists as rules by ingredient. They hold for the date of their edition, which every flag names."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from app.domain.official_list import ListKind, OfficialList
from app.review.reading.medications import medications_in
from app.review.safety.official_lists import age_limit_years

_TITLES = {
    ListKind.DUR_PAIRS: "MFDS DUR 병용금기",
    ListKind.DUR_AGE: "MFDS DUR 연령금기",
    ListKind.DUR_PREGNANCY: "MFDS DUR 임부금기",
    ListKind.DUR_ELDERLY: "MFDS DUR 노인주의",
}
_NAME_END = re.compile(r"[\d(_\[]")
_STRENGTH = re.compile(r"[ ]*\d.*$")
_SHORTEST_NAME = 2


@dataclass(frozen=True, slots=True)
class OfficialRules:
    """`ages`: the years from which an ingredient is allowed. `products`: the ingredient of a name, in lower case."""

    pairs: frozenset[frozenset[str]] = frozenset()
    ages: Mapping[str, float] = field(default_factory=dict)
    pregnancy: frozenset[str] = frozenset()
    elderly: frozenset[str] = frozenset()
    products: Mapping[str, str] = field(default_factory=dict)
    sources: Mapping[ListKind, str] = field(default_factory=dict)

    def forbid_together(self, one: frozenset[str], other: frozenset[str]) -> bool:
        return any(frozenset({left, right}) in self.pairs for left in one for right in other if left != right)

    def product_in(self, line: str) -> tuple[str, str] | None:
        """The longest product name with which a line begins, and its ingredient."""
        low = line.strip().lower()
        for length in range(len(low), _SHORTEST_NAME - 1, -1):
            if low[:length] in self.products:
                return line.strip()[:length], self.products[low[:length]]
        return None


NO_RULES = OfficialRules()


def rules_of(lists: Iterable[OfficialList]) -> OfficialRules:
    tables = {table.kind: table for table in lists}

    def named(kind: ListKind) -> frozenset[str]:
        return frozenset(_ingredient(entry.name) for entry in tables[kind].entries) if kind in tables else frozenset()

    pairs, limits = tables.get(ListKind.DUR_PAIRS), tables.get(ListKind.DUR_AGE)
    return OfficialRules(
        frozenset(
            frozenset({_ingredient(entry.name), _ingredient(entry.other)}) for entry in (pairs.entries if pairs else ())
        ),
        _age_limits(limits) if limits else {},
        named(ListKind.DUR_PREGNANCY),
        named(ListKind.DUR_ELDERLY),
        _products(tables),
        {kind: f"{title}, {tables[kind].edition}" for kind, title in _TITLES.items() if kind in tables},
    )


def _age_limits(table: OfficialList) -> dict[str, float]:
    """Of several limits by form or dose the lowest, so that nothing is asked about that one form allows."""
    found: dict[str, float] = {}
    for entry in table.entries:
        years = age_limit_years(entry.detail)
        if years is not None:
            ingredient = _ingredient(entry.name)
            found[ingredient] = min(years, found.get(ingredient, years))
    return found


def _products(tables: Mapping[ListKind, OfficialList]) -> dict[str, str]:
    found: dict[str, str] = {}
    if ListKind.RXNORM in tables:
        found |= {each.name.lower(): _ingredient(each.other) for each in tables[ListKind.RXNORM].entries if each.other}
    if ListKind.HIRA_PRODUCTS in tables and ListKind.HIRA_INGREDIENTS in tables:
        by_code = {each.name: each.other for each in tables[ListKind.HIRA_INGREDIENTS].entries}
        for each in tables[ListKind.HIRA_PRODUCTS].entries:
            name = _NAME_END.split(each.name, maxsplit=1)[0].strip().lower()
            if len(name) >= _SHORTEST_NAME and each.other in by_code:
                found[name] = _ingredient(by_code[each.other])
    return found


@lru_cache(maxsize=20_000)
def _ingredient(name: str) -> str:
    """As terminology/medications.json has it; a name that it does not know stays as it is, without its strength."""
    plain = _STRENGTH.sub("", name.strip().lower())
    mentions = medications_in(plain)
    return mentions[0].ingredient if len(mentions) == 1 else plain
