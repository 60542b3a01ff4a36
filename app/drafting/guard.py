"""What keeps out of a note what the talk does not bear out; the rules themselves are review's."""

from collections.abc import Callable
from functools import cache
from typing import Protocol

from app.domain.note import Flag
from app.domain.transcript import Transcript


class Guard(Protocol):
    """Holds lines against the stretch of talk that they are written from."""

    def flags(self, line: str) -> tuple[Flag, ...]:
        """Why the line may not enter the note; empty when it may."""

    def leak_flags(self, line: str, marks: tuple[str, ...]) -> tuple[Flag, ...]:
        """Which words of the line begin as one of the marks, where the talk has none that does or means the same."""

    def sentence_behind(self, line: str) -> str:
        """What was said where the line went wrong; empty when nothing was that could stand in for it."""

    def is_spoken_of(self, section_id: str) -> bool:
        """Whether the talk may say anything for the section; of no other a line is asked for."""

    def section_for(self, section_id: str, line: str) -> str:
        """The id of the section that the line is for, where the model has put it under this one."""

    def own_complaint(self) -> str:
        """What the patient, or who came along, first says is wrong; empty where nobody does."""

    def told_whole(self, lines: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
        """What tells a dictated stretch, in its order: texts, each with the line whose place it has, "" for none.

        A text is one of the lines, or a sentence of which they leave out too much.
        """

    def section_of_dictated(self, line: str, section_ids: tuple[str, ...], otherwise: str) -> str:
        """The section under which a line of a dictation goes; `otherwise` where no word decides."""


GuardFor = Callable[[Transcript], Guard]
"""The guard of a stretch of talk, given as a transcript of its segments alone."""


class RememberingGuard:
    """Judges each line once: while people talk, the note so far is put together again with every segment."""

    def __init__(self, guard: Guard) -> None:
        self.flags = cache(guard.flags)
        self.leak_flags = cache(guard.leak_flags)
        self.sentence_behind = cache(guard.sentence_behind)
        self.is_spoken_of = cache(guard.is_spoken_of)
        self.section_for = cache(guard.section_for)
        self.own_complaint = cache(guard.own_complaint)
        self.told_whole = cache(guard.told_whole)
        self.section_of_dictated = cache(guard.section_of_dictated)
