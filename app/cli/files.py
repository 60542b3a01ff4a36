"""Files that the command line reads and writes."""

import json
from pathlib import Path
from typing import Any

import click

from app.cli.usage import MistypedError
from app.cli.wording import say
from app.domain.dialogue import parse_dialogue
from app.domain.errors import InputError, Problem
from app.domain.formats import note_from_json, parse_json, transcript_from_json
from app.domain.note import DraftNote
from app.domain.pasted_note import note_from_text
from app.domain.patient_record import PatientRecord
from app.domain.record_format import record_from_json
from app.domain.transcript import Transcript
from app.export.files import write_file

STANDARD_OUTPUT = Path("-")

json_option = click.option("--json", "wants_json", is_flag=True, help="Print the result as JSON.")


def read_text(path: Path) -> str:
    """Raises InputError("file_missing" | "file_unreadable")."""
    try:
        return path.read_text(encoding="utf-8-sig")
    except FileNotFoundError as error:
        raise InputError("file_missing", file=path.name) from error
    except (OSError, UnicodeDecodeError) as error:
        raise InputError("file_unreadable", file=path.name) from error


def read_transcript(path: Path) -> Transcript:
    """Raises InputError("transcript_format") besides what read_text raises."""
    return transcript_from_json(parse_json(read_text(path), "transcript_format"))


def read_talk(transcript_file: Path | None, dialogue_file: Path | None) -> Transcript:
    """From the one of the two that is given. Raises InputError("transcript_format" | "dialogue_empty") besides what
    read_text raises, and MistypedError.
    """
    if transcript_file is not None and dialogue_file is None:
        return read_transcript(transcript_file)
    if dialogue_file is not None and transcript_file is None:
        return parse_dialogue(read_text(dialogue_file))
    raise MistypedError(Problem("talk_unnamed"))


def read_note(path: Path) -> DraftNote:
    """Raises InputError("note_format") besides what read_text raises."""
    return note_from_json(parse_json(read_text(path), "note_format"))


def read_written_note(path: Path) -> DraftNote:
    """A note as JSON, or as text written elsewhere. Raises InputError("note_empty") besides what read_note raises."""
    text = read_text(path)
    return note_from_json(parse_json(text, "note_format")) if text.lstrip().startswith("{") else note_from_text(text)


def read_record(path: Path) -> PatientRecord:
    """Raises InputError("record_format") besides what read_text raises."""
    return record_from_json(parse_json(read_text(path), "record_format"))


def write_json(content: Any, path: Path) -> None:
    """To standard output when the path is "-". Raises ExportError."""
    text = json.dumps(content, ensure_ascii=False, indent=2)
    if path == STANDARD_OUTPUT:
        click.echo(text)
        return
    write_file(path, f"{text}\n".encode())
    click.echo(say("saved", path=path), err=True)
