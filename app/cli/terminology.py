"""saegim terminology: official lists of medications, imported from the publisher's files."""

from dataclasses import asdict
from pathlib import Path

import click

from app.cli.files import STANDARD_OUTPUT, json_option, write_json
from app.cli.wording import say
from app.paths import tables_dir
from app.services.terminology import Imported, import_list, imported_lists


@click.group()
def terminology() -> None:
    """Official lists: Korean DUR and drug master (CSV), RxNorm (RRF). They hold for their date, and not beyond it."""


@terminology.command("import")
@click.argument("path", type=click.Path(path_type=Path))
@click.option("--edition", default="", help="Date or version, where the file's name does not tell it.")
@json_option
def import_(path: Path, edition: str, wants_json: bool) -> None:
    """Import a list; it takes the place of an earlier edition."""
    imported = import_list(path, tables_dir(), edition)
    if wants_json:
        write_json(asdict(imported), STANDARD_OUTPUT)
    else:
        click.echo(_line(imported))


@terminology.command("list")
@json_option
def list_(wants_json: bool) -> None:
    """What has been imported, with edition and date."""
    tables = imported_lists(tables_dir())
    if wants_json:
        rows = [
            {
                "kind": table.kind.value,
                "edition": table.edition,
                "imported_on": table.imported_on,
                "sha256": table.sha256,
                "entries": len(table.entries),
            }
            for table in tables
        ]
        write_json(rows, STANDARD_OUTPUT)
        return
    for table in tables:
        name = say(f"list_{table.kind.value}")
        count = len(table.entries)
        click.echo(say("list_line", name=name, edition=table.edition, date=table.imported_on, count=count))
    if not tables:
        click.echo(say("list_none"))


def _line(imported: Imported) -> str:
    name = say(f"list_{imported.kind.value}")
    line = say("list_imported", name=name, edition=imported.edition, count=imported.entries)
    return f"{line} {say('list_replaced', edition=imported.replaced)}" if imported.replaced else line
