"""A section written anew by the model while it is edited: proposed in the editor, kept only by the clinician."""

import pytest

from app.domain.errors import Problem
from app.domain.language import Language
from app.domain.note import Flag, FlagKind, Origin, Severity, Withheld
from app.domain.outcome import Completed, Failed
from app.domain.revision import RevisedSection
from app.engines.protocol import ReviseJob
from tests.ui.waiting import settle


@pytest.fixture
def panel(workplace, window, qtbot):
    """The plan of a draft, open for editing."""
    encounter = workplace.add_drafted("Revised", Language.EN)
    window.open_encounter(encounter.id)
    qtbot.waitUntil(lambda: window.page.open is not None and window.page.open.note is not None)
    window.page.note_panel.view.edit_section("plan")
    panel = window.page.note_panel.view._panels["plan"]
    qtbot.waitUntil(lambda: panel._writing.wish.words is not None)
    return panel


def ask(panel, words: str) -> None:
    panel._writing.wish.words.setCurrentText(words)
    panel._writing.wish.ask.click()


def finish(workplace, revised: RevisedSection) -> None:
    workplace.drafting.jobs[-1].finish(Completed(revised))


def kept_plan(workplace, window):
    note = workplace.services.review.note(window.page.open.encounter.id, "soap")
    return next(section for section in note.sections if section.id == "plan").statements


def test_the_wish_reaches_the_model_with_the_lines_as_they_are(workplace, panel):
    panel.editor.setPlainText("Rest.\nFluids.")
    ask(panel, "shorter")
    job = workplace.drafting.jobs[-1].task
    assert isinstance(job, ReviseJob)
    assert (job.wish.section_id, job.wish.lines, job.wish.words) == ("plan", ("Rest.", "Fluids."), "shorter")


def test_the_proposal_stands_in_the_editor_and_is_kept_as_the_models_on_saving(workplace, window, panel, qtbot):
    before = kept_plan(workplace, window)
    ask(panel, "shorter")
    finish(workplace, RevisedSection(("Rest and fluids.",)))
    assert panel.editor.lines() == ("Rest and fluids.",)
    assert kept_plan(workplace, window) == before
    panel.editor.appendPlainText("Call if worse.")
    panel.save()
    settle(window, qtbot)
    assert [(each.text, each.origin) for each in kept_plan(workplace, window)] == [
        ("Rest and fluids.", Origin.MODEL),
        ("Call if worse.", Origin.CLINICIAN),
    ]


def test_one_step_back_brings_what_stood_there(workplace, panel):
    stood = panel.editor.lines()
    ask(panel, "shorter")
    finish(workplace, RevisedSection(("Rest.",)))
    panel.editor.undo()
    assert panel.editor.lines() == stood


def test_what_was_withheld_is_told_and_does_not_stand_there(workplace, panel):
    ask(panel, "more")
    flag = Flag(FlagKind.NUMBER_UNSUPPORTED, Severity.BLOCK, "50 mg")
    finish(workplace, RevisedSection(("Rest.",), (Withheld("plan", "Meloxicam 50 mg.", flag),)))
    assert panel.editor.lines() == ("Rest.",)
    assert "Meloxicam 50 mg." in panel._writing.wish._told.text()


def test_an_empty_proposal_leaves_the_lines_alone(workplace, panel):
    stood = panel.editor.lines()
    ask(panel, "more")
    finish(workplace, RevisedSection(()))
    assert panel.editor.lines() == stood
    assert "found nothing" in panel._writing.wish._told.text()


def test_it_can_be_given_up(workplace, panel):
    stood = panel.editor.lines()
    ask(panel, "shorter")
    assert panel.editor.isReadOnly()
    panel._writing.wish.ask.click()
    assert workplace.drafting.jobs[-1].is_cancelled
    assert not panel.editor.isReadOnly()
    assert panel.editor.lines() == stood


def test_leaving_the_editor_gives_it_up(workplace, panel):
    ask(panel, "shorter")
    panel._cancel()
    assert workplace.drafting.jobs[-1].is_cancelled


def test_a_failure_is_told_and_the_editor_goes_on(workplace, window, panel):
    ask(panel, "shorter")
    workplace.drafting.jobs[-1].finish(Failed(Problem("out_of_memory")))
    assert window.notice_bar.isVisible()
    assert not panel.editor.isReadOnly()


def test_without_words_nothing_is_asked(workplace, panel):
    before = len(workplace.drafting.jobs)
    panel._writing.wish.ask.click()
    assert len(workplace.drafting.jobs) == before
