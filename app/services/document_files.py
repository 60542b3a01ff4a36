"""A document as a file of one of the formats that other programs open."""

from pathlib import Path

from app.domain.errors import InputError
from app.domain.template import NoteTemplate
from app.export.document import Printable
from app.export.plain_text import write_text
from app.review.vital_readings import vital_readings
from app.services.clock import now

FORMATS = ("docx", "pdf", "fhir", "text")


def write_document(printable: Printable, template: NoteTemplate, path: Path, file_format: str) -> None:
    """`template` is the one the note was written with. A format's library is loaded for its first document only: the
    window opens sooner without it.

    Raises InputError("export_format_unavailable") and ExportError.
    """
    match file_format:
        case "docx":
            from app.export.docx import write_docx

            write_docx(printable, path)
        case "pdf":
            from app.export.pdf import write_pdf

            write_pdf(printable, path)
        case "fhir":
            from app.export.fhir import write_fhir

            write_fhir(printable, template, vital_readings(printable.note, template), path, made_at=now())
        case "text":
            write_text(printable, path)
        case _:
            raise InputError("export_format_unavailable", format=file_format)
