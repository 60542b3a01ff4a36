"""Renders the window's screens in both languages: `python -m tests.ui.screenshots FOLDER`.

On the clinic's screen, drawn larger with QT_SCALE_FACTOR=1.5 or 2; what is larger than that screen is said.
"""

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import NoReturn

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QTabWidget, QWidget

from app.domain.encounter import Clinician, Patient, Role, SeenPatient
from app.domain.errors import Problem
from app.domain.language import Language
from app.domain.note import Flag, Statement
from app.domain.notice import Level
from app.engines.protocol import (
    BeingSaid,
    LanguageFound,
    LineBegun,
    NoteGrown,
    Progressed,
    SegmentFound,
    TranscriptRead,
)
from app.paths import logs_dir, models_dir
from app.review.calculators.definition import Calculator
from app.review.calculators.filling import Filled, fill_inputs
from app.review.suggestions import Suggestion
from app.services.support import support_report
from app.ui.encounter.calculators import CalculatorDialog
from app.ui.encounter.dialogs import CorrectionDialog, SettlingDialog
from app.ui.encounter.patient_dialog import PatientDialog
from app.ui.encounter.record_dialog import MedicationTablesDialog, RecordDialog
from app.ui.encounter.sign import AddendumDialog, OnSettled, SignDialog
from app.ui.main_window import MainWindow
from app.ui.note.compare import CompareDialog, Comparison
from app.ui.note.pasted import PastedNoteDialog
from app.ui.parts import tasks
from app.ui.parts.menus import Menus
from app.ui.parts.notices import NoticeHistory, Notices
from app.ui.parts.palette import CommandPalette
from app.ui.parts.start import start_application
from app.ui.recording.consent_dialog import ConsentDialog
from app.ui.sound.microphone_test import MicrophoneTestDialog
from app.ui.system.about import AboutDialog
from app.ui.system.first_steps import FirstStepsDialog
from app.ui.system.help import HelpWindow
from app.ui.system.help_pages import KEYS_PAGE, help_pages
from app.ui.system.models_dialog import ModelsDialog
from app.ui.system.quality_dialog import QualityDialog
from app.ui.system.settings_dialog import SettingsDialog
from app.ui.transcript.vocabulary_dialog import VocabularyDialog
from app.ui.vault.keys_dialog import PassphraseChangeDialog
from app.ui.vault.lock import PassphraseDialog
from app.ui.vault.recovery_key_pages import TypedKeyPage
from app.ui.vault.unlock_dialog import UnlockDialog, VaultDoor
from tests.ui import consultations, ward
from tests.ui.figures import edits_in
from tests.ui.loudspeaker import Loudspeaker
from tests.ui.mouth import Mouth
from tests.ui.room import cut_off
from tests.ui.workplace import Workplace, open_workplace

CLINIC_SCREEN = QSize(1366, 768)
# For Qt's platform without a screen, whose own is a small square.
CLINIC_SCREEN_FILE = Path(__file__).with_name("clinic_screen.json")
# So long that each screen is read and built at once.
WHOLE_S = 20.0
_NAMES = {
    Language.KO: ("김영수", "이서연", "박민준", "최지우"),
    Language.EN: ("Alex Morgan", "Sofia Reyes", "Daniel Okafor", "Emma Lindqvist"),
}


def main(folder: Path) -> None:
    """Each language in a process of its own: an application has one language from its start."""
    folder.mkdir(parents=True, exist_ok=True)
    for language in Language:
        for scheme in ("light", "dark"):
            environment = {**os.environ, "SAEGIM_LANG": language.value, "SAEGIM_COLOURS": scheme}
            environment.setdefault("QT_QPA_PLATFORM", f"offscreen:configfile={CLINIC_SCREEN_FILE}")
            subprocess.run(
                [sys.executable, "-m", "tests.ui.screenshots", str(folder), language.value, scheme],
                env=environment,
                check=True,
            )


def render(folder: Path, language: Language, scheme: str) -> None:
    size = CLINIC_SCREEN / start_application().devicePixelRatio()
    tasks.PATIENCE_S = tasks.SLICE_S = WHOLE_S
    with tempfile.TemporaryDirectory() as place, open_workplace(Path(place)) as workplace:
        for name, screen in _screens(workplace, language, size):
            tasks.finish_tasks()
            QTest.qWait(60)
            path = folder / f"{name}_{language.value}_{scheme}.png"
            screen.grab().save(str(path))
            print("\n    ".join((str(path), *cut_off(screen))))  # noqa: T201


def _screens(workplace: Workplace, language: Language, size: QSize) -> Iterator[tuple[str, QWidget]]:
    names = _NAMES[language]
    signed = workplace.add_drafted(names[3], language)
    _sign(workplace, signed.id)
    new = workplace.services.encounters.create(names[2])
    transcribed = workplace.add_transcribed(names[1], consultations.transcript(language))
    drafted = workplace.add_drafted(names[0], language)
    yield "unlock", _shown(UnlockDialog(VaultDoor(True, _never, _never, _never, _never)))
    yield from _recovery(workplace)
    yield "create_vault", _shown(UnlockDialog(VaultDoor(False, _never, _never, _never, _never)))
    notices = Notices()
    window = MainWindow(workplace.services, notices)
    window.page.player._open_output = Loudspeaker
    window.resize(size)
    window.show()
    yield "nothing_open", window
    window.open_encounter(drafted.id)
    yield "review", window
    rows = window.page.note_panel.view.statement_rows()
    rows[1].setFocus()
    rows[1].click()
    window.page.player.stop()
    yield "evidence", window
    yield from _found(window, language)
    yield from _dialogs(window, language)
    yield from _questions(workplace, window, drafted.id)
    yield from _versions_and_figures(workplace, window, language)
    window.page.note_panel.view.edit_section("plan")
    yield "editing", window
    window.open_encounter(signed.id)
    yield "signed", window
    window.open_encounter(new.id)
    yield "new", window
    _transcribe(workplace, window, language)
    yield "transcribing", window
    window.page.running.cancel_all()
    _record(workplace, window, language)
    yield "recording", window
    small_recorder = window.recording_desk._small_recorder
    small_recorder.show_or_hide(Qt.ApplicationState.ApplicationInactive)
    yield "small_recorder", small_recorder
    small_recorder.show_or_hide(Qt.ApplicationState.ApplicationActive)
    window.actions_.stop_recording.trigger()
    window.open_encounter(transcribed.id)
    _draft(workplace, window, language)
    yield "drafting", window
    workplace.drafting.crash("drafting_crashed")
    yield "failure", window
    window.page.running.cancel_all()
    yield from ward.screens(workplace, window, language, size)
    window.close()
    practice = MainWindow(replace(workplace.services, is_practice=True), Notices())
    practice.resize(size)
    practice.show()
    practice.open_encounter(new.id)
    yield "practice", practice
    practice.close()


def _recovery(workplace: Workplace) -> Iterator[tuple[str, QWidget]]:
    keys = workplace.services.keys
    assert keys is not None
    dialog = UnlockDialog(VaultDoor(True, _never, _never, _never, lambda _: keys))
    dialog._ask_for_recovery_key()
    page = dialog.findChild(TypedKeyPage)
    page.secret.setText("7KQ2-M0ZD")
    page.refuse(Problem("recovery_key_group_mistyped", {"group": 3}))
    yield "recovery_key", _shown(dialog)
    dialog._ask_for_next_passphrase(workplace.vault)
    yield "next_passphrase", dialog
    dialog._on_passphrase_changed(keys)
    yield "next_recovery_key", dialog
    change = PassphraseChangeDialog(keys, None)
    yield "change_passphrase", _shown(change)


def _sign(workplace: Workplace, encounter_id: str) -> None:
    review = workplace.services.review
    note = review.note(encounter_id, "soap")
    assert note is not None
    for statement, flag in note.open_blocks():
        review.confirm(encounter_id, "soap", statement.id, flag, "Seen in the chart")
    clinician = Clinician("정하늘" if note.language is Language.KO else "Robin Ashby", Role.DOCTOR, "12345")
    workplace.services.documents.sign(encounter_id, "soap", clinician, "I have read this document.")


def _found(window: MainWindow, language: Language) -> Iterator[tuple[str, QWidget]]:
    window.actions_.find_words.trigger()
    line = window.page.transcript_panel.find_line
    line.field.setText("오른쪽" if language is Language.KO else "cramps")
    yield "found", window
    line.end()


def _dialogs(window: MainWindow, language: Language) -> Iterator[tuple[str, QWidget]]:
    shown = window.page.open
    assert shown is not None
    assert shown.note is not None
    title = window.page.note_panel.template.titles[shown.note.language]
    yield "new_encounter", _shown(_patient_dialog(window, language))
    yield "palette", _shown(CommandPalette([*Menus().commands(window.actions_)], window))
    names = {template.id: template.titles[language] for template in window.page.note_panel.templates}
    keys = (window.actions_.change_passphrase, window.actions_.change_recovery_key)
    settings = SettingsDialog(names, window, commands={command: command.text() for command in keys})
    yield "settings", _shown(settings)
    yield "models", _shown(ModelsDialog(models_dir(), window))
    steps = FirstStepsDialog(models_dir(), window.recording_desk.microphones, window.actions_, window)
    for name in ("first_models", "first_microphone", "first_practice"):
        yield name, _shown(steps)
        steps._go(1)
    yield "microphone_test", _shown(MicrophoneTestDialog(window.recording_desk.microphones, window))
    pages = help_pages(window.actions_, language)
    for page in ("start", "checking", KEYS_PAGE):
        shown_help = HelpWindow(pages, window)
        shown_help.show_page(page)
        yield f"help_{page}", _shown(shown_help)
    yield "locked", _shown(PassphraseDialog(_never, window))
    yield "about", _shown(AboutDialog(lambda: support_report(models_dir(), logs_dir()), window))
    yield "sign", _shown(SignDialog(shown.encounter, title, shown.note, _NothingSettled(), None, window))
    blocks = shown.note.open_blocks()
    if blocks:
        yield "reason", _shown(SettlingDialog(*blocks[0], window))


def _patient_dialog(window: MainWindow, language: Language) -> PatientDialog:
    """While a name is typed that two patients of earlier days have."""
    name = "김서" if language is Language.KO else "Ann"
    whole = ("김서연", "김서준") if language is Language.KO else ("Anna Sample", "Anne Example")
    patients = (Patient("a", whole[0], "00123-4", "female", "1961-02-03"), Patient("b", whole[1], "00207-1"))
    seen = tuple(
        SeenPatient(patient, day)
        for patient, day in zip(patients, ("2026-03-02T09:30:00+09:00", "2025-11-20T14:00:00+09:00"), strict=True)
    )
    dialog = PatientDialog(lambda _: seen, window.tr("New encounter"), window.tr("&Create"), window)
    field = dialog.findChildren(QLineEdit)[0]
    field.setText(name)
    field.textEdited.emit(name)
    return dialog


def _questions(workplace: Workplace, window: MainWindow, encounter_id: str) -> Iterator[tuple[str, QWidget]]:
    """What is asked beside the note."""
    services, shown = workplace.services, window.page.open
    assert shown is not None
    assert shown.note is not None
    assert shown.transcript is not None
    record = replace(
        services.records.get(encounter_id), sex="female", birth_date="1961-02-03", weight_kg=62.5, allergies=("땅콩",)
    )
    yield "consent", _shown(ConsentDialog(window))
    yield "correction", _shown(CorrectionDialog(shown.transcript.segments[1], window))
    yield "record", _shown(RecordDialog(record, window))
    yield "medication_tables", _shown(MedicationTablesDialog(services.records.settings(), window))
    sections = [(section.id, section.title) for section in shown.note.sections]
    day = date.fromisoformat("2026-03-02")

    def fill(chosen: Calculator) -> tuple[Filled, ...]:
        return fill_inputs(chosen, shown.note, shown.transcript, record, day)

    calculators = CalculatorDialog(fill, sections, shown.note.language, window)
    calculators.chooser.setCurrentIndex(calculators.chooser.findData("news2"))
    yield "calculators", _shown(calculators)
    services.vocabulary.add_word("가람의원")
    services.vocabulary.add_correction("메트폴민", "메트포르민")
    yield "vocabulary", _shown(VocabularyDialog(services.vocabulary, window))
    yield "addendum", _shown(AddendumDialog(Clinician("정하늘", Role.DOCTOR, "12345"), window))
    told = Notices()
    told.tell_problem(Problem("microphone_lost"))
    told.tell(window.notice_bar.tr("Section copied."), level=Level.DONE)
    told.tell_problem(Problem("drafting_crashed"))
    yield "notices", _shown(NoticeHistory(told, window))


def _versions_and_figures(
    workplace: Workplace, window: MainWindow, language: Language
) -> Iterator[tuple[str, QWidget]]:
    shown = window.page.open
    assert shown is not None
    assert shown.note is not None
    lines = [
        statement.text for section in shown.note.sections if section.id == "plan" for statement in section.statements
    ]
    edited = shown.note.with_section_lines("plan", (lines[0], lines[1].replace("750", "500"), lines[0]))
    title = window.page.note_panel.template.titles[shown.note.language]
    pasted = PastedNoteDialog(window)
    pasted.text.setPlainText(_PASTED[language])
    checked = workplace.services.review.check_text(shown.encounter.id, _PASTED[language])
    pasted.show_checked(_PASTED[language], checked, shown.transcript)
    pasted.found.finish_filling()
    yield "pasted", _shown(pasted)
    yield "compare", _shown(CompareDialog((Comparison(title, shown.note, edited, is_open=True),), window))
    for _ in range(12):
        workplace.vault.edits.add(edits_in(language))
    figures = QualityDialog(workplace.services.quality, workplace.services.templates, window)
    tabs = figures.findChild(QTabWidget)
    for place, name in enumerate(("quality_drafts", "quality_flags", "quality_style")):
        tabs.setCurrentIndex(place)
        yield name, _shown(figures)


def _transcribe(workplace: Workplace, window: MainWindow, language: Language) -> None:
    transcript = consultations.transcript(language)
    window.work_desk.transcribe(Path("consultation.ogg"))
    workplace.speech.hear(bytes(32_000))
    workplace.speech.complete(transcript.duration_s)
    workplace.speech.report(LanguageFound(language, 0.98))
    for segment in transcript.segments[:5]:
        workplace.speech.report(SegmentFound(segment))
        workplace.speech.report(Progressed(segment.end_s, transcript.duration_s))


def _record(workplace: Workplace, window: MainWindow, language: Language) -> None:
    """In the middle of a consultation: its transcript, a sentence that is not over, and the note so far."""
    transcript, note, mouth = consultations.transcript(language), consultations.note(language), Mouth()
    window.open_encounter(workplace.services.encounters.create(_NAMES[language][2]).id)
    window.recording_desk.microphones.chosen = lambda _: mouth
    QTimer.singleShot(0, lambda: QApplication.activeModalWidget().accept())
    window.actions_.record.trigger()
    workplace.speech.begin()
    for _ in range(42):
        mouth.say(b"\x00\x08" * 16_000)
    workplace.speech.report(LanguageFound(language, 0.98))
    *said, being_said = transcript.segments[:7]
    workplace.speech.keep(replace(transcript, segments=tuple(said), duration_s=being_said.start_s))
    workplace.speech.report(Progressed(being_said.start_s, 41.0))
    workplace.drafting.complete(tuple(section for section in note.sections[:2] if section.statements))
    workplace.speech.report(BeingSaid(" ".join(being_said.text.split()[:4])))
    QTest.qWait(300)


def _draft(workplace: Workplace, window: MainWindow, language: Language) -> None:
    note = consultations.note(language)
    window.work_desk.draft()
    workplace.drafting.report(TranscriptRead(812, 812))
    first, second, _, fourth = note.sections[:4]
    workplace.drafting.report(LineBegun(fourth.title))
    workplace.drafting.report(NoteGrown((first, second, replace(fourth, statements=fourth.statements[:2]))))


def _shown(dialog: QWidget) -> QWidget:
    dialog.show()
    return dialog


_PASTED = {
    Language.KO: "주호소:\n3일 전부터 기침.\n복용약:\n암로디핀 10 mg 하루 한 번.\n계획:\n"
    "레보플록사신 750 mg 1일 1회 7일간. 3일 후 재진.",
    Language.EN: "Complaint:\nLoose stools for three days, no blood.\nExam:\nTemperature 38.7, pulse 92.\nPlan:\n"
    "Paracetamol 500 mg up to three times a day.",
}


class _NothingSettled:
    def confirm(self, statement: Statement, flag: Flag, reason: str, on_done: OnSettled) -> None:
        on_done(None)

    def accept(self, statement: Statement, flag: Flag, suggestion: Suggestion, on_done: OnSettled) -> None:
        on_done(None)


def _never(*_: object) -> NoReturn:
    raise AssertionError("a screenshot unlocks nothing")


if __name__ == "__main__":
    if len(sys.argv) == 2:
        main(Path(sys.argv[1]))
    else:
        render(Path(sys.argv[1]), Language(sys.argv[2]), sys.argv[3])
