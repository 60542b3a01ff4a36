"""Days of the week and months that nobody named: «blood test on Monday» for «on Friday»."""

import re
from collections.abc import Iterator, Sequence

from app.domain.note import Flag, FlagKind, Severity

_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_MONTHS = (
    *("january", "february", "march", "april", "may", "june", "july"),
    *("august", "september", "october", "november", "december"),
)
_DAYS_KO = "월화수목금토일"
_WRITTEN = re.compile(rf"\b(?:{'|'.join(name.capitalize() for name in (*_DAYS, *_MONTHS))})(?=s?\b)|[{_DAYS_KO}]요일")
_SAID = re.compile(
    rf"\b(?:{'|'.join(_DAYS)})(?=s?\b)|\b(?:{'|'.join(_MONTHS)})\b|[{_DAYS_KO}]욜|[{_DAYS_KO}]요일|"
    rf"(?<![가-힣])[{_DAYS_KO}]{{2,7}}(?=요일|은 |이 |에 |[,. ]|$)",
    re.IGNORECASE,
)


def weekday_flags(text: str, texts: Sequence[str]) -> Iterator[Flag]:
    """For each day or month that a note names by its name and none of the talk, given by its segments, does.

    Where another one was named, the flag quotes it. A date in figures is a number, and looked at with numbers.
    """
    written = list(_WRITTEN.finditer(text))
    said = [match.group() for each in texts for match in _SAID.finditer(each)] if written else []
    for match in written:
        [name] = _names(match.group())
        if not any(name in _names(words) for words in said):
            others = [words for words in said if (_names(words)[0] in _MONTHS) is (name in _MONTHS)]
            kind = FlagKind.TIME_MISMATCH if others else FlagKind.FINDING_UNSUPPORTED
            yield Flag(kind, Severity.WARN, match.group(), others[-1] if others else "")


def _names(words: str) -> tuple[str, ...]:
    """In English, whatever language they were said in; «월수금» are three."""
    if words[0] not in _DAYS_KO:
        return (words.casefold(),)
    return tuple(_DAYS[_DAYS_KO.index(day)] for day in words.removesuffix("요일").removesuffix("욜"))
