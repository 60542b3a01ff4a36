"""Numbers in English words: what they say when written, and all they may say when heard."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise

_SMALL_WORDS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
)
_TENS_WORDS = "twenty thirty forty fifty sixty seventy eighty ninety"
_ORDINAL_WORDS = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth "
    "sixteenth seventeenth eighteenth nineteenth"
)
_MONTH_WORDS = (
    "january jan|february feb|march mar|april apr|may|june jun|july jul|august aug|september sept sep|october oct|"
    "november nov|december dec"
)
_SMALL = {word: value for value, word in enumerate(_SMALL_WORDS.split())}
_TENS = {word: 10 * value for value, word in enumerate(_TENS_WORDS.split(), start=2)}
_SCALES = {"hundred": 100, "thousand": 1000, "million": 1_000_000}
_SCALE_WORDS = _SCALES | {f"{word}s": value for word, value in _SCALES.items()}
_ORDINALS = {word: value for value, word in enumerate(_ORDINAL_WORDS.split(), start=1)} | {
    f"{word[:-1]}ieth": value for word, value in _TENS.items()
}
_DECADES = {f"{word[:-1]}ies": value for word, value in _TENS.items()}
_MONTHS = {name: number for number, names in enumerate(_MONTH_WORDS.split("|"), start=1) for name in names.split()}
_LOOSE_WORDS = (
    (0.0, "none nil"),
    (0.25, "quarter"),
    (0.5, "half"),
    (1.0, "once single daily nightly weekly monthly"),
    (2.0, "twice double both couple pair fortnight"),
    (3.0, "thrice triple"),
    (12.0, "dozen noon"),
)
_LOOSE = {word: value for value, words in _LOOSE_WORDS for word in words.split()}
_TOKEN = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?(?!\d)|\d*\.\d+|\d+|[a-z]+|[^\sa-z\d]")
_WRITTEN_WORD = "|".join(sorted((*_SMALL, *_TENS, *_SCALE_WORDS), key=len, reverse=True))
_WRITTEN_RUN = re.compile(
    rf"\b(?:{_WRITTEN_WORD})\b(?:[ -]+(?:and[ -]+)?(?:{_WRITTEN_WORD})\b|[ ]+point(?=[ ]+(?:{_WRITTEN_WORD})\b))*"
    r"(?P<half>[ ]+and[ ]+a[ ]+half\b)?",
    re.IGNORECASE,
)
_UNIT_AND_A_HALF = re.compile(r"\b(?P<count>an?|[a-z]+|\d+)[ ]+(?P<noun>[a-z]+)[ ]+and[ ]+a[ ]+half\b")
_TO_SCALE = re.compile(
    rf"\b(?P<low>\d+|{'|'.join(_SMALL)})[ ]+(?:to|or)[ ]+(?:\d+|{'|'.join(_SMALL)})[ ]+(?P<scale>hundred|thousand)"
)
_ONE_OF = re.compile(
    r"\b(?:an?|every|each|per|last|next|another)[ ]+(?:couple of )?"
    r"(?P<noun>hour|day|night|week|month|year|tablet|pill|capsule|puff|dose|pack|drink|cup|glass|drop|patch|shot)\b"
)
_FRACTION_OF = re.compile(r"\b(?:half|quarters?|thirds?)(?:[ ]+of)?[ ]+$")
_FRACTION_CHARS = 14
_BODY_HEATS = range(34, 43)
"""«Half a tablet» is no tablet; «thirty-eight five» may be a temperature."""
_POINT_ALONE = re.compile(
    rf"\b(?:an?|the|of|is|was|at|by|to|with|about|only|like|and|or)[ ]+\.[ ]+(?P<digits>\d{{1,3}}|{'|'.join(_SMALL)})\b"
)
_ARTICLE_AND_POINT = re.compile(r"\ban?[ ]+\.[ ]+$")
"""«A . five centimeter stone»: no sentence ends with an article."""
_MOMENTS = ("this", "that", "which", "what", "some", "any")
"""«At that point two tablets»: these make a time of a point."""
_POINT_BEFORE = re.compile(rf"(?<!\w)(?<!{')(?<!'.join(f'{word} ' for word in _MOMENTS)})point[ ]+$", re.IGNORECASE)
_HALF_HOUR = re.compile(r"\bhalf (?:an |a )?(?:hour|past)\b")
_QUARTER_HOUR = re.compile(r"\bquarter (?:of an hour|to|past|after|of)\b")
_POINT_CHARS = 16
_LONGEST_RUN = 12
LONGEST_NUMBER = 15


@dataclass(frozen=True, slots=True)
class NumberReading:
    """One value and the span [start, end) of the text that gives it."""

    value: float
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Part:
    """Part of a spoken number: n(umber), s(cale), p(oint) or h(alf)."""

    kind: str
    value: float
    digits: str
    start: int
    end: int


@dataclass(slots=True)
class _Composition:
    """A spoken number as it grows, in the usual order of hundreds, tens and ones."""

    total: float = 0
    current: float | None = None
    last_scale: float = 0
    is_valid: bool = True

    def add_number(self, value: float) -> None:
        if self.current is None:
            self.current = value
        elif self.last_scale == 100 and self.current >= 100 and self.current % 100 == 0 and value < 100:
            self.current += value
        else:
            self.is_valid = False

    def add_scale(self, scale: float) -> None:
        if scale == 100:
            if self.current is not None and self.current >= 100:
                self.is_valid = False
            self.current = (self.current or 1) * 100
        else:
            self.total += (self.current or 1) * scale
            self.current = None
        self.last_scale = scale

    @property
    def value(self) -> float | None:
        return self.total + (self.current or 0) if self.is_valid else None


@dataclass(slots=True)
class _Runs:
    """The unbroken runs of number words and digits in a text."""

    finished: list[list[_Part]] = field(default_factory=list)
    current: list[_Part] = field(default_factory=list)

    def end(self) -> None:
        if self.current:
            self.finished.append(self.current)
        self.current = []


def months_in(text: str) -> frozenset[int]:
    """The months named, as 1 to 12. «May» and «march» count, being words as well: the lenient side."""
    return frozenset(_MONTHS[word] for word in re.findall(r"[a-z]+", text.lower()) if word in _MONTHS)


def written_numbers(text: str) -> tuple[NumberReading, ...]:
    """Strict: each number in words has one value. «one» alone but for «one puff», «first» and «half» are words."""
    found: list[NumberReading] = []
    for run in _WRITTEN_RUN.finditer(text):
        words = [
            (m.group().lower(), run.start() + m.start(), run.start() + m.end()) for m in _WORD.finditer(run.group())
        ]
        decimal = _decimal_without_whole(text, words)
        if decimal is not None:
            found.append(decimal)
        elif words[0][0] != "one" or len(words) > 1 or _COUNTED.match(text, run.end()):
            found.extend(_composed(words))
    found.extend(NumberReading(2.0, m.start(), m.end()) for m in re.finditer(r"\btwice\b", text, re.IGNORECASE))
    return tuple(found)


_WORD = re.compile(r"[a-z]+", re.IGNORECASE)
_COUNTED = re.compile(r"\s*(?:tab|pill|cap|puff|spray|drop|sachet|packet)", re.IGNORECASE)


def _decimal_without_whole(text: str, words: list[tuple[str, int, int]]) -> NumberReading | None:
    """«Point two five» is 0.25."""
    point = _POINT_BEFORE.search(text, max(words[0][1] - _POINT_CHARS, 0), words[0][1])
    parts = _merged([part for part in (_part_of(*word) for word in words) if part is not None])
    if point is None or any(part.kind != "n" for part in parts):
        return None
    return NumberReading(float(f"0.{''.join(part.digits for part in parts)}"), point.start(), parts[-1].end)


def _composed(words: list[tuple[str, int, int]]) -> Iterator[NumberReading]:
    """Splits a run where plain composition stops: «two three» is 2 and 3, «twenty-five» is 25."""
    parts = _merged([part for part in (_part_of(*word) for word in words) if part is not None])
    index = 0
    while index < len(parts):
        composition, stop, best = _Composition(), index, None
        while stop < len(parts) and composition.is_valid and parts[stop].kind in "ns":
            part = parts[stop]
            composition.add_number(part.value) if part.kind == "n" else composition.add_scale(part.value)
            if composition.value is not None:
                best = (composition.value, stop)
            stop += 1
        if best is None:
            index += 1
            continue
        value, last = best
        after = parts[last + 1 : last + 3]
        if len(after) == 2 and after[0].kind == "p" and after[1].kind == "n" and value == int(value):
            digits = "".join(part.digits for part in parts[last + 2 :] if part.kind == "n")
            yield NumberReading(float(f"{int(value)}.{digits}"), parts[index].start, parts[-1].end)
            return
        if after and after[0].kind == "h":
            value += 0.5
            yield NumberReading(value, parts[index].start, after[0].end)
            index = last + 2
            continue
        yield NumberReading(value, parts[index].start, parts[last].end)
        index = last + 1


def heard_numbers(text: str) -> tuple[NumberReading, ...]:
    """Lenient: every reading of each run of number words and digits. «one twenty over eighty» gives 1, 20, 120, 80."""
    low = text.lower()
    readings: list[NumberReading] = []
    runs = _runs_of(low, readings)
    for run in runs:
        parts = _merged(run)
        if _ARTICLE_AND_POINT.search(low, max(parts[0].start - _POINT_CHARS, 0), parts[0].start):
            parts = parts[1:]
        readings.extend(_readings_of(parts))
    readings.extend(_spaced_decimals(low, runs))
    readings.extend(_phrases(low))
    return tuple(dict.fromkeys(readings))


def _runs_of(low: str, loose: list[NumberReading]) -> list[list[_Part]]:
    runs = _Runs()
    tokens = [(m.group(), m.start(), m.end()) for m in _TOKEN.finditer(low)]
    for index, (token, start, end) in enumerate(tokens):
        preceding = tokens[index - 1][0] if index else ""
        following = tokens[index + 1][0] if index + 1 < len(tokens) else ""
        touching = index > 0 and tokens[index - 1][2] == start
        if token[0].isdecimal() or (token[0] == "." and len(token) > 1):
            if touching and tokens[index - 1][0].isalpha() and tokens[index - 1][0] not in ("x", "q"):
                runs.end()
                continue
            digits = token.replace(",", "")
            if len(digits) > LONGEST_NUMBER:
                runs.end()
                continue
            runs.current.append(_Part("n", float(digits), digits, start, end))
        elif token in ("oh", "o") and runs.current:
            runs.current.append(_Part("n", 0, "0", start, end))
        elif (part := _part_of(token, start, end)) is not None and (
            part.kind in "nts" or (part.kind == "p" and _continues(following) and preceding not in _MOMENTS)
        ):
            runs.current.append(part)
        elif token in _ORDINALS:
            value = _ORDINALS[token]
            runs.current.append(_Part("n", value, str(value), start, end))
            runs.end()
        elif (token == "-" and runs.current) or (
            token == "and" and runs.current and runs.current[-1].kind == "s" and _continues(following)
        ):
            continue
        elif token == "and" and runs.current and [t[0] for t in tokens[index + 1 : index + 3]] == ["a", "half"]:
            runs.current.append(_Part("h", 0.5, "", start, tokens[index + 2][2]))
            runs.end()
        else:
            hundreds = runs.current[-1] if runs.current and token in _DECADES else None
            if hundreds is not None and hundreds.kind == "n" and 0 < hundreds.value < 10:
                loose.append(NumberReading(hundreds.value * 100 + _DECADES[token], hundreds.start, end))
            runs.end()
            is_and_a_half = token == "half" and [t[0] for t in tokens[max(0, index - 2) : index]] == ["and", "a"]
            if token in _DECADES or (token in _LOOSE and not is_and_a_half):
                value_of_word = float(_DECADES[token]) if token in _DECADES else _LOOSE[token]
                loose.append(NumberReading(value_of_word, start, end))
    runs.end()
    return runs.finished


def _continues(token: str) -> bool:
    return token[:1].isdecimal() or token in _SMALL or token in _TENS or token in ("oh", "o", *_ORDINALS)


def _part_of(word: str, start: int, end: int) -> _Part | None:
    if word in _SMALL:
        return _Part("n", _SMALL[word], str(_SMALL[word]), start, end)
    if word in _TENS:
        return _Part("t", _TENS[word], str(_TENS[word]), start, end)
    if word in _SCALE_WORDS:
        return _Part("s", _SCALE_WORDS[word], "", start, end)
    if word == "point":
        return _Part("p", 0, "", start, end)
    if word == "half":
        return _Part("h", 0.5, "", start, end)
    return None


def _merged(parts: list[_Part]) -> list[_Part]:
    """«twenty» and «five» become 25."""
    merged: list[_Part] = []
    for part in parts:
        before = merged[-1] if merged else None
        if before and before.kind == "t" and part.kind == "n" and 0 < part.value < 10 and len(part.digits) == 1:
            value = before.value + part.value
            merged[-1] = _Part("n", value, str(int(value)), before.start, part.end)
        else:
            merged.append(part)
    return [_Part("n", p.value, p.digits, p.start, p.end) if p.kind == "t" else p for p in merged]


def _readings_of(parts: list[_Part]) -> Iterator[NumberReading]:
    for first in range(len(parts)):
        if first and (parts[first].kind == "s" or parts[first - 1].kind == "s" or _is_decimal(parts, first)):
            continue
        yield from _readings_from(parts, first)
    for whole, tenths in pairwise(parts):
        if whole.kind == tenths.kind == "n" and whole.value in _BODY_HEATS and len(tenths.digits) == 1:
            yield NumberReading(float(f"{whole.digits}.{tenths.digits}"), whole.start, tenths.end)


def _is_decimal(parts: list[_Part], at: int) -> bool:
    """Whether a part is a digit behind a point: the five of «two point one five» is no number."""
    while at and parts[at].kind == "n" and len(parts[at].digits) == 1:
        at -= 1
        if parts[at].kind == "p":
            return True
    return at > 0 and parts[at - 1].kind == "p"


def _readings_from(parts: list[_Part], first: int) -> Iterator[NumberReading]:
    """Composition («one hundred and twenty») and plain concatenation («one twenty») of the parts from `first` on."""
    composition, concatenated, start = _Composition(), "", parts[first].start
    for last in range(first, min(len(parts), first + _LONGEST_RUN)):
        part = parts[last]
        is_cut_short = _goes_on(parts, last)
        if part.kind == "n":
            composition.add_number(part.value)
            joins = "." not in part.digits and (concatenated or last == first)
            concatenated = concatenated + part.digits if joins else ""
        elif part.kind == "s":
            composition.add_scale(part.value)
            concatenated = ""
        elif part.kind == "h":
            if composition.value is not None and last > first:
                yield NumberReading(composition.value + 0.5, start, part.end)
            return
        else:
            whole_parts = {value for value in (composition.value, float(concatenated or 0)) if value is not None}
            yield from _decimals(parts, last, whole_parts, start)
            return
        if is_cut_short:
            continue
        if composition.value is not None:
            yield NumberReading(composition.value, start, part.end)
        if concatenated and last > first and len(concatenated) <= _LONGEST_RUN:
            yield NumberReading(float(concatenated), start, part.end)


def _goes_on(parts: list[_Part], last: int) -> bool:
    """Whether a number is cut short behind a part: «two hundred» of «two hundred and fifty», «one» of «one and a
    half»."""
    following = parts[last + 1 : last + 3]
    if not following:
        return False
    if parts[last].kind != "s" or following[0].kind != "n":
        return following[0].kind in "sph"
    is_counted = len(following) > 1 and following[1].kind == "s"
    return (following[1] if is_counted else following[0]).value < parts[last].value


def _decimals(parts: list[_Part], point: int, whole_parts: set[float], start: int) -> Iterator[NumberReading]:
    digits = ""
    for part in parts[point + 1 : point + 5]:
        if part.kind != "n" or "." in part.digits:
            return
        digits += part.digits
        for whole in whole_parts:
            if whole == int(whole):
                yield NumberReading(float(f"{int(whole)}.{digits}"), start, part.end)


def _spaced_decimals(low: str, runs: list[list[_Part]]) -> Iterator[NumberReading]:
    """«37 . 5» in tokenised text may be 37.5, and may be the end of one sentence and the start of the next."""
    for before, after in pairwise(runs):
        left, right = _merged(before)[-1], _merged(after)[0]
        is_spaced_point = low[left.end : right.start].replace(" ", "") == "."
        if is_spaced_point and left.kind == right.kind == "n" and "." not in left.digits + right.digits:
            yield NumberReading(float(f"{left.digits}.{right.digits}"), left.start, right.end)


def _phrases(low: str) -> Iterator[NumberReading]:
    for match in _POINT_ALONE.finditer(low):
        digits = match["digits"] if match["digits"].isdecimal() else str(_SMALL[match["digits"]])
        yield NumberReading(float(f"0.{digits}"), match.start("digits"), match.end())
    for match in _UNIT_AND_A_HALF.finditer(low):
        count = match["count"]
        whole = 1 if count in ("a", "an") else _SMALL.get(count, int(count) if count.isdecimal() else None)
        if whole is not None:
            yield NumberReading(whole + 0.5, match.start("count"), match.end("count"))
            if match["noun"].startswith("hour"):
                yield NumberReading(60 * whole + 30, match.start(), match.end())
    for match in _TO_SCALE.finditer(low):
        low_value = _SMALL.get(match["low"], int(match["low"]) if match["low"].isdecimal() else 0)
        yield NumberReading(low_value * _SCALES[match["scale"]], match.start(), match.end())
    for match in _ONE_OF.finditer(low):
        if _FRACTION_OF.search(low, max(0, match.start() - _FRACTION_CHARS), match.start()):
            continue
        yield NumberReading(1.0, match.start(), match.start("noun") - 1)
    for match in _HALF_HOUR.finditer(low):
        yield NumberReading(30.0, match.start(), match.end())
    for match in _QUARTER_HOUR.finditer(low):
        yield NumberReading(15.0, match.start(), match.end())
        yield NumberReading(45.0, match.start(), match.end())
