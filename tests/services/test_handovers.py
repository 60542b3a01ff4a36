"""A shift from its first patient to the receiver's read-back, through real services and a real vault."""

import re
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from app.domain.encounter import Encounter, EncounterState
from app.domain.errors import ExportError, InputError, SigningRefused
from app.domain.handover import HandoverState, Shift, ShiftKind, Task
from app.domain.language import Language
from app.domain.note import DraftNote, NoteSection, Origin, SectionState, Statement
from app.domain.transcript import Speaker, Transcript, TranscriptSegment
from app.export.fonts import find_fonts
from app.services.documents import Documents
from app.services.handovers import Handovers, in_order, task_lines
from app.services.review import Review
from app.storage.vault import Vault, create_vault

SAID = "Please check the blood sugar at six pm and call the doctor at ten pm. She is stable."
ACTOR = "tester"


@pytest.fixture(scope="module")
def vault(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Vault]:
    opened, _ = create_vault(tmp_path_factory.mktemp("ward") / "vault", "a passphrase for tests")
    with opened:
        yield opened


@pytest.fixture
def handovers(vault: Vault) -> Handovers:
    return Handovers(vault, ACTOR)


@pytest.fixture
def shift(handovers: Handovers, request: pytest.FixtureRequest) -> Shift:
    ward = f"ward of {request.node.name}"
    begun = handovers.begin(ward, "2026-03-02", ShiftKind.DAY, "handover_sbar", Language.EN, with_patients=True)
    return handovers.name_nurses(begun.id, "Robin Ashby", "Kim Osei")


def dictate(vault: Vault, encounter: Encounter) -> None:
    segment = TranscriptSegment("s0001", 0.0, 5.0, Speaker.NURSE, SAID, 0.9)
    vault.transcripts.save(encounter.id, Transcript(Language.EN, 5.0, (segment,)))
    vault.encounters.update(replace(encounter, state=EncounterState.TRANSCRIBED))


def draft(vault: Vault, encounter: Encounter, *recommendations: str) -> None:
    lines = recommendations or ("Call the doctor at 22:00.", "Check blood sugar at 18:00.", "Keep warm.")
    situation = NoteSection("situation", "Situation", SectionState.STATED, (Statement("n001", "She is stable."),))
    statements = tuple(Statement(f"n{n:03d}", line, origin=Origin.CLINICIAN) for n, line in enumerate(lines, start=2))
    recommendation = NoteSection("recommendation", "Recommendation", SectionState.STATED, statements)
    vault.documents.save_draft(
        encounter.id, DraftNote("handover_sbar", Language.EN, (situation, recommendation)), ai=True
    )
    vault.encounters.update(replace(vault.encounters.get(encounter.id), state=EncounterState.DRAFTED))


def draft_of_a_new_patient(vault: Vault, handovers: Handovers, shift: Shift, bed: str = "501-1") -> Encounter:
    encounter = handovers.admit(shift.id, bed, "Alex Morgan", "MRN-4711")
    dictate(vault, encounter)
    draft(vault, encounter)
    return encounter


def state(handovers: Handovers, shift: Shift, encounter: Encounter) -> HandoverState:
    row = handovers.board(shift.id).row(encounter.id)
    assert row is not None
    return row.state


def test_patients_stand_on_the_board_in_the_order_of_their_beds(handovers: Handovers, shift: Shift) -> None:
    for bed in ("512-1", "501-10", "501-2", "ICU 1"):
        handovers.admit(shift.id, bed, f"in {bed}")
    assert [row.bed for row in handovers.board(shift.id).rows] == ["501-2", "501-10", "512-1", "ICU 1"]


def test_a_bed_has_a_name_and_one_patient(handovers: Handovers, shift: Shift) -> None:
    first, second = handovers.admit(shift.id, "501-1"), handovers.admit(shift.id, "501-2")
    for bed, code in (("", "bed_missing"), (" 501-1 ", "bed_taken")):
        with pytest.raises(InputError, match=code):
            handovers.admit(shift.id, bed)
        with pytest.raises(InputError, match=code):
            handovers.move(shift.id, second.id, bed)
    handovers.move(shift.id, first.id, "501-1")
    handovers.move(shift.id, second.id, "503-1")
    assert [row.bed for row in handovers.board(shift.id).rows] == ["501-1", "503-1"]
    assert handovers.board(shift.id).rows[1].encounter.place.endswith("503-1")


def test_a_patient_who_left_is_taken_from_the_board_and_keeps_the_encounter(
    vault: Vault, handovers: Handovers, shift: Shift
) -> None:
    encounter = handovers.admit(shift.id, "501-1", "Alex Morgan")
    handovers.remove(encounter.id)
    assert handovers.board(shift.id).rows == ()
    assert vault.encounters.get(encounter.id).patient.name == "Alex Morgan"


def test_the_next_shift_takes_the_patients_over_with_encounters_of_its_own(handovers: Handovers, shift: Shift) -> None:
    before = handovers.admit(shift.id, "501-1", "Alex Morgan", "MRN-4711")
    evening = handovers.begin(
        shift.ward, "2026-03-02", ShiftKind.EVENING, "handover_ipass", Language.EN, with_patients=True
    )
    (row,) = handovers.board(evening.id).rows
    assert (row.bed, row.encounter.patient, row.state) == ("501-1", before.patient, HandoverState.NOT_DICTATED)
    assert row.encounter.id != before.id
    assert evening.giver == "Kim Osei"
    night = handovers.begin(
        shift.ward, "2026-03-02", ShiftKind.NIGHT, "handover_sbar", Language.EN, with_patients=False
    )
    assert handovers.board(night.id).rows == ()


def test_a_shift_that_is_there_is_not_made_twice(handovers: Handovers, shift: Shift) -> None:
    again = handovers.begin(f" {shift.ward} ", shift.day, shift.kind, "handover_ipass", Language.KO, with_patients=True)
    assert again == shift
    with pytest.raises(InputError, match="ward_missing"):
        handovers.begin("  ", shift.day, shift.kind, "handover_sbar", Language.KO, with_patients=True)
    with pytest.raises(InputError, match="template_unknown"):
        handovers.begin("new ward", shift.day, shift.kind, "unknown", Language.KO, with_patients=True)


def test_a_handover_goes_from_state_to_state(vault: Vault, handovers: Handovers, shift: Shift) -> None:
    encounter = handovers.admit(shift.id, "501-1", "Alex Morgan")
    assert state(handovers, shift, encounter) is HandoverState.NOT_DICTATED
    with vault.journal.start_recording(encounter.id) as recording:
        recording.append(bytes(32_000))
    assert state(handovers, shift, encounter) is HandoverState.DICTATED, "recorded, and not transcribed yet"
    dictate(vault, encounter)
    assert state(handovers, shift, encounter) is HandoverState.DICTATED
    draft(vault, encounter)
    assert state(handovers, shift, encounter) is HandoverState.DRAFT
    handovers.check(shift.id, encounter.id, "I have read it.")
    assert state(handovers, shift, encounter) is HandoverState.CHECKED
    handovers.read_back(shift.id, encounter.id)
    row = handovers.board(shift.id).rows[0]
    assert row.state is HandoverState.HANDED_OVER
    assert row.checked_by == "Robin Ashby"
    assert row.read_back is not None
    assert row.read_back.receiver == "Kim Osei"


def test_a_change_after_the_check_asks_for_both_ticks_again(vault: Vault, handovers: Handovers, shift: Shift) -> None:
    encounter = draft_of_a_new_patient(vault, handovers, shift)
    handovers.check(shift.id, encounter.id, "I have read it.")
    handovers.read_back(shift.id, encounter.id)
    Review(vault, ACTOR).edit_section(encounter.id, "handover_sbar", "recommendation", ["Check blood sugar at 18:00."])
    assert state(handovers, shift, encounter) is HandoverState.DRAFT
    with pytest.raises(InputError, match="handover_not_checked"):
        handovers.read_back(shift.id, encounter.id)
    handovers.check(shift.id, encounter.id, "I have read it.")
    assert state(handovers, shift, encounter) is HandoverState.CHECKED
    handovers.read_back(shift.id, encounter.id)
    assert len(Documents(vault, ACTOR).signed(encounter.id)) == 2


def test_only_another_nurse_takes_over_and_only_what_was_checked(
    vault: Vault, handovers: Handovers, shift: Shift
) -> None:
    encounter = draft_of_a_new_patient(vault, handovers, shift)
    with pytest.raises(InputError, match="handover_not_checked"):
        handovers.read_back(shift.id, encounter.id)
    handovers.name_nurses(shift.id, "", "")
    with pytest.raises(SigningRefused, match="signer_missing"):
        handovers.check(shift.id, encounter.id, "I have read it.")
    handovers.name_nurses(shift.id, "Robin Ashby", "")
    handovers.check(shift.id, encounter.id, "I have read it.")
    with pytest.raises(InputError, match="receiver_missing"):
        handovers.read_back(shift.id, encounter.id)
    handovers.name_nurses(shift.id, "Robin Ashby", " robin ashby ")
    with pytest.raises(InputError, match="receiver_is_giver"):
        handovers.read_back(shift.id, encounter.id)


def test_a_second_read_back_changes_nothing(vault: Vault, handovers: Handovers, shift: Shift) -> None:
    encounter = draft_of_a_new_patient(vault, handovers, shift)
    handovers.check(shift.id, encounter.id, "I have read it.")
    first = handovers.read_back(shift.id, encounter.id)
    handovers.name_nurses(shift.id, "Robin Ashby", "Somebody Else")
    assert handovers.read_back(shift.id, encounter.id) == first


def test_what_stands_in_the_way_is_counted_and_stops_the_check(
    vault: Vault, handovers: Handovers, shift: Shift
) -> None:
    encounter = handovers.admit(shift.id, "501-1")
    dictate(vault, encounter)
    draft(vault, encounter)
    Review(vault, ACTOR).edit_section(encounter.id, "handover_sbar", "situation", ["Blood sugar was 412 mg/dL."])
    assert handovers.board(shift.id).rows[0].flags > 0
    with pytest.raises(SigningRefused, match="open_blocks"):
        handovers.check(shift.id, encounter.id, "I have read it.")


def test_tasks_come_from_the_document_with_their_times(vault: Vault, handovers: Handovers, shift: Shift) -> None:
    encounter = draft_of_a_new_patient(vault, handovers, shift)
    tasks = handovers.board(shift.id).rows[0].tasks
    assert [(task.text, task.times) for task in tasks] == [
        ("Check blood sugar at 18:00.", ("18:00",)),
        ("Call the doctor at 22:00.", ("22:00",)),
        ("Keep warm.", ()),
    ]
    handovers.tick(encounter.id, "Keep warm.", is_done=True)
    row = handovers.board(shift.id).rows[0]
    assert [task.text for task in row.open_tasks] == ["Check blood sugar at 18:00.", "Call the doctor at 22:00."]
    draft(vault, encounter, "Keep warm.", "Check blood sugar at 19:00.")
    tasks = handovers.board(shift.id).rows[0].tasks
    assert [(task.text, task.is_done) for task in tasks] == [
        ("Check blood sugar at 19:00.", False),
        ("Keep warm.", True),
    ]
    handovers.tick(encounter.id, "Keep warm.", is_done=False)
    assert len(handovers.board(shift.id).rows[0].open_tasks) == 2


def test_tasks_of_a_night_go_on_past_midnight() -> None:
    tasks = [Task("at six", ("06:00",)), Task("any time"), Task("at eleven", ("23:00",)), Task("soon", ("22:30",))]
    assert [task.text for task in in_order(tasks, "21:00")] == ["soon", "at eleven", "at six", "any time"]


def test_the_handover_documents_are_those_that_hold_tasks(handovers: Handovers) -> None:
    assert [template.id for template in handovers.templates()] == ["handover_sbar", "handover_ipass"]
    statement = Statement("n001", "Turn hourly.")
    sections = tuple(
        NoteSection(each, "", SectionState.STATED, (statement,)) for each in ("patient_summary", "action_list")
    )
    note = DraftNote("handover_ipass", Language.EN, sections)
    assert task_lines(note, handovers.templates()[1]) == ("Turn hourly.",)


def test_everything_is_audited_and_nobody_is_named(vault: Vault, handovers: Handovers, shift: Shift) -> None:
    known = len(vault.audit_log.events())
    encounter = draft_of_a_new_patient(vault, handovers, shift)
    handovers.tick(encounter.id, "Keep warm.", is_done=True)
    handovers.tick(encounter.id, "Keep warm.", is_done=False)
    document = handovers.check(shift.id, encounter.id, "I have read it.")
    handovers.read_back(shift.id, encounter.id)
    handovers.remove(encounter.id)
    events = [sealed.event for sealed in vault.audit_log.events()[known:]]
    assert [event.action for event in events] == [
        "encounter_created",
        "task_done",
        "task_reopened",
        "document_signed",
        "handover_read_back",
        "patient_taken_from_board",
    ]
    assert events[4].subject == document.id
    assert not re.search("Morgan|MRN-4711|warm|Robin|Osei", repr(events))


@pytest.mark.skipif(not shutil.which("pdftotext"), reason="needs poppler")
def test_the_sheet_holds_the_ward(vault: Vault, handovers: Handovers, shift: Shift, tmp_path: Path) -> None:
    try:
        find_fonts()
    except ExportError:
        pytest.skip("no TrueType font with Korean letters here")
    done = draft_of_a_new_patient(vault, handovers, shift)
    handovers.tick(done.id, "Keep warm.", is_done=True)
    handovers.check(shift.id, done.id, "I have read it.")
    handovers.read_back(shift.id, done.id)
    draft_of_a_new_patient(vault, handovers, shift, "501-2")
    handovers.admit(shift.id, "501-3", "박민준")
    handovers.write_sheet(shift.id, tmp_path / "sheet.pdf")
    words = subprocess.run(["pdftotext", "-raw", tmp_path / "sheet.pdf", "-"], check=True, capture_output=True)
    text = " ".join(words.stdout.decode().split())
    assert "Handing over: Robin Ashby" in text
    assert "Read back: Kim Osei" in text
    assert "□ 18:00 Check blood sugar" in text
    assert "■ Keep warm. (done" in text
    assert text.count("DRAFT, not checked") == 1
    assert text.count("Not dictated") == 1
    assert text.index("501-1") < text.index("501-2") < text.index("박민준")
    assert vault.audit_log.events()[-1].event.action == "ward_sheet_exported"
