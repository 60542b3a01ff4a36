"""The note: statements with their evidence, flags in words, sections that stay honest about silence."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QPushButton, QToolButton

from app.domain.language import Language
from app.domain.note import Confirmation, DraftNote, Flag, FlagKind, Omission, SectionState, Severity, Statement
from app.drafting.templates import load_template, template_ids
from app.resources import load_json
from app.review.checks import review_note
from app.review.suggestions import Suggestion
from app.ui.note.omission import OmissionRow
from app.ui.note.section import SectionPanel
from app.ui.note.statement import StatementRow
from app.ui.note.view import NoteView
from app.ui.parts import tasks
from app.ui.parts.names import clock, speaker_label
from app.ui.parts.style import apply_style
from tests.ui import consultations


@pytest.fixture(params=list(Language))
def language(request) -> Language:
    return request.param


@pytest.fixture
def note(language) -> DraftNote:
    return review_note(consultations.note(language), consultations.transcript(language))


@pytest.fixture
def looks(qapp) -> None:
    """Those of the product: how high a control is depends on them."""
    apply_style(qapp)


@pytest.fixture
def view(note, language, qtbot) -> NoteView:
    view = NoteView()
    view.show_note(note, consultations.transcript(language), is_open=True)
    view.resize(560, 500)
    qtbot.addWidget(view)
    view.show()
    return view


def words_of(widget) -> str:
    return "\n".join(label.text() for label in widget.findChildren(QLabel) if label.isVisibleTo(widget))


def panel(view, section_id) -> SectionPanel:
    return next(each for each in view.findChildren(SectionPanel) if each.section_id == section_id)


def flagged_row(view, note) -> StatementRow:
    blocked = note.open_blocks()[0][0].id
    return next(row for row in view.statement_rows() if row.statement.id == blocked)


def test_every_statement_has_a_row_that_says_it(view, note):
    assert [row.statement for row in view.statement_rows()] == list(note.statements())
    for row in view.statement_rows():
        assert row.accessibleName().startswith(row.statement.text)


def test_long_statements_wrap_instead_of_being_cut_off(view, qtbot):
    view.resize(440, 400)
    qtbot.waitUntil(lambda: view.widget().width() == view.viewport().width())
    longest = max(view.statement_rows(), key=lambda row: len(row.statement.text))
    shortest = min(view.statement_rows(), key=lambda row: len(row.accessibleName()))
    assert longest.width() == shortest.width()
    qtbot.waitUntil(lambda: longest.height() > shortest.height())


def test_a_flag_is_said_in_words_beside_its_colour(view, note):
    row = flagged_row(view, note)
    assert row.property("flagged") == "block"
    assert note.open_blocks()[0][1].written in words_of(row)


def test_a_silent_section_says_so(view):
    assert "Not stated" in words_of(panel(view, "past_history"))


def test_a_withheld_line_is_named_and_its_words_are_not_in_the_note(view, note):
    assert "Kept out of the note" in words_of(panel(view, note.withheld[0].section_id))
    assert note.withheld[0].text not in words_of(view)


def test_click_and_enter_choose_a_statement(view, qtbot):
    first, second = view.statement_rows()[:2]
    with qtbot.waitSignal(view.statement_chosen) as chosen:
        qtbot.mouseClick(first, Qt.MouseButton.LeftButton)
    assert chosen.args == [first.statement]
    first.setFocus()
    qtbot.keyClick(first, Qt.Key.Key_Down)
    assert QApplication.focusWidget() is second
    with qtbot.waitSignal(view.statement_chosen) as chosen:
        qtbot.keyClick(second, Qt.Key.Key_Return)
    assert chosen.args == [second.statement]
    assert [row.isChecked() for row in view.statement_rows()[:2]] == [False, True]


def test_tab_goes_from_flag_to_flag_and_the_arrows_to_every_statement(view):
    stops = [row for row in view.statement_rows() if row.focusPolicy() & Qt.FocusPolicy.TabFocus]
    assert stops == [row for row in view.statement_rows() if row.property("flagged")]
    assert 0 < len(stops) < len(view.statement_rows())


def test_a_note_without_flags_is_one_stop(note, language, qtbot):
    view = NoteView()
    qtbot.addWidget(view)
    sections = tuple(
        replace(section, statements=tuple(replace(each, flags=()) for each in section.statements))
        for section in note.sections
    )
    view.show_note(replace(note, sections=sections), consultations.transcript(language), is_open=True)
    stops = [row for row in view.statement_rows() if row.focusPolicy() & Qt.FocusPolicy.TabFocus]
    assert stops == view.statement_rows()[:1]


def test_enter_settles_what_is_flagged(view, note, qtbot):
    row = flagged_row(view, note)
    with qtbot.waitSignal(view.settling_requested) as asked:
        qtbot.keyClick(row, Qt.Key.Key_Return)
    assert asked.args == list(note.open_blocks()[0])


def test_a_suggestion_is_taken_by_one_click_and_a_warning_confirmed(view, note, language, qtbot):
    number = Flag(FlagKind.DOSE_MISMATCH, Severity.BLOCK, "40 mg", "20 mg")
    doubt = Flag(FlagKind.HEARD_UNCLEARLY, Severity.WARN, "40 mg")
    statement = Statement("n900", "Lisinopril 40 mg.", flags=(doubt, number))
    first = replace(note.sections[0], state=SectionState.STATED, statements=(statement,))
    changed = replace(note, sections=(first, *note.sections[1:]))
    view.show_note(changed, consultations.transcript(language), is_open=True)
    row = view.statement_rows()[0]
    buttons = [each for each in row.findChildren(QAbstractButton) if each.isVisibleTo(row)]
    (use,) = (each for each in buttons if "20 mg" in each.text())
    assert len(buttons) == 3
    with qtbot.waitSignal(view.suggestion_accepted) as accepted:
        qtbot.mouseClick(use, Qt.MouseButton.LeftButton)
    assert accepted.args == [statement, number, Suggestion("20 mg", "Lisinopril 20 mg.")]
    with qtbot.waitSignal(view.settling_requested) as asked:
        qtbot.keyClick(row, Qt.Key.Key_Return)
    assert asked.args == [statement, number]  # What blocks comes first.
    confirmed = Confirmation("n900", statement.text, number.kind, number.written, "In the chart", "x", "y")
    view.show_note(changed.with_confirmation(confirmed), consultations.transcript(language), is_open=True)
    row = view.statement_rows()[0]
    assert row.property("flagged") == "warn"
    with qtbot.waitSignal(view.settling_requested) as asked:
        qtbot.keyClick(row, Qt.Key.Key_Return)
    assert asked.args == [statement, doubt]


def test_what_was_said_and_is_missing_stands_by_its_section_and_is_added_by_one_key(view, note, language, qtbot):
    missing = Omission("medication", "Ramipril 5 mg", "s0005", Severity.WARN)
    view.show_note(replace(note, omissions=(missing,)), consultations.transcript(language), is_open=True)
    row = panel(view, "medications").findChild(OmissionRow)
    assert "Ramipril 5 mg" in words_of(row)
    add = next(button for button in row.findChildren(QPushButton))
    with qtbot.waitSignal(view.addition_requested) as added:
        qtbot.keyClick(add, Qt.Key.Key_Space)
    assert added.args == ["medications", missing]
    with qtbot.waitSignal(view.source_chosen) as chosen:
        qtbot.mouseClick(row.findChild(QToolButton), Qt.MouseButton.LeftButton)
    assert chosen.args == ["s0005"]


def test_every_kind_of_omission_has_a_section_in_every_document():
    kinds = load_json("i18n/flags.json")["omissions"]
    sections = load_json("terminology/omission_sections.json")["sections"]
    assert sections.keys() == kinds.keys()
    for template_id in template_ids():
        known = {section.id for section in load_template(template_id).sections}
        assert not [kind for kind, ids in sections.items() if not known & set(ids)], template_id


def test_a_confirmed_flag_is_settled_and_still_shown(view, note, language, qtbot):
    statement, flag = note.open_blocks()[0]
    confirmation = Confirmation(statement.id, statement.text, flag.kind, flag.written, "In the chart", "Kim", "now")
    view.show_note(note.with_confirmation(confirmation), consultations.transcript(language), is_open=True)
    row = next(row for row in view.statement_rows() if row.statement.id == statement.id)
    assert row.property("flagged") == ""
    assert "confirmed" in words_of(row)
    assert not [button for button in row.findChildren(QPushButton) if button.isVisibleTo(row)]


def test_hovering_shows_the_words_that_a_statement_rests_on(view, note, language):
    row = next(each for each in view.statement_rows() if each.statement.sources)
    said = consultations.transcript(language).segment(row.statement.sources[0])
    assert f"{clock(said.start_s)} {speaker_label(said)}: {said.text}" in row.toolTip()


def test_a_closed_note_offers_neither_editing_nor_confirming(view, note, language):
    view.show_note(note, consultations.transcript(language), is_open=False)
    view.edit_section("plan")
    assert not view.is_being_edited
    assert not flagged_row(view, note).findChildren(QPushButton)


def test_a_growing_note_keeps_its_order_and_leaves_alone_what_has_not_changed(language, qtbot):
    view = NoteView()
    qtbot.addWidget(view)
    first, second, third = [each for each in consultations.note(language).sections if each.statements][:3]
    view.show_growing((first, third))
    rows = panel(view, first.id).rows
    view.show_growing((first, second, replace(third, statements=third.statements[:1])))
    assert panel(view, first.id).rows == rows
    assert [row.statement.text for row in view.statement_rows()] == [
        each.text for each in (*first.statements, *second.statements, third.statements[0])
    ]
    view.show()
    panels = sorted(view.findChildren(SectionPanel), key=lambda each: each.y())
    assert [each.section_id for each in panels] == [first.id, second.id, third.id]


def test_a_head_never_stands_without_its_lines(language, qtbot, monkeypatch):
    """However small the slices are in which a note is built."""
    monkeypatch.setattr(tasks, "SLICE_S", 1e-4)
    view, bare = NoteView(), []
    qtbot.addWidget(view)
    view.show()

    def look() -> None:
        bare.extend(each for each in view.findChildren(SectionPanel) if each.isVisible() and each.section is None)

    turns = QTimer(view, interval=0)
    turns.timeout.connect(look)
    turns.start()
    view.show_note(consultations.note(language), consultations.transcript(language), is_open=True)
    qtbot.waitUntil(lambda: not view._to_fill)
    assert not bare


def test_editing_gives_the_lines_and_escape_gives_up(view, qtbot):
    view.edit_section("plan")
    editor = panel(view, "plan").editor
    before = editor.toPlainText()
    editor.setPlainText(before + "\n\n  Call tomorrow.  ")
    with qtbot.waitSignal(view.section_edited) as edited:
        qtbot.keyClick(editor, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert edited.args == ["plan", (*before.splitlines(), "  Call tomorrow.  ")]
    with qtbot.assertNotEmitted(view.section_edited):
        qtbot.keyClick(editor, Qt.Key.Key_Escape)
    assert not view.is_being_edited
    assert "Call tomorrow" not in words_of(view)


def test_opening_an_editor_takes_the_focus_along_and_tells_of_no_other_statement(view, qtbot):
    """The evidence beside the note would follow."""
    rows = [row for row in view.statement_rows() if row.property("flagged")]
    section = next(each for each in view.findChildren(SectionPanel) if rows[0] in each.rows)
    rows[0].setFocus()
    with qtbot.assertNotEmitted(view.statement_focused):
        view.edit_section(section.section_id)
    assert QApplication.focusWidget() is section.editor


def test_what_is_to_be_corrected_is_marked_as_soon_as_the_editor_stands(view, note):
    statement, flag = note.open_blocks()[0]
    section = next(each for each in note.sections if statement in each.statements)
    view.edit_section(section.id)
    editor = panel(view, section.id).editor
    assert flag.written in [each.cursor.selectedText() for each in editor.extraSelections()]
    panel(view, section.id)._cancel()
    view.edit_section(section.id, ["Something else altogether."])
    assert not panel(view, section.id).editor.extraSelections()


@pytest.mark.usefixtures("looks")
def test_the_field_for_a_wish_comes_after_the_editor_and_moves_nothing(view, qtbot):
    view.edit_section("plan")
    wish = panel(view, "plan")._writing.wish
    assert wish.words is None
    before = wish.geometry()
    qtbot.waitUntil(lambda: wish.words is not None and wish.words.isVisible())
    qtbot.wait(20)
    assert wish.geometry() == before
    assert QApplication.focusWidget() is panel(view, "plan").editor
    for expected in (wish.words, wish.ask):
        QApplication.focusWidget().focusNextChild()
        focused = QApplication.focusWidget()
        assert focused is expected or expected.isAncestorOf(focused)


def test_showing_the_note_again_does_not_touch_what_is_being_composed(view, note, language):
    """An input method's syllable in the making survives a refresh of the rest."""
    view.edit_section("plan")
    editor = panel(view, "plan").editor
    editor.clear()
    QApplication.sendEvent(editor, QInputMethodEvent("하", []))
    changed = replace(note, withheld=())
    view.show_note(changed, consultations.transcript(language), is_open=True)
    assert panel(view, "plan").editor is editor
    assert editor.toPlainText() == ""
    composed = QInputMethodEvent()
    composed.setCommitString("한")
    QApplication.sendEvent(editor, composed)
    assert editor.lines() == ("한",)


def test_the_focus_stays_with_the_section_that_was_edited(view, note, language, qtbot):
    view.edit_section("plan")
    editor = panel(view, "plan").editor
    qtbot.waitUntil(editor.hasFocus)
    view.close_editor("plan")
    view.show_note(note, consultations.transcript(language), is_open=True)
    assert panel(view, "plan").isAncestorOf(QApplication.focusWidget())


def test_the_focus_stays_with_the_statement_whose_flag_was_confirmed(view, note, language):
    statement, flag = note.open_blocks()[0]
    row = next(row for row in view.statement_rows() if row.statement.id == statement.id)
    row.setFocus()
    confirmation = Confirmation(statement.id, statement.text, flag.kind, flag.written, "Seen", "test", "2026-01-01")
    view.show_note(note.with_confirmation(confirmation), consultations.transcript(language), is_open=True)
    focused = QApplication.focusWidget()
    assert isinstance(focused, StatementRow)
    assert focused is not row
    assert focused.statement.id == statement.id
