"""Units of measurement: how they are written and said, and what converts into what."""

import re
from dataclasses import dataclass
from functools import cache

from app.resources import load_json

_HANGUL = "가-힣"


@dataclass(frozen=True, slots=True)
class Unit:
    """`factor` converts to the base unit of the dimension; None where nothing converts. «밀리» is ambiguous."""

    id: str
    dimension: str
    factor: float | None


@dataclass(frozen=True, slots=True)
class UnitMatch:
    unit: Unit
    form: str
    start: int
    end: int


TIME_DIMENSIONS = frozenset({"time", "calendar"})
DOSE_DIMENSIONS = frozenset({"mass", "volume", "activity", "amount", "ambiguous"})
_VAGUE_TEMPERATURE = "degree"
_RATES_AND_THEIR_BASE = {"L/min": "L", "mL/h": "mL", "mL/min": "mL", "mg/dL": "mg", "mmol/L": "mmol", "mEq/L": "mEq"}


@cache
def unit(unit_id: str) -> Unit:
    """Raises KeyError for an unknown id."""
    return _units()[unit_id]


def unit_after(text: str, position: int) -> UnitMatch | None:
    """The unit written or said directly after a number that ends at `position`."""
    match = _unit_pattern().match(text, position)
    if match is None:
        return None
    form = match.group("en") or match.group("ko") or match.group("tailed")
    return UnitMatch(_forms()[form.lower()], form, match.start(match.lastgroup or 0), match.end())


def is_named_in(text: str, wanted: Unit) -> bool:
    """Whether any word of the text is a form of the unit."""
    return any(_forms().get(word) is wanted for word in re.findall(r"[^\W\d_]+", text.lower()))


def same_measure(value: float, written: Unit, heard_value: float, heard: Unit) -> bool:
    """Whether two quantities are the same, converting inside a dimension: 0.5 g = 500 mg, 2 weeks = 14 days."""
    if written.id == heard.id:
        return _equal(value, heard_value)
    if written.dimension != heard.dimension or written.factor is None or heard.factor is None:
        return False
    return _equal(value * written.factor, heard_value * heard.factor)


def may_be_same_unit(written: Unit, heard: Unit) -> bool:
    """Whether the one can be a fuller or shorter way to say the other: «degrees» for °C, «2 litres» for 2 L/min."""
    if written.id == heard.id or written.dimension == heard.dimension == "count":
        return True
    if written.dimension == heard.dimension == "temperature":
        return _VAGUE_TEMPERATURE in (written.id, heard.id)
    return _RATES_AND_THEIR_BASE.get(written.id) == heard.id or _RATES_AND_THEIR_BASE.get(heard.id) == written.id


@cache
def counted_natively(form: str) -> bool:
    """Whether a Korean counter takes native numerals: 두 알, 세 번, but 오 일."""
    return form in load_json("terminology/units.json")["counted_with_native_numerals"]


@cache
def never_counted_in_sino(form: str) -> bool:
    """Whether a Korean counter never takes a one-syllable Sino-Korean numeral: «이 번» is «this time»."""
    return form in load_json("terminology/units.json")["never_counted_with_sino_digits"]


def _equal(left: float, right: float) -> bool:
    return abs(left - right) <= 1e-6 * max(abs(left), abs(right), 1e-9)


@cache
def _units() -> dict[str, Unit]:
    rows = load_json("terminology/units.json")["units"]
    return {row["unit"]: Unit(row["unit"], row["dimension"], row.get("factor")) for row in rows}


@cache
def _forms() -> dict[str, Unit]:
    rows = load_json("terminology/units.json")["units"]
    return {form.lower(): _units()[row["unit"]] for row in rows for form in (*row["en"], *row["ko"])}


@cache
def _unit_pattern() -> re.Pattern[str]:
    """English forms end at a word's end; a Korean form of one syllable must be followed by a particle or the end."""
    rows = load_json("terminology/units.json")["units"]
    english = _alternatives(form for row in rows for form in row["en"])
    korean = [form for row in rows for form in row["ko"]]
    long_forms = _alternatives(form for form in korean if len(form) > 1)
    short_forms = _alternatives(form for form in korean if len(form) == 1)
    tails = _alternatives(load_json("terminology/korean_numerals.json")["unit_tails"])
    return re.compile(
        rf"[ \t]?[-‐‑]?[ \t]?(?:(?:more |full |whole |additional )?(?P<en>{english})(?![a-z])"
        rf"|(?!정도)(?:(?P<ko>{long_forms})|(?P<tailed>{short_forms})(?:(?![{_HANGUL}])|(?={tails}))))",
        re.IGNORECASE,
    )


def _alternatives(forms: object) -> str:
    return "|".join(re.escape(form) for form in sorted(set(forms), key=len, reverse=True))  # type: ignore[call-overload]
