from collections.abc import Callable, Iterator, Sequence
from typing import cast

import pytest

from app.domain.dialogue import parse_dialogue
from app.domain.errors import JobCancelled
from app.domain.note import FlagKind
from app.domain.revision import RevisedSection, SectionWish
from app.domain.transcript import Transcript
from app.drafting.llama import LlamaModel
from app.drafting.prompts import Message
from app.drafting.reviser import Reviser
from app.review.line_guard import LineGuard
from app.review.reading.digits import with_digits

TALK = parse_dialogue(
    """Doctor: So I want you to take meloxicam, fifteen milligrams once a day, with food.
Patient: Okay. And the running?
Doctor: No running until I see you again in six weeks."""
)
LINES = ("The patient will take meloxicam 15 mg once a day with food.",)


class OneAnswer:
    """A language model with one thing to say; it remembers what it was asked."""

    def __init__(self, answer: str) -> None:
        self.asked: list[Message] = []
        self._answer = answer

    def tokenize_chat(self, messages: Sequence[Message], *, to_be_answered: bool) -> list[int]:
        self.asked = list(messages)
        return list(range(len(messages)))

    def holds(self, tokens: Sequence[int]) -> bool:
        return False

    def read(self, tokens: Sequence[int], progressed: Callable[[int], None], *, batches_from: int) -> int:
        progressed(len(tokens))
        return len(tokens)

    def write(self, max_tokens: int) -> Iterator[str]:
        yield from self._answer.split(" ")[:1]
        yield from (f" {word}" for word in self._answer.split(" ")[1:])


def revised(
    answer: str,
    lines: tuple[str, ...] = LINES,
    talk: Transcript = TALK,
    should_stop: Callable[[], bool] = lambda: False,
) -> tuple[RevisedSection, OneAnswer]:
    model = OneAnswer(answer)
    reviser = Reviser(cast(LlamaModel, model), LineGuard, with_digits)
    wish = SectionWish("plan", "Plan", lines, "add the follow-up")
    return reviser.revise(talk, wish, talk.language, should_stop), model


def test_the_model_is_given_the_talk_then_the_section_then_the_wish() -> None:
    _, model = revised("Follow-up in 6 weeks.")
    request = model.asked[-1][1]
    places = [request.index(part) for part in ("Doctor: So I want", "Plan:", LINES[0], "add the follow-up")]
    assert places == sorted(places)


def test_numbers_said_in_korean_words_come_in_digits() -> None:
    section, model = revised("체온 38.5도.", lines=(), talk=parse_dialogue("Doctor: 열이 삼십팔 점 오 도네요."))
    assert "38.5도" in model.asked[-1][1]
    assert section.lines == ("체온 38.5도.",)


def test_every_line_is_a_line_and_empty_ones_are_none() -> None:
    section, _ = revised(f"{LINES[0]}\n\n Follow-up in 6 weeks. ")
    assert section == RevisedSection((LINES[0], "Follow-up in 6 weeks."))


def test_what_nobody_said_is_withheld() -> None:
    section, _ = revised("Meloxicam 50 mg once a day.\nFollow-up in 6 weeks.")
    assert section.lines == ("Follow-up in 6 weeks.",)
    assert [(line.section_id, line.text, line.flag.kind) for line in section.withheld] == [
        ("plan", "Meloxicam 50 mg once a day.", FlagKind.NUMBER_UNSUPPORTED)
    ]


def test_a_line_that_stood_there_stays_though_nobody_said_it() -> None:
    section, _ = revised("Seen in the chart: potassium 5.1.", lines=("Seen in the chart: potassium 5.1.",))
    assert section.lines == ("Seen in the chart: potassium 5.1.",)


def test_repetitions_and_lines_that_say_nothing_are_dropped() -> None:
    section, _ = revised("Follow-up in 6 weeks.\nFollow-up in 6 weeks.\nNone.")
    assert section == RevisedSection(("Follow-up in 6 weeks.",))


def test_the_talk_copied_word_for_word_is_no_line_of_a_note() -> None:
    section, _ = revised("No running until I see you again in six weeks.\nNo running for 6 weeks.")
    assert section.lines == ("No running for 6 weeks.",)


def test_it_stops_when_asked() -> None:
    with pytest.raises(JobCancelled):
        revised("Follow-up in 6 weeks.", should_stop=lambda: True)
