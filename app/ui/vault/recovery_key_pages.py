"""The recovery key: a new one shown once, printed or saved, and asked back; one that was kept, typed."""

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication, QTextDocument
from PySide6.QtWidgets import (
    QCheckBox,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QMessageBox,
    QPushButton,
    QStackedWidget,
    QWidget,
)

from app.ui.parts.dialog_parts import PAGE_WIDTH_PX, fill_page, primary_button, wrap_at
from app.ui.vault.passphrase_pages import SecretPage

_GROUPS_IN_ROW = 3


class TypedKeyPage(SecretPage):
    """For who forgot the passphrase: the recovery key, as it was written down."""

    def __init__(self) -> None:
        super().__init__(
            self.tr("Open the vault with the recovery key"),
            self.tr(
                "Type the nine groups that were written down or saved when the vault was made. Spaces, dashes and "
                "capital letters do not matter. Nothing is changed until you have chosen a new passphrase."
            ),
            self.tr("C&ontinue"),
            self.tr("&Back"),
        )
        self.secret.setObjectName("recoveryKey")
        self.secret.setAccessibleName(self.tr("Recovery key"))
        self.secret.setPlaceholderText("XXXX-XXXX-XXXX-XXXX-XXXX-XXXX-XXXX-XXXX-XXXX")
        self.secret.textChanged.connect(self._on_typed)
        self._on_typed("")
        self.column.addWidget(self.secret)
        self.end_column()

    def _on_typed(self, text: str) -> None:
        self.tell("")
        self.give_button.setEnabled(bool(text.strip()))


class NewKeySteps(QStackedWidget):
    """A new recovery key: kept, then asked back on a page that gives it."""

    def __init__(self, recovery_key: str, text: str, finish_words: str) -> None:
        super().__init__()
        keep, self.ask_back = KeepKeyPage(recovery_key, text), AskBackPage(recovery_key, finish_words)
        for page in (keep, self.ask_back):
            self.addWidget(page)
        keep.kept.connect(self._ask)
        self.ask_back.left.connect(lambda: self.setCurrentWidget(keep))
        self.setFocusProxy(keep.is_kept)

    def _ask(self) -> None:
        self.setCurrentWidget(self.ask_back)
        self.ask_back.secret.clear()
        self.ask_back.setFocus()


class KeepKeyPage(QWidget):
    """Signals: kept() when the user says so."""

    kept = Signal()

    def __init__(self, recovery_key: str, text: str) -> None:
        super().__init__()
        self._recovery_key = recovery_key
        layout = fill_page(self, self.tr("Keep your recovery key"), text)
        shown = QLabel("\n".join(_rows_of(recovery_key)))
        shown.setObjectName("recoveryKey")
        shown.setAccessibleName(self.tr("Recovery key"))
        wrap_at(shown, PAGE_WIDTH_PX)
        shown.setAlignment(Qt.AlignmentFlag.AlignCenter)
        shown.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        row = QHBoxLayout()
        for words, keep in (
            (self.tr("&Print…"), self._print),
            (self.tr("&Copy key"), lambda: QGuiApplication.clipboard().setText(recovery_key)),
            (self.tr("&Save to a file…"), self._save),
        ):
            button = QPushButton(words)
            button.clicked.connect(lambda _checked=False, keep=keep: keep())
            row.addWidget(button)
        row.addStretch()
        self.is_kept = QCheckBox(self.tr("I have &kept the recovery key in a safe place"))
        go_on = primary_button(self.tr("C&ontinue"))
        go_on.setEnabled(False)
        go_on.setDefault(True)
        self.is_kept.toggled.connect(go_on.setEnabled)
        go_on.clicked.connect(self.kept)
        layout.addWidget(shown)
        layout.addLayout(row)
        layout.addWidget(self.is_kept, alignment=Qt.AlignmentFlag.AlignLeft)
        layout.addStretch()
        layout.addWidget(go_on, alignment=Qt.AlignmentFlag.AlignRight)

    def _print(self) -> None:
        # Loads the system's printers, which nobody else needs.
        from PySide6.QtPrintSupport import QPrintDialog, QPrinter

        rows = "\n".join(_rows_of(self._recovery_key))
        printer = QPrinter()
        if QPrintDialog(printer, self).exec():
            QTextDocument(f"Saegim\n\n{self.tr('Recovery key')}\n\n{rows}").print_(printer)

    def _save(self) -> None:
        name, _ = QFileDialog.getSaveFileName(self, self.tr("Save the recovery key"), "saegim-recovery-key.txt")
        if not name:
            return
        try:
            Path(name).write_text(f"Saegim\n{self._recovery_key}\n", encoding="utf-8")
        except OSError as error:
            QMessageBox.warning(
                self,
                "Saegim",
                self.tr("The file could not be written: {reason}").format(
                    reason=error.strerror or type(error).__name__
                ),
            )


def _rows_of(recovery_key: str) -> list[str]:
    """Three groups a row: easier to copy by hand without losing the place."""
    groups = recovery_key.split("-")
    return ["-".join(groups[start : start + _GROUPS_IN_ROW]) for start in range(0, len(groups), _GROUPS_IN_ROW)]


class AskBackPage(SecretPage):
    """The last group of the key, from what was written down: a key that nobody can read again is no key.

    Is left to see the key once more.
    """

    def __init__(self, recovery_key: str, finish_words: str) -> None:
        super().__init__(
            self.tr("Is the recovery key at hand?"),
            self.tr("Type its last group of characters from what you have written down or saved."),
            finish_words,
            self.tr("&Show the key again"),
        )
        self._group = recovery_key.split("-")[-1]
        self.secret.setAccessibleName(self.tr("Last group of the recovery key"))
        self.secret.setMaxLength(2 * len(self._group))
        self.secret.textChanged.connect(self._on_typed)
        self._on_typed("")
        self.column.addWidget(self.secret)
        self.end_column()

    def _on_typed(self, text: str) -> None:
        typed = text.strip().casefold()
        is_right = typed == self._group.casefold()
        self.give_button.setEnabled(is_right)
        is_wrong = len(typed) >= len(self._group) and not is_right
        self.show_mistake(
            self.tr("Its last group is another. See the key again if it is not at hand.") if is_wrong else ""
        )
