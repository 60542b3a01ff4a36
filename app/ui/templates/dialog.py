"""The templates of the clinic: those that ship, to copy; its own, to edit, to try out, to hand on."""

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut, QUndoCommand, QUndoStack
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from app.domain.errors import SaegimError
from app.domain.language import Language
from app.domain.template import NoteTemplate
from app.domain.template_format import template_from_json, template_to_json
from app.domain.work_at_hand import Unsaved, Writing
from app.services.templates import Templates
from app.ui.parts.actions import key_words
from app.ui.parts.dialog_parts import (
    button_row,
    detail_label,
    dialog_buttons,
    dialog_form,
    dialog_layout,
    emphasise,
    is_sure,
    plain_button,
)
from app.ui.parts.interface_language import interface_language
from app.ui.parts.scrolling import Scrolling
from app.ui.parts.style import icon, is_room_short, is_screen_narrow, scaled, scaled_size, screen_room
from app.ui.parts.two_lines import show_in_two_lines
from app.ui.templates.editor import TemplateEditor
from app.ui.templates.preview import TemplatePreview
from app.wording import wording_of

_SIZE_PX = (1120, 680)
_LIST_WIDTH_PX = 260


class TemplatesDialog(QDialog):
    """Signals: changed() when other templates are to be offered."""

    changed = Signal()

    def __init__(self, library: Templates, parent: QWidget) -> None:
        super().__init__(parent)
        self._library = library
        self._shown: NoteTemplate | None = None
        self._history = QUndoStack(self)
        self.setWindowTitle(self.tr("Templates"))
        self.resize(scaled_size(*_SIZE_PX))
        self._list = QListWidget()
        self._list.setObjectName("pages")
        self._list.setAccessibleName(self.tr("Templates"))
        width = min(scaled(_LIST_WIDTH_PX), screen_room().width() // 4)
        self._list.setMinimumWidth(width)
        if is_screen_narrow():
            self._list.setMaximumWidth(width)
        show_in_two_lines(self._list)
        self._about = detail_label("")
        self._editor = TemplateEditor()
        self._problem = QLabel()
        self._problem.setWordWrap(True)
        self._copy = plain_button(self.tr("&Copy"), self._on_copying)
        self._from_note = plain_button(self.tr("&From a note…"), self._on_note_requested)
        self._import = plain_button(self.tr("&Import…"), self._on_import_requested)
        self._export = plain_button(self.tr("&Export…"), self._on_export_requested)
        self._remove = plain_button(self.tr("Remo&ve…"), self._on_removal_requested)
        self._undo = plain_button(self.tr("Undo"), self._history.undo)
        self._redo = plain_button(self.tr("Redo"), self._history.redo)
        self._undo.setToolTip(key_words(QKeySequence.StandardKey.Undo))
        self._redo.setToolTip(key_words(QKeySequence.StandardKey.Redo))
        self._preview = plain_button(self.tr("&Preview…"), self._on_preview_requested)
        self._save = plain_button(self.tr("Save"), self._on_saving)
        self._close = plain_button(self.tr("Close"), self.reject)
        self._lay_out()
        self._connect()
        self._show_list()

    def reject(self) -> None:
        if self._may_leave():
            super().reject()

    @property
    def unsaved(self) -> Unsaved | None:
        """The whole template as it stands, with the section in which one was; None where everything is saved."""
        template = self._shown
        if template is None or not self._is_changed:
            return None
        words = json.dumps(template_to_json(template), ensure_ascii=False)
        return Unsaved(Writing.TEMPLATE, template.id, (words, self._editor.section_id))

    def type_again(self, unsaved: Unsaved) -> None:
        """As one step after what is kept, so that it can be taken back; a template that was removed is a new one."""
        words, section_id = unsaved.words
        typed = template_from_json(json.loads(words))
        kept = next((each for each in self._library.offered() if each.id == unsaved.id), None)
        if kept is None:
            self._begin(replace(typed, id="", version=1))
        else:
            self._show_list(kept.id)
            self._on_edited(typed, "")
        self._editor.choose_section(section_id)

    def _lay_out(self) -> None:
        of_list = QVBoxLayout()
        of_list.setSpacing(8)
        of_list.addWidget(self._list, 1)
        buttons = QGridLayout()
        buttons.setSpacing(8)
        # Each on a row of its own where larger text leaves no room for two.
        columns = 1 if is_room_short() else 2
        for number, button in enumerate((self._copy, self._from_note, self._import, self._export, self._remove)):
            buttons.addWidget(button, number // columns, number % columns)
        for column in range(columns):
            buttons.setColumnStretch(column, 1)
        of_list.addLayout(buttons)
        editor = QVBoxLayout()
        editor.addWidget(self._editor)
        of_template = QVBoxLayout()
        of_template.setSpacing(12)
        of_template.addWidget(self._about)
        of_template.addWidget(Scrolling(editor), 1)
        of_template.addWidget(self._problem)
        of_template.addLayout(button_row(self._preview, self._close, self._save, left=(self._undo, self._redo)))
        halves = QHBoxLayout()
        halves.setSpacing(16)
        halves.addLayout(of_list)
        halves.addLayout(of_template, 1)
        dialog_layout(self).addLayout(halves)

    def _connect(self) -> None:
        self._list.currentItemChanged.connect(self._on_template_chosen)
        self._editor.edited.connect(self._on_edited)
        self._history.cleanChanged.connect(lambda _: self._show())
        self._history.indexChanged.connect(lambda _: self._show())
        for key, act in (
            (QKeySequence.StandardKey.Undo, self._history.undo),
            (QKeySequence.StandardKey.Redo, self._history.redo),
            (QKeySequence.StandardKey.Save, self._save.click),
        ):
            QShortcut(QKeySequence(key), self).activated.connect(act)

    def _show_list(self, chosen_id: str = "") -> None:
        with QSignalBlocker(self._list):
            self._list.clear()
            for template in self._library.offered():
                kind = self.tr("own") if template.is_own else self.tr("built in")
                item = QListWidgetItem(f"{template.titles[interface_language()]}\n{kind}", self._list)
                item.setIcon(icon("edit" if template.is_own else "draft", "text_muted"))
                item.setData(Qt.ItemDataRole.UserRole, template)
                if template.id == chosen_id:
                    self._list.setCurrentItem(item)
            if self._list.currentRow() < 0:
                self._list.setCurrentRow(0)
        self._open(self._in_list())

    def _in_list(self) -> NoteTemplate | None:
        item = self._list.currentItem()
        template = item.data(Qt.ItemDataRole.UserRole) if item else None
        return template if isinstance(template, NoteTemplate) else None

    def _open(self, template: NoteTemplate | None) -> None:
        """Whatever was changed in the one before is gone, with its history."""
        self._shown = template
        self._history.clear()
        self._show()

    def _show(self) -> None:
        template, is_own = self._shown, bool(self._shown and self._shown.is_own)
        self._editor.show_template(template, is_open=is_own)
        if template is None or not is_own:
            self._about.setText(self.tr("It ships with Saegim and stays as it is. Copy it to make it your own."))
        elif not template.id:
            self._about.setText(self.tr("Not saved yet."))
        else:
            about = self.tr("Version {version}. Documents keep the version they were written with.")
            self._about.setText(about.format(version=template.version))
        problems = self._library.problems(template) if template and is_own else ()
        self._tell(str(wording_of(problems[0], interface_language())) if problems else "", "flagBlock")
        self._undo.setEnabled(self._history.canUndo())
        self._redo.setEnabled(self._history.canRedo())
        self._save.setEnabled(is_own and self._is_changed and not problems)
        emphasise(self._save, self._save.isEnabled())
        self._preview.setEnabled(template is not None and not problems)
        self._export.setEnabled(template is not None and not problems)
        self._remove.setEnabled(is_own)

    @property
    def _is_changed(self) -> bool:
        """There is something that is not saved."""
        return self._shown is not None and (not self._history.isClean() or not self._shown.id)

    def _may_leave(self) -> bool:
        return not self._is_changed or is_sure(
            self,
            self.tr("The template has changes that are not saved."),
            self.tr("They will be lost."),
            go_on=self.tr("&Lose them"),
            stay=self.tr("&Stay"),
        )

    def _on_template_chosen(self, chosen: QListWidgetItem | None, former: QListWidgetItem | None) -> None:
        if self._may_leave():
            self._open(self._in_list())
        else:
            with QSignalBlocker(self._list):
                self._list.setCurrentRow(self._list.row(former) if former is not None else -1)

    def _on_edited(self, template: NoteTemplate, what: str) -> None:
        assert self._shown is not None
        self._history.push(_Edit(what, self._shown, template, self._put))

    def _put(self, template: NoteTemplate) -> None:
        self._shown = template

    def _on_copying(self) -> None:
        template = self._shown
        if template is not None and self._may_leave():
            of = {language: _COPY_OF[language].format(title=template.titles[language]) for language in Language}
            self._begin(self._library.copy(template, of))

    def _begin(self, template: NoteTemplate) -> None:
        """A template that is not in the list until it is saved."""
        with QSignalBlocker(self._list):
            self._list.setCurrentRow(-1)
        self._open(template)

    def _on_note_requested(self) -> None:
        dialog = ExampleNoteDialog(self)
        if self._may_leave() and dialog.exec():
            self._attempt(lambda: self._begin(self._library.from_note(dialog.text, dialog.title)))

    def _on_import_requested(self) -> None:
        name, _ = QFileDialog.getOpenFileName(self, self.tr("A template"), "", "JSON (*.json)")
        if name and self._may_leave():
            self._attempt(lambda: self._begin(self._library.read_file(Path(name))))

    def _on_export_requested(self) -> None:
        template = self._shown
        if template is None:
            return
        name, _ = QFileDialog.getSaveFileName(self, self.tr("Export"), "template.json", "JSON (*.json)")
        if name:
            path = Path(name).with_suffix(".json")
            if self._attempt(lambda: self._library.write_file(template, path)):
                self._tell(self.tr("Exported: {name}").format(name=path.name), "detail")

    def _on_removal_requested(self) -> None:
        template = self._shown
        if template is None or not is_sure(
            self,
            self.tr("Remove this template?"),
            self.tr("It is no longer offered. Nothing that was written is touched."),
            go_on=self.tr("&Remove"),
            stay=self.tr("&Keep"),
        ):
            return
        if not template.id or self._attempt(lambda: self._library.remove(template.id)):
            self._show_list()
            self.changed.emit()

    def _on_preview_requested(self) -> None:
        if self._shown is not None:
            TemplatePreview(self._library, self._shown, self).exec()

    def _on_saving(self) -> None:
        template = self._shown

        def save() -> None:
            assert template is not None
            saved = self._library.save(template)
            self._show_list(saved.id)
            self.changed.emit()

        if template is not None and self._save.isEnabled() and self._attempt(save):
            self._tell(self.tr("Saved."), "detail")

    def _attempt(self, act: Callable[[], object]) -> bool:
        try:
            act()
        except SaegimError as error:
            self._tell(str(wording_of(error.problem, interface_language())), "flagBlock")
            return False
        return True

    def _tell(self, words: str, manner: str) -> None:
        self._problem.setText(words)
        self._problem.setObjectName(manner)
        self._problem.style().polish(self._problem)


class _Edit(QUndoCommand):
    """One step: edits of one kind that follow each other, such as the letters of a word, are taken back together."""

    def __init__(
        self, what: str, before: NoteTemplate, after: NoteTemplate, put: Callable[[NoteTemplate], None]
    ) -> None:
        super().__init__()
        self._what = what
        self._before = before
        self._after = after
        self._put = put

    def id(self) -> int:
        return 1

    def mergeWith(self, other: QUndoCommand) -> bool:
        if not isinstance(other, _Edit) or other._what != self._what:
            return False
        self._after = other._after
        return True

    def undo(self) -> None:
        self._put(self._before)

    def redo(self) -> None:
        self._put(self._after)


class ExampleNoteDialog(QDialog):
    """A note as the clinic writes it; only its headings are taken."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Template from a note"))
        self.resize(scaled_size(620, 520))
        self._title = QLineEdit()
        self._text = QPlainTextEdit()
        self._text.setTabChangesFocus(True)
        self._text.setAccessibleName(self.tr("Note"))
        form = dialog_form()
        form.addRow(self.tr("&Title"), self._title)
        form.addRow(self.tr("&Note"), self._text)
        layout = dialog_layout(self)
        layout.addLayout(form)
        layout.addWidget(
            detail_label(self.tr("Paste a note with its headings. Only the headings are taken; the rest is not kept."))
        )
        layout.addWidget(dialog_buttons(self, self.tr("&Find the sections")))

    @property
    def title(self) -> str:
        return self._title.text().strip()

    @property
    def text(self) -> str:
        return self._text.toPlainText()


# Titles are kept in both languages, whatever that of the window is.
_COPY_OF = {Language.EN: "{title}, copy", Language.KO: "{title} 사본"}
