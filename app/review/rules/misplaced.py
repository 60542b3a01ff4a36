"""Lines that cannot be what their section is for: «Gastroenteritis.» under Medications, written from noisy speech."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache

from app.domain.note import DraftNote, Flag, FlagKind, NoteSection, Origin, Severity, Statement
from app.domain.pasted_note import PASTED_TEMPLATE
from app.resources import load_json
from app.review.reading.concepts import concepts_in, concepts_of
from app.review.reading.medications import medications_in
from app.review.reading.words import tokens_of

_ENUMERATION = re.compile(r"^\s*\d{1,2}[.)]\s|[\s:：]+$")


@dataclass(frozen=True, slots=True)
class _Contents:
    """The titles of sections for medications, allergies or vitals; which concepts stand there by mistake, unless a
    word says that the line belongs."""

    titles: re.Pattern[str]
    concepts: frozenset[str]
    belongs: re.Pattern[str]


def with_misplaced_flags(note: DraftNote) -> DraftNote:
    """The note with a flag on every statement that names a finding where its section holds something else.

    Only sections for medications, allergies and vital signs are looked at: what may stand in others is not narrow
    enough. The wording is in resources/terminology/section_contents.json. Where a section of a pasted note ends is
    guessed: it is not looked at.
    """
    if note.template == PASTED_TEMPLATE:
        return note
    return replace(note, sections=tuple(_checked(section) for section in note.sections))


def misplaced_flag(section_id: str, title: str, text: str) -> Flag | None:
    """A warning when the text names a known condition or symptom, and nothing that the section is for."""
    contents = _contents_of(section_id, title)
    if contents is None or contents.belongs.search(_ENUMERATION.sub("", text)) or medications_in(text):
        return None
    named = {mention.concept for mention in concepts_in(tokens_of(text))}
    if named.isdisjoint(contents.concepts):
        return None
    return Flag(FlagKind.SECTION_MISMATCH, Severity.WARN, text.strip(), title)


def _checked(section: NoteSection) -> NoteSection:
    if _contents_of(section.id, section.title) is None:
        return section
    return replace(section, statements=tuple(_with_flag(section, statement) for statement in section.statements))


def _with_flag(section: NoteSection, statement: Statement) -> Statement:
    flag = misplaced_flag(section.id, section.title, statement.text)
    if flag is None or statement.origin is Origin.TEMPLATE:
        return statement
    return replace(statement, flags=(*statement.flags, flag))


def _contents_of(section_id: str, title: str) -> _Contents | None:
    plain_title = _ENUMERATION.sub("", title).strip()
    return _contents().get(section_id) or next(
        (each for each in _contents().values() if each.titles.search(plain_title)), None
    )


@cache
def _contents() -> Mapping[str, _Contents]:
    """By the id that such a section has in the templates that ship."""
    table = load_json("terminology/section_contents.json")["contents"]
    return {
        name: _Contents(
            re.compile(row["titles"], re.IGNORECASE),
            frozenset(concept for kind in row["concept_kinds"] for concept in concepts_of(kind)),
            re.compile(row["belongs"], re.IGNORECASE),
        )
        for name, row in table.items()
    }
