"""A note that was written elsewhere, as plain text: headings become sections, sentences become statements."""

import re
import unicodedata
from collections.abc import Iterator

from app.domain.dialogue import language_of
from app.domain.errors import InputError
from app.domain.language import Language
from app.domain.note import DraftNote, NoteSection, Origin, SectionState, Statement, statement_id

PASTED_TEMPLATE = "pasted"

_ABBREVIATION = re.compile(r"\b(?:Dr|Mr|Mrs|Ms|St|vs|approx|e\.g|i\.e|[A-Z])\.$|^\W*\d{1,2}\.$")
_SENTENCE_END = re.compile(r"(?<=[.?!。])\s+(?=\S)")
_CAPITALS = re.compile(r"[A-Z][A-Z &/,'()-]{2,60}:?")
_TITLE_WITH_COLON = re.compile(r"[^\W\d][^.:;]{1,50}[:：]")
_MARKDOWN_HEADING = re.compile(r"#{1,6}[ \t]+(?P<title>.+?)[ \t]*#*")
_BULLET = re.compile(r"^(?:[-*•▪◦·][ \t]+)?")
_LONGEST_TITLE_WORDS = 6
_TITLE_WORD = re.compile(
    r"abdomen|allerg(?:y|ies)|assessment|back|cardiovascular|chest|constitutional|ears|endocrine|extremities|eyes|family|"
    r"gastrointestinal|general|genitourinary|gynecologic|head|heart|heent|hematologic|history|imaging|impression|"
    r"instructions|integumentary|laboratory|labs|lungs|lymphatic|medical|medications|musculoskeletal|neck|"
    r"neurologic(?:al)?|nose|objective|past|plan|procedures?|psychiatric|respiratory|results|review|skin|social|"
    r"subjective|surgical|systems|throat|vascular|vitals|and|of|"
    r"과거력|가족력|사회력|현병력|주호소|평가|계획|신체진찰|검사결과|활력징후|복용약|알레르기|계통문진|진단|처방|교육",
    re.IGNORECASE,
)


def note_from_text(text: str, language: Language | None = None) -> DraftNote:
    """The note's statements are a clinician's, one a sentence. Raises InputError("note_empty")."""
    sections: list[NoteSection] = []
    number = 1
    # Some systems take Hangul syllables apart; everything that reads them expects them whole.
    text = unicodedata.normalize("NFC", text.removeprefix("\ufeff"))
    for title, lines in _sections(text):
        texts = [sentence for line in lines for sentence in sentences_of(line)]
        statements = tuple(
            Statement(statement_id(number + i), sentence, origin=Origin.CLINICIAN) for i, sentence in enumerate(texts)
        )
        number += len(statements)
        state = SectionState.STATED if statements else SectionState.NOT_STATED
        if title or statements:
            sections.append(NoteSection(f"part{len(sections) + 1}", title, state, statements))
    if number == 1:
        raise InputError("note_empty")
    return DraftNote(PASTED_TEMPLATE, language or language_of(text), tuple(sections))


def sentences_of(line: str) -> Iterator[str]:
    """The sentences of a line. «Dr. Kim», «e.g. this» and the number of a list end none."""
    pending = ""
    for piece in _SENTENCE_END.split(line.strip()):
        pending = f"{pending} {piece}".strip()
        if pending and not _ABBREVIATION.search(pending):
            yield pending
            pending = ""
    if pending:
        yield pending


def _sections(text: str) -> Iterator[tuple[str, list[str]]]:
    title, lines = "", list[str]()
    for line in text.splitlines():
        heading = heading_in(line.strip())
        if heading is None:
            lines.append(line)
            continue
        yield title, lines
        title, lines = heading, []
    yield title, lines


def _is_titled(line: str) -> bool:
    """A line made of nothing but the names of sections: «Past Surgical History»."""
    return bool(line) and all(_TITLE_WORD.fullmatch(word) for word in line.split())


def heading_in(line: str) -> str | None:
    """A line that names a section: in capitals, ending in a colon, or marked as a heading in Markdown."""
    if marked := _MARKDOWN_HEADING.fullmatch(line):
        return marked["title"]
    plain = _BULLET.sub("", line)
    is_short = len(plain.split()) <= _LONGEST_TITLE_WORDS
    if is_short and (_is_titled(plain) or _CAPITALS.fullmatch(plain) or _TITLE_WITH_COLON.fullmatch(plain)):
        return plain.rstrip(":：").strip()
    return None
