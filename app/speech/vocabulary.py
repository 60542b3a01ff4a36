"""What the recogniser is told before it listens: how people talk in a clinic."""

from functools import cache

from app.domain.language import Language
from app.resources import load_json


@cache
def opening_talk(language: Language) -> str:
    """Talk for the recogniser to go on from; empty where that does not help. Names no drug, symptom or number.

    Those would be heard again in place of similar words that were said: a wrong drug is worse than an unread one.
    """
    return str(load_json("vocabulary/opening_talk.json")["talk"][language.value])
