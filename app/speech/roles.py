"""Names the people of a consultation by what they say: who asks and who answers, who examines, who speaks for whom."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from app.domain.transcript import Speaker
from app.speech.cues import Cues, summed

LEAST_CERTAIN = 0.5
MOST_CERTAIN_OF_VOICE = 0.99
MOST_CERTAIN_OF_LANGUAGE = 0.75

# How much a cue moves the log odds. Cues come in bunches and lean on each other, so they count for less than alone.
_CUE_ODDS = 0.5
_QUESTION_ODDS = 0.5
_INTRODUCTION = 6.0
_FIRST_WORD_ODDS = 0.5
# So many questions and answers a sentence, and in all, make a conversation; a dictation has next to none.
_CONVERSATION_SHARE = 0.15
_CONVERSATION_LEAST = 1.5
# Of what is said about persons, the share about others from which on somebody else is held to be ill.
_THIRD_PERSON_SHARE = 0.45
_LEAST_PERSONS = 3
_ANSWER_AFTER_QUESTION = 0.85
_CHANGE_WITHOUT_QUESTION = 0.35


@dataclass(frozen=True, slots=True)
class Role:
    """`certainty` is between 0.5 and 1."""

    speaker: Speaker
    certainty: float


def sounds_like_conversation(cues: Sequence[Cues]) -> bool:
    """Whether people ask and answer, rather than one who dictates or reports."""
    whole = summed(cues)
    exchange, report = whole.questions + whole.patient, whole.handover + whole.dictation
    return exchange >= max(_CONVERSATION_LEAST, _CONVERSATION_SHARE * whole.sentences, report)


def name_voices(cues_by_voice: Mapping[int, Sequence[Cues]]) -> dict[int, Role]:
    """A role for each voice, given the cues of its segments; the voices in the order in which they first spoke."""
    said = {voice: summed(cues) for voice, cues in cues_by_voice.items()}
    if len(said) == 1:
        return {voice: _reporter(cues) for voice, cues in said.items()}
    leanings = {voice: leaning(cues) for voice, cues in said.items()}
    leanings[next(iter(said))] += _FIRST_WORD_ODDS
    leading = max(leanings, key=lambda voice: leanings[voice])
    roles = {leading: Role(_kind_of_clinician(said[leading]), _lead(leanings, leading))}
    others = [voice for voice in said if voice != leading]
    for voice in others:
        roles[voice] = _answering(said[voice], said[leading], roles[leading].certainty, is_alone=len(others) == 1)
    return {voice: roles[voice] for voice in said}


def guess_turns(cues: Sequence[Cues]) -> list[Role]:
    """A role for each segment from its words alone: questions and answers take turns."""
    if not cues:
        return []
    whole = summed(cues)
    if not sounds_like_conversation(cues):
        reporter = _reporter(whole)
        return [Role(reporter.speaker, min(reporter.certainty, MOST_CERTAIN_OF_LANGUAGE))] * len(cues)
    shares = _clinician_shares(cues)
    asked = summed(one for one, share in zip(cues, shares, strict=True) if share >= 0.5)
    answered = summed(one for one, share in zip(cues, shares, strict=True) if share < 0.5)
    other = _answering(answered, asked, MOST_CERTAIN_OF_LANGUAGE, is_alone=True).speaker
    return [
        Role(Speaker.CLINICIAN, min(share, MOST_CERTAIN_OF_LANGUAGE))
        if share >= 0.5
        else Role(other, min(1 - share, MOST_CERTAIN_OF_LANGUAGE))
        for share in shares
    ]


def leaning(cues: Cues) -> float:
    """The log odds that a clinician said this rather than a patient or a guardian."""
    introduced = cues.introduced_clinician + cues.introduced_nurse - cues.introduced_guardian
    return _CUE_ODDS * (cues.clinician - cues.patient) + _QUESTION_ODDS * cues.questions + _INTRODUCTION * introduced


def _lead(leanings: Mapping[int, float], leading: int) -> float:
    """How certain it is that this voice, and not the next, is the clinician's."""
    rest = max(value for voice, value in leanings.items() if voice != leading)
    return _certainty(leanings[leading] - rest, MOST_CERTAIN_OF_VOICE)


def _kind_of_clinician(cues: Cues) -> Speaker:
    return Speaker.NURSE if cues.introduced_nurse > cues.introduced_clinician else Speaker.CLINICIAN


def _answering(own: Cues, asking: Cues, certainty: float, *, is_alone: bool) -> Role:
    """Patient or guardian. How the clinician asks tells about the one who answers only if that one is `is_alone`."""
    if own.introduced_nurse:
        return Role(Speaker.NURSE, certainty)
    if own.introduced_guardian:
        return Role(Speaker.GUARDIAN, certainty)
    third = own.third_person + (asking.third_person if is_alone else 0)
    persons = third + own.first_person + (asking.first_person if is_alone else 0)
    share = third / persons if persons >= _LEAST_PERSONS else 0.0
    speaks_for_another = share >= _THIRD_PERSON_SHARE
    return Role(Speaker.GUARDIAN if speaks_for_another else Speaker.PATIENT, certainty)


def _reporter(cues: Cues) -> Role:
    """A single voice dictates: a nurse handing over, or a clinician."""
    nurse = _CUE_ODDS * (cues.handover - cues.dictation) + _INTRODUCTION * (
        cues.introduced_nurse - cues.introduced_clinician
    )
    return Role(Speaker.NURSE if nurse > 0 else Speaker.CLINICIAN, _certainty(abs(nurse), MOST_CERTAIN_OF_VOICE))


def _certainty(log_odds: float, most: float) -> float:
    return round(min(most, max(LEAST_CERTAIN, 1 / (1 + math.exp(-log_odds)))), 2)


def _clinician_shares(cues: Sequence[Cues]) -> list[float]:
    """For each segment, how likely the clinician says it: forward and backward through a model of taking turns."""
    likelihoods = [1 / (1 + math.exp(-leaning(one))) for one in cues]
    changes = [_ANSWER_AFTER_QUESTION if one.questions else _CHANGE_WITHOUT_QUESTION for one in cues]
    forward, share = [], 0.5 + _FIRST_WORD_ODDS / 4
    for position, likelihood in enumerate(likelihoods):
        if position:
            share = share * (1 - changes[position - 1]) + (1 - share) * changes[position - 1]
        share = share * likelihood / (share * likelihood + (1 - share) * (1 - likelihood))
        forward.append(share)
    shares, clinician, other = [0.0] * len(cues), 1.0, 1.0
    for position in range(len(cues) - 1, -1, -1):
        weight = forward[position] * clinician
        shares[position] = weight / (weight + (1 - forward[position]) * other)
        if position:
            change, likelihood = changes[position - 1], likelihoods[position]
            here, there = clinician * likelihood, other * (1 - likelihood)
            clinician, other = here * (1 - change) + there * change, there * (1 - change) + here * change
            clinician, other = clinician / (clinician + other), other / (clinician + other)
    return shares
