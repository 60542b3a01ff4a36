"""Work in progress: how far, and an estimate that does not grow while it waits for the next step."""

import pytest

from app.domain.language import Language
from app.drafting.templates import load_template
from app.ui.parts import work as work_module
from app.ui.parts.work import Drafting, Transcribing
from tests.ui import consultations


@pytest.fixture
def clock(monkeypatch):
    class Clock:
        now = 100.0

    monkeypatch.setattr(work_module.time, "monotonic", lambda: Clock.now)
    return Clock


def test_the_estimate_follows_the_pace_and_runs_down(qapp, clock):
    work = Transcribing("e1")
    assert work.share() is None
    assert work.remaining_s() is None
    clock.now += 100.0
    work.progressed(60.0, 240.0)
    assert work.share() == 0.25
    assert work.remaining_s() is None, "loading and the first step say nothing of the pace"
    clock.now += 10.0
    work.progressed(120.0, 240.0)
    assert work.remaining_s() == pytest.approx(20.0)
    clock.now += 12.0
    assert work.remaining_s() == pytest.approx(8.0)
    clock.now += 20.0
    assert work.remaining_s() is None


def test_no_estimate_before_there_is_a_pace(qapp, clock):
    work = Transcribing("e1")
    work.progressed(30.0, 240.0)
    assert work.remaining_s() is None
    clock.now += 0.5
    work.progressed(60.0, 240.0)
    assert work.remaining_s() is None


def test_drafting_is_as_far_as_the_transcript_is_written_up(qapp, clock):
    work = Drafting("e1", load_template("soap"))
    assert work.share() is None
    work.transcript_read(0, 800)
    assert work.share() == 0.0
    assert work.remaining_s() is None
    clock.now += 60.0
    work.line_begun("Plan")
    assert work.remaining_s() is None
    clock.now += 10.0
    work.transcript_read(200, 800)
    assert work.share() == 0.25
    assert work.remaining_s() == pytest.approx(30.0)
    work.transcript_read(800, 800)
    assert work.share() == 1.0


def test_what_stands_of_a_note_stays_until_as_much_is_written_again(qapp):
    sections = tuple(section for section in consultations.note(Language.EN).sections if section.statements)
    work = Drafting("e1", load_template("soap"), sections[:2])
    grown = []
    work.grown.connect(lambda: grown.append(work.sections))
    work.note_grown(sections[:1])
    assert (work.sections, grown) == (sections[:2], [])
    work.note_grown(sections)
    assert grown == [sections]
