"""Before the window: a wrong passphrase is told in place, a recovery key is shown once and must be kept."""

import time

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QCheckBox, QComboBox, QDialog, QFileDialog, QLabel, QLineEdit, QPushButton

from app.domain.errors import VaultError
from app.domain.language import Language
from app.ui import settings
from app.ui.interface_language import install_translations
from app.ui.passphrase_strength import Strength, strength_of
from app.ui.recovery_key_pages import AskBackPage
from app.ui.settings import LANGUAGE
from app.ui.start import start_application
from app.ui.unlock_dialog import UnlockDialog, unlock

PASSPHRASE = "a calm sentence to remember"
RECOVERY_KEY = "ABCD-EFGH-JKLM-NPQR"


class FakeVault:
    """Stands for an open vault, which the dialog only hands on."""


def open_vault(passphrase: str) -> FakeVault:
    if passphrase != PASSPHRASE:
        raise VaultError("wrong_passphrase")
    return FakeVault()


def create_vault(passphrase: str) -> tuple[FakeVault, str]:
    return FakeVault(), RECOVERY_KEY


def dialog_of(qtbot, *, exists: bool) -> UnlockDialog:
    dialog = UnlockDialog(open_vault, create_vault, exists)
    qtbot.addWidget(dialog)
    dialog.show()
    return dialog


def type_in(dialog, *texts: str) -> None:
    for field, text in zip(dialog.findChildren(QLineEdit), texts, strict=True):
        field.setText(text)


def press(dialog, qtbot, text: str) -> None:
    button = next(each for each in dialog.findChildren(QPushButton) if each.text() == text and each.isVisible())
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def error(dialog) -> str:
    label = dialog.findChild(QLabel, "error")
    return label.text() if label.isVisible() and not label.property("calm") else ""


def test_the_right_passphrase_opens(qtbot):
    dialog = dialog_of(qtbot, exists=True)
    type_in(dialog, PASSPHRASE)
    with qtbot.waitSignal(dialog.accepted):
        qtbot.keyClick(dialog.findChild(QLineEdit), Qt.Key.Key_Return)
    assert isinstance(dialog.vault, FakeVault)


def test_a_wrong_passphrase_is_told_in_place_and_may_be_tried_again(qtbot):
    dialog = dialog_of(qtbot, exists=True)
    type_in(dialog, "not the right one")
    press(dialog, qtbot, "&Unlock")
    qtbot.waitUntil(lambda: "not right" in error(dialog))
    assert dialog.vault is None
    type_in(dialog, PASSPHRASE)
    assert error(dialog) == ""
    with qtbot.waitSignal(dialog.accepted):
        press(dialog, qtbot, "&Unlock")


@pytest.mark.parametrize(
    ("first", "second", "told"),
    [("short", "short", "too short"), (PASSPHRASE, PASSPHRASE + "!", "differ")],
)
def test_a_new_passphrase_must_be_long_and_the_same_twice(qtbot, first, second, told):
    dialog = dialog_of(qtbot, exists=False)
    type_in(dialog, first, second)
    press(dialog, qtbot, "&Create vault")
    assert told in error(dialog)
    assert dialog.vault is None


def test_the_recovery_key_must_be_kept_before_going_on(qtbot):
    dialog = dialog_of(qtbot, exists=False)
    type_in(dialog, PASSPHRASE, PASSPHRASE)
    press(dialog, qtbot, "&Create vault")
    qtbot.waitUntil(lambda: dialog.findChild(QLabel, "recoveryKey") is not None)
    assert dialog.findChild(QLabel, "recoveryKey").text() == RECOVERY_KEY
    dialog.reject()
    assert dialog.isVisible()
    press(dialog, qtbot, "C&ontinue")
    assert dialog.isVisible()
    dialog.findChild(QCheckBox).setChecked(True)
    press(dialog, qtbot, "C&ontinue")
    assert dialog.vault is not None
    assert dialog.isVisible()
    group = dialog.findChild(AskBackPage)._typed
    group.setText("WRONG")
    press(dialog, qtbot, "&Open Saegim")
    assert dialog.isVisible()
    press(dialog, qtbot, "&Show the key again")
    assert dialog.findChild(QLabel, "recoveryKey").isVisible()
    press(dialog, qtbot, "C&ontinue")
    group.setText(RECOVERY_KEY.split("-")[-1].lower())
    press(dialog, qtbot, "&Open Saegim")
    assert dialog.result() == QDialog.DialogCode.Accepted
    assert isinstance(dialog.vault, FakeVault)


@pytest.mark.parametrize(
    ("passphrase", "strength"),
    [
        ("short", Strength.SHORT),
        ("aaaaaaaaaaaaaaaaaaaa", Strength.WEAK),
        ("password1234", Strength.WEAK),
        ("12345678901234567890", Strength.WEAK),
        ("a calm sentence to remember", Strength.STRONG),
        ("봄바람이 부는 언덕에서 차 한잔", Strength.STRONG),
    ],
)
def test_the_strength_of_a_passphrase(passphrase, strength):
    assert strength_of(passphrase) is strength


def test_the_recovery_key_can_be_saved_to_a_file(qtbot, tmp_path, monkeypatch):
    dialog = dialog_of(qtbot, exists=False)
    type_in(dialog, PASSPHRASE, PASSPHRASE)
    press(dialog, qtbot, "&Create vault")
    qtbot.waitUntil(lambda: dialog.findChild(QLabel, "recoveryKey") is not None)
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "key.txt"), ""))
    press(dialog, qtbot, "&Save to a file…")
    assert RECOVERY_KEY in (tmp_path / "key.txt").read_text(encoding="utf-8")


def test_giving_up_opens_nothing(qtbot):
    dialog = dialog_of(qtbot, exists=True)
    press(dialog, qtbot, "&Quit")
    assert dialog.result() == QDialog.DialogCode.Rejected
    assert dialog.vault is None


def test_the_language_is_chosen_before_anything_else(qtbot, monkeypatch):
    monkeypatch.delenv("SAEGIM_LANG")
    settings.chosen().choose(LANGUAGE, Language.EN)
    install_translations(start_application())
    dialog = dialog_of(qtbot, exists=False)
    choice = dialog.findChild(QComboBox)
    assert choice.isVisible()
    choice.setCurrentIndex(choice.findData(Language.KO.value))
    assert any(button.text() == "보관소 만들기(&C)" for button in dialog.findChildren(QPushButton))
    assert settings.chosen()[LANGUAGE] == Language.KO
    choice.setCurrentIndex(choice.findData(Language.EN.value))
    qtbot.waitUntil(lambda: len(dialog.findChildren(QLineEdit)) == 2)
    type_in(dialog, PASSPHRASE, PASSPHRASE)
    press(dialog, qtbot, "&Create vault")
    qtbot.waitUntil(lambda: bool(dialog.findChildren(QLabel, "recoveryKey")))
    assert not choice.isVisible()


def test_what_is_read_meanwhile_is_over_when_the_vault_is_open(qtbot):
    """The program itself, for example: nobody may use half of it."""
    done = []

    def type_soon() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, UnlockDialog)
        type_in(dialog, PASSPHRASE)
        press(dialog, qtbot, "&Unlock")

    def meanwhile() -> None:
        time.sleep(0.3)
        done.append(1)

    QTimer.singleShot(50, type_soon)
    assert isinstance(unlock(open_vault, create_vault, True, meanwhile), FakeVault)
    assert done == [1]
