"""What takes long is read beside the GUI thread and built in slices; meanwhile nobody works on the wrong patient."""

import threading
from dataclasses import replace

import pytest

from app.domain.errors import VaultError
from app.domain.language import Language
from app.ui.note.view import NoteView
from app.ui.parts import tasks
from app.ui.parts.tasks import run_short_task
from app.ui.transcript.view import TranscriptView
from tests.ui import consultations


@pytest.fixture
def slow(workplace, monkeypatch):
    """Reading waits until the test lets it go on."""
    gate, get = threading.Event(), workplace.services.encounters.get
    monkeypatch.setattr(tasks, "PATIENCE_S", 0.0)

    def wait_and_get(encounter_id: str):
        assert gate.wait(20)
        return get(encounter_id)

    monkeypatch.setattr(workplace.services.encounters, "get", wait_and_get)
    yield gate
    gate.set()
    tasks.finish_tasks()


def test_what_is_short_is_told_before_the_call_returns(qtbot):
    told = []
    run_short_task(lambda: 7, lambda outcome: told.append(outcome.value))
    assert told == [7]


def test_nothing_is_open_while_the_next_one_is_read(workplace, window, slow, qtbot):
    slow.set()
    first, second = (workplace.add_drafted(name, Language.EN) for name in ("First", "Second"))
    window.open_encounter(first.id)
    qtbot.waitUntil(lambda: window.page.open is not None)
    slow.clear()
    window.open_encounter(second.id)
    assert window.page.open is None
    assert not window.actions_.sign.isEnabled()
    assert window.page.note_panel._empty.text() == "Opening…"
    slow.set()
    qtbot.waitUntil(lambda: window.page.open is not None)
    assert window.page.open.encounter.id == second.id
    assert window.page.note_panel.view.statement_rows()


def test_only_the_last_that_was_chosen_is_shown(workplace, window, slow, qtbot):
    first, second = (workplace.add_drafted(name, Language.EN) for name in ("First", "Second"))
    shown = []
    window.page.changed.connect(lambda: shown.append(window.page.open and window.page.open.encounter.id))
    window.open_encounter(first.id)
    window.open_encounter(second.id)
    slow.set()
    qtbot.waitUntil(lambda: window.page.open is not None)
    assert set(shown) == {None, second.id}


def test_what_cannot_be_read_is_told(workplace, window, monkeypatch):
    encounter = workplace.services.encounters.create("Unreadable")

    def refuse(_: str):
        raise VaultError("database_damaged")

    monkeypatch.setattr(workplace.services.encounters, "get", refuse)
    window.open_encounter(encounter.id)
    assert window.page.is_empty
    assert window.notice_bar.isVisible()


def test_a_note_is_built_in_slices_and_is_whole_for_who_asks(qtbot, monkeypatch):
    monkeypatch.setattr(tasks, "SLICE_S", 0.0)
    view, note = NoteView(), consultations.note(Language.EN)
    qtbot.addWidget(view)
    view.resize(500, 400)
    view.show()
    view.show_note(note, consultations.transcript(Language.EN), is_open=True)
    assert len(view._panels) < len(note.sections)
    assert len(view.statement_rows()) == len(list(note.statements()))


def test_no_line_of_the_one_before_stands_in_a_note_that_is_being_built(workplace, window, monkeypatch):
    former, latter = workplace.add_drafted("Former", Language.EN), workplace.add_drafted("Latter", Language.KO)
    window.open_encounter(former.id)
    monkeypatch.setattr(tasks, "SLICE_S", 0.0)
    window.open_encounter(latter.id)
    assert window.page.open.encounter.id == latter.id
    shown = [row.statement for panel in window.page.note_panel.view._panels.values() for row in panel.rows]
    assert set(shown) <= set(window.page.open.note.statements())


def test_a_note_goes_on_being_built_by_itself(qtbot, monkeypatch):
    monkeypatch.setattr(tasks, "SLICE_S", 0.001)
    view, note = NoteView(), consultations.note(Language.EN)
    qtbot.addWidget(view)
    view.show()
    view.show_note(note, consultations.transcript(Language.EN), is_open=True)
    qtbot.waitUntil(lambda: len(view._panels) == len(note.sections))


def test_estimated_heights_become_exact(qtbot, monkeypatch):
    segments = consultations.transcript(Language.EN).segments

    def heights(slice_s: float) -> list[int]:
        monkeypatch.setattr(tasks, "SLICE_S", slice_s)
        view = TranscriptView()
        qtbot.addWidget(view)
        view.resize(420, 300)
        view.segments.show(segments)
        view.show()
        qtbot.waitUntil(lambda: not view._delegate.has_estimated)
        return [view.visualRect(view.model().index(row)).height() for row in range(len(segments))]

    assert heights(0.0005) == heights(20.0)


def test_a_recording_that_was_hardly_understood_says_so_above_its_transcript(workplace, window, qtbot):
    clear = consultations.transcript(Language.EN)
    unclear = replace(clear, segments=tuple(replace(each, confidence=0.4) for each in clear.segments))
    for transcript, is_told in ((clear, False), (unclear, True), (clear, False)):
        encounter = workplace.add_transcribed("Heard", transcript)
        window.open_encounter(encounter.id)
        qtbot.waitUntil(lambda shown=encounter.id: window.page.open and window.page.open.encounter.id == shown)
        banner = window.page._hearing
        assert banner.isVisibleTo(window) is is_told
    window.open_encounter(workplace.add_transcribed("Heard", unclear).id)
    qtbot.waitUntil(lambda: banner.isVisibleTo(window))
    assert "100 %" in banner._words.text()
