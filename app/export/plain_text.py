"""Notes as plain text, for pasting into another record system and for files that any program opens."""

from collections.abc import Iterator
from pathlib import Path

from app.domain.language import Language
from app.domain.note import NoteSection
from app.export.document import (
    Printable,
    Row,
    attestation_lines,
    attestation_rows,
    header_rows,
    not_stated_line,
    phrase,
    preparation_line,
    printable_text,
)
from app.export.files import write_file


def section_text(section: NoteSection, language: Language) -> str:
    """The section's statements, a line each, without its title; «not stated» when nothing was said."""
    lines = [statement.text for statement in section.statements] or [phrase("not_stated", language)]
    return printable_text("\n".join(lines))


def note_text(printable: Printable) -> str:
    return printable_text("\n\n".join("\n".join(block) for block in _blocks(printable)) + "\n")


def write_text(printable: Printable, path: Path) -> None:
    """UTF-8. Raises ExportError."""
    write_file(path, note_text(printable).encode("utf-8"))


def _blocks(printable: Printable) -> Iterator[list[str]]:
    language = printable.language
    yield [printable.title, *([printable.warning] if printable.warning else [])]
    yield _lines(header_rows(printable))
    for section in printable.stated_sections:
        yield [section.title, *(f"- {statement.text}" for statement in section.statements)]
    if not_stated := not_stated_line(printable):
        yield [not_stated]
    if printable.attestation:
        yield [phrase("attestation", language), *_lines(attestation_rows(printable))]
    for number, addendum in enumerate(printable.addenda, start=1):
        title = phrase("addendum", language, number=number)
        yield [title, addendum.text, *attestation_lines(addendum.attestation, language)]
    yield [preparation_line(printable)]


def _lines(rows: tuple[Row, ...]) -> list[str]:
    return [f"{label}: {value}" for label, value in rows]
