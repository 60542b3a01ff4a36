"""Lines that a model wrote in another language than the note's: what leaked from the talk, or from its examples."""

import re
from dataclasses import replace
from functools import cache

from app.domain.hangul import is_hangul
from app.domain.language import Language
from app.domain.note import DraftNote, Flag, FlagKind, Origin, Severity, Statement
from app.resources import load_json

_FEWEST_WORDS = 4
"""Of an English sentence: «CT with contrast» is how a Korean note names it."""
_KOREAN = re.compile(r"[가-힣]+")
_ENGLISH = re.compile(r"[A-Za-z]+")


def with_language_flags(note: DraftNote) -> DraftNote:
    """The note with a warning on every drafted sentence of the other language. Terms of it are none."""

    def checked(statement: Statement) -> Statement:
        if statement.origin is not Origin.MODEL or not _is_foreign(statement.text, note.language):
            return statement
        flag = Flag(FlagKind.LANGUAGE_MISMATCH, Severity.WARN, statement.text.strip())
        return replace(statement, flags=(*statement.flags, flag))

    return note.with_each_statement(checked)


def _is_foreign(text: str, language: Language) -> bool:
    if language is Language.EN:
        return len(_KOREAN.findall(text)) > len(_ENGLISH.findall(text))
    words = [word.lower() for word in _ENGLISH.findall(text)]
    is_korean = any(is_hangul(character) for character in text)
    return not is_korean and len(words) >= _FEWEST_WORDS and not _of_sentences().isdisjoint(words)


@cache
def _of_sentences() -> frozenset[str]:
    """Words that make a sentence of terms."""
    return frozenset(load_json("terminology/notations.json")["words_of_english_sentences"])
