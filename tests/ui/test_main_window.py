"""The day's work through the window: real services and vault, scripted engines."""

import json
from datetime import date
from pathlib import Path

import numpy as np
import pytest
from docx import Document
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtPrintSupport import QPrintDialog
from PySide6.QtWidgets import QDialog, QFileDialog, QLabel, QLineEdit, QMessageBox, QPushButton

from app.domain.encounter import Clinician, EncounterState, Role
from app.domain.errors import Problem
from app.domain.language import Language
from app.domain.note import NoteSection, Origin, SectionState, Statement
from app.domain.notice import Level
from app.engines.protocol import (
    AudioDamaged,
    LanguageFound,
    LineBegun,
    NoteGrown,
    Progressed,
    SegmentFound,
    TranscriptRead,
)
from app.review.checks import review_note
from app.ui.encounter.dialogs import CorrectionDialog
from app.ui.encounter.patient_dialog import PatientDialog
from app.ui.note.section import SectionPanel
from app.ui.parts.names import date_label
from app.ui.parts.notices import NoticeBar
from app.ui.parts.progress import ProgressStrip
from app.ui.parts.tasks import finish_tasks
from app.ui.sound.stretches import Stretch, cut
from tests.ui import consultations
from tests.ui.loudspeaker import Loudspeaker
from tests.ui.waiting import settle


@pytest.fixture(params=list(Language))
def language(request) -> Language:
    return request.param


def visible_words(widget) -> str:
    return "\n".join(label.text() for label in widget.findChildren(QLabel) if label.isVisible())


def notices(window) -> list[str]:
    return [notice.sentence for notice in window.page._notices.history]


def state_of(workplace, encounter) -> EncounterState:
    return workplace.services.encounters.get(encounter.id).state


def choose_file(monkeypatch, path: Path) -> None:
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(path), ""))
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(path), ""))


def open_new(workplace, window, name="New patient"):
    encounter = workplace.services.encounters.create(name)
    window.open_encounter(encounter.id)
    return encounter


def import_recording(workplace, seconds: float) -> None:
    workplace.speech.hear(np.zeros(int(seconds * 16_000), "<i2").tobytes())
    workplace.speech.complete(seconds)


def filled_buttons(window) -> list[str]:
    """What is offered as the next step."""
    buttons = window.findChildren(QPushButton)
    return [each.text().replace("&", "") for each in buttons if each.isVisible() and each.property("primary")]


def test_at_every_step_one_thing_is_offered_as_the_next(workplace, window, qtbot):
    services = workplace.services
    drafted = workplace.add_drafted("Drafted", Language.EN)
    signed = workplace.add_drafted("Signed", Language.EN)
    for statement, flag in services.review.note(signed.id, "soap").open_blocks():
        services.review.confirm(signed.id, "soap", statement.id, flag, "as I said")
    services.documents.sign(signed.id, "soap", Clinician("Dr Lee", Role.DOCTOR), "I have read it.")
    assert filled_buttons(window) == ["New encounter…"]
    open_new(workplace, window)
    assert filled_buttons(window) == ["Record…"]
    window.work_desk.transcribe(Path("consultation.ogg"))
    import_recording(workplace, 3.0)
    qtbot.mouseClick(window.findChild(ProgressStrip).findChildren(QPushButton)[0], Qt.MouseButton.LeftButton)
    assert filled_buttons(window) == ["Transcribe"]
    window.open_encounter(workplace.add_transcribed("Transcribed", consultations.transcript(Language.EN)).id)
    assert filled_buttons(window) == ["Draft note"]
    window.open_encounter(drafted.id)
    assert filled_buttons(window) == ["Sign…"]
    window.open_encounter(signed.id)
    assert filled_buttons(window) == ["New encounter…"]


@pytest.mark.parametrize(("language_of_window", "words"), [("en", "2 Mar 2026"), ("ko", "2026. 3. 2.")])
def test_a_day_is_written_so_that_it_is_read_as_no_other(language_of_window, words, monkeypatch):
    monkeypatch.setenv("SAEGIM_LANG", language_of_window)
    assert date_label(date(2026, 3, 2)) == words


def test_a_new_encounter_is_two_keystrokes(window, qtbot, answer):
    answer(lambda dialog: qtbot.keyClick(dialog, Qt.Key.Key_Return))
    qtbot.keyClick(window, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: window.page.open is not None)
    assert window.page.open.encounter.state is EncounterState.OPEN
    assert "Patient not named yet" in visible_words(window)


def test_a_new_encounter_takes_name_and_number(window, qtbot, answer):
    def fill(dialog: QDialog) -> None:
        assert isinstance(dialog, PatientDialog)
        name, number = dialog.findChildren(QLineEdit)
        name.setText("이서연")
        number.setText("77-1")
        dialog.accept()

    answer(fill)
    window.actions_.new_encounter.trigger()
    qtbot.waitUntil(lambda: window.page.open is not None)
    patient = window.page.open.encounter.patient
    assert (patient.name, patient.number) == ("이서연", "77-1")


def test_from_audio_file_to_segments(workplace, window, language, monkeypatch):
    transcript = consultations.transcript(language)
    encounter = open_new(workplace, window)
    choose_file(monkeypatch, Path("consultation.ogg"))
    window.actions_.open_audio.trigger()
    strip = window.findChild(ProgressStrip)
    assert strip.isVisible()
    assert not window.actions_.open_audio.isEnabled()
    import_recording(workplace, transcript.duration_s)
    workplace.speech.report(LanguageFound(language, 0.97))
    for number, segment in enumerate(transcript.segments, start=1):
        workplace.speech.report(SegmentFound(segment))
        workplace.speech.report(Progressed(segment.end_s, transcript.duration_s))
        assert window.page.transcript_panel.view.model().rowCount() == number
    assert "Transcribing" in visible_words(strip)
    workplace.speech.complete(transcript)
    assert not strip.isVisible()
    assert state_of(workplace, encounter) is EncounterState.TRANSCRIBED
    assert "98 % certainty" in visible_words(window)
    assert window.actions_.draft_note.isEnabled()


def test_cancelled_transcription_keeps_the_recording_and_says_nothing(workplace, window, qtbot):
    encounter = open_new(workplace, window)
    window.work_desk.transcribe(Path("consultation.ogg"))
    import_recording(workplace, 3.0)
    cancel = next(b for b in window.findChild(ProgressStrip).findChildren(QPushButton))
    qtbot.mouseClick(cancel, Qt.MouseButton.LeftButton)
    assert window.page.work is None
    assert workplace.services.recordings.has_recording(encounter.id)
    assert "Transcribe it." in visible_words(window)
    assert window.actions_.transcribe_again.isEnabled()
    assert notices(window) == []


def test_crashed_engine_is_told_and_the_job_is_offered_again(workplace, window):
    open_new(workplace, window)
    window.work_desk.transcribe(Path("consultation.ogg"))
    import_recording(workplace, 3.0)
    workplace.speech.crash("speech_crashed")
    (notice,) = window.page._notices.history
    assert notice.level is Level.PROBLEM
    assert notice.next_step
    assert window.findChild(NoticeBar).isVisible()
    window.actions_.transcribe_again.trigger()
    workplace.speech.complete(consultations.transcript(Language.EN))
    assert window.page.open.transcript is not None


def test_a_missing_model_is_told_and_leaves_no_work_behind(workplace, window, monkeypatch, tmp_path):
    encounter = workplace.add_transcribed("No model", consultations.transcript(Language.EN))
    window.open_encounter(encounter.id)
    monkeypatch.setattr(workplace.services.drafting, "_models_dir", tmp_path)
    window.work_desk.draft()
    assert window.page.work is None
    assert not window.findChild(ProgressStrip).isVisible()
    assert len(notices(window)) == 1


def test_the_note_is_shown_as_it_is_written(workplace, window, language):
    encounter = workplace.add_transcribed("Drafting", consultations.transcript(language))
    note = consultations.note(language)
    window.open_encounter(encounter.id)
    window.actions_.draft_note.trigger()
    workplace.drafting.report(TranscriptRead(0, 800))
    assert "Reading the transcript…" in visible_words(window.findChild(ProgressStrip))
    first, second = note.sections[:2]
    workplace.drafting.report(LineBegun(first.title))
    assert not window.page.note_panel.view.statement_rows()
    workplace.drafting.report(NoteGrown((first,)))
    assert [row.statement for row in window.page.note_panel.view.statement_rows()] == list(first.statements)
    workplace.drafting.report(TranscriptRead(400, 800))
    workplace.drafting.report(LineBegun(second.title))
    assert f"{second.title} · 50 %" in visible_words(window.findChild(ProgressStrip))
    workplace.drafting.complete(review_note(note, consultations.transcript(language)))
    assert state_of(workplace, encounter) is EncounterState.DRAFTED
    rows = window.page.note_panel.view.statement_rows()
    assert [row.statement.text for row in rows] == [statement.text for statement in note.statements()]
    assert any(row.statement.sources for row in rows)


def test_work_goes_on_while_another_encounter_is_open(workplace, window):
    note = consultations.note(Language.EN)
    drafted = workplace.add_transcribed("Being drafted", consultations.transcript(Language.EN))
    window.open_encounter(drafted.id)
    window.work_desk.draft()
    other = open_new(workplace, window, "Other")
    plan = NoteSection("plan", "Plan", SectionState.STATED, (Statement("n001", "Written meanwhile"),))
    workplace.drafting.report(NoteGrown((plan,)))
    assert not window.page.note_panel.view.statement_rows()
    assert window.page.open.encounter.id == other.id
    window.open_encounter(drafted.id)
    assert [row.statement for row in window.page.note_panel.view.statement_rows()] == list(plan.statements)
    workplace.drafting.complete(note)
    assert window.page.open.note is not None


def test_a_statement_lights_up_its_sources(workplace, window, language, qtbot):
    encounter = workplace.add_drafted("Evidence", language)
    window.open_encounter(encounter.id)
    row = next(row for row in window.page.note_panel.view.statement_rows() if row.statement.sources)
    played = []
    window.page.player.play = lambda audio, stretches: played.append([each.segment_id for each in stretches])
    qtbot.mouseClick(row, Qt.MouseButton.LeftButton)
    assert window.page.transcript_panel.view.segments.lit() == frozenset(row.statement.sources)
    assert played == [list(row.statement.sources)]


def test_a_correction_of_the_transcript_finds_the_evidence_anew(workplace, window, answer, qtbot):
    encounter = workplace.add_drafted("Corrected", Language.EN)
    window.open_encounter(encounter.id)
    before = {flag.written for _, flag in window.page.open.note.open_blocks()}
    segment = next(each for each in window.page.open.transcript.segments if "pulse 92" in each.text)
    window.page.transcript_panel.view.select(segment.id)

    def correct(dialog: QDialog) -> None:
        assert isinstance(dialog, CorrectionDialog)
        dialog._text.setPlainText(segment.text.replace("pulse 92", "pulse 98"))
        dialog.accept()

    answer(correct)
    window.actions_.correct_segment.trigger()
    assert "pulse 98" in window.page.transcript_panel.view.current_segment().text
    settle(window, qtbot)
    after = {flag.written for _, flag in window.page.open.note.open_blocks()}
    assert before - after == {"98"}
    assert "pulse 98" in window.page.transcript_panel.view.current_segment().text


def test_an_edited_section_keeps_the_provenance_of_unchanged_lines(workplace, window, language, qtbot):
    encounter = workplace.add_drafted("Edited", language)
    window.open_encounter(encounter.id)
    section = next(each for each in window.page.open.note.sections if each.id == "plan")
    panel = next(each for each in window.findChildren(SectionPanel) if each.section_id == "plan")
    panel.start_editing()
    kept = [statement.text for statement in section.statements[:-1]]
    panel.editor.setPlainText("\n".join([*kept, "Call tomorrow."]))
    qtbot.keyClick(panel.editor, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    settle(window, qtbot)
    edited = next(each for each in window.page.open.note.sections if each.id == "plan")
    assert edited.statements[:-1] == section.statements[:-1]
    assert edited.statements[-1].origin is Origin.CLINICIAN
    assert edited.statements[-1].text == "Call tomorrow."


def test_what_is_being_written_is_kept_when_another_encounter_is_opened(workplace, window, qtbot):
    encounter = workplace.add_drafted("Interrupted", Language.KO)
    window.open_encounter(encounter.id)
    panel = next(each for each in window.findChildren(SectionPanel) if each.section_id == "plan")
    panel.start_editing()
    panel.editor.setPlainText("내일 전화하기.")
    urgent = open_new(workplace, window, "Urgent")
    settle(window, qtbot)
    assert window.page.open.encounter.id == urgent.id
    note = workplace.services.review.note(encounter.id, "soap")
    assert [s.text for s in next(each for each in note.sections if each.id == "plan").statements] == ["내일 전화하기."]


def test_the_next_flag_goes_round(workplace, window, qtbot):
    encounter = workplace.add_drafted("Flags", Language.EN)
    window.open_encounter(encounter.id)
    waiting = [statement.id for statement, _ in window.page.open.note.open_blocks()]
    assert len(waiting) == 2
    visited = []
    for _ in range(3):
        qtbot.keyClick(window, Qt.Key.Key_F8)
        (chosen,) = [row for row in window.page.note_panel.view.statement_rows() if row.isChecked()]
        visited.append(chosen.statement.id)
    assert visited == [*waiting, waiting[0]]
    for statement, flag in window.page.open.note.open_blocks():
        window._corrections.confirm(statement, flag, "In the chart")
        settle(window, qtbot)
    waiting = {statement.id for statement, _ in window.page.open.note.open_flags()}
    assert waiting
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    qtbot.keyClick(window, Qt.Key.Key_F8)
    (chosen,) = [row for row in window.page.note_panel.view.statement_rows() if row.isChecked()]
    assert chosen.statement.id in waiting


def test_a_section_is_copied_for_pasting(workplace, window):
    encounter = workplace.add_drafted("Copied", Language.EN)
    window.open_encounter(encounter.id)
    window.page.note_panel.view.copy_requested.emit("plan")
    assert "Drink plenty" in QGuiApplication.clipboard().text()


def test_export_writes_the_document(workplace, window, qtbot, monkeypatch, tmp_path):
    encounter = workplace.add_drafted("김영수", Language.KO)
    window.open_encounter(encounter.id)
    choose_file(monkeypatch, tmp_path / "note.docx")
    window.actions_.export_docx.trigger()
    qtbot.waitUntil(lambda: "Exported: note.docx" in notices(window))
    assert "폐렴 의심." in "\n".join(paragraph.text for paragraph in Document(tmp_path / "note.docx").paragraphs)
    choose_file(monkeypatch, tmp_path / "note")
    window.actions_.export_text.trigger()
    qtbot.waitUntil(lambda: "Exported: note.txt" in notices(window))
    assert "폐렴 의심." in (tmp_path / "note.txt").read_text(encoding="utf-8")
    choose_file(monkeypatch, tmp_path / "paper")
    window.actions_.export_pdf.trigger()
    qtbot.waitUntil(lambda: "Exported: paper.pdf" in notices(window), timeout=20_000)
    assert (tmp_path / "paper.pdf").read_bytes().startswith(b"%PDF-")


def test_a_fhir_document_is_offered_of_what_is_signed(workplace, window, qtbot, monkeypatch, tmp_path):
    signed, unsigned = (workplace.add_drafted(name, Language.EN) for name in ("Signed", "Unsigned"))
    services = workplace.services
    for statement, flag in services.review.note(signed.id, "soap").open_blocks():
        services.review.confirm(signed.id, "soap", statement.id, flag, "as I said")
    services.documents.sign(signed.id, "soap", Clinician("Dr Lee", Role.DOCTOR), "I have read it.")
    (button,) = [each for each in window.page.findChildren(QPushButton) if each.text() == "E&xport"]
    for encounter, is_offered in ((signed, True), (unsigned, False), (signed, True)):
        window.open_encounter(encounter.id)
        assert button.isEnabled()
        assert window.actions_.export_fhir.isEnabled() is is_offered
    choose_file(monkeypatch, tmp_path / "note")
    window.actions_.export_fhir.trigger()
    qtbot.waitUntil(lambda: "Exported: note.json" in notices(window))
    bundle = json.loads((tmp_path / "note.json").read_text(encoding="utf-8"))
    assert bundle["entry"][0]["resource"]["status"] == "final"


def test_a_note_is_printed_and_left_nowhere(workplace, window, qtbot, monkeypatch, tmp_path):
    def choose_file(dialog: QPrintDialog) -> int:
        dialog.printer().setOutputFileName(str(tmp_path / "printed.pdf"))
        return QDialog.DialogCode.Accepted

    monkeypatch.setattr(QPrintDialog, "exec", choose_file)
    encounter = workplace.add_drafted("Printed", Language.EN)
    window.open_encounter(encounter.id)
    window.actions_.print_note.trigger()
    finish_tasks()
    qtbot.waitUntil(lambda: (tmp_path / "printed.pdf").is_file(), timeout=20_000)
    assert (tmp_path / "printed.pdf").read_bytes().startswith(b"%PDF-")
    event = workplace.vault.audit_log.events_of(encounter.id)[-1].event
    assert (event.action, event.detail) == ("document_printed", "soap draft")


def test_an_export_that_fails_is_told(workplace, window, qtbot, monkeypatch, tmp_path):
    encounter = workplace.add_drafted("No folder", Language.EN)
    window.open_encounter(encounter.id)
    choose_file(monkeypatch, tmp_path / "nowhere" / "note.docx")
    window.actions_.export_docx.trigger()
    qtbot.waitUntil(lambda: bool(window.page._notices.history))
    assert window.page._notices.history[-1].level is Level.PROBLEM


def test_closing_with_work_running_asks_and_waits_for_its_end(workplace, window, answer, qtbot):
    open_new(workplace, window)
    window.work_desk.transcribe(Path("consultation.ogg"))

    def press(text: str):
        def act(dialog: QDialog) -> None:
            assert isinstance(dialog, QMessageBox)
            next(button for button in dialog.buttons() if button.text() == text).click()

        return act

    answer(press("&Stay"))
    assert not window.close()
    assert window.page.running.is_running()
    answer(press("&Close anyway"))
    window.close()
    qtbot.waitUntil(lambda: not window.isVisible())
    assert not window.page.running.is_running()


def damage_recording(workplace, encounter) -> None:
    """In its second half: what lies before can still be read."""
    (file,) = (path for path in workplace.vault.journal.files() if path.name.startswith(encounter.id))
    content = bytearray(file.read_bytes())
    content[len(content) // 2] ^= 1
    file.write_bytes(content)


def test_a_damaged_recording_is_told_when_its_damage_is_reached(workplace, window, qtbot, monkeypatch):
    monkeypatch.setattr(window.page.player, "_open_output", Loudspeaker)
    encounter = workplace.add_transcribed("Damaged", consultations.transcript(Language.EN))
    damage_recording(workplace, encounter)
    window.open_encounter(encounter.id)
    first, last = window.page.open.transcript.segments[0], window.page.open.transcript.segments[-1]
    said = notices(window)
    window.page.evidence.play(last.id)
    qtbot.waitUntil(lambda: notices(window) != said, timeout=20_000)
    notice = window.page._notices.history[-1]
    assert notice.level is Level.PROBLEM
    assert "damaged" in notice.sentence
    assert "backup" in notice.next_step
    assert window.findChild(NoticeBar).isVisible()
    audio = workplace.services.recordings.audio(encounter.id)
    assert len(cut(audio, [Stretch(first.id, first.start_s, first.end_s)])) > 0


def test_a_damaged_passage_before_a_later_recording_is_told_when_it_is_played(workplace, window, qtbot):
    encounter = workplace.add_transcribed("Damaged", consultations.transcript(Language.EN))
    recorded_s = workplace.vault.journal.duration_s(encounter.id)
    with workplace.vault.journal.start_recording(encounter.id) as recording:
        recording.append(bytes(320_000))
    (file,) = (path for path in workplace.vault.journal.files() if path.name == f"{encounter.id}.saj")
    content = bytearray(file.read_bytes())
    content[len(content) // 2] ^= 1
    file.write_bytes(content)
    [(silent_from_s, silent_until_s)] = workplace.vault.journal.gaps(encounter.id)
    assert 0 < silent_from_s < silent_until_s == recorded_s
    window.open_encounter(encounter.id)
    qtbot.waitUntil(lambda: window.page.open is not None)
    told = workplace.services.recordings.damage_within
    assert told(encounter.id, [(0.0, silent_from_s), (recorded_s, recorded_s + 5)]) is None
    assert told(encounter.id, [(silent_from_s - 1, silent_from_s + 2)]).facts == {"silent_s": 2.0}
    window.page.evidence.play(window.page.open.transcript.segments[-1].id)
    qtbot.waitUntil(lambda: any("silent" in words for words in notices(window)), timeout=20_000)


def test_a_damaged_recording_is_told_when_it_is_transcribed_again(workplace, window, qtbot):
    encounter = workplace.add_transcribed("Damaged", consultations.transcript(Language.EN))
    damage_recording(workplace, encounter)
    window.open_encounter(encounter.id)
    window.work_desk.transcribe_again()
    qtbot.waitUntil(lambda: bool(notices(window)), timeout=20_000)
    assert "damaged" in notices(window)[-1]
    assert window.page.work is not None, "what can be read is transcribed"


def test_a_file_that_is_only_partly_readable_is_told(workplace, window):
    open_new(workplace, window)
    window.work_desk.transcribe(Path("consultation.ogg"))
    workplace.speech.report(AudioDamaged(Problem("audio_damaged", {"read_s": 12})))
    assert "12 seconds" in notices(window)[-1]


def test_lines_built_before_the_page_was_ever_shown_are_not_wrapped_as_if_it_had_no_width(window, workplace):
    """Or the first note that is opened would be some screens high for a moment."""
    window.open_encounter(workplace.add_drafted("First", Language.EN).id)
    view = window.page.note_panel.view
    built_at = view.widget().height()
    for _ in range(20):
        QCoreApplication.sendPostedEvents()
    assert built_at < 3 * view.widget().height()
