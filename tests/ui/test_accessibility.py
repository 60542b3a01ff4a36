"""Every control has a name to be spoken, and can be reached by key."""

import re
from unittest.mock import Mock

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QComboBox,
    QFormLayout,
    QLineEdit,
    QPlainTextEdit,
    QProgressBar,
    QPushButton,
    QToolButton,
    QWidget,
)

from app.domain.language import Language
from app.drafting.templates import template_ids
from app.ui.encounter.dialogs import CorrectionDialog, SettlingDialog
from app.ui.encounter.patient_dialog import PatientDialog
from app.ui.encounter.sign import AddendumDialog, Settling, SignDialog
from app.ui.note.pasted import PastedNoteDialog
from app.ui.note.statement import StatementRow
from app.ui.parts.palette import CommandPalette
from app.ui.sound.microphone_test import MicrophoneTestDialog
from app.ui.system.about import AboutDialog
from app.ui.system.first_steps import FirstStepsDialog
from app.ui.system.help import HelpWindow
from app.ui.system.help_pages import help_pages
from app.ui.system.models_dialog import ModelsDialog
from app.ui.system.settings_dialog import SettingsDialog
from app.ui.vault.keys_dialog import PassphraseChangeDialog, RecoveryKeyChangeDialog
from app.ui.vault.lock import PassphraseDialog
from app.ui.vault.unlock_dialog import UnlockDialog, VaultDoor

CONTROLS = (QAbstractButton, QAbstractItemView, QComboBox, QLineEdit, QPlainTextEdit, QProgressBar)


def form_label(widget: QWidget) -> str:
    """The text of the label that names a field of a form."""
    parent = widget.parentWidget()
    for layout in parent.findChildren(QFormLayout) if parent else ():
        label = layout.labelForField(widget)
        if label is not None:
            return label.text()
    return ""


def belongs_to_qt(widget: QWidget) -> bool:
    """Parts that Qt makes inside its own widgets: a line edit's clear button, a combo box's list."""
    if widget.objectName().startswith("qt_") or isinstance(widget.parentWidget(), QLineEdit):
        return True
    return any(isinstance(parent, QComboBox) for parent in ancestors(widget)) or bool(
        isinstance(widget, QToolButton) and widget.objectName() == "qt_menubar_ext_button"
    )


def ancestors(widget: QWidget):
    while (widget := widget.parentWidget()) is not None:
        yield widget


def nameless(root: QWidget) -> list[QWidget]:
    return [
        widget
        for widget in root.findChildren(QWidget)
        if isinstance(widget, CONTROLS)
        and not belongs_to_qt(widget)
        and not (widget.accessibleName() or form_label(widget) or getattr(widget, "text", str)())
    ]


def unreachable(root: QWidget) -> list[QWidget]:
    return [
        widget
        for widget in root.findChildren(QWidget)
        if isinstance(widget, CONTROLS)
        and not isinstance(widget, QProgressBar)
        # The arrows go from statement to statement; Tab stops at those that are flagged.
        and not isinstance(widget, StatementRow)
        and not belongs_to_qt(widget)
        and not widget.focusPolicy() & Qt.FocusPolicy.TabFocus
    ]


@pytest.fixture(params=list(Language))
def open_window(request, workplace, window):
    window.open_encounter(workplace.add_drafted("Named", request.param).id)
    return window


def test_controls_of_the_window(open_window):
    assert open_window.findChildren(StatementRow)
    assert nameless(open_window) == []
    assert unreachable(open_window) == []


def test_controls_of_the_dialogs(open_window, workplace, qtbot, tmp_path):
    shown = open_window.page.open
    statement, flag = shown.note.open_blocks()[0]
    for dialog in (
        PatientDialog(workplace.services.patients.seen, "New encounter", "Create", open_window),
        CorrectionDialog(shown.transcript.segments[0], open_window),
        SettlingDialog(statement, flag, open_window),
        SignDialog(shown.encounter, "Note", shown.note, Mock(spec=Settling), None, open_window),
        AddendumDialog(None, open_window),
        PastedNoteDialog(open_window),
        CommandPalette(open_window.actions_.all(), open_window),
        SettingsDialog({template_id: template_id for template_id in template_ids()}, open_window),
        ModelsDialog(tmp_path, open_window),
        AboutDialog(lambda: "", open_window),
        FirstStepsDialog(tmp_path, open_window.recording_desk.microphones, open_window.actions_, open_window),
        MicrophoneTestDialog(open_window.recording_desk.microphones, open_window),
        HelpWindow(help_pages(open_window.actions_, Language.EN), open_window),
        PassphraseDialog(lambda _: None, open_window),
        UnlockDialog(VaultDoor(True, *[lambda _: None] * 4)),
        UnlockDialog(VaultDoor(False, *[lambda _: None] * 4)),
        PassphraseChangeDialog(workplace.services.keys, open_window),
        RecoveryKeyChangeDialog(workplace.services.keys, open_window),
    ):
        qtbot.addWidget(dialog)
        assert nameless(dialog) == [], type(dialog)
        assert unreachable(dialog) == [], type(dialog)


def test_no_mnemonic_means_two_things(open_window):
    buttons = [button for button in open_window.findChildren(QPushButton) if button.isVisible()]
    words = [*(action.text() for action in open_window.menuBar().actions()), *(button.text() for button in buttons)]
    letters = [match[1].lower() for text in words if (match := re.search(r"&(\w)", text))]
    assert len(letters) > 5
    assert sorted(letters) == sorted(set(letters))


def test_no_key_means_two_things(window):
    keys = [action.shortcut().toString() for action in window.actions_.all() if not action.shortcut().isEmpty()]
    assert len(keys) == len(set(keys))
