"""saegim bench: the measurements that ship with the source."""

import importlib.util
import json
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import click

from app.domain.errors import InputError
from app.paths import ROOT

BENCH_FOLDER = ROOT / "tests" / "bench"


@click.command(context_settings={"ignore_unknown_options": True, "help_option_names": []})
@click.argument("name")
@click.argument("arguments", nargs=-1, type=click.UNPROCESSED)
@click.pass_context
def bench(context: click.Context, name: str, arguments: tuple[str, ...]) -> None:
    """Run the measurement NAME with its own ARGUMENTS; the last line is RESULT and its figures as JSON."""
    if name == "--help":
        click.echo(context.get_help())
        return
    try:
        figures = measurement(name)(arguments)
    except FileNotFoundError as error:
        raise InputError("file_missing", file=Path(str(error.filename)).name) from error
    click.echo(f"RESULT {json.dumps(figures, ensure_ascii=False)}")


def measurement(name: str) -> Callable[[Sequence[str]], dict[str, Any]]:
    """Raises InputError("bench_unknown"), also where Saegim was installed without its source."""
    path = BENCH_FOLDER / f"{name}.py"
    if name not in _known():
        raise InputError("bench_unknown", name=name, known=", ".join(_known()) or "–")
    sys.path.insert(0, str(BENCH_FOLDER))
    spec = importlib.util.spec_from_file_location(f"saegim_bench_{name}", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[module.__name__] = module
    spec.loader.exec_module(module)
    main: Callable[[Sequence[str]], dict[str, Any]] = module.main
    return main


def _known() -> list[str]:
    return sorted(path.stem for path in BENCH_FOLDER.glob("*.py") if "def main(" in path.read_text(encoding="utf-8"))
