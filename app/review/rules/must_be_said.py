"""Words that a note has only where somebody said so: an injection, an anaphylaxis, «confirmed», «yesterday».

The wording is in resources/terminology/must_be_said.json.
"""

import re
from collections.abc import Iterator
from functools import cache
from typing import Any

from app.domain.note import Flag, FlagKind, Severity
from app.resources import load_json
from app.review.evidence.sources import TranscriptIndex, once_per_index

_SENTENCE = re.compile(r"[^.;\n]+(?:\.(?=\S)[^.;\n]*)*")


def unsaid_word_flags(text: str, index: TranscriptIndex) -> Iterator[Flag]:
    """For each such word of a sentence that the talk says in no way."""
    for row in _table()["rows"]:
        for sentence in _SENTENCE.finditer(text):
            written = _pattern(row["written"]).search(sentence.group())
            is_meant = "within" not in row or _pattern(row["within"]).search(sentence.group())
            if written is not None and is_meant and not _is_said(row["said"], index):
                yield Flag(FlagKind(row["kind"]), Severity.WARN, written.group())


def _is_said(pattern: str, index: TranscriptIndex) -> bool:
    return _pattern(pattern).search(_talk(index)) is not None


@once_per_index
def _talk(index: TranscriptIndex) -> str:
    """All of it, without what was said not to be so."""
    return _pattern(_table()["not_so"]).sub("", "\n".join(index.texts))


def _table() -> Any:
    return load_json("terminology/must_be_said.json")


@cache
def _pattern(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)
