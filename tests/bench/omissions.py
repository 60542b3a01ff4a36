"""saegim bench omissions: a fact is dropped from a note that holds it; review must name it.

The set is JSON lines, or one JSON file, with a dialogue (`dialogue`, or `turns` with speaker and text) and a note
(`note`, `reference_note`, or `facts` with the texts of what a good note holds).

A fact is what a statement of the note says of these kinds: a medication (by ingredient), a vital sign or a test result
with its value, an allergy, a warning symptom that is affirmed, a planned test or referral, a follow-up with its time.
It is dropped when every statement that holds it, or names its subject, is deleted, and counts only when it was said in
the dialogue: a medication by name or a near spelling, a value by its number, a symptom or action by any word for it. It
is found when review names it, by kind and subject, and did not name it before the deletion. Alarms are what review
names in the undiminished note: an expert may have left it out on purpose.
"""

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from app.domain.dialogue import parse_dialogue
from app.domain.pasted_note import note_from_text
from app.resources import load_json
from app.review.evidence.sources import TranscriptIndex
from app.review.omissions import FactKey, missing_facts
from app.review.reading.assertions import mentions_in
from app.review.reading.concepts import concepts_in
from app.review.reading.medications import medications_in, parts_of
from app.review.reading.numbers import quantities_in
from app.review.reading.stances import Polarity, sentences_in
from app.review.reading.units import unit
from app.review.reading.words import tokens_of
from app.review.rules.speakers import PLANNED
from app.review.rules.support import is_said
from app.review.rules.vitals import vital_names

VALUE_CHARS = 30
TIMES = frozenset({"time", "calendar"})
FOLLOW_UP_WORDS = ("follow", "review", "return", "recheck", "see ", "f/u", "재방문", "외래", "뒤", "재내원")


def main(arguments: Sequence[str]) -> dict[str, Any]:
    options = _parser().parse_args(list(arguments))
    say = sys.stderr.write if options.details else _silent
    dropped, found = Counter[str](), Counter[str]()
    alarms: list[int] = []
    for row in _rows(options.set):
        index = TranscriptIndex(parse_dialogue(_dialogue(row)))
        statements = _statements(row)
        known = missing_facts(statements, index)
        alarms.append(len(known))
        for fact in known:
            say(f"ALARM {row.get('id', '')} {fact.key} {fact.text}\n")
        for key in dict.fromkeys(key for statement in statements for key in _facts_of(statement, index)):
            rest = [statement for statement in statements if not _touches(statement, key, index)]
            dropped[key[0]] += 1
            if key in {fact.key for fact in missing_facts(rest, index)} - {fact.key for fact in known}:
                found[key[0]] += 1
            else:
                say(f"MISSED {row.get('id', '')} {key}\n")
    return {
        "notes": len(alarms),
        "dropped": dropped.total(),
        "recall": round(100 * found.total() / max(1, dropped.total()), 1),
        "recall_by_kind": {kind: round(100 * found[kind] / count, 1) for kind, count in sorted(dropped.items())},
        "dropped_by_kind": dict(sorted(dropped.items())),
        "alarms_per_note": round(sum(alarms) / max(1, len(alarms)), 2),
    }


def _facts_of(statement: str, index: TranscriptIndex) -> Iterator[FactKey]:
    """What the statement holds, as far as it was said."""
    medications = medications_in(statement)
    for mention in medications:
        if index.medications.is_said(mention.ingredient, mention.surface):
            yield "medication", "/".join(sorted(parts_of(mention.ingredient)))
    said_quantities = [q for q in quantities_in(statement) if is_said(q, index.numbers)]
    low = statement.lower()
    for name, end in vital_names(low):
        if any(0 <= quantity.start - end <= VALUE_CHARS for quantity in said_quantities):
            yield "vital", name
    is_plan = PLANNED.search(statement) is not None
    lists: dict[str, list[str]] = load_json("terminology/omissions.json")
    for sentence in sentences_in(statement, is_spoken=False):
        for mention in mentions_in(sentence, medications):
            concepts = [name for kind, name in mention.keys if kind == "concept"]
            was_said = any(True for name in concepts for _ in index.assertions.mentions([("concept", name)]))
            for name in concepts if was_said else ():
                if name in lists["measured_tests"] and any(
                    0 <= quantity.start - mention.end <= VALUE_CHARS for quantity in said_quantities
                ):
                    yield "result", name
                elif name in lists["red_flags"] and mention.polarity is Polarity.AFFIRMED and not mention.is_of_family:
                    yield "red_flag", name
                elif (
                    name in lists["actions"]
                    and is_plan
                    and mention.polarity is Polarity.AFFIRMED
                    and not mention.is_past
                ):
                    yield "action", name
    if any(word in low for word in ("allerg", "nkda", "알레르기", "알러지")):
        yield "allergy", "allergy"
    times = [q for q in said_quantities if q.unit is not None and unit(q.unit).dimension in TIMES]
    if times and any(word in low for word in FOLLOW_UP_WORDS) and "ago" not in low:
        yield "follow_up", "follow_up"


def _touches(statement: str, key: FactKey, index: TranscriptIndex) -> bool:
    """Whether a statement holds the fact or names its subject in any way."""
    named = {mention.concept for mention in concepts_in(tokens_of(statement))}
    return key[1] in named or key in set(_facts_of(statement, index))


def _rows(path: Path) -> list[dict[str, Any]]:
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".json":
        return [json.loads(text)]
    return [json.loads(line) for line in text.splitlines() if line.strip()]


def _dialogue(row: dict[str, Any]) -> str:
    if "dialogue" in row:
        return str(row["dialogue"])
    return "\n".join(f"{turn['speaker']}: {turn['text']}" for turn in row["turns"])


def _statements(row: dict[str, Any]) -> list[str]:
    if "facts" in row:
        return [str(fact["fact"]) for fact in row["facts"]]
    note = note_from_text(str(row.get("note") or row["reference_note"]))
    return [statement.text for statement in note.statements()]


def _silent(_: str) -> int:
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="saegim bench omissions", description=__doc__)
    parser.add_argument("--set", type=Path, required=True, help="dialogues with notes or facts, JSON lines or JSON")
    parser.add_argument("--details", action="store_true", help="print every miss and every alarm")
    return parser
