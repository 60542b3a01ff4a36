"""Lines that tell again what a note tells already: a model that reads a visit a minute at a time does not know."""

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache

from app.drafting.likeness import words_of
from app.resources import load_json

_ENDING = re.compile(r"(?<=[a-z]{4})(?:ing|ed|es|s)$")


def without_retelling(lines: Mapping[str, Sequence[str]]) -> dict[str, list[str]]:
    """By section, the lines that tell something new, in their order; a section with lines keeps at least one.

    Only in the sections of resources/prompts/retelling.json: a drug belongs to the plan, however often it was named.
    """
    told_before_in = load_json("prompts/retelling.json")["told_before_in"]
    kept = {section: list(of_section) for section, of_section in lines.items()}
    for section, others in told_before_in.items():
        told = {word for other in others for line in kept.get(other, ()) for word in _telling_words(line)}
        new: list[str] = []
        for line in kept.get(section, ()):
            if not _tells_nothing_but(told, line):
                new.append(line)
            told.update(_telling_words(line))
        if section in kept:
            kept[section] = new or kept[section][:1]
    return kept


def _tells_nothing_but(told: set[str], line: str) -> bool:
    """Not so of a number or of a denial, whose words may all have been told otherwise."""
    return not _counts_or_denies(line) and _telling_words(line) <= told


def _counts_or_denies(line: str) -> bool:
    plain = line.casefold()
    is_denial = not _words("denials").isdisjoint(words_of(line)) or any(
        part in plain for part in _words("denials_within")
    )
    return is_denial or any(character.isdigit() for character in plain)


def _telling_words(line: str) -> set[str]:
    return {_ENDING.sub("", word) for word in words_of(line) if word not in _words("light_words")}


@cache
def _words(name: str) -> frozenset[str]:
    words: Iterable[str] = load_json("prompts/retelling.json")[name]
    return frozenset(words)
