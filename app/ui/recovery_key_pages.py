"""The recovery key of a new vault: shown once, printed or saved, and asked back."""

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication, QTextDocument
from PySide6.QtWidgets import QCheckBox, QFileDialog, QHBoxLayout, QLabel, QLineEdit, QMessageBox, QPushButton, QWidget

from app.ui.dialog_parts import fill_page, primary_button


class KeepKeyPage(QWidget):
    """Signals: kept() when the user says so."""

    kept = Signal()

    def __init__(self, recovery_key: str) -> None:
        super().__init__()
        self._recovery_key = recovery_key
        layout = fill_page(
            self,
            self.tr("Keep your recovery key"),
            self.tr(
                "If the passphrase is ever forgotten, only this key opens the vault. It is shown this one time. "
                "Write it down and keep it away from this computer."
            ),
        )
        shown = QLabel(recovery_key)
        shown.setObjectName("recoveryKey")
        shown.setAccessibleName(self.tr("Recovery key"))
        shown.setWordWrap(True)
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
        self.is_kept.toggled.connect(go_on.setEnabled)
        go_on.clicked.connect(self.kept)
        layout.addWidget(shown)
        layout.addLayout(row)
        layout.addWidget(self.is_kept)
        layout.addWidget(go_on, alignment=Qt.AlignmentFlag.AlignRight)

    def _print(self) -> None:
        # Loads the system's printers, which nobody else needs.
        from PySide6.QtPrintSupport import QPrintDialog, QPrinter

        printer = QPrinter()
        if QPrintDialog(printer, self).exec():
            QTextDocument(f"Saegim\n\n{self.tr('Recovery key')}\n\n{self._recovery_key}").print_(printer)

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


class AskBackPage(QWidget):
    """The last group of the key, from what was written down: a key that nobody can read again is no key.

    Signals: known() when it was typed, key_wanted() to see it once more.
    """

    known = Signal()
    key_wanted = Signal()

    def __init__(self, recovery_key: str) -> None:
        super().__init__()
        group = recovery_key.replace("-", " ").split()[-1]
        layout = fill_page(
            self,
            self.tr("Is the recovery key at hand?"),
            self.tr("Type its last group of characters from what you have written down or saved."),
        )
        self._typed = QLineEdit()
        self._typed.setAccessibleName(self.tr("Last group of the recovery key"))
        self._typed.setMaxLength(2 * len(group))
        finish = primary_button(self.tr("&Open Saegim"))
        finish.setEnabled(False)
        finish.clicked.connect(self.known)
        self._typed.textChanged.connect(lambda text: finish.setEnabled(text.strip().casefold() == group.casefold()))
        self._typed.returnPressed.connect(finish.click)
        back = QPushButton(self.tr("&Show the key again"))
        back.setAutoDefault(False)
        back.clicked.connect(self.key_wanted)
        row = QHBoxLayout()
        row.addWidget(back)
        row.addStretch()
        row.addWidget(finish)
        layout.addWidget(self._typed)
        layout.addStretch()
        layout.addLayout(row)

    def ask(self) -> None:
        self._typed.clear()
        self._typed.setFocus()
