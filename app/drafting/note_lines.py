"""Gathers the lines of a note: keeps out what was never said, and what says nothing or tells it again."""

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from copy import copy

from app.domain.language import Language
from app.domain.note import Flag, FlagKind, NoteSection, SectionState, Statement, Withheld, statement_id
from app.domain.template import NoteTemplate
from app.drafting.guard import Guard
from app.drafting.likeness import is_repetition, says_nothing
from app.drafting.memory import Line
from app.drafting.note_style import as_written
from app.drafting.quoting import quoted, without_fillers
from app.drafting.retelling import without_retelling
from app.drafting.unsaid_age import is_age, without_age

_INVENTED = frozenset({FlagKind.STATEMENT_UNSUPPORTED, FlagKind.FINDING_UNSUPPORTED})

_COMPLAINT = "chief_complaint"

_SENTENCE_END = re.compile(r"(?<=[.!])\s+(?=\D)")

LONGEST_QUOTE_WORDS = 40
"""A sentence that stands in for a withheld line is quoted up to this length; a longer one is no line of a note."""


class NoteLines:
    """`marks`: beginnings of words that a line has from the talk, or else from an example of the prompt.

    `is_dictation`: the talk is one that leaves nothing out, so neither do the lines.
    """

    def __init__(self, template: NoteTemplate, marks: tuple[str, ...] = (), *, is_dictation: bool = False) -> None:
        self.withheld: list[Withheld] = []
        self._template = template
        self._marks = marks
        self._is_dictation = is_dictation
        self._told_before: tuple[Line, ...] = ()
        self._own_complaint: str | None = None
        self._lines: dict[str, list[str]] = {section.id: [] for section in template.sections}

    def add(self, lines: Iterable[Line], talk: str, guard: Guard) -> tuple[Line, ...]:
        """What was written for one stretch of talk. Returns the lines that stand as they were written."""
        standing: list[Line] = []
        if self._own_complaint is None:
            self._own_complaint = _if_short(guard.own_complaint())
        for section_id, written in lines:
            for line, flags in self._judged(written, guard):
                if says_nothing(line, talk):
                    continue
                if section_id == _COMPLAINT and (flags or guard.section_for(section_id, line) != section_id):
                    self._own_complaint = self._own_complaint or _if_short(guard.own_complaint())
                if flags:
                    self._withhold(section_id, line, flags[0], guard)
                else:
                    standing.append((section_id, line))
                    if not self._is_dictation:
                        self._file(section_id, line, guard)
        if self._is_dictation:
            # The end of a talk is told with what came before it in view, which was told already.
            self._file_dictated((*self._told_before, *standing), guard)
            self._told_before = tuple(standing)
        return tuple(standing)

    def _judged(self, line: str, guard: Guard) -> Iterator[tuple[str, tuple[Flag, ...]]]:
        """The line with what keeps it out, if anything does; where that is a sentence of several, the others stand."""
        flags = self._flags(line, guard)
        sentences = _SENTENCE_END.split(line) if flags else []
        judged = [self._without_unsaid_age(sentence, self._flags(sentence, guard), guard) for sentence in sentences]
        if len(judged) < 2 or not any(why for _, why in judged):
            yield self._without_unsaid_age(line, flags, guard)
            return
        standing = " ".join(sentence for sentence, why in judged if not why)
        if standing:
            yield standing, ()
        yield from ((sentence, why) for sentence, why in judged if why)

    def _without_unsaid_age(self, line: str, flags: tuple[Flag, ...], guard: Guard) -> tuple[str, tuple[Flag, ...]]:
        if not flags or not all(is_age(flag.written) for flag in flags):
            return line, flags
        shorter = without_age(line)
        return shorter, self._flags(shorter, guard)

    def _flags(self, line: str, guard: Guard) -> tuple[Flag, ...]:
        return guard.flags(line) or guard.leak_flags(line, self._marks)

    def copy(self) -> "NoteLines":
        """Another with the same lines, to see what more lines would come to."""
        other = copy(self)
        other.withheld = list(self.withheld)
        other._lines = {section_id: list(lines) for section_id, lines in self._lines.items()}
        return other

    def stated(self, language: Language) -> tuple[NoteSection, ...]:
        """The sections that have a statement so far."""
        return tuple(section for section in self.sections(language, None) if section.statements)

    def sections(self, language: Language, section_ids: Collection[str] | None) -> tuple[NoteSection, ...]:
        """In the template's order; statements are numbered through the note. `section_ids` None means every section.

        Where the model left out why the patient came, or got it wrong, the patient's own words tell it.
        """
        sections: list[NoteSection] = []
        told = without_retelling(self._lines)
        number = 1
        for section in self._template.sections:
            if section_ids is not None and section.id not in section_ids:
                continue
            lines = told[section.id]
            if section.id == _COMPLAINT and not lines and self._own_complaint:
                lines = [quoted(self._own_complaint)]
            statements = tuple(Statement(statement_id(number + i), line) for i, line in enumerate(lines))
            number += len(lines)
            state = SectionState.STATED if lines else SectionState.NOT_STATED
            sections.append(NoteSection(section.id, section.titles[language], state, statements))
        return tuple(sections)

    def _withhold(self, section_id: str, line: str, flag: Flag, guard: Guard) -> None:
        self.withheld.append(Withheld(section_id, line, flag))
        if not self._is_dictation and flag.kind not in self._not_to_be_quoted(section_id):
            # The model got a number or a drug wrong, or why the patient came: what was said goes in instead, in the
            # speaker's words.
            sentence = guard.sentence_behind(line)
            if _if_short(sentence):
                self._file(section_id, quoted(sentence), guard)

    def _not_to_be_quoted(self, section_id: str) -> frozenset[FlagKind]:
        """What was hardly understood is never quoted, what was said instead of an invention only as the complaint."""
        return frozenset({FlagKind.HEARD_UNCLEARLY}) | (frozenset() if section_id == _COMPLAINT else _INVENTED)

    def _file_dictated(self, lines: Sequence[Line], guard: Guard) -> None:
        """What the model told but in part goes in as it was dictated, where the model had begun to tell it."""
        ids = tuple(self._lines)
        chosen = {part: section_id for section_id, line in reversed(lines) for part in _SENTENCE_END.split(line)}
        for text, line in guard.told_whole(tuple(reversed(chosen))):
            if text not in chosen and any(flag.kind is FlagKind.HEARD_UNCLEARLY for flag in guard.flags(text)):
                continue
            section_id = guard.section_of_dictated(text, ids, chosen.get(line, ids[0]))
            self._keep(section_id, as_written(text if text in chosen else without_fillers(text), section_id))

    def _file(self, section_id: str, line: str, guard: Guard) -> None:
        better = guard.section_for(section_id, line)
        filed = better if better in self._lines else section_id
        self._keep(filed, as_written(line, filed))

    def _keep(self, section_id: str, line: str) -> None:
        kept = self._lines[section_id]
        told = as_written(line.strip("“”"), section_id)
        if not is_repetition(told, kept) and not (kept and self._template.section(section_id).single):
            kept.append(line)


def _if_short(sentence: str) -> str:
    return sentence if len(sentence.split()) <= LONGEST_QUOTE_WORDS else ""
