"""Pages on which a passphrase is typed: one that was chosen before, or a new one, with its strength."""

from itertools import pairwise

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFormLayout, QLabel, QLineEdit, QPushButton, QWidget

from app.domain.errors import Problem
from app.storage.keys import MINIMUM_PASSPHRASE_CHARACTERS
from app.ui.parts.dialog_parts import PAGE_WIDTH_PX, button_row, fill_page, primary_button, wrap_at
from app.ui.parts.interface_language import interface_language
from app.ui.parts.style import SPACE_S
from app.ui.vault.passphrase_field import PassphraseField
from app.ui.vault.passphrase_strength import StrengthMeter
from app.wording import wording_of


class SecretPage(QWidget):
    """A page that asks for a secret, hands it on and then waits, for as long as it takes, to be told whether it fits.

    Signals: given(str), left() by the other button.
    """

    given = Signal(str)
    left = Signal()

    def __init__(self, title: str, text: str, give_words: str, leave_words: str) -> None:
        super().__init__()
        self.column = fill_page(self, title, text)
        self.secret = QLineEdit()
        self.give_button = primary_button(give_words)
        self.give_button.clicked.connect(lambda _checked=False: self.give())
        self.leave_button = QPushButton(leave_words)
        self.leave_button.setAutoDefault(False)
        self.leave_button.clicked.connect(self.left)
        self._told = QLabel()
        self._told.setObjectName("error")
        self._told.hide()
        self.setFocusProxy(self.secret)

    def showEvent(self, event: QShowEvent) -> None:
        """The Enter key belongs to the page that is shown."""
        super().showEvent(event)
        self.give_button.setDefault(True)

    def end_column(self, *more: QPushButton) -> None:
        """Under what the page has: what is told, and the buttons, of which `more` stand to the left."""
        self.column.addWidget(self._told)
        self.column.addStretch()
        self.column.addLayout(button_row(self.leave_button, self.give_button, left=more, above_px=8))

    def give(self) -> None:
        self.given.emit(self.secret.text())

    def wait(self, doing: str) -> None:
        self.setEnabled(False)
        self._tell(doing, is_calm=True)

    def refuse(self, problem: Problem) -> None:
        self.setEnabled(True)
        self.tell(str(wording_of(problem, interface_language())))

    def tell(self, words: str) -> None:
        """What is wrong, to be typed anew; "" for nothing."""
        self.show_mistake(words)
        if words:
            self.secret.setFocus()
            self.secret.selectAll()

    def show_mistake(self, words: str) -> None:
        """What is wrong while it is typed; "" for nothing."""
        self._tell(words, is_calm=False)

    def _tell(self, words: str, *, is_calm: bool) -> None:
        self._told.setProperty("calm", is_calm)
        self._told.setText(words)
        self._told.style().polish(self._told)
        wrap_at(self._told, PAGE_WIDTH_PX)
        self._told.setVisible(bool(words))


class PassphrasePage(SecretPage):
    """The passphrase that the vault has.

    Signals: as SecretPage, and forgotten() where that can be helped.
    """

    forgotten = Signal()

    def __init__(self, title: str, text: str, give_words: str, leave_words: str, *, can_be_forgotten: bool) -> None:
        super().__init__(title, text, give_words, leave_words)
        field = PassphraseField(self.tr("Passphrase"), self.secret)
        self.given.connect(lambda _: field.hide_words())
        self.secret.setPlaceholderText(self.tr("Passphrase"))
        self.secret.textChanged.connect(self._on_typed)
        self._on_typed("")
        self.column.addWidget(field)
        forgotten = QPushButton(self.tr("I &forgot the passphrase"))
        forgotten.setAutoDefault(False)
        forgotten.clicked.connect(self.forgotten)
        self.end_column(*([forgotten] if can_be_forgotten else []))

    def _on_typed(self, text: str) -> None:
        self.tell("")
        self.give_button.setEnabled(bool(text))


class NewPassphrasePage(SecretPage):
    """Another passphrase, typed twice; one that is too short or typed in two ways is not given."""

    def __init__(self, title: str, text: str, give_words: str, leave_words: str) -> None:
        super().__init__(title, text, give_words, leave_words)
        fields = PassphraseField(self.tr("Passphrase"), self.secret), PassphraseField(self.tr("Passphrase again"))
        for field in fields:
            self.given.connect(lambda _, field=field: field.hide_words())
        self.secret.setPlaceholderText(
            self.tr("At least {count} characters").format(count=MINIMUM_PASSPHRASE_CHARACTERS)
        )
        self._again = fields[1].line
        strength = StrengthMeter()
        # As wide as the field above it, which has an eye at its end.
        strength.setContentsMargins(0, 0, fields[0].eye.sizeHint().width() + SPACE_S, 0)
        self.secret.textChanged.connect(strength.show_strength)
        form = QFormLayout()
        form.setVerticalSpacing(12)
        form.setHorizontalSpacing(16)
        form.addRow(self.tr("&Passphrase"), fields[0])
        form.addRow("", strength)
        form.addRow(self.tr("&Again"), fields[1])
        self.column.addLayout(form)
        self.end_column()
        # Typed twice in one go: the eyes come after.
        for before, after in pairwise((self.secret, self._again, fields[1].eye, fields[0].eye)):
            QWidget.setTabOrder(before, after)

    def give(self) -> None:
        passphrase = self.secret.text()
        if len(passphrase) < MINIMUM_PASSPHRASE_CHARACTERS:
            self.tell(
                self.tr("The passphrase is too short. Use at least {count} characters.").format(
                    count=MINIMUM_PASSPHRASE_CHARACTERS
                )
            )
        elif passphrase != self._again.text():
            self.tell(self.tr("The two passphrases differ. Type the same one twice."))
        else:
            super().give()
