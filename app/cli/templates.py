"""saegim templates: the shapes of documents, those that ship and the clinic's own."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path

import click

from app.cli import EXIT_FAILED
from app.cli.files import STANDARD_OUTPUT, json_option, read_text, write_json
from app.cli.vault import unlocked
from app.cli.wording import interface_language, say
from app.domain.errors import InputError, Problem
from app.domain.template import NoteTemplate
from app.domain.template_format import template_to_json
from app.domain.template_rules import template_problems
from app.drafting.example_note import template_from_note
from app.drafting.templates import load_template, template_ids
from app.paths import vault_dir
from app.services import vault as vaults
from app.services.template_library import TemplateLibrary, read_template
from app.wording import wording_of

_out = click.option(
    "--out",
    type=click.Path(path_type=Path),
    default=STANDARD_OUTPUT,
    help="The file to write (else standard output).",
)
_file = click.argument("file", type=click.Path(path_type=Path))


@click.group()
def templates() -> None:
    """What ships is always there; the clinic's own are kept in the vault, whose passphrase is asked for."""


@templates.command("list")
@json_option
def list_templates(wants_json: bool) -> None:
    """List every template that is offered."""
    offered = _offered()
    if wants_json:
        write_json([_summary(each) for each in offered], STANDARD_OUTPUT)
        return
    width = max(len(each.id) for each in offered)
    for each in offered:
        click.echo(f"{each.id:{width}}  {each.titles[interface_language()]}")


@templates.command()
@click.argument("template_id", metavar="ID")
@json_option
def show(template_id: str, wants_json: bool) -> None:
    """Show the sections of a template, and what belongs in each."""
    template = template_of(template_id)
    if wants_json:
        write_json(template_to_json(template), STANDARD_OUTPUT)
        return
    language = interface_language()
    click.echo(say("template_head", title=template.titles[language], id=template.id, version=template.version))
    for section in template.sections:
        marks = [
            say(name)
            for name, holds in (
                ("template_required", section.is_required),
                ("template_tasks", section.holds_tasks),
                ("template_single", section.single),
            )
            if holds
        ]
        click.echo(" · ".join((f"- {section.titles[language]}", *marks)))
        click.echo(f"  {section.guidance[language]}")


@templates.command("import")
@_file
@json_option
def import_template(file: Path, wants_json: bool) -> None:
    """Make the template in FILE one of the clinic's own."""
    with _library() as library:
        saved = library.save(library.read_file(file))
    if wants_json:
        write_json(_summary(saved), STANDARD_OUTPUT)
    else:
        click.echo(say("template_imported", title=saved.titles[interface_language()], id=saved.id))


@templates.command()
@click.argument("template_id", metavar="ID")
@_out
def export(template_id: str, out: Path) -> None:
    """Write a template to a file (JSON), for another clinic or for an editor."""
    write_json(template_to_json(template_of(template_id)), out)


@templates.command()
@_file
@json_option
def check(file: Path, wants_json: bool) -> None:
    """Say what has to be put right in FILE before it can be imported."""
    problems = template_problems(read_template(file))
    if wants_json:
        content = [{"code": each.code, **asdict(wording_of(each, interface_language()))} for each in problems]
        write_json({"good": not problems, "problems": content}, STANDARD_OUTPUT)
    elif problems:
        _tell(problems)
    else:
        click.echo(say("template_good"))
    if problems:
        raise SystemExit(EXIT_FAILED)


@templates.command("from-note")
@_file
@click.option("--title", default="", help="What the template is called (else as the file).")
@_out
def from_note(file: Path, title: str, out: Path) -> None:
    """Make a template file from the headings of a note in FILE; nothing else of the note is kept."""
    template = template_from_note(read_text(file), title or file.stem)
    write_json(template_to_json(template), out)
    _tell(template_problems(template))


def _offered() -> tuple[NoteTemplate, ...]:
    if not vaults.exists(vault_dir()):
        return tuple(load_template(each) for each in template_ids())
    with _library() as library:
        return library.offered()


def template_of(template_id: str) -> NoteTemplate:
    """One that ships, or one of the clinic's own, for which the vault is unlocked.

    Raises InputError("template_unknown").
    """
    if template_id in template_ids():
        return load_template(template_id)
    offered = {each.id: each for each in _offered()}
    if template_id not in offered:
        raise InputError("template_unknown", template=template_id, known=", ".join(offered))
    return offered[template_id]


@contextmanager
def _library() -> Iterator[TemplateLibrary]:
    with unlocked() as (opened, actor):
        yield TemplateLibrary(opened, actor)


def _tell(problems: Sequence[Problem]) -> None:
    for problem in problems:
        click.echo(str(wording_of(problem, interface_language())), err=True)


def _summary(template: NoteTemplate) -> dict[str, object]:
    return {
        "id": template.id,
        "version": template.version,
        "titles": {language.value: title for language, title in template.titles.items()},
        "sections": [section.id for section in template.sections],
        "is_own": template.is_own,
    }
