"""Lets the model write what one stretch of talk adds to a note, line by line, under labels that the program writes."""

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from app.domain.language import Language
from app.domain.template import NoteTemplate
from app.drafting.guard import Guard
from app.drafting.leakage import PENALTY, ExampleWords
from app.drafting.likeness import goes_round, is_repetition
from app.drafting.listener import ShouldStop, stop_if_asked
from app.drafting.llama import LlamaModel
from app.drafting.memory import Line, StretchMemory
from app.drafting.openings import OpeningStore, hold_opening
from app.drafting.prompts import Prompt
from app.drafting.stretches import Stretch
from app.resources import load_json

LINE_TOKENS = 120
"""A line that has not come to its end by then is not going to: seen in Korean, from talk that is hard to sum up."""

LINES_PER_STRETCH = 14

FIRST_LINE_END_BIAS = -2.0
"""Talk that adds nothing is rarer than a cautious small model thinks."""

GOODBYE_END_BIAS = 1.5
"""A short end mostly says goodbye, of which a model that has just written lines makes some more."""


@dataclass(slots=True)
class Effort:
    """What the model has done so far: tokens, and seconds since `started` on the monotonic clock."""

    started: float
    prompt_tokens: int = 0
    output_tokens: int = 0
    prefill_s: float = 0.0
    decode_s: float = 0.0
    first_token_s: float | None = None


class StretchWriter:
    """For one prompt: what is written for a stretch depends on both, and on what of the visit is in view with it.

    `before` are the lines of the former stretch, as far as they stand: what a model has in view, it goes on with.
    """

    def __init__(
        self,
        model: LlamaModel,
        template: NoteTemplate,
        language: Language,
        prompt: Prompt,
        memory: StretchMemory,
        openings: OpeningStore | None,
    ) -> None:
        self.effort = Effort(time.monotonic())
        self._model = model
        self._titles = {section.id: section.titles[language] for section in template.sections}
        self._prompt = prompt
        self._memory = memory
        self._openings = openings
        self._opening = model.tokenize_chat(prompt.opening, to_be_answered=False)
        self._example_words = ExampleWords(prompt, model.tokenize, model.text_of)
        self._not_stated = model.tokenize(f" {load_json('prompts/empty_lines.json')['to_write'][language.value]}\n")
        self._labels = {section_id: model.tokenize(f"{label}:") for section_id, label in prompt.labels.items()}

    def read_opening(self, should_stop: ShouldStop) -> None:
        """Make the model hold the rules and examples, from a file if they were ever read. Raises JobCancelled."""
        hold_opening(
            self._model,
            self._opening,
            self._openings,
            lambda: self._read(self._opening, should_stop, batches_from=0),
        )

    def read_ahead(self, stretch: Stretch, before: Sequence[Line], should_stop: ShouldStop) -> None:
        """Read what will not change of a stretch that is still growing. Raises JobCancelled."""
        self.read_opening(should_stop)
        tokens = self._tokens_of(stretch, before, to_be_answered=False)
        self._model.read_ahead(tokens, lambda _: stop_if_asked(should_stop), batches_from=len(self._opening))

    def lines_of(
        self,
        stretch: Stretch,
        before: Sequence[Line],
        guard: Guard,
        should_stop: ShouldStop,
        on_begun: Callable[[str], None] = lambda title: None,
        on_written: Callable[[Sequence[Line]], None] = lambda lines: None,
    ) -> tuple[Line, ...]:
        """Remembered or written, under the sections that the stretch speaks of.

        `on_begun` hears the section's title when a line is begun, `on_written` all lines after each. Raises
        JobCancelled.
        """
        remembered = self._memory.recall(self._prompt.sha256, stretch)
        if remembered is not None:
            return remembered
        lines: list[Line] = []
        for line in self._write(stretch, before, guard, should_stop, on_begun):
            lines.append(line)
            on_written(lines)
        self._memory.remember(self._prompt.sha256, stretch, lines)
        return tuple(lines)

    def _write(
        self,
        stretch: Stretch,
        before: Sequence[Line],
        guard: Guard,
        should_stop: ShouldStop,
        on_begun: Callable[[str], None],
    ) -> Iterator[Line]:
        self.read_opening(should_stop)
        tokens = self._tokens_of(stretch, before, to_be_answered=True)
        self._read(tokens, should_stop, batches_from=len(self._opening))
        began = time.monotonic()
        unlikely = list(self._example_words.unsaid_in(stretch.talk_in_view))
        in_view = " ".join(line for _, line in before)
        end_bias = GOODBYE_END_BIAS if stretch.former else FIRST_LINE_END_BIAS
        written: list[str] = []
        open_sections = dict(self._labels)
        for _ in range(LINES_PER_STRETCH):
            if not open_sections:
                break
            position = self._model.position
            chosen = self._model.write_one_of(list(open_sections.values()), 0.0 if written else end_bias)
            if chosen is None:
                break
            section_id = list(open_sections)[chosen]
            if not guard.is_spoken_of(section_id):
                # Told that nothing was said for it, the model goes on as it would have; denied the label, it takes the
                # next best, and fills that with advice.
                self._model.append(self._not_stated)
                del open_sections[section_id]
                continue
            on_begun(self._titles[section_id])
            line = self._write_line(unlikely, should_stop)
            if line is None or is_repetition(line, (in_view, *written)):
                # Without the line, and without its section, the model goes on to what else was said.
                self._model.rewind(position)
                del open_sections[section_id]
                continue
            written.append(line)
            yield section_id, line
        self.effort.decode_s += time.monotonic() - began

    def _tokens_of(self, stretch: Stretch, before: Sequence[Line], *, to_be_answered: bool) -> list[int]:
        messages = self._prompt.with_stretch(stretch, before)
        return self._model.tokenize_chat(messages, to_be_answered=to_be_answered)

    def _read(self, tokens: Sequence[int], should_stop: ShouldStop, *, batches_from: int) -> None:
        began = time.monotonic()
        self.effort.prompt_tokens += self._model.read(
            tokens, lambda _: stop_if_asked(should_stop), batches_from=batches_from
        )
        self.effort.prefill_s += time.monotonic() - began

    def _write_line(self, unlikely: Sequence[int], should_stop: ShouldStop) -> str | None:
        """None for a line that goes round, or on without end."""
        written = ""
        for count, piece in enumerate(self._model.write(LINE_TOKENS, unlikely, PENALTY), start=1):
            stop_if_asked(should_stop)
            if self.effort.first_token_s is None:
                self.effort.first_token_s = time.monotonic() - self.effort.started
            self.effort.output_tokens += 1
            written += piece
            if goes_round(written):
                return None
            if "\n" in piece:
                break
            if count == LINE_TOKENS:
                return None
        return written.strip()
