"""saegim bench planted_ko_talk: errors planted in notes of Korean talk as it is really spoken, and what review finds.

Dialect, fillers, denials in passing, a parent who answers for a child. The checks were built on the first part, then
on what they missed in `held_out`, in `fresh` and in `last`, in that order; only `--part unread` is kept apart: what is
missed there has not been read. The files in tests/bench/data say how they are written.
"""

import argparse
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from planted import measure

DATA = Path(__file__).parent / "data"
PARTS = ("built_on", "held_out", "fresh", "last", "unread")
LANGUAGES = {"ko": "", "en": "E "}
"""The notes of each consultation, and what marks an error that is planted in one."""


@dataclass(frozen=True, slots=True)
class Consultation:
    """Lines of talk, of the note in each language, and of what is planted."""

    name: str
    parts: dict[str, list[str]] = field(default_factory=lambda: {"talk": [], "ko": [], "en": [], "plant": []})


def consultations(part: str) -> list[Consultation]:
    read: list[Consultation] = []
    into: list[str] = []
    for line in (DATA / f"talk_ko_{part}.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("=== "):
            read.append(Consultation(line.removeprefix("=== ")))
            into = read[-1].parts["talk"]
        elif line.startswith("--- "):
            into = read[-1].parts[line.removeprefix("--- ")]
        elif line.strip():
            into.append(line)
    return read


def planted_pairs(part: str, language: str) -> Iterator[dict[str, Any]]:
    """Each clean note, and the same with one error, as rows of a planted set."""
    for consultation in consultations(part):
        lines = consultation.parts[language]
        base = {"source": consultation.name, "dialogue": "\n".join(consultation.parts["talk"])}
        yield {"id": f"{consultation.name}:clean", **base, "note": "\n".join(lines), "error": None}
        for number, (kind, clean, planted) in enumerate(_plants(consultation, language), start=1):
            place = next(i for i, line in enumerate(lines) if clean in line and not line.startswith("#"))
            changed = lines[place].replace(clean, planted, 1)
            yield {
                "id": f"{consultation.name}:{kind}{number:02d}",
                **base,
                "note": "\n".join([*lines[:place], changed, *lines[place + 1 :]]),
                "error": {"kind": kind, "clean": lines[place], "planted": changed},
            }


def _plants(consultation: Consultation, language: str) -> Iterator[list[str]]:
    for line in consultation.parts["plant"]:
        if line.startswith(LANGUAGES["en"]) == (language == "en"):
            yield line.removeprefix(LANGUAGES[language]).split(" ~ ")


def main(arguments: Sequence[str]) -> dict[str, Any]:
    parser = argparse.ArgumentParser(prog="saegim bench planted_ko_talk")
    parser.add_argument("--part", choices=PARTS, default="built_on", help="`unread` alone was not read while building")
    parser.add_argument("--language", choices=LANGUAGES, default="ko", help="of the notes")
    parser.add_argument("--details", action="store_true", help="print every miss and every false alarm")
    options = parser.parse_args(list(arguments))
    return measure(list(planted_pairs(options.part, options.language)), with_details=options.details)
