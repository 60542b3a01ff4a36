"""Forms of a Korean verb or adjective whose syllables differ from its stem: «아프» in «아픈», «아파요», «아팠어요»."""

from collections.abc import Iterator

from app.domain.hangul import Syllable, character_of, is_hangul, syllable_of

_A, _AE, _O, _WA, _U, _WO, _EU, _I, _YEO, _EO = 0, 1, 8, 9, 13, 14, 18, 20, 6, 4
_N, _B, _M, _SS, _H = 4, 17, 16, 20, 27
_BRIGHT = (_A, _O)
_HA = (18, _A)


def conjugated(stem: str) -> tuple[str, ...]:
    """The beginnings of the stem's other forms, without the stem itself.

    Not the form in ㄹ, which says what may come: «토할 것 같아요» is no vomiting. A stem that ends in ㅂ or ㅎ is taken
    as irregular, «가렵», «빨갛»; one that ends in another consonant has no other beginning.
    """
    if not stem or not is_hangul(stem[-1]):
        return ()
    return tuple(dict.fromkeys(_forms(stem)))


def _forms(stem: str) -> Iterator[str]:
    body = stem[:-1]
    initial, vowel, final = syllable_of(stem[-1])
    if final == _B:
        yield from (body + character_of(Syllable(initial, vowel)) + ending for ending in ("우", "워", "운"))
    elif final == _H:
        yield body + character_of(Syllable(initial, vowel, _N))
        yield from (body + character_of(Syllable(initial, _AE, last)) for last in (0, _SS))
    elif not final:
        yield from (body + character_of(Syllable(initial, vowel, last)) for last in (_N, _B, _M))
        for joined in _joined(body, initial, vowel):
            yield body + character_of(Syllable(initial, joined, _SS))
            if joined != vowel:
                yield body + character_of(Syllable(initial, joined))


def _joined(body: str, initial: int, vowel: int) -> tuple[int, ...]:
    """The vowels that the stem's makes with «아» or «어»: 프 + 아 = 파, 리 + 어 = 려; and those that talk makes of it,
    «아퍼», «심혀»."""
    if (initial, vowel) == _HA:
        return _AE, _YEO
    if vowel == _EU:
        is_bright = is_hangul(body[-1:]) and syllable_of(body[-1]).vowel in _BRIGHT
        return (_A, _EO) if is_bright else (_EO,)
    return ({_I: _YEO, _U: _WO, _O: _WA}.get(vowel, vowel),)
