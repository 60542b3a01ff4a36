"""saegim export: a note as a file for other programs."""

from pathlib import Path

import click

from app.cli.files import read_note
from app.cli.wording import say
from app.domain.encounter import Encounter, Patient
from app.drafting.templates import load_template
from app.export.document import Printable
from app.services.document_files import FORMATS, write_document


@click.command()
@click.option("--note", "note_file", type=click.Path(path_type=Path), required=True, help="Note as JSON.")
@click.option("--format", "file_format", type=click.Choice(FORMATS), required=True, help="Kind of document.")
@click.option("--out", "out_file", type=click.Path(path_type=Path), required=True, help="The file to write.")
def export(note_file: Path, file_format: str, out_file: Path) -> None:
    """Export a note that nobody has signed: it is marked as a draft. Signed documents are exported in the window."""
    note = read_note(note_file)
    template = load_template(note.template)
    encounter = Encounter("", Patient(""), started_at="", language=note.language)
    printable = Printable.from_draft(encounter, note, template.titles[note.language])
    write_document(printable, template, out_file, file_format)
    click.echo(say("saved", path=out_file), err=True)
