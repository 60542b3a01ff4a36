"""Doubt, time and person exchanged: the supposed becomes certain, the past present, the family's the patient's."""

import re
from collections.abc import Iterable, Sequence
from functools import cache

from app.domain.hangul import is_hangul
from app.domain.note import Flag, FlagKind, Severity
from app.domain.transcript import Speaker
from app.resources import load_json
from app.review.evidence.claims import Claim, Match, is_the_same_word, matches_of, quote
from app.review.evidence.sources import TranscriptIndex
from app.review.reading.assertions import Mention
from app.review.reading.concepts import concepts_of, is_disease_name, is_procedure_name
from app.review.reading.stances import Polarity
from app.review.reading.words import stem_of

_LEAST_COVERAGE = 0.62
_LEAST_COVERAGE_OF_WORDS = 0.8
_AGREEMENT_SHARE = 0.7
_REPEATED, _LONG_CLAIM = 0.95, 3
_WORDS_OF_NOW = frozenset(("word", word) for word in ("current", "ongo", "activ", "persistent"))
_TIMES = frozenset(
    ("word", stem_of(word)) for word in ("minute", "hour", "day", "daily", "week", "month", "year", "time")
)
_CAUSE = re.compile(
    r"(?:due to|caused by|secondary to|because of|(?:a |the )?results? of|related to|trigger(?:ed by)?)(?: \w+){0,3}",
    re.IGNORECASE,
)
_CAUSE_WORD = re.compile(r"due|caused?|secondary|because|results?|related|trigger(?:ed)?", re.IGNORECASE)
_CURRENT = re.compile(
    r"\b(?:family|natural|personal)[ -](?:current|ongoing)\b|"
    r"\b(?:current|presently|active|ongoing|persistent|currently (?:ha(?:s|ve|ving)|suffers|experienc\w+)|"
    r"still ha(?:s|ve|ving))\b[ ,]+(?!(?:\w+ )?(?:medic|meds|symptom|regimen|dos|treatment|therap|"
    r"manag|complain|concern|problem|issue|weight|visit|job|smoker|user|pregnan|age|level|plan|use\b|condition|stat|episode|illness|"
    r"care|provider|employ|situation|guideline|range|motion|lifestyle|life|labor|bleeding|listening|ingredient))[a-z]",
    re.IGNORECASE,
)
_OF_BEFORE = re.compile(
    r"\b(?:last (?:week|month|year|night)|yesterday|ago)\b|지난|작년|어제|그저께|[년달주일] ?전(?!부터)", re.IGNORECASE
)
_GOES_ON = re.compile(
    r"\b(?:is|are|remains?) (?:still )?(?:ongoing|persistent|unresolved)\b|"
    r"\bongoing\b(?=\s*(?:$|[.,;)\d]|(?:but|and|with|after)\b))",
    re.IGNORECASE,
)
_LASTING_HISTORY = re.compile(r"\bmedical history\b", re.IGNORECASE)
"""What is listed under it is mostly there still: «past medical history significant for diabetes»."""
_NOT_OF_ONE_SELF = re.compile(r"\b(?:s?he|they|we (?:all )?ha(?:ve|d))\b", re.IGNORECASE)
_CURRENT_KO = re.compile(
    r"(?:현재|지금) (?!호전|회복|안정|소실|복용|치료|투약|증상|사용|체중|혈압|임신|상태)[가-힣]|지속(?:됨|되|중)|계속됨"
)
_LASTS_KO = re.compile(
    r"(?:[0-9]+|반|한|두|세|몇|수) ?(?:초|분|시간|일|나절|주일?|달|개월|년)(?:간|동안|씩|정도|쯤)? ?(?:이상 )?"
    r"(?:지속|계속)|"
    r"(?:하루|종일|이틀|사흘|나흘|며칠)(?:간|씩|정도)? ?(?:지속|계속)|부터 [^.;]*(?:지속|계속)"
)
"""How long something lasts, or since when: «반나절 지속됨» does not say that it is there now."""
_SAID_OF_NOW = re.compile(
    r"\b(?:current|currently|right now|at the moment|these days|ongoing)\b|"
    r"현재|지금|요즘"
)
_OVER_NOW = re.compile(r"(?:현재|지금|요즘)(?:은|는)? (?:[가-힣]+ )?(?:없|괜찮|안 |나았|사라)[가-힣]*")
_SAID_TO_GO_ON = re.compile(r"\b(?:still|keeps?|constant|constantly|all the time|every day)\b|아직|계속|여전|매일")
_NEARBY_CHARS, _CAUSE_CHARS = 60, 100
_LEAST_CONTEXT, _CONTEXT_SHARE = 0.45, 0.75
_SHARE_OF_THE_BEST = 0.6
_DOUBTED_OFTEN = 3
_LASTING = "allergy"
"""What once was and will be: «두드러기 난 적 있어요» is an allergy now."""
_HABITS = frozenset({"smoking", "alcohol use", "substance use"})
_GIVEN_UP = re.compile(
    r"\b(?:quit|stopp\w*|gave (?:it |that )?up|given (?:it |that )?up|used to|any ?more)\b|끊|그만", re.IGNORECASE
)
_SENTENCES_TO_AN_ANSWER = 3


def certainty_flag(text: str, claim: Claim, matches: Sequence[Match], index: TranscriptIndex) -> Flag | None:
    """For a statement without doubt whose like was said only with doubt, not by the patient.

    A diagnosis, a cause or a procedure is held against doubt anywhere near; anything else only against doubt that
    stands right before it, «possible complications».
    """
    if claim.polarity is Polarity.NEGATED:
        return None
    states_a_cause = _states_a_cause(text, claim)
    if states_a_cause and (named := tuple(m for m in claim.mentions if not _is_of_cause(text, m))) != claim.mentions:
        # That something is a cause is told in many words; what is doubted is looked up alone.
        claim = Claim(named, claim.sentence) if named else claim
        matches = matches_of(claim, index)
    told = [
        m
        for m in matches
        if m.heard.polarity is not Polarity.NEGATED
        and not m.was_asked
        and m.heard.is_of_family is claim.mentions[0].is_of_family
    ]
    doubters = (Speaker.CLINICIAN, Speaker.UNKNOWN, *((Speaker.PATIENT,) if states_a_cause else ()))
    if any(m.is_past for m in claim.mentions):
        told = [m for m in told if m.heard.is_past or not _is_korean(m.heard)]
    doubted = [m for m in told if m.heard.is_hedged and m.speaker in doubters]
    is_repeated = len(claim.mentions) >= _LONG_CLAIM and any(m.coverage >= _REPEATED for m in doubted)
    is_weighty = is_repeated or _names_a_doubtful(text, claim) or states_a_cause
    if is_weighty and claim.polarity is Polarity.AFFIRMED and not any(m.is_hedged for m in claim.mentions):
        nearest = max((m.context for m in doubted), default=0.0)
        best = max((m.coverage for m in doubted), default=0.0)
        plain = [m for m in told if m.heard.is_hedged or not (_is_beside(m, doubted) or _is_left_open(m, best))]
        if nearest >= _LEAST_CONTEXT:
            plain = [m for m in plain if m.context > _CONTEXT_SHARE * nearest or m.heard.is_hedged]
        flag = _flag_unless_also(FlagKind.CERTAINTY_MISMATCH, text, claim, doubted, plain, index)
        if flag is not None:
            return flag
        if doubted and _is_mostly_doubted(text, claim, matches, index):
            said = quote(doubted[0].position, index, doubted[0].heard.start)
            return Flag(FlagKind.CERTAINTY_MISMATCH, Severity.WARN, text[claim.start : claim.end], said)
    doubted = [
        m
        for m in (told if is_weighty else doubted)
        if m.heard.is_doubted
        and (m.heard.keys.isdisjoint(_TIMES) or m.context >= _LEAST_CONTEXT)
        and is_the_same_word(m, claim)
    ]
    if not doubted or any(m.is_doubted for m in claim.mentions):
        return None
    plain = [m for m in told if m.heard.is_doubted or not _is_beside(m, doubted)]
    return _flag_unless_also(FlagKind.CERTAINTY_MISMATCH, text, claim, doubted, plain, index)


def _is_mostly_doubted(text: str, claim: Claim, matches: Sequence[Match], index: TranscriptIndex) -> bool:
    """Whether the disease that a claim names was several times supposed, and hardly ever stated. A bare heading, which
    names what is being thought about, states nothing."""
    named = tuple(m for m in claim.mentions if _is_disease(text, m))
    if not named or named == claim.sentence or len(_positions(m for m in matches if _is_supposed(m))) < _DOUBTED_OFTEN:
        return False
    matches = [
        m
        for m in matches_of(Claim(named, named), index)
        if m.coverage >= _REPEATED and not m.was_asked and m.heard.is_of_family is named[0].is_of_family
    ]
    supposed = _positions(m for m in matches if _is_supposed(m))
    stated = _positions(matches) - supposed
    return len(supposed) >= _DOUBTED_OFTEN * max(1, len(stated))


def _is_supposed(match: Match) -> bool:
    return match.heard.is_hedged or match.heard.polarity is Polarity.OPEN


def _positions(matches: Iterable[Match]) -> set[int]:
    return {match.position for match in matches}


def time_flag(text: str, claim: Claim, matches: Sequence[Match], index: TranscriptIndex) -> Flag | None:
    """For what is stated of now and was said only of the past; «current» must itself have been said."""
    within = (text, claim.start, claim.end)
    goes_on = _GOES_ON.search(text, claim.start, claim.end + _NEARBY_CHARS)
    is_denied_habit = claim.polarity is Polarity.NEGATED and _names_a(claim, _HABITS) and _was_given_up(matches, index)
    current = None if is_denied_habit else _CURRENT.search(*within) or goes_on
    if claim.polarity is Polarity.AFFIRMED:
        lasts = _LASTS_KO.search(text, max(0, claim.start - _NEARBY_CHARS), claim.end)
        current = current or (None if lasts else _CURRENT_KO.search(*within))
    if current is not None and (
        _is_said_just_so_of_the_past(matches) or not _is_said_of_now(current.group().lower(), matches, index)
    ):
        first, last = min(claim.start, current.start()), max(claim.end, current.end())
        return Flag(FlagKind.TIME_MISMATCH, Severity.WARN, text[first:last])
    if claim.polarity is not Polarity.AFFIRMED or not _names_a(claim, concepts_of("disease")):
        return None
    if any(("concept", _LASTING) in mention.keys for mention in claim.sentence):
        return None
    if any(mention.is_past for mention in claim.mentions) or _OF_BEFORE.search(*within):
        return None
    past = [m for m in matches if m.heard.is_past and m.heard.polarity is not Polarity.NEGATED and not m.was_asked]
    past = [m for m in past if not _LASTING_HISTORY.search(index.assertions.said[m.position].text)]
    told = [m for m in matches if m.heard.polarity is Polarity.AFFIRMED]
    return _flag_unless_also(FlagKind.TIME_MISMATCH, text, claim, past, [*past, *told], index)


def _is_said_just_so_of_the_past(matches: Sequence[Match]) -> bool:
    """«She has a history of depression and back pain», for «she has current depression and back pain»."""
    nearest = max(matches, key=lambda m: (m.coverage, m.context), default=None)
    return nearest is not None and nearest.heard.is_past and min(nearest.coverage, nearest.context) >= _REPEATED


def _was_given_up(matches: Sequence[Match], index: TranscriptIndex) -> bool:
    """«Denies current smoking» is what a note makes of «I quit»."""
    said = index.assertions.said
    answers = (each for m in matches for each in said[m.position : m.position + _SENTENCES_TO_AN_ANSWER])
    return any(_GIVEN_UP.search(each.text) for each in answers)


def _is_said_of_now(written: str, matches: Sequence[Match], index: TranscriptIndex) -> bool:
    """«Ongoing» may rest on «it still hurts»; «current» says more than that."""
    best = max((m.coverage for m in matches), default=0.0)
    near = [
        _around(m, index)
        for m in matches
        if _WORDS_OF_NOW.isdisjoint(m.heard.keys) and m.coverage >= _SHARE_OF_THE_BEST * best
    ]
    goes_on = re.search("ongoing|persistent|unresolved|still", written) is not None
    near = [_OVER_NOW.sub("", said) for said in near]
    return any(_SAID_OF_NOW.search(said) or (goes_on and _SAID_TO_GO_ON.search(said)) for said in near)


def experiencer_flag(text: str, claim: Claim, matches: Sequence[Match], index: TranscriptIndex) -> Flag | None:
    """For what is stated of the patient and was said only of the family, and for a finding stated of the family and
    said only of the patient."""
    is_a_lone_word = len(claim.mentions) == 1 and not claim.is_clinical
    if claim.polarity is Polarity.OPEN or is_a_lone_word:
        return None
    if claim.mentions[0].is_of_family:
        return _not_of_family_flag(text, claim, index) if claim.polarity is Polarity.AFFIRMED else None
    is_hedged = any(mention.is_hedged for mention in claim.mentions)
    told = [
        m
        for m in matches
        if m.heard.polarity in (claim.polarity, Polarity.OPEN) and (is_hedged or not m.heard.is_hedged)
    ]
    least = 0.0 if claim.is_clinical else _LEAST_COVERAGE_OF_WORDS
    others = [m for m in told if m.heard.is_of_family and m.coverage >= least]
    told = [m for m in told if not _is_answered_of_another(m, others)]
    return _flag_unless_also(FlagKind.EXPERIENCER_MISMATCH, text, claim, others, told, index)


def _is_answered_of_another(match: Match, others: Sequence[Match]) -> bool:
    """«당뇨는요?» «당뇨는 아버지가 있으세요»: the question tells nothing of the patient."""
    is_open = match.was_asked and match.heard.polarity is Polarity.OPEN
    return is_open and any(0 < other.position - match.position <= _SENTENCES_TO_AN_ANSWER for other in others)


def _is_korean(heard: Mention) -> bool:
    return any(kind == "word" and is_hangul(name) for kind, name in heard.keys)


def _not_of_family_flag(text: str, claim: Claim, index: TranscriptIndex) -> Flag | None:
    """The finding or operation alone is looked up: the relative, who stands in the claim too, may well have been spoken
    of."""
    findings = findings_of(text, claim)
    if not findings:
        return None
    matches = matches_of(Claim(findings, findings), index)
    own = [m for m in matches if m.heard.polarity is Polarity.AFFIRMED and _is_own(m, index)]
    return _flag_unless_also(FlagKind.EXPERIENCER_MISMATCH, text, claim, own, matches, index)


def _is_own(match: Match, index: TranscriptIndex) -> bool:
    """Told of the patient, and not in the third person, which is somebody else's, nor of all of a family."""
    return not match.heard.is_of_family and not _NOT_OF_ONE_SELF.search(index.assertions.said[match.position].text)


def _flag_unless_also(
    kind: FlagKind,
    text: str,
    claim: Claim,
    against: Sequence[Match],
    told: Sequence[Match],
    index: TranscriptIndex,
) -> Flag | None:
    """A flag when the claim is well covered by what speaks against it, and hardly by the rest of what was told."""
    strongest = max(against, key=lambda match: match.coverage, default=None)
    if strongest is None or strongest.coverage < _LEAST_COVERAGE:
        return None
    others = {id(match) for match in against}
    agreement = max((match.coverage for match in told if id(match) not in others), default=0.0)
    if agreement >= _AGREEMENT_SHARE * strongest.coverage:
        return None
    return Flag(
        kind, Severity.WARN, text[claim.start : claim.end], quote(strongest.position, index, strongest.heard.start)
    )


def _is_disease(text: str, mention: Mention) -> bool:
    is_named = any(kind == "concept" and name in concepts_of("disease") for kind, name in mention.keys)
    return is_named or is_disease_name(text[mention.start : mention.end].lower())


def findings_of(text: str, claim: Claim) -> tuple[Mention, ...]:
    """What of a claim is a finding, a disease or an operation; not the relative who has it."""
    return tuple(
        m
        for m in claim.mentions
        if m.is_clinical
        or _is_disease(text, m)
        or is_procedure_name(text[m.start : m.end].lower())
        or not m.keys.isdisjoint(("concept", concept) for concept in _doubtful_concepts())
    )


def _names_a_doubtful(text: str, claim: Claim) -> bool:
    words = [text[m.start : m.end].lower() for m in claim.mentions]
    names_a_disease = any(is_disease_name(word) or word in _words_for_diseases() for word in words)
    return names_a_disease or _names_a(claim, _doubtful_concepts())


def _is_beside(match: Match, others: Sequence[Match]) -> bool:
    return any(
        match.position == other.position and abs(match.heard.start - other.heard.start) <= _NEARBY_CHARS
        for other in others
    )


def _is_left_open(match: Match, doubted: float) -> bool:
    """What stands under a condition, «if you do have pneumonia», states nothing, where a doubt is as like the claim."""
    return match.heard.polarity is Polarity.OPEN and match.coverage <= doubted


def _is_of_cause(text: str, mention: Mention) -> bool:
    return _CAUSE_WORD.fullmatch(text, mention.start, mention.end) is not None


def _states_a_cause(text: str, claim: Claim) -> bool:
    first, last = max(0, claim.start - _CAUSE_CHARS), claim.end + _CAUSE_CHARS
    return any(
        cause.start() <= claim.end and claim.start <= cause.end() for cause in _CAUSE.finditer(text, first, last)
    )


def _around(match: Match, index: TranscriptIndex) -> str:
    said = index.assertions.said[match.position]
    text = index.texts[said.segment].lower()
    return text[max(0, match.heard.start - _NEARBY_CHARS) : match.heard.end + _NEARBY_CHARS]


def _names_a(claim: Claim, concepts: frozenset[str]) -> bool:
    return any(kind == "concept" and name in concepts for m in claim.mentions for kind, name in m.keys)


@cache
def _words_for_diseases() -> frozenset[str]:
    return frozenset(load_json("terminology/stances.json")["words_for_diseases"])


@cache
def _doubtful_concepts() -> frozenset[str]:
    """Diagnoses, and what is done only perhaps."""
    return concepts_of("disease") | frozenset(load_json("terminology/stances.json")["doubtful_procedures"])
