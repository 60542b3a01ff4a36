"""saegim bench planted_more: a second set of planted errors, made from notes and dialogues by rules of the language.

The rules know nothing of the checks' own tables: they are what a recogniser, a small model or a tired writer does to a
sentence. The dialogues are split by a hash of their names: the half `tune` was for building from the first; of the half
`hold_out`, once only for reporting, some misses have been read too. The files are JSON lines with a dialogue and a note
(`note`, `reference_note` or `reference`); rows with an error of their own are left out.
"""

import argparse
import json
import re
import zlib
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

from planted import measure

from app.domain.pasted_note import note_from_text
from app.review.reading.medications import medication, medications_in

PARTS = ("tune", "hold_out")
MOST_OF_A_KIND = {"negation": 4, "certainty": 9, "temporality": 5, "experiencer": 5}
MOST_OF_OTHERS = 3
Change = str | Callable[[re.Match[str]], str]
Rule = tuple[str, str, Change]


def _turned(match: re.Match[str]) -> str:
    word = match.group()
    turned = {"left": "right", "right": "left", "bilateral": "left"}[word.lower()]
    return turned.capitalize() if word[0].isupper() else turned


def _other_digit(match: re.Match[str]) -> str:
    last = int(match["n"][-1])
    return f"{match['n'][:-1]}{(last + 4) % 10 or 3}"


def _tenfold(match: re.Match[str]) -> str:
    value = int(match["n"])
    return f"{value // 10 if value % 10 == 0 and value >= 100 else value * 10}{match['rest']}"


def _first_upper(match: re.Match[str]) -> str:
    return match["x"][0].upper() + match["x"][1:]


DOUBT = "[Mm]ost likely|[Ll]ikely|[Pp]robabl[ey]|[Pp]ossibl[ey]|[Ss]uspected|[Pp]resumed|[Pp]otential"
RELATIVES = "mother|father|sister|brother|grandmother|grandfather|aunt|uncle"
RULES: tuple[Rule, ...] = (
    ("negation", r"\b[Dd]enies (?:any |having (?:any )?)?", "reports "),
    ("negation", r"\b(?:[Rr]eports|[Ee]ndorses|[Aa]dmits to|[Cc]omplains of) (?!that|his|her|a history|no\b)",
     "denies "),
    ("negation", r"(?:^|(?<=: ))(?:No|Nil) (?P<x>[a-z][a-z ]+?)(?=[.,]|$)", _first_upper),
    ("negation", r"\bthere (?:is|are|was|were) no (?:evidence of )?", "there is "),
    ("negation", r"\b(?P<v>has|have|does|did|is|was|are) not (?:had |have )?", lambda m: f"{m['v']} "),
    ("negation", r"\bwithout (?!any (?:questions|further))", "with "),
    ("negation", r"\b(?P<v>is|are|was) (?=(?:taking|tender|positive|able|swollen|present|improving|tolerating))",
     lambda m: f"{m['v']} not "),
    ("negation", r"\bpositive\b", "negative"),
    ("negation", r"\bnegative\b", "positive"),
    ("certainty", rf"\b(?:{DOUBT}) (?!to\b)", ""),
    ("certainty", r"\b(?:may|might|could) (?:be|represent)\b", "is"),
    ("certainty", r"\b(?:may|might|could) (?=have|need|require|benefit)", "does "),
    ("certainty", r"\b(?:appears to be|seems to be|is felt to be|is thought to be)\b", "is"),
    ("certainty", r"\b(?:suspicious for|concerning for|suggestive of|consistent with|concern for|\?\s?)", "showing "),
    ("certainty", r"\bto rule out\b", "for"),
    ("temporality", r"\b(?:[Hh]istory of|[Hh]/o|[Pp]rior|[Pp]revious|[Ss]tatus post|s/p) (?=[a-z])", "ongoing "),
    ("temporality", r"\b(?:has|had) (?:a )?(?:past (?:medical )?)?history of\b", "currently has"),
    ("temporality", r"\b(?:has )?resolved\b", "is ongoing"),
    ("temporality", r"\b(?:used to|previously) (?=[a-z])", "currently does "),
    ("experiencer", rf"\b(?:[Hh]er|[Hh]is|[Tt]he patient's) (?:{RELATIVES})s? (?=has|had|have|with|died|was)",
     "The patient "),
    ("experiencer", r"(?:^|(?<=: ))(?:Mother|Father|Sister|Brother|Grandmother|Grandfather|Mom|Dad)\b", "Patient"),
    ("experiencer", r"\b(?:a )?(?:significant )?[Ff]amily history (?:is )?(?:significant |positive )?(?:of|for) ",
     "history of "),
    ("laterality", r"\b(?:[Ll]eft|[Rr]ight|[Bb]ilateral)\b(?!-hand)", _turned),
    ("frequency", r"\b(?:once (?:a day|daily)|daily)\b", "twice daily"),
    ("frequency", r"\b(?:twice (?:a day|daily)|b\.?i\.?d\.?|BID)(?=\W|$)", "once daily"),
    ("frequency", r"\b(?:three times (?:a day|daily)|t\.?i\.?d\.?|TID)(?=\W|$)", "twice a day"),
    ("frequency", r"\bevery (?P<n>4|6|8|12)(?= )", lambda m: f"every {int(m['n']) * 2}"),
    ("x10", r"\b(?P<n>\d+)(?P<rest> ?(?:mg|mcg|milligrams?|units|mL)\b)", _tenfold),
    ("unit", r"(?<=\d) ?(?:mg|milligrams?)\b", " mcg"),
    ("unit", r"(?<=\d) (?:mcg|micrograms?)\b", " mg"),
    ("unit", r"\b(?<=\d )(?P<u>days|weeks|months)\b(?= (?:ago|of|for|prior)|[.,])",
     lambda m: {"days": "weeks", "weeks": "months", "months": "weeks"}[m["u"]]),
    ("number", r"(?<![\d./-])(?P<n>[1-9]\d{1,2})(?= ?(?:%|/\d|pounds|kg|beats|degrees|years|-year|mm|mg))",
     _other_digit),
    ("number", r"(?<![\d./])(?P<n>\d+\.\d)(?!\d)", _other_digit),
)  # fmt: skip
OTHER_OF_A_CLASS = {
    "ace_inhibitor": "ramipril", "statin": "pravastatin", "nsaid": "etodolac", "biguanide": "glipizide",
    "loop_diuretic": "torsemide", "beta_blocker": "nebivolol", "ssri": "paroxetine", "ppi": "rabeprazole",
}  # fmt: skip
ANY_OTHER = "clonidine"
NO_FINDING = re.compile(
    r"\b(?:questions?|else|things?|other|stuff|place|year|anything|medications?|surger(?:y|ies)|alcohol|now)\b", re.I
)
SIDE = re.compile(r"\b(?:left|right|both|bilateral)(?:ly)? (?!now|away|here|there|okay)[a-z]", re.IGNORECASE)
DENIED = re.compile(
    r"\b(?:any|have you had|do you have|are you having)(?: any)? (?P<x>[a-z]{4,}(?: [a-z]{3,}){0,2}?) ?"
    r"(?:\?|$|,| or )[^\n]{0,60}\n"
    r"\[?(?:patient|Patient)\]?:?\s*(?:no|nope|not really|none|nah)\b",
    re.IGNORECASE,
)


def planted_rows(rows: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """The clean notes, and each with one error, as rows of a planted set; at most a few of a kind for a note."""
    made: list[dict[str, Any]] = []
    for row in rows:
        source, note = str(row.get("source", row["id"])), _note_of(row)
        base = {"source": source, "dialogue": row["dialogue"]}
        made.append({"id": f"{source}:clean", **base, "note": note, "error": None})
        counts: dict[str, int] = {}
        for kind, clean, planted in _slips(note, row["dialogue"]):
            counts[kind] = counts.get(kind, 0) + 1
            if counts[kind] <= MOST_OF_A_KIND.get(kind, MOST_OF_OTHERS):
                error = {"kind": kind, "clean": clean, "planted": planted}
                changed = note.replace(clean, planted, 1)
                made.append({"id": f"{source}:{kind}{counts[kind]}", **base, "note": changed, "error": error})
    return made


def main(arguments: Sequence[str]) -> dict[str, Any]:
    options = _parser().parse_args(list(arguments))
    rows = [
        json.loads(line)
        for path in options.set
        for line in path.read_text(encoding="utf-8").splitlines()
        if line.strip()
    ]
    chosen = [row for row in rows if row.get("error") is None and part_of(row) == options.part]
    made = planted_rows(chosen)
    if options.out:
        options.out.write_text("\n".join(json.dumps(row, ensure_ascii=False) for row in made) + "\n", encoding="utf-8")
    return {"part": options.part, **measure(made, with_details=options.details)}


def part_of(row: dict[str, Any]) -> str:
    return PARTS[zlib.crc32(str(row.get("source", row["id"])).encode()) % 2]


def _slips(note: str, dialogue: str) -> Iterator[tuple[str, str, str]]:
    """Kind, statement before, statement after, spread over the note: each statement takes other rules first."""
    statements = [statement.text for statement in note_from_text(note).statements()]
    unique = [text for text in statements if note.count(text) == 1]
    for turn, text in sorted(enumerate(unique), key=lambda each: zlib.crc32(each[1].encode())):
        rules = RULES[turn % len(RULES) :] + RULES[: turn % len(RULES)]
        for kind, pattern, change in rules:
            changed = re.sub(pattern, change, text, count=1)
            if changed != text and (kind != "laterality" or SIDE.search(dialogue)):
                yield kind, text, changed
        yield from _other_drug(text)
    if unique:
        for match in DENIED.finditer(dialogue):
            if not NO_FINDING.search(match["x"]):
                yield "speaker", unique[-1], f"{unique[-1]}\nReports {match['x'].lower()}."


def _other_drug(text: str) -> Iterator[tuple[str, str, str]]:
    mention = next(iter(medications_in(text)), None)
    listed = medication(mention.ingredient) if mention is not None else None
    if mention is not None and listed is not None:
        other = OTHER_OF_A_CLASS.get(listed.drug_class, ANY_OTHER)
        yield "drug", text, text[: mention.start] + other + text[mention.end :]


def _note_of(row: dict[str, Any]) -> str:
    return str(row.get("note") or row.get("reference_note") or row["reference"])


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="saegim bench planted_more", description=__doc__)
    parser.add_argument("--set", type=Path, required=True, nargs="+", help="dialogues with notes, JSON lines")
    parser.add_argument("--part", choices=PARTS, default="tune", help="which half of the dialogues (default: tune)")
    parser.add_argument("--out", type=Path, help="also write the set here, JSON lines")
    parser.add_argument("--details", action="store_true", help="print every miss and every false alarm")
    return parser
