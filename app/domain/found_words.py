"""Where the words that somebody looks for stand in the lines of a text."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

_BETWEEN_HANGUL = re.compile(r"(?<=[가-힣])\s*(?=[가-힣])")


@dataclass(frozen=True, slots=True, order=True)
class FoundWords:
    """`length` characters from `start` on, in the line of that number; ordered as one reads."""

    line: int
    start: int
    length: int


def find_words(sought: str, lines: Iterable[str]) -> tuple[FoundWords, ...]:
    """Every place that reads so, whatever the case; none for a blank `sought`.

    A space stands for any space; between two Korean syllables it makes no difference, since recognisers and writers
    put it now here, now there: «혈압약» finds «혈압 약». A match lies within one line, and no two share a character.
    """
    parts = _BETWEEN_HANGUL.split(unicodedata.normalize("NFC", sought).strip())
    if parts == [""]:
        return ()
    pattern = re.compile(r"\s*".join(map(_spaced, parts)), re.IGNORECASE)
    return tuple(
        FoundWords(number, found.start(), len(found.group()))
        for number, line in enumerate(lines)
        for found in pattern.finditer(line)
    )


def _spaced(part: str) -> str:
    return r"\s+".join(map(re.escape, part.split()))
