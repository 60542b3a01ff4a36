"""Numbers with their units: those a note writes, strictly, and those a transcript may hold, leniently."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from app.review.reading.english_numbers import (
    LONGEST_NUMBER,
    heard_numbers,
    months_in,
    written_numbers,
)
from app.review.reading.korean_numbers import half_after, korean_numbers, tenths_after
from app.review.reading.units import unit_after


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number in a text, with the unit behind it. `unit` is an id of resources/terminology/units.json.

    `also` are other values that mean the same when heard: the two-digit year 51 is 1951, 18:00 is six in the evening.
    `is_month`: in a date, where a month's name says it as well.
    """

    value: float
    unit: str | None
    start: int
    end: int
    text: str
    also: tuple[float, ...] = ()
    is_month: bool = False


@dataclass(frozen=True, slots=True)
class HeardNumber:
    """One reading of something said, in a segment given by its index, from `start` on. `text` includes its unit."""

    value: float
    unit: str | None
    text: str
    segment: int = 0
    start: int = 0


_LIST_NUMBER = re.compile(
    r"(?m)^[ \t]*(?:[-*•▪◦][ \t]*)?\d{1,2}[ \t]*[.)](?!\d)|(?:(?<=[.;] )|(?<=  ))\d{1,2}[.)][ \t]+(?=[A-Z가-힣])"
)
_DATE = re.compile(r"(?<![\d/.])(?P<a>\d{1,2})(?P<s>[/-])(?P<b>\d{1,2})(?P=s)(?P<y>\d{4}|\d{2})(?![\d/])")
_ISO_DATE = re.compile(r"(?<![\d/])(?P<y>\d{4})[-./][ ]?(?P<a>\d{1,2})[-./][ ]?(?P<b>\d{1,2})(?![\d/])")
_MONTH_YEAR = re.compile(r"(?<![\d/])(?P<a>\d{1,2})/(?P<y>(?:19|20)\d{2})(?![\d/])")
_CLOCK = re.compile(r"(?<![\d:])(?P<h>\d{1,2}):(?P<m>\d{2})(?![\d:])")
_HALF = re.compile(r"(?<![\d/])(?:(?P<n>\d{1,3})[ -]?)?(?:(?P<f>[½¼¾])|(?<![\d/])1/2(?![\d/]))")
_UK_DURATION = re.compile(r"(?<![\d/])(?P<n>\d{1,2})(?:-(?P<m>\d{1,2}))?/(?P<d>7|52|12)(?![\d/])")
_EVERY_HOURS = re.compile(
    r"(?<![A-Za-z])[qQ][ ]?(?P<n>\d{1,2})(?:-(?P<m>\d{1,2}))?[ ]?(?:[hH]|hr|hrs|hours?)(?![A-Za-z])"
)
_CODE = re.compile(
    r"(?<![A-Za-z\d])(?![xX]\d)[A-Za-z]+[-.']?\d[A-Za-z\d.-]*|코로나[ -]?19|(?<![\d.])[23]-?D(?![A-Za-z])"
)
_PER_DAY = re.compile(r"(?<!\d)1[ ]?일(?=[ ]?\d+[ ]?[회번])")
_VITAL = re.compile(r"(?<![A-Za-z])(?:BP|HR|RR|BT|PR|PULSE|TEMP)[-.]?(?=\d{2})", re.IGNORECASE)
_FIGURE = re.compile(
    r"(?<![\d.])(?P<n>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d*\.\d+|\d+)(?!\d)"
    r"(?:(?P<scale>[백천만억])(?:[ ]?(?P<more>\d{1,4})(?P<more_scale>[백천])?)?(?=[ ]?[가-힣A-Za-z%]|$|[\s,.)]))?"
)
_SPOKEN_POINT = re.compile(r"(?<!\d)(?P<w>\d{1,4})[ \t]?점[ \t]?(?P<d>\d{1,3})(?!\d)")
_SCALE = {"백": 100, "천": 1000, "만": 10_000, "억": 100_000_000}
_FRACTIONS = {"½": 0.5, "¼": 0.25, "¾": 0.75}
_TIMES_WORDS = frozenset({"once", "twice", "thrice"})
_UK_UNITS = {"7": "day", "52": "week", "12": "month"}
_RANGE = re.compile(r"[ \t]*(?:to|or|and|-|–|—|~|∼|에서|내지|또는|부터|or about|to about)[ \t]*", re.IGNORECASE)
_PRESSURE = re.compile(r"[ \t]*(?:/|over(?: over)?|에|대)[ \t]*", re.IGNORECASE)
_HALF_A = re.compile(r"(?P<half>half|quarter)(?:[ ]of)?[ ]an?(?![a-z])", re.IGNORECASE)
_NOON = 12.0
_COUNTED_OUT = frozenset({"tablet", "packet", "drop", "pack", "spoon"})
_SYSTOLIC = (60, 300)
_DIASTOLIC = (20, 180)


def quantities_in(text: str) -> tuple[Quantity, ...]:
    """Strict: every number a reader sees, in order. List numbers, codes (A1c, L4-5), «one» and «first» are none."""
    plain = text.replace("’", "'")
    found: list[Quantity] = []
    rest = _without_rates(_without_list_numbers(plain))
    for take in (_dates, _clocks, _every_hours, _uk_durations, _halves, _spoken_points, _figures):
        taken = list(take(rest))
        found.extend(taken)
        rest = _blanked(rest, [(q.start, q.end) for q in taken])
    found.extend(_bare(n.value, n.start, n.end, plain) for n in written_numbers(rest))
    for number in korean_numbers(plain):
        if number.is_certain or _is_counted_out(plain, number.end):
            found.append(replace(_bare(number.value, number.start, number.end, plain), unit=number.unit))
    ordered = sorted(dict.fromkeys(found), key=lambda q: (q.start, q.end))
    return tuple(_with_calendar_senses(q) for q in _not_inside_others(_with_units(plain, ordered)))


def _is_counted_out(text: str, end: int) -> bool:
    """Before a tablet «한» is one, and no word like «a»."""
    counted = unit_after(text, end)
    return counted is not None and counted.unit.id in _COUNTED_OUT


def heard_in(text: str, segment: int = 0) -> tuple[HeardNumber, ...]:
    """Lenient: every reading of every number said."""
    low = text.replace("’", "'").lower()
    found = [_unread(n.value, _own_unit(low[n.start : n.end]), n.start, n.end) for n in heard_numbers(low)]
    found.extend(_unread(n.value, n.unit, n.start, n.end) for n in korean_numbers(low))
    for take in (_halves, _spoken_points, _scaled_figures, _uk_durations, _every_hours):
        found.extend(take(low))
    found.sort(key=lambda q: (q.start, q.end))
    heard = _with_units(low, found)
    return tuple(
        dict.fromkeys(
            HeardNumber(value, quantity.unit, quantity.text, segment, quantity.start)
            for quantity in heard
            for value in (quantity.value, *quantity.also)
        )
    )


def _own_unit(words: str) -> str | None:
    """«A fortnight» is two weeks."""
    return "week" if words == "fortnight" else None


def months_named(text: str) -> frozenset[int]:
    """Months that a date in the note may name by their number, 1 to 12."""
    korean = {int(m["n"]) for m in re.finditer(r"(?<!\d)(?P<n>1[0-2]|[1-9])[ ]?월", text)}
    spoken = {int(h.value) for h in heard_in(text) if h.unit == "month of year"} if "월" in text else set()
    return months_in(text) | korean | spoken


def _with_calendar_senses(quantity: Quantity) -> Quantity:
    """«18시» is also six; «11월» is said by the month's name too."""
    if quantity.unit == "o'clock" and quantity.value > _NOON:
        return replace(quantity, also=(quantity.value - _NOON,))
    if quantity.unit == "month of year":
        return replace(quantity, is_month=True)
    return quantity


def _unread(value: float, unit: str | None, start: int, end: int) -> Quantity:
    return Quantity(float(value), unit, start, end, "")


def _not_inside_others(quantities: list[Quantity]) -> Iterator[Quantity]:
    """«37도 5부» is one quantity: its 5 is none of its own."""
    taken_from, taken_to = 0, 0
    for quantity in quantities:
        if quantity.start == taken_from or quantity.start >= taken_to:
            taken_from, taken_to = quantity.start, max(quantity.end, taken_to)
            yield quantity


def _bare(value: float, start: int, end: int, text: str) -> Quantity:
    return Quantity(float(value), None, start, end, text[start:end])


def _without_list_numbers(text: str) -> str:
    return _blanked(text, [m.span() for m in _LIST_NUMBER.finditer(text)])


def _without_rates(text: str) -> str:
    """«1일 3회» is three times a day: its «1일» counts nothing."""
    return _blanked(text, [m.span() for m in _PER_DAY.finditer(text)])


def _blanked(text: str, spans: list[tuple[int, int]]) -> str:
    """The text with the spans made blank, of the same length, so that offsets stay."""
    pieces, position = [], 0
    for start, end in sorted(spans):
        if start >= position:
            pieces.append(text[position:start] + "\x00" * (end - start))
            position = end
    return "".join((*pieces, text[position:]))


def _dates(text: str) -> Iterator[Quantity]:
    taken: list[tuple[int, int]] = []
    for pattern in (_DATE, _ISO_DATE, _MONTH_YEAR):
        for match in pattern.finditer(text):
            if any(match.start() < end and start < match.end() for start, end in taken[-3:]):
                continue
            taken.append(match.span())
            for name in ("a", "b", "y"):
                if name in match.re.groupindex:
                    yield _date_part(match, name)


def _date_part(match: re.Match[str], name: str) -> Quantity:
    value = int(match[name])
    start, end = match.span(name)
    if name == "y":
        also = (1900.0 + value, 2000.0 + value) if value < 100 else ()
        return Quantity(float(value), None, start, end, match.group(), also)
    return Quantity(float(value), None, start, end, match.group(), is_month=1 <= value <= 12)


def _clocks(text: str) -> Iterator[Quantity]:
    """18:00 is also six; 10:00 has no minutes to have been said."""
    for match in _CLOCK.finditer(text):
        hour, minute = int(match["h"]), int(match["m"])
        if hour > 24 or minute > 59:
            continue
        also = (hour - 12.0,) if hour > 12 else ((12.0,) if hour == 0 else ())
        if minute:
            yield Quantity(float(hour), None, match.start(), match.end("h"), match.group(), also)
            yield Quantity(float(minute), None, match.start("m"), match.end(), match.group())
        else:
            yield Quantity(float(hour), None, match.start(), match.end(), match.group(), also)


def _every_hours(text: str) -> Iterator[Quantity]:
    for match in _EVERY_HOURS.finditer(text):
        for name in ("n", "m"):
            if match[name]:
                start = match.start() if name == "n" else match.start("m")
                yield Quantity(float(match[name]), "hour", start, match.end(name), match.group())


def _uk_durations(text: str) -> Iterator[Quantity]:
    """3/7, 2/52, 4/12: days, weeks and months in British notes."""
    for match in _UK_DURATION.finditer(text):
        for name in ("n", "m"):
            if match[name]:
                is_last = name == "m" or not match["m"]
                end = match.end() if is_last else match.end(name)
                yield Quantity(float(match[name]), _UK_UNITS[match["d"]], match.start(name), end, match.group())


def _halves(text: str) -> Iterator[Quantity]:
    for match in _HALF.finditer(text):
        value = int(match["n"] or 0) + _FRACTIONS.get(match["f"] or "½", 0.5)
        yield Quantity(value, None, match.start(), match.end(), match.group())


def _spoken_points(text: str) -> Iterator[Quantity]:
    """«38 점 5», as a recogniser may write 38.5."""
    for match in _SPOKEN_POINT.finditer(text):
        yield _bare(float(f"{match['w']}.{match['d']}"), match.start(), match.end(), text)


def _figures(text: str) -> Iterator[Quantity]:
    codes = [m.span() for m in _CODE.finditer(_VITAL.sub(lambda m: "\x00" * len(m.group()), text))]
    readable = _blanked(text, codes)
    for match in _FIGURE.finditer(readable):
        if (value := _figure_value(match)) is not None:
            yield _bare(value, match.start(), match.end(), text)


def _scaled_figures(text: str) -> Iterator[Quantity]:
    for match in _FIGURE.finditer(text):
        if match["scale"] and (value := _figure_value(match)) is not None:
            yield _bare(value, match.start(), match.end(), text)


def _figure_value(match: re.Match[str]) -> float | None:
    """«3천» is 3000, «1만 2천» 12000. None for a figure too long to be a quantity."""
    digits = match["n"].replace(",", "")
    if len(digits) > LONGEST_NUMBER:
        return None
    value = float(digits)
    if match["scale"]:
        value *= _SCALE[match["scale"]]
        value += int(match["more"] or 0) * _SCALE.get(match["more_scale"] or "", 1)
    return value


def _with_units(text: str, ordered: list[Quantity]) -> list[Quantity]:
    """Units from what follows, tenths («5부») and halves («반») after them, pressures and ranges from neighbours."""
    quantities: list[Quantity] = []
    for quantity in ordered:
        quantities.extend(_measured(text, quantity))
    return _ranges_share_unit(text, _pressures(text, quantities))


def _measured(text: str, quantity: Quantity) -> Iterator[Quantity]:
    if text[quantity.start : quantity.end].lower() in _TIMES_WORDS:
        yield replace(quantity, unit="times", text=text[quantity.start : quantity.end])
        return
    if quantity.unit is not None or (quantity.text and quantity.text != text[quantity.start : quantity.end]):
        yield replace(quantity, text=quantity.text or text[quantity.start : quantity.end])
        return
    tenths = tenths_after(text, quantity.end)
    if tenths is not None and quantity.value == int(quantity.value):
        value, end = quantity.value + tenths[0], tenths[1]
        yield Quantity(round(value, 1), "degree", quantity.start, end, text[quantity.start : end])
        return
    unit = unit_after(text, _past_article(text, quantity))
    if unit is None:
        yield replace(quantity, text=text[quantity.start : quantity.end])
        return
    end = unit.end
    measured = replace(quantity, unit=unit.unit.id, end=end, text=text[quantity.start : end])
    half = half_after(text, end)
    if half is None:
        yield measured
        return
    if unit.unit.id == "o'clock":
        yield measured
        yield Quantity(30.0, "minute", end, half, text[end:half].strip())
        return
    yield replace(measured, value=quantity.value + 0.5, end=half, text=text[quantity.start : half])


def _past_article(text: str, quantity: Quantity) -> int:
    """«half a tablet»: the unit stands behind the article."""
    match = _HALF_A.match(text, quantity.start)
    return match.end() if match and match.end("half") == quantity.end else quantity.end


def _pressures(text: str, quantities: list[Quantity]) -> list[Quantity]:
    """120/80, «120 over 80», «백이십에 팔십»: both are mmHg, unless a unit is given."""
    pressed = {}
    for upper, lower in _neighbours(text, quantities, _PRESSURE):
        in_range = _SYSTOLIC[0] <= upper.value <= _SYSTOLIC[1] and _DIASTOLIC[0] <= lower.value <= _DIASTOLIC[1]
        if in_range and upper.value > lower.value and upper.unit is None and lower.unit in (None, "mmHg"):
            pressed[upper] = pressed[lower] = "mmHg"
    return [replace(q, unit=pressed[q]) if q in pressed else q for q in quantities]


def _ranges_share_unit(text: str, quantities: list[Quantity]) -> list[Quantity]:
    """«8 to 10 weeks»: the first number takes the unit of the second."""
    shared = {
        first: second.unit
        for first, second in _neighbours(text, quantities, _RANGE)
        if first.unit is None and second.unit is not None
    }
    return [replace(q, unit=shared[q]) if q in shared else q for q in quantities]


def _neighbours(
    text: str, quantities: list[Quantity], connector: re.Pattern[str]
) -> Iterator[tuple[Quantity, Quantity]]:
    """Pairs of numbers with nothing but the connector between them."""
    by_start: dict[int, list[Quantity]] = {}
    for quantity in quantities:
        by_start.setdefault(quantity.start, []).append(quantity)
    for quantity in quantities:
        match = connector.match(text, quantity.end)
        if match is not None:
            for following in by_start.get(match.end(), ()):
                yield quantity, following
