"""Korean letters: a syllable's place in Unicode tells the consonants and the vowel that it is made of."""

from typing import NamedTuple

_FIRST, _LAST = "가", "힣"
_VOWELS, _FINALS = 21, 28


class Syllable(NamedTuple):
    """The places of its letters in the order of Unicode; `final` is 0 where it ends in its vowel."""

    initial: int
    vowel: int
    final: int = 0


def is_hangul(text: str) -> bool:
    """Whether the text begins with a Korean syllable."""
    return _FIRST <= text[:1] <= _LAST


def syllable_of(character: str) -> Syllable:
    """Of a character for which `is_hangul` holds."""
    place = ord(character) - ord(_FIRST)
    return Syllable(place // (_VOWELS * _FINALS), place // _FINALS % _VOWELS, place % _FINALS)


def character_of(syllable: Syllable) -> str:
    return chr(ord(_FIRST) + (syllable.initial * _VOWELS + syllable.vowel) * _FINALS + syllable.final)
