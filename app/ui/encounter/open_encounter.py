"""What is open on the page, as the services hold it."""

from dataclasses import dataclass

from app.domain.attestation import Addendum, SignedDocument
from app.domain.encounter import Encounter
from app.domain.note import DraftNote
from app.domain.transcript import Transcript
from app.ui.services import UiServices


@dataclass(frozen=True, slots=True)
class OpenEncounter:
    """`note` and `signed`, the latest version, belong to the template that is chosen on the page.

    `last_visit` is the id of the same patient's encounter before this one, "" where there is none.
    """

    encounter: Encounter
    template_id: str
    has_recording: bool
    transcript: Transcript | None
    note: DraftNote | None
    signed: SignedDocument | None
    addenda: tuple[Addendum, ...] = ()
    has_replaced_draft: bool = False
    last_visit: str = ""

    @property
    def is_signed_as_shown(self) -> bool:
        """The draft says what was signed; sources and flags may have been found anew since."""
        return self.signed is not None and self.note is not None and self.signed.note.says_the_same(self.note)


def read_encounter(services: UiServices, encounter_id: str, template_id: str) -> OpenEncounter:
    """Raises VaultError."""
    signed = services.documents.latest_signed(encounter_id, template_id)
    return OpenEncounter(
        encounter=services.encounters.get(encounter_id),
        template_id=template_id,
        has_recording=services.recordings.has_recording(encounter_id),
        transcript=services.recordings.transcript(encounter_id),
        note=services.review.note(encounter_id, template_id),
        signed=signed,
        addenda=services.documents.addenda(signed.id) if signed else (),
        has_replaced_draft=services.review.has_replaced_draft(encounter_id, template_id),
        last_visit=services.patients.last_visit(encounter_id),
    )


def drafted_template(services: UiServices, encounter_id: str, preferred: str) -> str:
    """The preferred template if it has a note or none has; else the first that has one. Raises VaultError."""
    ids = [preferred, *(template.id for template in services.templates)]
    return next((each for each in ids if services.review.note(encounter_id, each) is not None), preferred)
