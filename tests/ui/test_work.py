"""Work in progress: how far, and an estimate that does not grow while it waits for the next step."""

import pytest

from app.domain.language import Language
from app.drafting.templates import load_template
from app.ui import work as work_module
from app.ui.work import Drafting, Transcribing
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
    clock.now += 10.0
    work.progressed(60.0, 240.0)
    assert work.share() == 0.25
    assert work.remaining_s() == pytest.approx(30.0)
    clock.now += 12.0
    assert work.remaining_s() == pytest.approx(18.0)
    clock.now += 20.0
    assert work.remaining_s() is None


def test_no_estimate_before_there_is_a_pace(qapp, clock):
    work = Transcribing("e1")
    clock.now += 0.5
    work.progressed(60.0, 240.0)
    assert work.remaining_s() is None


def test_drafting_reads_and_then_writes(qapp, clock):
    note = consultations.note(Language.EN)
    work = Drafting("e1", load_template("soap"))
    assert work.share() is None
    work.transcript_read(400, 800)
    assert work.share() == pytest.approx(0.25)
    work.transcript_read(800, 800)
    shares = [work.share()]
    for section in note.sections:
        work.section_started(section.id, section.title)
        work.section_finished(section)
        shares.append(work.share())
    assert shares[0] == pytest.approx(0.5)
    assert shares == sorted(shares)
    assert shares[-1] == pytest.approx(1.0)
