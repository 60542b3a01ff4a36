"""saegim bench draft: how fast the language model reads and writes, beside the bare library on the same tokens.

Both ways run in this process in turns, so that a machine whose speed drifts does not decide. The product's own draft,
in its child process, gives the time to the first word and the memory that each process took at most.
"""

import argparse
import sys
import time
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from statistics import median
from typing import Any

import llama_cpp
from memory import peak_mb
from silent import Silent

from app.cli.foreground import Foreground
from app.cores import core_count
from app.domain.dialogue import parse_dialogue
from app.drafting.llama import LlamaModel
from app.drafting.prompts import build_prompt
from app.drafting.stretches import cut_into_stretches
from app.drafting.templates import load_template
from app.paths import RESOURCES, models_dir
from app.review.reading.digits import with_digits
from app.services.drafting import draft_transcript
from app.services.models import InstalledModel, find_model

SAMPLE = RESOURCES / "samples" / "consultation_en.txt"
CONTEXT_TOKENS = 4096
READ_TOKENS = 512
WRITE_TOKENS = 64

Speeds = tuple[float, float]
"""Tokens per second, reading and writing."""


def main(arguments: Sequence[str]) -> dict[str, Any]:
    options = _parser().parse_args(list(arguments))
    text = options.dialogue.read_text(encoding="utf-8")
    installed = find_model("drafting", models_dir(), options.model)
    product = _product_figures(text, options.template, options.model)
    ours, bare = _both_ways(installed, text, options.template, options.rounds)
    figures = {
        "read_tok_s": median(read for read, _ in ours),
        "read_tok_s_bare": median(read for read, _ in bare),
        "write_tok_s": median(write for _, write in ours),
        "write_tok_s_bare": median(write for _, write in bare),
        "read_ratio": median(a / b for (a, _), (b, _) in zip(ours, bare, strict=True)),
        "write_ratio": median(a / b for (_, a), (_, b) in zip(ours, bare, strict=True)),
    }
    return {"model": installed.id, **{name: round(value, 3) for name, value in figures.items()}, **product}


def _product_figures(text: str, template_id: str, model_id: str | None) -> dict[str, Any]:
    """The product's way: the services' process, and the drafting child that holds the model."""
    transcript = parse_dialogue(text)
    foreground = Foreground()
    with foreground.drafting_engine() as engine:
        started = time.monotonic()
        note = foreground.result_of(
            partial(
                draft_transcript, engine, models_dir(), transcript, load_template(template_id), transcript.language,
                Silent(), model_id=model_id,
            )
        )  # fmt: skip
        total_s = time.monotonic() - started
        child = engine.child_pid
        assert child is not None
        assert note.timings is not None
        return {
            "load_s": round(note.timings.load_s, 2),
            "first_token_s": round(note.timings.first_token_s, 2),
            "draft_s": round(total_s, 2),
            "prompt_tokens": note.timings.prompt_tokens,
            "output_tokens": note.timings.output_tokens,
            "peak_mb": {"services": peak_mb("self"), "drafting": peak_mb(child)},
        }


def _both_ways(
    installed: InstalledModel, text: str, template_id: str, rounds: int
) -> tuple[list[Speeds], list[Speeds]]:
    model = LlamaModel(
        installed.path, model_id=installed.id, model_sha256=installed.sha256, context_tokens=CONTEXT_TOKENS
    )
    tokens = _prompt_tokens(model, text, template_id)
    bare = llama_cpp.Llama(
        str(installed.path),
        n_ctx=CONTEXT_TOKENS,
        n_threads=core_count(),
        n_threads_batch=core_count(),
        verbose=False,
    )
    ways: list[Callable[[], Speeds]] = [partial(_ours, model, tokens), partial(_bare, bare, tokens)]
    measured: list[list[Speeds]] = [[], []]
    for number in range(rounds + 1):
        for way, speeds in zip(ways, measured, strict=True):
            speed = way()
            # The first round warms up what both share: the page cache and the processor's clock.
            if number:
                speeds.append(speed)
                sys.stderr.write(f"round {number}: reads {speed[0]:.1f}, writes {speed[1]:.1f} tokens/s\n")
    return measured[0], measured[1]


def _prompt_tokens(model: LlamaModel, text: str, template_id: str) -> list[int]:
    """The end of a real prompt, so long that reading it takes seconds."""
    transcript = parse_dialogue(text)
    prompt = build_prompt(load_template(template_id), transcript.language, transcript.language, with_digits)
    stretch = cut_into_stretches(transcript, lambda line: len(model.tokenize(line)))[0]
    return model.tokenize_chat(prompt.with_stretch(stretch), to_be_answered=True)[-READ_TOKENS:]


def _ours(model: LlamaModel, tokens: list[int]) -> Speeds:
    model.read(tokens[-1:])
    started = time.perf_counter()
    model.read(tokens)
    has_read = time.perf_counter()
    written = sum(1 for _ in model.write(WRITE_TOKENS))
    return len(tokens) / (has_read - started), written / (time.perf_counter() - has_read)


def _bare(model: llama_cpp.Llama, tokens: list[int]) -> Speeds:
    model.reset()
    started = time.perf_counter()
    model.eval(tokens)
    has_read = time.perf_counter()
    written = 0
    while written < WRITE_TOKENS:
        token = model.sample(temp=0.0)
        if token == model.token_eos():
            break
        model.eval([token])
        written += 1
    return len(tokens) / (has_read - started), written / (time.perf_counter() - has_read)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="saegim bench draft", description=__doc__)
    parser.add_argument("--dialogue", type=Path, default=SAMPLE, help="lines such as «Doctor: …»")
    parser.add_argument("--template", default="soap")
    parser.add_argument("--model", help="id of an installed drafting model")
    parser.add_argument("--rounds", type=int, default=3)
    return parser
