"""Numbers in Korean words, Sino-Korean and native: what they say when written, and all they may say when heard."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal

from app.resources import load_json
from app.review.reading.units import DOSE_DIMENSIONS, UnitMatch, counted_natively, never_counted_in_sino, unit_after

_DIGITS = {"영": 0, "공": 0, "일": 1, "이": 2, "삼": 3, "사": 4, "오": 5, "육": 6, "륙": 6, "칠": 7, "팔": 8, "구": 9}
_SCALES = {"십": 10, "백": 100, "천": 1000}
_TENS = {"열": 10, "스물": 20, "서른": 30, "마흔": 40, "쉰": 50, "예순": 60, "일흔": 70, "여든": 80, "아흔": 90}
_NOUNS = {"하나": 1, "둘": 2, "셋": 3, "넷": 4}
_LONG_ONES = {"다섯": 5, "여섯": 6, "일곱": 7, "여덟": 8, "아홉": 9}
_DETERMINERS = {"한": 1, "두": 2, "세": 3, "석": 3, "네": 4, "넉": 4}
_ONES = {**_NOUNS, **_LONG_ONES, **_DETERMINERS}
_ABOUT = {
    "한두": (1, 2),
    "두세": (2, 3),
    "두서너": (2, 3, 4),
    "서너": (3, 4),
    "너댓": (4, 5),
    "네댓": (4, 5),
    "네다섯": (4, 5),
    "대여섯": (5, 6),
    "예닐곱": (6, 7),
    "일고여덟": (7, 8),
}
_DAYS = {
    "하루": 1,
    "이틀": 2,
    "사흘": 3,
    "나흘": 4,
    "닷새": 5,
    "엿새": 6,
    "이레": 7,
    "여드레": 8,
    "아흐레": 9,
    "열흘": 10,
    "열하루": 11,
    "열이틀": 12,
    "보름": 15,
}
_MONTH_NAMES = {"유월": 6, "시월": 10}

_WORD_START = re.compile(r"(?<![가-힣])(?=[가-힣])")
_HANGUL_RUN = re.compile(r"[가-힣]*")
_SINO = re.compile(r"[영공일이삼사오육륙칠팔구십백천만](?:[ \t]?[영공일이삼사오육륙칠팔구십백천만점]){0,15}")
_NATIVE = re.compile(
    r"(?P<about>{about})|(?P<hundred>백)?(?:(?P<tens>{tens})(?P<ones>{ones})?|(?P<twenty>스무)|(?P<bare>{ones}))".format(
        about="|".join(sorted(_ABOUT, key=len, reverse=True)), tens="|".join(_TENS), ones="|".join(_ONES)
    )
)
_DAY_WORD = re.compile("|".join(sorted(_DAYS, key=len, reverse=True)))
_MONTH_NAME = re.compile("|".join(_MONTH_NAMES))
_HALF = re.compile(
    r"(?<![가-힣])(?:절반|반(?=[ \t]?(?:알|정(?!도)|갑|병|잔|컵|포|개|년|달|공기|숟갈|숟가락|쪽|시간|스푼)"
    r"|으로|씩|만[ \t]))"
)
_COUNTED_HALF = r"(?![ \t]?(?:알|정(?!도)|갑|병|잔|컵|포|개|봉|쪽))"
_AND_A_HALF = re.compile(
    rf"[ \t]?반{_COUNTED_HALF}"
    r"(?=[^가-힣]|$|이나|은|을|만|씩|쯤|정도|에|이|간|짜리|전|후|동안|부터|까지|으로)"
)
_TENTHS = re.compile(r"[ \t]?도[ \t]?(?P<tenths>[0-9일이삼사오육칠팔구])[ \t]?부")
_LONGEST = 16
_THIS = "이"
_VOWEL_DIGITS = "이사오구"
_COPULAS = ("에요", "었")
_WORDS_AFTER_THIS = frozenset(
    {"분", "시간", "점", "정", "명", "기", "대", "도", "호", "차", "병", "포", "배", "날", "시"}
)

Follower = Literal["end", "unit", "particle"]


@dataclass(frozen=True, slots=True)
class KoreanNumber:
    """One value and the span [start, end) that gives it; a unit of its own in words like 사흘.

    `is_certain` is False for a reading that only the lenient side allows: «이십일» may be 21 or twenty days.
    """

    value: float
    start: int
    end: int
    is_certain: bool = True
    unit: str | None = None


def korean_numbers(text: str) -> tuple[KoreanNumber, ...]:
    """All numerals in words, in order of their start."""
    found: list[KoreanNumber] = []
    certain_until = -1
    for word in _WORD_START.finditer(text):
        for number in _numbers_at(text, word.start()):
            if number.start < certain_until and number.is_certain:
                number = KoreanNumber(number.value, number.start, number.end, False, number.unit)
            found.append(number)
        certain_until = max((n.end for n in found[-8:] if n.is_certain), default=certain_until)
    found.extend(KoreanNumber(0.5, m.start(), m.end()) for m in _HALF.finditer(text))
    return tuple(dict.fromkeys(number for number in found if not _is_end_of_another(number, found, text)))


def _is_end_of_another(number: KoreanNumber, found: Sequence[KoreanNumber], text: str) -> bool:
    """«오» of «영 점 오», «오백» of «천 오백»: what ends a longer numeral is none itself."""
    return any(
        other.start < number.start and other.end == number.end and _SINO.fullmatch(text, other.start, other.end)
        for other in found
    )


def half_after(text: str, position: int) -> int | None:
    """Where «반» ends that follows a counter at `position`: «한 알 반», «두 시간 반», but not «25밀리그램 반 알»."""
    match = _AND_A_HALF.match(text, position)
    return match.end() if match else None


def tenths_after(text: str, position: int) -> tuple[float, int] | None:
    """The tenths of a degree and where they end, after a whole number that ends at `position`: «37도 5부»."""
    match = _TENTHS.match(text, position)
    if match is None:
        return None
    tenths = match["tenths"]
    return (_DIGITS[tenths] if tenths in _DIGITS else int(tenths)) / 10, match.end()


def _numbers_at(text: str, start: int) -> Iterator[KoreanNumber]:
    if _is_ordinary_word(text, start):
        return
    if day := _DAY_WORD.match(text, start):
        if _follower(text, day.end()) or _is_day_tail(text, day.end()):
            value = _DAYS[day.group()]
            yield KoreanNumber(value, start, day.end(), value > 1, "day")
        return
    if named := _time_in_words().match(text, start):
        value, unit = load_json("terminology/korean_numerals.json")["times_in_words"][named.group()]
        yield KoreanNumber(value, start, named.end(), False, unit)
        return
    if month := _MONTH_NAME.match(text, start):
        if _follower(text, month.end()):
            yield KoreanNumber(_MONTH_NAMES[month.group()], start, month.end(), True, "month of year")
        return
    yield from _native_at(text, start)
    yield from _sino_at(text, start)


def _native_at(text: str, start: int) -> Iterator[KoreanNumber]:
    match = _NATIVE.match(text, start)
    if match is None:
        return
    end, follower = match.end(), _follower(text, match.end())
    unit = unit_after(text, end)
    is_counted = unit is not None and counted_natively(unit.form)
    needs_counter = (
        match["about"]
        or match["twenty"]
        or (match["ones"] or match["bare"]) in _DETERMINERS
        or match.group() in ("쉰", "열")
    )
    is_score = match.group() == "열" and re.compile(r"에[ \t]").match(text, end)
    if needs_counter and not (is_counted or is_score):
        return
    if not (is_counted or follower):
        return
    is_certain = is_counted or (match["bare"] not in _NOUNS and not needs_counter)
    if match["about"]:
        for value in _ABOUT[match["about"]]:
            yield KoreanNumber(value, start, end, is_certain)
        return
    value = 100 * bool(match["hundred"]) + 20 * bool(match["twenty"])
    value += _TENS.get(match["tens"], 0) + _ONES.get(match["ones"] or match["bare"], 0)
    yield KoreanNumber(value, start, end, is_certain and value != 1)


def _sino_at(text: str, start: int) -> Iterator[KoreanNumber]:
    match = _SINO.match(text, start)
    if match is None:
        return
    positions = [match.start() + i for i, char in enumerate(match.group()) if not char.isspace()][:_LONGEST]
    has_certain = False
    for length in range(len(positions), 0, -1):
        piece, end = "".join(text[i] for i in positions[:length]), positions[length - 1] + 1
        is_none = _starts_with_full_age(piece, positions) or _is_copula(text, piece, end)
        values = () if is_none else _sino_values(piece)
        if not values:
            continue
        unit = unit_after(text, end)
        accepted, certain = _judge(text, piece, end, unit)
        if not accepted:
            continue
        certain = certain and not has_certain and not _ends_in_spaced_counter(text, positions[:length])
        has_certain = has_certain or certain
        for value in values:
            yield KoreanNumber(value, start, end, certain)


def _judge(text: str, piece: str, end: int, unit: UnitMatch | None) -> tuple[bool, bool]:
    """(is it a numeral, is it surely one), by what the piece is made of and what follows it."""
    follower = _follower(text, end)
    if len(piece) == 1:
        return _judge_single(text, piece, end, unit, follower)
    if all(char in _DIGITS for char in piece):
        is_about = len(piece) == 2
        return (unit is not None, True) if is_about else (bool(follower) or unit is not None, False)
    if unit is not None:
        return True, True
    if follower == "particle":
        return True, piece[-1] != _THIS
    return follower == "end", True


def _judge_single(
    text: str, piece: str, end: int, unit: UnitMatch | None, follower: Follower | None
) -> tuple[bool, bool]:
    if piece == "만":
        return unit is not None and unit.unit.dimension in DOSE_DIMENSIONS, False
    if unit is not None and not never_counted_in_sino(unit.form):
        is_this = piece == _THIS and unit.form in _WORDS_AFTER_THIS
        return True, not is_this and not (counted_natively(unit.form) and unit.form in ("시", "시간"))
    if piece in _SCALES:
        return follower is not None, False
    if piece in "일이영공":
        return False, False
    is_closed = end == len(text) or text[end] in ",.;)"
    is_compared = follower == "end" and text[end : end + 4].lstrip().startswith(_comparatives())
    return is_closed or is_compared, is_compared


def _sino_values(piece: str) -> tuple[float, ...]:
    """() when the syllables make no number. Two neighbouring digits are «about»: 이삼 = 2 or 3, 사오십 = 40 or 50."""
    if "점" in piece:
        whole, _, decimals = piece.partition("점")
        values = _sino_values(whole)
        if len(values) != 1 or not decimals or any(char not in _DIGITS for char in decimals):
            return ()
        return (float(f"{int(values[0])}." + "".join(str(_DIGITS[char]) for char in decimals)),)
    digits = [_DIGITS[char] for char in piece if char in _DIGITS]
    if len(piece) >= 2 and len(digits) == 2 and piece[0] in _DIGITS and piece[1] in _DIGITS:
        if not 0 < digits[0] == digits[1] - 1:
            return ()
        if len(piece) == 2:
            return tuple(float(digit) for digit in digits)
        scale = _SCALES.get(piece[2:], 10_000 if piece[2:] == "만" else 0)
        return tuple(float(digit * scale) for digit in digits) if scale else ()
    if len(digits) == len(piece) > 2:
        return (float("".join(str(digit) for digit in digits)),)
    value = _composed(piece)
    return () if value is None else (value,)


def _composed(piece: str) -> float | None:
    """The usual order of 만, 천, 백, 십 and ones. None when the order is broken."""
    if piece in ("영", "공"):
        return 0.0
    total, section, digit, last_scale = 0, 0, 0, 100_000
    for char in piece:
        if char in _DIGITS:
            if digit or not _DIGITS[char]:
                return None
            digit = _DIGITS[char]
        elif char == "만":
            if total:
                return None
            total, section, digit, last_scale = (section + digit or 1) * 10_000, 0, 0, 100_000
        else:
            scale = _SCALES[char]
            if scale >= last_scale:
                return None
            section, digit, last_scale = section + (digit or 1) * scale, 0, scale
    return float(total + section + digit)


def _is_copula(text: str, piece: str, end: int) -> bool:
    """«팔십이에요» is 80; 82 would be «팔십이예요»."""
    return len(piece) > 1 and piece[-1] == _THIS and piece[-2] not in _VOWEL_DIGITS and text.startswith(_COPULAS, end)


def _starts_with_full_age(piece: str, positions: list[int]) -> bool:
    """«만 육십오 세» is 65 full years; «만 오천» is 15,000."""
    return piece[0] == "만" and len(piece) > 1 and positions[1] - positions[0] > 1 and "천" not in piece


def _ends_in_spaced_counter(text: str, positions: list[int]) -> bool:
    """«십 일» is ten days rather than eleven."""
    if len(positions) < 2 or positions[-1] - positions[-2] == 1 or text[positions[-2]] == "점":
        return False
    unit = unit_after(text, positions[-2] + 1)
    return unit is not None and unit.start == positions[-1]


def _follower(text: str, position: int) -> Follower | None:
    """What stands directly behind: the end of the word, or a particle that closes it."""
    rest = _HANGUL_RUN.match(text, position)
    word = rest.group() if rest else ""
    if not word:
        return "end"
    return "particle" if word in _particles() else None


def _is_day_tail(text: str, position: int) -> bool:
    return (
        re.compile(r"동안|전|후|뒤|간|내|치|분|째|이상|넘|걸러|건너|종일|정도|마다").match(text, position) is not None
    )


def _is_ordinary_word(text: str, start: int) -> bool:
    """«이만» is «by now», unless a measure follows: «이만 밀리그램»."""
    match = _HANGUL_RUN.match(text, start)
    word = match.group() if match else ""
    unit = unit_after(text, start + len(word))
    if unit is not None and unit.unit.dimension != "count":
        return False
    if word in _ordinary_words():
        return True
    return any(
        word[:length] in _ordinary_words() and word[length:] in _particles() for length in range(2, min(len(word), 7))
    )


@cache
def _time_in_words() -> re.Pattern[str]:
    words = load_json("terminology/korean_numerals.json")["times_in_words"]
    return re.compile("|".join(sorted(words, key=len, reverse=True)))


@cache
def _particles() -> frozenset[str]:
    return frozenset(load_json("terminology/korean_numerals.json")["particles"])


@cache
def _comparatives() -> tuple[str, ...]:
    return tuple(load_json("terminology/korean_numerals.json")["comparatives"])


@cache
def _ordinary_words() -> frozenset[str]:
    return frozenset(load_json("terminology/korean_numerals.json")["not_numerals"])
