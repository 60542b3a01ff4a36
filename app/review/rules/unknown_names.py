"""Words that stand where a name stands and name nothing known: «Orlite 20 mg», «pairs of tablets»."""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from app.domain.note import Flag, FlagKind, Severity
from app.resources import load_json
from app.review.evidence.sources import TranscriptIndex
from app.review.reading.concepts import concepts_in
from app.review.reading.medications import MedicationMention, medications_in
from app.review.reading.words import is_reporting_word, keys_of, token_of, tokens_of


def unknown_name_flags(text: str, mentions: Sequence[MedicationMention], index: TranscriptIndex) -> Iterator[Flag]:
    """For a word before a dose that is no known medication and that nobody said; and for tablets of what there are no
    tablets of, even if it was heard so."""
    for match in _pattern("dosed").finditer(text):
        if not (_is_medication(match, mentions) or _names_nothing("dosed", match["name"]) or _is_said(match, index)):
            yield Flag(FlagKind.MEDICATION_UNSUPPORTED, Severity.WARN, match["name"])
    for match in _misheard(text, mentions):
        yield Flag(FlagKind.MEDICATION_CONFUSABLE, Severity.WARN, match.group())


def holds_misheard_name(text: str) -> bool:
    """«Pairs of tablets» comes out of a recogniser for «paracetamol tablets»."""
    return any(_misheard(text, medications_in(text)))


def invented_name_flags(line: str, mentions: Sequence[MedicationMention], index: TranscriptIndex) -> Iterator[Flag]:
    """For a name in the middle of a drafted line that is no clinical term and that nobody said."""
    tokens = tokens_of(line)
    terms = {tokens[position].word for concept in concepts_in(tokens) for position in concept.tokens}
    for match in _pattern("capitalised").finditer(line):
        is_known = _is_medication(match, mentions) or match["name"].lower() in terms
        if not (is_known or _names_nothing("capitalised", match["name"]) or _is_said(match, index)):
            yield Flag(FlagKind.STATEMENT_UNSUPPORTED, Severity.WARN, match["name"])


def _misheard(text: str, mentions: Sequence[MedicationMention]) -> Iterator[re.Match[str]]:
    for match in _pattern("counted").finditer(text):
        if not _is_medication(match, mentions) and not _names_nothing("counted", match["name"]):
            yield match


def _is_medication(match: re.Match[str], mentions: Sequence[MedicationMention]) -> bool:
    return any(mention.start < match.end("name") and match.start("name") < mention.end for mention in mentions)


def _names_nothing(where: str, name: str) -> bool:
    token = token_of(name.lower())
    is_light = token.is_stop_word or is_reporting_word(token)
    return is_light or name.lower() in load_json("terminology/unknown_names.json")["no_names"][where]


def _is_said(match: re.Match[str], index: TranscriptIndex) -> bool:
    return all(index.passages_with(("word", key) for key in keys_of(token)) for token in tokens_of(match["name"]))


@cache
def _pattern(where: str) -> re.Pattern[str]:
    return re.compile(
        load_json("terminology/unknown_names.json")[where], re.NOFLAG if where == "capitalised" else re.IGNORECASE
    )
