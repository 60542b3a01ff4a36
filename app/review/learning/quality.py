"""What the counts of signed drafts add up to: how much of the drafts stands, and what the clinic might settle for good.

The limits are Saegim's own. Below them nothing is said, since a few notes say nothing.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from app.domain.edits import DraftEdits, FlagCounts, SectionEdits
from app.domain.language import Language
from app.domain.note import FlagKind, Severity
from app.domain.style import Habit, StyleRule
from app.domain.tuning import ClinicTuning
from app.review.learning.style import may_be_left_out

FEWEST_NOTES = 5
"""Signed notes from which a share is shown."""
_FEWEST_LINES = 10
"""Drafted lines of a section from which it is compared with others."""
LITTLE_CHANGED = 0.1
"""Share of words up to which a note was signed with little change."""

LOWERABLE = frozenset(
    {
        FlagKind.HEARD_UNCLEARLY,
        FlagKind.SECTION_MISMATCH,
        FlagKind.COPIED_FORWARD,
        FlagKind.LANGUAGE_MISMATCH,
        FlagKind.CLASS_REPEATED,
        FlagKind.WEIGHT_CHANGED,
        FlagKind.CERTAINTY_MISMATCH,
        FlagKind.TIME_MISMATCH,
        FlagKind.EXPERIENCER_MISMATCH,
        FlagKind.SPEAKER_MISMATCH,
    }
)
"""Rules that a clinic may lower. None of numbers, units, doses, medications, allergies, sides or negations, and not the
lack of any support: a line is also signed as it stands by somebody who did not look."""
_FEWEST_RAISED = 20
_DISMISSED_SHARE = 0.9
_FEWEST_CHANCES = 20
_FEWEST_EMPTIED = 10
_TAKEN_SHARE = 0.9


@dataclass(frozen=True, slots=True)
class TemplateQuality:
    """Of the signed notes of one template. `unchanged` and `little_changed` are numbers of notes; the second does not
    hold the first.
    """

    template: str
    notes: int
    unchanged: int
    little_changed: int
    sections: tuple[SectionEdits, ...]

    @property
    def says_something(self) -> bool:
        return self.notes >= FEWEST_NOTES

    @property
    def most_and_least_kept(self) -> tuple[str, str] | None:
        """The sections of which most and least stands; None where there are too few to compare."""
        compared = sorted(
            (section.kept_share, section.section) for section in self.sections if section.lines_drafted >= _FEWEST_LINES
        )
        return (compared[-1][1], compared[0][1]) if len(compared) > 1 else None


@dataclass(frozen=True, slots=True)
class ProposedLowering:
    kind: FlagKind
    raised: int
    dismissed: int


@dataclass(frozen=True, slots=True)
class ProposedStyle:
    """Of `chances` lines, or notes where a section is left out, the clinic wrote `taken` in this way itself."""

    rule: StyleRule
    chances: int
    taken: int


def quality_by_template(edits: Iterable[DraftEdits]) -> tuple[TemplateQuality, ...]:
    """In the order in which the templates were met."""
    notes: dict[str, list[DraftEdits]] = defaultdict(list)
    for each in edits:
        notes[each.template].append(each)
    return tuple(_quality(template, of_template) for template, of_template in notes.items())


def flags_in(edits: Iterable[DraftEdits]) -> tuple[FlagCounts, ...]:
    """Summed up by rule and severity, what was raised most first."""
    raised: dict[tuple[FlagKind, Severity], int] = defaultdict(int)
    dismissed: dict[tuple[FlagKind, Severity], int] = defaultdict(int)
    for each in edits:
        for flag in each.flags:
            raised[flag.kind, flag.severity] += flag.raised
            dismissed[flag.kind, flag.severity] += flag.dismissed
    summed = (FlagCounts(*rule, raised[rule], dismissed[rule]) for rule in raised)
    return tuple(sorted(summed, key=lambda flag: (-flag.raised, flag.kind, flag.severity)))


def proposed_lowerings(edits: Iterable[DraftEdits], tuning: ClinicTuning) -> tuple[ProposedLowering, ...]:
    """Warnings that were shown often, and nearly always let stand."""
    return tuple(
        ProposedLowering(flag.kind, flag.raised, flag.dismissed)
        for flag in flags_in(edits)
        if flag.kind in LOWERABLE - set(tuning.lowered)
        and flag.severity is Severity.WARN
        and flag.raised >= _FEWEST_RAISED
        and flag.dismissed >= _DISMISSED_SHARE * flag.raised
    )


def proposed_style(edits: Sequence[DraftEdits], tuning: ClinicTuning) -> tuple[ProposedStyle, ...]:
    """What the clinic itself does to nearly every draft, and the program could do in its place."""
    found = (*_writing_habits(edits), *_emptied_sections(edits))
    return tuple(each for each in found if each.rule not in tuning.style and each.taken >= _TAKEN_SHARE * each.chances)


def change_share(edits: DraftEdits) -> float:
    """0 for a draft that was signed word for word, 1 for one of which no word stands."""
    words = sum(section.words_drafted + section.words_signed for section in edits.sections)
    return 1 - 2 * sum(section.words_kept for section in edits.sections) / words if words else 0.0


def _quality(template: str, edits: Sequence[DraftEdits]) -> TemplateQuality:
    shares = [change_share(each) for each in edits]
    unchanged = sum(share == 0 for share in shares)
    little_changed = sum(share <= LITTLE_CHANGED for share in shares) - unchanged
    return TemplateQuality(template, len(edits), unchanged, little_changed, _summed_sections(edits))


def _summed_sections(edits: Sequence[DraftEdits]) -> tuple[SectionEdits, ...]:
    summed: dict[str, SectionEdits] = {}
    for section in (section for each in edits for section in each.sections):
        known = summed.get(section.section, SectionEdits(section.section))
        summed[section.section] = SectionEdits(
            section.section,
            known.kept + section.kept,
            known.changed + section.changed,
            known.removed + section.removed,
            known.added + section.added,
            known.words_drafted + section.words_drafted,
            known.words_kept + section.words_kept,
            known.words_signed + section.words_signed,
        )
    return tuple(summed.values())


def _writing_habits(edits: Iterable[DraftEdits]) -> Iterable[ProposedStyle]:
    chances: dict[tuple[Habit, Language], int] = defaultdict(int)
    taken: dict[tuple[Habit, Language], int] = defaultdict(int)
    for each in edits:
        for counts in each.habits:
            chances[counts.habit, each.language] += counts.chances
            taken[counts.habit, each.language] += counts.taken
    for (habit, language), number in chances.items():
        if number >= _FEWEST_CHANCES:
            yield ProposedStyle(StyleRule(habit, language), number, taken[habit, language])


def _emptied_sections(edits: Iterable[DraftEdits]) -> Iterable[ProposedStyle]:
    """Notes in which something was drafted in a section, and how many of them were signed with nothing in it."""
    drafted: dict[StyleRule, int] = defaultdict(int)
    emptied: dict[StyleRule, int] = defaultdict(int)
    for each in edits:
        for section in each.sections:
            if section.lines_drafted and may_be_left_out(section.section):
                rule = StyleRule(Habit.SECTION_LEFT_OUT, each.language, each.template, section.section)
                drafted[rule] += 1
                emptied[rule] += not section.lines_signed
    for rule, number in drafted.items():
        if number >= _FEWEST_EMPTIED:
            yield ProposedStyle(rule, number, emptied[rule])
