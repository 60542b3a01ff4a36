"""Waiting for what happens beside the GUI thread."""

from pytestqt.qtbot import QtBot

from app.ui.main_window import MainWindow


def settle(window: MainWindow, qtbot: QtBot) -> None:
    """Until every change is kept."""
    qtbot.waitUntil(lambda: window.page.changes.are_settled, timeout=20_000)
