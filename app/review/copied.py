"""Lines that stand in an earlier note of the same patient and were not said this time: copied forward."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from rapidfuzz.fuzz import ratio

from app.domain.note import DraftNote, Flag, FlagKind, Origin, Severity, Statement

_LEAST_ALIKE = 90.0
"""Percent: Saegim's limit, that of a sentence in which a word was changed."""
_OF_WHAT_WAS_NOT_SAID = frozenset(
    {
        FlagKind.NUMBER_UNSUPPORTED,
        FlagKind.MEDICATION_UNSUPPORTED,
        FlagKind.NEGATION_UNSUPPORTED,
        FlagKind.FINDING_UNSUPPORTED,
        FlagKind.STATEMENT_UNSUPPORTED,
    }
)


@dataclass(frozen=True, slots=True)
class EarlierNote:
    """What was signed at an earlier visit, and on which day, ISO 8601."""

    day: str
    statements: tuple[str, ...]


def with_copied_flags(note: DraftNote, earlier: Sequence[EarlierNote]) -> DraftNote:
    """The note with a warning on every line that was not said and stands, nearly word for word, in an earlier note."""
    if not earlier:
        return note

    def checked(statement: Statement) -> Statement:
        flags = tuple(_copied(statement, earlier)) if statement.origin is not Origin.TEMPLATE else ()
        return replace(statement, flags=(*statement.flags, *flags)) if flags else statement

    return note.with_each_statement(checked)


def _copied(statement: Statement, earlier: Sequence[EarlierNote]) -> Iterator[Flag]:
    unsaid = [_plain(flag.written) for flag in statement.flags if flag.kind in _OF_WHAT_WAS_NOT_SAID]
    written = _plain(statement.text)
    for note in earlier if unsaid else ():
        for text in map(_plain, note.statements):
            if ratio(written, text) >= _LEAST_ALIKE and (written == text or any(words in text for words in unsaid)):
                yield Flag(FlagKind.COPIED_FORWARD, Severity.WARN, statement.text.strip(), note.day)
                return


def _plain(text: str) -> str:
    return " ".join(text.casefold().split())
