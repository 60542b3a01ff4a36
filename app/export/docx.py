"""Lays a printable document out as DOCX, on A4, with real styles, for Word and LibreOffice."""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import docx
from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.section import Section
from docx.shared import Length, Mm, Pt, RGBColor
from docx.styles.style import ParagraphStyle
from docx.table import _Cell
from docx.text.paragraph import Paragraph

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
from app.resources import load_text

_PAGE_WIDTH, _PAGE_HEIGHT, _SIDE_MARGIN = Mm(210), Mm(297), Mm(20)
_TEXT_WIDTH = Mm(170)
_LABEL_WIDTH = Mm(28)

# Both come with Windows and with Office for Mac; LibreOffice elsewhere replaces them by a font with the same letters.
_LATIN_FONTS = {Language.KO: "Malgun Gothic", Language.EN: "Calibri"}
_KOREAN_FONT = "Malgun Gothic"

_INK = RGBColor(0x1F, 0x29, 0x37)
_GREY = RGBColor(0x5B, 0x65, 0x73)
_RED = RGBColor(0xB4, 0x23, 0x18)


@dataclass(frozen=True, slots=True)
class _Look:
    size_pt: float
    before_pt: float = 0
    after_pt: float = 0
    bold: bool = False
    colour: RGBColor = _INK


_STYLES = {
    "Normal": _Look(10.5, after_pt=4),
    "Title": _Look(19, after_pt=6, bold=True),
    "Draft Mark": _Look(11, after_pt=6, bold=True, colour=_RED),
    "Heading 1": _Look(12, before_pt=12, after_pt=3, bold=True),
    "List Bullet": _Look(10.5, after_pt=2),
    "Not Stated": _Look(9.5, before_pt=10, after_pt=4, colour=_GREY),
    "Row Label": _Look(9, before_pt=2, after_pt=2, colour=_GREY),
    "Row Value": _Look(10, before_pt=2, after_pt=2),
    "Header": _Look(8.5, colour=_GREY),
    "Footer": _Look(8.5, colour=_GREY),
}


def write_docx(printable: Printable, path: Path) -> None:
    """Write the document, or leave `path` as it was. Raises ExportError."""
    file = io.BytesIO()
    _document(printable).save(file)
    write_file(path, file.getvalue())


def _document(printable: Printable) -> Document:
    document = docx.Document()
    _set_styles(document, printable.language)
    _set_properties(document, printable.title)
    _set_page(document.sections[0])
    _write_header(document.sections[0], printable)
    _write_footer(document.sections[0], printable)
    _write_body(document, printable)
    return document


def _write_body(document: Document, printable: Printable) -> None:
    language = printable.language
    _write(document.add_paragraph(style="Title"), printable.title)
    if printable.warning:
        _write(document.add_paragraph(style="Draft Mark"), printable.warning)
    _write_table(document, header_rows(printable), pairs_in_a_line=2)
    for section in printable.stated_sections:
        _write_section(document, section)
    if not_stated := not_stated_line(printable):
        _write(document.add_paragraph(style="Not Stated"), not_stated)
    if printable.attestation:
        _write(document.add_paragraph(style="Heading 1"), phrase("attestation", language))
        _write_table(document, attestation_rows(printable))
    for number, addendum in enumerate(printable.addenda, start=1):
        _write_addendum(document, addendum, phrase("addendum", language, number=number), language)


def _write_addendum(document: Document, addendum: Addendum, title: str, language: Language) -> None:
    _write(document.add_paragraph(style="Heading 1"), title)
    text = document.add_paragraph()
    text.paragraph_format.keep_with_next = True
    _write(text, addendum.text)
    _write(document.add_paragraph(style="Row Label"), "\n".join(attestation_lines(addendum.attestation, language)))


def _write_section(document: Document, section: NoteSection) -> None:
    _write(document.add_paragraph(style="Heading 1"), section.title)
    style = "List Bullet" if len(section.statements) > 1 else "Normal"
    for statement in section.statements:
        _write(document.add_paragraph(style=style), statement.text)


def _write_table(document: Document, rows: Sequence[Row], *, pairs_in_a_line: int = 1) -> None:
    """Labels and values side by side, never split over two pages."""
    value_width = Length(_TEXT_WIDTH // pairs_in_a_line - _LABEL_WIDTH)
    lines = [rows[start : start + pairs_in_a_line] for start in range(0, len(rows), pairs_in_a_line)]
    table = document.add_table(rows=len(lines), cols=2 * pairs_in_a_line, style="Ruled Rows")
    table.autofit = False
    for column, width in zip(table.columns, [_LABEL_WIDTH, value_width] * pairs_in_a_line, strict=True):
        column.width = width
    for table_row, line in zip(table.rows, lines, strict=True):
        cells = iter(table_row.cells)
        for label, value in line:
            _write_cell(next(cells), label, "Row Label", _LABEL_WIDTH)
            _write_cell(next(cells), value, "Row Value", value_width)
        for cell in table_row.cells:
            cell.paragraphs[0].paragraph_format.keep_with_next = line is not lines[-1]
            cell.paragraphs[0].paragraph_format.keep_together = True


def _write_cell(cell: _Cell, text: str, style: str, width: Length) -> None:
    cell.width = width
    cell.paragraphs[0].style = style
    _write(cell.paragraphs[0], text)


def _write_header(section: Section, printable: Printable) -> None:
    paragraph = section.header.paragraphs[0]
    _write(paragraph, f"{printable.title}\t{patient_line(printable)}")
    if printable.warning:
        paragraph._p.append(_watermark(printable.warning))


def _write_footer(section: Section, printable: Printable) -> None:
    paragraph = section.footer.paragraphs[0]
    _write(paragraph, f"{preparation_line(printable)}\t")
    paragraph._p.append(_field("PAGE"))
    _write(paragraph, " / ")
    paragraph._p.append(_field("NUMPAGES"))


def _write(paragraph: Paragraph, text: str) -> None:
    paragraph.add_run(printable_text(text))


def _field(instruction: str) -> BaseOxmlElement:
    """A number that the word processor fills in."""
    return parse_xml(f'<w:fldSimple {nsdecls("w")} w:instr="{instruction}"><w:r><w:t>1</w:t></w:r></w:fldSimple>')


def _watermark(text: str) -> BaseOxmlElement:
    """Grey words across the page, as Word's own watermark: a text shape that hangs in the header."""
    run = parse_xml(load_text("docx/watermark.xml"))
    (words,) = (
        element for element in run.iter("{urn:schemas-microsoft-com:vml}textpath") if "string" in element.attrib
    )
    words.set("string", text)
    return run


def _set_page(section: Section) -> None:
    section.page_width, section.page_height = _PAGE_WIDTH, _PAGE_HEIGHT
    section.left_margin = section.right_margin = _SIDE_MARGIN
    section.top_margin, section.bottom_margin = Mm(24), Mm(22)
    section.header_distance, section.footer_distance = Mm(11), Mm(11)


def _set_properties(document: Document, title: str) -> None:
    """Files travel further than paper: their properties name the kind of document, and nobody."""
    properties = document.core_properties
    properties.title = printable_text(title)
    properties.author = properties.last_modified_by = "Saegim"
    properties.comments = properties.keywords = properties.subject = properties.category = ""
    properties.created = properties.modified = datetime.now(UTC).replace(microsecond=0, tzinfo=None)
    properties.revision = 1


def _set_styles(document: Document, language: Language) -> None:
    _set_fonts_and_languages(document, _LATIN_FONTS[language])
    for name, look in _STYLES.items():
        _set_style(_style(document, name), look)
    for name in ("Header", "Footer"):
        tab_stops = _style(document, name).paragraph_format.tab_stops
        tab_stops.clear_all()
        tab_stops.add_tab_stop(_TEXT_WIDTH, WD_TAB_ALIGNMENT.RIGHT)
    document.styles.element.append(parse_xml(load_text("docx/ruled_rows.xml")))
    _let_korean_touch_digits(document)
    for rule in document.styles["Title"].element.xpath("w:pPr/w:pBdr"):
        rule.getparent().remove(rule)


def _style(document: Document, name: str) -> ParagraphStyle:
    exists = name in document.styles
    style: ParagraphStyle = (
        document.styles[name] if exists else document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    )
    if not exists:
        style.base_style = document.styles["Normal"]
    return style


def _set_style(style: ParagraphStyle, look: _Look) -> None:
    style.font.size, style.font.bold, style.font.color.rgb = Pt(look.size_pt), look.bold, look.colour
    style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(look.before_pt), Pt(look.after_pt)
    style.paragraph_format.line_spacing = 1.1


def _let_korean_touch_digits(document: Document) -> None:
    """Word widens the gap between Hangul and Latin or digits, which Korean does not do: «3일», not «3 일»."""
    paragraph_settings = document.styles["Normal"].element.get_or_add_pPr()
    for position, setting in enumerate(("autoSpaceDE", "autoSpaceDN")):
        paragraph_settings.insert(position, parse_xml(f'<w:{setting} {nsdecls("w")} w:val="0"/>'))


def _set_fonts_and_languages(document: Document, latin_font: str) -> None:
    """Name the fonts outright: a theme's fonts would win over them, and the theme has none for Korean."""
    styles = document.styles.element
    for fonts in styles.iter(qn("w:rFonts")):
        fonts.attrib.clear()
        for script, font in (
            ("ascii", latin_font),
            ("hAnsi", latin_font),
            ("cs", latin_font),
            ("eastAsia", _KOREAN_FONT),
        ):
            fonts.set(qn(f"w:{script}"), font)
    for languages in (*styles.iter(qn("w:lang")), *document.settings.element.iter(qn("w:themeFontLang"))):
        languages.set(qn("w:val"), "en-US")
        languages.set(qn("w:eastAsia"), "ko-KR")
