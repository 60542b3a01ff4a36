"""The clinician's part in a draft: correct it, or stand by what was flagged. Every change is checked anew."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from app.domain.encounter import EncounterState
from app.domain.errors import InputError
from app.domain.note import Confirmation, DraftNote, Flag, FlagKind, NoteSection, Origin, Severity, Statement
from app.domain.pasted_note import note_from_text
from app.domain.transcript import Transcript
from app.review.checks import NoteReviewer
from app.review.evidence.highlights import SupportingWords, supporting_words
from app.review.learning.style import with_style
from app.review.suggestions import Suggestion, suggestions_for
from app.services.charts import chart_of
from app.services.clock import now
from app.storage.vault import Vault

_OF_UNSAID_NUMBERS = frozenset({FlagKind.NUMBER_UNSUPPORTED, FlagKind.UNIT_MISMATCH})


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

    def drafted(self, encounter_id: str, template_id: str) -> DraftNote | None:
        """What the model wrote and the current draft was made from."""
        return self._vault.documents.drafted(encounter_id, template_id)

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
        self, encounter_id: str, template_id: str, section_id: str, lines: Sequence[str], proposed: Collection[str] = ()
    ) -> DraftNote:
        """Lines that the model has `proposed` are its own. Raises InputError("draft_missing")."""
        reviewed = self._edited(encounter_id, template_id, section_id, lines, proposed)
        detail = f"{template_id} {section_id} lines={sum(bool(line.strip()) for line in lines)}"
        return self._keep(encounter_id, reviewed, "section_edited", detail)

    def add_calculation(
        self, encounter_id: str, template_id: str, section_id: str, line: str, reason: str
    ) -> DraftNote:
        """A calculator's result at the end of a section. Its numbers were calculated, not said: what stands in the way
        of signing only for that is confirmed, with the reason.

        Raises InputError("draft_missing" | "transcript_missing").
        """
        note = self._existing(encounter_id, template_id)
        section = next(each for each in note.sections if each.id == section_id)
        lines = (*(statement.text for statement in section.statements), line)
        edited = self._edited(encounter_id, template_id, section_id, lines)
        added = next(each for each in edited.sections if each.id == section_id).statements[-1]
        for flag in added.flags:
            if flag.severity is Severity.BLOCK and flag.kind in _OF_UNSAID_NUMBERS:
                confirmation = Confirmation(added.id, added.text, flag.kind, flag.written, reason, self._actor, now())
                edited = edited.with_confirmation(confirmation)
        return self._keep(encounter_id, edited, "calculation_added", f"{template_id} {section_id}")

    def put_section_back(self, encounter_id: str, template_id: str, section_id: str) -> DraftNote:
        """A section that the clinic's style had left out, else in that style.

        Raises InputError("draft_missing" | "transcript_missing").
        """
        note, drafted = self._existing(encounter_id, template_id), self.drafted(encounter_id, template_id)
        if drafted is None:
            raise InputError("draft_missing")
        reviewer = reviewer_of(self._transcript(encounter_id))
        style = tuple(rule for rule in note.style if rule.section != section_id)
        whole = note.with_section_of(with_style(drafted, style), section_id)
        reviewed = reviewer.review(whole, chart_of(self._vault, encounter_id))
        return self._keep(encounter_id, reviewed, "section_put_back", f"{template_id} {section_id}")

    def preview_section(
        self, encounter_id: str, template_id: str, section_id: str, lines: Sequence[str]
    ) -> NoteSection:
        """What the checks would say of the section with these lines; nothing is kept.

        Raises InputError("draft_missing" | "transcript_missing").
        """
        edited = self._edited(encounter_id, template_id, section_id, lines)
        return next(section for section in edited.sections if section.id == section_id)

    def check_text(self, encounter_id: str, text: str) -> DraftNote:
        """What the checks say of a note that was written elsewhere; nothing is kept.

        Raises InputError("note_empty" | "transcript_missing").
        """
        reviewer = reviewer_of(self._transcript(encounter_id))
        return reviewer.review(note_from_text(text), chart_of(self._vault, encounter_id))

    def supporting_words(self, encounter_id: str, text: str) -> tuple[SupportingWords, ...]:
        """The words of the transcript on which such a statement rests. Raises InputError("transcript_missing")."""
        transcript = self._transcript(encounter_id)
        return supporting_words(text, transcript, reviewer_of(transcript).index)

    def put_back(self, encounter_id: str, template_id: str, note: DraftNote) -> DraftNote:
        """An earlier state of the draft, checked against the transcript as it is now.

        Raises InputError("draft_missing" | "transcript_missing").
        """
        self._existing(encounter_id, template_id)
        reviewer = reviewer_of(self._transcript(encounter_id))
        reviewed = reviewer.review(note, chart_of(self._vault, encounter_id))
        return self._keep(encounter_id, reviewed, "edit_taken_back", template_id)

    def confirm(self, encounter_id: str, template_id: str, statement_id: str, flag: Flag, reason: str) -> DraftNote:
        """The clinician stands by a flagged statement, for a reason that is kept with it; only what stands in the way
        of signing needs one.

        Raises InputError("draft_missing" | "reason_missing" | "flag_gone"), the last when the statement has been
        changed since the flag was shown.
        """
        if flag.severity is Severity.BLOCK and not reason.strip():
            raise InputError("reason_missing")
        note = self._existing(encounter_id, template_id)
        statement = _flagged(note, statement_id, flag)
        confirmation = Confirmation(
            statement_id, statement.text, flag.kind, flag.written, reason.strip(), self._actor, now()
        )
        detail = f"{template_id} {statement_id} {flag.kind.value}"
        return self._keep(encounter_id, note.with_confirmation(confirmation), "flag_confirmed", detail)

    def accept(
        self, encounter_id: str, template_id: str, statement_id: str, flag: Flag, suggestion: Suggestion
    ) -> DraftNote:
        """The suggestion in the place of the flagged statement, as the clinician's own line.

        Raises InputError("draft_missing" | "transcript_missing" | "flag_gone"), the last also when it is not suggested.
        """
        note = self._existing(encounter_id, template_id)
        statement = _flagged(note, statement_id, flag)
        if suggestion not in suggestions_for(statement.text, flag):
            raise InputError("flag_gone")
        section = next(each for each in note.sections if statement in each.statements)
        lines = [suggestion.statement if each is statement else each.text for each in section.statements]
        edited = self._edited(encounter_id, template_id, section.id, lines)
        return self._keep(
            encounter_id, edited, "suggestion_accepted", f"{template_id} {statement_id} {flag.kind.value}"
        )

    def _edited(
        self, encounter_id: str, template_id: str, section_id: str, lines: Sequence[str], proposed: Collection[str] = ()
    ) -> DraftNote:
        drafted = self.drafted(encounter_id, template_id)
        statements = tuple(drafted.statements()) if drafted is not None else ()
        note = self._existing(encounter_id, template_id)
        note = note.with_section_lines(section_id, tuple(lines), statements, proposed)
        return reviewer_of(self._transcript(encounter_id)).review(note, chart_of(self._vault, encounter_id))

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


def _flagged(note: DraftNote, statement_id: str, flag: Flag) -> Statement:
    statement = next((each for each in note.statements() if each.id == statement_id), None)
    if statement is None or flag not in statement.flags:
        raise InputError("flag_gone")
    return statement


def check_again(vault: Vault, encounter_id: str, template_id: str) -> DraftNote | None:
    """The current draft with sources and flags found anew, and kept so: a correction may support more, or less."""
    note = vault.documents.draft(encounter_id, template_id)
    transcript = vault.transcripts.latest(encounter_id)
    if note is None or transcript is None:
        return note
    reviewed = reviewer_of(transcript).review(note, chart_of(vault, encounter_id))
    if reviewed != note:
        vault.documents.save_checked(encounter_id, reviewed)
    return reviewed


def check_drafts_again(vault: Vault, encounter_id: str) -> None:
    """Every draft of the encounter, as check_again."""
    for template_id in vault.documents.drafted_templates(encounter_id):
        check_again(vault, encounter_id, template_id)


@lru_cache(maxsize=2)
def reviewer_of(transcript: Transcript) -> NoteReviewer:
    """Kept for what is open: to prepare an hour of talk takes half a second, an edited line then some milliseconds."""
    return NoteReviewer(transcript)
