"""A template tried out: a draft of the sample consultation, as it is written, and nothing of it is kept."""

from collections.abc import Sequence
from html import escape

from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QTextBrowser,
    QWidget,
)

from app.domain.errors import Problem, SaegimError
from app.domain.language import Language
from app.domain.note import DraftNote, NoteSection
from app.domain.outcome import Completed, Crashed, Failed, Outcome
from app.domain.template import NoteTemplate
from app.services.templates import Templates
from app.ui.parts.dialog_parts import close_button, detail_label, dialog_layout
from app.ui.parts.interface_language import interface_language
from app.ui.parts.names import own_name_of
from app.ui.parts.progress import ProgressStrip
from app.ui.parts.style import scaled_size
from app.ui.parts.work import Drafting
from app.wording import wording_of

_SIZE_PX = (680, 620)


class TemplatePreview(QDialog):
    def __init__(self, library: Templates, template: NoteTemplate, parent: QWidget) -> None:
        super().__init__(parent)
        self._library = library
        self._template = template
        self._work: Drafting | None = None
        self.setWindowTitle(self.tr("Preview"))
        self.resize(scaled_size(*_SIZE_PX))
        self._language = QComboBox()
        self._language.setAccessibleName(self.tr("Language of the note"))
        for language in Language:
            self._language.addItem(own_name_of(language), language.value)
        self._language.setCurrentIndex(self._language.findData(interface_language().value))
        self._draft = QPushButton(self.tr("&Draft the sample"))
        self._draft.setProperty("primary", True)
        self._draft.clicked.connect(lambda _checked=False: self.draft())
        self._progress = ProgressStrip()
        self._problem = QLabel()
        self._problem.setObjectName("flagBlock")
        self._problem.setWordWrap(True)
        self._note = QTextBrowser()
        self._note.setAccessibleName(self.tr("Draft of the sample"))
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(
            detail_label(self.tr("A recorded sample consultation, drafted as it would be for a patient.")), 1
        )
        head.addWidget(self._language)
        head.addWidget(self._draft)
        layout = dialog_layout(self)
        layout.addLayout(head)
        layout.addWidget(self._progress)
        layout.addWidget(self._problem)
        layout.addWidget(self._note, 1)
        layout.addWidget(close_button(self))
        self._problem.hide()
        self._progress.show_work(None)

    def draft(self) -> None:
        """Write it, anew if it was written already."""
        work = Drafting("preview", self._template)
        work.grown.connect(lambda: self._show(work.sections))
        work.ended.connect(self._on_ended)
        self._work = work
        self._note.clear()
        self._problem.hide()
        language = Language(self._language.currentData())
        try:
            work.follow(lambda: self._library.preview(self._template, language, work, work.on_done))
        except SaegimError as error:
            self._work = None
            self._tell(error.problem)
        self._enable()

    def reject(self) -> None:
        """The work goes with the window."""
        if self._work is not None:
            self._work.cancel()
        super().reject()

    def closeEvent(self, event: QCloseEvent) -> None:
        self.reject()
        super().closeEvent(event)

    def _enable(self) -> None:
        self._progress.show_work(self._work)
        for part in (self._draft, self._language):
            part.setEnabled(self._work is None)

    def _on_ended(self, outcome: Outcome[object]) -> None:
        self._work = None
        if isinstance(outcome, Completed) and isinstance(outcome.value, DraftNote):
            self._show(outcome.value.sections)
        elif isinstance(outcome, Failed | Crashed):
            self._tell(outcome.problem)
        self._enable()

    def _show(self, sections: Sequence[NoteSection]) -> None:
        not_stated = self.tr("Not stated")
        nothing = f"<p><i>{not_stated}</i></p>"
        parts = (
            f"<h4>{escape(each.title)}</h4>"
            + ("".join(f"<p>{escape(line.text)}</p>" for line in each.statements) or nothing)
            for each in sections
        )
        self._note.setHtml("".join(parts))

    def _tell(self, problem: Problem) -> None:
        self._problem.setText(str(wording_of(problem, interface_language())))
        self._problem.show()
