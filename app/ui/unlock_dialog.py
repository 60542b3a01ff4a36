"""Before the window: open the vault with the passphrase, or create it and show the recovery key once."""

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from app.domain.language import Language
from app.domain.outcome import Completed, Failed
from app.storage.keys import MINIMUM_PASSPHRASE_CHARACTERS
from app.storage.vault import Vault
from app.ui.dialog_parts import fill_page, primary_button
from app.ui.interface_language import install_translations, interface_language, is_language_given
from app.ui.names import own_name_of
from app.ui.passphrase_strength import StrengthMeter
from app.ui.recovery_key_pages import AskBackPage, KeepKeyPage
from app.ui.settings import LANGUAGE, chosen
from app.ui.start import start_application
from app.ui.tasks import finish_tasks, run_task
from app.wording import wording_of

OpenVault = Callable[[str], Vault]
CreateVault = Callable[[str], tuple[Vault, str]]


def unlock(
    open_vault: OpenVault, create_vault: CreateVault, exists: bool, meanwhile: Callable[[], object] = lambda: None
) -> Vault | None:
    """Ask for the passphrase until the vault is open; None when the user gives up. Makes the application if need be.

    `meanwhile` is done beside the dialog once it is on the screen, and is over when this returns.
    """
    start_application()
    dialog = UnlockDialog(open_vault, create_vault, exists)
    QTimer.singleShot(0, dialog, lambda: run_task(meanwhile, lambda _: None))
    dialog.exec()
    finish_tasks()
    return dialog.vault


class UnlockDialog(QDialog):
    """`vault` is open once the dialog was accepted.

    The calls take about a second (key derivation), so they run beside the GUI thread; the dialog waits for them even
    when it is closed, so that no vault is left open behind it.
    """

    def __init__(self, open_vault: OpenVault, create_vault: CreateVault, exists: bool) -> None:
        super().__init__()
        self.vault: Vault | None = None
        self._open_vault = open_vault
        self._create_vault = create_vault
        self._working = False
        self._exists = exists
        self.setWindowTitle("Saegim")
        self._language = _language_choice()
        self._language.currentIndexChanged.connect(self._on_language_chosen)
        self._pages = QStackedWidget()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(32, 24, 32, 24)
        layout.addWidget(self._language, alignment=Qt.AlignmentFlag.AlignRight)
        layout.addWidget(self._pages)
        self._show_first_page()

    def reject(self) -> None:
        """Not while a call runs, nor while the recovery key is on the screen: it would never be seen again."""
        if not self._working and self.vault is None:
            super().reject()

    def _show_first_page(self) -> None:
        self._language.setAccessibleName(self.tr("Language of the window"))
        self._first_page = self._unlock_page() if self._exists else self._create_page()
        self._pages.addWidget(self._first_page)
        self._passphrase.setFocus()

    def _on_language_chosen(self) -> None:
        chosen().choose(LANGUAGE, self._language.currentData())
        install_translations(start_application())
        self._pages.removeWidget(self._first_page)
        self._first_page.deleteLater()
        self._show_first_page()

    def _unlock_page(self) -> QWidget:
        page, layout = _page(
            self.tr("Unlock the vault"),
            self.tr("Your encounters are encrypted on this computer."),
        )
        self._passphrase = _passphrase_field(self.tr("Passphrase"))
        self._passphrase.setPlaceholderText(self.tr("Passphrase"))
        self._error = _error_label()
        self._unlock_button = primary_button(self.tr("&Unlock"))
        self._unlock_button.clicked.connect(self._on_unlock_requested)
        self._passphrase.textChanged.connect(self._on_passphrase_changed)
        self._on_passphrase_changed()
        layout.addWidget(self._passphrase)
        layout.addWidget(self._error)
        layout.addLayout(self._buttons(self._unlock_button))
        return page

    def _create_page(self) -> QWidget:
        page, layout = _page(
            self.tr("Create the vault"),
            self.tr(
                "Everything Saegim keeps is encrypted on this computer with a passphrase that only you know. "
                "Choose a sentence that you will remember."
            ),
        )
        self._passphrase = _passphrase_field(self.tr("Passphrase"))
        self._passphrase.setPlaceholderText(
            self.tr("At least {count} characters").format(count=MINIMUM_PASSPHRASE_CHARACTERS),
        )
        self._again = _passphrase_field(self.tr("Passphrase again"))
        self._strength = StrengthMeter()
        self._passphrase.textChanged.connect(self._strength.show_strength)
        self._error = _error_label()
        self._create_button = primary_button(self.tr("&Create vault"))
        self._create_button.clicked.connect(self._on_create_requested)
        form = QFormLayout()
        form.setVerticalSpacing(12)
        form.setHorizontalSpacing(16)
        form.addRow(self.tr("&Passphrase"), self._passphrase)
        form.addRow("", self._strength)
        form.addRow(self.tr("&Again"), self._again)
        layout.addLayout(form)
        layout.addWidget(self._error)
        layout.addLayout(self._buttons(self._create_button))
        return page

    def _show_recovery_key(self, recovery_key: str) -> None:
        keep, ask_back = KeepKeyPage(recovery_key), AskBackPage(recovery_key)
        for page in (keep, ask_back):
            self._pages.addWidget(page)

        def ask() -> None:
            self._pages.setCurrentWidget(ask_back)
            ask_back.ask()

        keep.kept.connect(ask)
        ask_back.key_wanted.connect(lambda: self._pages.setCurrentWidget(keep))
        ask_back.known.connect(self.accept)
        self._pages.setCurrentWidget(keep)
        keep.is_kept.setFocus()

    def _buttons(self, primary: QPushButton) -> QHBoxLayout:
        quit_button = QPushButton(self.tr("&Quit"))
        quit_button.setAutoDefault(False)
        quit_button.clicked.connect(self.reject)
        primary.setDefault(True)
        row = QHBoxLayout()
        row.setContentsMargins(0, 8, 0, 0)
        row.addStretch()
        row.addWidget(quit_button)
        row.addWidget(primary)
        return row

    def _on_passphrase_changed(self) -> None:
        self._error.hide()
        self._unlock_button.setEnabled(bool(self._passphrase.text()))

    def _on_unlock_requested(self) -> None:
        passphrase = self._passphrase.text()
        self._begin(self.tr("Unlocking…"))
        run_task(lambda: self._open_vault(passphrase), self._on_opened)

    def _on_opened(self, outcome: Completed[Vault] | Failed) -> None:
        self._end()
        if isinstance(outcome, Failed):
            self._show_error(str(wording_of(outcome.problem, interface_language())))
            return
        self.vault = outcome.value
        self.accept()

    def _on_create_requested(self) -> None:
        passphrase = self._passphrase.text()
        if len(passphrase) < MINIMUM_PASSPHRASE_CHARACTERS:
            self._show_error(
                self.tr("The passphrase is too short. Use at least {count} characters.").format(
                    count=MINIMUM_PASSPHRASE_CHARACTERS
                )
            )
        elif passphrase != self._again.text():
            self._show_error(self.tr("The two passphrases differ. Type the same one twice."))
        else:
            self._begin(self.tr("Creating the vault…"))
            run_task(lambda: self._create_vault(passphrase), self._on_created)

    def _on_created(self, outcome: Completed[tuple[Vault, str]] | Failed) -> None:
        self._end()
        if isinstance(outcome, Failed):
            self._show_error(str(wording_of(outcome.problem, interface_language())))
            return
        self.vault, recovery_key = outcome.value
        self._passphrase.clear()
        self._again.clear()
        self._language.hide()
        self._show_recovery_key(recovery_key)

    def _begin(self, doing: str) -> None:
        self._working = True
        self._pages.setEnabled(False)
        self._error.setProperty("calm", True)
        self._show_error(doing)

    def _end(self) -> None:
        self._working = False
        self._pages.setEnabled(True)
        self._error.setProperty("calm", False)
        self._error.hide()

    def _show_error(self, text: str) -> None:
        self._error.setText(text)
        self._error.style().polish(self._error)
        self._error.show()
        self._passphrase.setFocus()
        self._passphrase.selectAll()


def _language_choice() -> QComboBox:
    choice = QComboBox()
    for language in Language:
        choice.addItem(own_name_of(language), language.value)
    choice.setCurrentIndex(choice.findData(interface_language().value))
    choice.setVisible(not is_language_given())
    return choice


def _page(title: str, text: str) -> tuple[QWidget, QVBoxLayout]:
    page = QWidget()
    return page, fill_page(page, title, text)


def _passphrase_field(name: str) -> QLineEdit:
    field = QLineEdit()
    field.setEchoMode(QLineEdit.EchoMode.Password)
    field.setAccessibleName(name)
    return field


def _error_label() -> QLabel:
    label = QLabel()
    label.setObjectName("error")
    label.setWordWrap(True)
    label.hide()
    return label
