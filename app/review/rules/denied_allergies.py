"""An allergy in a note where the talk denies every allergy: «allergic to penicillin» against «no allergies»."""

import re
from collections.abc import Iterator, Sequence

from app.domain.note import Flag, FlagKind, Severity
from app.review.evidence.claims import quote
from app.review.evidence.sources import TranscriptIndex
from app.review.reading.assertions import Key, Mention
from app.review.reading.medications import MedicationMention, parts_of
from app.review.reading.stances import Polarity

_ALLERGY: Key = ("concept", "allergy")
_SENTENCE = re.compile(r"[^.;\n]+")
_STATED = re.compile(r"\ballergic to\b|\ballerg(?:y|ies)\b|알레르기|알러지", re.IGNORECASE)
_DENIED = re.compile(
    r"\b(?:no|not|non|denies|denied|nor|without|negative|nkda|nkfa|nil|none|never|if|whether|discussed|asked)\b|n['’]t\b|"
    r"없|않|아님|부인|아니|여부|면 ",
    re.IGNORECASE,
)


def denied_allergy_flags(text: str, medications: Sequence[MedicationMention], index: TranscriptIndex) -> Iterator[Flag]:
    """For each sentence that states an allergy to a medication, where allergies were denied and none was told."""
    for sentence in _SENTENCE.finditer(text):
        named = [m for m in medications if sentence.start() <= m.start < sentence.end()]
        if not named or not _STATED.search(sentence.group()) or _DENIED.search(sentence.group()):
            continue
        parts = {("medication", part) for each in named for part in parts_of(each.ingredient)}
        denied = _where_all_are_denied(parts, index)
        if denied is not None:
            written = text[sentence.start() : sentence.end()].strip()
            yield Flag(FlagKind.NEGATION_MISMATCH, Severity.WARN, written, quote(denied, index))


def _where_all_are_denied(parts: set[Key], index: TranscriptIndex) -> int | None:
    """The position where allergies to all, or to what the note names, were denied; None where one was told."""
    told = [(position, mention) for position, mention in index.assertions.mentions([_ALLERGY]) if _is_own(mention)]
    if any(_may_be_told(position, mention, index) for position, mention in told):
        return None
    denied = (position for position, mention in told if mention.polarity is Polarity.NEGATED)
    return next((position for position in denied if _denies_all_or(parts, position, index)), None)


def _may_be_told(position: int, mention: Mention, index: TranscriptIndex) -> bool:
    is_left_open = mention.polarity is Polarity.OPEN and not index.assertions.said[position].was_asked
    return mention.polarity is Polarity.AFFIRMED or is_left_open


def _is_own(mention: Mention) -> bool:
    return not mention.is_of_family


def _denies_all_or(parts: set[Key], position: int, index: TranscriptIndex) -> bool:
    """Not the «no allergy to latex» of somebody who names one thing."""
    named = {key for mention in index.assertions.said[position].mentions for key in mention.keys}
    of_medications = {key for key in named if key[0] == "medication"}
    return not of_medications or bool(of_medications & parts)
