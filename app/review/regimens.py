"""How a medication is taken: how often, for how long, by which route, as written and as said of the same medication."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from app.domain.note import Flag, FlagKind, Severity
from app.resources import load_json
from app.review.evidence import TranscriptIndex
from app.review.medications import MedicationMention, parts_of

_FARTHEST_CHARS = 170
_FARTHEST_SEGMENTS = 3
_STATEMENT_END = re.compile(r"[.;\n](?!\d)")
_DAYS = {
    "day": 1.0,
    "d": 1.0,
    "일": 1.0,
    "week": 7.0,
    "wk": 7.0,
    "w": 7.0,
    "주": 7.0,
    "month": 30.0,
    "개월": 30.0,
    "달": 30.0,
}
_COUNTS = {
    **{
        word: float(n)
        for n, word in enumerate(
            ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"], start=1
        )
    },
    "twelve": 12.0,
    "fourteen": 14.0,
    "a": 1.0,
    "an": 1.0,
    "a couple of": 2.0,
    "couple": 2.0,
    "한": 1.0,
    "두": 2.0,
    "세": 3.0,
    "네": 4.0,
    "다섯": 5.0,
    "여섯": 6.0,
    "일": 1.0,
    "이": 2.0,
    "삼": 3.0,
    "사": 4.0,
    "오": 5.0,
    "육": 6.0,
    "칠": 7.0,
    "팔": 8.0,
    "십": 10.0,
    "십이": 12.0,
    "십사": 14.0,
    "열": 10.0,
    "사흘": 3.0,
}
_COUNT = "|".join([r"\d+(?:\.\d+)?", *sorted(_COUNTS, key=len, reverse=True)])
_PER_DAY = r"(?:[ ]?(?:a|per|each|every|/)[ ]?(?:day|daily)|[ ]daily)"
_FREQUENCIES: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], float]], ...] = (
    (re.compile(r"\bevery other day\b|\bqod\b|격일|이틀에 한 번|하루 걸러"), lambda m: 0.5),
    (
        re.compile(
            r"\b(?:once|one time)[ ](?:a|per|every)[ ]week\b|\bweekly\b|\bevery week\b|일주일에 한 번|주 1회|주 일회"
        ),
        lambda m: 1 / 7,
    ),
    (re.compile(r"\b(?:once|one time)[ ](?:a|per|every)[ ]month\b|\bmonthly\b|한 달에 한 번|월 1회"), lambda m: 1 / 30),
    (
        re.compile(
            rf"\b(?:every|q)[ .]?(?P<n>{_COUNT})(?:(?:[ ]?(?:to|-|or)[ ]?)(?:{_COUNT}))?[ ]?(?:h|hr|hrs|hours?)\b"
        ),
        lambda m: 24 / _count(m["n"]),
    ),
    (re.compile(rf"(?P<n>{_COUNT})[ ]?시간[ ]?(?:마다|간격|에 한 번)"), lambda m: 24 / _count(m["n"])),
    (re.compile(rf"\b(?P<n>{_COUNT})[ ]times{_PER_DAY}"), lambda m: _count(m["n"])),
    (
        re.compile(
            rf"\btwice{_PER_DAY}|\bb\.?i\.?d\b|\bbd\b|\btwo times{_PER_DAY}|\bin the morning and (?:at night|(?:in )?the evening)"
        ),
        lambda m: 2.0,
    ),
    (re.compile(rf"\bthrice{_PER_DAY}|\bt\.?[id]\.?[ds]\b"), lambda m: 3.0),
    (re.compile(r"\bq\.?[id]\.?[ds]\b"), lambda m: 4.0),
    (re.compile(rf"(?:하루|1일|일일)(?:에)?[ ]?(?P<n>{_COUNT})[ ]?(?:번|회|차례)"), lambda m: _count(m["n"])),
    (re.compile(r"아침[,· ]*점심[,· ]*저녁|매 식후|매 끼"), lambda m: 3.0),
    (re.compile(r"아침[,· ]*저녁|아침이랑 저녁|아침하고 저녁|아침과 저녁"), lambda m: 2.0),
    (
        re.compile(
            rf"\bonce{_PER_DAY}|\bdaily\b|\bevery (?:day|night|morning|evening)\b|\b(?:nightly|qhs|qd|qam|od)\b|\bat (?:bedtime|night)\b|"
            r"\b(?:a|per) day\b|\beach day\b|매일|자기 전|취침 전|아침 식후|하루에 하나"
        ),
        lambda m: 1.0,
    ),
)
_DURATION = re.compile(
    rf"\b(?:for|x|over)[ ]?(?:the[ ])?(?:next[ ])?(?:about[ ])?(?:a full[ ])?(?P<n>{_COUNT})[ -]?(?:more[ ]|full[ ])?(?P<u>day|week|month)s?\b"
    rf"|(?P<kn>{_COUNT})[ ]?(?P<ku>일|주|개월|달)[ ]?(?:간|동안|분|치)"
    r"|(?P<word>일주일|열흘|보름|엿새|닷새|나흘|사흘|이틀)(?![ ]?(?:뒤|후|전|마다|에|째|걸러))"
)
_DAYS_BY_WORD = {
    "일주일": 7.0,
    "열흘": 10.0,
    "보름": 15.0,
    "엿새": 6.0,
    "닷새": 5.0,
    "나흘": 4.0,
    "사흘": 3.0,
    "이틀": 2.0,
}
_SAME = 1e-6


@dataclass(frozen=True, slots=True)
class _Slot:
    """What fills a slot: a number, or the id of a route, and the words for it."""

    value: float | str
    text: str


def regimen_flags(text: str, mentions: Sequence[MedicationMention], index: TranscriptIndex) -> Iterator[Flag]:
    """For each medication, slot by slot. A slot that was never filled in talk is not compared."""
    low = text.lower()
    for position, mention in enumerate(mentions):
        following = mentions[position + 1].start if position + 1 < len(mentions) else len(text)
        end = _STATEMENT_END.search(low, mention.end, following)
        written = low[mention.end : end.start() if end else following]
        said = " … ".join(_said_of(parts_of(mention.ingredient), index))
        for kind, slots_in in _SLOTS:
            yield from _conflicts(kind, slots_in(written), slots_in(said))
        if not _frequencies_in(said):
            yield from _unsaid_frequency(_frequencies_in(written), index)


def _conflicts(kind: FlagKind, written: Sequence[_Slot], said: Sequence[_Slot]) -> Iterator[Flag]:
    """By the slot next to the medication: what stands farther off may be of something else."""
    if said and written and not any(_is_same(written[0].value, other.value) for other in said):
        yield Flag(kind, Severity.WARN, written[0].text, said[0].text)


def _unsaid_frequency(written: Sequence[_Slot], index: TranscriptIndex) -> Iterator[Flag]:
    """Several times a day, where that was said of nothing at all. «Daily» is often meant and not said."""
    several = [slot for slot in written if isinstance(slot.value, float) and slot.value > 1]
    if several:
        heard = _frequencies_in(" \n ".join(index.texts).lower())
        for slot in several[:1]:
            if not any(_is_same(slot.value, other.value) for other in heard):
                yield Flag(FlagKind.FREQUENCY_MISMATCH, Severity.WARN, slot.text)


def _is_same(left: float | str, right: float | str) -> bool:
    if isinstance(left, str) or isinstance(right, str):
        return left == right
    return abs(left - right) <= _SAME * max(left, right)


def _said_of(parts: frozenset[str], index: TranscriptIndex) -> Iterator[str]:
    """The words behind each mention of the medication, up to the next one, over a few short segments."""
    heard = index.medications.mentions
    for position, mention in enumerate(heard):
        if not parts & parts_of(mention.ingredient):
            continue
        following = next((m for m in heard[position + 1 :] if not parts & parts_of(m.ingredient)), None)
        pieces: list[str] = []
        for segment in range(mention.segment, min(len(index.texts), mention.segment + _FARTHEST_SEGMENTS)):
            start = mention.end if segment == mention.segment else 0
            end = following.start if following is not None and following.segment == segment else None
            pieces.append(index.texts[segment][start:end].lower())
            if end is not None:
                break
        yield " ".join(pieces)[:_FARTHEST_CHARS]


def _frequencies_in(text: str) -> list[_Slot]:
    """Times a day. Longer wordings are taken first, so that «twice daily» is not also «daily»."""
    found: list[tuple[int, _Slot]] = []
    rest = text
    for pattern, times in _FREQUENCIES:
        found.extend((match.start(), _Slot(times(match), match.group().strip())) for match in pattern.finditer(rest))
        rest = pattern.sub(lambda match: "\x00" * len(match.group()), rest)
    return [slot for _, slot in sorted(found, key=lambda each: each[0])]


def _durations_in(text: str) -> list[_Slot]:
    """In days."""
    return [_Slot(_days(match), match.group().strip()) for match in _DURATION.finditer(text)]


def _days(match: re.Match[str]) -> float:
    if match["word"]:
        return _DAYS_BY_WORD[match["word"]]
    return _count(match["n"] or match["kn"]) * _DAYS[match["u"] or match["ku"]]


def _routes_in(text: str) -> list[_Slot]:
    return [_Slot(route, match.group()) for route, pattern in _route_patterns() for match in pattern.finditer(text)]


def _count(word: str) -> float:
    value = _COUNTS.get(word)
    return float(word) or 1.0 if value is None else value


@cache
def _route_patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    rows: dict[str, list[str]] = load_json("terminology/routes.json")["routes"]
    return tuple(
        (
            route,
            re.compile("|".join(rf"\b{re.escape(form)}\b" if form.isascii() else re.escape(form) for form in forms)),
        )
        for route, forms in rows.items()
    )


_SLOTS: tuple[tuple[FlagKind, Callable[[str], list[_Slot]]], ...] = (
    (FlagKind.FREQUENCY_MISMATCH, _frequencies_in),
    (FlagKind.DURATION_MISMATCH, _durations_in),
    (FlagKind.ROUTE_MISMATCH, _routes_in),
)
