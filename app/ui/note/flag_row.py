"""One flag under its statement: what is in question, and the ways to settle it."""

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QToolButton, QVBoxLayout, QWidget

from app.domain.note import Flag, FlagKind, Severity
from app.review.suggestions import TAKEN_OUT, Suggestion, suggestions_for
from app.ui.parts.interface_language import interface_language
from app.ui.parts.style import pixmap
from app.wording import flag_label, flag_sentence

INKS = {Severity.BLOCK: "block", Severity.WARN: "warn", Severity.INFO: "info"}
_LOOKS = {Severity.BLOCK: "flagBlock", Severity.WARN: "flagWarn", Severity.INFO: "flagInfo"}
_LONGEST_WORDS = 36


class FlagRow(QWidget):
    """Signals: settling_requested(), suggestion_accepted(Suggestion)."""

    settling_requested = Signal()
    suggestion_accepted = Signal(object)

    def __init__(self, statement: str, flag: Flag, *, is_settled: bool, is_open: bool) -> None:
        """`is_open`: the note may be edited, so that the flag can be settled."""
        super().__init__()
        ink = "done" if is_settled else INKS[flag.severity]
        mark = QLabel()
        mark.setPixmap(pixmap(ink, ink, 16))
        words = QLabel(self.tr("{flag} · confirmed").format(flag=flag_words(flag)) if is_settled else flag_words(flag))
        words.setObjectName("flagSettled" if is_settled else _LOOKS[flag.severity])
        words.setWordWrap(True)
        for label in (mark, words):
            label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._line = QHBoxLayout()
        self._line.setSpacing(6)
        self._line.addWidget(mark, alignment=Qt.AlignmentFlag.AlignTop)
        self._line.addWidget(words, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 2)
        column.setSpacing(2)
        column.addLayout(self._line)
        if is_open and not is_settled and flag.severity is not Severity.INFO:
            self._offer(flag, suggestions_for(statement, flag), column)

    def _offer(self, flag: Flag, suggestions: tuple[Suggestion, ...], column: QVBoxLayout) -> None:
        """Beside the words; below them, where other words are suggested."""
        row = self._line
        if suggestions:
            row = QHBoxLayout()
            row.setContentsMargins(22, 0, 0, 0)
            row.setSpacing(6)
            column.addLayout(row)
        for suggestion in suggestions:
            row.addWidget(self._suggestion_button(suggestion))
        row.addWidget(self._settle_button(flag))
        if suggestions:
            row.addStretch()

    def _suggestion_button(self, suggestion: Suggestion) -> QPushButton:
        button = suggestion_button(suggestion)
        button.setObjectName("small")
        button.clicked.connect(lambda: self.suggestion_accepted.emit(suggestion))
        return button

    def _settle_button(self, flag: Flag) -> QPushButton | QToolButton:
        """One that blocks stands out; a warning may as well be left."""
        button: QPushButton | QToolButton
        if flag.severity is Severity.BLOCK:
            button = QPushButton()
            button.setObjectName("small")
        else:
            button = QToolButton()
            button.setObjectName("quiet")
            button.setProperty("small", True)
        button.setText(self.tr("Confirm…"))
        button.setAccessibleName(self.tr("Confirm: {flag}").format(flag=flag_words(flag)))
        button.clicked.connect(self.settling_requested)
        return button


def suggestion_button(suggestion: Suggestion) -> QPushButton:
    """Named by what it puts in; the whole statement is in its tool tip."""
    if suggestion == TAKEN_OUT:
        button = QPushButton(QCoreApplication.translate("FlagRow", "Take out"))
        button.setToolTip(QCoreApplication.translate("FlagRow", "Take this line out of the note"))
        return button
    words = suggestion.words
    shown = words if len(words) <= _LONGEST_WORDS else words[: _LONGEST_WORDS - 1] + "…"
    button = QPushButton(QCoreApplication.translate("FlagRow", "Use “{words}”").format(words=shown.replace("&", "&&")))
    button.setToolTip(suggestion.statement)
    button.setAccessibleName(QCoreApplication.translate("FlagRow", "Use “{words}”").format(words=words))
    return button


def flag_words(flag: Flag) -> str:
    """What is in question, in the interface language; the statement itself is not said again."""
    if flag.kind is FlagKind.STATEMENT_UNSUPPORTED:
        return flag_label(flag.kind, interface_language())
    return flag_sentence(flag, interface_language())
