"""What shifts, and the states of a handover, are called in the interface language."""

from datetime import date

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from app.domain.handover import BoardRow, HandoverState, Shift, ShiftKind
from app.ui.parts.names import date_label, patient_label

_CONTEXT = "HandoverNames"

_KINDS = {
    ShiftKind.DAY: QT_TRANSLATE_NOOP("HandoverNames", "Day"),
    ShiftKind.EVENING: QT_TRANSLATE_NOOP("HandoverNames", "Evening"),
    ShiftKind.NIGHT: QT_TRANSLATE_NOOP("HandoverNames", "Night"),
}
_STATES = {
    HandoverState.NOT_DICTATED: QT_TRANSLATE_NOOP("HandoverNames", "Not dictated"),
    HandoverState.DICTATED: QT_TRANSLATE_NOOP("HandoverNames", "Dictated, not written"),
    HandoverState.DRAFT: QT_TRANSLATE_NOOP("HandoverNames", "Draft"),
    HandoverState.CHECKED: QT_TRANSLATE_NOOP("HandoverNames", "Checked"),
    HandoverState.HANDED_OVER: QT_TRANSLATE_NOOP("HandoverNames", "Handed over"),
}
STATE_ICONS = {
    HandoverState.NOT_DICTATED: "state_open",
    HandoverState.DICTATED: "state_transcribed",
    HandoverState.DRAFT: "state_drafted",
    HandoverState.CHECKED: "state_signed",
    HandoverState.HANDED_OVER: "done",
}


def shift_kind_name(kind: ShiftKind) -> str:
    return _translated(_KINDS[kind])


def handover_state_name(state: HandoverState) -> str:
    return _translated(_STATES[state])


def shift_label(shift: Shift) -> str:
    """«5 East · 2 Mar 2026 · Day»."""
    return f"{shift.ward} · {date_label(date.fromisoformat(shift.day))} · {shift_kind_name(shift.kind)}"


def bed_label(row: BoardRow) -> str:
    """«501-2 · Alex Morgan»."""
    return f"{row.bed} · {patient_label(row.encounter.patient)}"


def tasks_label(row: BoardRow) -> str:
    """How much is to be done, and what comes first; "" before there is a document."""
    if row.note is None:
        return ""
    waiting = row.open_tasks
    if not waiting:
        return _translated(QT_TRANSLATE_NOOP("HandoverNames", "Nothing open")) if row.tasks else ""
    words = _translated(QT_TRANSLATE_NOOP("HandoverNames", "{count} open")).format(count=len(waiting))
    return f"{words} · {waiting[0].times[0]}" if waiting[0].times else words


def _translated(text: object) -> str:
    return QCoreApplication.translate(_CONTEXT, str(text))
