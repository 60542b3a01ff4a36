"""Words that were each said, in a line that nobody said: «call gastroenteritis», an action on what was not near it."""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from app.domain.note import Flag, FlagKind, Severity
from app.resources import load_json
from app.review.evidence.claims import Claim
from app.review.evidence.sources import TranscriptIndex, is_scattered
from app.review.reading.assertions import Mention
from app.review.reading.stances import Polarity

_VERB_CHARS = 40
_IS_A_LIST = re.compile(r"[,:;/()•–-]|\b(?:and|or|without)\b|(?:와|과|하고|및|고|며)\s")


def senseless_flags(text: str, claims: Sequence[Claim]) -> Iterator[Flag]:
    """For a disease to which is done what can only be done to a thing or a person, «take the gastroenteritis»."""
    for claim in claims:
        for mention in claim.mentions:
            span = _verb_and(text, mention.start, mention.end) if _is_only_a_disease(mention) else None
            if span is not None:
                yield Flag(FlagKind.STATEMENT_UNSUPPORTED, Severity.WARN, text[slice(*span)])


def impossible_flags(text: str) -> Iterator[Flag]:
    """For what an image or a tracing cannot show, «X-rays demonstrate some pain», and what nobody reacts to, «allergic
    to kidneys»: two things that were told beside each other."""
    for found in filter(None, (_pattern("unseeable").search(text), _pattern("no_allergen").search(text))):
        yield Flag(FlagKind.STATEMENT_UNSUPPORTED, Severity.WARN, found[0])


def scattered_flags(text: str, claims: Sequence[Claim], index: TranscriptIndex) -> Iterator[Flag]:
    """For an action and what it is done to, said far from each other: «referral to physical therapy» where the referral
    was to somebody else. A list gathers from everywhere, and a denial too."""
    if _IS_A_LIST.search(text) or not _pattern("actions").search(text):
        return
    if all(claim.polarity is Polarity.AFFIRMED for claim in claims) and is_scattered(text, index):
        yield Flag(FlagKind.STATEMENT_UNSUPPORTED, Severity.WARN, text.strip())


def _is_only_a_disease(mention: Mention) -> bool:
    taken = load_json("terminology/combinations.json")["taken"]
    return mention.is_clinical and not any(kind == "medication" or name in taken for kind, name in mention.keys)


def _verb_and(text: str, start: int, end: int) -> tuple[int, int] | None:
    """From the verb before or behind a disease at text[start:end] to the end of both."""
    behind = _pattern("verbs_ko").match(text, end - 1)
    if behind is not None:
        return start, behind.end()
    before = _pattern("before").search(text, max(0, start - _VERB_CHARS), start)
    return (before.start(), end) if before and _pattern("behind").match(text, end) else None


@cache
def _pattern(name: str) -> re.Pattern[str]:
    table = load_json("terminology/combinations.json")
    if name == "before":
        return re.compile(rf"\b(?:{'|'.join(table['verbs'])})\s{table['between']}$", re.IGNORECASE)
    return re.compile(table[name], re.IGNORECASE)
