"""Puts right what the recogniser spelled as other words: «암 로디피인» for 암로디핀, «cole cystectomy».

Only where something near in sound was said, and only long words, which resemble nothing else; medications only beside
a dose or a word of taking. Where a clinic knows what recognition always gets wrong, that is put right as it says. What
was heard stays with the line, and the window can put it back.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from rapidfuzz import process
from rapidfuzz.distance import Levenshtein

from app.domain.hangul import syllable_of
from app.domain.language import Language
from app.domain.sounds import initial_sound, sounds_of
from app.domain.transcript import Correction, Word
from app.domain.vocabulary import NO_VOCABULARY, FixedCorrection, Vocabulary
from app.resources import load_json
from app.speech.targets import Target, all_terms, medication_names, targets_for

# Another name at nearly the same distance: nobody can say which was meant, unless one is the patient's own.
_LEAST_LEAD = 2
# A name is not made of a neighbour's word, unless it fits clearly better with it.
_GAIN_OF_A_WORD = 0.1
_MOST_WORDS = {Language.KO: 4, Language.EN: 3}
_WORDS_BEFORE, _WORDS_AFTER = 4, 6
_NOT_A_LETTER = re.compile(r"[^\w]+")
_LONGEST_PARTICLE = 2
_COMPARED = 8
_FEWEST_SOUNDS = 4
_GREATEST_DIFFERENCE = 0.34
# In letters, at most.
_ENDING = 4
# What a clinic says that was meant is likelier than anything that only sounds alike.
_CERTAIN = -1.0
_NO_FINAL, _RIEUL = 0, 8
"""Of a Korean syllable, by their place in the order of Unicode: no consonant at its end, and ㄹ."""


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


def put_right(
    words: Sequence[Word], language: Language, vocabulary: Vocabulary = NO_VOCABULARY
) -> tuple[tuple[Word, ...], tuple[Correction, ...]]:
    """The words of a sentence with what was meant, and what was changed. A new word has both ends' times."""
    result: list[Word] = []
    corrections: list[Correction] = []
    position = 0
    for find in _likeliest([word.text for word in words], language, vocabulary):
        replaced = words[find.start : find.end]
        confidence = round(sum(word.confidence for word in replaced) / len(replaced), 3)
        written = find.name + find.tail
        result += words[position : find.start]
        result.append(Word(replaced[0].start_s, replaced[-1].end_s, written, confidence))
        corrections.append(Correction(" ".join(word.text for word in replaced), written))
        position = find.end
    return (*result, *words[position:]), tuple(corrections)


def _likeliest(texts: Sequence[str], language: Language, vocabulary: Vocabulary) -> list[_Find]:
    """In the order of the words; of finds that share a word, the likelier."""
    finds = [find for correction in vocabulary.clinic.corrections for find in _fixed(texts, correction)]
    targets = targets_for(language, vocabulary)
    finds += [find for start in range(len(texts)) for find in _finds_from(texts, start, language, targets)]
    chosen: list[_Find] = []
    for find in sorted(finds, key=lambda find: find.unlikeness):
        if all(find.end <= other.start or other.end <= find.start for other in chosen):
            chosen.append(find)
    return sorted(chosen, key=lambda find: find.start)


def _fixed(texts: Sequence[str], correction: FixedCorrection) -> Iterator[_Find]:
    """Word for word, whatever signs stand between; the last word may have a particle."""
    heard = [_letters(word) for word in correction.heard.split()]
    for start in range(len(texts) - len(heard) + 1 if heard else 0):
        *first, last = [_letters(text) for text in texts[start : start + len(heard)]]
        particle = last[len(heard[-1]) :]
        if first == heard[:-1] and last.startswith(heard[-1]) and (not particle or particle in _particles()):
            end = start + len(heard)
            meant = correction.meant.strip()
            yield _Find(start, end, meant, _particle_after(meant, particle) + _signs_after(texts[end - 1]), _CERTAIN)


def _finds_from(texts: Sequence[str], start: int, language: Language, targets: Mapping[str, Target]) -> list[_Find]:
    is_about_medication = _is_about_medication(texts, start, language)
    finds: list[_Find] = []
    for end in range(start + 1, min(start + _MOST_WORDS[language], len(texts)) + 1):
        if _begins_with_a_name(texts[end - 1], language, targets):
            break
        finds += _finds_in(texts, start, end, language, targets, is_about_medication=is_about_medication)
        if texts[end - 1][-1:] in ".?!,":
            break
    return finds


def _finds_in(
    texts: Sequence[str],
    start: int,
    end: int,
    language: Language,
    targets: Mapping[str, Target],
    *,
    is_about_medication: bool,
) -> list[_Find]:
    joined = "".join(texts[start:end])
    spoken = _NOT_A_LETTER.sub("", joined)
    if spoken.lower() in _other_words():
        return []
    finds = []
    for cut in range(_LONGEST_PARTICLE + 1 if language is Language.KO else 1):
        stem, particle = spoken[: len(spoken) - cut], spoken[len(spoken) - cut :]
        if particle and particle not in _particles():
            continue
        found = _nearest(stem, targets, is_about_medication=is_about_medication)
        if found is None:
            continue
        target, difference = found
        is_there_already = _letters(target.written) == stem.lower() and end - start == 1
        if not is_there_already and (target.is_medication or _is_worth_writing(target, stem)):
            tail = _particle_after(target.written, particle) + _signs_after(joined)
            finds.append(_Find(start, end, target.written, tail, difference))
    return finds


def _is_worth_writing(target: Target, stem: str) -> bool:
    """Not where the term is only spaced otherwise, has another ending, or means the contrary."""
    term, heard = _letters(target.written), stem.lower()
    if heard.startswith(term) or initial_sound(heard) != initial_sound(term) or _are_opposites(term, heard):
        return False
    return not target.has_other_endings or heard[: len(term) - _ENDING] != term[:-_ENDING]


def _are_opposites(one: str, other: str) -> bool:
    return any(
        a in one and b in other and a not in other for pair in _opposites() for a, b in (pair, (pair[1], pair[0]))
    )


def _particle_after(name: str, particle: str) -> str:
    """The form of a particle that belongs to the last sound of a name: 암로디핀은, 와파린으로, 클로피도그렐로."""
    final = syllable_of(name[-1]).final
    for after_consonant, after_vowel in (("은", "는"), ("이", "가"), ("을", "를"), ("과", "와"), ("으로", "로")):
        if particle in (after_consonant, after_vowel):
            is_as_after_vowel = final == _NO_FINAL or (final == _RIEUL and after_vowel == "로")
            return after_vowel if is_as_after_vowel else after_consonant
    return particle


def _signs_after(text: str) -> str:
    return text[len(text.rstrip(".,?!")) :]


def _letters(text: str) -> str:
    return _NOT_A_LETTER.sub("", text).lower()


def _nearest(stem: str, targets: Mapping[str, Target], *, is_about_medication: bool) -> tuple[Target, float] | None:
    """What was meant, and by what share of its sounds the stem differs; None when nothing is near, or two are."""
    sound = sounds_of(stem)
    if len(sound) < _FEWEST_SOUNDS:
        return None
    cutoff = int(len(sound) * _GREATEST_DIFFERENCE) + _LEAST_LEAD
    found = process.extract(sound, targets.keys(), scorer=Levenshtein.distance, score_cutoff=cutoff, limit=_COMPARED)
    near = [
        (distance, key)
        for key, distance, _ in found
        if distance <= len(key) * targets[key].greatest_difference
        and (is_about_medication or not targets[key].is_medication)
    ]
    if not near:
        return None
    distance, best = min(near, key=lambda pair: (pair[0], not targets[pair[1]].is_of_the_patient))
    lead = 0 if targets[best].is_of_the_patient else _LEAST_LEAD
    rivals = [other for key, other, _ in found if targets[key].meaning != targets[best].meaning]
    if rivals and min(rivals) < distance + lead:
        return None
    # Of two spellings of one medication that are both near, the one that the table prefers.
    same = [key for _, key in near if targets[key].meaning == targets[best].meaning]
    preferred = min(same, key=list(targets).index)
    return targets[preferred], distance / len(best)


def _is_about_medication(texts: Sequence[str], start: int, language: Language) -> bool:
    around = " ".join(texts[max(0, start - _WORDS_BEFORE) : start + _WORDS_AFTER])
    return _context(language).search(around.lower()) is not None


def _begins_with_a_name(text: str, language: Language, targets: Mapping[str, Target]) -> bool:
    """What is a name or a term already, in whichever specialty, was not meant as another."""
    spoken = _NOT_A_LETTER.sub("", text)
    ends = range(3, len(spoken) + 1) if language is Language.KO else (len(spoken),)
    sounds = (sounds_of(spoken[:end]) for end in ends)
    return any(
        sound in names for sound in sounds for names in (medication_names(language), all_terms(language), targets)
    )


@cache
def _other_words() -> frozenset[str]:
    return frozenset(load_json("vocabulary/misheard.json")["other_words"])


@cache
def _particles() -> frozenset[str]:
    return frozenset(load_json("vocabulary/misheard.json")["particles"])


@cache
def _context(language: Language) -> re.Pattern[str]:
    return re.compile("|".join(load_json("vocabulary/misheard.json")["beside_medications"][language.value]))


@cache
def _opposites() -> tuple[tuple[str, str], ...]:
    return tuple((one, other) for one, other in load_json("vocabulary/misheard.json")["opposites"])
