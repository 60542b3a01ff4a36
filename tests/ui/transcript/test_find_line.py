"""Finding words in the transcript: marked, counted, gone through by key, while people still talk and after edits."""

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication

from app.domain.language import Language
from app.domain.transcript import Speaker, TranscriptSegment
from app.engines.protocol import LanguageFound, SegmentFound
from app.ui.transcript.find_line import FindLine
from app.ui.transcript.rows import FoundRole, RowRole
from tests.ui import consultations

SHIFT, CTRL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def shown(workplace, window) -> FindLine:
    window.open_encounter(workplace.add_drafted("Found", Language.EN).id)
    window.activateWindow()
    window.page.transcript_panel.view.setFocus()
    return window.page.transcript_panel.find_line


@pytest.fixture
def line(window, shown) -> FindLine:
    window.actions_.find_words.trigger()
    return shown


def marked(window) -> list[tuple[int, str]]:
    """Row and words of each mark."""
    model = window.page.transcript_panel.view.segments
    rows = [(number, model.index(number)) for number in range(model.rowCount())]
    return [
        (number, index.data(RowRole).text[mark.start : mark.start + mark.length])
        for number, index in rows
        for mark in index.data(FoundRole)
    ]


def current_text(window) -> str:
    return window.page.transcript_panel.view.current_segment().text


def said(word: str) -> list[str]:
    return [each.text for each in consultations.transcript(Language.EN).segments if word in each.text.lower()]


def test_what_is_typed_is_marked_counted_and_gone_through_round_and_round(window, line, qtbot):
    expected = said("cramps")
    assert len(expected) > 1
    qtbot.keyClicks(line.field, "CRAMPS")
    assert {words.lower() for _, words in marked(window)} == {"cramps"}
    count = len(marked(window))
    assert line.count.text() == f"1 of {count}"
    assert current_text(window) == expected[0]
    for _ in range(count - 1):
        qtbot.keyClick(line.field, Qt.Key.Key_Return)
    assert (line.count.text(), current_text(window)) == (f"{count} of {count}", expected[-1])
    qtbot.keyClick(line.field, Qt.Key.Key_Return)
    assert line.count.text() == f"1 of {count}"
    qtbot.keyClick(line.field, Qt.Key.Key_Return, SHIFT)
    assert line.count.text() == f"{count} of {count}"
    window.actions_.find_next.trigger()
    assert line.field.accessibleDescription() == f"1 of {count}"
    view = window.page.transcript_panel.view
    assert view.viewport().rect().contains(view.visualRect(view.currentIndex()))


def test_what_was_found_is_played_from_there(window, line, qtbot):
    qtbot.keyClicks(line.field, "cramps")
    segment = window.page.transcript_panel.view.current_segment()
    assert segment.start_s < window.page.transcript_panel.strip.position_s < segment.end_s


def test_escape_closes_and_gives_the_focus_back(window, line, qtbot):
    qtbot.keyClicks(line.field, "nobody said this")
    assert line.count.text() == "Not found"
    line.field.clear()
    assert line.count.text() == ""
    qtbot.keyClicks(line.field, "cramps")
    qtbot.keyClick(line.field, Qt.Key.Key_Escape)
    assert not line.isVisible()
    assert marked(window) == []
    assert QApplication.focusWidget() is window.page.transcript_panel.view
    window.actions_.find_next.trigger()
    assert line.isVisible()
    assert line.field.selectedText() == "cramps"


def test_a_syllable_in_the_making_is_searched_too(window, line, workplace):
    window.open_encounter(workplace.add_drafted("찾음", Language.KO).id)
    window.actions_.find_words.trigger()
    assert line.field.text() == ""
    word = "기침"
    line.field.setText(word[:-1])
    QApplication.sendEvent(line.field, QInputMethodEvent(word[-1], []))
    assert line.field.text() == word[:-1]
    assert {words for _, words in marked(window)} == {word}


def test_what_is_said_or_corrected_meanwhile_is_searched_and_moves_nobody(workplace, window, qtbot):
    window.open_encounter(workplace.services.encounters.create("Talking").id)
    window.work_desk.transcribe(Path("visit.ogg"))
    workplace.speech.hear(bytes(32_000))
    workplace.speech.complete(60.0)
    workplace.speech.report(LanguageFound(Language.EN, 0.9))
    first = TranscriptSegment("s0001", 0.0, 2.0, Speaker.PATIENT, "My chest hurts.")
    workplace.speech.report(SegmentFound(first))
    window.actions_.find_words.trigger()
    line = window.page.transcript_panel.find_line
    qtbot.keyClicks(line.field, "chest")
    workplace.speech.report(SegmentFound(replace(first, id="s0002", start_s=2.0, end_s=4.0)))
    assert marked(window) == [(0, "chest"), (1, "chest")]
    assert line.count.text() == "1 of 2"
    assert window.page.transcript_panel.view.current_segment().id == "s0001"
    workplace.speech.report(SegmentFound(replace(first, text="My back hurts.")))
    assert marked(window) == [(1, "chest")]
    assert line.count.text() == "1 of 1"
    window.page.running.cancel_all()


def test_ctrl_f_looks_where_there_is_something_to_find(workplace, window, shown, qtbot):
    qtbot.keyClick(window, Qt.Key.Key_F, CTRL)
    assert line_has_focus(shown)
    window.open_encounter(workplace.services.encounters.create("Nothing said").id)
    assert not shown.isVisible()
    assert shown.field.text() == ""
    for modifiers in (CTRL, CTRL | SHIFT):
        window.day.focus_list()
        qtbot.keyClick(window, Qt.Key.Key_F, modifiers)
        assert window.day._search.hasFocus()


def line_has_focus(line: FindLine) -> bool:
    return line.isVisible() and line.field.hasFocus()
