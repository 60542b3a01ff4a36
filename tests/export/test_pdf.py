import re
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest

from app.domain.errors import ExportError
from app.domain.note import NoteSection, SectionState, Statement
from app.export import fonts
from app.export.document import Printable, attestation_rows, header_rows, not_stated_line, phrase, preparation_line
from app.export.fonts import FontFiles, find_fonts
from app.export.pdf import write_pdf

needs_poppler = pytest.mark.skipif(not shutil.which("pdftotext"), reason="needs poppler")


@pytest.fixture(autouse=True)
def _a_font() -> None:
    try:
        find_fonts()
    except ExportError:
        pytest.skip("no TrueType font with Korean letters here")


def _pages(printable: Printable, folder: Path) -> list[str]:
    """The words of each page, without spaces."""
    write_pdf(printable, folder / "note.pdf")
    result = subprocess.run(["pdftotext", "-layout", folder / "note.pdf", "-"], check=True, capture_output=True)
    return [_unspaced(page) for page in result.stdout.decode().split("\f") if page.strip()]


def _unspaced(text: str) -> str:
    return "".join(text.split())


def _with_statements(printable: Printable, *texts: str) -> Printable:
    statements = tuple(Statement(f"n{number:03d}", text) for number, text in enumerate(texts, start=1))
    section = NoteSection("plan", "Plan", SectionState.STATED, statements)
    return replace(printable, note=replace(printable.note, sections=(section,)))


@needs_poppler
def test_a_signed_document_holds_what_its_word_file_holds(signed: Printable, tmp_path: Path) -> None:
    words = "".join(_pages(signed, tmp_path))
    expected = [signed.title, *(statement.text for statement in signed.note.statements())]
    expected += [value for row in (*header_rows(signed), *attestation_rows(signed)) for value in row]
    expected += [not_stated_line(signed) or "", signed.addenda[0].text, phrase("addendum", signed.language, number=1)]
    assert [each for each in expected if _unspaced(each) not in words] == []


@needs_poppler
def test_every_page_says_whose_it_is_who_prepared_it_and_its_number(
    draft: Printable, long_signed: Printable, tmp_path: Path
) -> None:
    for printable in (draft, long_signed):
        pages = _pages(printable, tmp_path)
        assert len(pages) > (2 if printable is long_signed else 0)
        for number, page in enumerate(pages, start=1):
            assert printable.encounter.patient.number in page
            assert _unspaced(preparation_line(printable)) in page
            assert f"{number}/{len(pages)}" in page


@needs_poppler
def test_only_a_draft_says_that_it_is_one(draft: Printable, signed: Printable, tmp_path: Path) -> None:
    mark = _unspaced(phrase("draft", draft.language))
    assert mark in _pages(draft, tmp_path)[0]
    assert mark not in "".join(_pages(signed, tmp_path))


@pytest.mark.skipif(not shutil.which("pdffonts"), reason="needs poppler")
def test_every_font_is_in_the_file(signed: Printable, tmp_path: Path) -> None:
    write_pdf(signed, tmp_path / "note.pdf")
    listed = subprocess.run(["pdffonts", tmp_path / "note.pdf"], check=True, capture_output=True, text=True).stdout
    used = [line for line in listed.splitlines()[2:] if "Helvetica" not in line]
    assert used
    assert all(re.search(r"TrueType +\S+ +yes yes", line) for line in used), listed


@needs_poppler
def test_what_the_font_lacks_is_seen_to_be_missing(draft: Printable, tmp_path: Path) -> None:
    awkward = _with_statements(draft, "5 µg \U0001f48a <b>&amp;</b> ]]>", "a\x0bb\nc\x00d")
    words = "".join(_pages(awkward, tmp_path))
    assert _unspaced("5 μg □ <b>&amp;</b> ]]>") in words or _unspaced("5 µg □ <b>&amp;</b> ]]>") in words
    assert "c□d" in words


def test_what_belongs_to_review_and_who_the_patient_is_are_in_no_property(signed: Printable, tmp_path: Path) -> None:
    write_pdf(signed, tmp_path / "note.pdf")
    content = (tmp_path / "note.pdf").read_bytes()
    for private in (signed.encounter.patient.name, signed.encounter.patient.number):
        assert private.encode() not in content
        assert private.encode("utf-16-be") not in content


def test_a_failed_write_leaves_the_old_document(draft: Printable, tmp_path: Path) -> None:
    with pytest.raises(ExportError):
        write_pdf(draft, tmp_path / "missing" / "note.pdf")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(fonts.sys.platform != "linux", reason="other systems have their fonts in one place")
def test_fonts_are_found_wherever_linux_keeps_them(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fonts, "_FONTS_OF_LINUX", (tmp_path / "nowhere", tmp_path))
    with pytest.raises(ExportError, match="pdf_font_missing"):
        find_fonts()
    folder = tmp_path / "truetype" / "un"
    folder.mkdir(parents=True)
    (folder / "UnDotum.ttf").touch()
    assert find_fonts() == FontFiles(folder / "UnDotum.ttf", folder / "UnDotum.ttf")
