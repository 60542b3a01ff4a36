"""saegim review: a note against its transcript."""

from collections import Counter
from pathlib import Path

import click

from app.cli import interface_language
from app.cli.files import STANDARD_OUTPUT, read_note, read_transcript, write_json
from app.cli.wording import say
from app.domain.formats import note_to_json
from app.domain.note import DraftNote, Severity
from app.review.checks import review_note
from app.wording import flag_sentence, severity_label


@click.command()
@click.option("--note", "note_file", type=click.Path(path_type=Path), required=True, help="Note as JSON.")
@click.option("--transcript", "transcript_file", type=click.Path(path_type=Path), required=True, help="Its transcript.")
@click.option("--json", "json_file", type=click.Path(path_type=Path), help="Write the reviewed note; - prints it.")
def review(note_file: Path, transcript_file: Path, json_file: Path | None) -> None:
    """Check every statement of a note: numbers, medications, support. Flags are results, not failures."""
    note = review_note(read_note(note_file), read_transcript(transcript_file))
    if json_file != STANDARD_OUTPUT:
        for line in flag_lines(note):
            click.echo(line)
    if json_file:
        write_json(note_to_json(note), json_file)


def flag_lines(note: DraftNote) -> list[str]:
    """A line for each flag under the statement it belongs to, and the counts at the end."""
    lines: list[str] = []
    for statement in note.statements():
        if statement.flags:
            lines.append(f"{statement.id} {statement.text}")
        for flag in statement.flags:
            label = severity_label(flag.severity, interface_language())
            lines.append(f"    {label}: {flag_sentence(flag, interface_language())}")
    if not lines:
        return [say("no_flags")]
    found = Counter(flag.severity for statement in note.statements() for flag in statement.flags)
    return [*lines, say("flag_counts", **{severity.value: found[severity] for severity in Severity})]
