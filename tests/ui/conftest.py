"""One clinic for each test module, a fresh window for each test."""

import gc
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from app.paths import ROOT

sys.path.insert(0, str(ROOT))

from app.ui.main_window import MainWindow
from app.ui.parts import settings, tasks
from app.ui.parts.notices import Notices
from tests.ui.workplace import Workplace, open_workplace

Answer = Callable[[Callable[[QDialog], object]], None]

_POLL_MS = 10


@pytest.fixture(autouse=True, scope="module")
def garbage() -> Iterator[None]:
    """Collected here and on this thread, as the application does it: see app/ui/parts/garbage.py."""
    gc.disable()
    yield
    gc.collect()


@pytest.fixture(autouse=True)
def patience(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is read and built in slices, so that the window never blocks, is there at once in a test."""
    monkeypatch.setattr(tasks, "PATIENCE_S", 20.0)
    monkeypatch.setattr(tasks, "SLICE_S", 20.0)


@pytest.fixture(autouse=True)
def own_settings(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[None]:
    """The defaults, and a file of the test's own."""
    monkeypatch.setenv("SAEGIM_SETTINGS", str(tmp_path / "settings.json"))
    settings.chosen.cache_clear()
    yield
    settings.chosen.cache_clear()


@pytest.fixture(scope="module")
def workplace(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workplace]:
    with open_workplace(tmp_path_factory.mktemp("clinic")) as clinic:
        yield clinic


@pytest.fixture
def window(workplace: Workplace, qtbot: QtBot) -> MainWindow:
    notices = Notices()
    window = MainWindow(workplace.services, notices)
    qtbot.addWidget(window, before_close_func=_give_up)
    window.resize(1366, 768)
    window.show()
    qtbot.waitExposed(window)
    return window


@pytest.fixture
def answer(qtbot: QtBot) -> Answer:
    """Say what the user does in the next dialog. It must close it."""

    def when_shown(act: Callable[[QDialog], object]) -> None:
        asked_from = QApplication.activeModalWidget()

        def poll() -> None:
            dialog = QApplication.activeModalWidget()
            if not isinstance(dialog, QDialog) or dialog is asked_from:
                QTimer.singleShot(_POLL_MS, poll)
                return
            try:
                act(dialog)
            finally:
                if dialog.isVisible():
                    # Or the window would wait for its answer for ever.
                    dialog.reject()

        QTimer.singleShot(0, poll)

    return when_shown


def _give_up(window: MainWindow) -> None:
    """Or a test that ends in mid-work would end in a question that nobody answers, and what it leaves half written
    would be kept after its window is gone.
    """
    window.page.running.cancel_all()
    if isValid(window.page):
        window.page.note_panel.view.clear()
