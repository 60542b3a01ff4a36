"""How a word sounds: spellings that sound alike made equal, in English by letters, in Korean by jamo."""

import re
from functools import lru_cache

_FIRST_SYLLABLE, _LAST_SYLLABLE = 0xAC00, 0xD7A3
_VOWELS, _FINALS = 21, 28
_SOUNDS = (("ph", "f"), ("y", "i"), ("ck", "k"), ("c", "k"), ("x", "ks"), ("z", "s"), ("qu", "kw"), ("v", "b"))
_DOUBLED = re.compile(r"(.)\1+")


@lru_cache(maxsize=50_000)
def sounds_of(word: str) -> str:
    """Letters that sound alike made equal, in lower case; Hangul as jamo, initials without sound left out."""
    if is_korean(word):
        return _jamo(word)
    sound = word.lower()
    for written, spoken in _SOUNDS:
        sound = sound.replace(written, spoken)
    return _DOUBLED.sub(r"\1", sound)


def is_korean(word: str) -> bool:
    return bool(word) and "가" <= word[0] <= "힣"


def initial_sound(word: str) -> str:
    """The first letter, or the first jamo: what a recogniser seldom gets wrong. "" for an empty word."""
    return (sounds_of(word[:1]) or "ㅇ")[:1] if is_korean(word) else word[:1].lower()


def _jamo(word: str) -> str:
    """Conjoining jamo of each syllable; ㅐ and ㅔ, which sound alike, are made one, and a silent ㅇ is dropped."""
    letters: list[str] = []
    for char in word:
        code = ord(char)
        if not _FIRST_SYLLABLE <= code <= _LAST_SYLLABLE:
            letters.append(char)
            continue
        initial, rest = divmod(code - _FIRST_SYLLABLE, _VOWELS * _FINALS)
        vowel, final = divmod(rest, _FINALS)
        if initial != 11:
            letters.append(chr(0x1100 + initial))
        letters.append(chr(0x1161 + (5 if vowel == 1 else vowel)))
        if final:
            letters.append(chr(0x11A7 + final))
    return "".join(letters)
