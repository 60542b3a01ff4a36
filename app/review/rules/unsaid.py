"""What a small model adds to the talk as a matter of course: an emergency department, the result of a test that was
only ordered, a third child for a second, no medication at all for «no other», a drug that was decided against.

The wording is in resources/terminology/unsaid.json.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any

from app.domain.note import Flag, FlagKind, Severity
from app.domain.transcript import Speaker
from app.resources import load_json
from app.review.evidence.sources import TranscriptIndex
from app.review.reading.assertions import Key
from app.review.reading.medications import MedicationMention, parts_of

_SENTENCE = re.compile(r"[^.?!]+[.?!]*")


def is_unsaid_emergency(line: str, texts: Sequence[str]) -> bool:
    """Whether a line sends somebody to an emergency department of which the talk has no word, or only tells who was
    there before."""
    table = _table()["emergency"]
    if not _found(table["written"], line):
        return False
    if _found(table["sends"], line):
        texts = [_pattern(table["been"]).sub("", text) for text in texts]
    return not any(_found(table["said"], text) for text in texts)


def is_result_of_an_order(line: str, texts: Sequence[str]) -> bool:
    """Whether a line tells what a test showed that the talk, given by its segments, only orders or considers."""
    table = _table()["results"]
    if not _found(table["written"], line) or _found(table["not_yet"], line):
        return False
    sentences = [sentence for text in texts for sentence in _SENTENCE.findall(text)]
    for test in table["tests"]:
        naming = [sentence for sentence in sentences if _found(test, sentence)]
        if _found(test, line) and naming:
            return all(_found(table["ordered"], each) and not _found(table["done"], each) for each in naming)
    return False


def others_flags(line: str, texts: Sequence[str]) -> Iterator[Flag]:
    """For a line that denies all of a kind, «not taking any medications», where only others were denied."""
    for row in _table()["others"]:
        said = next((text for text in texts if _found(row["said"], text)), None)
        if said is not None and _found(row["written"], line) and not _found(row["unless"], line):
            yield Flag(FlagKind.NEGATION_MISMATCH, Severity.WARN, line.strip(), said)


def ordinal_flags(line: str, texts: Sequence[str]) -> Iterator[Flag]:
    """For «third» where the talk knows neither a third nor a three; where it has a «fourth», a three is too little."""
    ordinals = _table()["ordinals"]
    has_any = any(_found(ordinal, text) for ordinal in ordinals for text in texts)
    for written, said in ordinals.items():
        match = _pattern(written).search(line)
        borne_out_by = written if has_any else f"{written}|{said}"
        if match is not None and not any(_found(borne_out_by, text) for text in texts):
            yield Flag(FlagKind.NUMBER_UNSUPPORTED, Severity.BLOCK, match.group())


def declined_flags(line: str, mentions: Sequence[MedicationMention], index: TranscriptIndex) -> Iterator[Flag]:
    """For each drug of a line that denies nothing, where the talk names it only as one that the clinician decides
    against: «paracetamol wouldn't be helpful»."""
    table = _table()["declined"]
    if _found(table["denying"], line):
        return
    for mention in mentions:
        keys: list[Key] = [("medication", part) for part in parts_of(mention.ingredient)]
        said = [
            index.assertions.said[position] for position in sorted({at for at, _ in index.assertions.mentions(keys)})
        ]
        if said and all(each.speaker is Speaker.CLINICIAN and _found(table["said"], each.text) for each in said):
            yield Flag(
                FlagKind.NEGATION_MISMATCH, Severity.WARN, line[mention.start : mention.end], said[0].text.strip()
            )


def _found(pattern: str, text: str) -> bool:
    return _pattern(pattern).search(text) is not None


@cache
def _pattern(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


def _table() -> Any:
    return load_json("terminology/unsaid.json")
