"""What the demonstration shows: the note as it is written, its evidence, and the time of each stage."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from rich.console import Console
from rich.table import Table

from app.cli.display import Display, DraftingDisplay, clock_time
from app.cli.wording import interface_language, say
from app.domain.note import DraftNote, NoteSection, Statement, Timings
from app.domain.transcript import Transcript
from app.wording import flag_sentence, severity_label


@dataclass
class StageTimes:
    """Seconds of wall clock by stage, in the order in which the stages ended."""

    rows: list[tuple[str, float]] = field(default_factory=list)
    started_at: float = field(default_factory=time.perf_counter)

    def add(self, stage: str, seconds: float, **facts: object) -> None:
        self.rows.append((say(f"stage_{stage}", **facts), seconds))

    @contextmanager
    def stage(self, name: str, **facts: object) -> Iterator[None]:
        started = time.perf_counter()
        yield
        self.add(name, time.perf_counter() - started, **facts)

    def add_drafting(self, timings: Timings, wall_s: float) -> None:
        """What the drafter says of itself, and what came after it."""
        self.add("read", timings.prefill_s, tokens=timings.prompt_tokens)
        self.add("first_word", timings.first_token_s)
        self.add("write", timings.decode_s, tokens=timings.output_tokens)
        self.add("review", wall_s - timings.total_s)

    def show(self) -> None:
        table = Table(say("stage"))
        table.add_column(say("seconds"), justify="right")
        for stage, seconds in self.rows:
            table.add_row(stage, f"{seconds:.1f}")
        table.add_row(say("stage_total"), f"{time.perf_counter() - self.started_at:.1f}", style="bold")
        Console().print(table)


class GrowingNote(DraftingDisplay):
    """Shows each line as soon as it stands, with the title of its section."""

    def __init__(self, display: Display) -> None:
        super().__init__(display)
        self._shown: set[str] = set()

    def note_grown(self, sections: tuple[NoteSection, ...]) -> None:
        for section in sections:
            for statement in section.statements:
                if statement.text not in self._shown:
                    self._shown.add(statement.text)
                    self._display.line(f"[{section.title}] {statement.text}")


def evidence_lines(note: DraftNote, transcript: Transcript) -> Iterator[str]:
    """Each statement with the segments it rests on and their times, and its flags."""
    language = interface_language()
    times = {segment.id: clock_time(segment.start_s) for segment in transcript.segments}
    for section in note.sections:
        yield section.title
        if not section.statements:
            yield f"  ({say('not_stated')})"
        for statement in section.statements:
            yield f"  {statement.id} {statement.text}"
            yield f"       ← {_sources(statement, times)}"
            for flag in statement.flags:
                yield f"       ! {severity_label(flag.severity, language)}: {flag_sentence(flag, language)}"
    for withheld in note.withheld:
        yield say("withheld", text=withheld.text)


def _sources(statement: Statement, times: dict[str, str]) -> str:
    return ", ".join(f"{source} ({times.get(source, '?')})" for source in statement.sources) or say("no_source")
