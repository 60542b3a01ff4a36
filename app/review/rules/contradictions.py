"""A note against itself: «Finger: no pain» in the note of a finger that hurts."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from app.domain.note import DraftNote, Flag, FlagKind, Origin, Severity, Statement
from app.resources import load_json
from app.review.evidence.claims import Claim, claims_in
from app.review.reading.assertions import SIDES, Key, Mention
from app.review.reading.concepts import concepts_in, concepts_of
from app.review.reading.medications import medications_in
from app.review.reading.stances import Polarity
from app.review.reading.words import stem_of, tokens_of

_LONGEST_QUOTE = 120
_HEADING = re.compile(r"[^:.]{1,40}:")


@dataclass(frozen=True, slots=True)
class Finding:
    """A finding that a statement denies or tells of, with the parts of the body and the sides named beside it.

    `very_parts` say which of several parts of a name is meant, «upper», «thumb».
    """

    keys: frozenset[Key]
    parts: frozenset[Key]
    sides: frozenset[Key]
    very_parts: frozenset[str]
    is_denied: bool
    written: str
    sentence: str


def findings_told(text: str) -> tuple[Finding, ...]:
    """What a statement says of the patient as it is now, for certain: denials that name nothing but findings and parts
    of the body, and findings that are told without a time in which they were."""
    if _of_a_time().search(text):
        return ()
    heading = _HEADING.match(text)
    under = _parts_in(heading.group()) if heading else frozenset()
    very_parts = frozenset(match.group().casefold() for match in _pattern("very_parts").finditer(text))
    found: list[Finding] = []
    for claim in claims_in(text, medications_in(text)):
        is_denied = claim.polarity is Polarity.NEGATED
        if claim.polarity is Polarity.OPEN or not (_is_bare(claim) if is_denied else _is_stated(claim)):
            continue
        parts = frozenset(key for mention in claim.mentions for key in mention.keys if key in _parts()) or under
        sides = frozenset(key for mention in claim.sentence for key in mention.keys if key in SIDES)
        for mention in claim.mentions:
            keys = frozenset(key for key in mention.own if key in _findings())
            if keys:
                found.append(Finding(keys, parts, sides, very_parts, is_denied, _named(text, claim), text.strip()))
    return tuple(found)


def with_contradiction_flags(note: DraftNote, told_by: Callable[[str], Sequence[Finding]] = findings_told) -> DraftNote:
    """The note with a warning on each denial against which another statement stands, which is quoted.

    The denial is asked about: what hurts is told sooner than it is invented. Template wording tells nothing.
    """
    told = {each.id: told_by(each.text) for each in note.statements() if each.origin is not Origin.TEMPLATE}
    affirmed = [(id_, finding) for id_, findings in told.items() for finding in findings if not finding.is_denied]

    def checked(statement: Statement) -> Statement:
        denials = (finding for finding in told.get(statement.id, ()) if finding.is_denied)
        others = [finding for id_, finding in affirmed if id_ != statement.id]
        flags = dict.fromkeys(flag for denial in denials for flag in _flags(denial, others))
        return replace(statement, flags=(*statement.flags, *flags)) if flags else statement

    return note.with_each_statement(checked)


def _flags(denial: Finding, others: Iterable[Finding]) -> Iterator[Flag]:
    against = next((other for other in others if _is_against(other, denial)), None)
    if against is not None:
        yield Flag(FlagKind.NOTE_CONTRADICTION, Severity.WARN, denial.written, _shortened(against.sentence))


def _is_against(affirmed: Finding, denial: Finding) -> bool:
    common = affirmed.keys & denial.keys
    if not common or (affirmed.sides and denial.sides and affirmed.sides.isdisjoint(denial.sides)):
        return False
    if affirmed.very_parts != denial.very_parts:
        return False
    if affirmed.parts and denial.parts:
        return not affirmed.parts.isdisjoint(denial.parts)
    # «No pain» alone is of what was looked at last; «no fever» is of the whole patient.
    return common.isdisjoint(_of_any_part()) and affirmed.parts == denial.parts


def _is_bare(claim: Claim) -> bool:
    """Whether a claim names nothing else but findings and parts of the body: «no pain with flexion» is of flexion."""
    named = _parts() | _findings() | _said_of_findings()
    return all(not mention.own.isdisjoint(named) for mention in claim.mentions)


def _named(text: str, claim: Claim) -> str:
    """The words of a claim from its first finding or part of the body on."""
    starts = [m.start for m in claim.mentions if not m.own.isdisjoint(_parts() | _findings())]
    return text[min(starts) : claim.end]


def _is_stated(claim: Claim) -> bool:
    first = claim.mentions[0]
    return not (first.is_of_family or any(_is_uncertain(mention) for mention in claim.mentions))


def _is_uncertain(mention: Mention) -> bool:
    return mention.is_hedged or mention.is_past or mention.is_doubted


def _parts_in(heading: str) -> frozenset[Key]:
    return frozenset(("concept", each.concept) for each in concepts_in(tokens_of(heading))) & _parts()


def _shortened(sentence: str) -> str:
    return sentence if len(sentence) <= _LONGEST_QUOTE else sentence[: _LONGEST_QUOTE - 1] + "…"


@cache
def _parts() -> frozenset[Key]:
    return frozenset(("concept", part) for part in concepts_of("body"))


@cache
def _findings() -> frozenset[Key]:
    names = {name for kind in ("symptom", "sign", "disease") for name in concepts_of(kind)}
    return frozenset(("concept", name) for name in names - _words("no_findings"))


@cache
def _said_of_findings() -> frozenset[Key]:
    return frozenset(("word", stem_of(word)) for word in _words("said_of_findings"))


@cache
def _of_any_part() -> frozenset[Key]:
    return frozenset(("concept", name) for name in _words("of_any_part"))


@cache
def _of_a_time() -> re.Pattern[str]:
    times = [*load_json("terminology/stances.json")["for_a_time"], *_words("of_a_time")]
    return re.compile("|".join(times), re.IGNORECASE)


@cache
def _pattern(name: str) -> re.Pattern[str]:
    return re.compile(load_json("terminology/contradictions.json")[name], re.IGNORECASE)


def _words(name: str) -> frozenset[str]:
    return frozenset(load_json("terminology/contradictions.json")[name])
