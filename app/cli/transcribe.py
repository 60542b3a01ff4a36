"""saegim transcribe: a recording to text."""

from functools import partial
from pathlib import Path

import click

from app.cli.display import Display, TranscriptDisplay
from app.cli.files import STANDARD_OUTPUT, write_json
from app.cli.foreground import Foreground
from app.cli.wording import say
from app.domain.formats import transcript_to_json
from app.domain.language import Language
from app.domain.vocabulary import ClinicVocabulary, Vocabulary
from app.paths import models_dir
from app.services.recording import hearing_problem, transcribe_audio
from app.speech.vocabulary import SPECIALTIES


@click.command()
@click.argument("audio", type=click.Path(path_type=Path))
@click.option("--language", type=click.Choice(["ko", "en", "auto"]), default="auto", help="Language of the speech.")
@click.option("--model", "model_id", help="Id of an installed speech model (else the best that fits).")
@click.option(
    "--specialty",
    "specialties",
    type=click.Choice(SPECIALTIES),
    multiple=True,
    help="Put misheard terms of this specialty right; may be given several times.",
)
@click.option("--json", "json_file", type=click.Path(path_type=Path), help="Write the transcript here; - prints it.")
def transcribe(
    audio: Path, language: str, model_id: str | None, specialties: tuple[str, ...], json_file: Path | None
) -> None:
    """Transcribe AUDIO, a file in any common audio or video format."""
    foreground = Foreground()
    spoken = None if language == "auto" else Language(language)
    with foreground.speech_engine() as engine, Display(shows_results=json_file != STANDARD_OUTPUT) as display:
        listener = TranscriptDisplay(display)
        transcript = foreground.result_of(
            partial(
                transcribe_audio,
                engine,
                models_dir(),
                audio,
                spoken,
                listener,
                on_damage=listener.problem_found,
                model_id=model_id,
                vocabulary=Vocabulary(ClinicVocabulary(specialties)),
            )
        )
        if transcript.dropped:
            display.remark(say("dropped", count=len(transcript.dropped)))
        if problem := hearing_problem(transcript):
            listener.problem_found(problem)
    if json_file:
        write_json(transcript_to_json(transcript), json_file)
