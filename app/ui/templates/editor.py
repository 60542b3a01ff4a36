"""A template on paper: its titles, its sections in their order, and what belongs under each, in both languages."""

from collections.abc import Mapping
from dataclasses import replace

from PySide6.QtCore import QEvent, QObject, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QBoxLayout,
    QCheckBox,
    QFormLayout,
    QGridLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QVBoxLayout,
    QWidget,
)

from app.domain.language import Language
from app.domain.template import NoteTemplate, TemplateSection
from app.domain.template_rules import LONGEST_GUIDANCE, LONGEST_TITLE, MOST_SECTIONS, new_section
from app.ui.parts.dialog_parts import dialog_form, plain_button
from app.ui.parts.interface_language import interface_language
from app.ui.parts.names import own_name_of
from app.ui.parts.style import SPACE_L, SPACE_S, is_room_short, is_screen_narrow, scaled

_LEAST_SECTIONS_PX = 160


class TemplateEditor(QWidget):
    """Shows one template and tells each change of it; whoever listens shows the changed one.

    Signals: edited(NoteTemplate, what): edits of one kind that follow each other have the same `what`.
    """

    edited = Signal(object, str)

    def __init__(self) -> None:
        super().__init__()
        self._template: NoteTemplate | None = None
        self._is_open = False
        self._titles = {language: self._field(LONGEST_TITLE) for language in Language}
        self._section_titles = {language: self._field(LONGEST_TITLE) for language in Language}
        self._guidance = {language: self._field(LONGEST_GUIDANCE) for language in Language}
        self._switches = (
            QCheckBox(self.tr("&Required: something must stand here before signing")),
            QCheckBox(self.tr("Lines are &tasks, for the handover board")),
            QCheckBox(self.tr("A single &line")),
        )
        self._sections = QListWidget()
        self._sections.setAccessibleName(self.tr("Sections"))
        self._sections.setObjectName("pages")
        self._sections.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._sections.setMinimumHeight(scaled(_LEAST_SECTIONS_PX))
        self._add = plain_button(self.tr("Add &section"), self._on_adding)
        self._remove = plain_button(self.tr("Remove sectio&n"), self._on_removing)
        self._up = plain_button(self.tr("&Up"), lambda: self._on_moving(-1))
        self._down = plain_button(self.tr("&Down"), lambda: self._on_moving(1))
        self._lay_out()
        self._connect()

    def show_template(self, template: NoteTemplate | None, *, is_open: bool) -> None:
        """The chosen section stays chosen. Only an open one can be edited."""
        self._template = template
        for language, field in self._titles.items():
            _put(field, template.titles[language] if template else "")
            field.setReadOnly(not is_open)
        self._is_open = is_open
        self._show_sections(template)
        self._show_section()
        self._enable()

    @property
    def section_id(self) -> str:
        """Of the chosen one; "" while there is none."""
        section = self._section
        return section.id if section is not None else ""

    def choose_section(self, section_id: str) -> None:
        ids = [section.id for section in self._template.sections] if self._template else []
        if section_id in ids:
            self._sections.setCurrentRow(ids.index(section_id))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Undo belongs to the whole template, not to the field in which the cursor is."""
        if event.type() is QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            for key in (QKeySequence.StandardKey.Undo, QKeySequence.StandardKey.Redo):
                if event.matches(key):
                    event.ignore()
                    return True
        return super().eventFilter(watched, event)

    @property
    def _section(self) -> TemplateSection | None:
        number = self._sections.currentRow()
        sections = self._template.sections if self._template else ()
        return sections[number] if 0 <= number < len(sections) else None

    def _lay_out(self) -> None:
        titles = dialog_form()
        if is_screen_narrow():
            titles.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapAllRows)
        _add_in_both(titles, self._titles, self.tr("Title ({language})"))
        moves = QGridLayout()
        moves.setSpacing(8)
        for number, button in enumerate((self._add, self._remove, self._up, self._down)):
            moves.addWidget(button, number // 2, number % 2)
        left = QVBoxLayout()
        left.setSpacing(8)
        left.addWidget(self._sections, 1)
        left.addLayout(moves)
        form = QVBoxLayout()
        form.setSpacing(SPACE_L)
        _add_under_names(form, self._section_titles, self.tr("Section ({language})"))
        _add_under_names(form, self._guidance, self.tr("What belongs here ({language})"))
        explained = QLabel(self.tr("One language is enough: the other then has the same words."))
        explained.setObjectName("detail")
        explained.setWordWrap(True)
        right = QVBoxLayout()
        right.setSpacing(8)
        right.addLayout(form)
        right.addWidget(explained)
        for box in self._switches:
            right.addWidget(box)
        right.addStretch()
        side_by_side, under_each_other = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        halves = QBoxLayout(under_each_other if is_room_short() else side_by_side)
        halves.setSpacing(16)
        halves.addLayout(left, 2)
        halves.addLayout(right, 3)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addLayout(titles)
        column.addLayout(halves, 1)

    def _connect(self) -> None:
        self._sections.currentRowChanged.connect(lambda _: self._on_section_chosen())
        for language, field in self._titles.items():
            field.textEdited.connect(lambda text, language=language: self._on_title_edited(language, text))
        for language, field in self._section_titles.items():
            field.textEdited.connect(lambda text, language=language: self._on_section_titled(language, text))
        for language, field in self._guidance.items():
            field.textEdited.connect(lambda text, language=language: self._on_guidance_edited(language, text))
        for box in self._switches:
            box.clicked.connect(lambda _checked=False: self._on_switched())

    def _show_sections(self, template: NoteTemplate | None) -> None:
        chosen = max(0, self._sections.currentRow())
        with QSignalBlocker(self._sections):
            self._sections.clear()
            for number, section in enumerate(template.sections if template else (), start=1):
                shown = section.titles[interface_language()] or next(filter(None, section.titles.values()), "…")
                self._sections.addItem(f"{number}. {shown}" + (" *" if section.is_required else ""))
            self._sections.setCurrentRow(min(chosen, self._sections.count() - 1))

    def _show_section(self) -> None:
        section = self._section
        for language in Language:
            _put(self._section_titles[language], section.titles[language] if section else "")
            _put(self._guidance[language], section.guidance[language] if section else "")
        states = (section.is_required, section.holds_tasks, section.single) if section else (False, False, False)
        for box, is_on in zip(self._switches, states, strict=True):
            box.setChecked(is_on)

    def _enable(self) -> None:
        sections = self._template.sections if self._template else ()
        number, is_section_open = self._sections.currentRow(), self._is_open and self._section is not None
        for field in (*self._section_titles.values(), *self._guidance.values()):
            field.setReadOnly(not is_section_open)
        for box in self._switches:
            box.setEnabled(is_section_open)
        self._add.setEnabled(self._is_open and len(sections) < MOST_SECTIONS)
        self._remove.setEnabled(is_section_open)
        self._up.setEnabled(is_section_open and number > 0)
        self._down.setEnabled(is_section_open and number < len(sections) - 1)

    def _on_section_chosen(self) -> None:
        self._show_section()
        self._enable()

    def _on_title_edited(self, language: Language, text: str) -> None:
        if self._template is not None:
            titles = {**self._template.titles, language: text}
            self.edited.emit(replace(self._template, titles=titles), f"title {language}")

    def _on_section_titled(self, language: Language, text: str) -> None:
        section = self._section
        if section is None:
            return
        # The words with which the model begins a line of a section go with its title, unless they are shorter ones.
        is_label = section.labels[language] == section.titles[language]
        labels = {**section.labels, language: text} if is_label else section.labels
        titles = {**section.titles, language: text}
        self._tell_section(replace(section, titles=titles, labels=labels), f"{section.id} title {language}")

    def _on_guidance_edited(self, language: Language, text: str) -> None:
        section = self._section
        if section is not None:
            guidance = {**section.guidance, language: text}
            self._tell_section(replace(section, guidance=guidance), f"{section.id} guidance {language}")

    def _on_switched(self) -> None:
        section = self._section
        if section is not None:
            required, tasks, single = (box.isChecked() for box in self._switches)
            changed = replace(section, is_required=required, holds_tasks=tasks, single=single)
            self._tell_section(changed, f"{section.id} {required} {tasks} {single}")

    def _tell_section(self, changed: TemplateSection, what: str) -> None:
        assert self._template is not None
        sections = tuple(changed if each.id == changed.id else each for each in self._template.sections)
        self.edited.emit(replace(self._template, sections=sections), what)

    def _on_adding(self) -> None:
        if self._template is None:
            return
        section, place = new_section(self._template), self._sections.currentRow() + 1
        sections = (*self._template.sections[:place], section, *self._template.sections[place:])
        self.edited.emit(replace(self._template, sections=sections), f"add {section.id} {len(sections)}")
        self.choose_section(section.id)
        self._section_titles[interface_language()].setFocus()

    def _on_removing(self) -> None:
        section = self._section
        if self._template is not None and section is not None:
            sections = tuple(each for each in self._template.sections if each is not section)
            self.edited.emit(replace(self._template, sections=sections), f"remove {section.id} {len(sections)}")

    def _on_moving(self, step: int) -> None:
        section = self._section
        if self._template is None or section is None:
            return
        number = self._sections.currentRow()
        sections = list(self._template.sections)
        sections.insert(number + step, sections.pop(number))
        # No two moves are one: each is taken back by itself.
        what = f"move {[each.id for each in sections]}"
        self.edited.emit(replace(self._template, sections=tuple(sections)), what)
        self.choose_section(section.id)

    def _field(self, most: int) -> QLineEdit:
        field = QLineEdit()
        field.setMaxLength(most)
        field.installEventFilter(self)
        return field


def _add_in_both(form: QFormLayout, fields: Mapping[Language, QLineEdit], name: str) -> None:
    for language, field in fields.items():
        words = name.format(language=own_name_of(language))
        field.setAccessibleName(words)
        form.addRow(words, field)


def _add_under_names(column: QVBoxLayout, fields: Mapping[Language, QLineEdit], name: str) -> None:
    """Each close to the name over it."""
    for language, field in fields.items():
        words = name.format(language=own_name_of(language))
        field.setAccessibleName(words)
        pair = QVBoxLayout()
        pair.setSpacing(SPACE_S)
        pair.addWidget(QLabel(words))
        pair.addWidget(field)
        column.addLayout(pair)


def _put(field: QLineEdit, text: str) -> None:
    """The cursor stays where the writer has it, while the text is what it was; else the beginning is shown."""
    if field.text() != text:
        field.setText(text)
        if not field.hasFocus():
            field.setCursorPosition(0)
