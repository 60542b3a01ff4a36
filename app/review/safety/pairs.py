"""Two medications at once: the same ingredient, the same class, or a pair of the clinic's list of interactions."""

from collections.abc import Iterator, Sequence
from functools import cache
from itertools import combinations

from app.domain.note import Flag, FlagKind, Severity
from app.domain.official_list import ListKind
from app.resources import load_json
from app.review.safety.official import OfficialRules
from app.review.safety.uses import RECORD, Group, Use, are_alternatives, are_one_thing, group_of


def repeat_flags(uses: Sequence[Use], official: OfficialRules) -> Iterator[tuple[str, Flag]]:
    """The ids of statements, each with a flag on the medication named later. Where the shipped classes are silent, an
    imported official list is asked."""
    for one, other in _pairs(uses):
        if one.named_parts & other.named_parts:
            if _is_repeated(one, other):
                yield _flagged(
                    FlagKind.MEDICATION_REPEATED, one, other, load_json("safety/repeats.json")["same_ingredient"]
                )
        else:
            source = _shared_class(one, other)
            if not source and official.are_of_one_group(one.parts, other.parts):
                source = official.sources[ListKind.DUR_GROUP]
            if source:
                yield _flagged(FlagKind.CLASS_REPEATED, one, other, source)


def interaction_flags(uses: Sequence[Use], official: OfficialRules) -> Iterator[tuple[str, Flag]]:
    """As repeat_flags. The table needs a pharmacist's review and is asked only where the clinic has turned it on; an
    imported official list is asked first."""
    for one, other in _pairs(uses):
        if one.parts & other.parts:
            continue
        if official.forbid_together(one.parts, other.parts):
            source = official.sources[ListKind.DUR_PAIRS]
        else:
            source = next((source for left, right, source in _interactions() if _meet(left, right, one, other)), "")
        if source:
            yield _flagged(FlagKind.INTERACTION, one, other, source)


def _pairs(uses: Sequence[Use]) -> Iterator[tuple[Use, Use]]:
    """Each two medications once, however often they are named; alternatives to each other are none, and two lines of
    the record are not the note's matter. A medication under another name, or in another combination, is another.
    """
    taken = [use for use in uses if not use.is_topical]
    seen: set[frozenset[tuple[str, str]]] = set()
    for one, other in combinations(taken, 2):
        key = frozenset({(one.ingredient, one.surface.lower()), (other.ingredient, other.surface.lower())})
        is_new = other.place != RECORD and len(key) == 2 and key not in seen
        if is_new and not (are_one_thing(one, other) or are_alternatives(one, other)):
            seen.add(key)
            yield one, other


def _is_repeated(one: Use, other: Use) -> bool:
    """Alone and in a combination; or under two names in one list, as «Tylenol» and «acetaminophen» on two lines."""
    return one.ingredient != other.ingredient or (one.section == other.section and one.place != other.place)


def _shared_class(one: Use, other: Use) -> str:
    return next((source for group, source in _repeated_classes() if group.holds(one) and group.holds(other)), "")


def _meet(left: Group, right: Group, one: Use, other: Use) -> bool:
    return (left.holds(one) and right.holds(other)) or (left.holds(other) and right.holds(one))


def _flagged(kind: FlagKind, one: Use, other: Use, source: str) -> tuple[str, Flag]:
    return other.place, Flag(kind, Severity.WARN, other.surface, one.surface, source)


@cache
def _interactions() -> tuple[tuple[Group, Group, str], ...]:
    rows = load_json("safety/interactions.json")["pairs"]
    return tuple((group_of(row["one"]), group_of(row["other"]), row["source"]) for row in rows)


@cache
def _repeated_classes() -> tuple[tuple[Group, str], ...]:
    return tuple((group_of(row), row["source"]) for row in load_json("safety/repeats.json")["classes"])
