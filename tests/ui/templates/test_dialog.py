"""The templates editor: copy, change, take back, try out, keep; and what the window then offers."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QFileDialog, QLineEdit
from pytestqt.qtbot import QtBot

from app.domain.language import Language
from app.domain.note import DraftNote, NoteSection, SectionState, Statement
from app.drafting.templates import load_template, template_ids
from app.engines.protocol import DraftJob, LineBegun, NoteGrown, TranscriptRead
from app.ui.templates.dialog import ExampleNoteDialog, TemplatesDialog
from app.ui.templates.preview import TemplatePreview
from tests.ui.test_accessibility import nameless, unreachable


@pytest.fixture
def dialog(workplace, window, qtbot: QtBot):
    shown = TemplatesDialog(workplace.services.library, window)
    qtbot.addWidget(shown, before_close_func=_forget)
    shown.show()
    yield shown
    _forget(shown)
    for template in workplace.services.library.offered():
        if template.is_own:
            workplace.services.library.remove(template.id)


def _forget(dialog: TemplatesDialog) -> None:
    """Or closing would ask about what is not saved."""
    dialog._shown = None
    dialog._history.clear()


def edit(field: QLineEdit, text: str, qtbot: QtBot) -> None:
    field.setFocus()
    field.selectAll()
    qtbot.keyClicks(field, text)


def sections(dialog: TemplatesDialog) -> list[str]:
    view = dialog._editor._sections
    return [view.item(number).text() for number in range(view.count())]


def test_what_ships_is_shown_and_cannot_be_changed(dialog):
    assert dialog._list.count() == len(template_ids())
    assert sections(dialog)[0] == "1. Chief complaint"
    assert dialog._editor._titles[Language.EN].isReadOnly()
    assert dialog._editor._section_titles[Language.KO].isReadOnly()
    for button in (dialog._save, dialog._remove, dialog._editor._add, dialog._editor._remove):
        assert not button.isEnabled()
    assert dialog._copy.isEnabled()


def test_a_copy_is_changed_saved_and_offered_by_the_window(workplace, window, dialog, qtbot):
    dialog.changed.connect(lambda: window.page.note_panel.offer_templates(workplace.services.templates))
    dialog._copy.click()
    edit(dialog._editor._titles[Language.EN], "Ward round", qtbot)
    dialog._editor.choose_section("plan")
    edit(dialog._editor._section_titles[Language.EN], "Orders", qtbot)
    assert dialog._save.isEnabled()
    dialog._save.click()
    saved = workplace.services.templates[-1]
    assert (saved.titles[Language.EN], saved.version) == ("Ward round", 1)
    assert saved.section("plan").titles[Language.EN] == saved.section("plan").labels[Language.EN] == "Orders"
    assert not dialog._save.isEnabled()
    assert window.page.note_panel._template.findData(saved.id) == len(template_ids())
    assert window.page.note_panel.template.id == "soap"


def test_sections_are_added_moved_removed_and_taken_back_step_by_step(dialog, qtbot):
    dialog._copy.click()
    before = sections(dialog)
    dialog._editor._add.click()
    assert sections(dialog)[1] == "2. …"
    assert "no title" in dialog._problem.text()
    assert not dialog._save.isEnabled()
    edit(dialog._editor._section_titles[Language.EN], "Wound", qtbot)
    edit(dialog._editor._guidance[Language.EN], "how it looks", qtbot)
    assert dialog._problem.text() == ""
    dialog._editor._switches[0].click()
    assert sections(dialog)[1] == "2. Wound *"
    dialog._editor._up.click()
    assert sections(dialog)[:2] == ["1. Wound *", "2. Chief complaint"]
    dialog._editor._remove.click()
    assert sections(dialog) == before
    steps = dialog._history.index()
    assert steps == 6, "a word is one step"
    for _ in range(steps):
        dialog._undo.click()
    assert sections(dialog) == before
    assert not dialog._undo.isEnabled()
    for _ in range(steps - 1):
        dialog._redo.click()
    assert sections(dialog)[0] == "1. Wound *"


def test_undo_is_of_the_template_wherever_the_cursor_is(dialog, qtbot):
    dialog._copy.click()
    dialog.activateWindow()
    field = dialog._editor._titles[Language.EN]
    was = field.text()
    edit(field, "Ward round", qtbot)
    dialog._editor._down.click()
    field.setFocus()
    qtbot.keyClick(field, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert sections(dialog)[0] == "1. Chief complaint"
    assert field.text() == "Ward round"
    qtbot.keyClick(field, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert field.text() == was


def test_unsaved_changes_are_not_lost_without_a_question(dialog, answer):
    dialog._copy.click()
    answer(lambda box: box.buttons()[1].click())
    dialog._list.setCurrentRow(1)
    assert dialog._shown.id == ""
    answer(lambda box: box.buttons()[0].click())
    dialog._list.setCurrentRow(1)
    assert dialog._shown == load_template("discharge")


def test_a_template_comes_from_a_note(workplace, dialog, answer, qtbot):
    def paste(asked: QDialog) -> None:
        assert isinstance(asked, ExampleNoteDialog)
        asked._title.setText("Short note")
        asked._text.setPlainText("C.C: headache for Mr Smith\nPlan:\nrest\n")
        asked.accept()

    answer(paste)
    dialog._from_note.click()
    assert sections(dialog) == ["1. Chief complaint", "2. Plan"]
    assert "Smith" not in repr(dialog._shown)
    dialog._save.click()
    assert workplace.services.templates[-1].base == "soap"


def test_a_template_is_handed_on_as_a_file(workplace, dialog, monkeypatch, tmp_path: Path):
    file = tmp_path / "soap.json"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "soap"), ""))
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(file), ""))
    dialog._export.click()
    assert file.is_file()
    dialog._import.click()
    assert dialog._shown.is_own
    assert dialog._shown.sections == load_template("soap").sections
    dialog._save.click()
    file.write_text("nothing")
    dialog._import.click()
    assert "not a template" in dialog._problem.text()


def test_a_template_in_use_is_not_removed(workplace, dialog, answer):
    dialog._copy.click()
    dialog._save.click()
    own = workplace.services.templates[-1]
    encounter = workplace.services.encounters.create("Uses it")
    workplace.vault.documents.save_draft(encounter.id, DraftNote(own.id, Language.EN, ()), ai=True)
    answer(lambda box: box.buttons()[0].click())
    dialog._remove.click()
    assert "use this template: 1" in dialog._problem.text()
    assert own in workplace.services.templates
    with workplace.vault.database.transaction() as tables:
        tables.execute("DELETE FROM drafts WHERE template = ?", [own.id])
    answer(lambda box: box.buttons()[0].click())
    dialog._remove.click()
    assert own not in workplace.services.templates


def test_the_preview_writes_the_sample_and_can_be_cancelled(workplace, window, qtbot):
    preview = TemplatePreview(workplace.services.library, load_template("soap"), window)
    qtbot.addWidget(preview)
    preview.show()
    preview._draft.click()
    job = workplace.drafting.jobs[-1]
    assert isinstance(job.task, DraftJob)
    workplace.drafting.report(TranscriptRead(10, 20))
    workplace.drafting.report(LineBegun("Plan"))
    drink = NoteSection("plan", "Plan", SectionState.STATED, (Statement("n001", "Drink <plenty>."),))
    workplace.drafting.report(NoteGrown((drink,)))
    assert "Drink <plenty>." in preview._note.toPlainText()
    assert not preview._draft.isEnabled()
    preview._progress._cancel.click()
    assert job.is_cancelled
    assert preview._draft.isEnabled()
    preview._draft.click()
    statement = Statement("n001", "Drink plenty.")
    plan = NoteSection("plan", "Plan", SectionState.STATED, (statement,))
    workplace.drafting.complete(
        DraftNote("soap", Language.EN, (plan, NoteSection("vitals", "Vital signs", SectionState.NOT_STATED)))
    )
    shown = preview._note.toPlainText()
    assert "Drink plenty." in shown
    assert "Not stated" in shown
    preview._draft.click()
    workplace.drafting.crash("drafting_crashed")
    assert preview._problem.isVisible()
    preview._draft.click()
    preview.close()
    assert workplace.drafting.jobs[-1].is_cancelled


def test_everything_in_the_dialogs_has_a_name_and_is_reached_by_key(workplace, window, dialog, qtbot):
    preview = TemplatePreview(workplace.services.library, load_template("soap"), window)
    example = ExampleNoteDialog(window)
    for each in (dialog, preview, example):
        qtbot.addWidget(each)
        assert nameless(each) == []
        assert unreachable(each) == []
    assert dialog.minimumSizeHint().width() <= 1366
    assert dialog.minimumSizeHint().height() <= 728
