"""Before the window: a wrong passphrase is told in place, a recovery key is shown once and must be kept."""

import time

import pytest
from PySide6 import QtCore, QtGui, QtWidgets
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QDialog,
    QFileDialog,
    QLabel,
    QLineEdit,
    QPushButton,
    QToolButton,
)

from app.domain.errors import SaegimError, VaultError
from app.domain.language import Language
from app.services import vault as vaults
from app.ui.parts import settings
from app.ui.parts.interface_language import install_translations
from app.ui.parts.settings import LANGUAGE
from app.ui.parts.start import start_application
from app.ui.parts.tasks import on_gui_thread
from app.ui.vault.keys_dialog import PassphraseChangeDialog, RecoveryKeyChangeDialog
from app.ui.vault.passphrase_strength import Strength, strength_of
from app.ui.vault.recovery_key_pages import AskBackPage, KeepKeyPage
from app.ui.vault.unlock_dialog import UnlockDialog, VaultDoor, unlock

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


def door_of(*, exists: bool) -> VaultDoor:
    return VaultDoor(exists, open_vault, create_vault, open_vault, lambda _: None)


def dialog_of(qtbot, *, exists: bool) -> UnlockDialog:
    return shown(qtbot, UnlockDialog(door_of(exists=exists)))


def shown(qtbot, dialog):
    qtbot.addWidget(dialog)
    dialog.show()
    return dialog


def fields(dialog) -> list[QLineEdit]:
    return [each for each in dialog.findChildren(QLineEdit) if each.isVisible()]


def type_in(dialog, *texts: str) -> None:
    for field, text in zip(fields(dialog), texts, strict=True):
        field.setText(text)


def press(dialog, qtbot, text: str) -> None:
    button = next(each for each in dialog.findChildren(QPushButton) if each.text() == text and each.isVisible())
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def error(dialog) -> str:
    labels = [each for each in dialog.findChildren(QLabel, "error") if each.isVisible() and not each.property("calm")]
    return labels[0].text() if labels else ""


def title(dialog) -> str:
    return next(label.text() for label in dialog.findChildren(QLabel, "title") if label.isVisible())


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
    shown = dialog.findChild(QLabel, "recoveryKey").text()
    assert shown.splitlines() == ["ABCD-EFGH-JKLM", "NPQR"]
    dialog.reject()
    assert dialog.isVisible()
    press(dialog, qtbot, "C&ontinue")
    assert dialog.isVisible()
    dialog.findChild(QCheckBox).setChecked(True)
    press(dialog, qtbot, "C&ontinue")
    assert dialog.vault is not None
    assert dialog.isVisible()
    group = dialog.findChild(AskBackPage).secret
    told = dialog.findChild(AskBackPage).findChild(QLabel, "error")
    group.setText("WRO")
    assert not told.isVisible()
    group.setText("WRONG")
    assert told.isVisible()
    press(dialog, qtbot, "&Open Saegim")
    assert dialog.isVisible()
    press(dialog, qtbot, "&Show the key again")
    assert dialog.findChild(QLabel, "recoveryKey").isVisible()
    press(dialog, qtbot, "C&ontinue")
    group.setText(RECOVERY_KEY.split("-")[-1].lower())
    assert not told.isVisible()
    press(dialog, qtbot, "&Open Saegim")
    qtbot.waitUntil(lambda: dialog.result() == QDialog.DialogCode.Accepted)
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
    qtbot.waitUntil(lambda: len(fields(dialog)) == 2)
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
    assert isinstance(unlock(door_of(exists=True), meanwhile), FakeVault)
    assert done == [1]


def test_no_other_thread_makes_a_type_of_qt(qtbot):
    """A type that two threads made at once was there twice, and now and then a window did not open after sign-in."""
    left = []

    def meanwhile() -> None:
        for module in (QtCore, QtGui, QtWidgets):
            left.extend(set(dir(module)) - set(vars(module)))
        on_gui_thread(QApplication.activeModalWidget().reject)

    assert unlock(door_of(exists=True), meanwhile) is None
    assert left == []


FORGOTTEN = "a sentence that is forgotten"


@pytest.fixture
def locked(tmp_path) -> tuple[VaultDoor, str]:
    """The door of a real vault, and its recovery key."""
    folder = tmp_path / "vault"
    vault, recovery_key = vaults.create(folder, FORGOTTEN, "test")
    vault.close()
    door = VaultDoor(
        True,
        lambda passphrase: vaults.unlock(folder, passphrase, "test"),
        create_vault,
        lambda key: vaults.unlock_with_recovery_key(folder, key, "test"),
        lambda vault: vaults.VaultKeys(vault, "test"),
    )
    return door, recovery_key


def new_key(dialog) -> str:
    return dialog.findChild(KeepKeyPage).findChild(QLabel, "recoveryKey").text().replace("\n", "-")


def keep_and_ask_back(dialog, qtbot, finish: str) -> None:
    dialog.findChild(KeepKeyPage).findChild(QCheckBox).setChecked(True)
    press(dialog, qtbot, "C&ontinue")
    type_in(dialog, new_key(dialog).split("-")[-1].lower())
    press(dialog, qtbot, finish)


def refused(act) -> str:
    with pytest.raises(SaegimError) as caught:
        act()
    return caught.value.problem.code


def test_who_forgot_the_passphrase_gets_in_with_the_recovery_key(qtbot, locked):
    door, recovery_key = locked
    dialog = shown(qtbot, UnlockDialog(door))
    press(dialog, qtbot, "I &forgot the passphrase")
    type_in(dialog, recovery_key[:10] + ("X" if recovery_key[10] != "X" else "Y") + recovery_key[11:])
    press(dialog, qtbot, "C&ontinue")
    qtbot.waitUntil(lambda: error(dialog).startswith("Group 3 of the recovery key"))
    type_in(dialog, recovery_key.lower().replace("-", " "))
    assert error(dialog) == ""
    press(dialog, qtbot, "C&ontinue")
    qtbot.waitUntil(lambda: title(dialog) == "Choose a new passphrase")
    type_in(dialog, PASSPHRASE, PASSPHRASE)
    qtbot.keyClick(fields(dialog)[1], Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: title(dialog) == "Keep your recovery key")
    proposed = new_key(dialog)
    dialog.reject()
    assert dialog.isVisible()
    keep_and_ask_back(dialog, qtbot, "&Open Saegim")
    qtbot.waitUntil(lambda: dialog.result() == QDialog.DialogCode.Accepted)
    dialog.vault.close()

    assert refused(lambda: door.open(FORGOTTEN)) == "wrong_passphrase"
    assert refused(lambda: door.open_with_recovery_key(recovery_key)) == "wrong_recovery_key"
    door.open(PASSPHRASE).close()
    door.open_with_recovery_key(proposed).close()


def test_giving_up_after_the_recovery_key_changes_nothing(qtbot, locked):
    door, recovery_key = locked
    dialog = shown(qtbot, UnlockDialog(door))
    press(dialog, qtbot, "I &forgot the passphrase")
    press(dialog, qtbot, "&Back")
    press(dialog, qtbot, "I &forgot the passphrase")
    type_in(dialog, recovery_key)
    qtbot.keyClick(fields(dialog)[0], Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: title(dialog) == "Choose a new passphrase")
    press(dialog, qtbot, "&Quit")

    assert dialog.vault is None
    door.open(FORGOTTEN).close()


def test_the_recovery_key_of_another_vault_is_told_apart(qtbot, locked, tmp_path):
    other, other_key = vaults.create(tmp_path / "other", FORGOTTEN, "test")
    other.close()
    dialog = shown(qtbot, UnlockDialog(locked[0]))
    press(dialog, qtbot, "I &forgot the passphrase")
    type_in(dialog, other_key)
    press(dialog, qtbot, "C&ontinue")
    qtbot.waitUntil(lambda: "another vault" in error(dialog))


def test_who_knows_the_passphrase_changes_it(qtbot, locked):
    door, recovery_key = locked
    with door.open(FORGOTTEN) as vault:
        dialog = shown(qtbot, PassphraseChangeDialog(door.keys_of(vault), None))
        type_in(dialog, PASSPHRASE)
        press(dialog, qtbot, "C&ontinue")
        qtbot.waitUntil(lambda: "not right" in error(dialog))
        type_in(dialog, FORGOTTEN)
        press(dialog, qtbot, "C&ontinue")
        qtbot.waitUntil(lambda: title(dialog) == "Choose a new passphrase")
        type_in(dialog, PASSPHRASE, PASSPHRASE)
        with qtbot.waitSignal(dialog.accepted):
            press(dialog, qtbot, "C&hange passphrase")

    assert refused(lambda: door.open(FORGOTTEN)) == "wrong_passphrase"
    door.open(PASSPHRASE).close()
    door.open_with_recovery_key(recovery_key).close()


def test_a_new_recovery_key_is_valid_only_once_it_was_asked_back(qtbot, locked):
    door, recovery_key = locked
    with door.open(FORGOTTEN) as vault:
        for is_finished in (False, True):
            dialog = shown(qtbot, RecoveryKeyChangeDialog(door.keys_of(vault), None))
            type_in(dialog, FORGOTTEN)
            press(dialog, qtbot, "C&ontinue")
            qtbot.waitUntil(lambda dialog=dialog: title(dialog) == "Keep your recovery key")
            proposed = new_key(dialog)
            if not is_finished:
                dialog.reject()
                continue
            with qtbot.waitSignal(dialog.accepted):
                keep_and_ask_back(dialog, qtbot, "&Finish")

    assert refused(lambda: door.open_with_recovery_key(recovery_key)) == "wrong_recovery_key"
    door.open_with_recovery_key(proposed).close()


def eyes(dialog) -> list[QToolButton]:
    return [each for each in dialog.findChildren(QToolButton) if each.isVisible()]


@pytest.mark.parametrize("exists", [True, False])
def test_what_is_typed_is_shown_to_who_asks_for_it(qtbot, exists):
    dialog = dialog_of(qtbot, exists=exists)
    for field, eye in zip(fields(dialog), eyes(dialog), strict=True):
        assert field.echoMode() is QLineEdit.EchoMode.Password
        assert eye.focusPolicy() & Qt.FocusPolicy.TabFocus
        assert field.accessibleName() in eye.accessibleName()
        eye.setFocus()
        qtbot.keyClick(eye, Qt.Key.Key_Space)
        assert eye.isChecked()
        assert field.echoMode() is QLineEdit.EchoMode.Normal
        qtbot.keyClick(eye, Qt.Key.Key_Space)
        assert field.echoMode() is QLineEdit.EchoMode.Password


def test_a_new_passphrase_is_typed_twice_in_one_go_and_the_eyes_come_after(qtbot):
    dialog = dialog_of(qtbot, exists=False)
    first, second = fields(dialog)
    first.setFocus()
    reached = []
    for _ in range(3):
        qtbot.keyClick(dialog.focusWidget(), Qt.Key.Key_Tab)
        reached.append(dialog.focusWidget())
    assert reached == [second, *reversed(eyes(dialog))]


def test_it_is_hidden_again_once_it_is_given_or_its_page_is_left(qtbot):
    dialog = dialog_of(qtbot, exists=True)
    [field], [eye] = fields(dialog), eyes(dialog)
    eye.click()
    type_in(dialog, "another one")
    press(dialog, qtbot, "&Unlock")
    assert field.echoMode() is QLineEdit.EchoMode.Password
    qtbot.waitUntil(field.isEnabled)
    eye.click()
    press(dialog, qtbot, "I &forgot the passphrase")
    assert not field.isVisible()
    assert field.echoMode() is QLineEdit.EchoMode.Password
