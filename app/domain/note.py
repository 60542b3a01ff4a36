"""What is written: statements with their sources, in sections, with the flags that review raised on them."""

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from app.domain.language import Language
from app.domain.style import StyleRule


class Origin(StrEnum):
    """Who wrote a statement."""

    MODEL = "model"
    CLINICIAN = "clinician"
    TEMPLATE = "template"


class SectionState(StrEnum):
    """Not stated means that nothing was said: never «normal», never a negative."""

    STATED = "stated"
    NOT_STATED = "not_stated"


class Severity(StrEnum):
    """A block stands in the way of signing until it is corrected or confirmed with a reason."""

    BLOCK = "block"
    WARN = "warn"
    INFO = "info"


class FlagKind(StrEnum):
    NUMBER_UNSUPPORTED = "number_unsupported"
    UNIT_MISMATCH = "unit_mismatch"
    MEDICATION_UNSUPPORTED = "medication_unsupported"
    MEDICATION_CONFUSABLE = "medication_confusable"
    MEDICATION_GUESSED = "medication_guessed"
    DOSE_MISMATCH = "dose_mismatch"
    FREQUENCY_MISMATCH = "frequency_mismatch"
    DURATION_MISMATCH = "duration_mismatch"
    ROUTE_MISMATCH = "route_mismatch"
    LATERALITY_MISMATCH = "laterality_mismatch"
    NEGATION_MISMATCH = "negation_mismatch"
    NEGATION_UNCLEAR = "negation_unclear"
    NEGATION_UNSUPPORTED = "negation_unsupported"
    FINDING_UNSUPPORTED = "finding_unsupported"
    CERTAINTY_MISMATCH = "certainty_mismatch"
    TIME_MISMATCH = "time_mismatch"
    EXPERIENCER_MISMATCH = "experiencer_mismatch"
    SPEAKER_MISMATCH = "speaker_mismatch"
    STATEMENT_UNSUPPORTED = "statement_unsupported"
    HEARD_UNCLEARLY = "heard_unclearly"
    SECTION_MISMATCH = "section_mismatch"
    NOTE_CONTRADICTION = "note_contradiction"
    VITAL_IMPOSSIBLE = "vital_impossible"
    PATIENT_IMPOSSIBLE = "patient_impossible"
    UNIT_AMBIGUOUS = "unit_ambiguous"
    NOTATION_ERROR_PRONE = "notation_error_prone"
    PLACEHOLDER = "placeholder"
    LANGUAGE_MISMATCH = "language_mismatch"
    COPIED_FORWARD = "copied_forward"
    ALLERGY_CONFLICT = "allergy_conflict"
    MEDICATION_REPEATED = "medication_repeated"
    CLASS_REPEATED = "class_repeated"
    INTERACTION = "interaction"
    RENAL_CAUTION = "renal_caution"
    AGE_CAUTION = "age_caution"
    PREGNANCY_CAUTION = "pregnancy_caution"
    WEIGHT_DOSE = "weight_dose"
    DOSE_UNCHECKED = "dose_unchecked"
    DAILY_DOSE_LIMIT = "daily_dose_limit"
    DURATION_LIMIT = "duration_limit"
    VOLUME_MISMATCH = "volume_mismatch"
    WEIGHT_CHANGED = "weight_changed"


@dataclass(frozen=True, slots=True)
class Flag:
    """`written` are the words of the statement that are in question; `said` what was heard or recorded beside it.

    `source` is the publication of the rule behind a flag that does not rest on the talk. `is_lowered`: a warning that
    the clinic has made an information.
    """

    kind: FlagKind
    severity: Severity
    written: str
    said: str = ""
    source: str = ""
    is_lowered: bool = False

    @property
    def detail(self) -> str:
        return f"«{self.written}» ≠ «{self.said}»" if self.said else f"«{self.written}»"


@dataclass(frozen=True, slots=True)
class Statement:
    """One sentence or one line. `sources` are ids of transcript segments, strongest first; maybe none."""

    id: str
    text: str
    sources: tuple[str, ...] = ()
    origin: Origin = Origin.MODEL
    flags: tuple[Flag, ...] = ()


@dataclass(frozen=True, slots=True)
class NoteSection:
    id: str
    title: str
    state: SectionState
    statements: tuple[Statement, ...] = ()


@dataclass(frozen=True, slots=True)
class Withheld:
    """A line that the model wrote and that was kept out of the note, because what it states was never said."""

    section_id: str
    text: str
    flag: Flag


@dataclass(frozen=True, slots=True)
class Confirmation:
    """A clinician stands by a flagged statement: the flag stays, the reason is kept, signing is possible again.

    It belongs to the exact words: editing the statement asks again.
    """

    statement_id: str
    statement_text: str
    kind: FlagKind
    written: str
    reason: str
    confirmed_by: str
    confirmed_at: str


@dataclass(frozen=True, slots=True)
class Omission:
    """Something said that the note does not hold."""

    kind: str
    text: str
    source: str
    severity: Severity


@dataclass(frozen=True, slots=True)
class Generation:
    """Which weights and which prompt wrote the draft."""

    model_id: str
    model_sha256: str
    prompt_sha256: str


@dataclass(frozen=True, slots=True)
class Coverage:
    """How much of the transcript the model read, in its own tokens, and in how many windows."""

    tokens_total: int
    tokens_read: int
    windows: int


@dataclass(frozen=True, slots=True)
class Timings:
    """Seconds, and tokens counted by the model's own tokenizer."""

    load_s: float
    prefill_s: float
    first_token_s: float
    decode_s: float
    total_s: float
    prompt_tokens: int
    output_tokens: int


@dataclass(frozen=True, slots=True)
class DraftNote:
    """`style` are the clinic's rules that have changed how the model wrote it."""

    template: str
    language: Language
    sections: tuple[NoteSection, ...]
    generation: Generation | None = None
    omissions: tuple[Omission, ...] = ()
    withheld: tuple[Withheld, ...] = ()
    confirmations: tuple[Confirmation, ...] = ()
    coverage: Coverage | None = None
    timings: Timings | None = None
    style: tuple[StyleRule, ...] = ()
    template_version: int = 1

    def statements(self) -> Iterator[Statement]:
        for section in self.sections:
            yield from section.statements

    def statement(self, statement_id: str) -> Statement:
        """Raises KeyError when there is no such statement."""
        for statement in self.statements():
            if statement.id == statement_id:
                return statement
        raise KeyError(statement_id)

    def is_confirmed(self, statement: Statement, flag: Flag) -> bool:
        return any(
            (c.statement_id, c.statement_text, c.kind, c.written)
            == (statement.id, statement.text, flag.kind, flag.written)
            for c in self.confirmations
        )

    def open_blocks(self) -> tuple[tuple[Statement, Flag], ...]:
        """What stands between this note and a signature."""
        return tuple(each for each in self.open_flags() if each[1].severity is Severity.BLOCK)

    def open_flags(self) -> tuple[tuple[Statement, Flag], ...]:
        """What is still asked: what blocks, in the order of the note, and then the warnings."""
        flagged = [(statement, flag) for statement in self.statements() for flag in statement.flags]
        return tuple(
            (statement, flag)
            for severity in (Severity.BLOCK, Severity.WARN)
            for statement, flag in flagged
            if flag.severity is severity and not self.is_confirmed(statement, flag)
        )

    @property
    def is_ai_assisted(self) -> bool:
        return self.generation is not None or any(s.origin is Origin.MODEL for s in self.statements())

    def says_the_same(self, other: "DraftNote") -> bool:
        """In the same words: sources and flags may have been found anew since."""
        return _words(self) == _words(other)

    def with_each_statement(self, change: Callable[[Statement], Statement]) -> "DraftNote":
        sections = (replace(section, statements=tuple(map(change, section.statements))) for section in self.sections)
        return replace(self, sections=tuple(sections))

    def with_confirmation(self, confirmation: Confirmation) -> "DraftNote":
        return replace(self, confirmations=(*self.confirmations, confirmation))

    def with_section_lines(
        self,
        section_id: str,
        lines: tuple[str, ...],
        drafted: tuple[Statement, ...] = (),
        proposed: Collection[str] = (),
    ) -> "DraftNote":
        """The note after a clinician has edited a section as text.

        Lines that did not change keep their statement: its id, origin, sources and flags. A changed or new line becomes
        a clinician's statement without sources or flags, to be found again by review; one in the words of a drafted
        statement is that statement again, and one that the model has `proposed` is the model's. No line left means not
        stated. Raises KeyError when there is no such section.
        """
        if all(section.id != section_id for section in self.sections):
            raise KeyError(section_id)
        present = {statement.id for statement in self.statements()}
        gone = tuple(statement for statement in drafted if statement.id not in present)
        next_number = 1 + max((_number(statement) for statement in (*self.statements(), *drafted)), default=0)
        return replace(
            self,
            sections=tuple(
                _with_lines(section, lines, gone, next_number, proposed) if section.id == section_id else section
                for section in self.sections
            ),
        )

    def with_section_of(self, drafted: "DraftNote", section_id: str) -> "DraftNote":
        """The note with a section of the draft that the clinic's style had left out, where it stands in the draft."""
        own = {section.id: section for section in self.sections}
        sections = (own.get(section.id, section) for section in drafted.sections if section.id in {*own, section_id})
        return replace(self, sections=tuple(sections), style=drafted.style)


def statement_id(number: int) -> str:
    """The id of the n-th statement of a note, counted from one: 1 -> "n001"."""
    return f"n{number:03d}"


def _number(statement: Statement) -> int:
    return int(statement.id[1:]) if statement.id[1:].isdecimal() else 0


def _words(note: DraftNote) -> list[tuple[str, list[str]]]:
    return [(section.id, [statement.text for statement in section.statements]) for section in note.sections]


def _with_lines(
    section: NoteSection,
    lines: tuple[str, ...],
    gone: tuple[Statement, ...],
    next_number: int,
    proposed: Collection[str],
) -> NoteSection:
    known: dict[str, list[Statement]] = {}
    for statement in (*section.statements, *gone):
        known.setdefault(statement.text.strip(), []).append(statement)
    statements: list[Statement] = []
    for line in (line.strip() for line in lines):
        if not line:
            continue
        if known.get(line):
            statements.append(known[line].pop(0))
        else:
            origin = Origin.MODEL if line in proposed else Origin.CLINICIAN
            statements.append(Statement(statement_id(next_number), line, origin=origin))
            next_number += 1
    state = SectionState.STATED if statements else SectionState.NOT_STATED
    return replace(section, state=state, statements=tuple(statements))
