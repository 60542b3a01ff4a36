"""Left and right exchanged: the side that a note gives a part of the body, against the side that was said of it."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from app.domain.hangul import is_hangul
from app.domain.note import DraftNote, Flag, FlagKind, Severity, Statement
from app.resources import load_json
from app.review.evidence.claims import Claim, Match, claims_in, quote
from app.review.evidence.likeness import likeness
from app.review.evidence.sources import TranscriptIndex, once_per_index
from app.review.reading.assertions import SIDES, Key, Mention, Said
from app.review.reading.concepts import concepts_of
from app.review.reading.korean_sides import (
    is_answered_by_its_side,
    is_called_well,
    is_korean_side,
    lacks_something,
    only_compares,
    parts_of_findings,
    sentence_gone_on_with,
)
from app.review.reading.stances import Polarity

_LEFT, _RIGHT, _BOTH = SIDES
_OTHER = {_LEFT: _RIGHT, _RIGHT: _LEFT}
_BEFORE_CHARS, _BEHIND_CHARS = 30, 45
_LEAST_LIKENESS = 0.5
_AGREEMENT_SHARE = 0.7
_PART_CHARS = 28
_SEVERAL = 2
_MAJORITY = 3
_OWNED = re.compile(r"(?:\b(?:the|my|your|his|her|their|this|that|of|on|in|or|and|to|from|bilateral|both)|[(/])[ ]+$")
_DISCOURSE = re.compile(
    r"[ ]*(?:$|[?.,;]|(?:now|away|there|here|after|before|when|okay|so|because|well|off|behind|next|through|i|you|it|"
    r"but|yeah|yes|um|uh|we|he|she|they|thing|direction|place|choice|decision|amount|time|way)\b)",
)
_CORRECTION = re.compile(
    r"\bnot (?:(?:the|my|your|his|her|on|in) ){0,2}(?:right|left)\b.{0,40}\b(?:right|left)\b|"
    r"(?:오른|왼|우|좌)(?:쪽|측)\S* ?(?:\S+ )?아니(?:라|고|에요|예요)",
    re.IGNORECASE,
)
_COMPARED_WITH_ITSELF = re.compile(
    r"\b(left|right)\b(?: \w+){0,3} (?:(?:in )?compar(?:ed|ison) (?:to|with)|relative to|versus|than)"
    r"(?: on)?(?: the| her| his)? \1\b(?! (?:now|away|before|after))|"
    r"(왼쪽|오른쪽|좌측|우측)(?:이|은|의 \S+)? (?:\S+ )?\2(?:보다|에 비해)",
    re.IGNORECASE,
)
_WORSE_SIDE = re.compile(
    r"\b(?:worse|more)(?: \w+)? (?:in|on|at) (?:the |my |your |his |her )?(?:right|left)\b|"
    r"(?:오른|왼)(?:쪽|손|발|팔|다리)?(?:이|은|가|에|에서)? (?:더|심)|(?:우|좌)측(?:이|은|에|에서)? (?:더|심)",
    re.IGNORECASE,
)
_OF_ONE_JOINT = re.compile(
    r"(?:both )?sides of (?:the|my|your|his|her|that|this) (?:left |right )?"
    r"(?:knee|elbow|ankle|wrist|shoulder|foot|hand|leg|arm)(?: joint)?\b",
    re.IGNORECASE,
)
_CALLED_WELL = re.compile(
    r"(?:[ ]+\w+){0,2}?(?:['’]s|[ ]+(?:is|are|was|were|looks?|feels?|seems?))?"
    r"(?:[ ]+(?:all|just|very|perfectly|completely))?"
    r"[ ]+(?:fine|okay|ok|good|normal|great|clear|unremarkable|alright|right|well)\b(?! (?:now|away))",
    re.IGNORECASE,
)
_SIDED_LABEL = re.compile(
    r"[^:.\n]{0,40}?(?:\b(?:left|right)\b|왼쪽|오른쪽|좌측|우측)[^:.\n]{0,40}:(?=\s*\S)", re.IGNORECASE
)
_WHICH_SIDE = re.compile(r"어느 ?쪽|어느 ?편|\bwh(?:ich|at) side\b|\bwhich one\b", re.IGNORECASE)
_DEPARTED = re.compile(r"[ ]+(?:the|to|for|at|on|his|her|their|work|home|school|against|untreated|alone|out|over)\b")


@dataclass(frozen=True, slots=True)
class _Sided:
    """A side, the keys of what stands around it, and the part of the body that it is the side of, if one is named.

    `is_denied`: «it is not the right knee», «the right one is not tender»; a question denies nothing.
    """

    side: Key
    mention: Mention
    around: frozenset[Key]
    part: frozenset[Key]
    position: int
    is_denied: bool


def laterality_flags(text: str, claims: Sequence[Claim], index: TranscriptIndex) -> Iterator[Flag]:
    """For a side whose other side was said in a like place, and which was not said itself in such a one; for the side
    of a part when no side was said at all; and for a side that is compared with itself."""
    for match in _COMPARED_WITH_ITSELF.finditer(text):
        yield Flag(FlagKind.LATERALITY_MISMATCH, Severity.WARN, match.group())
    yield from _worse_side(text, index)
    if label := _SIDED_LABEL.match(text):
        # The words of a label are none of a sentence; those of this one are read with what stands under it.
        text = f"{text[: label.end() - 1]} {text[label.end() :]}"
        claims = tuple(claims_in(text, ()))
    for sentence in dict.fromkeys(claim.sentence for claim in claims):
        for written in _sides_in(sentence, text, -1):
            if written.side == _BOTH:
                yield from _only_one(text, written, index)
            elif not _is_denied_too(text, written, index):
                yield from _flag(text, written, index)


def _only_one(text: str, both: _Sided, index: TranscriptIndex) -> Iterator[Flag]:
    """For both sides of a part of which the talk tells one to be well: «the right ear is red, the left is fine»."""
    heard = [h for h in _sides_heard(index) if h.part & both.part or not h.part]
    told = {h.side for h in heard if not h.is_denied}
    well = [h for h in heard if h.is_denied and _OTHER.get(h.side) in told and h.side not in told]
    if well and _BOTH not in told and not both.is_denied:
        said = quote(well[0].position, index, well[0].mention.start)
        named = text[both.mention.start : both.mention.end]
        yield Flag(FlagKind.LATERALITY_MISMATCH, Severity.WARN, named, said)


def _worse_side(text: str, index: TranscriptIndex) -> Iterator[Flag]:
    """For a side that is written to be the worse one, where only of the other it was said that it is."""
    for match in _WORSE_SIDE.finditer(text):
        heard = [
            (_is_right(worse), position, said.start + worse.start())
            for position, said in enumerate(index.assertions.said)
            for worse in _WORSE_SIDE.finditer(said.text)
        ]
        if heard and all(is_right is not _is_right(match) for is_right, _, _ in heard):
            _, position, start = heard[0]
            yield Flag(FlagKind.LATERALITY_MISMATCH, Severity.WARN, match.group(), quote(position, index, start))


def _is_right(worse: re.Match[str]) -> bool:
    return "right" in worse.group().lower() or "오른" in worse.group() or "우" in worse.group()


def with_sides_asked_once(note: DraftNote) -> DraftNote:
    """The note, where a side that nobody said is asked about on its first line only."""
    asked: set[str] = set()
    sections = tuple(
        replace(section, statements=tuple(_asked_once(statement, asked) for statement in section.statements))
        for section in note.sections
    )
    return replace(note, sections=sections)


def _asked_once(statement: Statement, asked: set[str]) -> Statement:
    unsaid = {
        flag: flag.written.casefold()
        for flag in statement.flags
        if flag.kind is FlagKind.LATERALITY_MISMATCH and not flag.said
    }
    kept = tuple(flag for flag in statement.flags if unsaid.get(flag) not in asked)
    asked.update(unsaid.values())
    return replace(statement, flags=kept)


def _flag(text: str, written: _Sided, index: TranscriptIndex) -> Iterator[Flag]:
    """Blocks when the part was given only the other side; warns when the place speaks for the other side."""
    heard = [h for h in _sides_heard(index) if written.is_denied or not h.is_denied]
    both = [h for h in heard if h.side == _BOTH and _is_of_the_same(written, h, index)]
    own = [h for h in heard if h.side == written.side]
    others = [h for h in heard if h.side == _OTHER[written.side]]
    if both and not any(_is_of_the_same(written, h, index) for h in (*own, *others)):
        others = both
    else:
        own += both
    if not others:
        if not own and written.part:
            yield Flag(FlagKind.LATERALITY_MISMATCH, Severity.WARN, text[written.mention.start : written.mention.end])
        return
    own_part = [h for h in own if h.part & written.part]
    other_part = [h for h in others if h.part & written.part]
    if not own_part and not other_part:
        own_part = [h for h in own if _limbs(h.part) & _limbs(written.part)]
        other_part = [h for h in others if _limbs(h.part) & _limbs(written.part)]
    nearest = max(others, key=lambda h: (bool(h.part & written.part), _likeness(written.around, h.around, index)))
    best_own = max((_likeness(written.around, h.around, index) for h in own), default=0.0)
    best_other = max(_likeness(written.around, h.around, index) for h in others)
    is_told_of_own = best_own >= _LEAST_LIKENESS and best_own > best_other
    is_only_other = bool(other_part) and not own_part and not is_told_of_own
    is_mostly_other = len(other_part) >= _MAJORITY * max(1, len(own_part)) and best_own <= best_other
    is_like_other = best_other >= _LEAST_LIKENESS and best_own <= _AGREEMENT_SHARE * best_other
    if is_only_other or is_mostly_other or is_like_other or not own:
        is_exact = is_only_other and nearest.side != _BOTH and bool(nearest.part & written.part)
        severity = Severity.BLOCK if is_exact else Severity.WARN
        named = text[written.mention.start : written.mention.end]
        yield Flag(FlagKind.LATERALITY_MISMATCH, severity, named, quote(nearest.position, index, nearest.mention.start))


def _is_of_the_same(written: _Sided, heard: _Sided, index: TranscriptIndex) -> bool:
    """Whether both are sides of one part, or, where one names none, stand in a like place."""
    if written.part and heard.part:
        return bool(written.part & heard.part)
    return _likeness(written.around, heard.around, index) >= _LEAST_LIKENESS


def _likeness(written: frozenset[Key], heard: frozenset[Key], index: TranscriptIndex) -> float:
    """Key by key, the parts of the body before all."""
    return likeness(((key,) for key in written), heard, index, favoured=_body_parts())


@once_per_index
def _sides_heard(index: TranscriptIndex) -> tuple[_Sided, ...]:
    """Without what was taken back later, «it is not the right knee, it is the left»."""
    heard = tuple(_all_sides_heard(index))
    taken_back = [
        (h.position, _OTHER[h.side], h.part)
        for h in heard
        if h.side in _OTHER and not h.is_denied and _corrects(h, index)
    ]
    return tuple(h for h in heard if not any(_is_before(h, *correction) for correction in taken_back))


def _is_before(heard: _Sided, position: int, side: Key, part: frozenset[Key]) -> bool:
    return heard.position <= position and heard.side == side and bool(heard.part & part)


def _corrects(sided: _Sided, index: TranscriptIndex) -> bool:
    """«It is not the right knee, it is the left knee»: the side of the second."""
    return _CORRECTION.search(index.assertions.said[sided.position].text) is not None


def _all_sides_heard(index: TranscriptIndex) -> Iterator[_Sided]:
    positions = dict.fromkeys(position for position, _ in index.assertions.mentions(SIDES))
    for position in positions:
        said = index.assertions.said[position]
        yield from _sides_in(said.mentions, index.texts[said.segment], position, index)


def _sides_in(
    mentions: Sequence[Mention], text: str, position: int, index: TranscriptIndex | None = None
) -> Iterator[_Sided]:
    """A side that names no part goes on with the sentence before it: «the left one too» with all of it, but only with
    the part where that told of the other side, «오른쪽 고막이 빨간데요. 왼쪽은 깨끗해요»."""
    for mention in mentions:
        side = next((side for side in SIDES if side in mention.keys), None)
        if side is None or (side == _BOTH and _is_not_of_two(text, mention)):
            continue
        around = _around(mention, _told_of_side(mention, mentions))
        if not _means_a_side(text, mention, around, is_written=index is None):
            continue
        is_korean = is_korean_side(text[mention.start])
        part = _part(mention, mentions) or (parts_of_findings(around) if is_korean else frozenset())
        if part:
            around |= part
        if index is not None and position and not around & _body_parts():
            before = _told_before(position, side, text[mention.start], index)
            part = part or frozenset(before & _body_parts())
            around |= part if _OTHER.get(side) in before else before
        was_asked = index is not None and index.assertions.said[position].was_asked
        if is_korean and was_asked and index and is_answered_by_its_side(index.assertions.said, position, side):
            continue
        is_denied = _is_denied_of(text, mention) and not was_asked
        yield _Sided(side, mention, around - set(SIDES), part, position, is_denied)


def _is_not_of_two(text: str, both: Mention) -> bool:
    """«Lax on both sides of the knee» tells of one knee."""
    return only_compares(text, both.end) or _OF_ONE_JOINT.match(text, both.start) is not None


def is_denied_of_its_side(text: str, claim: Claim, _: Sequence[Match], index: TranscriptIndex) -> bool:
    """Whether a Korean note denies something of a side, «우측 통증 없음», that was called well: «오른쪽은 멀쩡해요»."""
    sides = (each for each in _sides_in(claim.sentence, text, -1) if is_korean_side(text[each.mention.start]))
    return any(_is_denied_too(text, written, index) for written in sides)


def _is_denied_too(text: str, written: _Sided, index: TranscriptIndex) -> bool:
    """Where the talk names no part, «the right one's fine», any; and where the note names none, «right normal»."""
    return written.is_denied and any(
        h.is_denied and h.side == written.side and (written.part & h.part or not (h.part and written.part))
        for h in _sides_heard(index)
    )


def _is_denied_of(text: str, side: Mention) -> bool:
    """A side is denied too when it is called well, and in Korean not when it lacks something, «안 올라가요»."""
    is_denied = side.polarity is Polarity.NEGATED
    if not is_korean_side(text[side.start]):
        return is_denied or _CALLED_WELL.match(text, side.end) is not None
    return is_called_well(text, side.end) or (is_denied and not lacks_something(text, side.end))


def _told_before(position: int, side: Key, word: str, index: TranscriptIndex) -> frozenset[Key]:
    """What the sentence before mentions; with it the one that stands before a bare question for the side, «어깨 때문에
    오셨죠? 어느 쪽이세요?». In Korean what an earlier sentence told of the other side."""
    said = index.assertions.said
    last = position - 1
    if is_korean_side(word) and not any(("concept", part) in _keys(said[last]) for part in concepts_of("body")):
        gone_on_with = sentence_gone_on_with(said, position, side, _body_parts())
        if gone_on_with is not None:
            return _keys(said[gone_on_with])
    keys = set(_keys(said[last]))
    if last and _WHICH_SIDE.search(said[last].text) and said[last - 1].segment == said[last].segment:
        keys |= _keys(said[last - 1])
    return frozenset(keys)


def _keys(said: Said) -> frozenset[Key]:
    return frozenset(key for mention in said.mentions for key in mention.keys)


def _told_of_side(side: Mention, mentions: Sequence[Mention]) -> Sequence[Mention]:
    """In Korean what is told of a side stands behind it, up to the next side: «오른쪽은 아프고 왼쪽은 괜찮아요»."""
    word = next((name for kind, name in side.keys if kind == "word"), "")
    starts = [m.start for m in mentions if not m.keys.isdisjoint(SIDES)]
    if not is_hangul(word) or len(starts) < _SEVERAL:
        return mentions
    following = min((start for start in starts if start > side.start), default=None)
    return [
        m
        for m in mentions
        if m.start < starts[0] or (m.start >= side.start and (following is None or m.start < following))
    ]


def _around(side: Mention, mentions: Sequence[Mention]) -> frozenset[Key]:
    return frozenset(
        key
        for mention in mentions
        if mention is not side and -_BEFORE_CHARS <= mention.start - side.end <= _BEHIND_CHARS
        for key in mention.keys
    )


def _part(side: Mention, mentions: Sequence[Mention]) -> frozenset[Key]:
    """The part named next behind the side, else the last one before it: «left index finger», «the knee on the left»."""
    parts = [(mention.start - side.end, mention.keys & _body_parts()) for mention in mentions]
    behind = [(gap, part) for gap, part in parts if part and 0 <= gap <= _PART_CHARS]
    before = [(-gap, part) for gap, part in parts if part and -_PART_CHARS <= gap < 0]
    nearest = min(behind or before, key=lambda each: each[0], default=(0, frozenset[Key]()))
    return nearest[1]


def _means_a_side(text: str, side: Mention, around: frozenset[Key], is_written: bool) -> bool:
    """Not «all right», «right now», «left the hospital»."""
    word = text[side.start : side.end].lower()
    if not word.isascii():
        return len(word) > 1 and not word.startswith("양 ") and word not in ("양이", "양은", "양을", "양도", "양")
    if word not in ("left", "right"):
        return True
    before = text[max(0, side.start - _BEFORE_CHARS) : side.start].lower()
    behind = text[side.end : side.end + _BEHIND_CHARS].lower()
    if before.endswith(("all ", "that's ", "you're ", "alright ")):
        return False
    if _OWNED.search(before):
        return True
    if is_written:
        return not (_DISCOURSE.match(behind) or _DEPARTED.match(behind))
    return not _DISCOURSE.match(behind) and bool(around & _body_parts() or re.match(r"[ -]*(?:side|hand|one)", behind))


def _limbs(part: frozenset[Key]) -> frozenset[str]:
    """The groups of parts that share a side: a side said of the knee is the side of the leg."""
    return frozenset(
        limb for limb in load_json("terminology/stances.json")["limbs"] for _, name in part if name in limb.split("|")
    )


@cache
def _body_parts() -> frozenset[Key]:
    return frozenset(("concept", name) for name in concepts_of("body"))
