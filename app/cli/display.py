"""Results on standard output, progress on standard error; on a terminal, where both meet, neither garbles the other."""

import sys

import click
from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

from app.cli.wording import interface_language, say
from app.domain.errors import Problem
from app.domain.language import Language
from app.domain.note import NoteSection
from app.domain.transcript import Speaker, TranscriptSegment
from app.wording import wording_of


class Display:
    """`shows_results` is off when standard output carries JSON and nothing else."""

    def __init__(self, *, shows_results: bool = True) -> None:
        self._shows_results = shows_results
        self._is_one_terminal = sys.stdout.isatty() and shows_results
        # Rich keeps its progress line below what is printed through the same console.
        self._console = Console() if self._is_one_terminal else Console(stderr=True)
        self.progress = Progress(
            TextColumn("{task.description}"),
            BarColumn(),
            TextColumn("{task.percentage:>3.0f} %"),
            TimeElapsedColumn(),
            console=self._console,
            transient=True,
            disable=not self._console.is_terminal,
        )
        self._task = self.progress.add_task("", total=None, visible=False)

    def __enter__(self) -> "Display":
        self.progress.start()
        return self

    def __exit__(self, *error: object) -> None:
        self.progress.stop()

    def advance(self, description: str, done: float, total: float) -> None:
        self.progress.update(self._task, description=description, completed=done, total=total, visible=True)

    def line(self, text: str = "") -> None:
        """One line of results."""
        if not self._shows_results:
            return
        if self._is_one_terminal:
            self._console.print(text, markup=False, highlight=False, soft_wrap=True)
        else:
            click.echo(text)

    def remark(self, text: str) -> None:
        """A line beside the results."""
        if self._is_one_terminal or self._console.is_terminal:
            self._console.print(text, style="dim", markup=False, highlight=False)
        else:
            click.echo(text, err=True)


class TranscriptDisplay:
    """Shows a transcript as it is heard, before it is known who spoke."""

    def __init__(self, display: Display) -> None:
        self._display = display

    def problem_found(self, problem: Problem) -> None:
        self._display.remark(str(wording_of(problem, interface_language())))

    def language_found(self, language: Language, confidence: float) -> None:
        name = say(f"language_{language.value}")
        self._display.remark(say("announce_language", language=name, percent=round(confidence * 100)))

    def segment_found(self, segment: TranscriptSegment) -> None:
        self._display.line(segment_line(segment))

    def progressed(self, done_s: float, total_s: float) -> None:
        self._display.advance(say("transcribing"), done_s, total_s)


class DraftingDisplay:
    """Shows how far a draft is. Nothing of it is shown before it is whole: a line may still be left out."""

    def __init__(self, display: Display) -> None:
        self._display = display
        self._tokens = (0, 1)

    def transcript_read(self, tokens_done: int, tokens_total: int) -> None:
        self._tokens = (tokens_done, tokens_total)
        self._display.advance(say("reading"), tokens_done, tokens_total)

    def line_begun(self, title: str) -> None:
        self._display.advance(say("writing", title=title), *self._tokens)

    def note_grown(self, sections: tuple[NoteSection, ...]) -> None: ...


def segment_line(segment: TranscriptSegment) -> str:
    """A question mark stands after a speaker who is little more than a guess."""
    speaker = speaker_name(segment.speaker)
    if speaker and segment.is_speaker_doubtful:
        speaker += "?"
    return f"[{clock_time(segment.start_s)}] {speaker + ': ' if speaker else ''}{segment.text.strip()}"


def section_lines(section: NoteSection) -> list[str]:
    lines = [f"- {statement.text}" for statement in section.statements] or [f"({say('not_stated')})"]
    return [section.title, *lines, ""]


def speaker_name(speaker: Speaker) -> str:
    return say(f"speaker_{speaker.value}")


def clock_time(seconds: float) -> str:
    """Minutes and seconds with a tenth: 63.25 -> "01:03.2"."""
    minutes, rest = divmod(seconds, 60)
    return f"{int(minutes):02d}:{rest:04.1f}"
