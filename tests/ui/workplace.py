"""A clinic for the window's tests and screenshots: real services over a real vault, scripted engines."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from app.domain.encounter import Encounter, EncounterState
from app.domain.language import Language
from app.domain.transcript import Transcript
from app.review.checks import review_note
from app.services.documents import Documents
from app.services.drafting import Drafting
from app.services.encounters import Encounters
from app.services.handovers import Handovers
from app.services.live import LiveRecordings
from app.services.models import InstalledModel, ModelFile, write_record
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
from app.storage.vault import Vault, create_vault
from app.ui.parts.tasks import finish_tasks
from app.ui.services import UiServices
from tests.ui import consultations
from tests.ui.engines import ScriptedEngine

PASSPHRASE = "a calm sentence to remember"
ACTOR = "test"


@dataclass(frozen=True, slots=True)
class Workplace:
    services: UiServices
    vault: Vault
    speech: ScriptedEngine
    drafting: ScriptedEngine

    def add_transcribed(self, name: str, transcript: Transcript, *, pcm: bytes | None = None) -> Encounter:
        encounter = self.services.encounters.create(name, language=transcript.language)
        with self.vault.journal.start_recording(encounter.id) as recording:
            recording.append(pcm or bytes(int(transcript.duration_s * 16_000) * 2))
        self.vault.transcripts.save(encounter.id, transcript)
        return self._advance(encounter, EncounterState.TRANSCRIBED)

    def add_drafted(self, name: str, language: Language) -> Encounter:
        """A consultation with a note that holds a number and a medication that nobody said."""
        transcript = consultations.transcript(language)
        encounter = self.add_transcribed(name, transcript)
        self.vault.documents.save_draft(encounter.id, review_note(consultations.note(language), transcript), ai=True)
        return self._advance(encounter, EncounterState.DRAFTED)

    def _advance(self, encounter: Encounter, state: EncounterState) -> Encounter:
        advanced = replace(encounter, state=state)
        self.vault.encounters.update(advanced)
        return advanced


@contextmanager
def open_workplace(folder: Path) -> Iterator[Workplace]:
    models = folder / "models"
    pretend_installed(models)
    speech, drafting = ScriptedEngine(), ScriptedEngine()
    vault, _ = create_vault(folder / "vault", PASSPHRASE)
    with vault:
        services = UiServices(
            encounters=Encounters(vault, ACTOR),
            recordings=Recordings(vault, speech, models, ACTOR),  # type: ignore[arg-type]
            live=LiveRecordings(vault, speech, models, ACTOR),  # type: ignore[arg-type]
            drafting=Drafting(vault, drafting, models, ACTOR),  # type: ignore[arg-type]
            revising=Revising(vault, drafting, models),  # type: ignore[arg-type]
            review=Review(vault, ACTOR),
            documents=Documents(vault, ACTOR),
            handovers=Handovers(vault, ACTOR),
            patients=Patients(vault, ACTOR),
            records=PatientRecords(vault, ACTOR),
            vocabulary=VocabularyService(vault, ACTOR),
            quality=Quality(vault, ACTOR),
            library=Templates(vault, drafting, models, ACTOR),  # type: ignore[arg-type]
            memory=WindowMemory(vault),
            keys=VaultKeys(vault, ACTOR),
        )
        yield Workplace(services, vault, speech, drafting)
        # What a window that was closed still keeps.
        finish_tasks()


def pretend_installed(models: Path) -> None:
    """Records of models without weights: scripted engines open none."""
    for model_id, role, file_format, name in (
        ("test-speech", "speech", "ctranslate2", "model.bin"),
        ("test-drafting", "drafting", "gguf", "model.gguf"),
    ):
        folder = models / model_id
        folder.mkdir(parents=True)
        (folder / name).write_bytes(b"")
        write_record(
            InstalledModel(
                id=model_id,
                name=model_id,
                role=role,  # type: ignore[arg-type]
                format=file_format,  # type: ignore[arg-type]
                folder=folder,
                files=(ModelFile(name, 0, "0" * 64),),
                languages=tuple(Language),
                licence="none",
                tested=False,
            )
        )
