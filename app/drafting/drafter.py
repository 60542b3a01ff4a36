"""Drafts a note: reads the visit stretch by stretch and lets the model write, line by line, what each adds.

A small model that sees a whole visit at once forgets most of it and fills the gaps with what notes usually say.
Seeing a minute of talk at a time it mostly repeats what was said, in the words of a note. The program writes the
label of each line, so a line always belongs to a section of the template, and a guard keeps out lines that state what
was never said. And since a stretch is written from itself alone, most of a note can be written while people talk on.
"""

import time
from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from functools import partial

from app.domain.errors import InputError
from app.domain.language import Language
from app.domain.note import Coverage, DraftNote, Generation, NoteSection, Timings
from app.domain.template import NoteTemplate
from app.domain.transcript import Speaker, Transcript
from app.drafting.guard import Guard, GuardFor
from app.drafting.listener import DraftingListener, ShouldStop
from app.drafting.llama import LlamaModel
from app.drafting.memory import Line, StretchMemory
from app.drafting.note_lines import NoteLines
from app.drafting.openings import OpeningStore
from app.drafting.prompts import Prompt, build_prompt
from app.drafting.run_on import with_sentence_marks
from app.drafting.spelled_out import with_abbreviations
from app.drafting.stretch_writer import Effort, StretchWriter
from app.drafting.stretches import Stretch, cut_into_stretches, is_full


class Drafter:
    """`in_digits` rewrites numbers that were said in words; `load_s` is what loading the model took, for the record.

    With a `memory` of its own, a visit may be drafted again and again, and only what is new or changed is written;
    with `openings`, rules and examples are read once and not at each start.
    """

    def __init__(
        self,
        model: LlamaModel,
        guard_for: GuardFor,
        in_digits: Callable[[str], str],
        *,
        memory: StretchMemory | None = None,
        openings: OpeningStore | None = None,
        load_s: float = 0.0,
    ) -> None:
        self._model = model
        self._guard_for = guard_for
        self._in_digits = in_digits
        self._memory = memory or StretchMemory()
        self._openings = openings
        self._load_s = load_s

    def prepare(self, template: NoteTemplate, written: Language, spoken: Language, should_stop: ShouldStop) -> None:
        """Read what every stretch begins with, before there is a transcript: waiting moved to idle time.

        Raises JobCancelled.
        """
        self._writer(template, written, self._prompt(template, written, spoken)).read_opening(should_stop)

    def draft_ahead(
        self,
        transcript: Transcript,
        template: NoteTemplate,
        language: Language,
        should_stop: ShouldStop,
        *,
        to_the_end: bool = False,
    ) -> tuple[NoteSection, ...]:
        """Write and remember what the rest of a visit should leave as it is, and read what comes after that.

        `to_the_end` writes the visit as if it were over. Returns the sections to which something is written so far.
        Raises JobCancelled.
        """
        prompt = self._prompt(template, language, transcript.language)
        writer = self._writer(template, language, prompt)
        spoken = transcript.with_texts(self._readable)
        stretches = self._stretches(spoken)
        written = stretches if to_the_end else stretches[:-1]
        lines = NoteLines(template, prompt.marks, is_dictation=_is_dictation(prompt, language, spoken))
        before: tuple[Line, ...] = ()
        for stretch in written:
            guard = self._guard_of(stretch, spoken)
            new = writer.lines_of(stretch, before, guard, should_stop)
            before = lines.add(new, stretch.talk_in_view, guard)
        for stretch in stretches[len(written) :]:
            writer.read_ahead(stretch, before, should_stop)
        return lines.stated(language)

    def end_is_full(self, transcript: Transcript) -> bool:
        """Whether the visit's last stretch stays as it is if a question comes next."""
        stretches = self._stretches(transcript.with_texts(self._readable))
        return bool(stretches) and is_full(stretches[-1], transcript.language)

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
        prompt = self._prompt(template, language, transcript.language)
        writer = self._writer(template, language, prompt)
        spoken = transcript.with_texts(self._readable)
        stretches = self._stretches(spoken)
        lines = NoteLines(template, prompt.marks, is_dictation=_is_dictation(prompt, language, spoken))
        before: tuple[Line, ...] = ()
        tokens_read, tokens_total = 0, sum(stretch.tokens for stretch in stretches)
        for stretch in stretches:
            listener.transcript_read(tokens_read, tokens_total)
            guard = self._guard_of(stretch, spoken)
            tell = partial(self._tell_grown, listener, lines, language, stretch.talk_in_view, guard)
            new = writer.lines_of(stretch, before, guard, should_stop, listener.line_begun, tell)
            tell(new)
            before = lines.add(new, stretch.talk_in_view, guard)
            tokens_read += stretch.tokens
        listener.transcript_read(tokens_read, tokens_total)
        sections = lines.sections(language, section_ids)
        return DraftNote(
            template=template.id,
            template_version=template.version,
            language=language,
            sections=sections,
            generation=Generation(self._model.model_id, self._model.model_sha256, prompt.sha256),
            withheld=tuple(lines.withheld),
            coverage=Coverage(tokens_total, tokens_read, len(stretches)),
            timings=self._timings(writer.effort),
        )

    def _tell_grown(
        self,
        listener: DraftingListener,
        lines: NoteLines,
        language: Language,
        talk: str,
        guard: Guard,
        new: Sequence[Line],
    ) -> None:
        """Of the lines that stand, with those that were just written; none is shown that the guard keeps out."""
        grown = lines.copy()
        grown.add(new, talk, guard)
        listener.note_grown(grown.stated(language))

    def _readable(self, text: str) -> str:
        return with_sentence_marks(with_abbreviations(self._in_digits(text)))

    def _guard_of(self, stretch: Stretch, spoken: Transcript) -> Guard:
        in_view = replace(spoken, segments=stretch.segments_in_view)
        return self._memory.guard_of(stretch, lambda: self._guard_for(in_view))

    def _prompt(self, template: NoteTemplate, written: Language, spoken: Language) -> Prompt:
        return build_prompt(template, written, spoken, self._readable)

    def _writer(self, template: NoteTemplate, language: Language, prompt: Prompt) -> StretchWriter:
        return StretchWriter(self._model, template, language, prompt, self._memory, self._openings)

    def _stretches(self, spoken: Transcript) -> tuple[Stretch, ...]:
        stretches = cut_into_stretches(spoken, lambda text: len(self._model.tokenize(text)))
        self._memory.keep_only(stretches)
        return stretches

    def _timings(self, effort: Effort) -> Timings:
        total_s = time.monotonic() - effort.started
        return Timings(
            load_s=round(self._load_s, 3),
            prefill_s=round(effort.prefill_s, 3),
            first_token_s=round(effort.first_token_s or total_s, 3),
            decode_s=round(effort.decode_s, 3),
            total_s=round(total_s, 3),
            prompt_tokens=effort.prompt_tokens,
            output_tokens=effort.output_tokens,
        )


def _is_dictation(prompt: Prompt, written: Language, spoken: Transcript) -> bool:
    """Whether the talk can stand in the document as it was said: told by staff alone, in the document's language.

    Speakers whom nobody told apart may be a patient and a doctor, who asks.
    """
    speakers = {segment.speaker for segment in spoken.segments}
    asks = Speaker.UNKNOWN in speakers and "?" in spoken.text
    is_of_staff = speakers.isdisjoint({Speaker.PATIENT, Speaker.GUARDIAN}) and not asks
    return prompt.of_dictation and written is spoken.language and is_of_staff
