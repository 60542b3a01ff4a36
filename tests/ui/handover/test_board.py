"""The handover board: a shift begun, patients dictated one after another, checked, read back and printed."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QImage
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPrintSupport import QPrintDialog
from PySide6.QtWidgets import QApplication, QCheckBox, QDialog, QFileDialog, QLabel
from pytestqt.qtbot import QtBot

from app.domain.encounter import EncounterState
from app.domain.handover import BoardRow, HandoverState, ShiftKind
from app.domain.language import Language
from app.domain.note import DraftNote, Flag, FlagKind, NoteSection, SectionState, Severity, Statement
from app.domain.transcript import Speaker, Transcript, TranscriptSegment
from app.engines.protocol import DraftAhead, DraftJob
from app.ui.handover.board import HandoverBoard
from app.ui.handover.dialogs import AdmitDialog, ShiftDialog, shift_at
from app.ui.handover.names import bed_label, shift_kind_name
from app.ui.main_window import MainWindow
from app.ui.parts import settings
from app.ui.parts.settings import TEXT_SIZE
from app.ui.parts.start import start_application
from app.ui.parts.style import apply_style
from app.ui.parts.tasks import finish_tasks
from app.ui.recording.consent_dialog import ConsentDialog
from tests.ui.mouth import SECOND, Mouth
from tests.ui.test_accessibility import nameless, unreachable

WARD = "5 East"


@pytest.fixture
def mouth(window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> Mouth:
    found = Mouth()
    monkeypatch.setattr(window.recording_desk.microphones, "chosen", lambda microphone_id: found)
    return found


@pytest.fixture
def ward(workplace, request):
    """A shift with three patients, the nurses named."""
    handovers = workplace.services.handovers
    shift = handovers.begin(
        f"{WARD} {request.node.name}", "2199-03-02", ShiftKind.DAY, "handover_sbar", Language.EN, with_patients=False
    )
    for bed, name in (("501-1", "Alex Morgan"), ("501-2", "Sofia Reyes"), ("502-1", "Daniel Okafor")):
        handovers.admit(shift.id, bed, name)
    yield handovers.name_nurses(shift.id, "Robin Ashby", "Kim Osei")
    for row in handovers.board(shift.id).rows:
        handovers.remove(row.encounter.id)
    with workplace.vault.database.transaction() as tables:
        tables.execute("DELETE FROM shifts WHERE id = ?", [shift.id])


@pytest.fixture
def board(workplace, window, ward, qtbot: QtBot) -> HandoverBoard:
    dialog = HandoverBoard(workplace.services, window._notices, window.page, window.recording_desk, window)
    qtbot.addWidget(dialog)
    dialog.show()
    assert dialog._head.shift == ward
    return dialog


def rows(workplace, board: HandoverBoard) -> tuple[BoardRow, ...]:
    return workplace.services.handovers.board(board._head.shift.id).rows


def draft(workplace, row: BoardRow, *, flag: Flag | None = None) -> None:
    said = "Her blood pressure is stable. Please check the blood sugar at six pm."
    transcript = Transcript(Language.EN, 5.0, (TranscriptSegment("s0001", 0.0, 5.0, Speaker.NURSE, said, 0.9),))
    workplace.vault.transcripts.save(row.encounter.id, transcript)
    workplace.vault.encounters.update(replace(row.encounter, state=EncounterState.TRANSCRIBED))
    flags = (flag,) if flag else ()
    situation = Statement("n001", "Her blood pressure is stable.", ("s0001",), flags=flags)
    task = Statement("n002", "Check blood sugar at 18:00.", ("s0001",))
    sections = (
        NoteSection("situation", "Situation", SectionState.STATED, (situation,)),
        NoteSection("background", "Background", SectionState.NOT_STATED),
        NoteSection("recommendation", "Recommendation", SectionState.STATED, (task,)),
    )
    workplace.vault.documents.save_draft(row.encounter.id, DraftNote("handover_sbar", Language.EN, sections), ai=True)
    workplace.vault.encounters.update(replace(row.encounter, state=EncounterState.DRAFTED))


def settled(board: HandoverBoard, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: board._changes.are_settled)
    board.refresh()


def words_of(board: HandoverBoard) -> str:
    return "\n".join(label.text() for label in board._pane.findChildren(QLabel))


def states(board: HandoverBoard) -> list[str]:
    return [board._table.item(number, 2).text() for number in range(board._table.rowCount())]


def press(board: HandoverBoard, qtbot: QtBot, key: Qt.Key) -> None:
    board.activateWindow()
    qtbot.waitUntil(lambda: QApplication.activeWindow() is board)
    qtbot.keyClick(board, key)


def test_patients_stand_by_bed_each_with_its_state(workplace, board, qtbot):
    first, second, _ = rows(workplace, board)
    draft(workplace, first)
    draft(workplace, second, flag=Flag(FlagKind.NUMBER_UNSUPPORTED, Severity.BLOCK, "412"))
    board.refresh()
    assert [board._table.item(number, 0).text() for number in range(3)] == ["501-1", "501-2", "502-1"]
    assert states(board) == ["Draft", "Draft, 1 to confirm", "Not dictated"]
    assert board._table.item(0, 3).text() == "1 open · 18:00"
    spoken = board._table.item(0, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "501-1, Alex Morgan, Draft, 1 open · 18:00"


def test_the_chosen_patients_handover_is_read_beside_the_list(workplace, board, qtbot):
    first, second, _ = rows(workplace, board)
    draft(workplace, first)
    board.refresh()
    board.choose(second.encounter.id)
    assert "Nothing is dictated yet." in words_of(board)
    qtbot.keyClick(board._table, Qt.Key.Key_Up)
    words = words_of(board)
    assert "501-1 · Alex Morgan" in words
    assert "Her blood pressure is stable." in words
    assert "Not stated" in words
    assert "18:00" in words


def undo(board: HandoverBoard, qtbot: QtBot) -> None:
    board._head._undo.click()
    settled(board, qtbot)


def test_a_tick_a_move_and_a_removal_are_taken_back_one_by_one(workplace, board, answer, monkeypatch, qtbot):
    monkeypatch.setattr("app.ui.handover.board.is_sure", lambda *_, **__: True)
    first = rows(workplace, board)[0]
    draft(workplace, first)
    board.refresh()
    assert not board._head._undo.isEnabled()

    def move(dialog: QDialog) -> None:
        dialog._bed.setText("503-1")
        dialog.accept()

    board._pane.findChild(QCheckBox).click()
    settled(board, qtbot)
    answer(move)
    board._pane._move.click()
    settled(board, qtbot)
    board._pane._remove.click()
    settled(board, qtbot)
    assert first.encounter.id not in {row.encounter.id for row in rows(workplace, board)}
    undo(board, qtbot)
    assert ("503-1", first.encounter.id) in {(row.bed, row.encounter.id) for row in rows(workplace, board)}
    undo(board, qtbot)
    (again, *_) = rows(workplace, board)
    assert (again.bed, again.tasks[0].is_done) == ("501-1", True)
    undo(board, qtbot)
    assert not rows(workplace, board)[0].tasks[0].is_done
    assert board._notices.history[-1].sentence == "Taken back: tick of a task, bed 501-1."
    assert not board._head._undo.isEnabled()
    board._history.make_again()
    settled(board, qtbot)
    assert rows(workplace, board)[0].tasks[0].is_done


def test_one_patient_after_another_is_dictated_with_one_key(workplace, window, board, mouth, answer, qtbot):
    asked = []

    def agree(dialog: QDialog) -> None:
        assert isinstance(dialog, ConsentDialog)
        asked.append(dialog.consent.given_by.value)
        dialog.accept()

    answer(agree)
    press(board, qtbot, Qt.Key.Key_F5)
    desk = window.recording_desk
    first, second, third = (row.encounter.id for row in rows(workplace, board))
    assert desk.recording.encounter_id == first
    workplace.speech.begin()
    mouth.say(SECOND)
    board.refresh()
    assert states(board)[0] == "Recording"
    assert board._dictation._dictate.text() == "Stop, then 501-2 · Sofia Reyes"
    press(board, qtbot, Qt.Key.Key_F5)
    assert desk.recording is None
    assert board._table.chosen_id == second
    press(board, qtbot, Qt.Key.Key_F5)
    assert asked == ["speaker"]
    assert desk.recording.encounter_id == second
    board.refresh()
    assert states(board)[:2] == ["Being transcribed", "Recording"]
    press(board, qtbot, Qt.Key.Key_F6)
    qtbot.waitUntil(lambda: "Paused" in board._dictation._words.text())
    press(board, qtbot, Qt.Key.Key_F5)
    assert board._table.chosen_id == third
    assert board._dictation._dictate.text() == "Dictate: 502-1 · Daniel Okafor"
    window.page.running.cancel_all()


def test_what_was_dictated_is_written_as_the_shifts_document(workplace, window, board, mouth, answer, qtbot):
    answer(QDialog.accept)
    qtbot.keyClick(board._table, Qt.Key.Key_Return)
    live = next(job for job in reversed(workplace.speech.jobs))
    workplace.speech.begin()
    said = TranscriptSegment("s0001", 0.2, 1.0, Speaker.UNKNOWN, "stable")
    workplace.speech.keep(Transcript(Language.EN, 1.0, (said,)))
    assert live is workplace.speech.jobs[-1]
    ahead = workplace.drafting.jobs[-1].task
    assert isinstance(ahead, DraftAhead)
    statement = Statement("n001", "She is stable so far.")
    workplace.drafting.complete((NoteSection("situation", "Situation", SectionState.STATED, (statement,)),))
    assert "She is stable so far." in words_of(board)
    qtbot.keyClick(board._table, Qt.Key.Key_Return)
    workplace.speech.complete(1.0)
    job = workplace.drafting.jobs[-1].task
    assert isinstance(job, DraftJob)
    assert job.template.id == "handover_sbar"
    assert job.language is Language.EN
    assert "Alex" not in repr(job.transcript.text)
    board.refresh()
    assert states(board)[0] == "Being written"
    window.page.running.cancel_all()
    board.refresh()
    assert states(board)[0] == "Dictated, not written"


def test_check_and_read_back_hand_a_patient_over(workplace, board, qtbot):
    first, *_ = rows(workplace, board)
    assert board._dictation._dictate.property("primary")
    draft(workplace, first)
    board.refresh()
    assert not board._dictation._dictate.property("primary")
    assert board._pane.may_check
    assert not board._pane.may_read_back
    assert board._pane.statement in words_of(board)
    press(board, qtbot, Qt.Key.Key_F9)
    settled(board, qtbot)
    assert states(board)[0] == "Checked"
    (document,) = workplace.services.documents.signed(first.encounter.id)
    assert document.attestation.clinician.name == "Robin Ashby"
    assert document.attestation.statement == board._pane.statement
    press(board, qtbot, Qt.Key.Key_F10)
    settled(board, qtbot)
    assert states(board)[0] == "Handed over"
    assert rows(workplace, board)[0].read_back.receiver == "Kim Osei"
    assert not board._dictation._dictate.isEnabled()


def test_a_nurse_of_an_earlier_shift_is_chosen_and_not_typed(workplace, board, qtbot):
    field = board._head._receiver
    known = [field.itemText(place) for place in range(field.count())]
    assert known == ["Kim Osei", "Robin Ashby"]
    field.setCurrentIndex(known.index("Robin Ashby"))
    field.activated.emit(field.currentIndex())
    settled(board, qtbot)
    (shift,) = workplace.services.handovers.shifts()
    assert shift.receiver == "Robin Ashby"


def test_what_a_tick_waits_for_is_told(workplace, board, qtbot):
    first, second, _ = rows(workplace, board)
    draft(workplace, first)
    draft(workplace, second, flag=Flag(FlagKind.NUMBER_UNSUPPORTED, Severity.BLOCK, "412"))
    board._head._giver.line.clear()
    board._head._giver.line.editingFinished.emit()
    settled(board, qtbot)
    assert not board._pane.may_check
    assert "Enter above who hands over." in words_of(board)
    board.choose(second.encounter.id)
    assert "To correct or confirm in the note before it can be checked: 1" in words_of(board)
    press(board, qtbot, Qt.Key.Key_F9)
    press(board, qtbot, Qt.Key.Key_F10)
    settled(board, qtbot)
    assert workplace.services.documents.signed(second.encounter.id) == ()


def test_a_task_is_ticked_anywhere_on_its_line_and_stays_ticked(workplace, board, qtbot):
    first, *_ = rows(workplace, board)
    draft(workplace, first)
    board.refresh()
    box = next(each for each in board._pane.findChildren(QCheckBox))
    assert box.accessibleName() == "18:00 Check blood sugar at 18:00."
    qtbot.mouseClick(box.parentWidget(), Qt.MouseButton.LeftButton)
    settled(board, qtbot)
    assert board._table.item(0, 3).text() == "Nothing open"
    box = next(each for each in board._pane.findChildren(QCheckBox) if each.isVisible())
    assert box.isChecked()
    box.click()
    settled(board, qtbot)
    assert rows(workplace, board)[0].open_tasks


def test_the_note_opens_in_the_window(workplace, window, board, qtbot):
    first, *_ = rows(workplace, board)
    draft(workplace, first)
    board.refresh()
    with qtbot.waitSignal(board.opening_requested) as told:
        board._pane._open.click()
    assert told.args == [first.encounter.id, "handover_sbar"]
    assert board.result() == QDialog.DialogCode.Accepted
    window.handover_desk._on_opening_requested(*told.args)
    qtbot.waitUntil(lambda: window.page.open is not None and window.page.open.encounter.id == first.encounter.id)
    assert window.page.open.template_id == "handover_sbar"


def test_a_shift_is_begun_and_patients_are_added_from_the_board(workplace, window, answer, qtbot, request):
    ward = f"{WARD} {request.node.name}"

    def begin(dialog: QDialog) -> None:
        assert isinstance(dialog, ShiftDialog)
        dialog._ward.setEditText(ward)
        assert nameless(dialog) == []
        assert unreachable(dialog) == []
        dialog.accept()

    def add(dialog: QDialog) -> None:
        assert isinstance(dialog, AdmitDialog)
        for bed in ("501-1", "501-2"):
            dialog._bed.setText(bed)
            dialog._on_adding()
            assert bed in dialog._told.text()
        dialog._bed.setText("501-2")
        dialog._on_adding()
        assert "There is a patient in this bed already." in dialog._told.text()
        assert nameless(dialog) == []
        dialog.reject()

    def use(board: QDialog) -> None:
        assert isinstance(board, HandoverBoard)
        answer(begin)
        board._head._new_shift.click()
        settled(board, qtbot)
        assert board._head.shift.ward == ward
        assert not board._head._sheet.isEnabled()
        answer(add)
        board._head._add.click()
        assert states(board) == ["Not dictated"] * 2
        board.reject()

    answer(use)
    window.actions_.show_board.trigger()


def test_a_patient_is_moved_and_taken_off_the_board(workplace, board, answer, qtbot):
    def move(dialog: QDialog) -> None:
        dialog._bed.setText("510-1")
        dialog.accept()

    answer(move)
    board._pane._move.click()
    settled(board, qtbot)
    assert [row.bed for row in rows(workplace, board)] == ["501-2", "502-1", "510-1"]
    answer(lambda box: box.buttons()[0].click())
    board._pane._remove.click()
    settled(board, qtbot)
    assert len(rows(workplace, board)) == 2


def test_the_sheet_is_written_where_the_nurse_says(workplace, window, board, monkeypatch, tmp_path, qtbot):
    written: list[Callable] = []
    proposed = []

    def choose(*asked):
        proposed.append(Path(asked[2]).name)
        return str(tmp_path / "sheet"), ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", choose)
    monkeypatch.setattr(workplace.services.handovers.__class__, "write_sheet", lambda _, *asked: written.append(asked))
    board._head._sheet.click()
    finish_tasks()
    qtbot.waitUntil(lambda: "Exported: sheet.pdf" in [notice.sentence for notice in window._notices.history])
    shift = board._head.shift
    assert written == [(shift.id, tmp_path / "sheet.pdf")]
    assert proposed == [f"{shift.ward} {shift.day} {shift_kind_name(shift.kind)}.pdf"]


def test_everything_on_the_board_has_a_name_and_is_reached_by_key(workplace, board):
    first, *_ = rows(workplace, board)
    draft(workplace, first)
    board.refresh()
    # The headers and the corner are Qt's own parts of the table.
    assert [each for each in nameless(board) if each.parentWidget() is not board._table] == []
    assert [each for each in unreachable(board) if each.parentWidget() is not board._table] == []
    assert board.minimumSizeHint().width() <= 1366
    assert board.minimumSizeHint().height() <= 728


@pytest.mark.parametrize(
    ("hour", "day", "kind"),
    [
        (6, 1, ShiftKind.NIGHT),
        (7, 2, ShiftKind.DAY),
        (14, 2, ShiftKind.DAY),
        (15, 2, ShiftKind.EVENING),
        (23, 2, ShiftKind.NIGHT),
    ],
)
def test_the_likely_shift_is_the_one_at_work(hour: int, day: int, kind: ShiftKind) -> None:
    assert shift_at(datetime(2026, 3, 2, hour)) == (date(2026, 3, day), kind)


def test_a_state_has_a_name_and_an_icon() -> None:
    from app.ui.handover.names import STATE_ICONS, handover_state_name

    assert {handover_state_name(state) for state in HandoverState}
    assert set(STATE_ICONS) == set(HandoverState)


def test_the_sheet_is_printed_page_by_page_and_left_nowhere(workplace, board, monkeypatch, tmp_path, qtbot):
    file = tmp_path / "printed.pdf"

    def choose_file(dialog: QPrintDialog) -> int:
        dialog.printer().setOutputFileName(str(file))
        return QDialog.DialogCode.Accepted

    monkeypatch.setattr(QPrintDialog, "exec", choose_file)
    for number in range(30):
        workplace.services.handovers.admit(board._head.shift.id, f"6{number:02d}-1")
    board.refresh()
    board._head._print.click()
    finish_tasks()
    qtbot.waitUntil(lambda: file.is_file() and file.stat().st_size > 0)
    printed = QPdfDocument()
    printed.load(str(file))
    assert printed.pageCount() >= 2
    assert printed.pagePointSize(0).width() > printed.pagePointSize(0).height()
    page = printed.render(0, QSize(300, 212)).convertToFormat(QImage.Format.Format_Grayscale8)
    assert min(bytes(page.constBits())) < 128
    assert workplace.vault.audit_log.events()[-1].event.action == "ward_sheet_printed"


def test_tasks_are_ticked_one_after_another_by_key(workplace, board, qtbot):
    first, *_ = rows(workplace, board)
    draft(workplace, first)
    review = workplace.services.review
    review.edit_section(first.encounter.id, "handover_sbar", "recommendation", ["Turn hourly.", "Keep warm."])
    board.refresh()
    board.activateWindow()
    boxes = board._pane.findChildren(QCheckBox)
    boxes[0].setFocus()
    qtbot.waitUntil(boxes[0].hasFocus)
    qtbot.keyClick(boxes[0], Qt.Key.Key_Space)
    settled(board, qtbot)
    focused = QApplication.focusWidget()
    assert isinstance(focused, QCheckBox)
    assert (focused.accessibleName(), focused.isChecked()) == ("Turn hourly.", True)


def test_the_board_closes_when_everything_is_kept(workplace, board, qtbot):
    board._head._receiver.setFocus()
    board._head._receiver.line.setText("Ada Osei")
    board._head._receiver.line.editingFinished.emit()
    board.reject()
    qtbot.waitUntil(lambda: not board.isVisible())
    assert workplace.services.handovers.shifts()[0].receiver == "Ada Osei"


def test_a_double_tap_does_not_tick_for_the_other_nurse(workplace, board, qtbot):
    first, *_ = rows(workplace, board)
    draft(workplace, first)
    board.refresh()
    tapped = board._pane._check.mapToGlobal(board._pane._check.rect().center())
    board._pane._check.click()
    settled(board, qtbot)
    read_back = board._pane._read_back
    assert read_back.isVisible()
    assert not read_back.rect().contains(read_back.mapFromGlobal(tapped))


@pytest.fixture
def twice_the_size():
    settings.chosen().choose(TEXT_SIZE, "200")
    apply_style(start_application())
    yield
    settings.chosen().choose(TEXT_SIZE, "100")
    apply_style(start_application())


def test_at_twice_the_size_a_long_name_is_cut_short_and_not_by_the_edge_of_the_button(
    workplace, twice_the_size, board, qtbot
):
    long_name = "Maximiliane Featherstonehaugh-Cholmondeley"
    workplace.services.handovers.admit(board._head.shift.id, "501-9", long_name)
    board.refresh()
    board.resize(1366, 768)
    first, *_ = rows(workplace, board)
    board.choose(first.encounter.id)
    following = next(row for row in rows(workplace, board) if row.bed == "501-9")
    button = board._dictation._dictate
    board._dictation.show_idle(f"Stop, then {bed_label(following)}")
    qtbot.waitUntil(lambda: button.isVisible())
    assert board.minimumSizeHint().width() <= 1366
    assert button.text().endswith("…")
    assert button.fontMetrics().horizontalAdvance(button.text()) <= button.width() - button.iconSize().width() - 16
    assert button.accessibleName() == f"Stop, then 501-9 · {long_name}"


def test_a_board_of_nobody_shows_only_how_to_begin(workplace, board, qtbot):
    assert board._pane.isVisible()
    assert board._dictation.isVisible()
    for row in rows(workplace, board):
        workplace.services.handovers.remove(row.encounter.id)
    board.refresh()
    assert not board._pane.isVisible()
    assert not board._dictation.isVisible()
    assert board._nobody.isVisible()
    assert board._head._giver.isVisible()
    board._show_board(None)
    assert not board._head._giver.isVisible()
