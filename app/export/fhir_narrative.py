"""What people read of a FHIR resource: XHTML that holds nothing but text, paragraphs, lists and tables."""

from collections.abc import Iterable, Mapping
from typing import Literal
from xml.sax.saxutils import escape

from app.domain.formats import Json
from app.domain.language import Language
from app.export.document import Row, printable_text


def narrative(blocks: Iterable[str], language: Language, *, status: Literal["generated", "additional"]) -> Json:
    """A FHIR Narrative of XHTML blocks. «additional»: it says more than the coded fields beside it do."""
    languages = f'lang="{language.value}" xml:lang="{language.value}"'
    return {"status": status, "div": f'<div xmlns="http://www.w3.org/1999/xhtml" {languages}>{"".join(blocks)}</div>'}


def paragraph(text: str, *, is_strong: bool = False) -> str:
    return f"<p><b>{_text(text)}</b></p>" if is_strong else f"<p>{_text(text)}</p>"


def listing(texts: Mapping[str, str]) -> str:
    """A list; the keys are the ids by which other resources point at single lines."""
    return "<ul>" + "".join(f'<li id="{line_id}">{_text(text)}</li>' for line_id, text in texts.items()) + "</ul>"


def table(rows: Iterable[Row]) -> str:
    cells = (f"<tr><th>{_text(label)}</th><td>{_text(value)}</td></tr>" for label, value in rows)
    return f"<table><tbody>{''.join(cells)}</tbody></table>"


def _text(text: str) -> str:
    return escape(printable_text(text)).replace("\n", "<br/>")
