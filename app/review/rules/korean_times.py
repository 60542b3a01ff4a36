"""Now and then in Korean notes: «최근 경련» against «어릴 때 경기 한 번 했어요»."""

import re
from collections.abc import Sequence

from app.domain.hangul import is_hangul
from app.domain.note import Flag, FlagKind, Severity
from app.review.evidence.claims import Claim, Match, is_the_same_word, matches_of, quote
from app.review.evidence.sources import TranscriptIndex
from app.review.reading.stances import Polarity
from app.review.rules.certainty import findings_of

_NEAR_CHARS = 12
_LEAST_COVERAGE, _LEAST_SHARED = 0.8, 0.5
_NOW = re.compile(r"(?<![가-힣])(?:금일|오늘|방금|최근|현재|지금|요즘)(?![가-힣]*(?:까지|이후))")
_SINCE = re.compile(r"(?<![가-힣])(?:이후|그 ?후|그 ?뒤|현재|지금|요즘|최근|이번|올해|금일|오늘)")
_OVER = re.compile(
    r"(?<![가-힣])(?:그 ?뒤|그 ?후|이후|이제|인제|지금)[가-힣]* (?:[가-힣]+ )?(?:괜찮|없|안 |멀쩡|좋아졌|나았|가라앉)|"
    r"끊(?:었|은|고|어)"
)
_BEFORE = re.compile(r"전부터|년 ?전|달 ?전|작년|재작년|지난|과거|병력|소아기|어릴|예전")


def past_now_flag(text: str, claim: Claim, _: Sequence[Match], index: TranscriptIndex) -> Flag | None:
    """For a finding that a note tells of now, and of which the talk tells only as of the past."""
    written = text[max(0, claim.start - _NEAR_CHARS) : claim.end]
    if claim.polarity is not Polarity.AFFIRMED or not _NOW.search(written) or _BEFORE.search(written):
        return None
    findings = findings_of(text, claim)
    if not findings or any(m.is_of_family for m in claim.mentions):
        return None
    told = Claim(findings, findings)
    heard = [m for m in matches_of(told, index) if m.heard.is_clinical and m.heard.polarity is Polarity.AFFIRMED]
    past = [m for m in heard if m.heard.is_past and m.coverage >= _LEAST_COVERAGE and is_the_same_word(m, told)]
    if not past or len(past) < len(heard):
        return None
    said = quote(past[0].position, index, past[0].heard.start)
    return Flag(FlagKind.TIME_MISMATCH, Severity.WARN, text[claim.start : claim.end], said)


def is_of_another_time(text: str, claim: Claim, match: Match, index: TranscriptIndex) -> bool:
    """A fit in childhood neither contradicts «이후 경련 없음» nor bears out «이번 달 경련 있음»; nor does one that is
    over, «한 번 하고 그 뒤로는 괜찮아요»; nor does what is supposed of now bear out «폐렴 과거력»."""
    is_told = match.heard.polarity is Polarity.AFFIRMED
    if is_told and match.heard.is_hedged and not match.heard.is_past and all(m.is_past for m in claim.mentions):
        return is_hangul(text[claim.start])
    return is_told and _is_of_now(text, claim) and (match.heard.is_past or _is_over(match, index))


def is_over_since(text: str, claim: Claim, matches: Sequence[Match], index: TranscriptIndex) -> bool:
    """Whether a note denies of now what the talk says is over: «이후 오심 없음» of «메스꺼웠는데 그 뒤론 괜찮아요»."""
    is_denied = claim.polarity is Polarity.NEGATED and _is_of_now(text, claim)
    told = (m for m in matches if m.coverage >= _LEAST_SHARED and m.heard.polarity is Polarity.AFFIRMED)
    return is_denied and any(_is_over(m, index) for m in told)


def _is_of_now(text: str, claim: Claim) -> bool:
    return _SINCE.search(text, max(0, claim.start - _NEAR_CHARS), claim.end) is not None


def _is_over(match: Match, index: TranscriptIndex) -> bool:
    said = index.assertions.said[match.position]
    return match.heard.is_clinical and _OVER.search(said.text, match.heard.end - said.start) is not None
