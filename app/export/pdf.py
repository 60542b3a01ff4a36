"""Lays a printable document out as PDF, on A4, with its fonts in the file, so that it looks the same everywhere."""

import io
from collections.abc import Sequence
from functools import partial
from pathlib import Path

from reportlab.lib.colors import HexColor
from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, KeepTogether, Paragraph, SimpleDocTemplate, Table

from app.domain.attestation import Addendum
from app.domain.language import Language
from app.domain.note import NoteSection
from app.export.document import (
    Printable,
    Row,
    attestation_lines,
    attestation_rows,
    header_rows,
    not_stated_line,
    patient_line,
    phrase,
    preparation_line,
    printable_text,
)
from app.export.files import write_file
from app.export.pdf_text import BOLD, RULE, paragraph, register_fonts, with_glyphs

_SIDE_MARGIN, _TOP_MARGIN, _BOTTOM_MARGIN = 20 * mm, 24 * mm, 22 * mm
_HEADER_AT, _FOOTER_AT = A4[1] - 14 * mm, 15 * mm
_TEXT_WIDTH = A4[0] - 2 * _SIDE_MARGIN
_FRAME_PADDING = 6  # which reportlab adds inside its margins
_LABEL_WIDTH = 28 * mm
_PAGE_NUMBER_WIDTH = 20 * mm
_WATERMARK_WIDTH, _WATERMARK_ANGLE = 190 * mm, 52

_WATERMARK = HexColor(0xEEEEEE)


def write_pdf(printable: Printable, path: Path) -> None:
    """Write the document, or leave `path` as it was. Raises ExportError."""
    write_file(path, as_pdf(printable))


def as_pdf(printable: Printable) -> bytes:
    """The content of the file. Raises ExportError("pdf_font_missing")."""
    register_fonts()
    pages, _ = _built(printable, 0)
    return _built(printable, pages)[1]


def _built(printable: Printable, pages: int) -> tuple[int, bytes]:
    """The number of pages, and the file; each page says that it is one of `pages`."""
    file = io.BytesIO()
    document = SimpleDocTemplate(
        file,
        pagesize=A4,
        leftMargin=_SIDE_MARGIN - _FRAME_PADDING,
        rightMargin=_SIDE_MARGIN - _FRAME_PADDING,
        topMargin=_TOP_MARGIN,
        bottomMargin=_BOTTOM_MARGIN,
        # Files travel further than paper: their properties name the kind of document, and nobody.
        title=printable_text(printable.title),
        author="Saegim",
        creator="Saegim",
        lang=printable.language.value,
    )
    on_page = partial(_draw_page, printable, pages)
    document.build(_body(printable), onFirstPage=on_page, onLaterPages=on_page)
    return document.page, file.getvalue()


def _body(printable: Printable) -> list[Flowable]:
    language = printable.language
    body: list[Flowable] = [paragraph(printable.title, "title")]
    if printable.warning:
        body.append(paragraph(printable.warning, "draft mark"))
    body.append(KeepTogether([_table(header_rows(printable), pairs_in_a_line=2)]))
    for section in printable.stated_sections:
        body += _section(section)
    if not_stated := not_stated_line(printable):
        body.append(paragraph(not_stated, "not stated"))
    if printable.attestation:
        # Never split over two pages, as the table above.
        heading = paragraph(phrase("attestation", language), "heading")
        body.append(KeepTogether([heading, _table(attestation_rows(printable))]))
    for number, addendum in enumerate(printable.addenda, start=1):
        body += _addendum(addendum, phrase("addendum", language, number=number), language)
    return body


def _section(section: NoteSection) -> list[Flowable]:
    is_list = len(section.statements) > 1
    lines = [paragraph(each.text, "list line" if is_list else "text", is_list=is_list) for each in section.statements]
    return [paragraph(section.title, "heading"), *lines]


def _addendum(addendum: Addendum, title: str, language: Language) -> list[Flowable]:
    return [
        paragraph(title, "heading"),
        paragraph(addendum.text, "text"),
        paragraph("\n".join(attestation_lines(addendum.attestation, language)), "label"),
    ]


def _table(rows: Sequence[Row], *, pairs_in_a_line: int = 1) -> Table:
    """Labels and values side by side."""
    cells = [[paragraph(label, "label"), paragraph(value, "value")] for label, value in rows]
    lines = [
        [cell for pair in cells[start : start + pairs_in_a_line] for cell in pair]
        for start in range(0, len(cells), pairs_in_a_line)
    ]
    value_width = _TEXT_WIDTH / pairs_in_a_line - _LABEL_WIDTH
    table = Table(lines, [_LABEL_WIDTH, value_width] * pairs_in_a_line)
    table.setStyle(
        [
            ("VALIGN", (0, 0), (-1, -1), "TOP"),
            ("LEFTPADDING", (0, 0), (-1, -1), 0),
            ("TOPPADDING", (0, 0), (-1, -1), 3),
            ("BOTTOMPADDING", (0, 0), (-1, -1), 4),
            ("LINEABOVE", (0, 0), (-1, 0), 0.5, RULE),
            ("LINEBELOW", (0, 0), (-1, -1), 0.5, RULE),
        ]
    )
    return table


def _draw_page(printable: Printable, pages: int, canvas: Canvas, document: SimpleDocTemplate) -> None:
    """What every page has: whose it is, who prepared it, which of how many; and what must be known of it."""
    if printable.warning:
        _draw_watermark(canvas, with_glyphs(printable.warning))
    half = _TEXT_WIDTH / 2
    _draw(canvas, paragraph(printable.title, "page line"), _SIDE_MARGIN, _HEADER_AT, half)
    _draw(canvas, paragraph(patient_line(printable), "page line, right"), _SIDE_MARGIN + half, _HEADER_AT, half)
    width = _TEXT_WIDTH - _PAGE_NUMBER_WIDTH
    _draw(canvas, paragraph(preparation_line(printable), "page line"), _SIDE_MARGIN, _FOOTER_AT, width)
    number = paragraph(f"{document.page} / {pages}", "page line, right")
    _draw(canvas, number, _SIDE_MARGIN + width, _FOOTER_AT, _PAGE_NUMBER_WIDTH)


def _draw(canvas: Canvas, words: Paragraph, left: float, top: float, width: float) -> None:
    _, height = words.wrap(width, A4[1])
    words.drawOn(canvas, left, top - height)


def _draw_watermark(canvas: Canvas, text: str) -> None:
    """Grey words across the page, below everything else."""
    canvas.saveState()
    canvas.setFillColor(_WATERMARK)
    size = min(96.0, _WATERMARK_WIDTH / stringWidth(text, BOLD, 1))
    canvas.setFont(BOLD, size)
    canvas.translate(A4[0] / 2, A4[1] / 2)
    canvas.rotate(_WATERMARK_ANGLE)
    canvas.drawCentredString(0, -size / 3, text)
    canvas.restoreState()
