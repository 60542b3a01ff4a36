"""What the window works with."""

from collections.abc import Callable
from dataclasses import dataclass

from app.domain.language import Language
from app.domain.template import NoteTemplate
from app.services.documents import Documents
from app.services.drafting import Drafting
from app.services.encounters import Encounters
from app.services.handovers import Handovers
from app.services.live import LiveRecordings
from app.services.patient_records import PatientRecords
from app.services.patients import Patients
from app.services.quality import Quality
from app.services.recording import Recordings
from app.services.review import Review
from app.services.revising import Revising
from app.services.templates import Templates
from app.services.vault import VaultKeys
from app.services.vocabulary import VocabularyService
from app.services.window_memory import WindowMemory


@dataclass(frozen=True, slots=True)
class UiServices:
    """The use cases, and the templates in the order in which they are offered.

    Without `keys` the window cannot be locked. `open_practice` takes a moment, so it is called beside the GUI thread; a
    practice has neither.
    """

    encounters: Encounters
    recordings: Recordings
    live: LiveRecordings
    drafting: Drafting
    revising: Revising
    review: Review
    documents: Documents
    handovers: Handovers
    patients: Patients
    records: PatientRecords
    vocabulary: VocabularyService
    quality: Quality
    library: Templates
    memory: WindowMemory
    keys: VaultKeys | None = None
    open_practice: "Callable[[Language], Practice] | None" = None
    is_practice: bool = False

    @property
    def templates(self) -> tuple[NoteTemplate, ...]:
        """In the order in which they are offered."""
        return self.library.offered()


@dataclass(frozen=True, slots=True)
class Practice:
    """Services over a vault that is gone after `end`, with one encounter to work on."""

    services: UiServices
    encounter_id: str
    end: Callable[[], None]
