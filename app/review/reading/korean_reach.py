"""How far a Korean denial or doubt reaches, and what looks like one and is none."""

import re
from collections.abc import Sequence

from app.resources import load_json
from app.review.reading.cues import Piece, cue_list, korean_cues

_TIME_BEHIND = 2
_FILLERS_BEFORE_LOOKING = 3
_CONTRAST = ("은", "는")
_FOR_A_TIME = re.compile(r"(?:초|분|시간|일|주일?|달|개월|년)(?:간|동안)")


def is_denied_in_a_phrase(said: str) -> bool:
    """«부기가 쏙 빠졌어요», «신우신염 가능성 낮음»."""
    return any(re.search(pattern, said) for pattern in load_json("terminology/stances.json")["denied_in_phrases"])


def says_unknown(group: Sequence[Piece], first: int, position: int) -> bool:
    """«알레르기는 모르겠음» and «있는지 모르겠음» tell nothing of it, nor does «압통 있나 볼게요»;
    «왜 아픈지 모르겠어요» does tell of pain."""
    if _looks_whether(group, first, position):
        return True
    if not group[position].text.startswith(korean_cues("unknown")):
        return False
    before = group[position - 1].text if position > first else ""
    is_embedded = before.endswith(korean_cues("unknown_behind")) and not before.startswith(korean_cues("unknown_if"))
    return bool(before) and not is_embedded


def _looks_whether(group: Sequence[Piece], first: int, position: int) -> bool:
    """«부었는지 좀 볼게요»: what follows is yet to be found."""
    if not group[position].text.startswith(korean_cues("looks")):
        return False
    before = [piece.text for piece in group[max(first, position - _FILLERS_BEFORE_LOOKING) : position]]
    return any(word.endswith(korean_cues("asked_within")) and len(word) > 1 for word in before)


def denial_start(group: Sequence[Piece], first: int, position: int) -> int:
    """«기침, 가래 없음» denies both; «고막 경도 발적, 삼출액 없음», «우측 양성, 좌측 음성», «소변 600mL, 혈뇨 없음» and
    «영아기 아토피, 현재 없음» only the last; so does what is set against the rest, «어지럼 있음, 이명은 없음».
    «크기 변화 없음» denies the change, «타이레놀은 먹어도 안 들어요» what it does."""
    if position > first and group[position - 1].text.startswith(korean_cues("of_change")):
        return position - 1
    first = max(
        (i + 1 for i in range(first, position) if group[i].text.endswith(korean_cues("conceding"))), default=first
    )
    element = position
    is_set_against = False
    for i in range(position - 1, first - 1, -1):
        if group[i].text == ",":
            element = i
            if is_set_against or group[i + 1].text.startswith(korean_cues("present")):
                return i
        elif element == position and group[i].is_korean and group[i].text.endswith(_CONTRAST):
            is_set_against = True
        elif element < position and _is_told_in_an_element(group, i):
            return element
    return first


def _is_told_in_an_element(group: Sequence[Piece], i: int) -> bool:
    """What is graded, done or measured is told; «3일간 기침, 가래 없음» tells only how long there was none."""
    if group[i].is_korean:
        return group[i].text.startswith(korean_cues("told_in_an_element"))
    unit = group[i + 1].text if i + 1 < len(group) else ""
    return group[i].text[0].isdigit() and not _FOR_A_TIME.match(unit)


def denial_end(group: Sequence[Piece], position: int, last: int) -> int:
    """«잠 안 올 때 맥주 한 캔»: what is denied is the time, not what is done then; «제가 아니라 아내가 했어요» denies
    only what stands before."""
    if group[position].text.startswith(korean_cues("rather")):
        return position + 1
    times = (i + 1 for i in range(position + 1, min(last, position + _TIME_BEHIND + 1)) if _is_a_time(group[i]))
    return next(times, last)


def _is_a_time(piece: Piece) -> bool:
    return piece.text in cue_list("korean", "time_words")


def is_hedge(word: str, said: str) -> bool:
    """Not the «같은» of «다음 주 같은 요일»."""
    if word == "같은" and re.search(load_json("terminology/stances.json")["the_same"], said):
        return False
    return word.startswith(korean_cues("hedge"))
