"""About Saegim: versions, this machine, licences, and a support file that is read before it is saved."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QTabWidget,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import isValid

from app.domain.outcome import Completed, Failed
from app.resources import load_text
from app.ui.parts.dialog_parts import dialog_layout
from app.ui.parts.interface_language import interface_language
from app.ui.parts.style import scaled_size
from app.ui.parts.tasks import run_task
from app.wording import wording_of

_SIZE_PX = (720, 560)


class AboutDialog(QDialog):
    def __init__(self, report: Callable[[], str], parent: QWidget) -> None:
        """`report` makes the text of the support file; it takes a moment, so it runs beside the window."""
        super().__init__(parent)
        self.setWindowTitle(self.tr("About Saegim"))
        self.resize(scaled_size(*_SIZE_PX))
        self._report = QPlainTextEdit(self.tr("Looking at this machine…"))
        self._report.setReadOnly(True)
        self._report.setAccessibleName(self.tr("Support file"))
        self._save = QPushButton(self.tr("&Save as a support file…"))
        self._save.setEnabled(False)
        self._save.clicked.connect(self._on_save_requested)
        tabs = QTabWidget()
        tabs.addTab(self._machine_page(), self.tr("This machine"))
        tabs.addTab(self._licences_page(), self.tr("Licences"))
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.addButton(self._save, QDialogButtonBox.ButtonRole.ActionRole)
        buttons.rejected.connect(self.reject)
        layout = dialog_layout(self)
        layout.addWidget(tabs, 1)
        layout.addWidget(buttons)
        run_task(report, self._on_reported)

    def _machine_page(self) -> QWidget:
        explanation = QLabel(
            self.tr(
                "This is all that a support file holds: versions, models and the log. It says nothing of patients or "
                "of what was said. Read it before you give it away."
            )
        )
        explanation.setObjectName("muted")
        explanation.setWordWrap(True)
        page = QWidget()
        layout = QVBoxLayout(page)
        layout.setContentsMargins(12, 12, 12, 12)
        layout.addWidget(explanation)
        layout.addWidget(self._report, 1)
        return page

    def _licences_page(self) -> QWidget:
        licences = QTextBrowser()
        licences.setAccessibleName(self.tr("Licences"))
        licences.setMarkdown(load_text("licences/THIRD_PARTY.md"))
        return licences

    def _on_reported(self, outcome: Completed[str] | Failed) -> None:
        if not isValid(self):
            return
        if isinstance(outcome, Failed):
            self._report.setPlainText(str(wording_of(outcome.problem, interface_language())))
            return
        self._report.setPlainText(outcome.value)
        self._save.setEnabled(True)

    def _on_save_requested(self) -> None:
        name, _ = QFileDialog.getSaveFileName(self, self._save.text(), "saegim-support.txt")
        if not name:
            return
        try:
            Path(name).write_text(self._report.toPlainText(), encoding="utf-8")
        except OSError as error:
            self._save.setText(self.tr("Not saved: {reason}").format(reason=error.strerror or type(error).__name__))
        else:
            self._save.setText(self.tr("Saved"))
