"""Lines that tell again what a note tells already: a model that reads a visit a minute at a time does not know."""

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache

from app.drafting.likeness import words_of
from app.resources import load_json

_ENDING = re.compile(r"(?<=[a-z]{4})(?:ing|ness|ed|es|ly|s|y)$")


def without_retelling(lines: Mapping[str, Sequence[str]]) -> dict[str, list[str]]:
    """By section, the lines that tell something new, in their order; a section with lines keeps at least one.

    Only in the sections of resources/prompts/retelling.json: a drug belongs to the plan, however often it was named.
    """
    table = load_json("prompts/retelling.json")
    kept = {section: list(of_section) for section, of_section in lines.items()}
    for section, others in table["told_before_in"].items():
        told = {word for other in others for line in kept.get(other, ()) for word in _telling_words(line)}
        new: list[str] = []
        for line in kept.get(section, ()):
            if not _tells_nothing_but(told, line):
                new.append(line)
            told.update(_telling_words(line))
        if section in kept:
            kept[section] = new or kept[section][:1]
    for section in kept.keys() & set(table["told_by_another_line"]):
        kept[section] = _each_told_once(kept[section])
    return {section: _without_retold_quotes(section, kept) for section in kept}


def _each_told_once(lines: Sequence[str]) -> list[str]:
    """Without the lines that an earlier one tells alone: what two tell together, «a splint» and «motrin for a week»,
    each tells of something else."""
    new: list[str] = []
    for line in lines:
        if not any(_tells_nothing_but(_telling_words(other), line) for other in new):
            new.append(line)
    return new


def _without_retold_quotes(section: str, kept: Mapping[str, Sequence[str]]) -> list[str]:
    """A quotation stands in for a line that went wrong: not where other lines tell each of its words by themselves."""
    written = (line for lines in kept.values() for line in lines if not _is_quote(line))
    told = {word for line in written for word in _telling_words(line)}
    return [line for line in kept[section] if not _is_quote(line) or _denies(line) or not _spoken_words(line) <= told]


def _is_quote(line: str) -> bool:
    return line.startswith("“")


def _spoken_words(line: str) -> set[str]:
    """What a speaker's sentence tells, without what is only said."""
    return {word for word in _telling_words(line) if word not in _words("spoken_words")}


def _tells_nothing_but(told: set[str], line: str) -> bool:
    """Not so of a number or of a denial, whose words may all have been told otherwise."""
    counts = any(character.isdigit() for character in line)
    return not counts and not _denies(line) and _telling_words(line) <= told


def _denies(line: str) -> bool:
    plain = line.casefold()
    return not _words("denials").isdisjoint(words_of(line)) or any(part in plain for part in _words("denials_within"))


def _telling_words(line: str) -> set[str]:
    return {_ENDING.sub("", word) for word in words_of(line) if word not in _words("light_words")}


@cache
def _words(name: str) -> frozenset[str]:
    words: Iterable[str] = load_json("prompts/retelling.json")[name]
    return frozenset(words)
