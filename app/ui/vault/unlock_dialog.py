"""Before the window: open the vault with the passphrase or the recovery key, or create it."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QComboBox

from app.domain.language import Language
from app.services.vault import VaultKeys
from app.storage.vault import Vault
from app.ui.parts.interface_language import install_translations, interface_language, is_language_given
from app.ui.parts.names import own_name_of
from app.ui.parts.qt_types import making_types
from app.ui.parts.settings import LANGUAGE, chosen
from app.ui.parts.start import start_application
from app.ui.parts.tasks import finish_tasks, run_task
from app.ui.vault.passphrase_pages import NewPassphrasePage, PassphrasePage
from app.ui.vault.recovery_key_pages import TypedKeyPage
from app.ui.vault.secret_dialog import SecretDialog


@dataclass(frozen=True, slots=True)
class VaultDoor:
    """The ways to an open vault. Each takes about a second (key derivation) and raises SaegimError.

    `create` returns the recovery key beside the vault, to be shown once.
    """

    exists: bool
    open: Callable[[str], Vault]
    create: Callable[[str], tuple[Vault, str]]
    open_with_recovery_key: Callable[[str], Vault]
    keys_of: Callable[[Vault], VaultKeys]


def unlock(door: VaultDoor, meanwhile: Callable[[], object] = lambda: None) -> Vault | None:
    """Ask until the vault is open; None when the user gives up. Makes the application if need be.

    `meanwhile` is done beside the dialog once it is on the screen, and is over when this returns.
    """
    start_application()
    dialog = UnlockDialog(door)
    making = making_types(dialog, lambda: run_task(meanwhile, lambda _: None))
    QTimer.singleShot(0, dialog, making.go_on)
    dialog.exec()
    making.finish()
    finish_tasks()
    # With what was typed in it.
    dialog.deleteLater()
    return dialog.vault


class UnlockDialog(SecretDialog):
    """`vault` is open once the dialog was accepted, and None otherwise."""

    def __init__(self, door: VaultDoor) -> None:
        super().__init__()
        self.vault: Vault | None = None
        self._door = door
        self._must_keep_key = False
        self.setWindowTitle("Saegim")
        self._language = _language_choice()
        self._language.currentIndexChanged.connect(self._on_language_chosen)
        self.column.insertWidget(0, self._language, alignment=Qt.AlignmentFlag.AlignRight)
        self._show_first_page()

    def reject(self) -> None:
        """Not while a new recovery key is on the screen: it would never be seen again."""
        if self._must_keep_key or self.is_working:
            return
        if self.vault is not None:
            self.vault.close()
            self.vault = None
        super().reject()

    def _show_first_page(self) -> None:
        self._language.setAccessibleName(self.tr("Language of the window"))
        if self._door.exists:
            self._ask_for_passphrase()
        else:
            self._ask_for_first_passphrase()

    def _on_language_chosen(self) -> None:
        chosen().choose(LANGUAGE, self._language.currentData())
        install_translations(start_application())
        self._show_first_page()

    def _ask_for_passphrase(self) -> None:
        page = PassphrasePage(
            self.tr("Unlock the vault"),
            self.tr("Your encounters are encrypted on this computer."),
            self.tr("&Unlock"),
            self.tr("&Quit"),
            can_be_forgotten=True,
        )
        page.forgotten.connect(self._ask_for_recovery_key)
        self.ask(page, self.tr("Unlocking…"), self._door.open, self._on_opened)

    def _ask_for_recovery_key(self) -> None:
        page = TypedKeyPage()
        opened = self._door.open_with_recovery_key
        self.ask(page, self.tr("Unlocking…"), opened, self._ask_for_next_passphrase, self._ask_for_passphrase)

    def _ask_for_first_passphrase(self) -> None:
        page = NewPassphrasePage(
            self.tr("Create the vault"),
            self.tr(
                "Everything Saegim keeps is encrypted on this computer with a passphrase that only you know. "
                "Choose a sentence that you will remember."
            ),
            self.tr("&Create vault"),
            self.tr("&Quit"),
        )
        self.ask(page, self.tr("Creating the vault…"), self._door.create, self._on_created)

    def _ask_for_next_passphrase(self, vault: Vault) -> None:
        self.vault = vault
        self._language.hide()
        keys = self._door.keys_of(vault)
        page = NewPassphrasePage(
            self.tr("Choose a new passphrase"),
            self.tr(
                "The recovery key fits. From now on only the new passphrase opens the vault, not the forgotten one."
            ),
            self.tr("C&hange passphrase"),
            self.tr("&Quit"),
        )
        self.ask(
            page,
            self.tr("Changing the passphrase…"),
            keys.change_passphrase,
            lambda _: self._on_passphrase_changed(keys),
        )

    def _on_passphrase_changed(self, keys: VaultKeys) -> None:
        self._must_keep_key = True
        self.replace_recovery_key(
            keys,
            self.tr(
                "The passphrase is changed. This new recovery key takes the place of the one you typed, as soon as you "
                "have typed its last group. It is shown this one time. Write it down and keep it away from this "
                "computer."
            ),
            self.tr("&Open Saegim"),
        )

    def _on_created(self, made: tuple[Vault, str]) -> None:
        self.vault, recovery_key = made
        self._must_keep_key = True
        self._language.hide()
        steps = self.show_new_key(
            recovery_key,
            self.tr(
                "If the passphrase is ever forgotten, only this key opens the vault. It is shown this one time. "
                "Write it down and keep it away from this computer."
            ),
            self.tr("&Open Saegim"),
        )
        steps.ask_back.given.connect(lambda _: self.accept())

    def _on_opened(self, vault: Vault) -> None:
        self.vault = vault
        self.accept()


def _language_choice() -> QComboBox:
    choice = QComboBox()
    for language in Language:
        choice.addItem(own_name_of(language), language.value)
    choice.setCurrentIndex(choice.findData(interface_language().value))
    choice.setVisible(not is_language_given())
    return choice
