"""The text of a PDF: its fonts, which go into the file, its styles, and paragraphs that show what no font can draw."""

import unicodedata
from functools import cache
from typing import Any
from xml.sax.saxutils import escape

from reportlab.lib.colors import HexColor
from reportlab.lib.enums import TA_RIGHT
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase.pdfmetrics import registerFont
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import Paragraph

from app.export.document import printable_text
from app.export.fonts import find_fonts

REGULAR, BOLD = "Saegim Regular", "Saegim Bold"
INK, GREY, RED, RULE = HexColor(0x1F2937), HexColor(0x5B6573), HexColor(0xB42318), HexColor(0xD5DAE1)
_NO_GLYPH = "□"


def paragraph(text: str, style: str, *, is_list: bool = False) -> Paragraph:
    lines = escape(with_glyphs(printable_text(text))).split("\n")
    return Paragraph("<br/>".join(lines), _styles()[style], bulletText="•" if is_list else None)


def with_glyphs(text: str) -> str:
    """What the font cannot draw is drawn as its equal («µ» as «μ»), else as a box that shows the gap."""
    known = _glyphs()
    return "".join(each if each in known or each == "\n" else _substitute(each, known) for each in text)


def _substitute(character: str, known: frozenset[str]) -> str:
    equal = unicodedata.normalize("NFKC", character)
    return equal if equal and all(each in known for each in equal) else _NO_GLYPH


@cache
def register_fonts() -> tuple[TTFont, TTFont]:
    """Raises ExportError("pdf_font_missing")."""
    files = find_fonts()
    fonts = TTFont(REGULAR, files.regular), TTFont(BOLD, files.bold)
    for font in fonts:
        registerFont(font)
    return fonts


@cache
def _glyphs() -> frozenset[str]:
    """The characters that both fonts can draw."""
    regular, bold = ({chr(code) for code in font.face.charToGlyph} for font in register_fonts())
    return frozenset(regular & bold)


@cache
def _styles() -> dict[str, ParagraphStyle]:
    def style(size: float, before: float = 0, after: float = 0, *, font: str = REGULAR, **more: Any) -> ParagraphStyle:
        settings = {"textColor": INK, "bulletFontName": REGULAR, **more}
        return ParagraphStyle(
            "", fontName=font, fontSize=size, leading=size * 1.5, spaceBefore=before, spaceAfter=after, **settings
        )

    return {
        "title": style(19, after=4, font=BOLD),
        "draft mark": style(11, after=6, font=BOLD, textColor=RED),
        "heading": style(12, before=12, after=2, font=BOLD, keepWithNext=1),
        "text": style(10.5, after=3),
        "list line": style(10.5, after=2, leftIndent=12, bulletIndent=2),
        "not stated": style(9.5, before=10, after=4, textColor=GREY),
        "label": style(9, textColor=GREY),
        "value": style(10),
        "page line": style(8.5, textColor=GREY),
        "page line, right": style(8.5, textColor=GREY, alignment=TA_RIGHT),
        "cell": style(9),
        "cell head": style(9, font=BOLD),
        "cell detail": style(8, textColor=GREY),
        "cell warning": style(8, font=BOLD, textColor=RED),
    }
