"""The three pages of a clinic's figures: drafts, flags, style."""

from collections.abc import Iterator, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QLabel, QScrollArea, QVBoxLayout, QWidget

from app.domain.edits import FlagCounts, SectionEdits
from app.domain.note import FlagKind, Severity
from app.domain.style import Habit, StyleRule
from app.domain.template import NoteTemplate
from app.domain.tuning import MOST_STYLE_RULES
from app.review.learning.quality import FEWEST_NOTES, ProposedLowering, ProposedStyle, TemplateQuality
from app.services.quality import QualityReport
from app.ui.parts.dialog_parts import detail_label, show_anew
from app.ui.parts.interface_language import interface_language
from app.ui.parts.names import language_name
from app.ui.system.figure_rows import DecisionRow, ShareRow
from app.wording import flag_label, severity_label


class RowsPage(QScrollArea):
    """Rows one under the other, which can be shown anew."""

    def __init__(self) -> None:
        super().__init__()
        self.setWidgetResizable(True)

    def show_rows(self, rows: Sequence[QWidget]) -> None:
        column = QWidget()
        layout = QVBoxLayout(column)
        layout.setContentsMargins(16, 16, 16, 16)
        layout.setSpacing(12)
        for row in rows:
            layout.addWidget(row)
        layout.addStretch()
        show_anew(self, column)


class DraftsPage(QWidget):
    """One template at a time."""

    def __init__(self, report: QualityReport, templates: Sequence[NoteTemplate]) -> None:
        super().__init__()
        self._report = report
        self._templates = templates
        self._which = QComboBox()
        self._which.setAccessibleName(self.tr("Document"))
        for quality in report.templates:
            self._which.addItem(_template_title(templates, quality.template))
        self._which.currentIndexChanged.connect(lambda: self._show())
        self._rows = RowsPage()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        if self._which.count() > 1:
            head = QVBoxLayout()
            head.setContentsMargins(16, 16, 16, 0)
            head.addWidget(self._which)
            layout.addLayout(head)
        layout.addWidget(self._rows, 1)
        self._show()

    def _show(self) -> None:
        chosen = self._which.currentIndex()
        quality = self._report.templates[chosen] if chosen >= 0 else None
        if quality is None or not quality.says_something:
            words = self.tr("Too few notes to say anything. Signed so far: {count}; needed: {needed}.")
            self._rows.show_rows([_text(words.format(count=quality.notes if quality else 0, needed=FEWEST_NOTES))])
            return
        by_section = detail_label(self.tr("Words of the draft that were signed as they stood, by section:"))
        sections = (self._section_row(quality, section) for section in self._in_order(quality))
        self._rows.show_rows([*(_text(words) for words in self._summary(quality)), by_section, *sections])

    def _in_order(self, quality: TemplateQuality) -> list[SectionEdits]:
        """Of the template; what it no longer has comes last."""
        ids = [section.id for each in self._templates if each.id == quality.template for section in each.sections]
        return sorted(quality.sections, key=lambda each: ids.index(each.section) if each.section in ids else len(ids))

    def _summary(self, quality: TemplateQuality) -> Iterator[str]:
        signed = self.tr("Signed notes: {count}. As drafted: {unchanged}. With up to a tenth changed: {little}.")
        yield signed.format(count=quality.notes, unchanged=quality.unchanged, little=quality.little_changed)
        if quality.most_and_least_kept is not None:
            most, least = (self._section_title(quality, section) for section in quality.most_and_least_kept)
            yield self.tr("Kept most: {most}. Rewritten most: {least}.").format(most=most, least=least)

    def _section_row(self, quality: TemplateQuality, section: SectionEdits) -> QWidget:
        lines = self.tr("lines: {kept} kept, {changed} changed, {removed} removed, {added} added")
        detail = lines.format(kept=section.kept, changed=section.changed, removed=section.removed, added=section.added)
        share = section.kept_share if section.words_drafted else None
        return ShareRow(self._section_title(quality, section.section), share, detail)

    def _section_title(self, quality: TemplateQuality, section_id: str) -> str:
        return _section_title(self._templates, quality.template, section_id)


class FlagsPage(RowsPage):
    """Signals: lowering_requested(ProposedLowering), put_back_requested(FlagKind)."""

    lowering_requested = Signal(object)
    put_back_requested = Signal(object)

    def __init__(self, report: QualityReport) -> None:
        super().__init__()
        self.show_report(report)

    def show_report(self, report: QualityReport) -> None:
        proposed = {each.kind: each for each in report.lowerings}
        explained = self.tr(
            "A rule that is nearly always let stand hides the others. It can be lowered: it then informs instead of "
            "warning, and says so. Rules of numbers, doses, medications, allergies, sides, negations and missing "
            "support are never lowered, nor is anything that blocks a signature."
        )
        flags = [
            self._flag_row(flag, proposed.get(flag.kind) if flag.severity is Severity.WARN else None)
            for flag in report.flags
        ]
        nothing = [] if flags else [_text(self.tr("No flag has been counted yet."))]
        lowered = (self._lowered_row(kind) for kind in report.tuning.lowered)
        self.show_rows([detail_label(explained), *lowered, *flags, *nothing])

    def _lowered_row(self, kind: FlagKind) -> QWidget:
        detail = self.tr("Lowered by this clinic: it informs and does not warn.")
        row = DecisionRow(flag_label(kind, interface_language()), detail, self.tr("Put back"))
        row.decided.connect(lambda: self.put_back_requested.emit(kind))
        return row

    def _flag_row(self, flag: FlagCounts, proposal: ProposedLowering | None) -> QWidget:
        language = interface_language()
        name = f"{flag_label(flag.kind, language)} · {severity_label(flag.severity, language)}"
        detail = self.tr("Raised {raised} ×, line signed unchanged {dismissed} ×").format(
            raised=flag.raised, dismissed=flag.dismissed
        )
        row = DecisionRow(name, detail, self.tr("Lower…") if proposal is not None else "")
        row.decided.connect(lambda: self.lowering_requested.emit(proposal))
        return row


class StylePage(RowsPage):
    """Signals: rule_wanted(StyleRule), rule_unwanted(StyleRule)."""

    rule_wanted = Signal(object)
    rule_unwanted = Signal(object)

    def __init__(self, report: QualityReport, templates: Sequence[NoteTemplate]) -> None:
        super().__init__()
        self._templates = templates
        self.show_report(report)

    def show_report(self, report: QualityReport) -> None:
        explained = self.tr(
            "What is done to nearly every draft, new drafts can hold from the start: how something is written, never "
            "what a line says. The checks read the result. At most {most} rules; a note names those that changed it."
        )
        rows = [
            *(self._row_in_force(rule) for rule in report.tuning.style),
            *(self._proposed_row(proposal) for proposal in report.styles),
        ]
        nothing = [] if rows else [_text(self.tr("Nothing is done to so many drafts yet."))]
        self.show_rows([detail_label(explained.format(most=MOST_STYLE_RULES)), *rows, *nothing])

    def _row_in_force(self, rule: StyleRule) -> QWidget:
        row = DecisionRow(self._rule_name(rule), self.tr("In force for new drafts."), self.tr("Turn off"))
        row.decided.connect(lambda: self.rule_unwanted.emit(rule))
        return row

    def _proposed_row(self, proposal: ProposedStyle) -> QWidget:
        if proposal.rule.habit is Habit.SECTION_LEFT_OUT:
            done = self.tr(
                "Emptied in {taken} of {chances} notes. A note says what was left out of it, and it can be put back."
            )
        else:
            done = self.tr("Written so in {taken} of {chances} lines that were drafted otherwise.")
        detail = done.format(taken=proposal.taken, chances=proposal.chances)
        row = DecisionRow(self._rule_name(proposal.rule), detail, self.tr("Use"))
        row.decided.connect(lambda: self.rule_wanted.emit(proposal.rule))
        return row

    def _rule_name(self, rule: StyleRule) -> str:
        match rule.habit:
            case Habit.WITHOUT_FULL_STOP:
                name = self.tr("Lines without a full stop")
            case Habit.NOUN_ENDINGS:
                name = self.tr("Korean endings in -음, -함 instead of -니다")
            case Habit.SHORT_VITALS:
                name = self.tr("Vital signs in short: BP 130/80")
            case Habit.SECTION_LEFT_OUT:
                name = self.tr("{template} without “{section}”").format(
                    template=_template_title(self._templates, rule.template),
                    section=_section_title(self._templates, rule.template, rule.section),
                )
        return f"{name} · {language_name(rule.language)}"


def _template_title(templates: Sequence[NoteTemplate], template_id: str) -> str:
    """Its id, where the clinic no longer has it."""
    titles = (each.titles[interface_language()] for each in templates if each.id == template_id)
    return next(titles, template_id)


def _section_title(templates: Sequence[NoteTemplate], template_id: str, section_id: str) -> str:
    sections = (section for each in templates if each.id == template_id for section in each.sections)
    return next((each.titles[interface_language()] for each in sections if each.id == section_id), section_id)


def _text(words: str) -> QLabel:
    label = QLabel(words)
    label.setWordWrap(True)
    return label
