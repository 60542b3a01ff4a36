"""Why a patient came, and what the clinician took it for: «Gastroenteritis.» is no complaint of one who never said it.

The wording is in resources/terminology/diagnoses.json.
"""

import re
from functools import cache

from app.domain.transcript import Speaker
from app.resources import load_json
from app.review.evidence.sources import TranscriptIndex
from app.review.reading.assertions import Key
from app.review.reading.concepts import concepts_in, concepts_of
from app.review.reading.stances import Polarity
from app.review.reading.words import tokens_of

_CARED_FOR = (Speaker.PATIENT, Speaker.GUARDIAN)


def is_only_diagnosed(line: str, index: TranscriptIndex) -> bool:
    """Whether a line names nothing clinical but diseases that clinicians alone spoke of, and not as why the patient
    came."""
    named = {mention.concept for mention in concepts_in(tokens_of(line))}
    diseases = named & concepts_of("disease")
    if not diseases or named & concepts_of("symptom"):
        return False
    keys: set[Key] = {("concept", disease) for disease in diseases}
    said = {position for position, _ in index.assertions.mentions(keys)}
    sentences = [index.assertions.said[position] for position in said]
    return bool(sentences) and all(
        each.speaker is Speaker.CLINICIAN and not _reason().search(each.text) for each in sentences
    )


def own_complaint(index: TranscriptIndex) -> str:
    """The first sentence in which the patient, or who came with them, tells of a symptom; "" when none does."""
    symptoms = {("concept", symptom) for symptom in concepts_of("symptom")}
    for said in index.assertions.said:
        is_told = any(m.polarity is Polarity.AFFIRMED and not symptoms.isdisjoint(m.own) for m in said.mentions)
        if said.speaker in _CARED_FOR and is_told and not said.was_asked:
            return said.text.strip()
    return ""


@cache
def _reason() -> re.Pattern[str]:
    return re.compile(load_json("terminology/diagnoses.json")["reason"], re.IGNORECASE)
