"""saegim demo: the whole way on a sample consultation, from recording to signed note, with the time of each stage."""

import secrets
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

import click

from app.cli import desktop_of
from app.cli.demo_display import GrowingNote, StageTimes, evidence_lines
from app.cli.display import Display, TranscriptDisplay
from app.cli.files import write_json
from app.cli.foreground import Foreground
from app.cli.vault import ask_passphrase
from app.cli.wording import interface_language, say
from app.domain.attestation import SignedDocument
from app.domain.encounter import Clinician, Encounter, Role
from app.domain.errors import InputError
from app.domain.formats import note_to_json, transcript_to_json
from app.domain.language import Language
from app.domain.note import DraftNote
from app.domain.transcript import Transcript
from app.drafting.templates import load_template
from app.paths import RESOURCES, chosen_vault_dir, models_dir
from app.services import vault as vaults
from app.services.documents import Documents
from app.services.drafting import Drafting, prepare_draft
from app.services.encounters import Encounters
from app.services.recording import Recordings, hearing_problem, load_speech_model
from app.services.review import Review
from app.storage.vault import Vault

ACTOR = "demo"
TEMPLATE_ID = "soap"


@click.command()
@click.option("--no-gui", is_flag=True, help="Finish without opening the window.")
@click.option(
    "--out",
    "out_folder",
    type=click.Path(path_type=Path),
    default=Path("demo-output"),
    help="Folder for the document and the JSON files (demo-output).",
)
@click.option("--language", type=click.Choice(["ko", "en"]), help="Which consultation (else that of the interface).")
@click.option("--audio", type=click.Path(path_type=Path), help="Another recording instead of the sample.")
@click.pass_context
def demo(context: click.Context, no_gui: bool, out_folder: Path, language: str | None, audio: Path | None) -> None:
    """Turn a sample consultation into a signed note, showing every step."""
    _make_folder(out_folder)
    spoken = Language(language) if language else interface_language()
    audio = audio or RESOURCES / "samples" / f"consultation_{spoken.value}.ogg"
    with _demo_vault() as vault:
        encounter = _demonstrate(vault, audio, spoken, out_folder)
        if no_gui:
            return
        desktop = desktop_of(context)
        if not desktop.is_available():
            click.echo(say("demo_no_window"), err=True)
            return
        click.echo(say("demo_opening_window"), err=True)
        desktop.show_encounter(vault, encounter.id)


def _demonstrate(vault: Vault, audio: Path, language: Language, out_folder: Path) -> Encounter:
    foreground, times = Foreground(), StageTimes()
    encounter = Encounters(vault, ACTOR).create(
        patient_name=say("demo_patient"), title=say("demo_title"), language=language
    )
    click.echo(say("demo_intro"))
    with foreground.speech_engine() as speech, foreground.drafting_engine() as drafting:
        with times.stage("load"), Display() as display:
            display.advance(say("loading"), 0, 2)
            foreground.result_of(partial(load_speech_model, speech, models_dir()))
            display.advance(say("loading"), 1, 2)
            template = load_template(TEMPLATE_ID)
            foreground.result_of(partial(prepare_draft, drafting, models_dir(), template, language, language))
        recordings = Recordings(vault, speech, models_dir(), ACTOR)
        transcript = _transcribe(foreground, recordings, encounter, audio, language, times)
        note = _draft(foreground, Drafting(vault, drafting, models_dir(), ACTOR), encounter, language, times)
    click.echo(f"\n== {say('demo_evidence')} ==")
    for line in evidence_lines(note, transcript):
        click.echo(line)
    _confirm_open_blocks(Review(vault, ACTOR), encounter, note)
    document = _sign_and_export(Documents(vault, ACTOR), encounter, out_folder, times)
    write_json(transcript_to_json(transcript), out_folder / "transcript.json")
    write_json(note_to_json(document.note), out_folder / "note.json")
    times.show()
    return encounter


def _transcribe(
    foreground: Foreground,
    recordings: Recordings,
    encounter: Encounter,
    audio: Path,
    language: Language,
    times: StageTimes,
) -> Transcript:
    click.echo(f"\n== {say('demo_transcript')} ==")
    with Display() as display:
        started = time.perf_counter()
        listener = TranscriptDisplay(display)
        transcript: Transcript = foreground.result_of(
            partial(recordings.transcribe_file, encounter.id, audio, language, listener)
        )
        times.add("transcribe", time.perf_counter() - started, audio=round(transcript.duration_s))
        if problem := hearing_problem(transcript):
            listener.problem_found(problem)
    return transcript


def _draft(
    foreground: Foreground, drafting: Drafting, encounter: Encounter, language: Language, times: StageTimes
) -> DraftNote:
    click.echo(f"\n== {say('demo_note')} ==")
    with Display() as display:
        started = time.perf_counter()
        note: DraftNote = foreground.result_of(
            partial(drafting.draft, encounter.id, TEMPLATE_ID, language, GrowingNote(display))
        )
        if note.timings:
            times.add_drafting(note.timings, time.perf_counter() - started)
    click.echo()
    return note


def _confirm_open_blocks(review: Review, encounter: Encounter, note: DraftNote) -> None:
    blocks = note.open_blocks()
    reason = say("demo_reason")
    click.echo(f"\n{say('demo_confirming', reason=reason) if blocks else say('demo_nothing_to_confirm')}")
    for statement, flag in blocks:
        click.echo(f"  {statement.id} {flag.detail}")
        review.confirm(encounter.id, TEMPLATE_ID, statement.id, flag, reason)


def _sign_and_export(documents: Documents, encounter: Encounter, out_folder: Path, times: StageTimes) -> SignedDocument:
    clinician = Clinician(say("demo_clinician"), Role.DOCTOR)
    with times.stage("sign"):
        document = documents.sign(encounter.id, TEMPLATE_ID, clinician, say("demo_statement"))
    sha256 = document.attestation.content_sha256
    click.echo(say("demo_signed", name=clinician.name, sha256=sha256[:16]))
    docx = out_folder / "note.docx"
    with times.stage("export"):
        documents.export(encounter.id, TEMPLATE_ID, docx, "docx")
    click.echo(say("saved", path=docx), err=True)
    return document


@contextmanager
def _demo_vault() -> Iterator[Vault]:
    """The vault that was asked for, else one that is gone afterwards."""
    folder = chosen_vault_dir()
    if folder is not None:
        with vaults.unlock(folder, ask_passphrase(), ACTOR) as vault:
            yield vault
        return
    with tempfile.TemporaryDirectory(prefix="saegim-demo-") as temporary:
        vault, _ = vaults.create(Path(temporary) / "vault", secrets.token_urlsafe(), ACTOR)
        with vault:
            yield vault
        click.echo(say("demo_vault_is_temporary"), err=True)


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise InputError("folder_unwritable", folder=str(folder)) from error
