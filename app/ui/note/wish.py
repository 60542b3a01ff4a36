"""Below a section that is being edited: one line to ask the model for another wording."""

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from app.domain.revision import RevisedSection
from app.ui.note.flag_row import flag_words
from app.ui.parts.actions import key_words


class WishBar(QWidget):
    """Signals: wished(words), given_up() while the model writes."""

    wished = Signal(str)
    given_up = Signal()

    def __init__(self, after: QWidget, parent: QWidget) -> None:
        """As high as it will be; the field comes in a turn of its own, for it takes as long as all the rest of what
        is shown with it. Tab comes to it from `after`.
        """
        super().__init__(parent)
        self._after = after
        self._is_writing = False
        self.words: QComboBox | None = None
        self.ask = QPushButton(self.tr("Write again"), self)
        self.ask.clicked.connect(self._on_asked)
        self._told = QLabel(self)
        self._told.setObjectName("detail")
        self._told.setWordWrap(True)
        self._told.hide()
        self._row = QHBoxLayout()
        self._row.setSpacing(6)
        self._row.addWidget(self.ask, alignment=Qt.AlignmentFlag.AlignRight)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 0, 0)
        column.setSpacing(2)
        column.addLayout(self._row)
        column.addWidget(self._told)
        QTimer.singleShot(0, self, self._add_words)

    def _add_words(self) -> None:
        self.words = QComboBox(self, editable=True, insertPolicy=QComboBox.InsertPolicy.NoInsert)
        self.words.addItems([self.tr("Shorter"), self.tr("In more detail"), self.tr("One line"), self.tr("As a list")])
        self.words.setCurrentIndex(-1)
        self.words.setAccessibleName(self.tr("What the model should change"))
        line = self.words.lineEdit()
        assert line is not None
        line.setPlaceholderText(self.tr("Ask the model: shorter, add what was said about …"))
        line.returnPressed.connect(self._on_asked)
        self._row.insertWidget(0, self.words, 1)
        QWidget.setTabOrder(self._after, self.words)
        QWidget.setTabOrder(self.words, self.ask)

    def show_writing(self) -> None:
        self._set_writing(True)
        self._tell(self.tr("The model writes the section anew. Nothing is kept before you save."))

    def show_rest(self) -> None:
        """Nothing came of it; why is told elsewhere."""
        self._set_writing(False)
        self._tell("")

    def show_revised(self, revised: RevisedSection) -> None:
        self._set_writing(False)
        withheld = [f"{flag_words(line.flag)} “{line.text}”" for line in revised.withheld]
        if not revised.lines:
            words = self.tr("The model found nothing in the talk for this.")
        elif withheld:
            words = self.tr("Written again, without what nobody said:")
        else:
            words = self.tr("Written again. Read it before you save; {key} brings back what stood there.").format(
                key=key_words(QKeySequence.StandardKey.Undo)
            )
        self._tell("\n".join([words, *withheld]))

    def _on_asked(self) -> None:
        if self._is_writing:
            self.given_up.emit()
        elif self.words is not None and self.words.currentText().strip():
            self.wished.emit(self.words.currentText().strip())
        elif self.words is not None:
            self.words.setFocus()

    def _set_writing(self, is_writing: bool) -> None:
        self._is_writing = is_writing
        self.ask.setText(self.tr("Stop writing") if is_writing else self.tr("Write again"))
        if self.words is not None:
            self.words.setEnabled(not is_writing)

    def _tell(self, words: str) -> None:
        self._told.setText(words)
        self._told.setVisible(bool(words))
