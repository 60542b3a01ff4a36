"""How a draft and what was signed of it differ, as counts: they may leave the encounter, words may not."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from app.domain.edits import DraftEdits, FlagCounts, HabitCounts, SectionEdits
from app.domain.language import Language
from app.domain.note import DraftNote, FlagKind, NoteSection, Origin, Severity, Statement
from app.domain.style import Habit
from app.review.learning.differences import Change, LineChange, count_words, line_changes, words_kept
from app.review.learning.style import WRITING_HABITS, written_in


def edits_between(drafted: DraftNote, signed: DraftNote) -> DraftEdits:
    """Of a draft as the clinician was given it, in the sections that hold a line in either.

    The template's own wording is nobody's work and does not count.
    """
    after = {section.id: _lines(section) for section in signed.sections}
    before = {section.id: _lines(section) for section in drafted.sections}
    changes = {
        section: line_changes(before.get(section, ()), after.get(section, ()))
        for section in dict.fromkeys((*before, *after))
    }
    lines = [change for section in changes.values() for change in section]
    return DraftEdits(
        drafted.template,
        drafted.language,
        tuple(_section_edits(section, of_section) for section, of_section in changes.items() if of_section),
        tuple(_flag_counts(drafted, signed)),
        tuple(_habit_counts(lines, drafted.language)),
    )


def _lines(section: NoteSection) -> tuple[str, ...]:
    return tuple(each.text.strip() for each in section.statements if each.origin is not Origin.TEMPLATE)


def _section_edits(section: str, changes: Sequence[LineChange]) -> SectionEdits:
    count = Counter(change.change for change in changes)
    return SectionEdits(
        section,
        kept=count[Change.KEPT],
        changed=count[Change.CHANGED],
        removed=count[Change.REMOVED],
        added=count[Change.ADDED],
        words_drafted=sum(count_words(change.before or "") for change in changes),
        words_kept=sum(words_kept(change.before or "", change.after or "") for change in changes),
        words_signed=sum(count_words(change.after or "") for change in changes),
    )


def _flag_counts(drafted: DraftNote, signed: DraftNote) -> Iterator[FlagCounts]:
    stands = {statement.id: statement for statement in signed.statements()}
    raised: Counter[tuple[FlagKind, Severity]] = Counter()
    dismissed: Counter[tuple[FlagKind, Severity]] = Counter()
    for statement in drafted.statements():
        for flag in statement.flags:
            rule = (flag.kind, flag.severity)
            raised[rule] += 1
            dismissed[rule] += _still_stands(statement, flag.kind, stands)
    for kind, severity in sorted(raised):
        yield FlagCounts(kind, severity, raised[kind, severity], dismissed[kind, severity])


def _still_stands(statement: Statement, kind: FlagKind, signed: Mapping[str, Statement]) -> bool:
    """Not where the line was changed, nor where a corrected transcript took the flag away."""
    after = signed.get(statement.id)
    return after is not None and after.text == statement.text and any(flag.kind is kind for flag in after.flags)


def _habit_counts(changes: Sequence[LineChange], language: Language) -> Iterator[HabitCounts]:
    pairs = [(change.before, change.after) for change in changes if change.before and change.after]
    for habit in WRITING_HABITS:
        chances = [pair for pair in pairs if written_in(habit, pair[0], language) != pair[0]]
        if chances:
            taken = sum(_is_taken(habit, before, after, language) for before, after in chances)
            yield HabitCounts(habit, len(chances), taken)


def _is_taken(habit: Habit, before: str, after: str, language: Language) -> bool:
    """Whether the clinician wrote what the habit would have, and did not just take those words out."""
    put_in = set(written_in(habit, before, language).split()) - set(before.split())
    stands = {word.strip(".,") for word in after.split()}
    return written_in(habit, after, language) == after and any(word.strip(".,") in stands for word in put_in)
