"""A practice: a window before the clinic's, marked on every screen, with a guide, and gone in one step."""

from dataclasses import replace
from functools import partial

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from app.domain.encounter import Clinician, Role
from app.domain.errors import VaultError
from app.domain.language import Language
from app.main import open_practice
from app.services.recorder import RecorderState
from app.ui.application import _Desktop
from app.ui.main_window import MainWindow
from app.ui.parts.notices import Notices
from app.ui.parts.start import start_application
from app.ui.parts.work import Drafting, Transcribing
from app.ui.recording.practice import PracticeGuide, SampleMicrophone, Step, step_of
from tests.ui import consultations
from tests.ui.workplace import Workplace


@pytest.fixture
def desktop(workplace: Workplace, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> _Desktop:
    """With the product's own practice, over scripted engines."""
    monkeypatch.setenv("SAEGIM_MODELS", str(workplace.services.recordings._models_dir))
    opened = partial(open_practice, speech=workplace.speech, drafting=workplace.drafting)
    desktop = _Desktop(start_application(), replace(workplace.services, open_practice=opened), Notices())
    desktop.show()
    qtbot.addWidget(desktop.window)
    return desktop


@pytest.fixture
def practice(desktop, qtbot) -> MainWindow:
    desktop.window.actions_.start_practice.trigger()
    qtbot.waitUntil(lambda: desktop._practice_window is not None and desktop._practice_window.page.open is not None)
    window = desktop._practice_window
    yield window
    if desktop._practice_window is not None:
        window.page.running.cancel_all()
        window.close()


def guide_words(window: MainWindow) -> str:
    return " ".join(label.text() for label in window.findChild(PracticeGuide).findChildren(QLabel))


def test_it_lies_before_the_clinics_window_and_says_what_it_is(desktop, practice):
    assert practice.windowModality() is Qt.WindowModality.ApplicationModal
    assert "practice" in practice.windowTitle()
    assert "about no patient" in guide_words(practice)
    assert "1 of 5: Record (F5)" in guide_words(practice)
    assert practice.page.open.encounter.patient.name == "Practice patient"
    hidden = practice.actions_
    assert not any(each.isVisible() for each in (hidden.start_practice, hidden.first_steps, hidden.show_settings))
    assert not desktop.window.actions_.end_practice.isVisible()


def test_nothing_of_it_is_in_the_clinics_list_and_all_is_gone_at_its_end(desktop, practice, workplace):
    assert "Practice patient" not in [each.patient.name for each in workplace.services.encounters.search()]
    folder = practice._services.encounters._vault.folder
    assert folder.is_dir()
    practice.actions_.end_practice.trigger()
    assert desktop._practice_window is None
    assert not folder.exists()
    assert "removed" in desktop._notices.history[-1].sentence


def test_the_sample_plays_as_the_microphone(practice, workplace, answer, qtbot):
    strip = practice.recording_desk.strip
    assert strip.microphone_id == SampleMicrophone.id
    answer(lambda dialog: dialog.accept())
    practice.actions_.record.trigger()
    recording = practice.recording_desk.recording
    assert recording.state is RecorderState.RECORDING
    assert "2 of 5" in guide_words(practice)
    qtbot.waitUntil(lambda: recording.level is not None and recording.level.peak_db > -60, timeout=10_000)
    recording.cancel()


def test_the_sample_can_be_opened_as_a_file_instead(practice, workplace):
    assert practice.actions_.open_sample.isEnabled()
    practice.actions_.open_sample.trigger()
    assert isinstance(practice.page.work, Transcribing)
    assert not practice.actions_.open_sample.isEnabled()
    practice.page.running.cancel_all()


def test_the_guide_leads_from_step_to_step(workplace, window):
    encounter = workplace.services.encounters.create("Guided")
    steps = []

    def look(work=None) -> None:
        steps.append(step_of(window.page.open, work))

    window.open_encounter(encounter.id)
    look()
    listening = Transcribing(encounter.id)
    listening.is_being_recorded = True
    look(listening)
    look(Drafting(encounter.id, window.page.note_panel.template))
    transcribed = workplace.add_transcribed("Guided", consultations.transcript(Language.EN))
    window.open_encounter(transcribed.id)
    look()
    drafted = workplace.add_drafted("Guided", Language.EN)
    window.open_encounter(drafted.id)
    look()
    review = workplace.services.review
    for statement, flag in window.page.open.note.open_blocks():
        review.confirm(drafted.id, "soap", statement.id, flag, "Seen in the chart")
    window.page.reload()
    look()
    workplace.services.documents.sign(drafted.id, "soap", Clinician("Robin Ashby", Role.DOCTOR), "I have read it.")
    window.page.reload()
    look()
    assert steps == [Step.RECORD, Step.LISTEN, Step.WAIT, Step.DRAFT, Step.SETTLE, Step.SIGN, Step.EXPORT]
    guide = PracticeGuide(window.actions_)
    for step in Step:
        guide.show_step(step)
        assert "{" not in guide._words.text()


def test_a_recording_that_is_not_transcribed_is_not_to_be_recorded_again(workplace, window):
    encounter = workplace.services.encounters.create("Guided")
    with workplace.vault.journal.start_recording(encounter.id) as recording:
        recording.append(bytes(32_000))
    window.open_encounter(encounter.id)
    step = step_of(window.page.open, None)
    assert step is not Step.RECORD
    guide = PracticeGuide(window.actions_)
    guide.show_step(step)
    assert "Transcribe (Ctrl+R)" in guide._words.text()


def test_a_practice_that_cannot_begin_is_told(workplace, desktop, qtbot, monkeypatch):
    def refuse(language):
        raise VaultError("disk_full")

    desktop._services = replace(workplace.services, open_practice=refuse)
    desktop._open_practice()
    qtbot.waitUntil(lambda: bool(desktop._notices.history))
    assert desktop._practice_window is None
