"""Which of the drug words in a truth are missing in a hypothesis."""

import re
from collections import Counter
from functools import cache

from text_normaliser import normalise

from app.domain.language import Language
from app.resources import load_json

_SHORTEST_NAME = {Language.EN: 4, Language.KO: 3}


def drug_words_missed(truth: str, hypothesis: str, language: Language) -> tuple[int, int]:
    """How many drug words were said, and how many of them the hypothesis lacks, each counted as often as said."""
    said = Counter(_names_in(truth, language))
    heard = normalise(hypothesis, language)
    missed = sum(max(0, count - _count(name, heard, language)) for name, count in said.items())
    return said.total(), missed


def _names_in(truth: str, language: Language) -> list[str]:
    """Ingredient and brand names, normalised. A Korean name begins a word; particles may follow it."""
    if language is Language.KO:
        words = (normalise(word, language) for word in truth.split())
        return [name for word in words if (name := max(_prefixes(word), key=len, default=""))]
    said = f" {normalise(truth, language)} "
    found = []
    for name in sorted(_names(language), key=len, reverse=True):
        count = said.count(f" {name} ")
        found += [name] * count
        said = said.replace(f" {name} ", " ") if count else said
    return found


def _prefixes(word: str) -> list[str]:
    return [
        word[:end] for end in range(_SHORTEST_NAME[Language.KO], len(word) + 1) if word[:end] in _names(Language.KO)
    ]


def _count(name: str, heard: str, language: Language) -> int:
    return heard.count(name) if language is Language.KO else len(re.findall(rf"\b{re.escape(name)}\b", heard))


@cache
def _names(language: Language) -> frozenset[str]:
    """Without the names that mean a drug in some contexts only (iron, calcium), and without combinations."""
    names = set()
    for medication in load_json("terminology/medications.json")["medications"]:
        if "/" in medication["ingredient"]:
            continue
        own = [medication["ingredient"], *medication["en"]] if language is Language.EN else medication["ko"]
        names |= {normalise(name, language) for name in own if name not in medication.get("needs_context", ())}
    return frozenset(name for name in names if len(name) >= _SHORTEST_NAME[language])
