"""Another passphrase, or another recovery key, for who knows the passphrase."""

from PySide6.QtWidgets import QWidget

from app.services.vault import VaultKeys
from app.ui.vault.passphrase_pages import NewPassphrasePage, PassphrasePage
from app.ui.vault.secret_dialog import SecretDialog


class PassphraseChangeDialog(SecretDialog):
    def __init__(self, keys: VaultKeys, parent: QWidget | None) -> None:
        super().__init__(parent)
        self._keys = keys
        self.setWindowTitle(self.tr("Change passphrase"))
        page = PassphrasePage(
            self.tr("Change the passphrase"),
            self.tr("First type the passphrase that opens the vault now."),
            self.tr("C&ontinue"),
            self.tr("&Cancel"),
            can_be_forgotten=False,
        )
        self.ask(page, self.tr("Checking…"), keys.confirm_passphrase, lambda _: self._ask_for_new_one())

    def _ask_for_new_one(self) -> None:
        page = NewPassphrasePage(
            self.tr("Choose a new passphrase"),
            self.tr(
                "From then on only the new one opens the vault; the recovery key stays. Backups that were made before "
                "open with the passphrase they were made with."
            ),
            self.tr("C&hange passphrase"),
            self.tr("&Cancel"),
        )
        self.ask(page, self.tr("Changing the passphrase…"), self._keys.change_passphrase, lambda _: self.accept())


class RecoveryKeyChangeDialog(SecretDialog):
    """Closed before its end it has changed nothing."""

    def __init__(self, keys: VaultKeys, parent: QWidget | None) -> None:
        super().__init__(parent)
        self._keys = keys
        self.setWindowTitle(self.tr("New recovery key"))
        page = PassphrasePage(
            self.tr("Make a new recovery key"),
            self.tr("For example when the paper with the former key is lost. First type the passphrase."),
            self.tr("C&ontinue"),
            self.tr("&Cancel"),
            can_be_forgotten=False,
        )
        self.ask(page, self.tr("Checking…"), keys.confirm_passphrase, lambda _: self._show_new_one())

    def _show_new_one(self) -> None:
        self.replace_recovery_key(
            self._keys,
            self.tr(
                "It takes the place of the former key as soon as you have typed its last group; until then the former "
                "one is valid. It is shown this one time. Write it down and keep it away from this computer."
            ),
            self.tr("&Finish"),
        )
