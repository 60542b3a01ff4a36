"""The question where to save: a name that says what it is and not of whom, in the folder that was used last."""

from datetime import datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtWidgets import QFileDialog

from app.domain.language import Language
from app.ui.parts.saving import SavePlace, file_name


@pytest.fixture
def asked(monkeypatch, tmp_path):
    """What the question proposed; it is answered with a name without suffix in a folder of its own."""
    proposed = []

    def choose(_parent, _title, name, _kinds):
        proposed.append(Path(name))
        return str(tmp_path / "chosen"), ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", choose)
    return proposed


@given(st.lists(st.text()))
def test_a_name_holds_only_what_every_system_takes(parts):
    assert all(each.isalnum() or each in " -_" for each in file_name(*parts))
    assert "  " not in file_name(*parts)


def test_the_words_stay_as_they_are():
    assert file_name("경과 기록 (SOAP)", "2026-03-02 1405") == "경과 기록 SOAP 2026-03-02 1405"
    assert file_name("5/East: «a»", "Night") == "5 East a Night"


def test_the_next_question_begins_where_the_last_file_was_saved(asked, tmp_path, window):
    place = SavePlace()
    assert place.ask(window, "Export", "one", ".pdf", "PDF") == tmp_path / "chosen.pdf"
    place.ask(window, "Export", "two", ".pdf", "PDF")
    assert [each.name for each in asked] == ["one.pdf", "two.pdf"]
    assert asked[0].is_absolute()
    assert asked[1].parent == tmp_path


def test_a_folder_that_is_gone_is_not_proposed(asked, tmp_path, window, monkeypatch):
    place = SavePlace()
    gone = tmp_path / "stick" / "one.pdf"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(gone), ""))
    assert place.ask(window, "Export", "one", ".pdf", "PDF") == gone
    proposed = []
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *given: (proposed.append(given[2]), ("", ""))[1])
    assert place.ask(window, "Export", "two", ".pdf", "PDF") is None
    assert Path(proposed[0]).parent != gone.parent


def test_an_export_is_called_after_the_document_and_its_time_and_not_after_the_patient(asked, workplace, window, qtbot):
    encounter = workplace.add_drafted("Alex Morgan", Language.KO)
    window.open_encounter(encounter.id)
    qtbot.waitUntil(lambda: window.page.open is not None and window.page.open.note is not None)
    window.actions_.export_docx.trigger()
    begun = datetime.fromisoformat(encounter.started_at).astimezone()
    title = file_name(window.page.note_panel.template.titles[Language.KO])
    assert [each.name for each in asked] == [f"{title} {begun:%Y-%m-%d %H%M}.docx"]
    qtbot.waitUntil(lambda: bool(window._notices.history))
