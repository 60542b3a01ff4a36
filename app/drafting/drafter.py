"""Drafts a note: reads the visit stretch by stretch and lets the model write, line by line, what each adds.

A small model that sees a whole visit at once forgets most of it and fills the gaps with what notes usually say.
Seeing a minute of talk at a time it mostly repeats what was said, in the words of a note. The program writes the
label of each line, so a line always belongs to a section of the template, and a guard keeps out lines that state what
was never said.
"""

import time
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field, replace
from typing import Protocol

from app.domain.errors import InputError, JobCancelled
from app.domain.language import Language
from app.domain.note import (
    Coverage,
    DraftNote,
    Flag,
    FlagKind,
    Generation,
    NoteSection,
    SectionState,
    Statement,
    Timings,
    Withheld,
    statement_id,
)
from app.domain.template import NoteTemplate
from app.domain.transcript import Transcript
from app.drafting.leakage import PENALTY, ExampleWords
from app.drafting.likeness import is_repetition, says_nothing
from app.drafting.listener import DraftingListener, ShouldStop
from app.drafting.llama import LlamaModel
from app.drafting.prompts import Prompt, build_prompt
from app.drafting.stretches import Stretch, cut_into_stretches

LINE_TOKENS = 120
LINES_PER_STRETCH = 14

FIRST_LINE_END_BIAS = -2.0
"""Talk that adds nothing is rarer than a cautious small model thinks."""

LONGEST_QUOTE_WORDS = 40
"""A sentence that stands in for a withheld line is quoted up to this length; a longer one is no line of a note."""


class Guard(Protocol):
    """Holds lines against the stretch of talk that they are written from."""

    def flags(self, line: str) -> tuple[Flag, ...]:
        """Why the line may not enter the note; empty when it may."""

    def sentence_behind(self, line: str) -> str:
        """What was said where the line went wrong; empty when nothing like it was."""


GuardFor = Callable[[Transcript], Guard]
"""The guard of a stretch of talk, given as a transcript of its segments alone."""


@dataclass(slots=True)
class _Progress:
    """What has been written so far, by section, and what it took."""

    lines: dict[str, list[str]]
    withheld: list[Withheld] = field(default_factory=list)
    tokens_read: int = 0
    prompt_tokens: int = 0
    output_tokens: int = 0
    prefill_s: float = 0.0
    decode_s: float = 0.0
    first_token_s: float | None = None


class Drafter:
    """`in_digits` rewrites numbers that were said in words; `load_s` is what loading the model took, for the record."""

    def __init__(
        self, model: LlamaModel, guard_for: GuardFor, in_digits: Callable[[str], str], load_s: float = 0.0
    ) -> None:
        self._model = model
        self._guard_for = guard_for
        self._in_digits = in_digits
        self._load_s = load_s

    def prepare(self, template: NoteTemplate, written: Language, spoken: Language, should_stop: ShouldStop) -> None:
        """Read what every stretch begins with, before there is a transcript: waiting moved to idle time.

        Raises JobCancelled.
        """
        opening = build_prompt(template, written, spoken, self._in_digits).opening
        self._model.read(
            self._model.tokenize_chat(opening, to_be_answered=False), lambda _: _stop_if_asked(should_stop)
        )

    def draft(
        self,
        transcript: Transcript,
        template: NoteTemplate,
        language: Language,
        listener: DraftingListener,
        should_stop: ShouldStop,
        section_ids: Collection[str] | None = None,
    ) -> DraftNote:
        """A note without sources and flags: review finds those. `section_ids` limits it to some sections.

        Raises InputError("transcript_empty"), JobCancelled.
        """
        if transcript.is_empty:
            raise InputError("transcript_empty")
        started = time.monotonic()
        prompt = build_prompt(template, language, transcript.language, self._in_digits)
        spoken = _with_texts(transcript, self._in_digits)
        stretches = cut_into_stretches(spoken, lambda text: len(self._model.tokenize(text)))
        progress = _Progress({section.id: [] for section in template.sections})
        tokens_total = sum(stretch.tokens for stretch in stretches)
        writer = _StretchWriter(self._model, template, language, prompt, listener, should_stop, progress, started)
        for stretch in stretches:
            listener.transcript_read(progress.tokens_read, tokens_total)
            writer.write(stretch, self._guard_for(replace(spoken, segments=stretch.segments)))
            progress.tokens_read += stretch.tokens
        listener.transcript_read(progress.tokens_read, tokens_total)
        sections = _sections(template, language, progress, section_ids)
        for section in sections:
            listener.section_finished(section)
        return DraftNote(
            template=template.id,
            language=language,
            sections=sections,
            generation=Generation(self._model.model_id, self._model.model_sha256, prompt.sha256),
            withheld=tuple(progress.withheld),
            coverage=Coverage(tokens_total, progress.tokens_read, len(stretches)),
            timings=self._timings(progress, started),
        )

    def _timings(self, progress: _Progress, started: float) -> Timings:
        total_s = time.monotonic() - started
        return Timings(
            load_s=round(self._load_s, 3),
            prefill_s=round(progress.prefill_s, 3),
            first_token_s=round(progress.first_token_s or total_s, 3),
            decode_s=round(progress.decode_s, 3),
            total_s=round(total_s, 3),
            prompt_tokens=progress.prompt_tokens,
            output_tokens=progress.output_tokens,
        )


class _StretchWriter:
    """Writes the lines of one stretch after another into the progress they share."""

    def __init__(
        self,
        model: LlamaModel,
        template: NoteTemplate,
        language: Language,
        prompt: Prompt,
        listener: DraftingListener,
        should_stop: ShouldStop,
        progress: _Progress,
        started: float,
    ) -> None:
        self._model = model
        self._template = template
        self._language = language
        self._prompt = prompt
        self._listener = listener
        self._should_stop = should_stop
        self._progress = progress
        self._started = started
        self._section_ids = list(prompt.labels)
        self._example_words = ExampleWords(prompt, model.tokenize, model.text_of)
        self._labels = [model.tokenize(f"{label}:") for label in prompt.labels.values()]

    def write(self, stretch: Stretch, guard: Guard) -> None:
        self._read(stretch)
        began = time.monotonic()
        unlikely = list(self._example_words.unsaid_in(stretch.text))
        lines: list[str] = []
        open_sections = dict(zip(self._section_ids, self._labels, strict=True))
        for _ in range(LINES_PER_STRETCH):
            position = self._model.position
            chosen = self._model.write_one_of(list(open_sections.values()), 0.0 if lines else FIRST_LINE_END_BIAS)
            if chosen is None:
                break
            section_id = list(open_sections)[chosen]
            line = self._write_line(section_id, unlikely)
            if is_repetition(line, lines):
                # A loop. Without the line, and without its section, the model goes on to what else was said.
                self._model.rewind(position)
                del open_sections[section_id]
                continue
            lines.append(line)
            if not says_nothing(line, stretch.text):
                self._keep_or_withhold(section_id, line, guard)
        self._progress.decode_s += time.monotonic() - began

    def _read(self, stretch: Stretch) -> None:
        began = time.monotonic()
        tokens = self._model.tokenize_chat(self._prompt.with_stretch(stretch.text), to_be_answered=True)
        self._progress.prompt_tokens += self._model.read(tokens, lambda _: _stop_if_asked(self._should_stop))
        self._progress.prefill_s += time.monotonic() - began

    def _write_line(self, section_id: str, unlikely: Sequence[int]) -> str:
        section = self._template.section(section_id)
        if not self._progress.lines[section_id]:
            self._listener.section_started(section_id, section.titles[self._language])
        written = ""
        for piece in self._model.write(LINE_TOKENS, unlikely, PENALTY):
            _stop_if_asked(self._should_stop)
            if self._progress.first_token_s is None:
                self._progress.first_token_s = time.monotonic() - self._started
            self._progress.output_tokens += 1
            written += piece
            self._listener.text_written(section_id, piece)
            if "\n" in piece:
                break
        return written.strip()

    def _keep_or_withhold(self, section_id: str, line: str, guard: Guard) -> None:
        flags = guard.flags(line)
        if not flags:
            self._keep(section_id, line)
            return
        self._progress.withheld.append(Withheld(section_id, line, flags[0]))
        if flags[0].kind is not FlagKind.STATEMENT_UNSUPPORTED:
            # The model got a number or a drug wrong: what was said goes in instead, in the speaker's words.
            sentence = guard.sentence_behind(line)
            if sentence and len(sentence.split()) <= LONGEST_QUOTE_WORDS:
                self._keep(section_id, f"“{sentence}”")

    def _keep(self, section_id: str, line: str) -> None:
        kept = self._progress.lines[section_id]
        if not is_repetition(line, kept) and not (kept and self._template.section(section_id).single):
            kept.append(line)


def _stop_if_asked(should_stop: ShouldStop) -> None:
    if should_stop():
        raise JobCancelled


def _with_texts(transcript: Transcript, rewrite: Callable[[str], str]) -> Transcript:
    segments = tuple(replace(segment, text=rewrite(segment.text)) for segment in transcript.segments)
    return replace(transcript, segments=segments)


def _sections(
    template: NoteTemplate, language: Language, progress: _Progress, section_ids: Collection[str] | None
) -> tuple[NoteSection, ...]:
    sections: list[NoteSection] = []
    number = 1
    for section in template.sections:
        if section_ids is not None and section.id not in section_ids:
            continue
        lines = progress.lines[section.id]
        statements = tuple(Statement(statement_id(number + i), line) for i, line in enumerate(lines))
        number += len(lines)
        state = SectionState.STATED if lines else SectionState.NOT_STATED
        sections.append(NoteSection(section.id, section.titles[language], state, statements))
    return tuple(sections)
