"""Consent to a recording: who gave it, and to which words."""

from dataclasses import dataclass
from enum import StrEnum


class ConsentGiver(StrEnum):
    PATIENT = "patient"
    GUARDIAN = "guardian"
    SPEAKER = "speaker"
    """Who dictates, and nobody else is heard."""


@dataclass(frozen=True, slots=True)
class Consent:
    """`wording` is the version of the words that were said; when it was given is the time of its audit event."""

    given_by: ConsentGiver
    wording: str
