"""What would settle a flag: the same statement with what was said in the place of what is written, or without it.

Only what the flag itself holds is put in; where nothing said fits the place, nothing is suggested.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from app.domain.hangul import is_hangul
from app.domain.note import Flag, FlagKind
from app.resources import load_json
from app.review.reading.numbers import heard_in, quantities_in
from app.review.reading.schedules import durations_in, frequencies_in
from app.review.reading.units import DOSE_DIMENSIONS, TIME_DIMENSIONS, may_be_same_unit, unit


@dataclass(frozen=True, slots=True)
class Suggestion:
    """`statement` is the whole of it in other words, "" where it would be taken out; `words` are those put in."""

    words: str
    statement: str


TAKEN_OUT = Suggestion("", "")

_OF_NUMBERS = frozenset(
    {
        FlagKind.NUMBER_UNSUPPORTED,
        FlagKind.UNIT_MISMATCH,
        FlagKind.DOSE_MISMATCH,
        FlagKind.FREQUENCY_MISMATCH,
    }
)
_SLOTS = {FlagKind.FREQUENCY_MISMATCH: frequencies_in, FlagKind.DURATION_MISMATCH: durations_in}
_OF_WORDS = frozenset(
    {
        FlagKind.FREQUENCY_MISMATCH,
        FlagKind.DURATION_MISMATCH,
        FlagKind.ROUTE_MISMATCH,
        FlagKind.MEDICATION_UNSUPPORTED,
        FlagKind.MEDICATION_CONFUSABLE,
        FlagKind.MEDICATION_GUESSED,
        FlagKind.NOTATION_ERROR_PRONE,
    }
)
_OF_WHAT_WAS_NOT_SAID = frozenset(
    {
        FlagKind.STATEMENT_UNSUPPORTED,
        FlagKind.NEGATION_UNSUPPORTED,
        FlagKind.FINDING_UNSUPPORTED,
        FlagKind.MEDICATION_UNSUPPORTED,
        FlagKind.NUMBER_UNSUPPORTED,
        FlagKind.SPEAKER_MISMATCH,
        FlagKind.PLACEHOLDER,
    }
)
_LONGEST_WORDS = 40
_FIGURE = re.compile(r"\d+(?:[.,]\d+)*")
_AMBIGUOUS = re.compile(r"[ ]?(?:밀리|미리)")
_CLEAR = (" mg", " mL")
_LEAD = re.compile(r"\s*(?:[-*•]\s*)?(?:[^:.]{1,40}:\s+)?")


def suggestions_for(statement: str, flag: Flag) -> tuple[Suggestion, ...]:
    """What may take the place of this statement, the likeliest first; TAKEN_OUT where nothing of it was said."""
    found = dict.fromkeys(_suggested(statement, flag))
    return tuple(each for each in found if each.statement != statement)


def _suggested(statement: str, flag: Flag) -> Iterator[Suggestion]:
    for words in _instead(flag):
        if (changed := _exchanged(statement, flag.written, words)) is not None:
            yield changed
    if flag.kind is FlagKind.LATERALITY_MISMATCH:
        yield from _of_the_other_side(statement, flag)
    if flag.kind is FlagKind.NEGATION_MISMATCH:
        yield from _turned(statement)
    if flag.kind in _OF_WHAT_WAS_NOT_SAID and _is_all(flag.written, statement):
        yield TAKEN_OUT


def _instead(flag: Flag) -> Iterator[str]:
    if flag.kind is FlagKind.UNIT_AMBIGUOUS:
        yield from (_AMBIGUOUS.sub(clear, flag.written) for clear in _CLEAR)
    if not flag.said or len(flag.said) > _LONGEST_WORDS:
        return
    in_figures = _other_slot(flag) or (_other_number(flag.written, flag.said) if flag.kind in _OF_NUMBERS else None)
    if in_figures is not None:
        yield in_figures
    elif flag.kind in _OF_WORDS and _is_korean(flag.said) == _is_korean(flag.written) and not _is_bare(flag.said):
        yield flag.said


def _other_number(written: str, said: str) -> str | None:
    """The number that was said, in figures: «twenty-five milligrams» for «52 mg» is «25 mg»."""
    placed, readings = quantities_in(written), heard_in(said)
    if len(placed) != 1 or len(_FIGURE.findall(written)) != 1:
        return None
    whole = [each for each in readings if each.text == said]
    heard = whole or [each for each in readings if each.unit is not None and each.unit == placed[0].unit]
    values, units = {each.value for each in heard}, {each.unit for each in heard if each.unit is not None}
    if len(values) != 1 or len(units) > 1 or (values == {1} and _dimensions(units) <= TIME_DIMENSIONS):
        return None
    value = f"{values.pop():.10g}"
    written_in = placed[0].unit
    if not units or (written_in and all(may_be_same_unit(unit(written_in), unit(each)) for each in units)):
        return _FIGURE.sub(value, written)
    return f"{value} {units.pop()}" if _dimensions({*units, written_in}) <= DOSE_DIMENSIONS else None


def _other_slot(flag: Flag) -> str | None:
    """How often or how long, in the figures of what is written: «1일 1회» for «하루 한 번»."""
    if flag.kind not in _SLOTS:
        return None
    placed, heard = _SLOTS[flag.kind](flag.written.lower()), _SLOTS[flag.kind](flag.said.lower())
    figures = list(_FIGURE.finditer(flag.written))
    if not placed or not heard or not figures or not isinstance(heard[0].value, float):
        return None
    last = figures[-1]
    if float(last.group()) != placed[0].value:
        return None
    return f"{flag.written[: last.start()]}{heard[0].value:g}{flag.written[last.end() :]}"


def _dimensions(units: Iterable[str | None]) -> set[str]:
    return {unit(each).dimension for each in units if each is not None}


def _of_the_other_side(statement: str, flag: Flag) -> Iterator[Suggestion]:
    """Where what was said names that side, and not the one that is written."""
    for one, other in _pairs("sides"):
        for side, opposite in ((one, other), (other, one)):
            if _places(flag.written, side) and _places(flag.said, opposite) and not _places(flag.said, side):
                turned = _exchanged(flag.written, side, opposite)
                changed = _exchanged(statement, flag.written, turned.statement) if turned else None
                if turned and changed:
                    yield Suggestion(turned.words, changed.statement)


def _turned(statement: str) -> Iterator[Suggestion]:
    """A statement of one finding, denied or told: «열 없음» and «열 있음»."""
    lead = _LEAD.match(statement)
    begin = lead.end() if lead else 0
    body = statement[begin:].rstrip(" .")
    for row in load_json("terminology/suggestions.json")["denied_and_told"]:
        for pattern, words in ((row["denied"], row["as_told"]), (row["told"], row["as_denied"])):
            match = re.fullmatch(pattern, body)
            if match:
                finding = match["finding"]
                turned = words.format(finding=finding, Finding=_capitalised(finding))
                yield Suggestion(turned, statement[:begin] + turned + statement[begin + len(body) :])


def _exchanged(statement: str, written: str, instead: str) -> Suggestion | None:
    """None where the words stand there more than once, or not as words of their own."""
    places = _places(statement, written)
    if len(places) != 1 or not instead:
        return None
    start, end = places[0]
    words = _capitalised(instead) if _begins_in_capitals(statement[start:end]) else instead
    return Suggestion(words, statement[:start] + words + statement[end:])


def _places(text: str, words: str) -> list[tuple[int, int]]:
    if not words:
        return []
    pattern = rf"(?<![A-Za-z0-9.가-힣]){re.escape(words)}(?![A-Za-z0-9]|[.,]\d)"
    return [match.span() for match in re.finditer(pattern, text, re.IGNORECASE)]


def _is_bare(said: str) -> bool:
    """A number alone: «two» is no «twice»."""
    is_number = any(each.text == said and each.unit is None for each in heard_in(said))
    return is_number and not frequencies_in(said.lower())


def _begins_in_capitals(words: str) -> bool:
    """«Left», not «QD»."""
    return words[:1].isupper() and not words[1:2].isupper()


def _capitalised(words: str) -> str:
    return words[0].upper() + words[1:]


def _is_korean(words: str) -> bool:
    return any(map(is_hangul, words))


def _is_all(written: str, statement: str) -> bool:
    return written.strip(" .") == statement.strip(" .")


def _pairs(name: str) -> list[tuple[str, str]]:
    return [(one, other) for one, other in load_json("terminology/suggestions.json")[name]]
