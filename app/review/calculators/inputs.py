"""Reads what a clinician gives a calculator, and refuses what is missing or cannot be."""

import math
import re
import unicodedata
from collections.abc import Mapping

from app.domain.errors import InputError
from app.domain.language import Language
from app.review.calculators.definition import Calculator, Given, Input, Value

_DECIMALS = 6
_NUMBER = re.compile(r"(?P<number>[+-]?(?:\d+(?:\.\d+)?|\.\d+))[ ]*(?P<unit>\D.*)?")


def read_inputs(calculator: Calculator, texts: Mapping[str, str]) -> Given:
    """Each input by its name, as typed; an empty text is no input. Raises as `read_input` and `Calculator.input` do."""
    return {name: read_input(calculator.input(name), text) for name, text in texts.items() if text.strip()}


def read_input(asked: Input, text: str) -> Value:
    """A number with or without a unit, or a choice by its id or by its words in either language.

    Raises InputError("calculator_input_unreadable" | "calculator_input_impossible" | "calculator_input_not_whole").
    """
    plain = _plain(text)
    if asked.choices:
        for choice in asked.choices:
            if plain in {_plain(word) for word in (choice.id, *choice.labels.values())}:
                return choice.id
        raise _unreadable(asked)
    match = _NUMBER.fullmatch(plain)
    if match is None:
        raise _unreadable(asked)
    value = _in_own_unit(asked, float(match["number"]), match["unit"] or "")
    _require_possible(asked, value)
    return value


def require_complete(calculator: Calculator, given: Given) -> None:
    """Raises InputError("calculator_inputs_missing"), naming every one, or what is wrong with one that is there."""
    missing = missing_inputs(calculator, given)
    if missing:
        raise InputError("calculator_inputs_missing", inputs=", ".join(missing), calculator=calculator.name)
    for name, value in given.items():
        asked = calculator.input(name)
        if asked.choices:
            if value not in {choice.id for choice in asked.choices}:
                raise _unreadable(asked)
        elif isinstance(value, str):
            raise _unreadable(asked)
        else:
            _require_possible(asked, value)
    _require_possible_pressure(given)


def missing_inputs(calculator: Calculator, given: Given) -> tuple[str, ...]:
    """The names of the inputs that are not given, in their order. Nothing is ever assumed to be normal."""
    return tuple(each.name for each in calculator.inputs if each.name not in given)


def expected(asked: Input) -> str:
    """What can be given: «20–300 /min», «alert | cvpu»."""
    if asked.choices:
        return " | ".join(choice.id for choice in asked.choices)
    return f"{asked.lowest:g}–{asked.highest:g} {asked.unit}".rstrip()


def _in_own_unit(asked: Input, number: float, unit: str) -> float:
    if unit in {"", _plain(asked.unit), *(_plain(asked.unit_in(language)) for language in Language)}:
        return number
    for other in asked.other_units:
        if unit == _plain(other.unit):
            # 100.4 °F are 38 °C, not the 38.00000000000001 that would score a fever.
            return round(number * other.factor + other.offset, _DECIMALS)
    raise _unreadable(asked)


def _require_possible(asked: Input, value: float) -> None:
    if not (math.isfinite(value) and asked.lowest <= value <= asked.highest):
        raise InputError("calculator_input_impossible", input=asked.name, expected=expected(asked))
    if asked.is_whole and not float(value).is_integer():
        raise InputError("calculator_input_not_whole", input=asked.name, expected=expected(asked))


def _require_possible_pressure(given: Given) -> None:
    systolic, diastolic = given.get("systolic"), given.get("diastolic")
    if systolic is not None and diastolic is not None and float(diastolic) >= float(systolic):
        raise InputError("calculator_input_impossible", input="diastolic", expected=f"< {float(systolic):g} mmHg")


def _unreadable(asked: Input) -> InputError:
    units = ", ".join(other.unit for other in asked.other_units)
    return InputError("calculator_input_unreadable", input=asked.name, expected=f"{expected(asked)} {units}".rstrip())


def _plain(text: str) -> str:
    """Letters of one form: «µmol/L» is «umol/l», «°F» is «f»."""
    folded = unicodedata.normalize("NFKC", text).replace("μ", "u").replace("°", "").replace("℃", "c")
    return " ".join(folded.casefold().split())
