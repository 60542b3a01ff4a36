import shutil
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from app.domain.attestation import SignedDocument, sign_document
from app.domain.encounter import Clinician, Encounter, Patient, Role
from app.domain.language import Language
from app.domain.note import DraftNote, NoteSection, Origin, SectionState, Statement
from app.domain.transcript import Speaker, Transcript, TranscriptSegment
from app.storage.keys import DataKey
from app.storage.vault import Vault, create_vault, open_with

sys.path.insert(0, str(Path(__file__).parent))

PASSPHRASE = "correct horse battery"


@pytest.fixture(scope="session")
def pattern(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str, DataKey]:
    """An empty vault that is made once, its recovery key and its data key."""
    folder = tmp_path_factory.mktemp("pattern") / "vault"
    vault, recovery_key = create_vault(folder, PASSPHRASE)
    vault.close()
    return folder, recovery_key, vault.data_key


@pytest.fixture
def vault_folder(pattern: tuple[Path, str, DataKey], tmp_path: Path) -> Path:
    """A closed vault of the test's own; its passphrase is PASSPHRASE."""
    shutil.copytree(pattern[0], tmp_path / "vault")
    return tmp_path / "vault"


@pytest.fixture
def recovery_key(pattern: tuple[Path, str, DataKey]) -> str:
    return pattern[1]


@pytest.fixture
def open_quickly(pattern: tuple[Path, str, DataKey], vault_folder: Path) -> Callable[[], Vault]:
    """Opens the vault without the time that a passphrase takes."""
    return lambda: open_with(vault_folder, lambda keys: pattern[2])


@pytest.fixture
def vault(open_quickly: Callable[[], Vault]) -> Iterator[Vault]:
    with open_quickly() as opened:
        yield opened


@pytest.fixture
def encounter() -> Encounter:
    return Encounter(
        id="e1",
        patient=Patient("p1", "김새김", "00123-4", "F", "1961-02-03"),
        started_at="2026-03-02T09:30:00+09:00",
        language=Language.KO,
        place="내과 3",
        informant="본인",
        title="기침 Cough",
    )


@pytest.fixture
def transcript() -> Transcript:
    segment = TranscriptSegment("s0001", 0.0, 3.5, Speaker.PATIENT, "사흘 전부터 기침이 나요", 0.9)
    return Transcript(Language.KO, 3.5, (segment,))


@pytest.fixture
def note() -> DraftNote:
    statement = Statement("n001", "Cough for three days.", ("s0001",), Origin.MODEL)
    section = NoteSection("subjective", "Subjective", SectionState.STATED, (statement,))
    return DraftNote("soap", Language.EN, (section,))


@pytest.fixture
def sign(encounter: Encounter, note: DraftNote) -> Callable[..., SignedDocument]:
    def sign(document_id: str = "d1", version: int = 1, supersedes: str | None = None) -> SignedDocument:
        return sign_document(
            document_id,
            encounter,
            "SOAP note",
            note,
            Clinician("Dr Park", Role.DOCTOR, "12345"),
            signed_at="2026-03-02T10:00:00+09:00",
            statement="I have read this note and it is correct.",
            version=version,
            supersedes=supersedes,
        )

    return sign
