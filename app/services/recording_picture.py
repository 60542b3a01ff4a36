"""What the strip above a transcript shows of its recording: loudness, what was marked, where nothing was recorded."""

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from app.domain.audit import AuditEvent
from app.speech.loudness import PeakMeter
from app.storage.vault import Vault


class MarkKind(StrEnum):
    PAUSE = "pause"
    OFF_THE_RECORD = "off_the_record"
    MOMENT = "moment"


@dataclass(frozen=True, slots=True)
class RecordingMark:
    """Here, in seconds of the encounter's recordings, something was left out on purpose, or somebody marked what they
    heard.
    """

    at_s: float
    kind: MarkKind


@dataclass(frozen=True, slots=True)
class RecordingPicture:
    """`peaks` as app.speech.loudness counts them."""

    peaks: bytes
    marks: tuple[RecordingMark, ...]


_BEGINNINGS = {"recording_started", "recording_imported"}
_MARKS = {
    "recording_paused": MarkKind.PAUSE,
    "off_the_record_started": MarkKind.OFF_THE_RECORD,
    "moment_marked": MarkKind.MOMENT,
}
_AT = "at_s="
_BLOCKS_BETWEEN_RESTS = 20
_REST_S = 0.003


def picture_of(vault: Vault, encounter_id: str, is_wanted: Callable[[], bool]) -> RecordingPicture:
    """Reads the whole recording, block by block, as long as it `is_wanted`, and without haste: a window that is being
    built needs Python's lock more. Raises VaultError.
    """
    meter = PeakMeter()
    for number, block in enumerate(vault.journal.read_recording(encounter_id)):
        if not is_wanted():
            break
        meter.add(block)
        if number % _BLOCKS_BETWEEN_RESTS == 0:
            time.sleep(_REST_S)
    events = [sealed.event for sealed in vault.audit_log.events_of(encounter_id)]
    return RecordingPicture(meter.peaks(), tuple(marks_in(events, vault.journal.starts_s(encounter_id))))


def marks_in(events: list[AuditEvent], starts_s: tuple[float, ...]) -> Iterator[RecordingMark]:
    """From an encounter's audit trail, whose times count from the start of each recording; `starts_s` of those kept.

    None where trail and recordings do not fit together: a mark in the wrong place is worse than none.
    """
    recordings: list[list[AuditEvent]] = []
    for event in events:
        if event.action in _BEGINNINGS:
            recordings.append([])
        elif recordings:
            recordings[-1].append(event)
    kept = [each for each in recordings if not any(_has_stored_nothing(event) for event in each)]
    if len(kept) != len(starts_s):
        return
    for start_s, told in zip(starts_s, kept, strict=True):
        for event in told:
            if event.action in _MARKS:
                yield RecordingMark(start_s + _at_s(event), _MARKS[event.action])


def _has_stored_nothing(event: AuditEvent) -> bool:
    return event.action == "recording_finished" and _at_s(event) == 0.0


def _at_s(event: AuditEvent) -> float:
    return float(event.detail.removeprefix(_AT))
