"""saegim doctor: what is installed, which models, what this machine can run, whether anything is wrong."""

from dataclasses import asdict
from typing import Any

import click

from app.cli import EXIT_FAILED, desktop_of
from app.cli.files import STANDARD_OUTPUT, json_option, write_json
from app.cli.models import known_line, model_json
from app.cli.wording import interface_language, say
from app.paths import models_dir
from app.services.doctor import Diagnosis, diagnose
from app.wording import wording_of


@click.command()
@click.option("--load", "loads_models", is_flag=True, help="Load the models too, each in a child process.")
@json_option
@click.pass_context
def doctor(context: click.Context, loads_models: bool, wants_json: bool) -> None:
    """Say whether Saegim can be used here; the exit code is 0 only then."""
    found = diagnose(models_dir(), loads_models=loads_models)
    has_window = desktop_of(context).is_available()
    if wants_json:
        write_json({**_as_json(found), "window": has_window}, STANDARD_OUTPUT)
    else:
        _tell(found, has_window)
    if not found.is_usable:
        context.exit(EXIT_FAILED)


def _tell(found: Diagnosis, has_window: bool) -> None:
    machine = found.machine
    click.echo(f"Saegim {found.saegim}, Python {found.python}, {found.system}")
    click.echo(
        say("doctor_machine", memory_mb=machine.memory_mb, cores=machine.cores, disk_free_mb=machine.disk_free_mb)
    )
    click.echo(say("doctor_window" if has_window else "doctor_no_window"))
    click.echo(", ".join(f"{package.name} {package.version or '✗'}" for package in found.packages))
    click.echo("\n" + (say("models_installed") if found.installed else say("models_none")))
    for model in found.installed:
        used = f" ({say('doctor_used')})" if model in found.chosen else ""
        click.echo(f"  {model.id:24} {say('role_' + model.role)}{used}")
    click.echo("\n" + say("doctor_catalogue"))
    for known, fit in found.catalogue:
        click.echo(f"  {known.id:24} {say('role_' + known.role)}, {say('fit_' + fit.value)}; {known_line(known)}")
    click.echo("")
    if not any(model.role == "voices" for model in found.chosen):
        click.echo(say("doctor_no_voices"))
    for problem in found.problems:
        click.echo(str(wording_of(problem, interface_language())), err=True)
    if found.is_usable:
        click.echo(say("doctor_usable"))


def _as_json(found: Diagnosis) -> dict[str, Any]:
    return {
        "usable": found.is_usable,
        "saegim": found.saegim,
        "python": found.python,
        "system": found.system,
        "machine": asdict(found.machine),
        "packages": {package.name: package.version for package in found.packages},
        "installed": [model_json(model) for model in found.installed],
        "chosen": {model.role: model.id for model in found.chosen},
        "catalogue": {model.id: fit.value for model, fit in found.catalogue},
        "problems": [
            {"code": problem.code, "facts": dict(problem.facts), "text": str(wording_of(problem, interface_language()))}
            for problem in found.problems
        ],
    }
