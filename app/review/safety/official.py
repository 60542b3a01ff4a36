"""Imported official lists as rules by ingredient. They hold for the date of their edition, which every flag names."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from app.domain.official_list import ListKind, OfficialList
from app.review.reading.medications import medications_in
from app.review.safety.official_lists import age_limit_years, longest_days, most_mg_a_day

_TITLES = {
    ListKind.DUR_PAIRS: "MFDS DUR 병용금기",
    ListKind.DUR_AGE: "MFDS DUR 연령금기",
    ListKind.DUR_PREGNANCY: "MFDS DUR 임부금기",
    ListKind.DUR_ELDERLY: "MFDS DUR 노인주의",
    ListKind.DUR_DOSE: "MFDS DUR 용량주의",
    ListKind.DUR_DURATION: "MFDS DUR 투여기간주의",
    ListKind.DUR_GROUP: "MFDS DUR 효능군중복",
}
_NAME_END = re.compile(r"[\d(_\[]")
_STRENGTH = re.compile(r"[ ]*\d.*$")
_SHORTEST_NAME = 2
_WORD = re.compile(r"[A-Za-z가-힣][\w-]*")
_LONGEST_NAME = 4
"""Words of a product's name that are looked at."""
_DOSE_UNITS = "mg|mcg|g|ml|iu|units?|tablets?|tabs?|capsules?|밀리그램|그램|정|캡슐|알|포"
_DOSE_BEHIND = re.compile(rf"[가-힣]{{0,3}}[ ]*[(]?\d+(?:[.,]\d+)?[ ]?(?:{_DOSE_UNITS})", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class OfficialRules:
    """`ages`: the years from which an ingredient is allowed. `most_mg_a_day`, `longest_days`: what its doses of a day,
    and its days, may come to. `groups`: those of which two are one too many. `products`: the ingredient of a name, in
    lower case.
    """

    pairs: frozenset[frozenset[str]] = frozenset()
    ages: Mapping[str, float] = field(default_factory=dict)
    pregnancy: frozenset[str] = frozenset()
    elderly: frozenset[str] = frozenset()
    most_mg_a_day: Mapping[str, float] = field(default_factory=dict)
    longest_days: Mapping[str, float] = field(default_factory=dict)
    groups: Mapping[str, frozenset[str]] = field(default_factory=dict)
    products: Mapping[str, str] = field(default_factory=dict)
    sources: Mapping[ListKind, str] = field(default_factory=dict)

    def forbid_together(self, one: frozenset[str], other: frozenset[str]) -> bool:
        return any(frozenset({left, right}) in self.pairs for left in one for right in other if left != right)

    def are_of_one_group(self, one: frozenset[str], other: frozenset[str]) -> bool:
        return any(left != right and self._groups_of(left) & self._groups_of(right) for left in one for right in other)

    def _groups_of(self, ingredient: str) -> frozenset[str]:
        return self.groups.get(ingredient, frozenset())

    def products_in(self, text: str) -> Iterator[tuple[int, int, str]]:
        """Where a product is named with a dose behind it, and its ingredient. Without a dose too many names are words
        of everyday language."""
        words = list(_WORD.finditer(text)) if self.products else []
        end = 0
        for place, word in enumerate(words):
            if word.start() < end:
                continue
            last = words[min(place + _LONGEST_NAME, len(words)) - 1]
            found = self._longest_name(text, word.start(), last.end())
            if found and _DOSE_BEHIND.match(text, found):
                end = found
                yield word.start(), end, self.products[text[word.start() : end].lower()]

    def _longest_name(self, text: str, start: int, last: int) -> int:
        """Where it ends; 0 where none begins here."""
        ends = range(last, start + _SHORTEST_NAME - 1, -1)
        return next((end for end in ends if text[start:end].lower() in self.products), 0)

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

    pairs = tables.get(ListKind.DUR_PAIRS)
    return OfficialRules(
        frozenset(
            frozenset({_ingredient(entry.name), _ingredient(entry.other)}) for entry in (pairs.entries if pairs else ())
        ),
        _limits(tables.get(ListKind.DUR_AGE), age_limit_years, min),
        named(ListKind.DUR_PREGNANCY),
        named(ListKind.DUR_ELDERLY),
        _limits(tables.get(ListKind.DUR_DOSE), most_mg_a_day, max),
        _limits(tables.get(ListKind.DUR_DURATION), longest_days, max),
        _groups(tables[ListKind.DUR_GROUP]) if ListKind.DUR_GROUP in tables else {},
        _products(tables),
        {kind: f"{title}, {tables[kind].edition}" for kind, title in _TITLES.items() if kind in tables},
    )


def _limits(
    table: OfficialList | None, read: Callable[[str], float | None], laxer: Callable[[float, float], float]
) -> dict[str, float]:
    """Of several limits by form or dose the laxer one, so that nothing is asked about that one form allows."""
    found: dict[str, float] = {}
    for entry in table.entries if table else ():
        limit = read(entry.detail)
        if limit is not None:
            ingredient = _ingredient(entry.name)
            found[ingredient] = laxer(limit, found.get(ingredient, limit))
    return found


def _groups(table: OfficialList) -> dict[str, frozenset[str]]:
    found: dict[str, frozenset[str]] = {}
    for entry in table.entries:
        if entry.other:
            ingredient = _ingredient(entry.name)
            found[ingredient] = found.get(ingredient, frozenset()) | {entry.other}
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
