"""Signing: a clinician vouches for the exact content of a document, which from then on never changes."""

import hashlib
import json
from dataclasses import asdict, dataclass, replace
from typing import Any

from app.domain.encounter import Clinician, Encounter, EncounterState, Patient, Role
from app.domain.formats import Json, note_from_json, note_to_json
from app.domain.language import Language
from app.domain.note import DraftNote

DOCUMENT_FORMAT = "saegim.document/1"
ADDENDUM_FORMAT = "saegim.addendum/1"


@dataclass(frozen=True, slots=True)
class Attestation:
    """`statement` is what the clinician agreed to, in the words shown; `signed_at` is ISO 8601 with its offset."""

    clinician: Clinician
    signed_at: str
    statement: str
    content_sha256: str


@dataclass(frozen=True, slots=True)
class SignedDocument:
    """`version` counts from 1 within an encounter and template; a later version names the one it supersedes."""

    id: str
    encounter: Encounter
    title: str
    note: DraftNote
    version: int
    attestation: Attestation
    supersedes: str | None = None

    @property
    def is_ai_assisted(self) -> bool:
        return self.note.is_ai_assisted


@dataclass(frozen=True, slots=True)
class Addendum:
    """What was learnt later. The signed document stays as it was."""

    id: str
    document_id: str
    text: str
    attestation: Attestation


def sign_document(
    document_id: str,
    encounter: Encounter,
    title: str,
    note: DraftNote,
    clinician: Clinician,
    *,
    signed_at: str,
    statement: str,
    version: int = 1,
    supersedes: str | None = None,
) -> SignedDocument:
    """The document with its attestation, whose hash covers everything that `document_content` gives."""
    unsealed = Attestation(clinician, signed_at, statement, content_sha256="")
    document = SignedDocument(document_id, encounter, title, note, version, unsealed, supersedes)
    return replace(document, attestation=replace(unsealed, content_sha256=content_sha256(document_content(document))))


def sign_addendum(
    addendum_id: str, document_id: str, text: str, clinician: Clinician, *, signed_at: str, statement: str
) -> Addendum:
    unsealed = Attestation(clinician, signed_at, statement, content_sha256="")
    addendum = Addendum(addendum_id, document_id, text, unsealed)
    return replace(addendum, attestation=replace(unsealed, content_sha256=content_sha256(addendum_content(addendum))))


def document_content(document: SignedDocument) -> Json:
    """What the clinician vouches for, and what is hashed: everything in the document but the hash itself."""
    return {
        "format": DOCUMENT_FORMAT,
        "id": document.id,
        "encounter": asdict(document.encounter),
        "title": document.title,
        "note": note_to_json(document.note),
        "version": document.version,
        "supersedes": document.supersedes,
        "attestation": _attestation_content(document.attestation),
    }


def document_from_content(content: Json, sha256: str) -> SignedDocument:
    """The way back from `document_content`, for content that its reader has checked against its hash."""
    return SignedDocument(
        id=content["id"],
        encounter=_encounter(content["encounter"]),
        title=content["title"],
        note=note_from_json(content["note"]),
        version=content["version"],
        attestation=_attestation(content["attestation"], sha256),
        supersedes=content["supersedes"],
    )


def addendum_content(addendum: Addendum) -> Json:
    """What is hashed: everything in the addendum but the hash itself."""
    return {
        "format": ADDENDUM_FORMAT,
        "id": addendum.id,
        "document_id": addendum.document_id,
        "text": addendum.text,
        "attestation": _attestation_content(addendum.attestation),
    }


def addendum_from_content(content: Json, sha256: str) -> Addendum:
    return Addendum(
        content["id"], content["document_id"], content["text"], _attestation(content["attestation"], sha256)
    )


def canonical_json(content: Any) -> bytes:
    """One byte sequence for one content: sorted keys, no spaces, UTF-8. What is hashed is exactly this."""
    return json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode("utf-8")


def content_sha256(content: Any) -> str:
    return hashlib.sha256(canonical_json(content)).hexdigest()


def _attestation_content(attestation: Attestation) -> Json:
    return {
        "clinician": asdict(attestation.clinician),
        "signed_at": attestation.signed_at,
        "statement": attestation.statement,
    }


def _attestation(content: Json, sha256: str) -> Attestation:
    clinician = content["clinician"]
    return Attestation(
        Clinician(clinician["name"], Role(clinician["role"]), clinician["licence"]),
        content["signed_at"],
        content["statement"],
        sha256,
    )


def _encounter(content: Json) -> Encounter:
    language = content["language"]
    return Encounter(
        id=content["id"],
        patient=Patient(**content["patient"]),
        started_at=content["started_at"],
        state=EncounterState(content["state"]),
        language=Language(language) if language else None,
        place=content["place"],
        informant=content["informant"],
        title=content["title"],
    )
