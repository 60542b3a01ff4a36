"""What is given, done or taken, in Korean notes: «항생제 처방함» against «항생제는 안 드릴게요».

Korean names the thing first and tells last what is done with it, often far behind, «그건 속이 쓰려서 안 드릴게요». What
is told up to the next thing decides. The words are in resources/terminology/korean_orders.json.
"""

import re
from collections.abc import Iterator, Sequence
from enum import Enum
from functools import cache

from app.domain.hangul import is_hangul
from app.domain.note import Flag, FlagKind, Severity
from app.resources import load_json
from app.review.evidence.claims import Claim, Match, quote
from app.review.evidence.sources import TranscriptIndex
from app.review.reading.assertions import Mention
from app.review.reading.stances import Polarity


class Done(Enum):
    """What is done with a thing: it is given or taken, it goes on though it might not, it is not, it is no longer."""

    YES = "yes"
    GOES_ON = "goes on"
    NO = "no"
    STOPPED = "stopped"


_IS_DONE = frozenset({Done.YES, Done.GOES_ON})


def order_flag(text: str, claim: Claim, matches: Sequence[Match], index: TranscriptIndex) -> Flag | None:
    """For what a note says is given, done or taken, where the talk says of it only that it is not, or no longer."""
    thing = _thing(text, claim, "acts")
    if thing is None or claim.polarity is not Polarity.AFFIRMED or _tells_of_the_past(text, claim):
        return None
    told = sorted(_told(thing, matches, index), key=lambda each: each[1].position)
    if _pattern("goes_on").search(text, thing.end, claim.end):
        told = told[-1:]
    if not told or any(done in _IS_DONE for done, _ in told):
        return None
    done, match = told[-1]
    kind = FlagKind.TIME_MISMATCH if done is Done.STOPPED else FlagKind.NEGATION_MISMATCH
    said = quote(match.position, index, match.heard.start)
    return Flag(kind, Severity.WARN, text[claim.start : claim.end], said)


def _tells_of_the_past(text: str, claim: Claim) -> bool:
    return any(m.is_past for m in claim.mentions) or _pattern("was").search(text, claim.start, claim.end) is not None


def is_order_borne_out(text: str, claim: Claim, matches: Sequence[Match], index: TranscriptIndex) -> bool:
    """Whether a note denies or stops what the talk denies or stops too, in whatever words; or tells of what was said to
    go on, «끊지 말고 계속 드세요»."""
    stopped = None if claim.polarity is Polarity.NEGATED else _thing(text, claim, "stops")
    thing = stopped or _thing(text, claim, "acts")
    if thing is None:
        return False
    is_done = stopped is None and claim.polarity is Polarity.AFFIRMED
    wanted = {Done.GOES_ON} if is_done else {Done.NO, Done.STOPPED}
    return any(done in wanted for done, _ in _told(thing, matches, index))


def _thing(text: str, claim: Claim, acts: str) -> Mention | None:
    """The thing of which a claim says that it is given or taken, or no longer; None for a claim of another kind."""
    act = next((m for m in claim.mentions if _pattern(acts).match(text, m.start)), None)
    if act is None or not is_hangul(text[act.start]):
        return None
    before = [m for m in claim.mentions if m.end <= act.start and not _pattern("of_time").match(text, m.start)]
    medications = [m for m in before if any(kind == "medication" for kind, _ in m.keys)]
    return next(iter(medications), before[-1] if before else None)


def _told(thing: Mention, matches: Sequence[Match], index: TranscriptIndex) -> Iterator[tuple[Done, Match]]:
    for match in matches:
        if match.heard.own.isdisjoint(thing.own) or match.heard.is_of_family or match.is_of_another:
            continue
        done = _done(match, index)
        if done is not None:
            yield done, match


def _done(match: Match, index: TranscriptIndex) -> Done | None:
    """What the last verb behind the thing says of it; a question tells only by its answer."""
    said = index.assertions.said[match.position]
    told = _behind(said.text, match.heard.end - said.start, said.mentions, said.start)
    done = _last_word(told)
    if not match.was_asked:
        return done if done is not None else Done.YES if match.heard.polarity is Polarity.AFFIRMED else None
    if match.heard.polarity is Polarity.NEGATED:
        return Done.NO if done is not Done.STOPPED else None
    return (done or Done.YES) if match.heard.polarity is Polarity.AFFIRMED else None


def _last_word(told: str) -> Done | None:
    rest, gone_on_with = _pattern("not_stopped").subn("", told)
    if _pattern("stopped").search(rest):
        return Done.STOPPED
    if _pattern("not_done").search(rest):
        return Done.NO
    return Done.GOES_ON if gone_on_with else None


def _behind(said: str, end: int, mentions: Sequence[Mention], start: int) -> str:
    """What is told of a thing: up to the next medication, or to the next topic."""
    others = [m.start - start for m in mentions if any(kind == "medication" for kind, _ in m.keys)]
    last = min((other for other in others if other > end), default=len(said))
    topics = (topic.start() for topic in _pattern("topic").finditer(said, end, last))
    return said[end : next(topics, last)]


@cache
def _pattern(name: str) -> re.Pattern[str]:
    return re.compile(load_json("terminology/korean_orders.json")[name])
