"""A ward's handover on paper: one table on A4, a row for each patient, to be carried through the night."""

import io
from datetime import datetime
from functools import partial

from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, LongTable, Paragraph, SimpleDocTemplate

from app.domain.handover import Board, BoardRow, HandoverState, Shift, Task
from app.domain.language import Language
from app.domain.template import NoteTemplate
from app.export.document import phrase, printable_text, readable_time
from app.export.pdf_text import RULE, paragraph, register_fonts

_PAGE = landscape(A4)
_MARGIN = 12 * mm
_FOOTER_AT = 8 * mm
_FRAME_PADDING = 6  # which reportlab adds inside its margins
_WIDTHS = (40 * mm, 121 * mm, 72 * mm, 40 * mm)
_OPEN, _DONE = "□", "■"


def ward_sheet(board: Board, template: NoteTemplate, *, warning: str = "") -> bytes:
    """A PDF in the shift's language. `warning` stands on every page. Raises ExportError("pdf_font_missing")."""
    register_fonts()
    file = io.BytesIO()
    document = SimpleDocTemplate(
        file,
        pagesize=_PAGE,
        leftMargin=_MARGIN - _FRAME_PADDING,
        rightMargin=_MARGIN - _FRAME_PADDING,
        topMargin=_MARGIN,
        bottomMargin=_MARGIN + _FOOTER_AT,
        title=printable_text(_title(board.shift)),
        author="Saegim",
        creator="Saegim",
        lang=board.shift.language.value,
    )
    on_page = partial(_draw_foot, board.shift, warning)
    document.build([*_head(board.shift), *_body(board, template)], onFirstPage=on_page, onLaterPages=on_page)
    return file.getvalue()


def _title(shift: Shift) -> str:
    return phrase("sheet_title", shift.language, ward=shift.ward)


def _head(shift: Shift) -> list[Flowable]:
    language, unknown = shift.language, "____________"
    about = (
        shift.day,
        phrase(f"sheet_{shift.kind}", language),
        phrase("sheet_giver", language, name=shift.giver or unknown),
        phrase("sheet_receiver", language, name=shift.receiver or unknown),
    )
    return [paragraph(_title(shift), "title"), paragraph(" · ".join(about), "text")]


def _body(board: Board, template: NoteTemplate) -> list[Flowable]:
    language = board.shift.language
    if not board.rows:
        return [paragraph(phrase("sheet_no_patients", language), "text")]
    names = ("sheet_bed", "sheet_handover", "sheet_tasks", "sheet_read_back")
    head = [paragraph(phrase(name, language), "cell head") for name in names]
    cells = [_cells(row, template, language) for row in board.rows]
    # A handover may be longer than a page: then its row goes on over the next.
    table = LongTable([head, *cells], _WIDTHS, repeatRows=1, splitInRow=1)
    table.setStyle(
        [
            ("VALIGN", (0, 0), (-1, -1), "TOP"),
            ("LEFTPADDING", (0, 0), (0, -1), 0),
            ("TOPPADDING", (0, 0), (-1, -1), 3),
            ("BOTTOMPADDING", (0, 0), (-1, -1), 5),
            ("LINEBELOW", (0, 0), (-1, -1), 0.5, RULE),
        ]
    )
    return [table]


def _cells(row: BoardRow, template: NoteTemplate, language: Language) -> list[list[Paragraph]]:
    patient = row.encounter.patient
    about = " · ".join(part for part in (patient.number, patient.birth_date) if part)
    who = [paragraph(row.bed, "cell head"), paragraph(patient.name, "cell"), paragraph(about, "cell detail")]
    return [
        who,
        _handover(row, template, language),
        [_task(task, language) for task in row.tasks],
        _state(row, language),
    ]


def _handover(row: BoardRow, template: NoteTemplate, language: Language) -> list[Paragraph]:
    """Section by section, and which of them nothing was said of; what is to be done has its own column."""
    of_tasks = {section.id for section in template.sections if section.holds_tasks}
    sections = row.note.sections if row.note else ()
    stated = [
        paragraph(f"{section.title}: {' '.join(statement.text for statement in section.statements)}", "cell")
        for section in sections
        if section.statements and section.id not in of_tasks
    ]
    titles = ", ".join(section.title for section in sections if not section.statements)
    return stated + (
        [paragraph(phrase("not_stated_sections", language, titles=titles), "cell detail")] if titles else []
    )


def _task(task: Task, language: Language) -> Paragraph:
    if task.is_done:
        words = phrase("sheet_task_done", language, task=task.text, time=readable_time(task.done_at)[-5:])
        return paragraph(f"{_DONE} {words}", "cell detail")
    return paragraph(" ".join((_OPEN, *task.times[:1], task.text)), "cell")


def _state(row: BoardRow, language: Language) -> list[Paragraph]:
    if row.read_back is not None:
        name, time = row.read_back.receiver, readable_time(row.read_back.at)
        checked = phrase("sheet_checked", language, name=row.checked_by)
        read_back = phrase("sheet_handed_over", language, name=name, time=time)
        return [paragraph(checked, "cell"), paragraph(read_back, "cell")]
    if row.state is HandoverState.CHECKED:
        checked = phrase("sheet_checked", language, name=row.checked_by)
        return [paragraph(checked, "cell"), paragraph(phrase("sheet_signature", language), "cell detail")]
    return [paragraph(phrase(f"sheet_{row.state}", language), "cell warning")]


def _draw_foot(shift: Shift, warning: str, canvas: Canvas, document: SimpleDocTemplate) -> None:
    printed = phrase("sheet_printed", shift.language, time=f"{datetime.now():%Y-%m-%d %H:%M}")
    foot = " · ".join(part for part in (warning, _title(shift), shift.day, printed, str(document.page)) if part)
    words = paragraph(foot, "page line")
    _, height = words.wrap(_PAGE[0] - 2 * _MARGIN, _PAGE[1])
    words.drawOn(canvas, _MARGIN, _FOOTER_AT + height / 2)
