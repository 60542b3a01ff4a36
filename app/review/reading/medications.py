"""Medications by ingredient: the same in English and Korean, as a brand or as a generic name."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import cast

from app.resources import load_json


@dataclass(frozen=True, slots=True)
class MedicationMention:
    """A medication named in a text: text[start:end] == surface. A combination's ingredients are joined by a slash."""

    ingredient: str
    surface: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Medication:
    """A row of resources/terminology/medications.json. `drug_class` is the row's class tag."""

    ingredient: str
    drug_class: str
    names: tuple[str, ...]
    needs_context: frozenset[str]


_TOKEN = re.compile(r"[a-z0-9]+", re.IGNORECASE)
_BETWEEN_TOKENS = re.compile(r"[ \t]?[-'’.]?[ \t]?")
_HANGUL = re.compile(r"[가-힣]+[A-Z0-9]{0,3}")
_KOREAN_TAIL = re.compile(
    r"$|[은는이가을를도만과와의에로]|으로|이랑|하고|라고|이라|이나|나$|정|캡슐|시럽|주사|연고|크림|패치|점안|흡입|현탁|서방|"
    r"알레르기|복용|투여|처방|먹|드|용량|계속|중단|주$|주[를는가 ]|"
    r"같|입니|이고|이에|예요|이요|랑|까지|부터|보다|밖|씩|인데|때문"
)
_LAB_TAIL = re.compile(
    r"[ \t]*(?:levels?|resist\w*|sensitiv\w*|deficien\w*|panel|studies|study|수치|저항성|결핍|검사|부족|농도)",
    re.IGNORECASE,
)
_MEASURED = re.compile(
    r"[ \t]*:?[ \t]*\d[\d.,]*[ \t]*(?:(?:m?g|mcg|[µu]g|mmol|meq|i?u|units?)[ \t]*/[ \t]*d?l|[np]g[ \t]*/[ \t]*ml)\b",
    re.IGNORECASE,
)
"""So much in the blood: nothing is given by the decilitre or the litre."""
_GIVEN_AFTER = re.compile(
    r"[ \t]*(?:\(|,)?[ \t]*(?:\d[\d.,]*[ \t]*(?:mg|mcg|meq|g\b|units?|iu|밀리)|supplement|tablet|tabs?\b|pill|capsule|"
    r"infusion|drip|gel|patch|gum|lozenge|보충|제\b|제를|영양제|주사|수액)",
    re.IGNORECASE,
)
_GIVEN_BEFORE = re.compile(
    r"(?:\b(?:takes?|taking|took|prescribed?|start(?:ed)?|given?|using|replete|replaced?|iv)[ \t]+|복용 |투여 )$",
    re.IGNORECASE,
)
_LAB_CLASSES = frozenset({"vitamin", "mineral", "insulin", "electrolyte", "oestrogen", "progestogen", "androgen"})
_SHORTEST_FALLBACK = 7


def medications_in(text: str) -> tuple[MedicationMention, ...]:
    """Every medication named, in order. Classes («antibiotics») and laboratory values («insulin level») are none."""
    english = list(_english_mentions(text))
    return tuple(sorted((*english, *_korean_mentions(text)), key=lambda mention: mention.start))


def parts_of(ingredient: str) -> frozenset[str]:
    """The single ingredients of a combination, and of an insulin also insulin itself."""
    parts = set(ingredient.split("/"))
    if ingredient.startswith("insulin "):
        parts.add("insulin")
    return frozenset(parts)


def medication(ingredient: str) -> Medication | None:
    """The listed medication, or None for one that only its ending shows to be a medication."""
    return _medications().get(ingredient)


def names_of(ingredient: str) -> tuple[str, ...]:
    """All listed names, the ingredient's own first, in both languages."""
    listed = _medications().get(ingredient)
    return listed.names if listed else (ingredient,)


@cache
def single_names() -> tuple[tuple[str, str], ...]:
    """Ingredient and name, for every name of one word."""
    listed = ((medication.ingredient, name) for medication in _medications().values() for name in medication.names)
    return tuple((ingredient, name) for ingredient, name in listed if " " not in name and "/" not in name)


def ingredient_named(word: str) -> str | None:
    """The ingredient that a single listed word names."""
    korean = _korean_names().get(word)
    if korean is not None:
        return korean
    return _english_names().get(tuple(_TOKEN.findall(word.lower())))


def _english_mentions(text: str) -> Iterator[MedicationMention]:
    tokens = [(m.group().lower(), m.start(), m.end()) for m in _TOKEN.finditer(text)]
    index = 0
    while index < len(tokens):
        length = _longest_name(text, tokens, index)
        word, start, end = tokens[index]
        if length:
            end = tokens[index + length - 1][2]
            name = tuple(token for token, _, _ in tokens[index : index + length])
            ingredient = _english_names()[_singular(name)]
            if _is_given(text, ingredient, " ".join(name), start, end):
                yield MedicationMention(ingredient, text[start:end], start, end)
            index += length
            continue
        if _ends_like_medication(word):
            yield MedicationMention(word.rstrip("s") if word.endswith("ns") else word, text[start:end], start, end)
        index += 1


def _longest_name(text: str, tokens: list[tuple[str, int, int]], index: int) -> int:
    """How many tokens from `index` on make the longest listed name; 0 when none do."""
    for length in _lengths_by_first().get(
        tokens[index][0].removesuffix("s"), _lengths_by_first().get(tokens[index][0], ())
    ):
        name = tokens[index : index + length]
        if len(name) < length or _singular(tuple(token for token, _, _ in name)) not in _english_names():
            continue
        gaps = (text[left[2] : right[1]] for left, right in pairwise(name))
        if all(_BETWEEN_TOKENS.fullmatch(gap) for gap in gaps):
            return length
    return 0


def _singular(name: tuple[str, ...]) -> tuple[str, ...]:
    if name in _english_names() or not name[-1].endswith("s") or len(name[-1]) <= 6:
        return name
    return (*name[:-1], name[-1][:-1])


def _ends_like_medication(word: str) -> bool:
    if len(word) < _SHORTEST_FALLBACK or word in _not_medications() or word.rstrip("s") in _not_medications():
        return False
    return _suffix_pattern().fullmatch(word) is not None


def _korean_mentions(text: str) -> Iterator[MedicationMention]:
    for run in _HANGUL.finditer(text):
        word = run.group()
        name = _korean_name_at_start(word)
        if name is not None:
            ingredient = _korean_names()[name]
            end = run.start() + len(name)
            if _is_given(text, ingredient, name, run.start(), end):
                yield MedicationMention(ingredient, name, run.start(), end)
            continue
        fallback = _korean_suffix_pattern().match(word)
        if fallback is not None:
            yield MedicationMention(fallback.group(), fallback.group(), run.start(), run.start() + fallback.end())


def _korean_name_at_start(word: str) -> str | None:
    for length in range(min(len(word), _longest_korean_name()), 1, -1):
        name = word[:length]
        if name in _korean_names() and (length >= 4 or _KOREAN_TAIL.match(word[length:])):
            return name
    return None


def _is_given(text: str, ingredient: str, name: str, start: int, end: int) -> bool:
    """Whether a name that may mean a laboratory value or a food is meant as something given to the patient."""
    listed = _medications()[ingredient]
    is_laboratory = listed.drug_class in _LAB_CLASSES and _LAB_TAIL.match(text, end)
    if is_laboratory or _MEASURED.match(text, end):
        return False
    if name not in listed.needs_context:
        return True
    return bool(_GIVEN_AFTER.match(text, end) or _GIVEN_BEFORE.search(text[max(0, start - 16) : start]))


@cache
def _medications() -> Mapping[str, Medication]:
    rows = cast(list[dict[str, object]], load_json("terminology/medications.json")["medications"])
    medications = {}
    for row in rows:
        ingredient = str(row["ingredient"])
        english, korean = cast(list[str], row["en"]), cast(list[str], row["ko"])
        needs_context = frozenset(name.lower() for name in cast(list[str], row.get("needs_context", [])))
        medications[ingredient] = Medication(
            ingredient, str(row["class"]), (ingredient, *english, *korean), needs_context
        )
    return medications


@cache
def _english_names() -> Mapping[tuple[str, ...], str]:
    return {
        tuple(_TOKEN.findall(name.lower())): medication.ingredient
        for medication in _medications().values()
        for name in medication.names
        if name.isascii()
    }


@cache
def _lengths_by_first() -> Mapping[str, tuple[int, ...]]:
    """Token counts of the names that start with a token, longest first."""
    lengths: dict[str, set[int]] = {}
    for name in _english_names():
        lengths.setdefault(name[0], set()).add(len(name))
    return {first: tuple(sorted(counts, reverse=True)) for first, counts in lengths.items()}


@cache
def _korean_names() -> Mapping[str, str]:
    return {
        name: medication.ingredient
        for medication in _medications().values()
        for name in medication.names
        if not name.isascii()
    }


@cache
def _longest_korean_name() -> int:
    return max(len(name) for name in _korean_names())


@cache
def _suffix_pattern() -> re.Pattern[str]:
    return re.compile(r"[a-z]{2,}(?:" + "|".join(load_json("terminology/medications.json")["suffixes"]) + r")s?")


@cache
def _korean_suffix_pattern() -> re.Pattern[str]:
    return re.compile(r"[가-힣]{1,6}?(?:" + "|".join(load_json("terminology/medications.json")["suffixes_ko"]) + ")")


@cache
def _not_medications() -> frozenset[str]:
    return frozenset(load_json("terminology/medications.json")["not_medications"])
