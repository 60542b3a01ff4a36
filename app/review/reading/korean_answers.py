"""Korean answers that mean something only behind their question."""

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from app.review.reading.stances import Polarity

if TYPE_CHECKING:
    from app.review.reading.assertions import Mention

_ASKS_WHAT_HARMS = re.compile(r"알레르기|알러지|부작용|두드러기|탈 ?[나났]|안 맞는 약")
_IS_TOLERATED = re.compile(r"[은는도이가]? ?(?:[가-힣]+도 )?(?:괜찮|상관 ?없|문제 ?없|이상 ?없|잘 맞)")


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
