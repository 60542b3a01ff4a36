"""Doses and lengths beside the limits of imported official lists. What a list does not hold is not asked about."""

from collections.abc import Iterator, Sequence

from app.domain.note import Flag, FlagKind, Severity
from app.domain.official_list import ListKind
from app.review.safety.official import OfficialRules
from app.review.safety.uses import Use
from app.review.safety.written_doses import written_days, written_doses


def limit_flags(uses: Sequence[Use], official: OfficialRules) -> Iterator[tuple[str, Flag]]:
    """The ids of statements, each with a warning on what is above a limit. A combination has other limits than its
    parts, and is asked about only where the list names it."""
    for use, written in written_doses(uses) if official.most_mg_a_day else ():
        most, taken = official.most_mg_a_day.get(use.ingredient), written.day_mg or written.dose_mg
        if most is not None and taken is not None and taken > most:
            source = official.sources[ListKind.DUR_DOSE]
            said = f"{most:g} mg/day"
            yield use.place, Flag(FlagKind.DAILY_DOSE_LIMIT, Severity.WARN, written.words, said, source)
    for use, words, days in written_days(uses) if official.longest_days else ():
        longest = official.longest_days.get(use.ingredient)
        if longest is not None and days > longest:
            source = official.sources[ListKind.DUR_DURATION]
            yield use.place, Flag(FlagKind.DURATION_LIMIT, Severity.WARN, words, f"{longest:g} days", source)
