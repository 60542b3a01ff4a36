"""Signing: a clinician vouches for the exact content of a document, which from then on never changes."""

import hashlib
import json
from dataclasses import dataclass
from typing import Any

from app.domain.encounter import Clinician, Encounter
from app.domain.note import DraftNote, Origin


@dataclass(frozen=True, slots=True)
class Attestation:
    """`statement` is the sentence that the clinician agreed to, in the words shown; `signed_at` ISO 8601 with offset."""

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
        return self.note.generation is not None or any(s.origin is Origin.MODEL for s in self.note.statements())


@dataclass(frozen=True, slots=True)
class Addendum:
    """What was learnt later. The signed document stays as it was; its hash covers document id and text."""

    id: str
    document_id: str
    text: str
    attestation: Attestation


def canonical_json(content: Any) -> bytes:
    """One byte sequence for one content: sorted keys, no spaces, UTF-8. What is hashed is exactly this."""
    return json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode("utf-8")


def content_sha256(content: Any) -> str:
    return hashlib.sha256(canonical_json(content)).hexdigest()
