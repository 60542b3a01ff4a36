"""What can be seen in a note alone: notations that are misread, and what a template or an instruction left behind."""

import re
from collections.abc import Iterator
from functools import cache

from app.domain.note import Flag, FlagKind, Severity
from app.resources import load_json

_AMBIGUOUS_UNIT = re.compile(r"(?<![\d.])\d+(?:\.\d+)?[ ]?(?:밀리|미리)(?![가-힣])")


def notation_flags(text: str) -> Iterator[Flag]:
    """Source of the notations: the Joint Commission's «Do Not Use» list."""
    for pattern, clearer in _error_prone():
        for match in pattern.finditer(text):
            yield Flag(
                FlagKind.NOTATION_ERROR_PRONE, Severity.INFO, match.group().strip(), clearer or _plain(match.group())
            )
    for pattern in _placeholders():
        for match in pattern.finditer(text):
            yield Flag(FlagKind.PLACEHOLDER, Severity.BLOCK, match.group())
    for match in _AMBIGUOUS_UNIT.finditer(text):
        yield Flag(FlagKind.UNIT_AMBIGUOUS, Severity.WARN, match.group())


def _plain(number: str) -> str:
    """Without a trailing zero, with a leading one: «5.0» is 5, «.5» is 0.5."""
    return f"{float(number):g}"


@cache
def _error_prone() -> tuple[tuple[re.Pattern[str], str], ...]:
    rows = load_json("terminology/notations.json")["error_prone"]
    return tuple((re.compile(row["pattern"]), row["clearer"]) for row in rows)


@cache
def _placeholders() -> tuple[re.Pattern[str], ...]:
    return tuple(
        re.compile(pattern, re.IGNORECASE) for pattern in load_json("terminology/notations.json")["placeholders"]
    )
