"""An invented ward in the middle of its handover, and the screens that show it: for screenshots."""

from collections.abc import Iterator
from dataclasses import replace

from PySide6.QtCore import QSize, QTimer
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from app.domain.encounter import EncounterState
from app.domain.handover import Shift, ShiftKind
from app.domain.language import Language
from app.domain.note import DraftNote, NoteSection, SectionState, Statement, statement_id
from app.domain.transcript import Speaker, Transcript, TranscriptSegment
from app.drafting.templates import load_template
from app.ui.handover.board import HandoverBoard
from app.ui.handover.dialogs import AdmitDialog, ShiftDialog
from app.ui.main_window import MainWindow
from app.ui.parts.notices import Notices
from app.ui.templates.dialog import ExampleNoteDialog, TemplatesDialog
from tests.ui.mouth import Mouth
from tests.ui.workplace import Workplace

_WARD = {Language.KO: "5층 동", Language.EN: "5 East"}
_NURSES = {Language.KO: ("정하늘", "이수민"), Language.EN: ("Robin Ashby", "Kim Osei")}
_NAMES = {
    Language.KO: ("김영수", "이서연", "박민준", "최지우", "정다은", "한지호"),
    Language.EN: ("Alex Morgan", "Sofia Reyes", "Daniel Okafor", "Emma Lindqvist", "Grace Liu", "Noah Petit"),
}
_WRITTEN = {
    Language.KO: {
        "situation": ("66세 남자, 우측 대장 절제술 후 1일째.",),
        "background": ("심부전. 코데인 알레르기(구토).",),
        "assessment": ("14시 혈압 110/70, 맥박 96, 체온 37.9도.", "우측 배액관 배액량 80 mL."),
        "recommendation": ("18시에 혈당 확인.", "22시에 항생제 투여.", "맥박이 120을 넘으면 당직의에게 보고."),
    },
    Language.EN: {
        "situation": ("66 years old, day 1 after right hemicolectomy.",),
        "background": ("Heart failure. Allergic to codeine, which causes vomiting.",),
        "assessment": ("At 14:00 blood pressure 110/70, pulse 96, temperature 37.9.", "Right drain output 80 mL."),
        "recommendation": (
            "Check blood sugar at 18:00.",
            "Give the antibiotic at 22:00.",
            "Call the doctor if the pulse exceeds 120.",
        ),
    },
}


def screens(workplace: Workplace, window: MainWindow, language: Language, size: QSize) -> Iterator[tuple[str, QWidget]]:
    """The board from an empty ward to a recording, its dialogs, and the templates editor."""
    handovers = workplace.services.handovers
    board = HandoverBoard(workplace.services, Notices(), window.page, window.recording_desk, window)
    board.resize(size)
    board.show()
    yield "board_empty", board
    yield "board_shift", _shown(ShiftDialog((), handovers.templates(), window))
    yield "board_admit", _shown(AdmitDialog(lambda *_: None, window))
    shift = half_handed_over(workplace, language)
    board._show_shifts()
    yield "board_handed_over", board
    board.choose(handovers.board(shift.id).rows[2].encounter.id)
    yield "board_draft", board
    _record(workplace, window, board, language)
    yield "board_recording", board
    window.page.running.cancel_all()
    board.close()
    yield from _templates(workplace, window)


def half_handed_over(workplace: Workplace, language: Language) -> Shift:
    handovers, vault = workplace.services.handovers, workplace.vault
    template = "handover_sbar"
    begun = handovers.begin(_WARD[language], "2026-03-02", ShiftKind.DAY, template, language, with_patients=False)
    shift = handovers.name_nurses(begun.id, *_NURSES[language])
    encounters = [
        handovers.admit(shift.id, f"50{1 + number // 3}-{1 + number % 3}", name)
        for number, name in enumerate(_NAMES[language])
    ]
    said = " ".join(line for lines in _WRITTEN[language].values() for line in lines)
    for encounter in encounters[:3]:
        segment = TranscriptSegment("s0001", 0.0, 30.0, Speaker.NURSE, said, 0.9)
        vault.transcripts.save(encounter.id, Transcript(language, 30.0, (segment,)))
        vault.encounters.update(replace(encounter, state=EncounterState.TRANSCRIBED))
        vault.documents.save_draft(encounter.id, _note(language), ai=True)
        vault.encounters.update(replace(encounter, state=EncounterState.DRAFTED))
    for encounter in encounters[:2]:
        handovers.check(shift.id, encounter.id, "I have read it.")
    handovers.read_back(shift.id, encounters[0].id)
    handovers.tick(encounters[0].id, _WRITTEN[language]["recommendation"][0], is_done=True)
    return shift


def _note(language: Language) -> DraftNote:
    sections = []
    number = 0
    for section in load_template("handover_sbar").sections:
        lines = _WRITTEN[language][section.id]
        statements = tuple(Statement(statement_id(number + place), line) for place, line in enumerate(lines, start=1))
        number += len(lines)
        sections.append(NoteSection(section.id, section.titles[language], SectionState.STATED, statements))
    return DraftNote("handover_sbar", language, tuple(sections))


def _record(workplace: Workplace, window: MainWindow, board: HandoverBoard, language: Language) -> None:
    mouth = Mouth()
    window.recording_desk.microphones.chosen = lambda _: mouth
    shift = board._head.shift
    assert shift is not None
    board.choose(workplace.services.handovers.board(shift.id).rows[4].encounter.id)
    QTimer.singleShot(0, _agree)
    board._on_dictation_requested()
    workplace.speech.begin()
    for _ in range(13):
        mouth.say(b"\x00\x08" * 16_000)
    segment = TranscriptSegment("s0001", 0.0, 5.0, Speaker.NURSE, _WRITTEN[language]["situation"][0], 0.9)
    workplace.speech.keep(Transcript(language, 10.0, (segment,)))
    workplace.drafting.complete(_note(language).sections[:2])


def _agree() -> None:
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, QDialog)
    dialog.accept()


def _templates(workplace: Workplace, window: MainWindow) -> Iterator[tuple[str, QWidget]]:
    editor = TemplatesDialog(workplace.services.library, window)
    yield "templates", _shown(editor)
    editor._copy.click()
    editor._editor._add.click()
    yield "templates_own", editor
    yield "templates_from_note", _shown(ExampleNoteDialog(window))
    editor._history.clear()
    editor._shown = None
    editor.close()


def _shown(dialog: QWidget) -> QWidget:
    dialog.show()
    return dialog
