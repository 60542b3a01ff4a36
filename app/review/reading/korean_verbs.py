"""Forms of a Korean verb or adjective whose syllables differ from its stem: «아프» in «아픈», «아파요», «아팠어요»."""

from collections.abc import Iterator

_FIRST, _LAST = "가", "힣"
_VOWELS, _FINALS = 21, 28
_A, _AE, _O, _WA, _U, _WO, _EU, _I, _YEO, _EO = 0, 1, 8, 9, 13, 14, 18, 20, 6, 4
_N, _B, _M, _SS, _H = 4, 17, 16, 20, 27
_BRIGHT = (_A, _O)
_HA = (18, _A)


def conjugated(stem: str) -> tuple[str, ...]:
    """The beginnings of the stem's other forms, without the stem itself.

    Not the form in ㄹ, which says what may come: «토할 것 같아요» is no vomiting. A stem that ends in ㅂ or ㅎ is taken
    as irregular, «가렵», «빨갛»; one that ends in another consonant has no other beginning.
    """
    if not stem or not _FIRST <= stem[-1] <= _LAST:
        return ()
    return tuple(dict.fromkeys(_forms(stem)))


def _forms(stem: str) -> Iterator[str]:
    body = stem[:-1]
    initial, vowel, final = _parts(stem[-1])
    if final == _B:
        yield from (body + _syllable(initial, vowel) + ending for ending in ("우", "워", "운"))
    elif final == _H:
        yield body + _syllable(initial, vowel, _N)
        yield from (body + _syllable(initial, _AE, last) for last in (0, _SS))
    elif not final:
        yield from (body + _syllable(initial, vowel, last) for last in (_N, _B, _M))
        joined = _joined(body, initial, vowel)
        yield body + _syllable(initial, joined, _SS)
        if joined != vowel:
            yield body + _syllable(initial, joined)


def _joined(body: str, initial: int, vowel: int) -> int:
    """The vowel that the stem's makes with «아» or «어»: 프 + 아 = 파, 리 + 어 = 려."""
    if (initial, vowel) == _HA:
        return _AE
    if vowel == _EU:
        is_bright = bool(body) and _FIRST <= body[-1] <= _LAST and _parts(body[-1])[1] in _BRIGHT
        return _A if is_bright else _EO
    return {_I: _YEO, _U: _WO, _O: _WA}.get(vowel, vowel)


def _parts(syllable: str) -> tuple[int, int, int]:
    """Numbers of the first consonant, the vowel and the last consonant, 0 for none."""
    code = ord(syllable) - ord(_FIRST)
    return code // (_VOWELS * _FINALS), code // _FINALS % _VOWELS, code % _FINALS


def _syllable(initial: int, vowel: int, final: int = 0) -> str:
    return chr(ord(_FIRST) + (initial * _VOWELS + vowel) * _FINALS + final)
