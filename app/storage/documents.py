"""Drafts, which change; signed documents and their addenda, which never do."""

import hashlib

from app.domain.attestation import (
    Addendum,
    SignedDocument,
    addendum_content,
    addendum_from_content,
    document_content,
    document_from_content,
)
from app.domain.errors import VaultError
from app.domain.formats import Json, note_from_json, note_to_json
from app.domain.note import DraftNote
from app.storage.columns import from_column, to_column
from app.storage.database import Row, VaultDatabase
from app.storage.sqlcipher import Database

_DRAFT_KEY = ("encounter_id", "template", "kind")


class DocumentStore:
    def __init__(self, database: VaultDatabase) -> None:
        self._database = database

    def save_draft(self, encounter_id: str, note: DraftNote, ai: bool, as_written: DraftNote | None = None) -> None:
        """The current draft of the note's template. `ai`: the model wrote it; otherwise a clinician has changed it.

        `as_written` is what the model wrote where the clinic's style has changed it. Of the model's drafts the first is
        kept for good, and the one from which the current draft was made. What one of them replaces is kept until the
        next does.
        """
        row = {"encounter_id": encounter_id, "template": note.template, "content": to_column(note_to_json(note))}
        with self._database.transaction() as tables:
            drafts = tables.table("drafts")
            if ai:
                self._set_aside(tables, encounter_id, note.template)
                drafted = to_column(note_to_json(as_written or note))
                drafts.insert({**row, "content": drafted, "kind": "ai"}, ignore=True)
                row["drafted"] = drafted
            drafts.upsert({**row, "kind": "current", "is_edited": int(not ai)}, pk=_DRAFT_KEY)

    def save_checked(self, encounter_id: str, note: DraftNote) -> None:
        """The current draft in the same words, with sources and flags found anew."""
        row = {"encounter_id": encounter_id, "template": note.template, "content": to_column(note_to_json(note))}
        with self._database.transaction() as tables:
            tables.table("drafts").upsert({**row, "kind": "current"}, pk=_DRAFT_KEY)

    def is_edited(self, encounter_id: str, template_id: str) -> bool:
        """Whether a clinician has changed the current draft since the model wrote it."""
        row = self._row(encounter_id, template_id, "current")
        return row is not None and bool(row["is_edited"])

    def replaced_draft(self, encounter_id: str, template_id: str) -> DraftNote | None:
        """What the current draft took the place of."""
        return self._draft(encounter_id, template_id, "replaced")

    def bring_back(self, encounter_id: str, template_id: str) -> None:
        """The current and the replaced draft change places. Raises VaultError("draft_not_found")."""
        with self._database.transaction() as tables:
            row = self._row(encounter_id, template_id, "replaced")
            if row is None:
                raise VaultError("draft_not_found")
            self._set_aside(tables, encounter_id, template_id)
            tables.table("drafts").upsert({**row, "kind": "current"}, pk=_DRAFT_KEY)

    def draft(self, encounter_id: str, template_id: str) -> DraftNote | None:
        return self._draft(encounter_id, template_id, "current")

    def drafted_templates(self, encounter_id: str) -> tuple[str, ...]:
        """The ids of the templates of which the encounter has a draft."""
        rows = self._database.rows(
            "SELECT template FROM drafts WHERE encounter_id = ? AND kind = 'current' ORDER BY template", [encounter_id]
        )
        return tuple(row["template"] for row in rows)

    def ai_draft(self, encounter_id: str, template_id: str) -> DraftNote | None:
        """The draft as the model first wrote it."""
        return self._draft(encounter_id, template_id, "ai")

    def drafted(self, encounter_id: str, template_id: str) -> DraftNote | None:
        """What the model wrote and the current draft was made from; None where no model wrote."""
        row = self._row(encounter_id, template_id, "current")
        return note_from_json(from_column(row["drafted"])) if row and row["drafted"] else None

    def add_signed(self, document: SignedDocument) -> None:
        """For good. The attestation must cover exactly this content (ValueError).

        To keep a document and its audit event together, add both in one transaction of the vault.
        """
        content = _vouched_for(document_content(document), document.attestation.content_sha256)
        with self._database.transaction() as tables:
            tables.table("signed_documents").insert(
                {
                    **_columns(document),
                    "content": content,
                    "content_sha256": document.attestation.content_sha256,
                }
            )

    def signed(self, encounter_id: str) -> tuple[SignedDocument, ...]:
        """In the order of signing."""
        rows = self._database.rows(
            "SELECT * FROM signed_documents WHERE encounter_id = ? ORDER BY number", [encounter_id]
        )
        return tuple(_document(row) for row in rows)

    def get_signed(self, document_id: str) -> SignedDocument:
        """Raises VaultError("document_not_found")."""
        row = self._database.row("SELECT * FROM signed_documents WHERE id = ?", [document_id])
        if row is None:
            raise VaultError("document_not_found")
        return _document(row)

    def add_addendum(self, addendum: Addendum) -> None:
        """For good. Raises VaultError("document_not_found"). The attestation must cover the addendum (ValueError)."""
        content = _vouched_for(addendum_content(addendum), addendum.attestation.content_sha256)
        with self._database.transaction() as tables:
            self.get_signed(addendum.document_id)
            tables.table("addenda").insert(
                {
                    "id": addendum.id,
                    "document_id": addendum.document_id,
                    "content": content,
                    "content_sha256": addendum.attestation.content_sha256,
                }
            )

    def addenda(self, document_id: str) -> tuple[Addendum, ...]:
        """In the order of signing."""
        rows = self._database.rows("SELECT * FROM addenda WHERE document_id = ? ORDER BY number", [document_id])
        return tuple(_addendum(row) for row in rows)

    def altered(self) -> tuple[str, ...]:
        """The ids of signed documents and addenda that are not what was signed."""
        return tuple(
            [row["id"] for row in self._all("signed_documents") if not _is_document_intact(row)]
            + [row["id"] for row in self._all("addenda") if not _is_addendum_intact(row)]
        )

    def count(self) -> int:
        """How many documents are signed."""
        return self._database.count("signed_documents")

    def missing(self) -> int:
        """How many signed documents and addenda were stored and are gone."""
        return sum(
            self._database.ever_added(table) - self._database.count(table) for table in ("signed_documents", "addenda")
        )

    def _all(self, table: str) -> list[Row]:
        return self._database.rows(f"SELECT * FROM {table} ORDER BY number")

    def _draft(self, encounter_id: str, template_id: str, kind: str) -> DraftNote | None:
        row = self._row(encounter_id, template_id, kind)
        return note_from_json(from_column(row["content"])) if row else None

    def _row(self, encounter_id: str, template_id: str, kind: str) -> Row | None:
        return self._database.row(
            "SELECT * FROM drafts WHERE encounter_id = ? AND template = ? AND kind = ?",
            [encounter_id, template_id, kind],
        )

    def _set_aside(self, tables: Database, encounter_id: str, template_id: str) -> None:
        row = self._row(encounter_id, template_id, "current")
        if row is not None:
            tables.table("drafts").upsert({**row, "kind": "replaced"}, pk=_DRAFT_KEY)


def _columns(document: SignedDocument) -> Row:
    """What the database needs to find a document without reading it. The content says the same."""
    return {
        "id": document.id,
        "encounter_id": document.encounter.id,
        "template": document.note.template,
        "version": document.version,
        "supersedes": document.supersedes,
    }


def _vouched_for(content: Json, sha256: str) -> str:
    text = to_column(content)
    if _sha256(text) != sha256:
        raise ValueError("the attestation does not cover this content")
    return text


def _is_document_intact(row: Row) -> bool:
    return _is_as_hashed(row) and _columns(_document(row)).items() <= row.items()


def _is_addendum_intact(row: Row) -> bool:
    return _is_as_hashed(row) and _addendum(row).document_id == row["document_id"]


def _is_as_hashed(row: Row) -> bool:
    return _sha256(row["content"]) == str(row["content_sha256"])


def _document(row: Row) -> SignedDocument:
    return document_from_content(from_column(row["content"]), row["content_sha256"])


def _addendum(row: Row) -> Addendum:
    return addendum_from_content(from_column(row["content"]), row["content_sha256"])


def _sha256(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
