"""Korean as notes are written: «열이 났어요» is said, «열이 났음» is written. A small model copies what was said.

Only the ending of a sentence changes: what is stated, of whom and how surely stays. The noun form of a stem is computed
from its letters; those in which stem and ending have run together are in resources/prompts/note_style.json.
"""

import re
from collections.abc import Callable
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
    as_request = next((form for form, name in _REQUESTS if section_id in _wording()[name]), None)
    return _LAST_WORD.sub(lambda found: _written(found[1], as_request), line)


def _written(word: str, as_request: Callable[[str], str] | None) -> str:
    whole: str | None = _wording()["whole_words"].get(word)
    if whole or any(part in word for part in _wording()["as_said"]):
        return whole or word
    asked = _REQUEST.fullmatch(word)
    requested = as_request(asked["stem"]) if asked and as_request else None
    return requested or _decided(word) or _run_together(word) or _stated(word) or word


def _advised(stem: str) -> str:
    """«오세요» is «오도록 설명함»."""
    return f"{'말' if stem == '마' else stem}도록 설명함"


def _asked_of_staff(stem: str) -> str:
    """«알려 주세요» is «알려 줄 것»."""
    return f"{_with_final(stem, _L) if _final(stem) == _NO_FINAL else f'{stem}을'} 것"


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


_REQUESTS = ((_advised, "advice_sections"), (_asked_of_staff, "task_sections"))
"""How «-세요» is written, and the name of the list of sections in which it is."""


def _wording() -> Any:
    return load_json("prompts/note_style.json")
