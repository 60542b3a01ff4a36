"""Two versions of a text side by side: which lines belong together, and which of their words."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

_WORD = re.compile(r"\S+")
_ALIKE = 0.5
"""Share of letter pairs in common from which a line counts as a changed one, not as another."""
_MOST_PAIRED = 150
"""Lines a side: every changed line is compared with every other. No section comes near it."""
_LONGEST_COMPARED = 600
"""Words a line, for the same reason."""


class Change(StrEnum):
    KEPT = "kept"
    CHANGED = "changed"
    REMOVED = "removed"
    ADDED = "added"


@dataclass(frozen=True, slots=True)
class LineChange:
    """A line before and after; None where there is none."""

    before: str | None
    after: str | None

    @property
    def change(self) -> Change:
        if self.before is None:
            return Change.ADDED
        if self.after is None:
            return Change.REMOVED
        return Change.KEPT if self.before == self.after else Change.CHANGED


@dataclass(frozen=True, slots=True)
class WordRun:
    """Words that were kept, removed or added together."""

    change: Change
    text: str


def line_changes(before: Sequence[str], after: Sequence[str]) -> tuple[LineChange, ...]:
    """Every line of both once, in the order of `after`; what was removed stands where it stood before.

    A line that was only moved is kept.
    """
    partner = _partners(before, after)
    at = {place: number for number, place in partner.items()}
    changes: list[LineChange] = []
    shown = 0
    for number, line in enumerate(after):
        place = at.get(number)
        if place is not None:
            changes += _removed(before, range(shown, place), partner)
            shown = max(shown, place + 1)
        changes.append(LineChange(None if place is None else before[place], line))
    changes += _removed(before, range(shown, len(before)), partner)
    return tuple(changes)


def with_line_from_before(changes: Sequence[LineChange], place: int) -> tuple[str, ...]:
    """The lines after, but at this place the line before: in the place of what it was changed into, or put back."""
    return tuple(
        line
        for number, change in enumerate(changes)
        if (line := change.before if number == place else change.after) is not None
    )


def word_runs(before: str, after: str) -> tuple[WordRun, ...]:
    """From left to right: a Korean word is what stands between two spaces, with its particles."""
    one, other = _WORD.findall(before), _WORD.findall(after)
    if max(len(one), len(other)) > _LONGEST_COMPARED:
        return (WordRun(Change.REMOVED, " ".join(one)), WordRun(Change.ADDED, " ".join(other)))
    return tuple(_runs(one, other))


def words_kept(before: str, after: str) -> int:
    return sum(count_words(run.text) for run in word_runs(before, after) if run.change is Change.KEPT)


def count_words(text: str) -> int:
    return len(_WORD.findall(text))


def _runs(one: list[str], other: list[str]) -> Iterator[WordRun]:
    for name, first, last, start, end in SequenceMatcher(None, one, other, autojunk=False).get_opcodes():
        if name == "equal":
            yield WordRun(Change.KEPT, " ".join(one[first:last]))
            continue
        if last > first:
            yield WordRun(Change.REMOVED, " ".join(one[first:last]))
        if end > start:
            yield WordRun(Change.ADDED, " ".join(other[start:end]))


def _removed(before: Sequence[str], places: range, partner: dict[int, int]) -> list[LineChange]:
    return [LineChange(before[place], None) for place in places if place not in partner]


def _partners(before: Sequence[str], after: Sequence[str]) -> dict[int, int]:
    """Of each line before that lives on, its number after: the same line first, then the likest."""
    partner: dict[int, int] = {}
    free: dict[str, list[int]] = {}
    for number, line in enumerate(after):
        free.setdefault(line, []).append(number)
    for place, line in enumerate(before):
        if free.get(line):
            partner[place] = free[line].pop(0)
    lost = [place for place in range(len(before)) if place not in partner]
    taken = set(partner.values())
    new = [number for number in range(len(after)) if number not in taken]
    if max(len(lost), len(new)) <= _MOST_PAIRED:
        partner.update(_likest(before, lost, after, new))
    return partner


def _likest(before: Sequence[str], lost: list[int], after: Sequence[str], new: list[int]) -> dict[int, int]:
    pairs_before = {place: _letter_pairs(before[place]) for place in lost}
    pairs_after = {number: _letter_pairs(after[number]) for number in new}
    rated = sorted(
        ((_likeness(pairs_before[place], pairs_after[number]), place, number) for place in lost for number in new),
        key=lambda each: (-each[0], abs(each[1] - each[2]), each[1]),
    )
    partner: dict[int, int] = {}
    taken: set[int] = set()
    for likeness, place, number in rated:
        if likeness >= _ALIKE and place not in partner and number not in taken:
            partner[place] = number
            taken.add(number)
    return partner


def _letter_pairs(line: str) -> Counter[str]:
    """Pairs of neighbouring letters: a Korean word with another particle stays alike."""
    text = " ".join(line.casefold().split())
    return Counter(text[place : place + 2] for place in range(len(text) - 1)) or Counter([text])


def _likeness(one: Counter[str], other: Counter[str]) -> float:
    return 2 * (one & other).total() / (one.total() + other.total())
