"""saegim bench notes: drafts of a set of dialogues against expert notes, beside one prompt to the same model.

The set is JSON lines with `id`, `dialogue` and a reference under `reference_note`, `note` or `reference`.
"""

import argparse
import json
import sys
import time
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from note_scores import NoteScore, mean_figures, score_note
from silent import Silent

from app.domain.dialogue import parse_dialogue
from app.domain.note import DraftNote
from app.drafting.drafter import Drafter
from app.drafting.llama import LlamaModel
from app.drafting.openings import OpeningStore
from app.drafting.templates import load_template
from app.engines.drafting_worker import OPENINGS
from app.paths import models_dir
from app.review.line_guard import LineGuard
from app.review.reading.digits import with_digits
from app.services.models import find_model

BASELINE_TOKENS = 900
BASELINE_CONTEXT = 12288
BASELINE_RULES = "You are a medical scribe. You write accurate clinical notes."
BASELINE_TASK = "Write the complete clinical note (SOAP) for this consultation."


def main(arguments: Sequence[str]) -> dict[str, Any]:
    options = _parser().parse_args(list(arguments))
    rows = [json.loads(line) for line in options.set.read_text(encoding="utf-8").splitlines() if line.strip()]
    rows = rows[: options.limit]
    installed = find_model("drafting", models_dir(), options.model)
    model = LlamaModel(
        installed.path, model_id=installed.id, model_sha256=installed.sha256, context_tokens=BASELINE_CONTEXT
    )
    drafter = Drafter(model, LineGuard, with_digits, openings=OpeningStore(installed.path.parent / OPENINGS))
    drafted = _Run("saegim", lambda row: _draft(drafter, row, options.template), options.pred)
    runs = [drafted]
    if not options.without_baseline:
        runs.append(_Run("one prompt", lambda row: _one_prompt(model, row), options.pred_baseline))
    with ExitStack() as files:
        for run in runs:
            run.open(files)
        for row in rows:
            for run in runs:
                run.note(row)
    figures: dict[str, Any] = drafted.figures()
    if len(runs) > 1:
        figures["baseline"] = runs[1].figures()
    return {"notes": len(rows), "model": installed.id, "template": options.template, **figures}


class _Run:
    """One way of writing notes, and how its notes score."""

    def __init__(self, name: str, write: Callable[[dict[str, Any]], str], path: Path | None) -> None:
        self._name = name
        self._write = write
        self._path = path
        self._file: Any = None
        self._scores: list[NoteScore] = []
        self._seconds: list[float] = []

    def open(self, files: ExitStack) -> None:
        if self._path:
            self._file = files.enter_context(self._path.open("w", encoding="utf-8"))

    def note(self, row: dict[str, Any]) -> None:
        started = time.monotonic()
        note = self._write(row)
        self._seconds.append(time.monotonic() - started)
        self._scores.append(score_note(note, _reference(row), row["dialogue"]))
        if self._file:
            self._file.write(json.dumps({"id": row["id"], "note": note}, ensure_ascii=False) + "\n")
            self._file.flush()
        score = self._scores[-1]
        sys.stderr.write(
            f"{row['id']:<24} {self._name:<11} {self._seconds[-1]:6.1f} s {score.words:4d} words "
            f"ROUGE-1 {100 * score.rouge['rouge1']:.1f}, key facts {100 * score.key_fact_recall:.1f}\n"
        )

    def figures(self) -> dict[str, float]:
        return {**mean_figures(self._scores), "seconds_per_note": round(sum(self._seconds) / len(self._seconds), 1)}


def _draft(drafter: Drafter, row: dict[str, Any], template_id: str) -> str:
    transcript = parse_dialogue(row["dialogue"])
    template = load_template(template_id)
    note = drafter.draft(transcript, template, transcript.language, Silent(), lambda: False)
    return _as_text(note, with_titles="section_header" not in row)


def _one_prompt(model: LlamaModel, row: dict[str, Any]) -> str:
    model.read(
        model.tokenize_chat(
            [("system", BASELINE_RULES), ("user", f"{BASELINE_TASK}\n\n{row['dialogue']}")], to_be_answered=True
        )
    )
    return "".join(model.write(BASELINE_TOKENS)).strip()


def _as_text(note: DraftNote, *, with_titles: bool) -> str:
    """The stated sections as plain text; a row that is one section of a note (MTS-Dialog) has no titles either."""
    sections = [section for section in note.sections if section.statements]
    blocks = ["\n".join(statement.text for statement in section.statements) for section in sections]
    if with_titles:
        blocks = [f"{section.title.upper()}\n\n{block}" for section, block in zip(sections, blocks, strict=True)]
    return "\n\n".join(blocks)


def _reference(row: dict[str, Any]) -> str:
    return str(row.get("reference_note") or row.get("note") or row["reference"])


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="saegim bench notes", description=__doc__)
    parser.add_argument("--set", type=Path, required=True, help="dialogues with reference notes, JSON lines")
    parser.add_argument("--limit", type=int, help="only the first notes of the set")
    parser.add_argument("--template", default="soap")
    parser.add_argument("--model", help="id of an installed drafting model")
    parser.add_argument("--pred", type=Path, help="write the drafted notes here, JSON lines")
    parser.add_argument("--pred-baseline", type=Path, help="write the one-prompt notes here")
    parser.add_argument("--without-baseline", action="store_true")
    return parser
