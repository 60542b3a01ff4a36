"""saegim vocabulary: the clinic's own words, and what recognition reliably gets wrong."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict

import click

from app.cli.files import STANDARD_OUTPUT, json_option, write_json
from app.cli.vault import unlocked
from app.cli.wording import interface_language, say
from app.domain.vocabulary import ClinicVocabulary
from app.services.vocabulary import VocabularyService
from app.speech.vocabulary import specialty_name


@click.group()
def vocabulary() -> None:
    """The words that recognition is to know. They are kept in the vault, whose passphrase is asked for."""


@vocabulary.command("list")
@json_option
def list_entries(wants_json: bool) -> None:
    """Show the specialties, words and corrections."""
    with _service() as service:
        _show(service.get(), wants_json)


@vocabulary.command()
@click.argument("words")
@click.option("--meant", help="What was said wherever WORDS are recognised; without it WORDS are a word of the clinic.")
@json_option
def add(words: str, meant: str | None, wants_json: bool) -> None:
    """Add a word of the clinic, or a correction."""
    with _service() as service:
        _show(service.add_word(words) if meant is None else service.add_correction(words, meant), wants_json)


@vocabulary.command()
@click.argument("words")
@json_option
def remove(words: str, wants_json: bool) -> None:
    """Remove a word, or the correction of WORDS."""
    with _service() as service:
        _show(service.remove(words), wants_json)


@vocabulary.command()
@click.argument("specialties", nargs=-1)
@json_option
def specialty(specialties: tuple[str, ...], wants_json: bool) -> None:
    """Choose the SPECIALTIES whose terms are to be known: these and no others."""
    with _service() as service:
        _show(service.use_specialties(specialties), wants_json)


@contextmanager
def _service() -> Iterator[VocabularyService]:
    with unlocked() as (opened, actor):
        yield VocabularyService(opened, actor)


def _show(known: ClinicVocabulary, wants_json: bool) -> None:
    if wants_json:
        write_json(asdict(known), STANDARD_OUTPUT)
        return
    names = ", ".join(specialty_name(each)[interface_language()] for each in known.specialties)
    click.echo(say("vocabulary_specialties", names=names or say("vocabulary_none")))
    for word in known.words:
        click.echo(f"  {word}")
    for correction in known.corrections:
        click.echo(say("vocabulary_correction", heard=correction.heard, meant=correction.meant))
