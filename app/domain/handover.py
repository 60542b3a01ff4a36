"""A ward's shift that is handed over: its patients, how far each handover has come, what is still to be done."""

import re
from dataclasses import dataclass
from enum import StrEnum

from app.domain.encounter import Encounter
from app.domain.language import Language
from app.domain.note import DraftNote

_DIGITS = re.compile(r"(\d+)")


class ShiftKind(StrEnum):
    DAY = "day"
    EVENING = "evening"
    NIGHT = "night"


class HandoverState(StrEnum):
    """Checked: a nurse has signed the document as it stands. Handed over: the receiver has read exactly that back."""

    NOT_DICTATED = "not_dictated"
    DICTATED = "dictated"
    DRAFT = "draft"
    CHECKED = "checked"
    HANDED_OVER = "handed_over"


@dataclass(frozen=True, slots=True)
class Shift:
    """`day`, ISO 8601, is the one on which the shift begins. Its documents are of one template and one language.

    `giver` and `receiver` are the nurses who hand over and take over, "" until they are known.
    """

    id: str
    ward: str
    day: str
    kind: ShiftKind
    template_id: str
    language: Language
    giver: str = ""
    receiver: str = ""


@dataclass(frozen=True, slots=True)
class Bed:
    """Who lies where, and the encounter in which this shift's handover of that patient is dictated."""

    encounter_id: str
    name: str


@dataclass(frozen=True, slots=True)
class ReadBack:
    """The receiver has said the handover back. It belongs to one signed document and to no later version."""

    document_id: str
    receiver: str
    at: str


@dataclass(frozen=True, slots=True)
class Task:
    """A line of the document that says what is to be done. `times` are «18:00», as far as the line is certain of them;
    `done_at`, ISO 8601, is "" while it is open.
    """

    text: str
    times: tuple[str, ...] = ()
    done_at: str = ""

    @property
    def is_done(self) -> bool:
        return bool(self.done_at)


@dataclass(frozen=True, slots=True)
class BoardRow:
    """One patient. `flags` counts what has to be settled in the note before it can be checked."""

    encounter: Encounter
    bed: str
    state: HandoverState
    note: DraftNote | None = None
    tasks: tuple[Task, ...] = ()
    flags: int = 0
    checked_by: str = ""
    read_back: ReadBack | None = None

    @property
    def open_tasks(self) -> tuple[Task, ...]:
        return tuple(task for task in self.tasks if not task.is_done)


@dataclass(frozen=True, slots=True)
class Board:
    """A shift with its patients, by bed."""

    shift: Shift
    rows: tuple[BoardRow, ...]

    def row(self, encounter_id: str) -> BoardRow | None:
        return next((row for row in self.rows if row.encounter.id == encounter_id), None)


def state_of(*, is_dictated: bool, has_note: bool, is_signed: bool, is_read_back: bool) -> HandoverState:
    """`is_signed` and `is_read_back` hold for the document as it stands, not for what it was before a change."""
    if has_note and is_signed:
        return HandoverState.HANDED_OVER if is_read_back else HandoverState.CHECKED
    if has_note:
        return HandoverState.DRAFT
    return HandoverState.DICTATED if is_dictated else HandoverState.NOT_DICTATED


def bed_order(bed: str) -> tuple[tuple[int, int, str], ...]:
    """As a reader orders beds: «9-1» before «12-2», numbers before letters."""
    parts = (part for part in _DIGITS.split(bed.casefold()) if part)
    return tuple((0, int(part), "") if part.isdecimal() else (1, 0, part) for part in parts)


def is_earlier(shift: Shift, other: Shift) -> bool:
    return _moment(shift) < _moment(other)


def _moment(shift: Shift) -> tuple[str, int]:
    return shift.day, list(ShiftKind).index(shift.kind)
