"""The words that recognition is to know: the clinic's specialties, its own words, and what is always misheard."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut, QUndoStack
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QDialog,
    QGridLayout,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QLineEdit,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from app.domain.errors import SaegimError
from app.domain.vocabulary import ClinicVocabulary
from app.services.vocabulary import VocabularyService
from app.speech.vocabulary import SPECIALTIES, specialty_name
from app.ui.parts.actions import key_words
from app.ui.parts.dialog_parts import close_button, detail_label, dialog_layout
from app.ui.parts.interface_language import interface_language
from app.ui.parts.style import scaled, scaled_size
from app.ui.parts.undo import UndoStep
from app.wording import wording_of

_SIZE_PX = (620, 560)
_COLUMNS_OF_SPECIALTIES = 3
_ROW_HEIGHT_PX = 34


class VocabularyDialog(QDialog):
    """What is added, removed or chosen holds at once, for what is recognised from then on."""

    def __init__(self, service: VocabularyService, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Vocabulary"))
        self.resize(scaled_size(*_SIZE_PX))
        self._service = service
        self._known = ClinicVocabulary()
        self._history = QUndoStack(self)
        self._specialties = {each: QCheckBox(specialty_name(each)[interface_language()]) for each in SPECIALTIES}
        for box in self._specialties.values():
            box.clicked.connect(self._on_specialty_clicked)
        self._entries = QTableWidget(0, 2)
        self._entries.setHorizontalHeaderLabels([self.tr("Recognised as"), self.tr("Meant")])
        self._entries.setAccessibleName(self.tr("Words of the clinic"))
        self._entries.verticalHeader().hide()
        header = self._entries.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setHighlightSections(False)
        self._entries.verticalHeader().setDefaultSectionSize(scaled(_ROW_HEIGHT_PX))
        self._entries.setShowGrid(False)
        self._entries.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self._entries.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self._entries.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self._entries.itemSelectionChanged.connect(self._enable)
        self._heard = QLineEdit()
        self._heard.setPlaceholderText(self.tr("Recognised as (optional)"))
        self._meant = QLineEdit()
        self._meant.setPlaceholderText(self.tr("Word that is meant"))
        self._add = QPushButton(self.tr("&Add"))
        self._remove = QPushButton(self.tr("&Remove"))
        self._undo = QPushButton(self.tr("&Undo"))
        self._undo.setToolTip(key_words(QKeySequence.StandardKey.Undo))
        self._undo.setEnabled(False)
        self._problem = QLabel()
        self._problem.setObjectName("flagBlock")
        self._problem.setWordWrap(True)
        self._problem.hide()
        self._lay_out()
        self._connect()
        self._put_in_force(service.get)

    def _lay_out(self) -> None:
        boxes = QGridLayout()
        for number, box in enumerate(self._specialties.values()):
            boxes.addWidget(box, number // _COLUMNS_OF_SPECIALTIES, number % _COLUMNS_OF_SPECIALTIES)
        row = QHBoxLayout()
        row.setSpacing(8)
        for part in (self._heard, self._meant, self._add, self._remove):
            row.addWidget(part)
        layout = dialog_layout(self)
        layout.addWidget(detail_label(self.tr("Terms of these specialties are put right where they were misheard:")))
        layout.addLayout(boxes)
        layout.addWidget(
            detail_label(
                self.tr(
                    "Names, wards and products of this clinic, and what recognition always gets wrong. Nothing is "
                    "written where nothing like it was said; what was heard stays with the line and can be put back."
                )
            )
        )
        layout.addWidget(self._entries, 1)
        layout.addLayout(row)
        layout.addWidget(self._problem)
        last = QHBoxLayout()
        last.addWidget(self._undo)
        last.addWidget(close_button(self), 1)
        layout.addLayout(last)

    def _connect(self) -> None:
        # Return adds; it does not close the dialog.
        for button in self.findChildren(QPushButton):
            button.setAutoDefault(False)
        self._add.clicked.connect(self._on_adding)
        self._remove.clicked.connect(self._on_removing)
        for line in (self._heard, self._meant):
            line.returnPressed.connect(self._on_adding)
            line.textChanged.connect(self._enable)
            line.installEventFilter(self)
        self._undo.clicked.connect(self._history.undo)
        self._history.canUndoChanged.connect(self._undo.setEnabled)
        QShortcut(QKeySequence.StandardKey.Undo, self, self._history.undo)
        QShortcut(QKeySequence.StandardKey.Redo, self, self._history.redo)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A line without anything to take back leaves the key to the dialog."""
        if isinstance(watched, QLineEdit) and isinstance(event, QKeyEvent):
            undoes = event.matches(QKeySequence.StandardKey.Undo) and not watched.isUndoAvailable()
            redoes = event.matches(QKeySequence.StandardKey.Redo) and not watched.isRedoAvailable()
            if event.type() is QEvent.Type.ShortcutOverride and (undoes or redoes):
                event.ignore()
                return True
        return super().eventFilter(watched, event)

    def _show(self, known: ClinicVocabulary) -> None:
        self._known = known
        for specialty, box in self._specialties.items():
            box.setChecked(specialty in known.specialties)
        rows = [("", word) for word in known.words]
        rows += [(correction.heard, correction.meant) for correction in known.corrections]
        self._entries.setRowCount(len(rows))
        for number, row in enumerate(rows):
            for column, text in enumerate(row):
                self._entries.setItem(number, column, QTableWidgetItem(text))
        self._entries.clearSelection()
        self._enable()

    def _enable(self) -> None:
        self._add.setEnabled(bool(self._meant.text().strip()))
        self._remove.setEnabled(bool(self._entries.selectedItems()))

    def _attempt(self, change: Callable[[], ClinicVocabulary]) -> bool:
        """Make a change that can be taken back; whether it is kept."""
        before = self._known
        is_kept = self._put_in_force(change)
        after = self._known
        if after != before:
            self._history.push(UndoStep("", lambda: self._put_back(before), lambda: self._put_back(after)))
        return is_kept

    def _put_back(self, vocabulary: ClinicVocabulary) -> None:
        self._put_in_force(lambda: self._service.put_back(vocabulary))

    def _put_in_force(self, change: Callable[[], ClinicVocabulary]) -> bool:
        try:
            known = change()
        except SaegimError as error:
            self._problem.setText(str(wording_of(error.problem, interface_language())))
            self._problem.show()
            return False
        self._problem.hide()
        self._show(known)
        return True

    def _on_specialty_clicked(self) -> None:
        chosen = [specialty for specialty, box in self._specialties.items() if box.isChecked()]
        self._attempt(lambda: self._service.use_specialties(chosen))

    def _on_adding(self) -> None:
        heard, meant = self._heard.text().strip(), self._meant.text().strip()
        if not meant:
            return
        is_kept = self._attempt(
            lambda: self._service.add_correction(heard, meant) if heard else self._service.add_word(meant)
        )
        if is_kept:
            for line in (self._heard, self._meant):
                # Unlike clear(), with nothing to take back in it: the key then takes back what was added.
                line.setText("")
            self._meant.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_removing(self) -> None:
        heard, meant = (item.text() for item in self._entries.selectedItems()[:2])
        self._attempt(lambda: self._service.remove(heard or meant))
