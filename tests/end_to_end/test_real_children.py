"""Both children with real models: their work, their death in mid-work, and being cancelled."""

import contextlib
import difflib
import json
import os
import queue
import signal
import time
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from app.domain.dialogue import parse_dialogue
from app.domain.language import Language
from app.domain.outcome import Cancelled, Completed, Crashed
from app.domain.transcript import Speaker, Transcript
from app.drafting.templates import load_template
from app.engines import drafting_worker, speech_worker
from app.engines.protocol import DraftJob, LanguageFound, LoadModel, NoteGrown, SegmentFound, TranscribeJob
from app.engines.supervisor import Engine
from app.paths import RESOURCES

pytestmark = [pytest.mark.end_to_end, pytest.mark.real_models]

PATIENCE_S = 300.0
CLIP_S = 12

DIALOGUES = {
    Language.EN: "Doctor: What brings you in?\nPatient: I have had a cough for three days and a fever of 38.5.\n"
    "Doctor: I will give you paracetamol 500 milligrams three times a day.",
    Language.KO: "의사: 어디가 불편하세요?\n환자: 사흘 전부터 기침이 나고 열이 38.5도까지 올랐어요.\n"
    "의사: 타이레놀 500 밀리그램을 하루 세 번 드세요.",
}


class Desk:
    def __init__(self) -> None:
        self.inbox: queue.Queue[Callable[[], None]] = queue.Queue()
        self.events: list[Any] = []
        self.outcomes: list[Any] = []

    def submit(self, engine: Engine, task: Any) -> Any:
        self.events.clear()
        return engine.submit(task, self.events.append, self.outcomes.append)

    def drain_until(self, is_reached: Callable[[], bool]) -> None:
        end = time.monotonic() + PATIENCE_S
        while not is_reached():
            assert time.monotonic() < end
            with contextlib.suppress(queue.Empty):
                self.inbox.get(timeout=0.05)()

    def outcome(self) -> Any:
        self.drain_until(lambda: bool(self.outcomes))
        return self.outcomes.pop(0)


@pytest.fixture
def desk() -> Desk:
    return Desk()


@pytest.fixture
def speech(desk: Desk) -> Iterator[Engine]:
    engine = Engine("speech", speech_worker.run, desk.inbox.put)
    yield engine
    engine.close()


@pytest.fixture
def drafting(desk: Desk) -> Iterator[Engine]:
    engine = Engine("drafting", drafting_worker.run, desk.inbox.put)
    yield engine
    engine.close()


def kill_child(engine: Engine) -> None:
    assert engine.child_pid is not None
    os.kill(engine.child_pid, signal.SIGKILL)


def truth_of(language: Language) -> str:
    """What is said in the clip, as far as whole turns tell."""
    content = json.loads((RESOURCES / "samples" / f"consultation_{language.value}.json").read_text(encoding="utf-8"))
    return " ".join(turn["text"] for turn in content["turns"] if turn["start"] < CLIP_S)


def letters(text: str) -> str:
    return "".join(character for character in text.lower() if character.isalnum())


def overlap(heard: str, truth: str) -> float:
    """The share of what was heard that is in the truth, in order."""
    blocks = difflib.SequenceMatcher(None, letters(heard), letters(truth), autojunk=False).get_matching_blocks()
    return sum(block.size for block in blocks) / max(len(letters(heard)), 1)


@pytest.mark.parametrize("language", list(Language))
def test_speech_is_transcribed_with_its_language_found(desk, speech, speech_model, clips, language) -> None:
    desk.submit(speech, TranscribeJob(clips[language], None, speech_model))
    outcome = desk.outcome()
    assert isinstance(outcome, Completed)
    transcript: Transcript = outcome.value
    assert transcript.language is language
    assert overlap(transcript.text, truth_of(language)) > 0.6
    # Who speaks is settled when all is heard; the words are told as they come.
    told = [word for event in desk.events if isinstance(event, SegmentFound) for word in event.segment.words]
    assert told == [word for segment in transcript.segments for word in segment.words]
    assert {segment.speaker for segment in transcript.segments} != {Speaker.UNKNOWN}


@pytest.mark.parametrize("language", list(Language))
def test_note_is_drafted_in_the_language_of_the_dialogue(desk, drafting, drafting_model, language) -> None:
    desk.submit(
        drafting, DraftJob(parse_dialogue(DIALOGUES[language]), load_template("soap"), language, drafting_model)
    )
    outcome = desk.outcome()
    assert isinstance(outcome, Completed)
    note = outcome.value
    assert note.language is language
    assert any(note.statements())
    assert any(isinstance(event, NoteGrown) for event in desk.events)


@pytest.mark.logs_warnings
def test_speech_child_killed_in_mid_work_is_replaced_and_the_job_works_when_offered_again(
    desk, speech, speech_model, clips
) -> None:
    job = TranscribeJob(clips[Language.EN], None, speech_model)
    desk.submit(speech, job)
    desk.drain_until(lambda: any(isinstance(event, LanguageFound) for event in desk.events))
    kill_child(speech)
    assert isinstance(desk.outcome(), Crashed)
    desk.submit(speech, job)
    assert isinstance(desk.outcome(), Completed)


@pytest.mark.logs_warnings
def test_drafting_child_killed_in_mid_work_is_replaced_and_the_job_works_when_offered_again(
    desk, drafting, drafting_model
) -> None:
    job = DraftJob(parse_dialogue(DIALOGUES[Language.EN]), load_template("soap"), Language.EN, drafting_model)
    desk.submit(drafting, job)
    desk.drain_until(lambda: any(isinstance(event, NoteGrown) for event in desk.events))
    kill_child(drafting)
    assert isinstance(desk.outcome(), Crashed)
    desk.submit(drafting, job)
    assert isinstance(desk.outcome(), Completed)


def test_drafting_stops_when_asked_and_the_model_stays_loaded(desk, drafting, drafting_model) -> None:
    job = desk.submit(
        drafting, DraftJob(parse_dialogue(DIALOGUES[Language.EN]), load_template("soap"), Language.EN, drafting_model)
    )
    desk.drain_until(lambda: any(isinstance(event, NoteGrown) for event in desk.events))
    child = drafting.child_pid
    job.cancel()
    assert desk.outcome() == Cancelled()
    desk.submit(drafting, LoadModel(drafting_model))
    assert desk.outcome() == Completed(0.0)
    assert drafting.child_pid == child


def test_speech_stops_when_asked(desk, speech, speech_model) -> None:
    sample = RESOURCES / "samples" / "consultation_en.ogg"
    job = desk.submit(speech, TranscribeJob(sample, Language.EN, speech_model))
    desk.drain_until(lambda: bool(desk.events))
    job.cancel()
    began = time.monotonic()
    assert desk.outcome() == Cancelled()
    assert time.monotonic() - began < 10
