"""Composition root: the only module that knows every package. Child processes import it again, so it imports little."""

import importlib
import importlib.util
import io
import multiprocessing
import os
import subprocess
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from app.domain.language import Language
    from app.engines.supervisor import Engine
    from app.services.live import LiveRecordings
    from app.services.vault import VaultKeys
    from app.storage.vault import Vault
    from app.ui.services import Practice, UiServices

PROBE_TIMEOUT_S = 30


def main() -> None:
    """The command `saegim`."""
    multiprocessing.freeze_support()
    _write_utf_8()
    from app.cli import Desktop, saegim
    from app.logs import start_logging
    from app.paths import logs_dir

    start_logging(logs_dir())
    saegim(obj=Desktop(start_window, can_open_window, show_encounter))


def _write_utf_8() -> None:
    """Also into a file or a pipe, for which Windows would take the code page of its region: it may lack Hangul."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def start_window() -> int:
    """Ask for the passphrase, then show the window until it is closed. Returns the exit code."""
    from app.domain.errors import InputError
    from app.paths import vault_dir
    from app.services import vault as vaults
    from app.services.actor import actor

    if not has_display():
        raise InputError("window_unavailable")
    try:
        from app.ui.vault.unlock_dialog import VaultDoor, unlock
    except ImportError as error:
        raise InputError("window_unavailable") from error
    folder = vault_dir()
    door = VaultDoor(
        exists=vaults.exists(folder),
        open=lambda passphrase: vaults.unlock(folder, passphrase, actor()),
        create=lambda passphrase: vaults.create(folder, passphrase, actor()),
        open_with_recovery_key=lambda recovery_key: vaults.unlock_with_recovery_key(folder, recovery_key, actor()),
        keys_of=lambda vault: vaults.VaultKeys(vault, actor()),
    )
    # Most of a start is reading the program itself, which is done while the passphrase is typed.
    vault = unlock(door, meanwhile=lambda: importlib.import_module("app.ui.application"))
    if vault is None:
        return 0
    with vault:
        return show_encounter(vault, keys=door.keys_of(vault), is_first_run=not door.exists)


def show_encounter(
    vault: "Vault",
    encounter_id: str | None = None,
    *,
    keys: "VaultKeys | None" = None,
    is_first_run: bool = False,
) -> int:
    """The window on an open vault, and on one of its encounters. Returns the exit code."""
    from dataclasses import replace

    from app.engines import drafting_worker, speech_worker
    from app.engines.supervisor import Engine
    from app.paths import models_dir
    from app.services.actor import actor
    from app.services.live import LiveRecordings
    from app.ui.application import run
    from app.ui.parts.interface_language import interface_language
    from app.ui.parts.settings import first_template
    from app.ui.parts.tasks import on_gui_thread

    speech = Engine("speech", speech_worker.run, on_gui_thread)
    drafting = Engine("drafting", drafting_worker.run, on_gui_thread)
    live = LiveRecordings(vault, speech, models_dir(), actor())
    try:
        services = replace(
            services_on(vault, speech, drafting, live),
            keys=keys,
            open_practice=lambda language: open_practice(language, speech, drafting),
        )
        language = interface_language()
        services.drafting.prepare(first_template(services.templates).id, language, language)
        return run(services, encounter_id, is_first_run=is_first_run)
    finally:
        live.close()
        speech.close()
        drafting.close()


def services_on(
    vault: "Vault", speech: "Engine", drafting: "Engine", live: "LiveRecordings", *, is_practice: bool = False
) -> "UiServices":
    from app.paths import models_dir
    from app.services.actor import actor
    from app.services.documents import Documents
    from app.services.drafting import Drafting
    from app.services.encounters import Encounters
    from app.services.handovers import Handovers
    from app.services.patient_records import PatientRecords
    from app.services.patients import Patients
    from app.services.quality import Quality
    from app.services.recording import Recordings
    from app.services.review import Review
    from app.services.revising import Revising
    from app.services.templates import Templates
    from app.services.vocabulary import VocabularyService
    from app.services.window_memory import WindowMemory
    from app.ui.services import UiServices

    return UiServices(
        encounters=Encounters(vault, actor()),
        recordings=Recordings(vault, speech, models_dir(), actor()),
        live=live,
        drafting=Drafting(vault, drafting, models_dir(), actor()),
        revising=Revising(vault, drafting, models_dir()),
        review=Review(vault, actor()),
        documents=Documents(vault, actor(), is_practice=is_practice),
        handovers=Handovers(vault, actor(), is_practice=is_practice),
        patients=Patients(vault, actor()),
        records=PatientRecords(vault, actor()),
        vocabulary=VocabularyService(vault, actor()),
        quality=Quality(vault, actor()),
        library=Templates(vault, drafting, models_dir(), actor()),
        memory=WindowMemory(vault),
        is_practice=is_practice,
    )


def open_practice(language: "Language", speech: "Engine", drafting: "Engine") -> "Practice":
    """The same engines over a vault that is gone afterwards."""
    from app.paths import models_dir
    from app.services.actor import actor
    from app.services.live import LiveRecordings
    from app.services.practice import PracticeRoom
    from app.ui.services import Practice

    room = PracticeRoom(language, actor())
    live = LiveRecordings(room.vault, speech, models_dir(), actor())

    def end() -> None:
        live.close()
        room.remove()

    return Practice(services_on(room.vault, speech, drafting, live, is_practice=True), room.encounter_id, end)


def has_display() -> bool:
    has_one_always = sys.platform in {"win32", "darwin"}
    return has_one_always or any(os.environ.get(variable) for variable in ("DISPLAY", "WAYLAND_DISPLAY"))


def can_open_window() -> bool:
    """Tried in a process of its own: where a system library is missing, Qt ends the process it is in."""
    if not has_display() or importlib.util.find_spec("PySide6") is None:
        return False
    probe = "from PySide6.QtWidgets import QApplication; QApplication([])"
    try:
        finished = subprocess.run([sys.executable, "-c", probe], capture_output=True, timeout=PROBE_TIMEOUT_S)
    except (OSError, subprocess.TimeoutExpired):
        return False
    return finished.returncode == 0
