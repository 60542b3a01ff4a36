"""Korean as notes are written: «열이 났어요» is said, «열이 났음» is written. A small model copies what was said.

Only the ending of a sentence changes: what is stated, of whom and how surely stays. The noun form of a stem is computed
from its letters; those in which stem and ending have run together are in resources/prompts/note_style.json.
"""

import re
from typing import Any

from app.domain.hangul import character_of, syllable_of
from app.resources import load_json

_LAST_WORD = re.compile(r"([가-힣]+)(?=[.!](?:\s|$)|$)")
_DECISION = re.compile(r"(?P<stem>.+)겠(?:습니다|어요)")
_PROMISE = re.compile(r"(?P<stem>.+)게요")
_REQUEST = re.compile(r"(?P<stem>.+?)(?:으?세요|으?십시오)")
_STATEMENT = re.compile(r"(?P<stem>.+?)(?P<ending>습니다|니다|어요|아요|네요)")

_NO_FINAL, _L, _LM, _M, _B = 0, 8, 10, 16, 17
"""Consonants that end a syllable, by their place in the order of Unicode: none, ㄹ, ㄻ, ㅁ, ㅂ."""


def as_written(line: str, section_id: str) -> str:
    """A Korean line with the endings of a note; what quotes, and any ending that is not known, stays as it is."""
    if line.startswith(("“", '"', "‘")):
        return line
    is_advice = section_id in _wording()["advice_sections"]
    return _LAST_WORD.sub(lambda found: _written(found[1], is_advice=is_advice), line)


def _written(word: str, *, is_advice: bool) -> str:
    whole: str | None = _wording()["whole_words"].get(word)
    if whole or any(part in word for part in _wording()["as_said"]):
        return whole or word
    requested = _requested(word) if is_advice else None
    return requested or _decided(word) or _run_together(word) or _stated(word) or word


def _requested(word: str) -> str | None:
    """«오세요» is «오도록 설명함»."""
    found = _REQUEST.fullmatch(word)
    if found is None:
        return None
    stem = found["stem"]
    return f"{'말' if stem == '마' else stem}도록 설명함"


def _decided(word: str) -> str | None:
    """«하겠습니다» and «할게요» are «할 예정»."""
    decision, promise = _DECISION.fullmatch(word), _PROMISE.fullmatch(word)
    if promise and _final(promise["stem"]) == _L:
        return f"{promise['stem']} 예정"
    if decision and decision["stem"].endswith(tuple(_wording()["decisions"])):
        stem = decision["stem"]
        return f"{_with_final(stem, _L) if _final(stem) == _NO_FINAL else f'{stem}을'} 예정"
    return None


def _run_together(word: str) -> str | None:
    contracted: dict[str, str] = _wording()["contracted"]
    ending = max((ending for ending in contracted if word.endswith(ending)), key=len, default=None)
    return word.removesuffix(ending) + contracted[ending] if ending else None


def _stated(word: str) -> str | None:
    """«있습니다», «들리네요»: the noun form of the stem."""
    found = _STATEMENT.fullmatch(word)
    if found is None:
        return None
    stem, ending = found["stem"], found["ending"]
    final = _final(stem)
    if ending == "니다":
        return _with_final(stem, _M) if final == _B else None
    if final == _NO_FINAL:
        return _with_final(stem, _M) if ending == "네요" else None
    return _with_final(stem, _LM) if final == _L else f"{stem}음"


def _final(word: str) -> int:
    return syllable_of(word[-1]).final


def _with_final(word: str, final: int) -> str:
    """The word with another consonant at its end."""
    return word[:-1] + character_of(syllable_of(word[-1])._replace(final=final))


def _wording() -> Any:
    return load_json("prompts/note_style.json")
