"""Who meets whom, and how far the work on it has come."""

from dataclasses import dataclass
from enum import StrEnum

from app.domain.errors import InputError
from app.domain.language import Language


class Role(StrEnum):
    DOCTOR = "doctor"
    NURSE = "nurse"
    OTHER = "other"


class EncounterState(StrEnum):
    OPEN = "open"
    TRANSCRIBED = "transcribed"
    DRAFTED = "drafted"
    SIGNED = "signed"


_NEXT_STATES = {
    EncounterState.OPEN: {EncounterState.TRANSCRIBED},
    EncounterState.TRANSCRIBED: {EncounterState.DRAFTED},
    EncounterState.DRAFTED: {EncounterState.TRANSCRIBED, EncounterState.SIGNED},
    # A second document of the same consultation may be drafted after the first is signed.
    EncounterState.SIGNED: {EncounterState.DRAFTED},
}


@dataclass(frozen=True, slots=True)
class Patient:
    """Everything but the id may be unknown when the encounter begins. Never part of a prompt or of a log."""

    id: str
    name: str = ""
    number: str = ""
    sex: str = ""
    birth_date: str = ""


@dataclass(frozen=True, slots=True)
class SeenPatient:
    """A patient of earlier encounters. `last_seen` is when the latest of them began, ISO 8601 with its offset."""

    patient: Patient
    last_seen: str


@dataclass(frozen=True, slots=True)
class Clinician:
    name: str
    role: Role
    licence: str = ""


@dataclass(frozen=True, slots=True)
class Encounter:
    """`started_at` is ISO 8601 with its offset; `language` is that of the speech, None until it is known or chosen."""

    id: str
    patient: Patient
    started_at: str
    state: EncounterState = EncounterState.OPEN
    language: Language | None = None
    place: str = ""
    informant: str = ""
    title: str = ""


def require_transition(current: EncounterState, following: EncounterState) -> None:
    """Staying in a state is always allowed. Raises InputError("encounter_state") for a step that skips work."""
    if following is not current and following not in _NEXT_STATES[current]:
        raise InputError("encounter_state", current=current.value, following=following.value)
