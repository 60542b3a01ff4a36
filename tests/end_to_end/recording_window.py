"""The real window on a vault of its own, recording from a microphone: `recording_window.py FOLDER WORDS`.

It clicks what a clinician clicks. The speech child reads numbers instead of words. Prints «recording», then what was
kept: «done JSON».
"""

import json
import sys
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "services"))

import fake_children
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QDialogButtonBox, QPushButton

from app.engines.supervisor import Engine
from app.services.documents import Documents
from app.services.drafting import Drafting
from app.services.encounters import Encounters
from app.services.handovers import Handovers
from app.services.live import LiveRecordings
from app.services.patient_records import PatientRecords
from app.services.patients import Patients
from app.services.quality import Quality
from app.services.recording import Recordings
from app.services.review import Review
from app.services.revising import Revising
from app.services.templates import Templates
from app.services.vocabulary import VocabularyService
from app.services.window_memory import WindowMemory
from app.storage.vault import create_vault
from app.ui.main_window import MainWindow
from app.ui.parts.notices import Notices
from app.ui.parts.start import start_application
from app.ui.parts.tasks import finish_tasks, on_gui_thread
from app.ui.services import UiServices

ACTOR = "tester"
PATIENCE_S = 60.0


def wait_until(is_reached: Callable[[], bool]) -> None:
    end = time.monotonic() + PATIENCE_S
    while not is_reached():
        assert time.monotonic() < end, "it does not happen"
        QTest.qWait(20)


def click(window: MainWindow, name: str) -> None:
    [button] = [each for each in window.findChildren(QPushButton) if each.isVisible() and each.text() == name]
    assert button.isEnabled(), name
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def agree() -> None:
    dialog = QApplication.activeModalWidget()
    if not isinstance(dialog, QDialog):
        QTimer.singleShot(20, agree)
        return
    [buttons] = dialog.findChildren(QDialogButtonBox)
    QTest.mouseClick(buttons.button(QDialogButtonBox.StandardButton.Ok), Qt.MouseButton.LeftButton)


def main(folder: Path, words: int) -> None:
    start_application()
    vault, _ = create_vault(folder / "vault", "a passphrase for tests")
    models = folder / "models"
    with vault:
        speech = Engine("speech", fake_children.speech, on_gui_thread)
        drafting = Engine("drafting", fake_children.drafting, on_gui_thread)
        services = UiServices(
            encounters=Encounters(vault, ACTOR),
            recordings=Recordings(vault, speech, models, ACTOR),
            live=LiveRecordings(vault, speech, models, ACTOR),
            drafting=Drafting(vault, drafting, models, ACTOR),
            revising=Revising(vault, drafting, models),
            review=Review(vault, ACTOR),
            documents=Documents(vault, ACTOR),
            handovers=Handovers(vault, ACTOR),
            patients=Patients(vault, ACTOR),
            records=PatientRecords(vault, ACTOR),
            vocabulary=VocabularyService(vault, ACTOR),
            quality=Quality(vault, ACTOR),
            library=Templates(vault, drafting, models, ACTOR),
            memory=WindowMemory(vault),
        )
        encounter = services.encounters.create("가상환자")
        window = MainWindow(services, Notices())
        window.show()
        window.open_encounter(encounter.id)
        wait_until(lambda: window.page.open is not None)
        QTimer.singleShot(0, agree)
        click(window, "Record…")
        desk = window.recording_desk
        wait_until(lambda: desk.recording is not None and desk.recording.recorded_s > 0)
        sys.stdout.write("recording\n")
        sys.stdout.flush()
        wait_until(lambda: len(window.page.work.segments) >= words)
        window.grab().save(str(folder / "recording.png"))
        click(window, "Stop")
        wait_until(lambda: window.page.work is None)
        transcript = services.recordings.transcript(encounter.id)
        states = vault.journal.states(encounter.id)
        said = {
            "segments": [segment.text for segment in transcript.segments],
            "channels": states[0].channels,
            "actions": [sealed.event.action for sealed in vault.audit_log.events()],
        }
        sys.stdout.write(f"done {json.dumps(said)}\n")
        window.close()
        finish_tasks()
        speech.close()
        drafting.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
