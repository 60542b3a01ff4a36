"""A ward's shift is handed over: who lies where, whose handover is written and checked, and what was read back."""

import uuid
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from app.domain.attestation import SignedDocument
from app.domain.encounter import Clinician, Encounter, Patient, Role
from app.domain.errors import InputError
from app.domain.handover import (
    Bed,
    Board,
    BoardRow,
    ReadBack,
    Shift,
    ShiftKind,
    Task,
    is_earlier,
    state_of,
)
from app.domain.language import Language
from app.domain.note import DraftNote
from app.domain.template import NoteTemplate
from app.export.document import phrase
from app.export.files import write_file
from app.review.reading.clock_times import clock_times_in, minutes_after
from app.services.clock import now
from app.services.documents import Documents
from app.services.patients import patient_named
from app.services.template_library import offered_templates, template_of
from app.storage.vault import Vault

# What is to be done is read from here on, round the clock: some hours before the shift ends.
_TASKS_FROM = {ShiftKind.DAY: "13:00", ShiftKind.EVENING: "21:00", ShiftKind.NIGHT: "05:00"}


class Handovers:
    def __init__(self, vault: Vault, actor: str, *, is_practice: bool = False) -> None:
        self._vault = vault
        self._actor = actor
        self._documents = Documents(vault, actor, is_practice=is_practice)
        self._is_practice = is_practice

    def templates(self) -> tuple[NoteTemplate, ...]:
        """Those that have a section for what is to be done."""
        return tuple(template for template in offered_templates(self._vault) if template.holds_tasks)

    def template_of(self, shift: Shift) -> NoteTemplate:
        return template_of(self._vault, shift.template_id)

    def shifts(self) -> tuple[Shift, ...]:
        """The latest first."""
        return self._vault.handovers.shifts()

    def begin(
        self, ward: str, day: str, kind: ShiftKind, template_id: str, language: Language, *, with_patients: bool
    ) -> Shift:
        """The ward's shift, made where there is none yet; `with_patients` takes those of the shift before over, in
        their beds, each with an encounter of its own. `day` is ISO 8601.

        Raises InputError("ward_missing" | "template_unknown").
        """
        ward = " ".join(ward.split())
        if not ward:
            raise InputError("ward_missing")
        template_of(self._vault, template_id)
        with self._vault.transaction():
            of_ward = self._vault.handovers.shifts_of(ward)
            existing = next((each for each in of_ward if (each.day, each.kind) == (day, kind)), None)
            if existing is not None:
                return existing
            shift = Shift(uuid.uuid4().hex, ward, day, kind, template_id, language)
            before = next((each for each in of_ward if is_earlier(each, shift)), None)
            # Who took over then hands over now.
            shift = replace(shift, giver=before.receiver if before else "")
            self._vault.handovers.save_shift(shift)
            self._vault.audit_log.append(self._actor, "shift_begun", shift.id, f"{kind.value} {template_id}")
            for bed in self._vault.handovers.beds(before.id) if before and with_patients else ():
                self._admit(shift, bed.name, self._vault.encounters.get(bed.encounter_id).patient)
        return shift

    def name_nurses(self, shift_id: str, giver: str, receiver: str) -> Shift:
        """Who hands over and who takes over; each may still be unknown."""
        with self._vault.transaction():
            shift = replace(self._shift(shift_id), giver=giver.strip(), receiver=receiver.strip())
            self._vault.handovers.save_shift(shift)
        return shift

    def admit(self, shift_id: str, bed: str, name: str = "", number: str = "") -> Encounter:
        """A patient who is new on the board. Raises InputError("bed_missing" | "bed_taken")."""
        with self._vault.transaction():
            self._require_free(shift_id, bed)
            return self._admit(self._shift(shift_id), bed, patient_named(self._vault, name, number))

    def move(self, shift_id: str, encounter_id: str, bed: str) -> None:
        """To another bed. Raises InputError("bed_missing" | "bed_taken")."""
        with self._vault.transaction():
            self._require_free(shift_id, bed, apart_from=encounter_id)
            shift = self._shift(shift_id)
            encounter = self._vault.encounters.get(encounter_id)
            self._vault.handovers.put_bed(shift_id, Bed(encounter_id, bed.strip()))
            self._vault.encounters.update(replace(encounter, place=_place(shift, bed)))

    def remove(self, encounter_id: str) -> None:
        """From the board, as after a discharge; what was recorded and written stays with the encounter."""
        with self._vault.transaction():
            self._vault.handovers.remove_bed(encounter_id)
            self._vault.audit_log.append(self._actor, "patient_taken_from_board", encounter_id)

    def board(self, shift_id: str) -> Board:
        shift = self._shift(shift_id)
        beds = self._vault.handovers.beds(shift_id)
        encounters = {each.id: each for each in self._vault.encounters.some([bed.encounter_id for bed in beds])}
        return Board(shift, tuple(self._row(shift, bed, encounters[bed.encounter_id]) for bed in beds))

    def tick(self, encounter_id: str, task: str, *, is_done: bool) -> None:
        """Kept with the words of the task: where they change, it is open again."""
        with self._vault.transaction():
            if is_done:
                self._vault.handovers.tick(encounter_id, task, now())
            else:
                self._vault.handovers.untick(encounter_id, task)
            action = "task_done" if is_done else "task_reopened"
            self._vault.audit_log.append(self._actor, action, encounter_id)

    def check(self, shift_id: str, encounter_id: str, statement: str) -> SignedDocument:
        """The nurse who hands over has read the document and vouches for it, in these words.

        Raises InputError("draft_missing") and as Documents.sign does.
        """
        shift = self._shift(shift_id)
        nurse = Clinician(shift.giver, Role.NURSE)
        return self._documents.sign(encounter_id, shift.template_id, nurse, statement)

    def read_back(self, shift_id: str, encounter_id: str) -> ReadBack:
        """The nurse who takes over has said the handover back: from now on it is handed over.

        Raises InputError("handover_not_checked" | "receiver_missing" | "receiver_is_giver").
        """
        with self._vault.transaction():
            shift = self._shift(shift_id)
            signed = self._signed_as_it_stands(encounter_id, shift.template_id)
            if signed is None:
                raise InputError("handover_not_checked")
            if not shift.receiver:
                raise InputError("receiver_missing")
            if shift.receiver.casefold() == signed.attestation.clinician.name.casefold():
                raise InputError("receiver_is_giver")
            existing = self._vault.handovers.read_back(signed.id)
            if existing is not None:
                return existing
            read_back = ReadBack(signed.id, shift.receiver, now())
            self._vault.handovers.add_read_back(read_back)
            self._vault.audit_log.append(self._actor, "handover_read_back", signed.id, f"encounter={encounter_id}")
        return read_back

    def write_sheet(self, shift_id: str, path: Path) -> None:
        """The ward on paper, as PDF, in the shift's language. Raises ExportError."""
        write_file(path, self._sheet(shift_id))
        self._vault.audit_log.append(self._actor, "ward_sheet_exported", shift_id)

    def sheet_to_print(self, shift_id: str) -> bytes:
        """The same PDF, which is not to be left on the disk. Raises ExportError("pdf_font_missing")."""
        content = self._sheet(shift_id)
        self._vault.audit_log.append(self._actor, "ward_sheet_printed", shift_id)
        return content

    def _sheet(self, shift_id: str) -> bytes:
        # Loaded for the first sheet only: the window opens sooner without it.
        from app.export.ward_sheet import ward_sheet

        board = self.board(shift_id)
        warning = phrase("practice", board.shift.language) if self._is_practice else ""
        return ward_sheet(board, self.template_of(board.shift), warning=warning)

    def _admit(self, shift: Shift, bed: str, patient: Patient) -> Encounter:
        encounter = Encounter(uuid.uuid4().hex, patient, now(), place=_place(shift, bed))
        self._vault.encounters.add(encounter)
        self._vault.handovers.put_bed(shift.id, Bed(encounter.id, bed.strip()))
        self._vault.audit_log.append(self._actor, "encounter_created", encounter.id, f"shift={shift.id}")
        return encounter

    def _require_free(self, shift_id: str, bed: str, *, apart_from: str = "") -> None:
        if not bed.strip():
            raise InputError("bed_missing")
        others = (each for each in self._vault.handovers.beds(shift_id) if each.encounter_id != apart_from)
        if bed.strip().casefold() in {each.name.casefold() for each in others}:
            raise InputError("bed_taken")

    def _row(self, shift: Shift, bed: Bed, encounter: Encounter) -> BoardRow:
        note = self._vault.documents.draft(encounter.id, shift.template_id)
        signed = self._signed_as_it_stands(encounter.id, shift.template_id, note)
        read_back = self._vault.handovers.read_back(signed.id) if signed else None
        return BoardRow(
            encounter=encounter,
            bed=bed.name,
            state=state_of(
                is_dictated=self._is_dictated(encounter.id),
                has_note=note is not None,
                is_signed=signed is not None,
                is_read_back=read_back is not None,
            ),
            note=note,
            tasks=self._tasks(shift, encounter.id, note) if note else (),
            flags=len(note.open_blocks()) if note else 0,
            checked_by=signed.attestation.clinician.name if signed else "",
            read_back=read_back,
        )

    def _is_dictated(self, encounter_id: str) -> bool:
        """Also where a crash or an error left the recording to be transcribed."""
        return self._vault.transcripts.has(encounter_id) or self._vault.journal.has_recording(encounter_id)

    def _tasks(self, shift: Shift, encounter_id: str, note: DraftNote) -> tuple[Task, ...]:
        done = self._vault.handovers.done(encounter_id)
        tasks = (
            Task(line, clock_times_in(line), done.get(line, ""))
            for line in task_lines(note, template_of(self._vault, note.template, note.template_version))
        )
        return in_order(tasks, _TASKS_FROM[shift.kind])

    def _signed_as_it_stands(
        self, encounter_id: str, template_id: str, note: DraftNote | None = None
    ) -> SignedDocument | None:
        """The latest signed version, if nothing was changed since."""
        note = note or self._vault.documents.draft(encounter_id, template_id)
        latest = self._documents.latest_signed(encounter_id, template_id)
        return latest if latest is not None and note is not None and latest.note.says_the_same(note) else None

    def _shift(self, shift_id: str) -> Shift:
        shift = self._vault.handovers.shift(shift_id)
        if shift is None:
            raise InputError("shift_unknown")
        return shift


def task_lines(note: DraftNote, template: NoteTemplate) -> tuple[str, ...]:
    """The lines of the sections whose lines are to be done, each once."""
    holding = {section.id for section in template.sections if section.holds_tasks}
    lines = (each.text for section in note.sections if section.id in holding for each in section.statements)
    return tuple(dict.fromkeys(lines))


def in_order(tasks: Iterable[Task], start: str) -> tuple[Task, ...]:
    """Those with a time first, by it, counted from `start`; the rest as they were written."""

    def due(task: Task) -> tuple[bool, int]:
        return not task.times, min((minutes_after(time, start) for time in task.times), default=0)

    return tuple(sorted(tasks, key=due))


def _place(shift: Shift, bed: str) -> str:
    return f"{shift.ward} {bed.strip()}"
