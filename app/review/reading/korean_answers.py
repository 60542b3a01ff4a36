"""Korean answers that mean something only behind their question."""

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from app.review.reading.concepts import concepts_of
from app.review.reading.stances import Polarity

if TYPE_CHECKING:
    from app.review.reading.assertions import Mention

_ASKS_WHAT_HARMS = re.compile(r"알레르기|알러지|부작용|두드러기|탈 ?[나났]|안 맞는 약")
_IS_TOLERATED = re.compile(r"[은는도이가]? ?(?:[가-힣]+도 )?(?:괜찮|상관 ?없|문제 ?없|이상 ?없|잘 맞)")


_DISEASES = concepts_of("disease")
_FINDINGS = concepts_of("symptom") | concepts_of("sign")
_IS_CALLED_WELL = re.compile(
    r"[은는도이가]? ?(?:(?:이제|인제|지금은?|요즘은?|다|싹|많이|뭐) ){0,2}(?:괜찮(?!아[지졌질])|멀쩡|말짱|"
    r"그닥|그다지|무슨[.!?]*$|없어졌|사라졌|가셨|가라앉았)|[가-힣]*[냐는]고 (?:[가-힣]+ ){1,3}?없"
)


_IS_ONLY_LOOKED_FOR = re.compile(r"[가-힣]{0,2} ?(?:검사|수치|테스트|백신|예방)")


def looked_for_left_open(mentions: "tuple[Mention, ...]", text: str, start: int) -> "tuple[Mention, ...]":
    """The mentions of text, which begins at `start` of its segment, with a disease left open by which only a test or
    a vaccine is named: «당뇨 검사는 정상이래요»."""
    return tuple(
        replace(mention, polarity=Polarity.OPEN)
        if any(kind == "concept" and name in _DISEASES for kind, name in mention.own)
        and _IS_ONLY_LOOKED_FOR.match(text, mention.end - start)
        else mention
        for mention in mentions
    )


def called_well_denied(mentions: "tuple[Mention, ...]", text: str, start: int) -> "tuple[Mention, ...]":
    """The mentions of text, which begins at `start` of its segment, with a symptom denied that is called well or gone.

    «두통은 괜찮아요», «기침은 무슨»; not a disease, «당뇨는 괜찮아요», which is under control.
    """
    return tuple(
        replace(mention, polarity=Polarity.NEGATED)
        if mention.is_clinical
        and any(kind == "concept" and name in _FINDINGS for kind, name in mention.own)
        and _IS_CALLED_WELL.match(text, _word_stem_end(mention, text, start))
        else mention
        for mention in mentions
    )


def tolerated_denied(mentions: "tuple[Mention, ...]", text: str, start: int, asked: str) -> "tuple[Mention, ...]":
    """The mentions of text, which begins at `start` of its segment, with what is tolerated denied.

    «약 알레르기 있으세요?» «설파제요. 페니실린은 괜찮아요»: there is no allergy to it.
    """
    if not _ASKS_WHAT_HARMS.search(asked):
        return mentions
    return tuple(
        replace(mention, polarity=Polarity.NEGATED)
        if _IS_TOLERATED.match(text, _word_stem_end(mention, text, start))
        else mention
        for mention in mentions
    )


def _word_stem_end(mention: "Mention", text: str, start: int) -> int:
    """Where a word ends, without the particle behind it."""
    end = mention.end - start
    return end - 1 if text[end - 1 : end] in ("은", "는", "도", "이", "가") else end
