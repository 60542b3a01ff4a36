"""Rules that the clinic has lowered: what they warned of is still shown, as information that says so."""

from collections.abc import Collection
from dataclasses import replace

from app.domain.note import DraftNote, Flag, FlagKind, Severity, Statement
from app.review.learning.quality import LOWERABLE


def with_lowered_flags(note: DraftNote, lowered: Collection[FlagKind]) -> DraftNote:
    """Warnings of these kinds become informations. A block never does, nor a rule that may not be lowered."""
    kinds = LOWERABLE.intersection(lowered)
    if not kinds:
        return note

    def tuned(flag: Flag) -> Flag:
        if flag.kind in kinds and flag.severity is Severity.WARN:
            return replace(flag, severity=Severity.INFO, is_lowered=True)
        return flag

    def with_tuned(statement: Statement) -> Statement:
        return replace(statement, flags=tuple(tuned(flag) for flag in statement.flags))

    return note.with_each_statement(with_tuned)
