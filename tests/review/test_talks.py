"""Lines of notes on made-up consultations: those that were said so pass, those with one error are asked about.

talks.txt holds each talk, the lines that are right and the lines that are wrong. A line behind «? » is one that review
still takes for the other; whoever mends that removes the mark.
"""

from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from app.domain.dialogue import parse_dialogue
from app.review.checks import flags_of
from app.review.evidence.sources import TranscriptIndex

TALKS = Path(__file__).with_name("talks.txt").read_text(encoding="utf-8")
NOT_YET = "? "


def lines() -> Iterator[tuple[str, str, str, bool]]:
    """Name of the talk, the talk, a line and whether it is to be flagged."""
    for block in TALKS.removeprefix("=== ").split("\n=== "):
        head, right, wrong = (part.strip("\n") for part in block.replace("--- wrong", "--- right").split("--- right"))
        name, _, talk = head.partition("\n")
        for part, is_wrong in ((right, False), (wrong, True)):
            for line in part.splitlines():
                is_mended = not line.startswith(NOT_YET)
                yield name, talk, line.removeprefix(NOT_YET), is_wrong is is_mended


@cache
def index_of(talk: str) -> TranscriptIndex:
    return TranscriptIndex(parse_dialogue(talk))


@pytest.mark.parametrize(("name", "talk", "line", "is_flagged"), list(lines()))
def test_line(name: str, talk: str, line: str, is_flagged: bool) -> None:
    assert bool(flags_of(line, index_of(talk), is_drafted=True)) is is_flagged, name
