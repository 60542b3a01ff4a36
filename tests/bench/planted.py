"""saegim bench planted: errors planted in notes, by kind, and false alarms on the notes without them.

The set is JSON lines with `id`, `source`, `dialogue`, `note` and `error`: null for a clean note, or {kind, clean,
planted} with the text before and after planting. An error counts as found when a statement that holds the planted text
carries a flag of severity warn or block, of a kind that fits, that the clean twin's statement does not carry. Of the
flags that find one it also counts those with a suggestion, and how often that is the clean twin's statement.
"""

import argparse
import json
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from app.domain.dialogue import parse_dialogue
from app.domain.note import DraftNote, Flag, FlagKind, Severity, Statement
from app.domain.pasted_note import note_from_text
from app.review.checks import flags_of, review_note
from app.review.evidence.sources import TranscriptIndex
from app.review.rules.patients import described_patient
from app.review.suggestions import suggestions_for

_DOSES = {FlagKind.NUMBER_UNSUPPORTED, FlagKind.UNIT_MISMATCH, FlagKind.DOSE_MISMATCH, FlagKind.VITAL_IMPOSSIBLE}
FITTING: Mapping[str, frozenset[FlagKind]] = {
    "number": frozenset({*_DOSES, FlagKind.FREQUENCY_MISMATCH, FlagKind.DURATION_MISMATCH}),
    "x10": frozenset(_DOSES),
    "unit": frozenset(_DOSES),
    "drug": frozenset({FlagKind.MEDICATION_UNSUPPORTED, FlagKind.MEDICATION_CONFUSABLE}),
    "dose": frozenset(_DOSES),
    "route": frozenset({FlagKind.ROUTE_MISMATCH}),
    "duration": frozenset({*_DOSES, FlagKind.DURATION_MISMATCH}),
    "frequency": frozenset({FlagKind.FREQUENCY_MISMATCH, FlagKind.NUMBER_UNSUPPORTED}),
    "laterality": frozenset({FlagKind.LATERALITY_MISMATCH}),
    # A denial turned into an assertion may rest on nothing but the question, or on nothing at all: the flags that say
    # just that.
    "negation": frozenset(
        {
            FlagKind.NEGATION_MISMATCH,
            FlagKind.NEGATION_UNCLEAR,
            FlagKind.NEGATION_UNSUPPORTED,
            FlagKind.NOTE_CONTRADICTION,
            FlagKind.FINDING_UNSUPPORTED,
            FlagKind.SPEAKER_MISMATCH,
        }
    ),
    "certainty": frozenset({FlagKind.CERTAINTY_MISMATCH}),
    "temporality": frozenset({FlagKind.TIME_MISMATCH, FlagKind.EXPERIENCER_MISMATCH}),
    "experiencer": frozenset({FlagKind.EXPERIENCER_MISMATCH, FlagKind.TIME_MISMATCH}),
    "speaker": frozenset({FlagKind.SPEAKER_MISMATCH, FlagKind.NEGATION_MISMATCH}),
}


@dataclass(frozen=True, slots=True)
class _Reviewed:
    """A note after review, and the seconds of processor time that took: other work on the machine does not count."""

    text: str
    note: DraftNote
    seconds: float


def main(arguments: Sequence[str]) -> dict[str, Any]:
    options = _parser().parse_args(list(arguments))
    rows = [json.loads(line) for line in options.set.read_text(encoding="utf-8").splitlines() if line.strip()]
    return measure(rows, with_details=options.details)


def measure_made(name: str, rows: Sequence[dict[str, Any]], arguments: Sequence[str]) -> dict[str, Any]:
    """The bench of that name, of a set that its script makes."""
    parser = argparse.ArgumentParser(prog=f"saegim bench {name}")
    parser.add_argument("--out", type=Path, help="also write the set here, JSON lines")
    parser.add_argument("--details", action="store_true", help="print every miss and every false alarm")
    options = parser.parse_args(list(arguments))
    if options.out:
        lines = (json.dumps(row, ensure_ascii=False) for row in rows)
        options.out.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return measure(rows, with_details=options.details)


def measure(rows: Sequence[dict[str, Any]], *, with_details: bool) -> dict[str, Any]:
    _reviewed(rows[0])  # The first review also loads the terminology, once in the life of the program.
    clean = {row["source"]: _reviewed(row) for row in rows if row["error"] is None}
    indices = {row["source"]: TranscriptIndex(parse_dialogue(row["dialogue"])) for row in rows if row["error"] is None}
    say = sys.stderr.write if with_details else _silent
    found: dict[str, list[bool]] = defaultdict(list)
    suggested: dict[str, list[bool]] = defaultdict(list)
    seconds = [reviewed.seconds for reviewed in clean.values()]
    for row in rows:
        if row["error"] is not None:
            planted = _reviewed_again(row, clean[row["source"]], indices[row["source"]])
            is_found = _is_found(row["error"], planted, clean[row["source"]])
            found[row["error"]["kind"]].append(is_found)
            suggested[row["error"]["kind"]] += _suggestions(row["error"]["kind"], planted, clean[row["source"]])
            if not is_found:
                say(f"MISSED {row['id']}\n   clean   {row['error']['clean']}\n   planted {row['error']['planted']}\n")
    for source, reviewed in clean.items():
        for statement in reviewed.note.statements():
            for flag in statement.flags:
                say(f"ALARM {source} {flag.severity} {flag.kind} {flag.detail}\n   {statement.text}\n")
    return {
        "clean": len(clean),
        "planted": sum(map(len, found.values())),
        "recall": {kind: round(100 * sum(hits) / len(hits), 1) for kind, hits in sorted(found.items())},
        "found": {kind: f"{sum(hits)}/{len(hits)}" for kind, hits in sorted(found.items())},
        "suggested_rightly": {kind: f"{sum(hits)}/{len(hits)}" for kind, hits in sorted(suggested.items()) if hits},
        "block_alarms_per_clean": _alarms_per_note(clean.values(), {Severity.BLOCK}),
        "alarms_per_clean": _alarms_per_note(clean.values(), set(Severity)),
        "alarms_by_kind": _alarms_by_kind(clean.values()),
        "ms_per_note": round(1000 * sum(seconds) / len(seconds), 1),
        "ms_slowest_note": round(1000 * max(seconds), 1),
    }


def _silent(_: str) -> int:
    return 0


def _reviewed(row: dict[str, Any]) -> _Reviewed:
    transcript, note = parse_dialogue(row["dialogue"]), note_from_text(row["note"])
    started = time.process_time()
    reviewed = review_note(note, transcript)
    return _Reviewed(row["note"], reviewed, time.process_time() - started)


def _reviewed_again(row: dict[str, Any], clean: _Reviewed, index: TranscriptIndex) -> _Reviewed:
    """A planted note: only the statements that its clean twin does not hold are reviewed anew."""
    known = {statement.text: statement for statement in clean.note.statements()}
    note = note_from_text(row["note"])
    patient = described_patient([statement.text for statement in note.statements()])
    sections = tuple(
        replace(
            section,
            statements=tuple(
                known.get(statement.text) or replace(statement, flags=flags_of(statement.text, index, None, patient))
                for statement in section.statements
            ),
        )
        for section in note.sections
    )
    return _Reviewed(row["note"], replace(note, sections=sections), 0.0)


def _is_found(error: Mapping[str, str], planted: _Reviewed, clean: _Reviewed) -> bool:
    fitting = FITTING[error["kind"]]
    known = {_identity(flag) for flag in _flags_at(clean, error["clean"], fitting)}
    return any(_identity(flag) not in known for flag in _flags_at(planted, error["planted"], fitting))


def _suggestions(kind: str, planted: _Reviewed, clean: _Reviewed) -> list[bool]:
    """For each flag on a planted statement that suggests other words: whether one of them is the clean statement."""
    known = {statement.text for statement in clean.note.statements()}
    offered = [
        [each.statement for each in suggestions_for(statement.text, flag)]
        for statement in planted.note.statements()
        for flag in statement.flags
        if statement.text not in known and flag.kind in FITTING[kind] and flag.severity is not Severity.INFO
    ]
    return [not known.isdisjoint(statements) for statements in offered if statements]


def _identity(flag: Flag) -> tuple[FlagKind, str]:
    return flag.kind, flag.written


def _flags_at(reviewed: _Reviewed, text: str, kinds: frozenset[FlagKind]) -> list[Flag]:
    """Flags of the kinds on the statements that hold some of the text; on the statement that is the text, if one is."""
    start = reviewed.text.find(text)
    is_whole = any(statement.text == text for statement in reviewed.note.statements())
    return [
        flag
        for statement, begin, end in _spans(reviewed)
        if (statement.text == text if is_whole else begin < start + len(text) and start < end)
        for flag in statement.flags
        if flag.kind in kinds and flag.severity is not Severity.INFO
    ]


def _spans(reviewed: _Reviewed) -> Iterable[tuple[Statement, int, int]]:
    position = 0
    for statement in reviewed.note.statements():
        begin = reviewed.text.find(statement.text, position)
        position = begin + len(statement.text)
        yield statement, begin, position


def _alarms_per_note(notes: Iterable[_Reviewed], severities: set[Severity]) -> float:
    counts = [
        sum(flag.severity in severities for statement in reviewed.note.statements() for flag in statement.flags)
        for reviewed in notes
    ]
    return round(sum(counts) / len(counts), 3)


def _alarms_by_kind(notes: Iterable[_Reviewed]) -> dict[str, int]:
    flags = (flag for reviewed in notes for statement in reviewed.note.statements() for flag in statement.flags)
    return dict(Counter(f"{flag.severity} {flag.kind}" for flag in flags).most_common())


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="saegim bench planted", description=__doc__)
    parser.add_argument("--set", type=Path, required=True, help="clean and planted notes, JSON lines")
    parser.add_argument("--details", action="store_true", help="print every miss and every false alarm")
    return parser
