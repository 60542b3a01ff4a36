"""saegim draft: a transcript or a typed dialogue to a note."""

from functools import partial
from pathlib import Path

import click

from app.cli.display import Display, DraftingDisplay, section_lines
from app.cli.files import STANDARD_OUTPUT, read_talk, write_json
from app.cli.foreground import Foreground
from app.cli.templates import template_of
from app.cli.wording import say
from app.domain.formats import note_to_json
from app.domain.language import Language
from app.paths import models_dir
from app.services.drafting import draft_transcript


@click.command()
@click.option("--transcript", "transcript_file", type=click.Path(path_type=Path), help="Transcript as JSON.")
@click.option("--dialogue", "dialogue_file", type=click.Path(path_type=Path), help="Lines such as “Doctor: …”.")
@click.option("--template", "template_id", required=True, help="An id of “templates list”.")
@click.option("--language", type=click.Choice(["ko", "en"]), help="Language of the note (else that of the transcript).")
@click.option("--model", "model_id", help="Id of an installed drafting model (else the best that fits).")
@click.option("--json", "json_file", type=click.Path(path_type=Path), help="Write the note here; - prints it.")
def draft(
    transcript_file: Path | None,
    dialogue_file: Path | None,
    template_id: str,
    language: str | None,
    model_id: str | None,
    json_file: Path | None,
) -> None:
    """Draft a note from a transcript, each statement with its sources and flags."""
    transcript = read_talk(transcript_file, dialogue_file)
    template = template_of(template_id)
    foreground = Foreground()
    note_language = Language(language) if language else transcript.language
    with foreground.drafting_engine() as engine, Display(shows_results=json_file != STANDARD_OUTPUT) as display:
        note = foreground.result_of(
            partial(
                draft_transcript,
                engine,
                models_dir(),
                transcript,
                template,
                note_language,
                DraftingDisplay(display),
                model_id=model_id,
            )
        )
        for section in note.sections:
            for line in section_lines(section):
                display.line(line)
        for withheld in note.withheld:
            display.remark(say("withheld", text=withheld.text))
    if json_file:
        write_json(note_to_json(note), json_file)
