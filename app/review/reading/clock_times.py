"""The times of day that a line names: «18:00», «6 pm», «저녁 6시 30분». What may be either half of a day is none."""

import re
from collections.abc import Iterator
from functools import cache

from app.resources import load_json

_CLOCK = re.compile(r"(?<![\d:.])(?P<h>\d{1,2}):(?P<m>[0-5]\d)(?![\d:])(?:[ ]?(?P<half>[ap])\.?m\b\.?)?", re.IGNORECASE)
_AM_PM = re.compile(r"(?<![\d:.])(?P<h>\d{1,2})[ ]?(?P<half>[ap])\.?m\b", re.IGNORECASE)
_FOUR_FIGURES = re.compile(r"(?<![\d:.])(?P<h>[01]\d|2[0-3])(?P<m>[0-5]\d)[ ]?(?:h|hrs?|hours)\b", re.IGNORECASE)
_LAST_HOUR = 23
_NOON = 12
_FIRST_CERTAIN_HOUR = 13
# After it «밤» is the end of a day, before it the beginning of the next.
_EVENING_BEGINS = 6
_MINUTES_A_DAY = 24 * 60


def clock_times_in(text: str) -> tuple[str, ...]:
    """As «HH:MM» of the 24-hour clock, each once, in the order of the text."""
    return tuple(dict.fromkeys(time for _, time in timed_words_in(text)))


def timed_words_in(text: str) -> tuple[tuple[str, str], ...]:
    """The words that name a time of day, each with the time."""
    found = sorted({*_written(text), *_korean(text), *_moments(text)})
    return tuple((words, time) for _, words, time in found)


def minutes_after(time: str, start: str) -> int:
    """From one «HH:MM» to the next other: ("06:00", "23:00") -> 420."""
    return (_minutes(time) - _minutes(start)) % _MINUTES_A_DAY


def _written(text: str) -> Iterator[tuple[int, str, str]]:
    for pattern in (_CLOCK, _AM_PM, _FOUR_FIGURES):
        for match in pattern.finditer(text):
            named = match.groupdict()
            hour = _of_24(int(named["h"]), (named.get("half") or "").lower())
            if hour is not None:
                yield match.start(), match.group(), _time(hour, int(named.get("m") or 0))


def _of_24(hour: int, half: str) -> int | None:
    if not half:
        return hour if hour <= _LAST_HOUR else None
    if not 1 <= hour <= _NOON:
        return None
    return hour % _NOON + (_NOON if half == "p" else 0)


def _korean(text: str) -> Iterator[tuple[int, str, str]]:
    for match in _korean_time().finditer(text):
        hour = int(match["h"]) if match["h"].startswith("0") else _korean_hour(int(match["h"]), match["half"])
        if hour is not None:
            yield match.start(), match.group(), _time(hour, 30 if match["thirty"] else int(match["m"] or 0))


def _korean_hour(hour: int, word: str | None) -> int | None:
    if hour > _LAST_HOUR:
        return None
    if word is None or hour >= _FIRST_CERTAIN_HOUR or hour == 0:
        return hour if hour >= _FIRST_CERTAIN_HOUR or hour == 0 else None
    half = next(name for name, words in load_json("terminology/clock_times.json")["half_days"].items() if word in words)
    if half == "night":
        return hour + _NOON if _EVENING_BEGINS <= hour < _NOON else hour % _NOON
    if half == "morning":
        return hour % _NOON
    return hour % _NOON + _NOON


def _moments(text: str) -> Iterator[tuple[int, str, str]]:
    for match in _moment().finditer(text):
        word = match.group().casefold()
        moments = load_json("terminology/clock_times.json")["moments"]
        yield match.start(), match.group(), next(time for time, words in moments.items() if word in words)


@cache
def _korean_time() -> re.Pattern[str]:
    words = "|".join(
        word for words in load_json("terminology/clock_times.json")["half_days"].values() for word in words
    )
    return re.compile(
        rf"(?:(?P<half>{words})[ ]?)?(?<![\d.])(?P<h>\d{{1,2}})시(?!간)"
        r"(?:[ ]?(?:(?P<thirty>반)(?![가-힣])|(?P<m>[0-5]?\d)분))?"
    )


@cache
def _moment() -> re.Pattern[str]:
    words = (word for words in load_json("terminology/clock_times.json")["moments"].values() for word in words)
    return re.compile("|".join(rf"\b{word}\b" if word.isascii() else word for word in words), re.IGNORECASE)


def _minutes(time: str) -> int:
    hour, minute = time.split(":")
    return 60 * int(hour) + int(minute)


def _time(hour: int, minute: int) -> str:
    return f"{hour:02d}:{minute:02d}"
