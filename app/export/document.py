"""What a printed document holds, in which words, whatever the file format: exporters only lay it out."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from app.domain.attestation import Addendum, Attestation, SignedDocument
from app.domain.encounter import Clinician, Encounter
from app.domain.language import Language
from app.domain.note import DraftNote, NoteSection
from app.resources import load_json

# Enough to tell two documents apart by eye; the vault keeps and verifies the whole hash.
SHORT_HASH_LENGTH = 16

Row = tuple[str, str]

_LINE_BREAK = re.compile("\r\n?|[\v\f\x85\u2028\u2029]")
# What XML 1.0 forbids: control characters, halves of surrogate pairs and two non-characters.
_UNPRINTABLE = re.compile("[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True, slots=True)
class Printable:
    """A document as it goes on paper. A draft, and one of a practice, says so on every page.

    Flags, confirmations and withheld lines of the note belong to review and are never printed. `id` is that of a signed
    document, "" for a draft; `supersedes` the id of the version before it.
    """

    title: str
    encounter: Encounter
    note: DraftNote
    language: Language
    attestation: Attestation | None = None
    addenda: tuple[Addendum, ...] = ()
    version: int | None = None
    clinician: Clinician | None = None
    is_practice: bool = False
    id: str = ""
    supersedes: str | None = None

    @classmethod
    def from_draft(
        cls, encounter: Encounter, note: DraftNote, title: str, *, clinician: Clinician | None = None
    ) -> "Printable":
        return cls(title, encounter, note, note.language, clinician=clinician)

    @classmethod
    def from_signed(cls, document: SignedDocument, addenda: Sequence[Addendum] = ()) -> "Printable":
        return cls(
            title=document.title,
            encounter=document.encounter,
            note=document.note,
            language=document.note.language,
            attestation=document.attestation,
            addenda=tuple(addenda),
            version=document.version,
            clinician=document.attestation.clinician,
            id=document.id,
            supersedes=document.supersedes,
        )

    @property
    def warning(self) -> str | None:
        """What every page must say of the document: it is about nobody, or not signed."""
        name = "practice" if self.is_practice else "draft" if self.attestation is None else None
        return phrase(name, self.language) if name else None

    @property
    def stated_sections(self) -> tuple[NoteSection, ...]:
        return tuple(section for section in self.note.sections if section.statements)


def phrase(name: str, language: Language, /, **values: object) -> str:
    """A heading or label of printed documents, in the document's language."""
    return str(load_json("i18n/document.json")[name][language.value]).format(**values)


def header_rows(printable: Printable) -> tuple[Row, ...]:
    """Who, when and where, as label and value; what is not known is shown as unknown, never left out."""
    encounter, patient, language = printable.encounter, printable.encounter.patient, printable.language
    values = {
        "patient_name": patient.name,
        "patient_number": patient.number,
        "sex": _sex(patient.sex, language),
        "birth_date": patient.birth_date,
        "encounter_time": readable_time(encounter.started_at),
        "place": encounter.place,
        "informant": encounter.informant,
        "clinician": clinician_line(printable.clinician, language) if printable.clinician else "",
    }
    return tuple((phrase(name, language), value or phrase("unknown", language)) for name, value in values.items())


def patient_line(printable: Printable) -> str:
    """Whom a loose page belongs to."""
    patient = printable.encounter.patient
    return " · ".join(part for part in (patient.name, patient.number, patient.birth_date) if part)


def not_stated_line(printable: Printable) -> str | None:
    """One line for all sections of which nothing was said: not stated, never «normal»."""
    titles = ", ".join(section.title for section in printable.note.sections if not section.statements)
    return phrase("not_stated_sections", printable.language, titles=titles) if titles else None


def preparation_line(printable: Printable) -> str:
    """Who prepared the document: whether a program helped, and which clinician answers for it."""
    name = "prepared_draft" if printable.attestation is None else "prepared_signed"
    name += "_with_ai" if printable.note.is_ai_assisted else ""
    if printable.attestation is None:
        return phrase(name, printable.language)
    clinician = printable.attestation.clinician
    return phrase(name, printable.language, name=clinician.name, role=role_name(clinician, printable.language))


def attestation_rows(printable: Printable) -> tuple[Row, ...]:
    """Who signed what and when, as label and value; empty for a draft."""
    attestation, language = printable.attestation, printable.language
    if attestation is None:
        return ()
    version = [str(printable.version)] if printable.version else []
    rows = {
        "signed_by": clinician_line(attestation.clinician, language),
        "signed_at": readable_time(attestation.signed_at, with_offset=True),
        "statement": attestation.statement,
        "version": " · ".join([*version, _short_hash(attestation)]),
    }
    return tuple((phrase(name, language), value) for name, value in rows.items())


def attestation_lines(attestation: Attestation, language: Language) -> tuple[str, ...]:
    """The same in brief, for an addendum."""
    signed_by = clinician_line(attestation.clinician, language)
    signed_at = readable_time(attestation.signed_at, with_offset=True)
    lines = (attestation.statement, f"{signed_by} · {signed_at}", _short_hash(attestation))
    return tuple(line for line in lines if line)


def clinician_line(clinician: Clinician, language: Language) -> str:
    return phrase(
        "clinician_licensed" if clinician.licence else "clinician_unlicensed",
        language,
        name=clinician.name,
        role=role_name(clinician, language),
        licence=clinician.licence,
    )


def role_name(clinician: Clinician, language: Language) -> str:
    return phrase(f"role_{clinician.role}", language)


def readable_time(iso_time: str, *, with_offset: bool = False) -> str:
    """An ISO 8601 time to the minute: "2026-01-05 09:30", "2026-01-05 09:30 (UTC+09:00)"; other text as it is."""
    try:
        moment = datetime.fromisoformat(iso_time)
    except ValueError:
        return iso_time
    offset = moment.strftime("%z")
    return f"{moment:%Y-%m-%d %H:%M}" + (f" (UTC{offset[:3]}:{offset[3:5]})" if with_offset and offset else "")


def printable_text(text: str) -> str:
    """Text that every file format can hold: one kind of line break, and a visible mark for what cannot be printed.

    Hangul is composed: of a syllable that is taken apart, a font draws the parts.
    """
    return _UNPRINTABLE.sub("\ufffd", _LINE_BREAK.sub("\n", unicodedata.normalize("NFC", text)))


def _short_hash(attestation: Attestation) -> str:
    return f"SHA-256 {attestation.content_sha256[:SHORT_HASH_LENGTH]}…"


def _sex(sex: str, language: Language) -> str:
    return phrase(f"sex_{sex}", language) if sex in {"female", "male"} else sex
