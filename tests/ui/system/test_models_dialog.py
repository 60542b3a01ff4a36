"""Models and diagnostics in the window: what is there is shown, what is done is told."""

import threading
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QListWidget, QPlainTextEdit, QPushButton

from app.services.models import installed
from app.ui.system import models_dialog
from app.ui.system.about import AboutDialog
from app.ui.system.models_dialog import ModelsDialog
from tests.services.model_bytes import gguf_bytes
from tests.ui.workplace import pretend_installed


@pytest.fixture
def dialog(window, qtbot, tmp_path) -> ModelsDialog:
    pretend_installed(tmp_path / "models")
    dialog = ModelsDialog(tmp_path / "models", window)
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.waitUntil(lambda: dialog.findChild(QListWidget).count() > 2)
    return dialog


def button(dialog, words: str) -> QPushButton:
    return next(each for each in dialog.findChildren(QPushButton) if each.text() == words)


def choose(dialog, name: str) -> None:
    models = dialog.findChild(QListWidget)
    models.setCurrentItem(models.findItems(name, Qt.MatchFlag.MatchStartsWith)[0])


def test_installed_models_come_first_and_others_say_whether_they_would_fit(dialog):
    models = dialog.findChild(QListWidget)
    lines = [models.item(row).text() for row in range(models.count())]
    assert "installed" in lines[0]
    assert any("would fit" in line or "too large" in line for line in lines)


def test_only_an_installed_model_can_be_verified_or_removed(dialog):
    models = dialog.findChild(QListWidget)
    choose(dialog, "test-speech")
    assert button(dialog, "&Verify").isEnabled()
    models.setCurrentRow(models.count() - 1)
    assert not button(dialog, "&Verify").isEnabled()
    assert not button(dialog, "&Remove…").isEnabled()


def test_a_damaged_model_is_told(dialog, qtbot):
    choose(dialog, "test-speech")
    button(dialog, "&Verify").click()
    qtbot.waitUntil(lambda: "damaged" in dialog._told.text())


def test_a_model_is_removed_after_a_question(dialog, qtbot, answer, tmp_path):
    choose(dialog, "test-speech")
    answer(lambda question: button(question, "&Remove").click())
    button(dialog, "&Remove…").click()
    qtbot.waitUntil(lambda: "Removed" in dialog._told.text())
    assert [model.id for model in installed(tmp_path / "models")] == ["test-drafting"]


def test_what_is_no_model_is_refused_in_words(dialog, qtbot, monkeypatch, tmp_path):
    (tmp_path / "notes.gguf").write_text("not a model")
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(tmp_path / "notes.gguf"), ""))
    button(dialog, "Import &file…").click()
    qtbot.waitUntil(lambda: "notes.gguf" in dialog._told.text())
    assert button(dialog, "&Close").isEnabled()


@pytest.mark.parametrize("when", ["copying", "trying"])
def test_an_import_that_is_cancelled_leaves_nothing_behind(dialog, qtbot, monkeypatch, tmp_path, when):
    (tmp_path / "large.gguf").write_bytes(gguf_bytes())
    reached, go_on = threading.Event(), threading.Event()

    def wait_here(*_: object) -> None:
        reached.set()
        assert go_on.wait(10)

    if when == "copying":
        monkeypatch.setattr(models_dialog, "on_gui_thread", wait_here)
    monkeypatch.setattr(models_dialog, "load_in_child", wait_here)
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(tmp_path / "large.gguf"), ""))
    button(dialog, "Import &file…").click()
    qtbot.waitUntil(reached.is_set)
    dialog.reject()
    assert dialog.isVisible()
    assert "Cancelling" in dialog._told.text()
    go_on.set()
    monkeypatch.undo()
    qtbot.waitUntil(lambda: "Cancelled" in dialog._told.text())
    assert {path.name for path in (tmp_path / "models").iterdir()} == {"test-drafting", "test-speech"}
    dialog.reject()
    assert not dialog.isVisible()


def test_the_support_file_is_what_was_shown(window, qtbot, monkeypatch, tmp_path):
    dialog = AboutDialog(lambda: "Saegim 1.2.3\nall of it\n", window)
    qtbot.addWidget(dialog)
    save = button(dialog, "&Save as a support file…")
    qtbot.waitUntil(save.isEnabled)
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "support.txt"), ""))
    save.click()
    shown = next(each for each in dialog.findChildren(QPlainTextEdit))
    assert Path(tmp_path / "support.txt").read_text(encoding="utf-8") == shown.toPlainText()
    assert save.text() == "Saved"
