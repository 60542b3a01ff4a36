"""Denials and findings that rest on nothing: silence is neither a no nor a yes."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache
from itertools import groupby

from app.domain.note import Flag, FlagKind, Severity
from app.resources import load_json
from app.review.evidence.claims import Claim, Match, quote
from app.review.evidence.sources import TranscriptIndex
from app.review.reading.assertions import Mention
from app.review.reading.concepts import concepts_of
from app.review.reading.stances import Polarity
from app.review.rules.troubles import names_a_trouble

_LEAST_ASKED = 0.6
_NAMED = 0.35
_LEAST_TOLD, _LEAST_TOLD_OF_A_CLAUSE = 0.4, 0.25
_ASKED_SHARE, _ASKED_SHARE_OF_A_CLAUSE = 0.5, 1.0
_WITHOUT = re.compile(r"\bwithout (?:[\w'-]+ ){0,3}$", re.IGNORECASE)
_DENIES_A_CLAUSE = re.compile(r"\b(?:denies|denied) (?:that |(?:s?he|they|it) )", re.IGNORECASE)
_PREFIX = re.compile(r"\bnon[- ]?$", re.IGNORECASE)
_CUE_CHARS = 40
_ANY_DISEASE = "chronic disease"
"""«병력» alone."""
_OPERATION = re.compile(r"\s+(?:surgery|operations?|removal|repair|resection)\b|\s*(?:수술|절제)", re.IGNORECASE)
"""«Gallbladder surgery» is what «they took my gallbladder out» tells, and names no disease of it."""
_WHO = ("concept", "child")
"""In a visit for a child both the talk and the note keep naming it: «아이가 복통을 호소함»."""


def unheard_denial_flag(text: str, claim: Claim, matches: Sequence[Match], index: TranscriptIndex) -> Flag | None:
    """For what is denied though it was told and nobody asked about or denied it.

    «Without» denies out of hand, in conditions too: what it denies must have been denied. «Denies that …» tells of a
    whole sentence, which is hardly ever said in the same words.
    """
    before = (text, max(0, claim.start - _CUE_CHARS), claim.start)
    is_without, is_clause = _WITHOUT.search(*before) is not None, _DENIES_A_CLAUSE.search(*before) is not None
    if _PREFIX.search(*before) or claim.polarity is Polarity.AFFIRMED:
        return None
    if claim.polarity is Polarity.OPEN and not is_without:
        return None
    told = max((m for m in matches if m.heard.polarity is Polarity.AFFIRMED), key=lambda m: m.coverage, default=None)
    denied = max((m.coverage for m in matches if _is_denied(m, is_without or is_clause)), default=0.0)
    least, share = (_LEAST_TOLD, _ASKED_SHARE)
    if is_clause:
        least, share = (_LEAST_TOLD_OF_A_CLAUSE, _ASKED_SHARE_OF_A_CLAUSE)
    is_told = told is not None and told.coverage >= least and denied <= share * told.coverage
    if denied >= _LEAST_ASKED or not (is_told or is_without or is_clause):
        return None
    said = quote(told.position, index, told.heard.start) if told is not None else ""
    return Flag(FlagKind.NEGATION_UNSUPPORTED, Severity.WARN, text[claim.start : claim.end], said)


def is_unheard_denial(text: str, claim: Claim, matches: Sequence[Match]) -> bool:
    """Whether a claim denies a finding that nobody named, whether to ask, to affirm or to deny it."""
    is_denied = claim.polarity is Polarity.NEGATED and not _PREFIX.search(text, 0, claim.start)
    return is_denied and claim.is_clinical and not _is_named(claim, matches)


def unheard_denials(text: str, claims: Sequence[Claim], unheard: Sequence[Claim]) -> Iterator[Flag]:
    """One flag for all such denials that stand in a row: «gallops or rubs»."""
    for is_among, group in groupby(claims, key=lambda claim: claim in unheard):
        row = tuple(group)
        if is_among:
            written = text[row[0].start : row[-1].end]
            yield Flag(FlagKind.NEGATION_UNSUPPORTED, Severity.WARN, written)


def unheard_finding_flag(text: str, claim: Claim, matches: Sequence[Match], index: TranscriptIndex) -> Flag | None:
    """For a finding that is affirmed of the patient and that nobody named, whether to ask, to affirm or to deny it."""
    is_finding = any(mention.is_clinical and not _is_medication(mention) for mention in claim.mentions)
    is_finding = is_finding or (not matches and _names_a_part(claim) and names_a_trouble(text, claim))
    if claim.polarity is not Polarity.AFFIRMED or not is_finding or claim.mentions[0].is_of_family:
        return None
    if any(_is_medication(m) or m.is_hedged or m.is_past for m in claim.mentions):
        return None
    if matches and _is_named(claim, matches):
        return None
    return Flag(FlagKind.FINDING_UNSUPPORTED, Severity.WARN, text[claim.start : claim.end])


def invented_finding_flags(
    text: str, matched: Iterable[tuple[Claim, Sequence[Match]]], index: TranscriptIndex
) -> Iterator[Flag]:
    """For each finding that is affirmed of the patient and that nobody named, whatever else its claim tells.

    For what a model wrote: «dizziness spells for three days», where all but the dizziness was said. An expert's word
    for what a patient described in many is not to be asked about.
    """
    for claim, matches in matched:
        if claim.polarity is not Polarity.AFFIRMED or claim.mentions[0].is_of_family:
            continue
        named = {key for match in matches for key in match.heard.own}
        for mention in claim.mentions:
            is_past_trouble = mention.is_past and not _is_disease(mention)
            is_supposed = mention.is_hedged or is_past_trouble or _is_medication(mention)
            is_named = not mention.own.isdisjoint(named) or _is_named_apart(mention, index)
            if mention.is_clinical and not is_supposed and not is_named:
                yield Flag(FlagKind.FINDING_UNSUPPORTED, Severity.WARN, text[mention.start : mention.end])


def invented_disease_flags(
    text: str, matched: Iterable[tuple[Claim, Sequence[Match]]], index: TranscriptIndex
) -> Iterator[Flag]:
    """Of those, the diseases, also of the past or only supposed: a small model knows some from its examples, «possibly
    related to hypertension»."""
    of_diseases = (
        (replace(claim, mentions=tuple(_stated_diseases(text, claim.mentions))), matches) for claim, matches in matched
    )
    yield from invented_finding_flags(text, (each for each in of_diseases if each[0].mentions), index)


def _stated_diseases(text: str, mentions: Iterable[Mention]) -> Iterator[Mention]:
    """As if they were stated for certain."""
    for mention in mentions:
        if _is_disease(mention) and not _OPERATION.match(text, mention.end):
            yield replace(mention, is_hedged=False)


def _is_disease(mention: Mention) -> bool:
    return not mention.own.isdisjoint(_diseases())


@cache
def _diseases() -> frozenset[tuple[str, str]]:
    return frozenset(("concept", concept) for concept in concepts_of("disease") - {_ANY_DISEASE})


def _is_named_apart(mention: Mention, index: TranscriptIndex) -> bool:
    """Whether one sentence names both the part of the body and its trouble: «the tummy is really sore»."""
    table = load_json("terminology/located.json")
    parts = [part for finding, names in table["parts"].items() if ("concept", finding) in mention.own for part in names]
    troubled = _sentences_naming(table["troubles"], index)
    return bool(parts) and not troubled.isdisjoint(_sentences_naming(parts, index))


def _sentences_naming(concepts: Iterable[str], index: TranscriptIndex) -> set[int]:
    return {position for position, _ in index.assertions.mentions(("concept", concept) for concept in concepts)}


def _names_a_part(claim: Claim) -> bool:
    return any(("concept", part) in m.keys for m in claim.mentions for part in concepts_of("body"))


def _is_named(claim: Claim, matches: Sequence[Match]) -> bool:
    """Whether each finding of a claim was named in any way, or much of the claim was, other than of whom it tells."""
    much_of_it = (match for match in matches if match.coverage >= _NAMED and _WHO not in match.heard.own)
    return all(_findings_named(claim, matches)) or any(much_of_it)


def names_only_unheard_findings(claim: Claim, matches: Sequence[Match]) -> bool:
    """Whether a claim affirms findings of which nobody named a single one: «the child's abdominal pain»."""
    return claim.polarity is Polarity.AFFIRMED and claim.is_clinical and not any(_findings_named(claim, matches))


def _findings_named(claim: Claim, matches: Sequence[Match]) -> list[bool]:
    """Of each finding in a claim, whether it was named in any way."""
    named = {key for match in matches for key in match.heard.own}
    return [not mention.own.isdisjoint(named) for mention in claim.mentions if mention.is_clinical]


def _is_medication(mention: Mention) -> bool:
    return any(kind == "medication" for kind, _ in mention.keys)


def _is_denied(match: Match, is_without: bool) -> bool:
    """Denied; or, but for «without», asked or left open."""
    polarity = match.heard.polarity
    is_open = (match.was_asked or polarity is Polarity.OPEN) and not match.is_taken_as_told
    return polarity is Polarity.NEGATED or (not is_without and is_open)
