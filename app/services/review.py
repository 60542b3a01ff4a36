"""The clinician's part in a draft: correct it, or stand by what was flagged. Every change is checked anew."""

from dataclasses import dataclass, replace

from app.domain.encounter import EncounterState
from app.domain.errors import InputError
from app.domain.note import Confirmation, DraftNote, Flag, Origin
from app.domain.transcript import Transcript
from app.review.checks import review_note
from app.services.clock import now
from app.storage.vault import Vault


@dataclass(frozen=True, slots=True)
class ClinicianWork:
    """What a clinician has put into a draft: lines in their own words, and confirmed flags. Both may be none, where
    lines were only taken out.
    """

    lines: int
    confirmations: int


class Review:
    def __init__(self, vault: Vault, actor: str) -> None:
        self._vault = vault
        self._actor = actor

    def note(self, encounter_id: str, template_id: str) -> DraftNote | None:
        """The current draft, with the sources and flags of its last review."""
        return self._vault.documents.draft(encounter_id, template_id)

    def work_in(self, encounter_id: str, template_id: str) -> ClinicianWork | None:
        """What a new draft would take the place of; None while the draft is as the model wrote it, or is none."""
        note = self.note(encounter_id, template_id)
        if note is None or not self._vault.documents.is_edited(encounter_id, template_id):
            return None
        lines = sum(1 for statement in note.statements() if statement.origin is Origin.CLINICIAN)
        return ClinicianWork(lines, len(note.confirmations))

    def has_replaced_draft(self, encounter_id: str, template_id: str) -> bool:
        return self._vault.documents.replaced_draft(encounter_id, template_id) is not None

    def bring_back(self, encounter_id: str, template_id: str) -> DraftNote:
        """The draft that the last one replaced, checked against the transcript as it is now; the two change places.

        Raises VaultError("draft_not_found").
        """
        with self._vault.transaction():
            self._vault.documents.bring_back(encounter_id, template_id)
            note = check_again(self._vault, encounter_id, template_id)
            assert note is not None
            encounter = self._vault.encounters.get(encounter_id)
            self._vault.encounters.update(replace(encounter, state=EncounterState.DRAFTED))
            self._vault.audit_log.append(self._actor, "draft_brought_back", encounter_id, template_id)
        return note

    def edit_section(
        self, encounter_id: str, template_id: str, section_id: str, lines: tuple[str, ...] | list[str]
    ) -> DraftNote:
        """Raises InputError("draft_missing")."""
        note = self._existing(encounter_id, template_id).with_section_lines(section_id, tuple(lines))
        reviewed = review_note(note, self._transcript(encounter_id))
        detail = f"{template_id} {section_id} lines={sum(bool(line.strip()) for line in lines)}"
        return self._keep(encounter_id, reviewed, "section_edited", detail)

    def confirm(self, encounter_id: str, template_id: str, statement_id: str, flag: Flag, reason: str) -> DraftNote:
        """The clinician stands by a flagged statement, for a reason that is kept with it.

        Raises InputError("draft_missing" | "reason_missing" | "flag_gone"), the last when the statement has been
        changed since the flag was shown.
        """
        if not reason.strip():
            raise InputError("reason_missing")
        note = self._existing(encounter_id, template_id)
        statement = next((each for each in note.statements() if each.id == statement_id), None)
        if statement is None or flag not in statement.flags:
            raise InputError("flag_gone")
        confirmation = Confirmation(
            statement_id, statement.text, flag.kind, flag.written, reason.strip(), self._actor, now()
        )
        detail = f"{template_id} {statement_id} {flag.kind.value}"
        return self._keep(encounter_id, note.with_confirmation(confirmation), "flag_confirmed", detail)

    def _existing(self, encounter_id: str, template_id: str) -> DraftNote:
        note = self.note(encounter_id, template_id)
        if note is None:
            raise InputError("draft_missing")
        return note

    def _transcript(self, encounter_id: str) -> Transcript:
        transcript = self._vault.transcripts.latest(encounter_id)
        if transcript is None:
            raise InputError("transcript_missing")
        return transcript

    def _keep(self, encounter_id: str, note: DraftNote, action: str, detail: str) -> DraftNote:
        with self._vault.transaction():
            encounter = self._vault.encounters.get(encounter_id)
            # A change after signing begins the next version; the signed one stays as it is.
            self._vault.encounters.update(replace(encounter, state=EncounterState.DRAFTED))
            self._vault.documents.save_draft(encounter_id, note, ai=False)
            self._vault.audit_log.append(self._actor, action, encounter_id, detail)
        return note


def check_again(vault: Vault, encounter_id: str, template_id: str) -> DraftNote | None:
    """The current draft with sources and flags found anew, and kept so: a correction may support more, or less."""
    note = vault.documents.draft(encounter_id, template_id)
    transcript = vault.transcripts.latest(encounter_id)
    if note is None or transcript is None:
        return note
    reviewed = review_note(note, transcript)
    if reviewed != note:
        vault.documents.save_checked(encounter_id, reviewed)
    return reviewed
