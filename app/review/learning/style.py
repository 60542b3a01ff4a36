"""The clinic's style of writing, put on drafted lines. It changes how something is written and never what is said."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import cache
from typing import Any, TypeAlias

from app.domain.language import Language
from app.domain.note import DraftNote, NoteSection, Origin, Statement
from app.domain.style import Habit, StyleRule
from app.resources import load_json
from app.review.reading.assertions import mentions_in
from app.review.reading.medications import medications_in
from app.review.reading.numbers import quantities_in
from app.review.reading.stances import sentences_in

Rewrite: TypeAlias = Callable[[str, Language], str]

_QUOTED = re.compile("[\"'“”‘’«»「」]")
_SENTENCE_END = re.compile(r"[.?!](?=\s|$)")
_STOPPED_WORD = re.compile(r"\S*[\w)%]\.\Z")


def with_style(note: DraftNote, rules: Sequence[StyleRule]) -> DraftNote:
    """The reviewed note of a model in the clinic's style, which it names. Each statement keeps its id.

    Only lines of the model change, and of those none that is flagged, so that no rewriting can hide an error. A section
    that is left out is not in the note any more; one in which nothing was said stays, as «not stated».
    """
    applied = tuple(rule for rule in rules if rule.language is note.language and _has_effect(rule, note))
    left_out = {rule.section for rule in applied if rule.habit is Habit.SECTION_LEFT_OUT}
    habits = [rule.habit for rule in applied if rule.habit is not Habit.SECTION_LEFT_OUT]
    sections = tuple(_styled(section, habits, note.language) for section in note.sections if section.id not in left_out)
    return replace(note, sections=sections, style=applied)


def written_in(habit: Habit, line: str, language: Language) -> str:
    """The line as the habit writes it; as it was, where it quotes somebody, or could then be understood otherwise."""
    if _QUOTED.search(line):
        return line
    rewritten = _REWRITES[habit](line, language)
    return rewritten if rewritten == line or _meaning(rewritten) == _meaning(line) else line


def may_be_left_out(section_id: str) -> bool:
    return section_id in _table()["may_be_left_out"]


def _has_effect(rule: StyleRule, note: DraftNote) -> bool:
    if rule.habit is Habit.SECTION_LEFT_OUT:
        is_there = any(section.id == rule.section and section.statements for section in note.sections)
        return is_there and rule.template == note.template and may_be_left_out(rule.section)
    return any(_rewritten(each, [rule.habit], note.language) != each for each in note.statements())


def _styled(section: NoteSection, habits: Sequence[Habit], language: Language) -> NoteSection:
    return replace(section, statements=tuple(_rewritten(each, habits, language) for each in section.statements))


def _rewritten(statement: Statement, habits: Sequence[Habit], language: Language) -> Statement:
    if statement.origin is not Origin.MODEL or statement.flags:
        return statement
    text = statement.text
    for habit in habits:
        text = written_in(habit, text, language)
    return replace(statement, text=text)


def _meaning(line: str) -> object:
    """Numbers, medications, and how each finding is meant."""
    medications = medications_in(line)
    return (
        [(quantity.value, quantity.unit) for quantity in quantities_in(line)],
        [mention.ingredient for mention in medications],
        [
            (mention.own, mention.polarity, mention.is_hedged, mention.is_past, mention.is_of_family)
            for sentence in sentences_in(line, is_spoken=False)
            for mention in mentions_in(sentence, medications)
            if mention.is_clinical
        ],
    )


def _without_full_stop(line: str, language: Language) -> str:
    """Of a line of one sentence; several keep theirs."""
    last_word = _STOPPED_WORD.search(line)
    is_abbreviation = last_word is not None and last_word.group().casefold() in _abbreviations()
    if last_word is None or is_abbreviation or len(_SENTENCE_END.findall(line)) > 1:
        return line
    return line[:-1]


def _with_noun_endings(line: str, language: Language) -> str:
    if language is not Language.KO:
        return line
    return _polite_ending().sub(lambda match: _table()["polite_endings"][match.group()], line)


def _with_short_vitals(line: str, language: Language) -> str:
    for pattern, short in _vital_names(language):
        line = pattern.sub(short, line)
    return _pressure(language).sub(r"\1/\2", line)


_REWRITES: Mapping[Habit, Rewrite] = {
    Habit.WITHOUT_FULL_STOP: _without_full_stop,
    Habit.NOUN_ENDINGS: _with_noun_endings,
    Habit.SHORT_VITALS: _with_short_vitals,
}
WRITING_HABITS = tuple(_REWRITES)


@cache
def _table() -> Mapping[str, Any]:
    table: Mapping[str, Any] = load_json("terminology/house_style.json")
    return table


@cache
def _abbreviations() -> frozenset[str]:
    return frozenset(each.casefold() for each in _table()["abbreviations_with_a_stop"])


@cache
def _polite_ending() -> re.Pattern[str]:
    """At the end of a sentence; the longest first, «아닙니다» before «입니다»."""
    endings = sorted(_table()["polite_endings"], key=len, reverse=True)
    return re.compile(f"(?:{'|'.join(endings)})(?=[.]|$)")


@cache
def _vital_names(language: Language) -> tuple[tuple[re.Pattern[str], str], ...]:
    """Before a value only: «high blood pressure» is a diagnosis."""
    link = _table()["vital_links"][language]
    return tuple(
        (re.compile(rf"(?<!\w)(?:{'|'.join(row['names'])}){link}(?=\d)", re.IGNORECASE), f"{row['short']} ")
        for row in _table()["vitals"][language]
    )


@cache
def _pressure(language: Language) -> re.Pattern[str]:
    return re.compile(rf"(?<=BP )(\d{{2,3}}){_table()['pressure_links'][language]}(\d{{2,3}})(?!\d)")
