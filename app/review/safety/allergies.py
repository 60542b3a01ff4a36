"""Recorded allergies beside the medications of a note: the same ingredient, its class, and related classes."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, cast

from app.domain.note import DraftNote, Flag, FlagKind, Severity
from app.resources import load_json
from app.review.reading.medications import medications_in
from app.review.safety.uses import Group, Use, classes_of, group_of

_TO = re.compile(
    r"\w*[ ]+(?:to|reaction to)[ ]+(?P<what>.{1,60}?)(?:[ ](?:so|and|but|therefore|hence)\b|$)", re.IGNORECASE
)
_WORDS_BEFORE = 2
_CLAUSE = re.compile(r"[,.;·\n]|(?:\bbut\b)|(?<=[고며])\s")


@dataclass(frozen=True, slots=True)
class Allergy:
    """In the words of the record or of the note, with the ingredients it names and the groups of related ones."""

    words: str
    ingredients: frozenset[str]
    groups: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Named:
    """A group of medications to which people are allergic as to one. `given` are words of giving a nameless one."""

    id: str
    group: Group
    pattern: re.Pattern[str]
    given: tuple[str, ...]
    severity: Severity
    source: str


def allergies_of(note: DraftNote, recorded: Sequence[str]) -> tuple[Allergy, ...]:
    """Those of the record, and those that the note states in its section or elsewhere as an allergy."""
    stated: list[str] = []
    for section in note.sections:
        is_of_allergies = section.id == "allergies" or any(word in section.title.lower() for word in _table()["named"])
        for statement in section.statements:
            stated += [statement.text] if is_of_allergies else _allergens_in(statement.text)
    return tuple(allergy for text in (*recorded, *stated) for allergy in _allergies_in(text))


def allergy_flags(uses: Sequence[Use], note: DraftNote, allergies: Sequence[Allergy]) -> Iterator[tuple[str, Flag]]:
    """The ids of statements, each with a flag."""
    for use in uses:
        for allergy in allergies:
            flag = _conflict(use, allergy)
            if flag is not None:
                yield use.place, flag
                break
    yield from _nameless(note, allergies)


def _conflict(use: Use, allergy: Allergy) -> Flag | None:
    if not use.parts.isdisjoint(allergy.ingredients):
        return _flag(use, allergy, Severity.BLOCK, _table()["same_ingredient"])
    for named in _groups().values():
        if named.id in allergy.groups and named.group.holds(use):
            return _flag(use, allergy, named.severity, named.source)
    for row in _table()["related"]:
        if row["allergy"] in allergy.groups and _groups()[row["medication"]].group.holds(use):
            return _flag(use, allergy, Severity(row["severity"]), row["source"])
    return None


def _nameless(note: DraftNote, allergies: Sequence[Allergy]) -> Iterator[tuple[str, Flag]]:
    """«CT with contrast»."""
    for named in _groups().values():
        allergy = next((each for each in allergies if named.id in each.groups), None)
        for statement in note.statements() if allergy and named.given else ():
            words = next((each for each in named.given if each in statement.text.lower()), None)
            if words is not None and allergy is not None and not _speaks_of_allergy(statement.text):
                place = statement.text.lower().index(words)
                written = statement.text[place : place + len(words)]
                yield (
                    statement.id,
                    Flag(FlagKind.ALLERGY_CONFLICT, named.severity, written, allergy.words, named.source),
                )


def _flag(use: Use, allergy: Allergy, severity: Severity, source: str) -> Flag:
    return Flag(FlagKind.ALLERGY_CONFLICT, severity, use.surface, allergy.words, source)


def _allergies_in(text: str) -> Iterator[Allergy]:
    """Clause by clause, so that «penicillin, no other» denies no more than it says."""
    for clause in _CLAUSE.split(text):
        if _denied().search(clause):
            continue
        ingredients = {mention.ingredient for mention in medications_in(clause)}
        parts = frozenset(part for ingredient in ingredients for part in ingredient.split("/"))
        classes = {each for ingredient in ingredients for each in classes_of(ingredient)}
        groups = {
            named.id
            for named in _groups().values()
            if named.pattern.search(clause.lower())
            or not named.group.classes.isdisjoint(classes)
            or not named.group.ingredients.isdisjoint(parts)
        }
        if parts or groups:
            yield Allergy(clause.strip(), parts, frozenset(groups))


def _allergens_in(text: str) -> Iterator[str]:
    """Of a statement about more than allergies: what stands behind «allergic to», or directly before «allergy»."""
    for clause in _CLAUSE.split(text):
        for match in _named().finditer(clause) if not _denied().search(clause) else ():
            behind = _TO.match(clause, match.end())
            yield behind["what"] if behind else " ".join(clause[: match.start()].split()[-_WORDS_BEFORE:])


def _speaks_of_allergy(text: str) -> bool:
    return _named().search(text) is not None


@cache
def _named() -> re.Pattern[str]:
    return re.compile("|".join(_table()["named"]), re.IGNORECASE)


@cache
def _groups() -> Mapping[str, _Named]:
    return {
        row["id"]: _Named(
            row["id"],
            group_of(row),
            re.compile("|".join(_as_word(name) for name in row["names"])),
            tuple(row.get("given", ())),
            Severity(row["severity"]),
            row["source"],
        )
        for row in _table()["groups"]
    }


@cache
def _denied() -> re.Pattern[str]:
    return re.compile(_table()["denied"], re.IGNORECASE)


def _as_word(name: str) -> str:
    return rf"\b{re.escape(name)}\b" if name.isascii() else re.escape(name)


def _table() -> Mapping[str, Any]:
    return cast(Mapping[str, Any], load_json("safety/allergies.json"))
