"""The claims of a note's statement, and what was said that is like each of them."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from app.domain.hangul import is_hangul
from app.domain.transcript import Speaker
from app.resources import load_json
from app.review.evidence.sources import TranscriptIndex
from app.review.reading.assertions import SIDES, Key, Mention, mentions_in
from app.review.reading.korean_sides import parts_gone_on_with, side_told_of
from app.review.reading.medications import MedicationMention
from app.review.reading.stances import Polarity, sentences_in
from app.review.reading.words import stem_of

_WINDOW_CHARS = 70
_UNHEARD_SHARE, _UNHEARD_ABBREVIATION_SHARE = 0.8, 0.3
_LONGEST_ABBREVIATION = 3
_LONGEST_QUOTE = 120
_TAKES_FOR_GRANTED = re.compile(
    r"\b(?:(?:tell me|talk) (?:\w+ ){0,6}about|describe|"
    r"how (?:are|have) you (?:been )?doing (?:with|from|as far as)|"
    r"when (?:did|was|do|does) (?:the|your|this|that|these|those)|"
    r"where (?:is|was|does|did) (?:the|your|this|that|it)|how (?:long|often|bad|severe|many times))\b|"
    r"언제부터|얼마나 (?:오래|자주|심)|며칠 ?(?:째|전|동안)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Claim:
    """One element of a statement: mentions that stand together and are meant alike; and all of its sentence."""

    mentions: tuple[Mention, ...]
    sentence: tuple[Mention, ...]

    @property
    def polarity(self) -> Polarity:
        return self.mentions[0].polarity

    @property
    def start(self) -> int:
        return min(mention.start for mention in self.mentions)

    @property
    def end(self) -> int:
        return max(mention.end for mention in self.mentions)

    @property
    def is_clinical(self) -> bool:
        return any(mention.is_clinical for mention in self.mentions)


@dataclass(frozen=True, slots=True)
class Match:
    """A place in the transcript that names something of a claim.

    `coverage`: how much of the claim stands near, 0 to 1; `context`: how much of the claim's whole sentence.
    `is_taken_as_told`: a question that takes for granted that there is such a thing, «how long have you had the cough».
    `is_of_another`: what stands there is the counterpart of a word of the claim, «flexion» for «extension»; in Korean
    also what is told of the other side. `is_of_its_side`: both name the same one.
    """

    heard: Mention
    coverage: float
    context: float
    speaker: Speaker
    was_asked: bool
    is_taken_as_told: bool
    is_of_another: bool
    position: int
    is_of_its_side: bool = False


@dataclass(frozen=True, slots=True)
class _Near:
    """The keys of all that is said near a place, and of what there is meant as the place is: findings must be."""

    said: frozenset[Key]
    meant_alike: frozenset[Key]


def claims_in(text: str, medications: Sequence[MedicationMention]) -> Iterator[Claim]:
    for sentence in sentences_in(text, is_spoken=False):
        grouped: dict[tuple[int, Polarity], list[Mention]] = {}
        all_mentions = mentions_in(sentence, medications)
        for mention in all_mentions:
            if mention.keys.isdisjoint(SIDES):
                grouped.setdefault((mention.unit, mention.polarity), []).append(mention)
        for mentions in grouped.values():
            yield Claim(tuple(mentions), all_mentions)


def matches_of(claim: Claim, index: TranscriptIndex) -> tuple[Match, ...]:
    weights = [_weight(mention, index) for mention in claim.mentions]
    around = [_weight(mention, index) for mention in claim.sentence]
    total, total_around = sum(weights), sum(around)
    counterparts = tuple(_with_counterparts(claim))
    side = side_told_of(claim.sentence, claim.start)
    found: list[Match] = []
    for mention in claim.mentions:
        for position, heard in index.assertions.mentions(mention.own):
            said = index.assertions.said[position]
            near = _near(position, heard, index)
            coverage = _weight_of(claim.mentions, weights, near) / total
            context = _weight_of(claim.sentence, around, near) / total_around
            is_taken = heard.polarity is Polarity.OPEN and _TAKES_FOR_GRANTED.search(said.text) is not None
            is_of_another = any(
                near.said.isdisjoint(own) and not near.said.isdisjoint(others) for own, others in counterparts
            )
            heard_side = side_told_of(said.mentions, heard.start) if side else None
            is_of_another = is_of_another or (heard_side is not None and heard_side != side)
            is_of_its_side = side is not None and heard_side == side
            asked = said.was_asked
            found.append(
                Match(heard, coverage, context, said.speaker, asked, is_taken, is_of_another, position, is_of_its_side)
            )
    return tuple(found)


def coverage_alike(match: Match, claim: Claim, index: TranscriptIndex) -> float:
    """The coverage of a match by what is meant as the match is, 0 to 1: what its clause denies, or what it affirms."""
    near = _near(match.position, match.heard, index).meant_alike
    weights = [_weight(mention, index) for mention in claim.mentions]
    alike = (w for mention, w in zip(claim.mentions, weights, strict=True) if not near.isdisjoint(mention.own))
    return sum(alike) / sum(weights)


def _with_counterparts(claim: Claim) -> Iterator[tuple[frozenset[Key], frozenset[Key]]]:
    """The keys of each word of a claim that has a counterpart, and those of its counterparts."""
    for mention in claim.mentions:
        others = [other for _, word in mention.keys for other in _counterparts().get(word, ())]
        if others:
            yield mention.own, frozenset(("word", other) for other in others)


@cache
def _counterparts() -> Mapping[str, frozenset[str]]:
    """By the stem of a word, those of its counterparts."""
    pairs = [
        [[stem_of(word) for word in side] for side in pair]
        for pair in load_json("terminology/counterparts.json")["pairs"]
    ]
    return {stem: frozenset(pair[1 - side]) for pair in pairs for side in (0, 1) for stem in pair[side]}


def is_the_same_word(match: Match, claim: Claim) -> bool:
    """Whether a match has a word of the claim, not only another word for it: «LMP» is not every «period». Korean words
    count by what they name, since their endings differ."""
    return any(
        key in match.heard.keys and (key[0] == "word" or any(is_hangul(name) for _, name in mention.keys))
        for mention in claim.mentions
        for key in mention.keys
    )


def quote(position: int, index: TranscriptIndex, at: int = 0) -> str:
    """The sentence at a position of the transcript, shortened around a place in its segment to what a flag can show."""
    said = index.assertions.said[position]
    text = index.texts[said.segment][said.start : said.start + len(said.text)]
    words = re.sub(r"\s+", " ", text).strip()
    if len(words) <= _LONGEST_QUOTE:
        return words
    first = max(0, min(at - said.start - _LONGEST_QUOTE // 2, len(words) - _LONGEST_QUOTE))
    shown = words[first : first + _LONGEST_QUOTE]
    if first:
        shown = "…" + shown.partition(" ")[2]
    return shown if first + _LONGEST_QUOTE >= len(words) else shown.rsplit(" ", 1)[0] + "…"


def _weight(mention: Mention, index: TranscriptIndex) -> float:
    """A word that was never said tells little, an abbreviation less: «PV discharge» for «discharge from down below»."""
    if index.passages_with(mention.keys):
        return index.rarity(mention.keys)
    is_short = mention.end - mention.start <= _LONGEST_ABBREVIATION
    return index.rarity(mention.keys) * (_UNHEARD_ABBREVIATION_SHARE if is_short else _UNHEARD_SHARE)


def _near(position: int, anchor: Mention, index: TranscriptIndex) -> _Near:
    """What is said near the anchor, and in the question to which it may be the answer."""
    said = index.assertions.said[position]
    around = [heard for heard in said.mentions if abs(heard.start - anchor.start) <= _WINDOW_CHARS]
    before = index.assertions.said[position - 1] if position else None
    if before is not None and before.was_asked and said.may_answer:
        around += [heard for heard in before.mentions if heard.polarity in (Polarity.OPEN, anchor.polarity)]
    left_out = parts_gone_on_with(index.assertions.said, position, side_told_of(said.mentions, anchor.start))
    return _Near(
        left_out | frozenset(key for heard in around for key in heard.keys),
        frozenset(key for heard in around if heard.polarity in (anchor.polarity, Polarity.OPEN) for key in heard.keys),
    )


def _weight_of(mentions: Sequence[Mention], weights: Sequence[float], near: _Near) -> float:
    return sum(
        weight
        for mention, weight in zip(mentions, weights, strict=True)
        if not (near.meant_alike if mention.is_clinical else near.said).isdisjoint(mention.own)
    )
