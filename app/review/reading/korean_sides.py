"""Sides in Korean talk: «오른쪽은요?» «오른쪽은 멀쩡해요» tells of the part that the other side was said of before."""

import re
from collections.abc import Iterable, Sequence
from functools import cache
from itertools import chain

from app.domain.hangul import is_hangul
from app.resources import load_json
from app.review.reading.assertions import SIDES, Key, Mention, Said
from app.review.reading.concepts import concepts_of

_FARTHEST_BACK, _NEAR = 6, 3
_SENTENCES_TO_AN_ANSWER = 2
_LEFT, _RIGHT, _ = SIDES
_OTHER = {_LEFT: _RIGHT, _RIGHT: _LEFT}


def side_told_of(mentions: Sequence[Mention], start: int) -> Key | None:
    """The one side, left or right, of which Korean tells what begins at `start`: the last named before it, «왼쪽 무릎이
    아파요», else the only one of its sentence; None where there is none."""
    sides = sorted((m.start, side) for m in mentions for side in SIDES if side in m.keys and _is_named_in_korean(m))
    before = [side for position, side in sides if position <= start]
    named = before[-1] if before else sides[0][1] if len({side for _, side in sides}) == 1 else None
    return named if named in _OTHER else None


def parts_gone_on_with(said: Sequence[Said], position: int, side: Key | None) -> frozenset[Key]:
    """The parts of the body that a sentence leaves out where it names only a side: «오른쪽은 만져지는 거 없고요?»."""
    parts = frozenset(("concept", name) for name in concepts_of("body"))
    if side is None or parts & _keys(said[position]):
        return frozenset()
    gone_on_with = sentence_gone_on_with(said, position, side, parts)
    return frozenset() if gone_on_with is None else parts & _keys(said[gone_on_with])


def _is_named_in_korean(mention: Mention) -> bool:
    return any(kind == "word" and is_hangul(word) for kind, word in mention.keys)


def is_called_well(text: str, end: int) -> bool:
    """Whether the side whose word ends at text[:end] is called well right behind: «왼쪽은 끄떡없어», «좌측 정상»."""
    return _well().match(text, end) is not None


def only_compares(text: str, end: int) -> bool:
    """«감각은 양쪽 같아요»: both sides are held against each other, and nothing is told of both."""
    return re.compile(load_json("terminology/korean_sides.json")["compares"]).match(text, end) is not None


def lacks_something(text: str, end: int) -> bool:
    """Whether what is denied of the side whose word ends at text[:end] is a trouble of it: «오른쪽이 안 올라가요»."""
    return re.compile(load_json("terminology/korean_sides.json")["lacks"]).match(text, end) is not None


def sentence_gone_on_with(said: Sequence[Said], position: int, side: Key, parts: frozenset[Key]) -> int | None:
    """The position of the sentence that an elliptic side, «오른쪽은요», goes on with: the last one that names the other
    side of a part, else the last that names this side of one, else the last that names a part; None where none does.
    """
    first = max(0, position - _FARTHEST_BACK)
    near = [i for i in range(position - 1, first - 1, -1) if parts & _keys(said[i])]
    of_the_other = (i for i in near if _OTHER.get(side) in _keys(said[i]))
    of_this = (i for i in near if side in _keys(said[i]))
    nearest = (i for i in near if position - i <= _NEAR)
    return next(chain(of_the_other, of_this, nearest), None)


def is_answered_by_its_side(said: Sequence[Said], position: int, side: Key) -> bool:
    """«왼쪽은요?» «왼쪽은 괜찮아요»: what the question names, the answer tells."""
    behind = said[position + 1 : position + 1 + _SENTENCES_TO_AN_ANSWER]
    return any(side in _keys(each) and not each.was_asked for each in behind)


def is_korean_side(word: str) -> bool:
    return is_hangul(word[:1])


def parts_of_findings(keys: Iterable[Key]) -> frozenset[Key]:
    """The parts of the body that have the findings among the keys, «headache»: the head."""
    parts = load_json("terminology/korean_sides.json")["part_of_finding"]
    return frozenset(("concept", parts[name]) for kind, name in keys if kind == "concept" and name in parts)


def _keys(said: Said) -> frozenset[Key]:
    return frozenset(key for mention in said.mentions for key in mention.keys)


@cache
def _well() -> re.Pattern[str]:
    table = load_json("terminology/korean_sides.json")
    return re.compile(rf"{table['between']}(?:{'|'.join(table['well'])})")
