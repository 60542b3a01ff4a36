"""How near two words are, as a recogniser may confuse them: by letters in English, by jamo in Korean."""

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


def distance(left: str, right: str, limit: int) -> int:
    """Edit distance, exact up to the limit; some number above the limit when it is greater."""
    if abs(len(left) - len(right)) > limit:
        return limit + 1
    previous = list(range(len(right) + 1))
    for row, letter in enumerate(left, start=1):
        current = [row]
        for column, other in enumerate(right, start=1):
            current.append(min(previous[column] + 1, current[-1] + 1, previous[column - 1] + (letter != other)))
        if min(current) > limit:
            return limit + 1
        previous = current
    return previous[-1]


def may_be_misheard(name: str, heard: str) -> bool:
    """Whether `heard` may be a name misspelt: two letters off in a long name, one in a short one, or jamo alike."""
    if is_korean(name) != is_korean(heard):
        return False
    if is_korean(name):
        limit = len(_jamo(name)) // 5
        return limit > 0 and distance(sounds_of(name), sounds_of(heard), limit) <= limit
    if len(name) < 5 or len(heard) < 4:
        return False
    limit = 2 if len(name) >= 7 else 1
    return name[0].lower() == heard[0].lower() and (
        distance(name.lower(), heard.lower(), limit) <= limit or _sounds_near(name, heard, limit)
    )


def _sounds_near(name: str, heard: str, limit: int) -> bool:
    return distance(sounds_of(name), sounds_of(heard), limit) <= limit


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
