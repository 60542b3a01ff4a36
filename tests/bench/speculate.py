"""saegim bench speculate: what it would gain to check guessed tokens in batches, instead of writing one by one.

Guessed is what followed the last two tokens where they stood before, in the prompt or in what is written: prompt
look-up. The same visits are drafted both ways, in turns. `speedup` is by token; `identical` says whether every note
came out in the same words, which it need not, because the native library rounds otherwise in batches of other sizes.
The product does not speculate; the README's decisions say why, and this is where its figures come from.
"""

import argparse
import codecs
import json
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, TypeAlias

import llama_cpp
import numpy as np
from numpy.typing import NDArray
from silent import Silent

from app.domain.dialogue import parse_dialogue
from app.domain.errors import ModelError
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

Logits: TypeAlias = NDArray[np.float32]

KEY_TOKENS = 2


class LookingUp(LlamaModel):
    """Guesses what it writes from what stands before it, and checks the guesses in one batch with the token at hand."""

    guessed_tokens = 3
    steps = 0
    written_tokens = 0
    _row: int | None = None
    """Which token of the last batch is the last that stands, where a guess after it did not."""

    def write(self, max_tokens: int, unlikely: Sequence[int] = (), penalty: float = 0.0) -> Iterator[str]:
        decoder = codecs.getincrementaldecoder("utf-8")(errors="ignore")
        lowered = np.zeros(self._vocabulary_size, dtype=np.float32)
        lowered[list(unlikely)] = penalty
        token = self._likeliest(lowered)
        left = min(max_tokens, self._room() - self.guessed_tokens)
        while left > 0 and not llama_cpp.llama_vocab_is_eog(self._vocabulary, token):
            batch = [token, *self._guess(token)][:left]
            token, right = self._check(batch, lowered)
            self.steps += 1
            self.written_tokens += right
            left -= right
            yield "".join(decoder.decode(self._bytes_of(each)) for each in batch[:right])

    def _check(self, batch: Sequence[int], lowered: Logits) -> tuple[int, int]:
        """Evaluates them all; returns the token that comes next, and after how many of them."""
        before = self.position
        self._evaluate_all(batch)
        for right in range(1, len(batch) + 1):
            self._row = right - 1
            token = self._likeliest(lowered)
            if right == len(batch) or batch[right] != token:
                break
        self._forget_after(before + right)
        return token, right

    def _guess(self, token: int) -> list[int]:
        """What followed the last tokens where they stood last; nothing after the end of a line."""
        known = [*self._cached, token]
        key = known[-KEY_TOKENS:]
        for start in range(len(known) - KEY_TOKENS - 1, -1, -1):
            if known[start : start + KEY_TOKENS] == key:
                followed = known[start + KEY_TOKENS : start + KEY_TOKENS + self.guessed_tokens]
                ends = (place for place, each in enumerate(followed, start=1) if "\n" in self.text_of(each))
                return followed[: next(ends, None)] if "\n" not in self.text_of(token) else []
        return []

    def _likeliest(self, lowered: Logits) -> int:
        return int((self._logits() - lowered).argmax())

    def _logits(self) -> Logits:
        if self._row is None:
            return super()._logits()
        logits = llama_cpp.llama_get_logits_ith(self._context, self._row)
        return np.ctypeslib.as_array(logits, shape=(self._vocabulary_size,))

    def _evaluate(self, tokens: Sequence[int]) -> None:
        self._row = None
        super()._evaluate(tokens)

    def _evaluate_all(self, tokens: Sequence[int]) -> None:
        """As the product evaluates a batch, with the logits of every token."""
        batch = self._batch
        batch.n_tokens = len(tokens)
        for index, token in enumerate(tokens):
            batch.token[index] = token
            batch.pos[index] = self.position + index
            batch.n_seq_id[index] = 1
            batch.seq_id[index][0] = 0
            batch.logits[index] = True
        if llama_cpp.llama_decode(self._context, batch) != 0:
            raise ModelError("context_full", tokens=self.position + len(tokens), limit=self.context_tokens)
        self._cached.extend(tokens)


def main(arguments: Sequence[str]) -> dict[str, Any]:
    options = _parser().parse_args(list(arguments))
    rows = [json.loads(line) for line in options.set.read_text(encoding="utf-8").splitlines() if line.strip()]
    rows = rows[: options.limit]
    installed = find_model("drafting", models_dir(), options.model)
    plain = LlamaModel(installed.path, model_id=installed.id, model_sha256=installed.sha256)
    looking = LookingUp(installed.path, model_id=installed.id, model_sha256=installed.sha256)
    looking.guessed_tokens = options.guessed
    openings = OpeningStore(installed.path.parent / OPENINGS)
    drafters = [Drafter(model, LineGuard, with_digits, openings=openings) for model in (plain, looking)]
    alike, tokens, seconds = 0, 0, [0.0, 0.0]
    for row in rows:
        notes = [_draft(drafter, row, options.template) for drafter in drafters]
        timings = [note.timings for note in notes]
        assert timings[0] is not None
        assert timings[1] is not None
        tokens += timings[0].output_tokens
        seconds = [sum(pair) for pair in zip(seconds, (each.decode_s for each in timings if each), strict=True)]
        alike += notes[0].sections == notes[1].sections
        sys.stderr.write(f"{row['id']:<24} {timings[0].decode_s:6.1f} s one by one, {timings[1].decode_s:6.1f} s\n")
    by_token = [seconds[0] / max(tokens, 1), seconds[1] / max(looking.written_tokens, 1)]
    return {
        "notes": len(rows),
        "model": installed.id,
        "guessed": options.guessed,
        "speedup": round(by_token[0] / by_token[1], 2),
        "identical": alike == len(rows),
        "identical_notes": alike,
        "tokens_a_step": round(looking.written_tokens / max(looking.steps, 1), 2),
    }


def _draft(drafter: Drafter, row: dict[str, Any], template_id: str) -> DraftNote:
    transcript = parse_dialogue(row["dialogue"])
    return drafter.draft(transcript, load_template(template_id), transcript.language, Silent(), lambda: False)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="saegim bench speculate", description=__doc__)
    parser.add_argument("--set", type=Path, required=True, help="JSON lines with id and dialogue")
    parser.add_argument("--limit", type=int, help="only the first so many dialogues")
    parser.add_argument("--template", default="soap", help="the document to draft")
    parser.add_argument("--model", help="a drafting model's id")
    parser.add_argument("--guessed", type=int, default=3, help="how many tokens are guessed at once")
    return parser
