"""saegim calculate: a clinical calculator, with inputs given or taken over from a note."""

from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

import click

from app.cli.files import STANDARD_OUTPUT, read_record, read_transcript, read_written_note, write_json
from app.cli.usage import MistypedError
from app.cli.wording import interface_language, say
from app.domain.errors import Problem
from app.review.calculators.definition import Calculator, calculator, calculator_names
from app.review.calculators.filling import RECORD, Filled, fill_inputs
from app.review.calculators.inputs import expected, read_inputs
from app.review.calculators.results import Result
from app.review.calculators.results import calculate as calculate_result


@click.command()
@click.argument("name", required=False)
@click.argument("values", nargs=-1, metavar="[INPUT=VALUE]...")
@click.option("--list", "lists", is_flag=True, help="List the calculators, or the inputs of the one that is named.")
@click.option("--note", "note_file", type=click.Path(path_type=Path), help="Take inputs over from a note.")
@click.option("--transcript", "transcript_file", type=click.Path(path_type=Path), help="And from its transcript.")
@click.option(
    "--record", "record_file", type=click.Path(path_type=Path), help="And from the patient's record, as JSON."
)
@click.option("--json", "json_file", type=click.Path(path_type=Path), help="Write the result; - prints it.")
def calculate(
    name: str | None,
    values: tuple[str, ...],
    lists: bool,
    note_file: Path | None,
    transcript_file: Path | None,
    record_file: Path | None,
    json_file: Path | None,
) -> None:
    """Calculate a score. Missing inputs are refused: nothing is assumed to be normal."""
    if lists:
        for line in input_lines(calculator(name)) if name else calculator_lines():
            click.echo(line)
        return
    if name is None:
        raise MistypedError(Problem("calculator_unnamed"))
    chosen = calculator(name)
    note = read_written_note(note_file) if note_file else None
    transcript = read_transcript(transcript_file) if transcript_file else None
    record = read_record(record_file) if record_file else None
    typed = _typed(values)
    found = fill_inputs(chosen, note, transcript, record)
    filled = {each.name: each for each in found if each.name not in typed}
    texts = {asked: each.text for asked, each in filled.items()} | typed
    result = calculate_result(name, read_inputs(chosen, texts))
    if json_file != STANDARD_OUTPUT:
        for line in result_lines(result, texts, filled):
            click.echo(line)
    if json_file:
        write_json(result_to_json(result, filled), json_file)


def calculator_lines() -> list[str]:
    names = [(name, calculator(name).titles[interface_language()]) for name in calculator_names()]
    width = max(len(name) for name, _ in names)
    return [f"{name:<{width}}  {title}" for name, title in names]


def input_lines(chosen: Calculator) -> list[str]:
    """What the calculator asks for and what each input may be."""
    language = interface_language()
    lines = [chosen.titles[language], chosen.applies[language], ""]
    for asked in chosen.inputs:
        lines.append(f"  {asked.name}  {asked.labels[language]}: {expected(asked)}")
        lines += [f"      {choice.id}  {choice.labels[language]}" for choice in asked.choices]
    return [*lines, "", say("calculator_source", source=chosen.source)]


def result_lines(result: Result, texts: Mapping[str, str], filled: Mapping[str, Filled]) -> list[str]:
    """Title and value, the band, each input with where it comes from, the points or the working, and the source."""
    language = interface_language()
    chosen = result.calculator
    lines = [f"{chosen.titles[language]}: {result.value_text}"]
    if result.band is not None:
        lines.append(result.band[language])
    lines.append("")
    for asked in chosen.inputs:
        text = texts[asked.name]
        shown = asked.choice_labels(str(result.given[asked.name]))[language] if asked.choices else text
        lines.append(f"  {asked.labels[language]}: {shown}{_origin(filled.get(asked.name))}")
    if result.parts:
        lines.append("")
        lines += [f"  {part.points:+g}  {part.labels[language]}" for part in result.parts]
    else:
        lines += ["", f"  {result.working}"]
    return [*lines, "", chosen.applies[language], say("calculator_source", source=chosen.source)]


def result_to_json(result: Result, filled: Mapping[str, Filled]) -> dict[str, Any]:
    chosen = result.calculator
    return {
        "calculator": chosen.name,
        "value": result.value,
        "unit": chosen.unit,
        "band": dict(result.band) if result.band is not None else None,
        "inputs": dict(result.given),
        "filled": [asdict(each) for each in filled.values()],
        "points": [
            {"inputs": list(part.inputs), "points": part.points, "labels": dict(part.labels)} for part in result.parts
        ],
        "working": result.working,
        "applies": dict(chosen.applies),
        "source": chosen.source,
    }


def _origin(filled: Filled | None) -> str:
    if filled is None:
        return ""
    is_recorded = filled.source == RECORD
    origin = (
        say("calculator_recorded")
        if is_recorded
        else say("calculator_filled", source=filled.source, quote=filled.quote)
    )
    if filled.others:
        origin += say("calculator_others", others=", ".join(filled.others))
    return f"  {origin}"


def _typed(values: tuple[str, ...]) -> dict[str, str]:
    typed = {}
    for value in values:
        name, sign, text = value.partition("=")
        if not sign:
            raise MistypedError(Problem("calculator_input_form", {"text": value}))
        typed[name.strip()] = text
    return typed
