"""On the planted Korean set: a clinic's style changes how lines are written and nothing that the checks say of them."""

from collections import Counter
from dataclasses import replace

from planted_ko import planted_pairs

from app.domain.dialogue import parse_dialogue
from app.domain.language import Language
from app.domain.note import DraftNote, Origin
from app.domain.pasted_note import note_from_text
from app.domain.style import StyleRule
from app.review.checks import NoteReviewer
from app.review.learning.style import WRITING_HABITS, with_style

RULES = tuple(StyleRule(habit, Language.KO) for habit in WRITING_HABITS)
EVERY = 4
"""Of the planted errors: all of them would take half a minute."""


def as_drafted(text: str) -> DraftNote:
    note = replace(note_from_text(text), language=Language.KO)
    sections = tuple(
        replace(section, statements=tuple(replace(each, origin=Origin.MODEL) for each in section.statements))
        for section in note.sections
    )
    return replace(note, sections=sections)


def told_by(note: DraftNote) -> tuple[list[list[str]], Counter[str]]:
    """The flags of each statement, and what is omitted."""
    flags = [sorted(f"{flag.kind} {flag.severity}" for flag in statement.flags) for statement in note.statements()]
    return flags, Counter(f"{omission.kind} {omission.text}" for omission in note.omissions)


def test_no_rewriting_hides_an_error_or_raises_an_alarm() -> None:
    rewritten = 0
    for row in planted_pairs()[::EVERY]:
        reviewer = NoteReviewer(parse_dialogue(row["dialogue"]))
        drafted = reviewer.review(as_drafted(row["note"]))
        styled = with_style(drafted, RULES)
        assert told_by(reviewer.review(styled)) == told_by(drafted), row["id"]
        rewritten += sum(a.text != b.text for a, b in zip(drafted.statements(), styled.statements(), strict=True))
    assert rewritten > 50
