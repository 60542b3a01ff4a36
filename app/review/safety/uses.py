"""The medications that a patient takes or is to take, as the record and a note name them."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, cast

from app.domain.note import DraftNote, NoteSection, Origin
from app.resources import load_json
from app.review.reading.assertions import mentions_in
from app.review.reading.medications import MedicationMention, medication, medications_in, parts_of
from app.review.reading.stances import Polarity, sentences_in
from app.review.safety.official import OfficialRules

RECORD = "record"
"""The place of what the record holds."""
_REACH_CHARS = 80


@dataclass(frozen=True, slots=True)
class Use:
    """A medication at text[start:end] of a statement, or on a line of the record's list (`place` is RECORD then)."""

    ingredient: str
    surface: str
    place: str
    section: str
    text: str
    start: int
    end: int

    @property
    def parts(self) -> frozenset[str]:
        """With insulin for any insulin."""
        return parts_of(self.ingredient)

    @property
    def named_parts(self) -> frozenset[str]:
        """As they are named: a long-acting and a short-acting insulin share none."""
        return frozenset(self.ingredient.split("/"))

    @property
    def classes(self) -> frozenset[str]:
        return classes_of(self.ingredient)

    @property
    def is_topical(self) -> bool:
        """Put on the skin, in the eye or the nose: little of it reaches the blood."""
        return _says(_patterns("topical_before"), self.text[: self.start]) or _says(
            _patterns("topical_behind"), self.text[self.end : self.end + _REACH_CHARS]
        )


@dataclass(frozen=True, slots=True)
class Group:
    """Medications of some ingredients or of some classes, as a row of a table names them."""

    ingredients: frozenset[str]
    classes: frozenset[str]

    def holds(self, use: Use) -> bool:
        return not (use.parts.isdisjoint(self.ingredients) and use.classes.isdisjoint(self.classes))


def group_of(row: Mapping[str, Any]) -> Group:
    return Group(frozenset(row.get("ingredients", ())), frozenset(row.get("classes", ())))


@cache
def classes_of(ingredient: str) -> frozenset[str]:
    """The classes of a medication and of each part of a combination."""
    listed = (medication(part) for part in (ingredient, *parts_of(ingredient)))
    return frozenset(each.drug_class for each in listed if each is not None)


def uses_in(note: DraftNote, official: OfficialRules) -> tuple[Use, ...]:
    """In the order of the note. What is stopped, avoided, denied, past, of the family or an allergy is none. A product
    that only an imported list knows is one where a dose stands behind it."""
    return tuple(
        use
        for section in note.sections
        if not is_apart(section)
        for statement in section.statements
        if statement.origin is not Origin.TEMPLATE
        for use in _uses_of(statement.id, section.id, statement.text, official)
    )


def uses_recorded(lines: Sequence[str], official: OfficialRules) -> tuple[Use, ...]:
    """Of the record's list of current medications; a product that only an imported list knows goes by that."""
    return tuple(use for line in lines for use in _recorded(line, official))


def is_apart(section: NoteSection) -> bool:
    """Whether a section tells of allergies, of the past or of the family."""
    table = _table()
    title = section.title.lower()
    return section.id in table["sections_never"] or any(word in title for word in table["titles_never"])


def are_alternatives(one: Use, other: Use) -> bool:
    """«Ibuprofen or naproxen», «아세트아미노펜 또는 이부프로펜»."""
    return _stands_between(one, other, "alternatives_between")


def are_one_thing(one: Use, other: Use) -> bool:
    """«Tylenol (acetaminophen)»."""
    return _stands_between(one, other, "same_thing_between")


def _stands_between(one: Use, other: Use, name: str) -> bool:
    if (one.place, one.text) != (other.place, other.text):
        return False
    first, second = sorted((one, other), key=lambda use: use.start)
    return _says(_patterns(name), one.text[first.end : second.start].lower())


def _recorded(line: str, official: OfficialRules) -> Iterator[Use]:
    mentions = medications_in(line)
    for mention in mentions:
        yield Use(mention.ingredient, mention.surface, RECORD, RECORD, line, mention.start, mention.end)
    product = official.product_in(line) if not mentions else None
    if product is not None:
        name, ingredient = product
        yield Use(ingredient, name, RECORD, RECORD, line, 0, len(name))


def _uses_of(place: str, section: str, text: str, official: OfficialRules) -> Iterator[Use]:
    known = medications_in(text)
    named = [*_known_uses(place, section, text, known), *_products_used(place, section, text, known, official)]
    return iter(sorted(named, key=lambda use: use.start))


def _products_used(
    place: str, section: str, text: str, known: Sequence[MedicationMention], official: OfficialRules
) -> Iterator[Use]:
    for start, end, ingredient in official.products_in(text):
        is_known = any(start < each.end and each.start < end for each in known)
        if not is_known and not _is_not_in_use(text, start, end):
            yield Use(ingredient, text[start:end], place, section, text, start, end)


def _known_uses(place: str, section: str, text: str, found: Sequence[MedicationMention]) -> Iterator[Use]:
    meant = {
        mention.end: mention
        for sentence in sentences_in(text, is_spoken=False)
        for mention in mentions_in(sentence, found)
        if any(kind == "medication" for kind, _ in mention.keys)
    }
    for named in found:
        mention = meant.get(named.end)
        is_left_out = mention is not None and (
            mention.polarity is Polarity.NEGATED or mention.is_past or mention.is_of_family
        )
        if not is_left_out and not _is_not_in_use(text, named.start, named.end):
            yield Use(named.ingredient, named.surface, place, section, text, named.start, named.end)


def _is_not_in_use(text: str, start: int, end: int) -> bool:
    before = text[max(0, start - _REACH_CHARS) : start].lower()
    behind = text[end : end + _REACH_CHARS].lower()
    if _says(_patterns("not_in_use_behind"), behind):
        return True
    return _says(_patterns("not_in_use_before"), before) and not _says(_patterns("in_use_before"), before)


def _says(patterns: Sequence[re.Pattern[str]], text: str) -> bool:
    return any(pattern.search(text) for pattern in patterns)


@cache
def _patterns(name: str) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(pattern, re.IGNORECASE) for pattern in _table()[name])


def _table() -> Mapping[str, Any]:
    return cast(Mapping[str, Any], load_json("safety/use.json"))
