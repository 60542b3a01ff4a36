"""The audit log's rule: each event seals all events before it."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass

from app.domain.attestation import canonical_json

GENESIS_SHA256 = "0" * 64


@dataclass(frozen=True, slots=True)
class AuditEvent:
    """`action` is past tense (document_signed); `subject` an id, never a name; `detail` counts and codes, no words."""

    at: str
    actor: str
    action: str
    subject: str
    detail: str = ""


@dataclass(frozen=True, slots=True)
class SealedEvent:
    number: int
    event: AuditEvent
    previous_sha256: str
    sha256: str


def seal(event: AuditEvent, number: int, previous_sha256: str) -> SealedEvent:
    content = [number, event.at, event.actor, event.action, event.subject, event.detail, previous_sha256]
    return SealedEvent(number, event, previous_sha256, hashlib.sha256(canonical_json(content)).hexdigest())


def first_broken_link(chain: Iterable[SealedEvent]) -> int | None:
    """The number of the first event that was changed, removed or put in later; None when the chain holds."""
    previous = GENESIS_SHA256
    for position, sealed in enumerate(chain, start=1):
        if sealed.number != position or sealed != seal(sealed.event, position, previous):
            return position
        previous = sealed.sha256
    return None
