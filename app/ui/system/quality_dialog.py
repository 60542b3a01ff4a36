"""The clinic's own figures: what became of its drafts, which rules it heeds, and how its notes are written."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QLabel, QTabWidget, QWidget

from app.domain.errors import SaegimError
from app.domain.template import NoteTemplate
from app.review.learning.quality import ProposedLowering
from app.services.quality import Quality
from app.ui.parts.dialog_parts import close_button, detail_label, dialog_layout, is_sure
from app.ui.parts.interface_language import interface_language
from app.ui.parts.style import scaled_size
from app.ui.system.quality_pages import DraftsPage, FlagsPage, StylePage
from app.wording import flag_label, wording_of

_SIZE_PX = (720, 600)


class QualityDialog(QDialog):
    """What is turned on or off holds at once, for what is drafted and checked from then on.

    Signals: rules_changed() when one was lowered or put back.
    """

    rules_changed = Signal()

    def __init__(self, service: Quality, templates: Sequence[NoteTemplate], parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Quality and style"))
        self.resize(scaled_size(*_SIZE_PX))
        self._service = service
        report = service.report()
        self._drafts = DraftsPage(report, templates)
        self._flags = FlagsPage(report)
        self._flags.lowering_requested.connect(self._ask_to_lower)
        self._flags.put_back_requested.connect(lambda kind: self._change_rule(lambda: service.put_back(kind)))
        self._style = StylePage(report, templates)
        self._style.rule_wanted.connect(lambda rule: self._attempt(lambda: service.add_style(rule)))
        self._style.rule_unwanted.connect(lambda rule: self._attempt(lambda: service.remove_style(rule)))
        self._problem = QLabel()
        self._problem.setObjectName("flagBlock")
        self._problem.setWordWrap(True)
        self._problem.hide()
        tabs = QTabWidget()
        tabs.addTab(self._drafts, self.tr("Drafts"))
        tabs.addTab(self._flags, self.tr("Flags"))
        tabs.addTab(self._style, self.tr("Style"))
        layout = dialog_layout(self)
        layout.addWidget(detail_label(self._about(report.notes)))
        layout.addWidget(tabs, 1)
        layout.addWidget(self._problem)
        layout.addWidget(close_button(self))

    def _about(self, count: int) -> str:
        counted = self.tr("Counted over the last signed notes that were drafted here: {count}.").format(count=count)
        kept = self.tr("Only numbers are kept: no words, no names, nothing of who wrote what.")
        return f"{counted} {kept}"

    def _ask_to_lower(self, proposal: ProposedLowering) -> None:
        figures = self.tr("It was raised {raised} times, and {dismissed} times the line was signed as it stood.")
        consequence = self.tr("It will inform instead of warning, for everybody in this clinic. It is put back here.")
        if is_sure(
            self,
            self.tr("Lower the rule “{rule}”?").format(rule=flag_label(proposal.kind, interface_language())),
            f"{figures.format(raised=proposal.raised, dismissed=proposal.dismissed)} {consequence}",
            go_on=self.tr("&Lower"),
            stay=self.tr("&Keep"),
        ):
            self._change_rule(lambda: self._service.lower(proposal.kind))

    def _change_rule(self, change: Callable[[], None]) -> None:
        if self._attempt(change):
            self.rules_changed.emit()

    def _attempt(self, decide: Callable[[], None]) -> bool:
        try:
            decide()
            report = self._service.report()
        except SaegimError as error:
            self._problem.setText(str(wording_of(error.problem, interface_language())))
            self._problem.show()
            return False
        self._problem.hide()
        self._flags.show_report(report)
        self._style.show_report(report)
        return True
