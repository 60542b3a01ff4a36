"""Sign a note, add to what was signed, hand it to other programs."""

import uuid
from dataclasses import replace
from pathlib import Path

from app.domain.attestation import Addendum, SignedDocument, sign_addendum, sign_document
from app.domain.encounter import Clinician, EncounterState
from app.domain.errors import InputError, SigningRefused
from app.domain.note import DraftNote
from app.domain.template import NoteTemplate
from app.export.document import Printable
from app.export.plain_text import section_text
from app.review.learning.edits import edits_between
from app.review.learning.style import with_style
from app.services.clock import now
from app.services.document_files import write_document
from app.services.review import check_again
from app.services.template_library import template_of
from app.storage.vault import Vault


class Documents:
    def __init__(self, vault: Vault, actor: str, *, is_practice: bool = False) -> None:
        """Whatever is exported from a practice says so."""
        self._vault = vault
        self._actor = actor
        self._is_practice = is_practice

    def sign(self, encounter_id: str, template_id: str, clinician: Clinician, statement: str) -> SignedDocument:
        """Check the current draft once more and seal it. `statement` is the sentence the clinician agrees to.

        Raises InputError("draft_missing") and SigningRefused("open_blocks" | "nothing_to_sign" | "already_signed" |
        "signer_missing" | "statement_missing" | "required_section_empty").
        """
        note = check_again(self._vault, encounter_id, template_id)
        if note is None:
            raise InputError("draft_missing")
        with self._vault.transaction():
            encounter = self._vault.encounters.get(encounter_id)
            earlier = self.latest_signed(encounter_id, template_id)
            template = _template(self._vault, note)
            _require_signable(note, earlier, clinician, statement)
            _require_stated(note, template)
            signed_encounter = replace(encounter, state=EncounterState.SIGNED)
            document = sign_document(
                uuid.uuid4().hex,
                signed_encounter,
                template.titles[note.language],
                note,
                clinician,
                signed_at=now(),
                statement=statement.strip(),
                version=earlier.version + 1 if earlier else 1,
                supersedes=earlier.id if earlier else None,
            )
            self._vault.documents.add_signed(document)
            if earlier is None:
                self._count_edits(encounter_id, note)
            self._vault.encounters.update(signed_encounter)
            detail = f"{template_id} version={document.version} confirmed={len(note.confirmations)}"
            self._vault.audit_log.append(self._actor, "document_signed", document.id, detail)
        return document

    def _count_edits(self, encounter_id: str, note: DraftNote) -> None:
        """Of the first version only: a correction of what was signed says nothing of the draft."""
        drafted = self._vault.documents.drafted(encounter_id, note.template)
        if drafted is not None:
            self._vault.edits.add(edits_between(with_style(drafted, note.style), note))

    def signed(self, encounter_id: str) -> tuple[SignedDocument, ...]:
        """In the order of signing."""
        return self._vault.documents.signed(encounter_id)

    def latest_signed(self, encounter_id: str, template_id: str) -> SignedDocument | None:
        versions = [each for each in self.signed(encounter_id) if each.note.template == template_id]
        return max(versions, key=lambda document: document.version, default=None)

    def addenda(self, document_id: str) -> tuple[Addendum, ...]:
        return self._vault.documents.addenda(document_id)

    def add_addendum(self, document_id: str, text: str, clinician: Clinician, statement: str = "") -> Addendum:
        """What was learnt later. Raises InputError("addendum_empty") and SigningRefused("signer_missing")."""
        if not text.strip():
            raise InputError("addendum_empty")
        _require_signer(clinician)
        addendum = sign_addendum(
            uuid.uuid4().hex, document_id, text.strip(), clinician, signed_at=now(), statement=statement.strip()
        )
        with self._vault.transaction():
            self._vault.documents.add_addendum(addendum)
            self._vault.audit_log.append(self._actor, "addendum_added", document_id, f"characters={len(addendum.text)}")
        return addendum

    def export(self, encounter_id: str, template_id: str, path: Path, file_format: str) -> None:
        """Write the latest signed version, else the draft, marked as one. Formats: docx, pdf, fhir, text.

        Raises InputError("draft_missing" | "export_format_unavailable") and ExportError.
        """
        document = self.latest_signed(encounter_id, template_id)
        printable = self._printable(encounter_id, template_id, document)
        write_document(printable, _template(self._vault, printable.note), path, file_format)
        self._log_copy("document_exported", encounter_id, document, f"{template_id} {file_format}")

    def to_print(self, encounter_id: str, template_id: str) -> bytes:
        """The same as a PDF, which is not to be left on the disk.

        Raises InputError("draft_missing") and ExportError("pdf_font_missing").
        """
        # Loaded for the first document only: the window opens sooner without it.
        from app.export.pdf import as_pdf

        document = self.latest_signed(encounter_id, template_id)
        content = as_pdf(self._printable(encounter_id, template_id, document))
        self._log_copy("document_printed", encounter_id, document, template_id)
        return content

    def section_text(self, encounter_id: str, template_id: str, section_id: str) -> str:
        """One section of the current draft, for pasting elsewhere. Raises InputError("draft_missing")."""
        note = self._draft(encounter_id, template_id)
        section = next(section for section in note.sections if section.id == section_id)
        return section_text(section, note.language)

    def _printable(self, encounter_id: str, template_id: str, document: SignedDocument | None) -> Printable:
        """What was signed, with its addenda; the draft where nothing was."""
        if document is None:
            note = self._draft(encounter_id, template_id)
            title = _template(self._vault, note).titles[note.language]
            printable = Printable.from_draft(self._vault.encounters.get(encounter_id), note, title)
        else:
            printable = Printable.from_signed(document, self._vault.documents.addenda(document.id))
        return replace(printable, is_practice=self._is_practice)

    def _log_copy(self, action: str, encounter_id: str, document: SignedDocument | None, detail: str) -> None:
        subject, kind = (document.id, f"version={document.version}") if document else (encounter_id, "draft")
        self._vault.audit_log.append(self._actor, action, subject, f"{detail} {kind}")

    def _draft(self, encounter_id: str, template_id: str) -> DraftNote:
        note = self._vault.documents.draft(encounter_id, template_id)
        if note is None:
            raise InputError("draft_missing")
        return note


def _require_signable(note: DraftNote, earlier: SignedDocument | None, clinician: Clinician, statement: str) -> None:
    _require_signer(clinician)
    if not statement.strip():
        raise SigningRefused("statement_missing")
    if not any(note.statements()):
        raise SigningRefused("nothing_to_sign")
    if earlier is not None and earlier.note == note:
        raise SigningRefused("already_signed")
    if open_blocks := len(note.open_blocks()):
        raise SigningRefused("open_blocks", count=open_blocks)


def _require_stated(note: DraftNote, template: NoteTemplate) -> None:
    """Something stands in every section that the template requires."""
    stated = {section.id for section in note.sections if section.statements}
    required = (section for section in template.sections if section.is_required and section.id not in stated)
    if titles := ", ".join(section.titles[note.language] for section in required):
        raise SigningRefused("required_section_empty", titles=titles)


def _require_signer(clinician: Clinician) -> None:
    if not clinician.name.strip():
        raise SigningRefused("signer_missing")


def _template(vault: Vault, note: DraftNote) -> NoteTemplate:
    """As it was when the note was written."""
    return template_of(vault, note.template, note.template_version)
