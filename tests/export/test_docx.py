import shutil
import subprocess
import zipfile
from dataclasses import replace
from pathlib import Path

import docx
import pytest
from docx.document import Document
from docx.oxml.ns import qn
from docx.shared import Mm

from app.domain.errors import ExportError
from app.domain.note import NoteSection, SectionState, Statement
from app.export.document import Printable, phrase, preparation_line
from app.export.docx import write_docx


def _written(printable: Printable, folder: Path) -> Document:
    write_docx(printable, folder / "note.docx")
    return docx.Document(str(folder / "note.docx"))


def _with_statements(printable: Printable, *texts: str) -> Printable:
    statements = tuple(Statement(f"n{number:03d}", text) for number, text in enumerate(texts, start=1))
    section = NoteSection("plan", "Plan", SectionState.STATED, statements)
    return replace(printable, note=replace(printable.note, sections=(section,)))


def test_sections_have_real_headings(signed: Printable, tmp_path: Path) -> None:
    paragraphs = _written(signed, tmp_path).paragraphs
    assert paragraphs[0].style.name == "Title"
    assert paragraphs[0].text == signed.title
    assert [p.text for p in paragraphs if p.style.name == "Heading 1"] == [
        *(section.title for section in signed.stated_sections),
        phrase("attestation", signed.language),
        phrase("addendum", signed.language, number=1),
    ]


def test_statements_are_list_lines_and_a_single_one_a_paragraph(draft: Printable, tmp_path: Path) -> None:
    paragraphs = _written(draft, tmp_path).paragraphs
    for section in draft.stated_sections:
        style = "List Bullet" if len(section.statements) > 1 else "Normal"
        start = next(i for i, p in enumerate(paragraphs) if p.text == section.title and p.style.name == "Heading 1")
        found = paragraphs[start + 1 : start + 1 + len(section.statements)]
        assert [(p.text, p.style.name) for p in found] == [(s.text, style) for s in section.statements]


def test_the_header_table_holds_patient_and_encounter(signed: Printable, tmp_path: Path) -> None:
    table = _written(signed, tmp_path).tables[0]
    cells = [cell.text for row in table.rows for cell in row.cells]
    patient = signed.encounter.patient
    for known in (patient.name, patient.number, patient.birth_date, signed.encounter.place, signed.encounter.informant):
        assert known in cells


def test_attestation_and_addendum_stand_after_the_note(signed: Printable, tmp_path: Path) -> None:
    document = _written(signed, tmp_path)
    assert signed.attestation is not None
    cells = [cell.text for row in document.tables[-1].rows for cell in row.cells]
    assert signed.attestation.statement in cells
    assert "2026-01-05 10:02 (UTC+09:00)" in cells
    assert any("0123456789abcdef…" in cell for cell in cells)
    assert document.paragraphs[-2].text == signed.addenda[0].text


def test_the_footer_says_who_reviewed_and_counts_pages(signed: Printable, draft: Printable, tmp_path: Path) -> None:
    for printable in (signed, draft):
        footer = _written(printable, tmp_path).sections[0].footer.paragraphs[0]
        assert footer.text.startswith(preparation_line(printable))
        fields = [field.get(qn("w:instr")) for field in footer._p.iter(qn("w:fldSimple"))]
        assert fields == ["PAGE", "NUMPAGES"]


def test_every_page_names_the_patient(signed: Printable, tmp_path: Path) -> None:
    header = _written(signed, tmp_path).sections[0].header.paragraphs[0].text
    assert signed.encounter.patient.name in header
    assert signed.encounter.patient.number in header


def test_only_a_draft_carries_the_watermark(draft: Printable, signed: Printable, tmp_path: Path) -> None:
    def watermarks(printable: Printable) -> list[str | None]:
        header = _written(printable, tmp_path).sections[0].header._element
        return [
            each.get("string") for each in header.iter("{urn:schemas-microsoft-com:vml}textpath") if each.get("string")
        ]

    assert watermarks(draft) == [phrase("draft", draft.language)]
    assert watermarks(signed) == []


def test_korean_has_a_korean_font_that_no_theme_overrides(signed: Printable, tmp_path: Path) -> None:
    styles = _written(signed, tmp_path).styles.element
    fonts = list(styles.iter(qn("w:rFonts")))
    assert fonts
    for each in fonts:
        assert each.get(qn("w:eastAsia")) == "Malgun Gothic"
        assert not [name for name in each.attrib if name.lower().endswith("theme")]
    (languages,) = styles.xpath("w:docDefaults/w:rPrDefault/w:rPr/w:lang")
    assert (languages.get(qn("w:val")), languages.get(qn("w:eastAsia"))) == ("en-US", "ko-KR")


def test_the_page_is_a4(signed: Printable, tmp_path: Path) -> None:
    section = _written(signed, tmp_path).sections[0]
    assert abs(section.page_width - Mm(210)) < Mm(0.1)
    assert abs(section.page_height - Mm(297)) < Mm(0.1)


def test_file_properties_name_the_kind_of_document_and_nobody(signed: Printable, tmp_path: Path) -> None:
    properties = _written(signed, tmp_path).core_properties
    assert properties.title == signed.title
    with zipfile.ZipFile(tmp_path / "note.docx") as package:
        about = "".join(package.read(name).decode() for name in package.namelist() if name.startswith("docProps/c"))
    assert signed.attestation is not None
    patient = signed.encounter.patient
    for private in (patient.name, patient.number, patient.birth_date, signed.attestation.clinician.name):
        assert private not in about


def test_what_belongs_to_review_is_in_no_part_of_the_file(draft: Printable, signed: Printable, tmp_path: Path) -> None:
    for printable in (draft, signed):
        write_docx(printable, tmp_path / "note.docx")
        with zipfile.ZipFile(tmp_path / "note.docx") as package:
            everything = b"".join(package.read(name) for name in package.namelist()).decode("utf-8", "replace")
        note = printable.note
        secrets = [note.withheld[0].text, note.confirmations[0].reason]
        secrets += [words for s in note.statements() for flag in s.flags for words in (flag.written, flag.said)]
        assert not [secret for secret in secrets if secret in everything]


def test_text_that_xml_cannot_hold_does_not_break_the_file(draft: Printable, tmp_path: Path) -> None:
    awkward = _with_statements(draft, "5\x00 mg \ud800 <b>&amp;</b> ]]>", "a\x0bb\nc\td")
    patient = replace(awkward.encounter.patient, name="Kim\x07")
    document = _written(
        replace(awkward, title="No\x01te", encounter=replace(awkward.encounter, patient=patient)), tmp_path
    )
    texts = [paragraph.text for paragraph in document.paragraphs]
    assert "5� mg � <b>&amp;</b> ]]>" in texts
    assert "a\nb\nc\td" in texts
    assert document.core_properties.title == "No�te"


def test_a_note_of_which_nothing_is_stated_is_still_a_document(draft: Printable, tmp_path: Path) -> None:
    sections = tuple(replace(s, state=SectionState.NOT_STATED, statements=()) for s in draft.note.sections)
    empty = replace(draft, note=replace(draft.note, sections=sections))
    headings = [p.text for p in _written(empty, tmp_path).paragraphs if p.style.name == "Heading 1"]
    assert headings == []


def test_a_failed_write_leaves_the_old_document(draft: Printable, tmp_path: Path) -> None:
    with pytest.raises(ExportError):
        write_docx(draft, tmp_path / "missing" / "note.docx")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.end_to_end
@pytest.mark.skipif(not (shutil.which("soffice") and shutil.which("pdftotext")), reason="needs LibreOffice and poppler")
def test_libreoffice_prints_every_word(draft: Printable, long_signed: Printable, tmp_path: Path) -> None:
    write_docx(draft, tmp_path / "draft.docx")
    write_docx(long_signed, tmp_path / "long.docx")
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    subprocess.run(
        ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", tmp_path, *tmp_path.glob("*.docx")],
        check=True,
        capture_output=True,
        timeout=120,
    )
    for name, printable in (("draft", draft), ("long", long_signed)):
        result = subprocess.run(
            ["pdftotext", "-layout", tmp_path / f"{name}.pdf", "-"], check=True, capture_output=True, timeout=60
        )
        pages = [_unspaced(page) for page in result.stdout.decode().split("\f") if page.strip()]
        for statement in printable.note.statements():
            assert _unspaced(statement.text) in "".join(pages)
        for number, page in enumerate(pages, start=1):
            assert page.endswith(_unspaced(f"{preparation_line(printable)}{number}/{len(pages)}"))
        assert len(pages) > (2 if printable is long_signed else 0)


def _unspaced(text: str) -> str:
    return "".join(text.split())
