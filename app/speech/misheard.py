"""Puts right the names of medications that the recogniser spelled as other words: «암 로디피인» for 암로디핀.

Only where something near in sound was said, beside a dose or a word of taking, and only long names, which resemble
nothing else. What was heard stays with the line, and the window can put it back.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from rapidfuzz import process
from rapidfuzz.distance import Levenshtein

from app.domain.language import Language
from app.domain.sounds import sounds_of
from app.domain.transcript import Correction, Word
from app.resources import load_json

# In sounds of the name: letters in English, jamo in Korean. Shorter names have neighbours among common words.
_SHORTEST_NAME = 9
_LONG_NAME = 12
# As a share of the name's sounds. Nothing else resembles a long name.
_GREATEST_DIFFERENCE, _GREATEST_OF_A_LONG_NAME = 0.25, 0.34
# Another medication at nearly the same distance: nobody can say which was meant.
_LEAST_LEAD = 2
# A name is not made of a neighbour's word, unless it fits clearly better with it.
_GAIN_OF_A_WORD = 0.1
_MOST_WORDS = {Language.KO: 4, Language.EN: 3}
_WORDS_BEFORE, _WORDS_AFTER = 4, 6
_NOT_A_LETTER = re.compile(r"[^\w]+")
_LONGEST_PARTICLE = 2
_COMPARED = 8
# A Hangul syllable's place in Unicode tells its final consonant.
_FIRST_SYLLABLE, _FINALS, _FINAL_RIEUL = 0xAC00, 28, 8


@dataclass(frozen=True, slots=True)
class _Find:
    """The words [start, end) were meant as a name; `tail` are the particles and signs after it."""

    start: int
    end: int
    name: str
    tail: str
    difference: float

    @property
    def unlikeness(self) -> float:
        return self.difference + _GAIN_OF_A_WORD * (self.end - self.start)


def put_right(words: Sequence[Word], language: Language) -> tuple[tuple[Word, ...], tuple[Correction, ...]]:
    """The words of a sentence with the names that were meant, and what was changed. A new word has both ends' times."""
    result: list[Word] = []
    corrections: list[Correction] = []
    position = 0
    for find in _likeliest([word.text for word in words], language):
        replaced = words[find.start : find.end]
        confidence = round(sum(word.confidence for word in replaced) / len(replaced), 3)
        written = find.name + find.tail
        result += words[position : find.start]
        result.append(Word(replaced[0].start_s, replaced[-1].end_s, written, confidence))
        corrections.append(Correction(" ".join(word.text for word in replaced), written))
        position = find.end
    return (*result, *words[position:]), tuple(corrections)


def _likeliest(texts: Sequence[str], language: Language) -> list[_Find]:
    """In the order of the words; of finds that share a word, the likelier."""
    finds = [find for start in range(len(texts)) for find in _finds_from(texts, start, language)]
    chosen: list[_Find] = []
    for find in sorted(finds, key=lambda find: find.unlikeness):
        if all(find.end <= other.start or other.end <= find.start for other in chosen):
            chosen.append(find)
    return sorted(chosen, key=lambda find: find.start)


def _finds_from(texts: Sequence[str], start: int, language: Language) -> list[_Find]:
    if not _is_about_medication(texts, start, language):
        return []
    finds: list[_Find] = []
    for end in range(start + 1, min(start + _MOST_WORDS[language], len(texts)) + 1):
        if _begins_with_a_name(texts[end - 1], language):
            break
        finds += _finds_in(texts, start, end, language)
        if texts[end - 1][-1:] in ".?!,":
            break
    return finds


def _finds_in(texts: Sequence[str], start: int, end: int, language: Language) -> list[_Find]:
    joined = "".join(texts[start:end])
    spoken = _NOT_A_LETTER.sub("", joined)
    if spoken.lower() in _other_words():
        return []
    signs = joined[len(joined.rstrip(".,?!")) :]
    finds = []
    for cut in range(_LONGEST_PARTICLE + 1 if language is Language.KO else 1):
        stem, particle = spoken[: len(spoken) - cut], spoken[len(spoken) - cut :]
        if particle and particle not in _particles():
            continue
        found = _nearest_name(stem, language)
        if found is not None and (found[0] != stem or end - start > 1):
            name, difference = found
            finds.append(_Find(start, end, name, _particle_after(name, particle) + signs, difference))
    return finds


def _particle_after(name: str, particle: str) -> str:
    """The form of a particle that belongs to the last sound of a name: 암로디핀은, 와파린으로, 클로피도그렐로."""
    final = (ord(name[-1]) - _FIRST_SYLLABLE) % _FINALS
    for after_consonant, after_vowel in (("은", "는"), ("이", "가"), ("을", "를"), ("과", "와"), ("으로", "로")):
        if particle in (after_consonant, after_vowel):
            is_as_after_vowel = final == 0 or (final == _FINAL_RIEUL and after_vowel == "로")
            return after_vowel if is_as_after_vowel else after_consonant
    return particle


def _nearest_name(stem: str, language: Language) -> tuple[str, float] | None:
    """The name, and by what share of its sounds the stem differs; None when none is near, or two are."""
    sound = sounds_of(stem)
    if len(sound) < _SHORTEST_NAME - 2:
        return None
    names = _names_by_sound(language)
    cutoff = int(len(sound) * _GREATEST_OF_A_LONG_NAME) + _LEAST_LEAD
    found = process.extract(sound, names.keys(), scorer=Levenshtein.distance, score_cutoff=cutoff, limit=_COMPARED)
    near = [(key, distance) for key, distance, _ in found if distance <= len(key) * _greatest_difference(key)]
    if not near:
        return None
    best, distance = near[0]
    rivals = [other for key, other, _ in found if names[key][1] != names[best][1]]
    if rivals and min(rivals) < distance + _LEAST_LEAD:
        return None
    # Of two spellings of one medication that are both near, the one that the table prefers.
    same = [key for key, _ in near if names[key][1] == names[best][1]]
    preferred = min(same, key=list(names).index)
    return names[preferred][0], distance / len(best)


def _greatest_difference(sound: str) -> float:
    return _GREATEST_OF_A_LONG_NAME if len(sound) >= _LONG_NAME else _GREATEST_DIFFERENCE


def _is_about_medication(texts: Sequence[str], start: int, language: Language) -> bool:
    around = " ".join(texts[max(0, start - _WORDS_BEFORE) : start + _WORDS_AFTER])
    return _context(language).search(around.lower()) is not None


def _begins_with_a_name(text: str, language: Language) -> bool:
    spoken = _NOT_A_LETTER.sub("", text)
    if language is Language.EN:
        return sounds_of(spoken) in _every_sound(language)
    return any(sounds_of(spoken[:end]) in _every_sound(language) for end in range(3, len(spoken) + 1))


@cache
def _names_by_sound(language: Language) -> Mapping[str, tuple[str, str]]:
    """Each long name and its ingredient, by its sound."""
    return {
        sound: (name, ingredient)
        for sound, (name, ingredient) in _all_names(language).items()
        if len(sound) >= _SHORTEST_NAME
    }


@cache
def _every_sound(language: Language) -> frozenset[str]:
    return frozenset(_all_names(language))


@cache
def _all_names(language: Language) -> Mapping[str, tuple[str, str]]:
    """Without names that are medications in some contexts only, and without combinations."""
    names: dict[str, tuple[str, str]] = {}
    for row in load_json("terminology/medications.json")["medications"]:
        ingredient = row["ingredient"]
        if "/" in ingredient:
            continue
        # English brand names are too often made of common words.
        own = row["ko"] if language is Language.KO else [ingredient]
        for name in own:
            if name not in row.get("needs_context", ()) and name.isalpha():
                names.setdefault(sounds_of(name), (name, ingredient))
    return names


@cache
def _other_words() -> frozenset[str]:
    return frozenset(load_json("vocabulary/misheard.json")["other_words"])


@cache
def _particles() -> frozenset[str]:
    return frozenset(load_json("vocabulary/misheard.json")["particles"])


@cache
def _context(language: Language) -> re.Pattern[str]:
    return re.compile("|".join(load_json("vocabulary/misheard.json")["beside_medications"][language.value]))
