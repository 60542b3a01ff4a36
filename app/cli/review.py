"""saegim review: a note against its transcript."""

from collections import Counter
from pathlib import Path

import click

from app.cli.files import STANDARD_OUTPUT, read_record, read_talk, read_written_note, write_json
from app.cli.wording import interface_language, say
from app.domain.clinic_settings import ClinicSettings
from app.domain.formats import note_to_json
from app.domain.note import DraftNote, Severity
from app.paths import tables_dir
from app.review.checks import review_note
from app.review.safety.flags import NOTHING_RECORDED, Chart
from app.services.terminology import official_rules
from app.wording import flag_sentence, omission_label, severity_label

_INTERACTIONS, _PAEDIATRIC_DOSES = "interactions", "paediatric-doses"
_TABLES = (_INTERACTIONS, _PAEDIATRIC_DOSES)


@click.command()
@click.option("--note", "note_file", type=click.Path(path_type=Path), required=True, help="Note as JSON or as text.")
@click.option("--transcript", "transcript_file", type=click.Path(path_type=Path), help="Its transcript as JSON.")
@click.option("--dialogue", "dialogue_file", type=click.Path(path_type=Path), help="Or lines such as “Doctor: …”.")
@click.option("--record", "record_file", type=click.Path(path_type=Path), help="What is known of the patient, as JSON.")
@click.option("--check", "tables", type=click.Choice(_TABLES), multiple=True, help="A table that is off as shipped.")
@click.option("--json", "json_file", type=click.Path(path_type=Path), help="Write the reviewed note; - prints it.")
def review(
    note_file: Path,
    transcript_file: Path | None,
    dialogue_file: Path | None,
    record_file: Path | None,
    tables: tuple[str, ...],
    json_file: Path | None,
) -> None:
    """Check every statement of a note, also of one written elsewhere. Flags are results, not failures."""
    transcript = read_talk(transcript_file, dialogue_file)
    record = read_record(record_file) if record_file else NOTHING_RECORDED
    settings = ClinicSettings(_INTERACTIONS in tables, _PAEDIATRIC_DOSES in tables)
    note = review_note(
        read_written_note(note_file), transcript, Chart(record, settings, official=official_rules(tables_dir()))
    )
    if json_file != STANDARD_OUTPUT:
        for line in (*flag_lines(note), *omission_lines(note)):
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


def omission_lines(note: DraftNote) -> list[str]:
    """A line for each thing that was said and that the note does not hold."""
    return [
        say("omission", kind=omission_label(o.kind, interface_language()), source=o.source, text=o.text)
        for o in note.omissions
    ]
